"""What the page has to compute with, as JSON: places, ways, personas. All words stand in the page itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from journeymap.graph import EdgeKind
from journeymap.graph.persona_scope import scope_of
from journeymap.i18n.numbers import Amount
from journeymap.i18n.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.page.drawing import Sheet

_KINDS = (EdgeKind.NEXT, EdgeKind.RECOVER, EdgeKind.STARTS, EdgeKind.NEEDS)


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
        "head": [_tenth(sheet.drawing.geometry.header), _tenth(sheet.drawing.geometry.top)],
        "ids": list(topology.ids),
        "boxes": _boxes(sheet),
        "edges": [
            [source, target, _KINDS.index(kind)]
            for source, target, kind in zip(topology.sources, topology.targets, topology.kinds, strict=True)
        ],
        "starts": list(topology.starts),
        "ends": list(topology.ends),
        "goodEnds": list(topology.good_ends),
        "persona": sheet.persona,
        "personas": [_persona(sheet, name, sheet.drawing.language) for name in graph.blueprint.personas],
    }
    text = json.dumps(data, separators=(",", ":"))  # ASCII: no sign that a reader of HTML or of JavaScript trips over
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _tenth(length: float) -> float:
    return round(length, 1)


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
    """Return how often a persona comes to each step, what it may come to, which arrows it may take, and what of it."""
    graph, head = sheet.drawing.graph, sheet.heads[name]
    topology, walk = graph.topology, scope_of(graph, name)
    chain = graph.chain(name)
    taken = {
        edge for step, edges in enumerate(graph.paths(name).ways) if topology.ids[step] in walk.steps for edge in edges
    }
    return {
        "id": name,
        "name": printable(graph.blueprint.personas[name].name or name),
        "steps": [int(step in walk.steps) for step in topology.ids],
        "headline": "" if head is None else head.sentence,
        "passes": [Amount(count, "count").text(language) if count else "" for count in chain.passes],
        "never": [edge for edge in range(len(topology.sources)) if _chosen(graph, edge) and edge not in taken],
    }


def _chosen(graph: ServiceGraph, edge: int) -> bool:
    return graph.topology.kinds[edge] in (EdgeKind.NEXT, EdgeKind.RECOVER)
