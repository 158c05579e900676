"""How many come and who is there: read as people write it, refused with a remedy where it is in doubt."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from journeymap.compiler import compile_blueprint
from journeymap.model.blueprint import Actor, Blueprint
from journeymap.model.capacity import Arrivals, Rate, rate
from journeymap.model.misread import MisreadError
from journeymap.pipeline import check_source
from journeymap.syntax import parse


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("108 per week", 108, "week"),
        ("18.800 per jaar", 18800, "year"),
        ("18,800 a year", 18800, "year"),
        ("15 per dag", 15, "day"),
        ("15/day", 15, "day"),
        ("1.000 per week", 1000, "week"),
        ("circa 12,5 keer per maand", 12.5, "month"),
        ("2 every hour", 2, "hour"),
    ],
)
def test_how_many_come_is_read_with_its_while(text: str, count: float, unit: str) -> None:
    assert rate(text) == Rate(count, unit)
    assert rate(str(rate(text))) == rate(text)


def test_a_week_is_the_while_that_is_reckoned_in() -> None:
    assert rate("108 per week").per_week == 108
    assert rate("15 a day").per_week == 105
    assert rate("2 per hour").per_week == pytest.approx(336)
    assert rate("18,262.5 per year").per_week == pytest.approx(350)
    assert rate("1461 per maand").per_week == pytest.approx(336)


@pytest.mark.parametrize("text", ["108", "many per week", "per week", "108 per blue moon", "0 per week", "-3 per week"])
def test_what_says_no_rate_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(MisreadError) as refusal:
        rate(text)
    assert refusal.value.remedy.text("en")


def test_a_rate_that_would_be_read_as_thousands_is_written_so_that_it_is_not() -> None:
    assert rate(str(Rate(1.125, "week"))) == Rate(1.125, "week")


@pytest.mark.parametrize(
    ("written", "held"),
    [
        (2, 2),
        ("2", 2),
        ({"Mo-Fr 08:00-16:30": 2}, {"Mo-Fr 08:00-16:30": 2}),
        ({"ma-vr 08:30-17:00": "2", "ma 08:30-12:30": 3}, {"Mo-Fr 08:30-17:00": 2, "Mo 08:30-12:30": 3}),
    ],
)
def test_people_are_a_number_or_hours_with_a_number_each(written: Any, held: Any) -> None:
    assert Actor(lane="backstage", staff=written).staff == held


@pytest.mark.parametrize("written", [-1, "2.5", "a few", {"Mo-Fr 08:00-16:30": -2}, {"sometimes": 2}])
def test_what_is_no_number_of_people_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        Actor(lane="backstage", staff=written)


FILE = """\
journeymap: 1
title: A desk
arrivals: {count: 1.200 per year, heard: [log]}
sources: {log: Calls of a year}
actors:
  desk: {lane: backstage, staff: {Mo-Fr 09:00-17:00: 1, Mo 09:00-12:00: 2}, elsewhere: 30%, costs: 66.5}
steps:
  ask: {customer: Asks, start: true, next: judge}
  judge: {backstage: {by: desk, does: Judges, takes: 20-40 min}, takes: 2 days, next: done}
  done: {customer: Reads the answer, end: helped}
"""


def _read(text: str) -> Blueprint:
    node = parse(text, "a.yaml").node
    assert node is not None
    blueprint, problems = compile_blueprint(node)
    assert blueprint is not None
    assert problems == []
    return blueprint


def test_all_of_it_is_read_from_a_file_and_written_as_the_same() -> None:
    blueprint = _read(FILE)
    assert blueprint.arrivals == Arrivals(count="1200 per year", heard=["log"])
    assert _read(blueprint.to_yaml()) == blueprint
    assert "unused-definition" not in {d.code.name for d in check_source(FILE, "a").diagnostics}


def test_a_mistake_is_told_with_its_place() -> None:
    text = FILE.replace("1.200 per year", "1.200")
    (found,) = [d for d in check_source(text, "a").diagnostics if d.code.name == "invalid-value"]
    assert found.span is not None
    assert (found.span.line, found.span.column) == (3, 19)
    assert found.help is not None
    assert "108 per week" in found.help.text("en")


@pytest.mark.parametrize(("dutch", "word"), [("bezetting", "staff"), ("elders", "elsewhere"), ("uurtarief", "costs")])
def test_the_dutch_words_of_an_actor_are_understood(dutch: str, word: str) -> None:
    text = FILE.replace(f"{word}:", f"{dutch}:")
    found = check_source(text, "a").diagnostics
    assert f'did you mean "{word}"?' in [d.help.text("en") for d in found if d.help is not None]
