"""What the customer can be sure of, on journeys small enough to see it."""

from __future__ import annotations

from journeymap.analyses.guarantee import Guarantee, guarantee
from journeymap.graph import ServiceGraph, Topology, connect
from journeymap.model.blueprint import Blueprint
from journeymap.numerics.games import Standing


def of(steps: dict) -> tuple[Guarantee, list[str]]:
    graph = connect(Blueprint.model_validate({"steps": steps}))
    return guarantee(graph), graph.topology.ids


def test_a_refusal_the_organisation_decides_on_is_a_point_of_no_return():
    found, ids = of(
        {
            "ask": {"customer": "Asks", "frontstage": "Decides", "next": ["yes", "no"]},
            "yes": {"customer": "Is helped", "end": "helped"},
            "no": {"customer": "Is refused", "end": "refused"},
        }
    )
    assert found.overall is Standing.IN_THEIR_HANDS
    assert [ids[step] for step in found.losing_way] == ["ask", "no"]
    assert [(ids[point.source], ids[point.target]) for point in found.points_of_no_return] == [("ask", "no")]


def test_giving_up_is_the_customers_own_choice_and_takes_no_guarantee_away():
    found, _ = of(
        {
            "ask": {"customer": "Asks", "next": {"yes": {"decides": "customer"}, "stop": {"decides": "customer"}}},
            "yes": {"customer": "Is helped", "end": "helped"},
            "stop": {"customer": "Gives up", "end": "gave-up"},
        }
    )
    assert found.overall is Standing.GUARANTEED
    assert found.losing_way == ()


def test_an_appeal_that_is_the_customers_keeps_a_refusal_from_being_the_end():
    steps = {
        "assess": {"backstage": "Assesses", "start": True, "next": ["issue", "letter"]},
        "issue": {"frontstage": "Issues", "end": "helped"},
        "letter": {"frontstage": "Refuses", "end": "refused", "next": {"appeal": {"share": "40%"}}},
        "appeal": {"customer": "Appeals", "next": "assess"},
    }
    found, ids = of(steps)
    assert found.standings[ids.index("letter")] is Standing.IN_THEIR_HANDS
    steps["letter"]["next"]["appeal"]["decides"] = "customer"
    found, ids = of(steps)
    assert found.standings[ids.index("letter")] is Standing.LIKELY


def test_a_dropped_call_that_is_dialled_again_is_no_harm():
    found, _ = of(
        {
            "call": {
                "customer": "Calls",
                "start": True,
                "fails": [{"what": "Line drops", "share": "10%", "recover": "call"}],
                "next": "done",
            },
            "done": {"customer": "Is helped", "end": "helped"},
        }
    )
    assert found.overall is Standing.GUARANTEED


def test_a_way_that_nobody_takes_is_no_way():
    found, ids = of(
        {
            "ask": {"customer": "Asks", "frontstage": "Decides", "next": {"yes": "100%", "no": "0%"}},
            "yes": {"customer": "Is helped", "end": "helped"},
            "no": {"customer": "Is refused", "end": "refused"},
        }
    )
    assert found.overall is Standing.GUARANTEED
    assert found.standings[ids.index("no")] is Standing.LOST


def test_without_a_good_end_nothing_is_said():
    found, _ = of({"ask": {"customer": "Asks", "next": "no"}, "no": {"customer": "Is refused", "end": "refused"}})
    assert found.overall is None
    assert found.points_of_no_return == ()


def test_a_way_is_shown_to_every_point_of_no_return_also_of_a_service_with_very_many():
    found = Topology()
    size = 20_000
    for number in range(size):
        found.add_step(f"s{number}", outcome="helped" if number == size - 1 else None, weight=float(not number))
    gone = found.add_step("gone", outcome="gave-up")
    for number in range(size - 1):
        found.add_edge(number, number + 1)
        found.add_edge(number, gone, decides="customer")
    points = guarantee(ServiceGraph(Blueprint(), found)).points_of_no_return
    assert len(points) == size - 1
    assert points[7].way == tuple(range(8))
    assert points[-1].way == tuple(range(size - 1))


def oven(**changes: dict) -> dict:
    return {
        "ask": {"customer": "Asks", "next": {"order": {"decides": "customer"}, "talk": {"decides": "organisation"}}},
        "order": {"frontstage": "Takes the order", "starts": ["bake"], "next": "eat"},
        "talk": {"frontstage": "Talks of the weather", "next": "eat"},
        "bake": {"backstage": "Bakes"},
        "eat": {"customer": "Eats", "needs": ["bake"], "end": "helped"},
        **changes,
    }


def test_a_step_that_may_wait_for_ever_is_never_called_guaranteed():
    found, ids = of(oven())
    assert found.overall is Standing.IN_THEIR_HANDS
    assert [ids[step] for step in found.losing_way] == ["ask", "talk", "eat"]


def test_a_join_that_every_way_begins_keeps_the_guarantee():
    found, _ = of(oven(talk={"frontstage": "Orders for him", "starts": ["bake"], "next": "eat"}))
    assert found.overall is Standing.GUARANTEED
    assert found.losing_way == ()


def test_work_that_may_end_before_what_is_waited_for_is_not_counted_on():
    found, _ = of(
        oven(
            talk={"frontstage": "Has it made", "starts": ["dough"], "next": "eat"},
            dough={"backstage": "Makes dough", "next": ["bake", "bin"]},
            bin={"backstage": "Throws it away"},
        )
    )
    assert found.overall is Standing.IN_THEIR_HANDS


def test_what_the_customer_has_passed_himself_is_done():
    found, _ = of(
        {
            "pay": {"customer": "Pays", "next": "wait"},
            "wait": {"customer": "Waits", "next": "eat"},
            "eat": {"customer": "Eats", "needs": ["pay"], "end": "helped"},
        }
    )
    assert found.overall is Standing.GUARANTEED


def test_what_each_persona_can_be_sure_of_is_told_apart():
    from journeymap.analyses.guarantee import ANALYSIS

    shares = {"yes": {"share": {"a": "100%", "b": "50%"}}, "no": {"share": {"a": "0%", "b": "50%"}}}
    found = ANALYSIS.compute(
        connect(
            Blueprint.model_validate(
                {
                    "personas": {"a": {}, "b": {}, "c": {}},
                    "steps": {
                        "ask": {"customer": "Asks", "frontstage": "Decides", "next": shares},
                        "yes": {"customer": "Is helped", "end": "helped"},
                        "no": {"customer": "Is refused", "end": "refused"},
                    },
                }
            )
        )
    )
    assert found.of("a").overall is Standing.GUARANTEED
    assert found.of("b").overall is Standing.IN_THEIR_HANDS
    assert found.of("c").overall is found.overall is Standing.IN_THEIR_HANDS
