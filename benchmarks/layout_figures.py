"""Figures of measure of a drawing, whatever drew it: straight from where its cards, arrows and labels lie.

A drawing is the JSON of `journeymap draw --format geometry`: boxes by their centre, arrows as polylines in any
direction. Where the shared judge `measure_geometry.py` is at hand it is asked too, and the two must agree.
"""

from __future__ import annotations

import importlib.util
import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Drawing = dict[str, Any]
Rect = tuple[float, float, float, float]
Point = tuple[float, float]

SHARED = Path(__file__).parents[2] / "shared" / "tools" / "measure_geometry.py"
SQUARE = 100.0  # side of the squares in which near things are looked for


def rect(item: dict[str, float], shrunk: float = 0.0) -> Rect:
    """Left, top, right and bottom of a card or label, drawn in by `shrunk` on every side."""
    w, h = item["w"] / 2 - shrunk, item["h"] / 2 - shrunk
    return item["x"] - w, item["y"] - h, item["x"] + w, item["y"] + h


def meet(a: Rect, b: Rect) -> bool:
    """Whether two rectangles have a point inside in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def inside(a: Point, b: Point, box: Rect) -> float:
    """How much of the line from a to b lies in a rectangle (clipping of Liang and Barsky, 1984)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    enters, leaves = 0.0, 1.0
    for step, room in ((-dx, a[0] - box[0]), (dx, box[2] - a[0]), (-dy, a[1] - box[1]), (dy, box[3] - a[1])):
        if abs(step) < 1e-12:
            if room < 0:
                return 0.0
        elif step < 0:
            enters = max(enters, room / step)
        else:
            leaves = min(leaves, room / step)
    return max(0.0, leaves - enters) * math.hypot(dx, dy)


def corners(points: list[Point]) -> list[Point]:
    """Return a polyline without repeated points and without those on a straight run."""
    apart = [points[0]]
    apart += [point for before, point in pairwise(points) if math.dist(before, point) > 0.05]
    kept = apart[:1]
    for before, here, after in zip(apart, apart[1:], apart[2:], strict=False):
        turn = (here[0] - before[0]) * (after[1] - here[1]) - (here[1] - before[1]) * (after[0] - here[0])
        if abs(turn) > 0.01 * math.dist(before, here) * math.dist(here, after):
            kept.append(here)
    return kept + apart[-1:] if len(apart) > 1 else kept


