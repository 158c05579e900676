"""What the page has to compute with, as JSON: places, ways, personas. All words stand in the page itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from journeymap.drawing.shapes.primitives import Rectangle
from journeymap.graph.persona_scope import scope_of
from journeymap.i18n.numbers import Amount, Headcount
from journeymap.i18n.text import printable
from journeymap.i18n.vocabulary import LINE_NAMES
from journeymap.outline.builder import marks_of
from journeymap.page.likely_ways import likely_ways

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.page.drawing import Sheet

_AIR = 1.0  # above the phases, that stays in any case


def data_of(sheet: Sheet, words: Mapping[str, str | list[str]]) -> str:
    """Return the data of a page as JSON that may stand in a script element: no character of it can end one."""
    graph = sheet.drawing.graph
    topology = graph.topology
    data = {
        "words": words,
        "size": [_tenth(sheet.scene.width), _tenth(sheet.scene.height)],
        "parts": [
            {
                "key": part.key,
                "title": part.title,
                "top": _tenth(part.top),
                "bottom": _tenth(part.bottom),
                "shown": part.shown,
            }
            for part in sheet.parts
        ],
        "phases": [
            {"title": placed.phase.title, "left": _tenth(placed.left), "right": _tenth(placed.right)}
            for placed in sheet.drawing.geometry.phases
        ],
        "lines": [
            {
                "title": " / ".join(LINE_NAMES[name].text(sheet.drawing.language) for name in line.names),
                "y": _tenth(line.y),
            }
            for line in sheet.drawing.geometry.lines
        ],
        "head": [_tenth(sheet.drawing.geometry.header), _tenth(sheet.drawing.geometry.top)],
        "above": _above(sheet),
        "ids": list(topology.ids),
        "boxes": _boxes(sheet),
        "everyone": _shown(sheet, None),
        "persona": sheet.persona,
        "compared": sheet.drawing.options.against is not None,
        "personas": [_persona(sheet, name, sheet.drawing.language) for name in graph.blueprint.personas],
    }
    text = json.dumps(data, separators=(",", ":"))  # ASCII: no sign that a reader of HTML or of JavaScript trips over
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _tenth(length: float) -> float:
    return round(length, 1)


def _above(sheet: Sheet) -> dict[str, float]:
    """Return how much room the head needs for all and for each persona, how much there is, and down to where."""
    for_all, *own = sheet.views.above
    tops = [item.y for element in sheet.scene.elements if element.kind == "phase" for item in element.items[:1]
            if isinstance(item, Rectangle)]  # fmt: skip
    until = min(tops, default=sheet.drawing.geometry.top) - _AIR
    rooms = {"everyone": for_all, **{str(number): room for number, room in enumerate(own)}}
    return {name: _tenth(length) for name, length in {"until": until, "room": max(sheet.views.above), **rooms}.items()}


def _boxes(sheet: Sheet) -> list[list[float]]:
    """Return left, top, right and bottom of each step over all its cards; nothing for one that is not drawn."""
    boxes: list[list[float]] = [[] for _ in sheet.numbers]
    for placed in sheet.drawing.geometry.cards:
        number, box = sheet.numbers.get(placed.card.step), placed.box
        if number is None:
            continue
        old = boxes[number] or [box.left, box.top, box.right, box.bottom]
        new = [min(old[0], box.left), min(old[1], box.top), max(old[2], box.right), max(old[3], box.bottom)]
        boxes[number] = [_tenth(side) for side in new]
    return boxes


def _persona(sheet: Sheet, name: str, language: str) -> dict[str, Any]:
    """Return what is shown of a persona, how often it comes to each step, and what it may come to."""
    graph = sheet.drawing.graph
    topology, walk = graph.topology, scope_of(graph, name)
    chain, marks = graph.chain(name), marks_of(sheet.views.drawings[name].geometry, language)
    for_all = marks_of(sheet.drawing.geometry, language)
    return {
        **_shown(sheet, name),
        "id": name,
        "name": printable(graph.blueprint.personas[name].name or name),
        "steps": [int(step in walk.steps) for step in topology.ids],
        "description": sheet.views.drawings[name].scenes[0].description,
        "passes": [Amount(count, "count").text(language) if count else "" for count in chain.passes],
        "marks": {
            sheet.numbers[step]: [[line.label, "".join(map(str, line.pieces))] for line in marks.get(step, ())]
            for step in sheet.numbers
            if marks.get(step, []) != for_all.get(step, [])
        },
    }


def _shown(sheet: Sheet, persona: str | None) -> dict[str, Any]:
    """Return what is followed and presented for a persona, or for all: the likeliest ways, and what the head says."""
    drawing = sheet.drawing if persona is None else sheet.views.drawings[persona]
    ways, head = likely_ways(drawing.graph, persona), drawing.head
    return {
        "headline": "" if head is None else head.sentence,
        "time": "" if head is None else head.time,
        "hurts": [
            {"rank": hurt.rank, "step": sheet.numbers[hurt.step], "words": hurt.words, "reasons": list(hurt.reasons)}
            for hurt in (() if head is None else head.hurts)
        ],
        "before": ways.before,
        "after": ways.after,
        "toAny": ways.to_any,
        "way": ways.whole,
        "share": Headcount.of(ways.share).text(drawing.language) if drawing.counts.known and ways.whole else "",
    }
