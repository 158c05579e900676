"""What is wrong with a drawing: counted straight from its geometry, with nothing of the layout's own reckoning."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
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
