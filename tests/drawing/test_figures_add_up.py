"""The figures on a sheet: strips, tags, starts, the bar and the sentence tell one hundred, on every blueprint."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_scene import elements, words

from journeymap import pipeline
from journeymap.drawing import Drawing, DrawOptions
from journeymap.findings.harm import weighed

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
CASES = [
    (path, who)
    for path in sorted(BLUEPRINTS.rglob("*.yaml"))
    for who in (None, "first")
    if who is None or "\npersonas:" in path.read_text(encoding="utf-8")
]


def whole(text: str) -> int:
    return {"<1": 0, ">99": 100}.get(text) if text in ("<1", ">99") else int(text)


@pytest.mark.parametrize(
    ("path", "who"), CASES, ids=lambda value: value.stem if isinstance(value, Path) else str(value)
)
def test_strips_bar_and_sentence_add_up_to_a_hundred(path: Path, who: str | None):
    result = weighed(pipeline.check_file(path))
    assert result.journey is not None
    personas = result.journey.blueprint.personas
    persona = next(iter(personas)) if who is not None else None
    options = DrawOptions(persona=persona)
    drawing = Drawing(result.journey, result.diagnostics, result.accepted, options)
    head, counts = drawing.head, drawing.counts
    assert head is not None
    # The bar: its parts are whole, and a part that is told as fewer than one is none of them.
    assert sum(part.whole for part in head.parts) == 100
    assert all(part.whole == whole(part.number) for part in head.parts)
    # The strips on the cards of the ends, by kind, are what the bar tells.
    strips: dict[str, int] = {}
    for placed in drawing.geometry.cards:
        for badge in placed.badges:
            if badge.badge.kind == "end" and badge.badge.figure:
                kind = badge.badge.icon
                strips[kind] = strips.get(kind, 0) + whole(badge.badge.figure)
    told = {part.look: part.whole for part in head.parts if part.look != "stranded"}
    drawn_ends = {placed.card.step for placed in drawing.geometry.cards if any(
        badge.badge.kind == "end" for badge in placed.badges)}  # fmt: skip
    if drawn_ends >= set(counts.ends):
        assert {kind: number for kind, number in strips.items() if number} == {
            kind: number for kind, number in told.items() if number
        }
    # The tags: what leaves by each way into an end is part of what the end tells.
    for end, number in counts.ends.items():
        ways = sum(count.whole for (_, target, _), count in counts.exits.items() if target == end)
        assert ways + counts.begun[end].whole == number.whole


@pytest.mark.parametrize("name", ["reparatieverzoek", "klantenservice-bereiken", "city-bike"])
def test_the_same_numbers_stand_in_the_sentence_and_on_the_bar_of_the_sheet(name: str):
    result = weighed(pipeline.check_file(BLUEPRINTS / f"{name}.yaml"))
    assert result.journey is not None
    drawing = Drawing(result.journey, result.diagnostics, result.accepted)
    assert drawing.head is not None
    (scene,) = drawing.scenes
    (heading,) = elements(scene, "heading")
    texts = [word.text for word in words(heading)]
    numbers = {int(number) for number in re.findall(r"\d+", drawing.head.sentence)} - {100}
    for part in drawing.head.parts:
        assert f"{part.word} {part.number}" in texts
        assert part.whole in numbers
