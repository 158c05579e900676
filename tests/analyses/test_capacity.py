"""The work of a week and the people for it, from the chain: no waits yet."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest
from journeys import blueprint

from journeymap.analyses.capacity import ANALYSIS, Capacity
from journeymap.analysis import Facts
from journeymap.graph import connect
from journeymap.graph.staffing import Shift, roster_of


def desk(staff: Any = None, arrivals: Any = "46 per week", takes: str | None = "1 h", **more: Any) -> dict[str, Any]:
    actor = {"lane": "backstage", "staff": staff, **more}
    return {
        "arrivals": arrivals,
        "actors": {"desk": actor},
        "steps": {
            "ask": {"customer": "Asks", "start": True, "next": "judge"},
            "judge": {"backstage": {"by": "desk", "does": "Judges", "takes": takes}, "next": "done"},
            "done": {"customer": "Reads", "end": "helped"},
        },
    }


def capacity(document: dict[str, Any]) -> Capacity:
    result = Facts(connect(blueprint(document))).of(ANALYSIS)
    assert result is not None
    return result


def test_forty_six_hours_of_work_for_forty_hours_of_people_leave_six_cases_more_every_week():
    pool = capacity(desk({"Mo-Fr 09:00-17:00": 1})).pools["desk"]
    assert pool.people == 40 * 60
    assert pool.work == pytest.approx(46 * 60)
    assert pool.busy == pytest.approx(1.15)
    assert pool.growth == pytest.approx(6)
    assert pool.needed == 2


def test_other_work_takes_its_part_of_the_time():
    pool = capacity(desk({"Mo-Fr 09:00-17:00": 2}, elsewhere="50%", costs=60)).pools["desk"]
    assert pool.available == 40 * 60
    assert pool.busy == pytest.approx(1.15)
    assert pool.needed == 3
    assert pool.cost == 80 * 60
    assert pool.idle == 0


def test_the_cost_of_an_hour_is_sixty_times_the_rate_where_it_is_not_stated():
    document = desk({"Mo-Fr 09:00-17:00": 2}) | {"economics": {"price": 1, "rate": "1.10"}}
    pool = capacity(document).pools["desk"]
    assert pool.cost == pytest.approx(80 * 66)
    assert pool.idle == pytest.approx(34 * 66)


def test_a_number_of_people_is_there_whenever_the_channel_is_open_that_is_answered():
    document = desk(2)
    document["channels"] = {"phone": {"kind": "phone", "open": "Mo-Th 08:30-17:00; Fr 08:30-12:00"},
                            "mail": {"kind": "email", "open": "24/7"}}  # fmt: skip
    document["steps"]["judge"]["channel"] = ["phone", "mail"]
    assert capacity(document).pools["desk"].people == 75 * 60


def test_without_hours_anywhere_people_are_there_eight_hours_of_each_working_day():
    assert capacity(desk(1)).pools["desk"].people == 40 * 60


def test_a_later_line_overrules_an_earlier_one_in_its_own_minutes_only():
    graph = connect(blueprint(desk({"Mo-Tu 08:00-16:00": 2, "Mo 08:00-12:00": 3, "Tu 12:00-13:00": 0})))
    roster = roster_of(graph, "desk")
    assert roster is not None
    tuesday = 24 * 60
    assert roster.shifts == (
        Shift(480, 720, 3), Shift(720, 960, 2),
        Shift(tuesday + 480, tuesday + 720, 2), Shift(tuesday + 720, tuesday + 780, 0),
        Shift(tuesday + 780, tuesday + 960, 2),
    )  # fmt: skip
    assert roster.minutes == 12 * 60 + 8 * 60 + 14 * 60
    assert roster.longest == 480


def test_a_night_over_the_end_of_the_week_is_as_long_as_any_other():
    assert capacity(desk({"Su 22:00-06:00": 1})).pools["desk"].people == 8 * 60


def test_who_leaves_unserved_is_no_work():
    document = desk(1, takes="30 min")
    document["steps"]["judge"]["gives-up"] = {"after": "8 min", "share": "20%", "to": {"judge": "60%", "stop": "40%"}}
    document["steps"]["judge"]["closed"] = {"share": "10%", "to": "stop"}
    document["steps"]["stop"] = {"customer": "Leaves", "end": "gave-up"}
    pool = capacity(document).pools["desk"]
    # 12 of 100 come again, 70 of 100 are served each time.
    assert pool.cases == pytest.approx(46 * 0.7 / 0.88)
    assert pool.leaves
    assert pool.growth is None


def test_a_time_that_is_not_stated_makes_it_at_least():
    pool = capacity(desk(1, takes=None)).pools["desk"]
    assert pool.is_least
    assert pool.work == 0


def test_without_arrivals_only_what_a_hundred_journeys_need_can_be_told():
    result = capacity(desk(1, arrivals=None))
    pool = result.pools["desk"]
    assert result.arrivals is None
    assert (pool.work, pool.busy, pool.growth, pool.needed) == (None, None, None, None)
    assert pool.work_per_100 == 6000


def test_without_staff_others_go_on():
    pool = capacity(desk(None)).pools["desk"]
    assert pool.work == pytest.approx(46 * 60)
    assert (pool.people, pool.busy, pool.needed, pool.cost) == (None, None, None, None)


def test_a_file_that_says_neither_has_no_capacity():
    assert Facts(connect(blueprint(desk(None, arrivals=None)))).of(ANALYSIS) is None


def test_nobody_there_and_work_without_end_are_borne():
    assert capacity(desk(0)).pools["desk"].busy == inf
    document = desk(1)
    document["steps"]["judge"]["next"] = "ask"
    pool = capacity(document).pools["desk"]
    assert pool.busy == inf
    assert pool.growth == inf
    assert pool.needed is None


def test_both_actors_of_a_step_are_busy_each_for_its_own_time():
    document = desk(1)
    document["actors"]["law"] = {"lane": "support", "staff": 1}
    document["steps"]["judge"]["support"] = {"by": "law", "does": "Checks"}
    document["steps"]["judge"]["takes"] = "15 min"
    pools = capacity(document).pools
    assert pools["desk"].work_per_100 == 6000
    assert pools["law"].work_per_100 == 1500


def test_what_is_assumed_is_counted():
    known = desk(1, arrivals={"count": "46 per week", "heard": ["log"]}, elsewhere="0%") | {"sources": {"log": "Calls"}}
    assert capacity(known).basis.assumed + 2 == capacity(desk(1)).basis.assumed
