"""Whatever Python accepts a file accepts: blueprints put together at random, written out, and read again."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

import journeymap
from journeymap import Blueprint
from journeymap.pipeline import check_source

TEXTS = [
    "Calls",
    "Roept: 'ja'",
    "#1",
    " a ",
    "12",
    "true",
    "null",
    "~",
    "- x",
    "a\nb",
    "één",
    "👩‍👧",
    "",
    "x" * 300,
    "{}",
    "%",
]
SHARES = [0, 0.3, 1, 1.5, -0.1, "30%", "1/3", "rest", "33,3 %", "1.000", None, True, 1e-9, {"p": 0.2, "q": "80%"}]
TIMES = [
    timedelta(minutes=5), timedelta(days=-1), timedelta(0), timedelta(microseconds=3), timedelta(days=400), "2-3 days",
    "1/2/9 working days", "half an hour", "1.000 min", 7, 7.5, None, "soon",
]  # fmt: skip
VALUES: dict[str, list[Any]] = {
    "name": TEXTS,
    "customer": [*TEXTS, ["Calls", {"by": "p", "does": "Waits"}]],
    "frontstage": [*TEXTS, [{"does": "Helps"}]],
    "takes": TIMES, "wait": TIMES, "lasts": TIMES, "promise": TIMES, "tolerance": TIMES,
    "complaints": [0.046, "46 per 1.000", 2, -1, "4,6%", "1.200 per 10.000"],
    "pages": [1, 1.5, -2, "3", "x"], "clicks": [0, 1e6, "1.200", True],
    "end": ["helped", "gave up", "happy", "geholpen", None],
    "start": SHARES, "chased": SHARES,
    "asks": [["income"], "income", {"income": "changed"}, {"income": "perhaps"}, [], TEXTS[:4]],
    "tells": TEXTS,
    "helps": ["clarify", ["clarify", "doorvragen"], "nothing"],
    "experience": [-2, {"p": {"perceived": 3}}, {"everyone": {"emotion": -3}}, {"perceived": 99},
                   {"staff": {"emotion": 1}}],
    "fails": [{"what": "x", "share": 0.1, "severity": 9, "recover": "z"}, [{"what": "x", "severity": 11}], "It breaks"],
    "burden": [{"home-visit": 1}, {"letter": -1}, {"form": 1.25}],
    "tags": ["voice", ["a", "b b"]],
    "notes": TEXTS, "pains": [*TEXTS, {"text": "x", "severity": 3}, {"text": "x", "severity": 9}],
    "because": ["the law", {"reason": "x", "serves": "law"}],
    "deadline": ["2 weeks", {"within": timedelta(days=3), "missed": "z"}],
}  # fmt: skip


def put_together(seed: int) -> dict[str, Any]:
    source = random.Random(seed)
    steps: dict[str, Any] = {}
    for name in ("a", "b"):
        words = source.sample(list(VALUES), source.randint(1, 5))
        step = {word: source.choice(VALUES[word]) for word in words}
        step["next"] = source.choice(["z", {"z": source.choice(SHARES)}, {"b": "40%", "z": "rest"}, ["z"], {}])
        steps[name] = step
    steps["z"] = {"customer": "Is done", "end": "helped"}
    whole: dict[str, Any] = {"title": source.choice(TEXTS), "steps": steps}
    whole["personas"] = {"p": {"share": source.choice(SHARES[:9])}, "q": {}}
    if source.random() < 0.3:
        whole["reviewed"] = source.choice(
            [date(2026, 5, 1), date(9999, 12, 31), "2026", "1 mei 2026", date(1000, 1, 1)]
        )
    if source.random() < 0.3:
        whole["scale"] = source.choice(["0-10", "1-5", "5-1", "1 tot 7"])
    return whole


def made(seed: int) -> Blueprint | None:
    """Return the blueprint, without the words that Python refuses; None where it is refused all the same."""
    whole = put_together(seed)
    for _ in range(12):
        try:
            return Blueprint.model_validate(whole)
        except ValidationError as error:
            part, *path = (str(part) for part in error.errors()[0]["loc"])
            if part in ("steps", "personas"):
                del whole[part][path[0]][path[1]]
            else:
                del whole[part]
    return None


def form(found: Any) -> list[str]:
    """Return what is said of the form of a blueprint, without the places."""
    return sorted(f"{item.code.number} {item.message}" for item in found.diagnostics if item.code.number < "JM2")


@pytest.mark.parametrize("seed", range(150))
def test_a_blueprint_that_python_accepts_is_the_same_as_a_file(seed: int):
    blueprint = made(seed)
    assert blueprint is not None
    said = form(journeymap.check(blueprint))
    for text, name in ((blueprint.to_yaml(), "a.yaml"), (blueprint.model_dump_json(), "a.json")):
        result = check_source(text, name)
        assert result.blueprint == blueprint, text
        assert form(result) == said, text


def test_most_of_what_is_put_together_is_accepted_with_many_words():
    accepted = [blueprint for seed in range(150) if (blueprint := made(seed)) is not None]
    used = {word for blueprint in accepted for step in blueprint.steps.values() for word in step.model_fields_set}
    assert used >= set(VALUES) - {"start"}
