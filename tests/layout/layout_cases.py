"""Sheets to lay out: the case files, and drawings as the JSON that a judge reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from journeymap.layout.geometry import Geometry
from journeymap.layout.sheet import LANES, Arrow, Badge, Card, Phase, Row, Sheet

CASES = Path(__file__).parent / "cases"


def read_case(path: Path) -> Sheet:
    """A case file, one cell per step, as a sheet. Only what those files use is understood."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    actors = sorted(data["actors"].items(), key=lambda item: LANES.index(item[1]["lane"]))
    rows = tuple(Row(name, actor["lane"], actor["name"]) for name, actor in actors)
    phases = tuple(Phase(name, title) for name, title in data["phases"].items())
    cards, arrows = [], []
    for name, step in data["steps"].items():
        (cell,) = (step[lane] for lane in LANES if lane in step)
        badges = [Badge("pain", text) for text in step.get("pains", ())]
        badges += [Badge("wait", step["wait"])] if "wait" in step else []
        badges += [Badge("metric", text) for text in step.get("notes", ())]
        cards.append(Card(name, name, cell["by"], step["phase"], cell["does"], tuple(badges)))
    for name, step in data["steps"].items():
        arrows += [Arrow(name, to, "flow", how.get("when", "")) for to, how in step.get("next", {}).items()]
        arrows += [Arrow(name, to, "informs", how.get("what", "")) for to, how in step.get("informs", {}).items()]
    return Sheet(data["title"], data.get("about", ""), rows, phases, tuple(cards), tuple(arrows))


def as_drawing(geometry: Geometry) -> dict[str, Any]:
    """The geometry as the JSON object that judges of drawings read."""

    def box(each: Any) -> dict[str, float]:
        return {"x": each.x, "y": each.y, "w": each.w, "h": each.h}

    return {
        "size": [geometry.width, geometry.height],
        "rows": [placed.row.id for placed in geometry.rows],
        "phases": [placed.phase.id for placed in geometry.phases],
        "cards": [
            {"id": each.card.id, "row": each.card.row, "phase": each.card.phase, **box(each.box)}
            for each in geometry.cards
        ],
        "arrows": [
            {
                "from": each.arrow.source,
                "to": each.arrow.target,
                "kind": "back" if each.back else each.arrow.kind,
                "points": [list(point) for point in each.points],
                "text": each.arrow.text,
                "label": box(each.label.box) if each.label else None,
            }
            for each in geometry.arrows
        ],
    }
