"""The five rules of helping along the ways, against all ways written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analyses.fail_points import ANALYSIS as FAIL_POINTS
from journeymap.analyses.fail_points import occurrence
from journeymap.analyses.helping import ANALYSIS
from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint

WORDS = ("clarify", "alternative", "evaluate")


@st.composite
def blueprints(draw: st.DrawFn) -> Blueprint:
    """Journeys without circles, of up to eight steps that may end anyhow and help in any way."""
    size = draw(st.integers(2, 8))
    steps = {}
    for number in range(size):
        later = [f"s{other}" for other in range(number + 1, size)]
        targets = draw(st.lists(st.sampled_from(later), unique=True, max_size=3)) if later else []
        decides = st.sampled_from(["customer", "organisation", "chance"])
        steps[f"s{number}"] = {
            "customer": "does something",
            "helps": draw(st.lists(st.sampled_from(WORDS), unique=True, max_size=2)),
            "next": {target: {"decides": draw(decides)} for target in targets},
            "end": None if targets else draw(st.sampled_from(["helped", "refused", "gave-up"])),
        }
    return Blueprint.model_validate({"journeymap": 1, "steps": steps})


def all_ways(blueprint: Blueprint) -> list[list[str]]:
    ways, done = [["s0"]], []
    while ways:
        way = ways.pop()
        if not blueprint.steps[way[-1]].next:
            done.append(way)
        ways += [[*way, target] for target in blueprint.steps[way[-1]].next]
    return done


def since_decision(blueprint: Blueprint, way: list[str]) -> list[str]:
    """The part of a way from the step on at which the organisation or chance last chose between several ways."""
    for place in range(len(way) - 2, -1, -1):
        ways = blueprint.steps[way[place]].next
        if len(ways) > 1 and ways[way[place + 1]].decides != "customer":
            return way[place:]
    return way


def passes_help_by(blueprint: Blueprint, step: str) -> bool:
    """Whether the customer alone chooses at a step, and one of the ways leads to being helped."""
    ways = blueprint.steps[step].next
    if len(ways) < 2 or any(flow.decides != "customer" for flow in ways.values()):
        return False
    queue = [*ways]
    for name in queue:  # grows while it is read
        queue += [target for target in blueprint.steps[name].next if target not in queue]
    return any(blueprint.steps[name].end == "helped" for name in queue)


@given(blueprints())
def test_a_missing_rule_of_helping_is_found_where_some_way_misses_it(blueprint: Blueprint):
    steps = blueprint.steps
    starts = connect(blueprint).topology.starts
    ways = all_ways(blueprint)
    found = ANALYSIS.compute(connect(blueprint))

    def serves(step: str, rule: str) -> bool:
        return rule in steps[step].helps

    def ends(outcome: str, missing) -> set[str]:
        return {way[-1] for way in ways if steps[way[-1]].end == outcome and missing(way)}

    if starts != [0]:
        return  # steps that nothing leads to begin journeys of their own
    assert {way.end for way in found.unevaluated} == ends(
        "helped", lambda way: not any(serves(step, "evaluate") for step in way)
    )
    assert {way.end for way in found.unclarified} == ends(
        "helped", lambda way: not any(serves(step, "clarify") for step in way[:-1])
    )
    assert {way.end for way in found.bare} == ends(
        "refused",
        lambda way: (
            not any(
                serves(step, "alternative") or passes_help_by(blueprint, step)
                for step in since_decision(blueprint, way)
            )
        ),
    )
    for way in (*found.bare, *found.unclarified, *found.unevaluated, *found.unheard):
        assert list(way.steps) in ways


def test_who_may_go_a_way_is_told_where_not_all_may():
    blueprint = Blueprint.model_validate(
        {
            "personas": ["a", "b"],
            "steps": {
                "s": {"next": {"no": {"share": {"a": 0, "b": 0.5}}, "yes": {"share": {"a": 1, "b": 0.5}}}},
                "no": {"end": "refused"},
                "yes": {"end": "helped"},
            },
        }
    )
    found = ANALYSIS.compute(connect(blueprint))
    assert [(way.end, way.personas, way.decision) for way in found.bare] == [("no", ("b",), "s")]
    assert [(way.end, way.personas) for way in found.unevaluated] == [("yes", ())]


@pytest.mark.parametrize(
    ("step", "heard"),
    [
        ({"helps": "evaluate"}, True),
        ({"asks": "klacht"}, False),
        ({"customer": "Maakt bezwaar"}, True),
        ({"frontstage": "Takes the complaint seriously"}, True),
        ({"tells": "how to appeal"}, False),
        ({"asks": "toestemming"}, False),
        ({"tags": "voice"}, True),
        ({"asks": "adres"}, False),
    ],
)
def test_a_step_gives_a_voice_when_it_says_so(step: dict[str, str], heard: bool):
    blueprint = Blueprint.model_validate({"steps": {"a": {"customer": "x", "end": "helped", **step}}})
    assert bool(ANALYSIS.compute(connect(blueprint)).voices) is heard


@pytest.mark.parametrize(
    ("share", "grade"),
    [
        (1.0, 10),
        (0.5, 10),
        (0.49, 9),
        (1 / 3, 9),
        (0.125, 8),
        (0.05, 7),
        (0.0125, 6),
        (0.0025, 5),
        (0.0005, 4),
        (1 / 15_000, 3),
        (1 / 150_000, 2),
        (0.0, 1),
    ],
)
def test_occurrence_follows_the_table_of_the_manual(share: float, grade: int):
    assert occurrence(share) == grade


def test_a_risk_has_a_number_only_when_all_three_are_known():
    fails = [
        {"what": "a", "share": 0.05, "severity": 4, "detection": 3},
        {"what": "b", "share": 0.05, "severity": 4},
        {"what": "c", "severity": 4, "detection": 3},
    ]
    blueprint = Blueprint.model_validate({"steps": {"a": {"customer": "x", "fails": fails, "end": "helped"}}})
    points = FAIL_POINTS.compute(connect(blueprint)).points
    assert [point.number for point in points] == [4 * 7 * 3, None, None]


def test_ways_to_very_many_ends_are_found_without_walking_them_all():
    size = 20_000
    steps = {f"s{n}": {"frontstage": "Asks", "next": [f"s{n + 1}", f"no{n}"]} for n in range(size)}
    steps |= {f"no{n}": {"frontstage": "Says no", "end": "refused"} for n in range(size)}
    steps[f"s{size}"] = {"frontstage": "Helps", "end": "helped"}
    found = ANALYSIS.compute(connect(Blueprint.model_validate({"steps": steps})))
    assert len(found.bare) == size
    assert found.bare[2].steps == ("s0", "s1", "s2", "no2")
    assert found.bare[2].decision == "s2"
