"""What the customer can be sure of, on journeys small enough to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.analyses.guarantee import Guarantee, compute
from journeymap.drawing import ROWS, DrawOptions, draw
from journeymap.drawing.theme.theme import DEFAULT
from journeymap.graph import ServiceGraph, Topology, connect, joins
from journeymap.model.blueprint import Blueprint
from journeymap.model.step import Step
from journeymap.numerics.games import Game, Standing, solve
from journeymap.pipeline import check_blueprint
from journeymap.report.html import html_report
from journeymap.report.overview import overview
from journeymap.tables import details
from journeymap.terminal.charts import TerminalStyle

if TYPE_CHECKING:
    import pytest


def of(steps: dict) -> tuple[Guarantee, list[str]]:
    graph = connect(Blueprint.model_validate({"steps": steps}))
    return compute(graph), graph.topology.ids


def test_a_refusal_the_organisation_decides_on_is_a_point_of_no_return():
    found, ids = of(
        {
            "ask": {"frontstage": "Decides", "next": ["yes", "no"]},
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
            "ask": {"frontstage": "Decides", "next": {"yes": "100%", "no": "0%"}},
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
    points = compute(ServiceGraph(Blueprint(), found)).points_of_no_return
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
    found, _ = of(oven(talk={"frontstage": "Orders for the customer", "starts": ["bake"], "next": "eat"}))
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
                        "ask": {"frontstage": "Decides", "next": shares},
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


REFUSED = {
    "ask": {
        "frontstage": "Decides",
        "next": {"yes": {}, "no": {"share": {"anna": 0.1, "everyone": 0}}},
    },
    "yes": {"customer": "Is helped", "end": "helped"},
    "no": {"customer": "Is refused", "end": "refused"},
}


def test_a_persona_can_be_sure_of_more_where_only_another_goes_the_way_that_is_lost():
    personas = {"anna": {}, "bert": {}, "cees": {}}
    found = compute(connect(Blueprint.model_validate({"personas": personas, "steps": REFUSED})))
    assert found.overall is found.of("anna").overall is Standing.IN_THEIR_HANDS
    assert found.of("bert").overall is found.of("cees").overall is Standing.GUARANTEED
    assert found.of("bert").points_of_no_return == ()


def test_what_the_stated_shares_leave_nothing_for_is_nobodys_way():
    shares = {"yes": {"share": {"anna": 1}}, "no": {"share": {"bert": 1}}}
    steps = {**REFUSED, "ask": {**REFUSED["ask"], "next": shares}}
    found = compute(connect(Blueprint.model_validate({"personas": {"anna": {}, "bert": {}}, "steps": steps})))
    assert found.of("anna").overall is Standing.GUARANTEED
    assert found.of("bert").overall is Standing.LOST


def test_what_lies_behind_an_arrow_that_nobody_takes_is_no_point_of_no_return():
    found, _ = of(
        {
            "ask": {"customer": "Asks", "next": {"yes": {}, "file": {"share": 0}}},
            "file": {"frontstage": "Decides", "next": ["yes", "no"]},
            "yes": {"customer": "Is helped", "end": "helped"},
            "no": {"customer": "Is refused", "end": "refused"},
        }
    )
    assert found.overall is Standing.GUARANTEED
    assert found.points_of_no_return == ()


def test_no_game_is_solved_twice_for_figures_report_and_drawing_together(monkeypatch: pytest.MonkeyPatch):
    solved: list[int] = []

    def counted(*game: Any) -> Game:
        solved.append(len(game))
        return solve(*game)

    monkeypatch.setattr("journeymap.analyses.guarantee.solve", counted)
    personas = {"anna": {"name": "Anna"}, "bert": {}, "cees": {}}
    steps = {name: Step.model_validate(step) for name, step in REFUSED.items()}
    result = check_blueprint(Blueprint.model_validate({"personas": personas, "steps": steps}))
    assert result.journey is not None
    for persona in (None, *personas):
        overview(result.journey.facts, "a.yaml", TerminalStyle(), persona)
        details.text(result.journey.facts, "guarantee", "a.yaml", TerminalStyle(), persona)
    html_report(result, "en", DEFAULT)
    assert draw(result.journey, options=DrawOptions(rows=frozenset(ROWS))).scenes
    # Whoever may come goes the ways of Anna; Bert and Cees share theirs.
    assert len(solved) == 2


def two_joins() -> dict[str, Any]:
    steps: dict[str, Any] = {"a": {"customer": "A", "start": True, "starts": ["w0", "w1"], "next": "c0"}}
    for number in range(2):
        steps[f"w{number}"] = {"backstage": "W"}
        steps[f"c{number}"] = {"customer": "C", "needs": [f"w{number}"], "next": f"c{number + 1}"}
    return {**steps, "c2": {"customer": "B", "end": "helped"}}


def test_what_hangs_on_joins_that_could_not_be_looked_at_is_not_known(monkeypatch):
    blueprint = Blueprint.model_validate({"customer": {"choice": "captive"}, "steps": two_joins()})
    assert compute(connect(blueprint)).overall is Standing.GUARANTEED
    monkeypatch.setattr(joins, "BUDGET", 0)
    graph = connect(blueprint)
    result = compute(graph)
    assert result.overall is None
    assert graph.names(result.unjudged) == ("c0", "c1")
    (told,) = (one for one in check_blueprint(blueprint).diagnostics if one.code.name == "not-guaranteed")
    assert told.severity == "note"
    assert "was not judged: there are too many joins" in str(told.message)


def test_where_joins_make_no_difference_it_is_known_without_looking_at_them(monkeypatch):
    monkeypatch.setattr(joins, "BUDGET", 0)
    steps = two_joins()
    # Whatever comes of the joins, the organisation may say no.
    steps["c2"] = {"backstage": "B", "next": {"yes": {"decides": "organisation"}, "no": {"decides": "organisation"}}}
    steps |= {"yes": {"customer": "Y", "end": "helped"}, "no": {"customer": "N", "end": "refused"}}
    result, _ = of(steps)
    assert result.overall is Standing.IN_THEIR_HANDS
    assert not result.unjudged
