"""Geometry: where everything of a drawing lies, as JSON, so that anybody can check it without trusting us.

Lengths are points, y downwards, boxes by their centre. `rows` and `phases` come in the order drawn; every card names
its row and phase, every arrow the cards that it joins, its course and the box of its label; `bands` has the ground of
each row, and under the name of a lane that of all its rows. Held against an earlier version, cards and arrows that are
new, gone or changed say so in `change`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from journeymap.exporter import Exporter, Part
from journeymap.i18n.text import harmless_json
from journeymap.layout.sheet import LANES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing import Drawing
    from journeymap.layout.geometry import Box, Geometry, PlacedArrow, PlacedCard


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the geometry of the whole drawing; pages are no matter here."""
    geometry = drawing.geometry
    data = {
        "size": [_rounded(geometry.width), _rounded(geometry.height)],
        "rows": [placed.row.id for placed in geometry.rows],
        "phases": [placed.phase.id for placed in geometry.phases],
        "lines": [{"names": list(line.names), "y": _rounded(line.y)} for line in geometry.lines],
        "bands": list(_bands(geometry)),
        "cards": [_card(placed) for placed in geometry.cards],
        "arrows": [_arrow(placed) for placed in geometry.arrows],
    }
    return (Part("", harmless_json(_by_line(data)).encode()),)


def _bands(geometry: Geometry) -> Iterator[dict[str, Any]]:
    """Yield the ground of each row, and of each lane of which no row bears the name: all rows are those of actors."""
    own = {placed.row.id for placed in geometry.rows}
    for placed in geometry.rows:
        yield {"row": placed.row.id, "top": _rounded(placed.top), "bottom": _rounded(placed.bottom)}
    for lane in LANES:
        rows = [placed for placed in geometry.rows if placed.row.lane == lane]
        if rows and lane not in own:
            yield {"row": lane, "top": _rounded(rows[0].top), "bottom": _rounded(rows[-1].bottom)}


def _rounded(number: float) -> float:
    return round(number, 2)


def _box(box: Box) -> dict[str, float]:
    return {"x": _rounded(box.x), "y": _rounded(box.y), "w": _rounded(box.w), "h": _rounded(box.h)}


def _card(placed: PlacedCard) -> dict[str, Any]:
    card = placed.card
    return {
        "id": card.id,
        "step": card.step,
        "row": card.row,
        "phase": card.phase,
        **_box(placed.box),
        "text": card.text,
        **({"change": card.change} if card.change else {}),
        "badges": [{"kind": badge.badge.kind, "text": badge.badge.text, **_box(badge.box)} for badge in placed.badges],
    }


def _arrow(placed: PlacedArrow) -> dict[str, Any]:
    arrow, label = placed.arrow, placed.label
    return {
        "from": arrow.source,
        "to": arrow.target,
        "kind": "back" if placed.back else arrow.kind,
        "both": arrow.both,
        "points": [[_rounded(x), _rounded(y)] for x, y in placed.points],
        "text": arrow.text,
        **({"change": arrow.change} if arrow.change else {}),
        "label": None if label is None else {**_box(label.box), "lines": list(label.lines)},
    }


def _by_line(data: dict[str, Any]) -> str:
    """Return JSON with a line per card and arrow, so that a difference between two drawings can be read."""
    parts = []
    for key, value in data.items():
        if value and isinstance(value, list) and isinstance(value[0], dict):
            inner = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value)
            parts.append(f" {json.dumps(key)}: [\n  {inner}\n ]")
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


EXPORTER: Exporter[Drawing] = Exporter("geometry", ".geometry.json", binary=False, render=render)