class Near:
    """Finds what lies near a rectangle."""

    def __init__(self) -> None:
        self.held: dict[tuple[int, int], list[int]] = defaultdict(list)

    def _squares(self, box: Rect) -> Iterator[tuple[int, int]]:
        for i in range(int(box[0] // SQUARE), int(box[2] // SQUARE) + 1):
            for j in range(int(box[1] // SQUARE), int(box[3] // SQUARE) + 1):
                yield i, j

    def add(self, box: Rect, number: int) -> None:
        """Remember a rectangle by a number."""
        for square in self._squares(box):
            self.held[square].append(number)

    def around(self, box: Rect) -> set[int]:
        """Numbers of all that may touch a rectangle."""
        return {number for square in self._squares(box) for number in self.held.get(square, ())}


def misplaced(cards: list[dict[str, Any]], kind: str, order: list[str], axis: str, size: str) -> int:
    """Fewest cards to take away so that neighbouring rows, or phases, part; summed over the boundaries."""
    rank = {name: number for number, name in enumerate(order)}
    total = 0
    for border in range(len(order) - 1):
        ends = sorted(card[axis] + card[size] / 2 for card in cards if rank[card[kind]] <= border)
        starts = sorted(card[axis] - card[size] / 2 for card in cards if rank[card[kind]] > border)
        if ends and starts:
            total += min(
                len(ends) - bisect_right(ends, cut + 0.5) + bisect_left(starts, cut - 0.5)
                for cut in sorted({*ends, *starts})
            )
    return total


class Lines:
    """The straight pieces of all arrows of a drawing."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.courses = [corners([(x, y) for x, y in arrow["points"]]) for arrow in drawing["arrows"]]
        self.pieces = [(number, a, b) for number, course in enumerate(self.courses) for a, b in pairwise(course)]
        self.near = Near()
        for number, (_, a, b) in enumerate(self.pieces):
            parts = max(1, int(math.dist(a, b) // SQUARE))
            for part in range(parts):
                (px, py), (qx, qy) = _along(a, b, part / parts), _along(a, b, (part + 1) / parts)
                self.near.add((min(px, qx) - 1, min(py, qy) - 1, max(px, qx) + 1, max(py, qy) + 1), number)

    def crossings(self) -> tuple[int, float]:
        """Count where arrows cross, but for those with a card in common right at that card; and points on top."""
        boxes = {card["id"]: rect(card, -4) for card in self.drawing["cards"]}
        ends = [{arrow["from"], arrow["to"]} for arrow in self.drawing["arrows"]]
        pairs = {
            (i, j)
            for held in self.near.held.values()
            for i in held
            for j in held
            if i < j and self.pieces[i][0] != self.pieces[j][0]
        }
        found: set[tuple[int, int, int, int]] = set()
        on_top = 0.0
        for i, j in pairs:
            (one, a, b), (other, c, d) = self.pieces[i], self.pieces[j]
            shared = ends[one] & ends[other]
            where = _crossing(a, b, c, d)
            if where is not None:
                x, y = where
                if not any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in map(boxes.__getitem__, shared)):
                    found.add((one, other, round(x), round(y)))
            elif not shared:
                on_top += _on_top(a, b, c, d)
        return len(found), on_top


def _along(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _parallel(u: Point, v: Point) -> bool:
    return abs(u[0] * v[1] - u[1] * v[0]) <= 0.02 * math.hypot(*u) * math.hypot(*v)


def _crossing(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Where two pieces cross; None when they do not, or are next to parallel."""
    u, v = (b[0] - a[0], b[1] - a[1]), (d[0] - c[0], d[1] - c[1])
    if min(math.hypot(*u), math.hypot(*v)) < 0.1 or _parallel(u, v):
        return None
    across = u[0] * v[1] - u[1] * v[0]
    t = ((c[0] - a[0]) * v[1] - (c[1] - a[1]) * v[0]) / across
    s = ((c[0] - a[0]) * u[1] - (c[1] - a[1]) * u[0]) / across
    return _along(a, b, t) if -1e-6 <= t <= 1 + 1e-6 and -1e-6 <= s <= 1 + 1e-6 else None


def _on_top(a: Point, b: Point, c: Point, d: Point) -> float:
    """How far two parallel pieces run nearer than 1.8 points to each other."""
    length = math.dist(a, b)
    if length < 0.1 or math.dist(c, d) < 0.1 or not _parallel((b[0] - a[0], b[1] - a[1]), (d[0] - c[0], d[1] - c[1])):
        return 0.0
    side = ((b[0] - a[0]) / length, (b[1] - a[1]) / length)
    off = max(abs((p[1] - a[1]) * side[0] - (p[0] - a[0]) * side[1]) for p in (c, d))
    low, high = sorted((p[0] - a[0]) * side[0] + (p[1] - a[1]) * side[1] for p in (c, d))
    run = min(length, high) - max(0.0, low)
    return run if off < 1.8 and run > 3 else 0.0


def figures(drawing: Drawing) -> dict[str, float]:
    """Measure a drawing: what must be 0 first."""
    cards, arrows = drawing["cards"], drawing["arrows"]
    lines = Lines(drawing)
    near_cards = Near()
    for number, card in enumerate(cards):
        near_cards.add(rect(card), number)
    through = {
        (arrow, number)
        for arrow, a, b in lines.pieces
        for number in near_cards.around((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
        if cards[number]["id"] not in (arrows[arrow]["from"], arrows[arrow]["to"])
        and inside(a, b, rect(cards[number], 1.5)) > 0.5
    }
    crossings, on_top = lines.crossings()
    return {
        "rows_misplaced": misplaced(cards, "row", drawing["rows"], "y", "h"),
        "phases_misplaced": misplaced(cards, "phase", drawing["phases"], "x", "w"),
        "arrows_through_cards": len(through),
        "arrows_on_top_pt": round(on_top),
        **_label_figures(drawing, lines, near_cards),
        "crossings": crossings,
        "bends_per_arrow": round(sum(len(course) - 2 for course in lines.courses) / max(1, len(arrows)), 2),
        "straight_percent": round(100 * sum(len(course) == 2 for course in lines.courses) / max(1, len(arrows))),
        "length": round(sum(math.dist(a, b) for _, a, b in lines.pieces)),
        "width": round(drawing["size"][0]),
        "height": round(drawing["size"][1]),
    }


def _label_figures(drawing: Drawing, lines: Lines, near_cards: Near) -> dict[str, float]:
    cards, arrows = drawing["cards"], drawing["arrows"]
    labels = [(number, rect(arrow["label"], 0.8)) for number, arrow in enumerate(arrows) if arrow["label"]]
    near_labels = Near()
    for number, (_, box) in enumerate(labels):
        near_labels.add(box, number)
    return {
        "labels_on_cards": sum(
            meet(box, rect(cards[other], 0.8)) for _, box in labels for other in near_cards.around(box)
        ),
        "labels_on_labels": sum(
            meet(box, labels[other][1])
            for number, (_, box) in enumerate(labels)
            for other in near_labels.around(box)
            if other > number
        ),
        "labels_on_arrows": sum(
            len(
                {
                    lines.pieces[piece][0]
                    for piece in lines.near.around(box)
                    if lines.pieces[piece][0] != arrow and inside(*lines.pieces[piece][1:], box) > 1
                }
            )
            for arrow, box in labels
        ),
        "labels_missing": sum(bool(arrow["text"]) for arrow in arrows) - len(labels),
    }


def shared_judge() -> Callable[[Drawing], dict[str, float]] | None:
    """Load the shared judge's way to measure, where it is at hand."""
    if not SHARED.is_file():
        return None
    spec = importlib.util.spec_from_file_location("measure_geometry", SHARED)
    if spec is None or spec.loader is None:
        return None
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    measure: Callable[[Drawing], dict[str, float]] = judge.measure
    return measure


def disagreements(drawing: Drawing, own: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Figures in which the shared judge comes to something else, as (own, its); none where it is not at hand."""
    judge = shared_judge()
    if judge is None:
        return {}
    its = judge(drawing)
    return {name: (value, its[name]) for name, value in own.items() if abs(value - its[name]) > 1e-6}
