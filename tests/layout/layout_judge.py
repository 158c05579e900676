"""What is wrong with a drawing: counted straight from its geometry, with nothing of the layout's own reckoning."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.layout.geometry import Box, Geometry

LEAST_APART = 4.5  # parallel pieces of different arrows that run side by side


class Piece(NamedTuple):
    """A straight piece of an arrow, from its lower to its higher coordinate; `at` is the one that stays the same."""

    arrow: int
    horizontal: bool
    at: float
    low: float
    high: float


def pieces_of(geometry: Geometry) -> list[Piece]:
    """All pieces of all arrows that have any length."""
    pieces = []
    for number, placed in enumerate(geometry.arrows):
        for (ax, ay), (bx, by) in pairwise(placed.points):
            if abs(ay - by) < 1e-9 and abs(ax - bx) > 1e-9:
                pieces.append(Piece(number, True, ay, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) < 1e-9 and abs(ay - by) > 1e-9:
                pieces.append(Piece(number, False, ax, min(ay, by), max(ay, by)))
    return pieces


def _meet(a: Box, b: Box) -> bool:
    slack = 1e-6
    return (
        a.left < b.right - slack and b.left < a.right - slack and a.top < b.bottom - slack and b.top < a.bottom - slack
    )


def _enters(piece: Piece, box: Box) -> bool:
    across, along = (
        ((box.top, box.bottom), (box.left, box.right))
        if piece.horizontal
        else (
            (box.left, box.right),
            (box.top, box.bottom),
        )
    )
    inside = across[0] + 1e-6 < piece.at < across[1] - 1e-6
    return inside and piece.low < along[1] - 1e-6 and along[0] + 1e-6 < piece.high


def _touches(point: tuple[float, float], box: Box) -> bool:
    x, y = point
    on_side = min(abs(x - box.left), abs(x - box.right)) < 1e-6 and box.top - 1e-6 <= y <= box.bottom + 1e-6
    on_end = min(abs(y - box.top), abs(y - box.bottom)) < 1e-6 and box.left - 1e-6 <= x <= box.right + 1e-6
    return on_side or on_end


def faults(geometry: Geometry) -> dict[str, int]:
    """How often each thing that must never happen did; what did not happen is left out."""
    boxes = {placed.card.id: placed.box for placed in geometry.cards}
    bands = {placed.row.id: placed for placed in geometry.rows}
    spans = {placed.phase.id: placed for placed in geometry.phases}
    pieces = pieces_of(geometry)
    labels = [placed.label.box for placed in geometry.arrows if placed.label]
    found = {
        "cards overlap": sum(_meet(a.box, b.box) for a, b in combinations(geometry.cards, 2)),
        "card outside its row": sum(
            not bands[each.card.row].top <= each.box.top <= each.box.bottom <= bands[each.card.row].bottom
            for each in geometry.cards
        ),
        "card outside its phase": sum(
            not spans[each.card.phase].left <= each.box.left <= each.box.right <= spans[each.card.phase].right
            for each in geometry.cards
        ),
        "rows out of order": sum(a.bottom > b.top for a, b in pairwise(geometry.rows)),
        "phases do not touch": sum(abs(a.right - b.left) > 1e-6 for a, b in pairwise(geometry.phases)),
        "slanted piece": sum(
            min(abs(ax - bx), abs(ay - by)) > 1e-9
            for placed in geometry.arrows
            for (ax, ay), (bx, by) in pairwise(placed.points)
        ),
        "loose end": sum(
            not (
                len(each.points) > 1
                and _touches(each.points[0], boxes[each.arrow.source])
                and _touches(each.points[-1], boxes[each.arrow.target])
            )
            for each in geometry.arrows
        ),
        "arrow through a card": sum(_enters(piece, each.box) for piece in pieces for each in geometry.cards),
        "arrows too close": _too_close(pieces),
        "label missing": sum(bool(each.arrow.text) != bool(each.label) for each in geometry.arrows),
        "label on a card": sum(_meet(label, each.box) for label in labels for each in geometry.cards),
        "label on a label": sum(_meet(a, b) for a, b in combinations(labels, 2)),
    }
    return {fault: count for fault, count in found.items() if count}


LEAST_SEEN = 12.0  # of the piece that leads into the target, before its tip


def hidden_by_labels(geometry: Geometry) -> dict[str, int]:
    """How often the words on an arrow hide where it turns or ends, lie on another arrow, or leave the rows."""
    pieces = pieces_of(geometry)
    top, bottom = geometry.rows[0].top, geometry.rows[-1].bottom
    count = {"own corner": 0, "own head": 0, "another arrow": 0, "outside the rows": 0}
    for number, placed in enumerate(geometry.arrows):
        if placed.label is None:
            continue
        box = placed.label.box
        inside = [box.left < x < box.right and box.top < y < box.bottom for x, y in placed.points[1:-1]]
        count["own corner"] += any(inside)
        count["own head"] += _hides_head(box, *placed.points[-2:])
        count["another arrow"] += any(piece.arrow != number and _enters(piece, box) for piece in pieces)
        count["outside the rows"] += not top <= box.top <= box.bottom <= bottom
    return {fault: times for fault, times in count.items() if times}


def _hides_head(box: Box, before: tuple[float, float], tip: tuple[float, float]) -> bool:
    if abs(before[1] - tip[1]) < 1e-6:
        on_it = (
            box.top < tip[1] < box.bottom and box.left < max(before[0], tip[0]) and min(before[0], tip[0]) < box.right
        )
        return on_it and (tip[0] - box.right if tip[0] > before[0] else box.left - tip[0]) < LEAST_SEEN
    on_it = box.left < tip[0] < box.right and box.top < max(before[1], tip[1]) and min(before[1], tip[1]) < box.bottom
    return on_it and (tip[1] - box.bottom if tip[1] > before[1] else box.top - tip[1]) < LEAST_SEEN


def largest_bundle(geometry: Geometry) -> int:
    """How many long level pieces run side by side, each at most 12 pt from the next: more cannot be told apart."""
    level = sorted((piece for piece in pieces_of(geometry) if piece.horizontal and piece.high - piece.low > 120),
                   key=lambda piece: piece.at)  # fmt: skip
    chain: list[int] = []
    for number, piece in enumerate(level):
        beside = [
            chain[other]
            for other in range(number)
            if 1.8 < piece.at - level[other].at <= 12
            and min(piece.high, level[other].high) - max(piece.low, level[other].low) >= 60
        ]
        chain.append(1 + max(beside, default=0))
    return max(chain, default=0)


def share_over_evidence(geometries: Iterable[Geometry]) -> float:
    """Which part of the length of all arrows of the journey lies in the rows of evidence, or above them."""
    above = whole = 0.0
    for geometry in geometries:
        lower = max((row.bottom for row in geometry.rows if row.row.lane == "evidence"), default=None)
        for placed in geometry.arrows:
            if placed.arrow.kind not in ("flow", "recover"):
                continue
            for (ax, ay), (bx, by) in pairwise(placed.points):
                length = abs(ax - bx) + abs(ay - by)
                whole += length
                if lower is not None and min(ay, by) < lower:
                    above += length if ay == by else min(max(ay, by), lower) - min(ay, by)
    return above / whole if whole else 0.0


def _too_close(pieces: list[Piece]) -> int:
    """Pairs of pieces of different arrows side by side, nearer than they may be."""
    count = 0
    for horizontal in (True, False):
        own = sorted((piece for piece in pieces if piece.horizontal == horizontal), key=lambda piece: piece.at)
        for number, one in enumerate(own):
            for other in own[number + 1 :]:
                if other.at - one.at >= LEAST_APART - 1e-6:
                    break
                count += one.arrow != other.arrow and min(one.high, other.high) - max(one.low, other.low) > 1e-6
    return count


def _away(box: Box, pieces: list[Piece]) -> float:
    """How far a box is from the nearest of these pieces, along the axes."""

    def gap(low: float, high: float, from_: float, to: float) -> float:
        return max(from_ - high, low - to, 0.0)

    return min(
        (
            gap(piece.low, piece.high, box.left, box.right) + gap(piece.at, piece.at, box.top, box.bottom)
            if piece.horizontal
            else gap(piece.at, piece.at, box.left, box.right) + gap(piece.low, piece.high, box.top, box.bottom)
            for piece in pieces
        ),
        default=float("inf"),
    )


def figures(geometry: Geometry) -> dict[str, float]:
    """How good the drawing is: crossings, bends per arrow, per cent of arrows straight, labels on foreign arrows."""
    pieces = pieces_of(geometry)
    arrows = max(1, len(geometry.arrows))
    ends = [{placed.arrow.source, placed.arrow.target} for placed in geometry.arrows]
    across = [piece for piece in pieces if piece.horizontal]
    upright = [piece for piece in pieces if not piece.horizontal]
    crossings = sum(
        a.arrow != b.arrow and a.low < b.at < a.high and b.low < a.at < b.high and not ends[a.arrow] & ends[b.arrow]
        for a in across
        for b in upright
    )
    columns = {placed.card.id: placed.column for placed in geometry.cards}
    rows = {placed.card.id: placed.card.row for placed in geometry.cards}
    between = [each.arrow for each in geometry.arrows if rows[each.arrow.source] != rows[each.arrow.target]]
    covered = sum(
        len({piece.arrow for piece in pieces if piece.arrow != number and _enters(piece, placed.label.box)})
        for number, placed in enumerate(geometry.arrows)
        if placed.label
    )
    strayed = sum(
        _away(placed.label.box, [piece for piece in pieces if piece.arrow == number])
        > _away(placed.label.box, [piece for piece in pieces if piece.arrow != number])
        for number, placed in enumerate(geometry.arrows)
        if placed.label
    )
    return {
        "crossings": crossings,
        "bends": sum(len(each.points) - 2 for each in geometry.arrows) / arrows,
        "straight": 100 * sum(len(each.points) == 2 for each in geometry.arrows) / arrows,
        "same column": 100
        * sum(columns[arrow.source] == columns[arrow.target] for arrow in between)
        / max(1, len(between)),
        "labels on arrows": covered,
        "labels nearer to another arrow": strayed,
        "labels": sum(each.label is not None for each in geometry.arrows),
    }
