"""Sheets to lay out: the case files, and drawings as the JSON that a judge reads."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import yaml

from journeymap.layout.sheet import LANES, Arrow, Badge, Card, Phase, Row, Sheet

if TYPE_CHECKING:
    from journeymap.layout.geometry import Geometry

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
    main = _first_listed_ways(data["steps"])
    for name, step in data["steps"].items():
        for to, how in step.get("next", {}).items():
            arrows.append(Arrow(name, to, "flow", how.get("when", ""), main=(name, to) in main))
        arrows += [Arrow(name, to, "informs", how.get("what", "")) for to, how in step.get("informs", {}).items()]
    return Sheet(data["title"], data.get("about", ""), rows, phases, tuple(cards), tuple(arrows))


def _first_listed_ways(steps: dict[str, Any]) -> set[tuple[str, str]]:
    """The journey that takes the first listed way on from every step: no case file says any shares."""
    found: set[tuple[str, str]] = set()
    here: str | None = next(name for name, step in steps.items() if "next" in step)
    while here is not None:
        there = next(iter(steps[here].get("next", ())), None)
        if there is None or (here, there) in found:
            break
        found.add((here, there))
        here = there
    return found


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


def journey_sheet(steps: int, phases: int, seed: int = 7) -> Sheet:
    """A long journey with its staff and systems, branches that rejoin, ways back and a few far jumps."""
    random = Random(seed)
    rows = tuple(
        Row(f"{lane}{number}", lane, f"{lane.title()} {number}")
        for lane, count in zip(LANES, (1, 2, 2, 2, 2), strict=True)
        for number in range(count)
    )
    cards: list[Card] = []
    arrows: list[Arrow] = []

    def add(lane: str, phase: int) -> str:
        row = random.choice([row for row in rows if row.lane == lane]) if lane != "customer" else rows[1]
        text = f"{random.choice(('Checks', 'Sends', 'Books', 'Reviews'))} {random.choice(('the order', 'a refund'))}"
        cards.append(Card(f"n{len(cards)}", f"n{len(cards)}", row.id, f"p{phase}", text))
        return cards[-1].id

    path: list[str] = []
    side = ""
    while len(cards) < steps:
        phase = len(cards) * phases // steps
        here = add("customer", phase)
        if path:
            arrows.append(Arrow(path[-1], here, "flow", "yes" if random.random() < 0.05 else ""))
        if side:
            arrows.append(Arrow(side, here, "flow"))
        side = ""
        path.append(here)
        if len(path) > 6 and random.random() < 0.05:
            arrows.append(Arrow(here, path[-random.randint(2, 6)], "flow", "retry"))
        if random.random() < 0.1:
            side = add("customer", phase)
            arrows.append(Arrow(here, side, "flow", "missing data"))
        above = here
        for lane, chance in (("frontstage", 0.6), ("backstage", 0.7), ("support", 0.6)):
            if random.random() > chance:
                break
            below = add(lane, phase)
            arrows.append(Arrow(above, below, "informs"))
            if random.random() < 0.2:
                arrows.append(Arrow(below, above, "informs"))
            above = below
        if random.random() < 0.01 and len(path) > 40:
            arrows.append(Arrow(here, path[-random.randint(10, 40)], "flow", "no"))
    titles = tuple(Phase(f"p{number}", f"Part {number}") for number in range(phases))
    return Sheet("A long journey", f"{steps} steps", rows, titles, tuple(cards), tuple(arrows))
