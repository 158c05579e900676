"""Every analysis, on journeys with all that the format allows and on the odd ones: none raises, all are repeatable."""

from __future__ import annotations

import random
from typing import Any

import pytest
from journeys import blueprint
from msgspec import Struct

from journeymap.analysis import Facts
from journeymap.figures import Figures
from journeymap.graph import connect
from journeymap.plugins import instances
from journeymap.tables.records import result_of

ANALYSES = instances("analyses", "ANALYSIS")


def anything(seed: int) -> dict[str, Any]:
    """Return a journey in which everything may be said, and much of it makes little sense."""
    rng = random.Random(seed)
    names = [f"s{number}" for number in range(rng.randint(1, 10))]
    personas = ["anna", "bert", "cees"][: rng.randint(0, 3)]

    def some(*values: Any, chance: float = 0.3) -> Any:
        return rng.choice(values) if rng.random() < chance else None

    def share() -> Any:
        of = {who: f"{rng.randint(0, 100)}%" for who in [*personas, "everyone"] if rng.random() < 0.5}
        return rng.choice([None, f"{rng.randint(0, 120) % 101}%", of or None])

    def ratings() -> dict[str, Any]:
        fields = ("desired", "expected", "perceived", "importance")
        rating = {field: rng.randint(0, 10) for field in fields if rng.random() < 0.6}
        return {**rating, **({"emotion": rng.randint(-2, 2)} if rng.random() < 0.5 else {})}

    steps: dict[str, Any] = {}
    for name in names:
        flows = {target: {"share": share(), "wait": some("1 h", "1-3 days"), "kind": some("failure", "planned")}
                 for target in rng.sample(names, min(len(names), rng.choice([0, 1, 1, 2, 3])))}  # fmt: skip
        steps[name] = {
            "customer": some("Does", chance=0.6),
            "frontstage": some("Does", {"does": "Does", "by": "kcc"}, chance=0.4),
            "backstage": some({"does": "Does", "by": "plan"}),
            "channel": some("phone", "web", "gone"),
            "next": flows or None,
            "end": some("helped", "refused", "gave-up", "transferred"),
            "start": some(True, "30%", chance=0.15),
            "starts": some([rng.choice(names)], chance=0.2),
            "needs": some([rng.choice(names)], chance=0.15),
            "takes": some("5 min", "1/3/8 h", "2 working days"),
            "wait": some("2-5 working days", "10 min"),
            "promise": some("3 days"),
            "asks": some(["name"], ["name", "date"]),
            "tells": some(["date"]),
            "meets": some(["safety"]),
            "experience": {who: ratings() for who in [*personas, "everyone", "staff"] if rng.random() < 0.4},
            "fails": some([{"what": "No", "share": "10%", "recover": rng.choice(names)}], [{"what": "No"}]),
            "burden": some({"home-visit": 2}, "letter"),
            "clicks": some(3),
            "heard": some(["talks"], ["unknown"]),
        }
    return {
        "personas": {
            who: {"share": some("0%", "40%"), "available": some("Mo-Fr 18:00-20:00"), "prefers": some(["phone"])}
            for who in personas
        },
        "channels": {"phone": {"open": some("Mo-Fr 09:00-17:00", "24/7")}, "web": {"self-service": True}},
        "actors": {"kcc": {"lane": "frontstage"}, "plan": {"lane": "backstage"}},
        "sources": {"talks": {"n": 3, "date": some("2025")}},
        "phases": some(["One", "Two"]) or [],
        "economics": some({"price": 10, "rate": 1}),
        "steps": steps,
    }


@pytest.mark.parametrize("seed", range(150))
def test_none_raises_and_each_gives_the_same_again(seed: int):
    document = anything(seed)
    first, second = Facts(connect(blueprint(document))), Facts(connect(blueprint(document)))
    for analysis in ANALYSES:
        assert first.of(analysis) is None or isinstance(first.of(analysis), Struct)
        assert result_of(first, analysis.name) == result_of(second, analysis.name)
    assert dict(Figures(first)) == dict(Figures(second))


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"steps": {"a": {}}},
        {"steps": {"a": {"support": "x"}}},
        {"steps": {"a": {"customer": "x", "next": "a"}}},
        {"steps": {"a": {"customer": "x", "next": "b"}, "b": {"customer": "y", "next": "a"}}},
        {"steps": {"a": {"customer": "x", "next": "gone"}}},
        {"personas": {"a": {"share": 0}, "b": {"share": 0}}, "steps": {"a": {"customer": "x", "end": "helped"}}},
    ],
    ids=["nothing", "an empty step", "support only", "a self-loop", "a circle", "a lost arrow", "nobody"],
)
def test_what_says_little_is_borne(document: dict[str, Any]):
    facts = Facts(connect(blueprint(document)))
    for analysis in ANALYSES:
        facts.of(analysis)
    assert "helped" in Figures(facts)


def test_each_analysis_is_found_by_its_own_name():
    names = [analysis.name for analysis in ANALYSES]
    assert len(set(names)) == len(names)
    asked = (
        "outcomes journey-time effort hot-spots levers access gaps conversation information way-out economics burden"
    )
    assert {*asked.split(), "evidence", "structure"} <= set(names)
