"""Where the words on the arrows stand.

Every label tries places along its arrow: at its start, its middle and its end, on the line and on either side, wrapped
and on one line. A place on a card, on another label or on a foreign arrow is bad; when all places are bad, the label
asks for a wider gutter, and coordinates and labels are worked out anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.layout.coordinates import PITCH, Coordinates, Room
from journeymap.layout.geometry import Box, PlacedLabel
from journeymap.layout.sizes import label_shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.layout.coordinates import Ruler
    from journeymap.layout.geometry import Point
    from journeymap.layout.grid import Grid
    from journeymap.layout.plan import Plan
    from journeymap.layout.tracks import Segment, Tracks

Rect = tuple[float, float, float, float]  # left, top, right, bottom

_ROUNDS = 8
_MORE = 12.0  # what is asked for more in every later round

_ON_CARD = 40.0
_ON_ARROW = 12.0
_ON_STRIP = 2.5
_PER_PIECE = 3.0
_PER_POINT = 0.03
_FAR = 130.0
_FAR_COST = 6.0
_AIR = 0.5  # between a label and anything else
_HEAD = 7.0  # room for the arrow's head


class _Place(NamedTuple):
    """A candidate, with its cost and how much of that is for hits."""

    cost: float
    hits: float
    lines: tuple[str, ...]
    box: Box


class _Surroundings:
    """What lies where, in a uniform grid of squares."""

    def __init__(self, side: float = 90.0) -> None:
        self.side = side
        self.solid: dict[tuple[int, int], list[Rect]] = {}
        self.arrows: dict[tuple[int, int], list[tuple[int, Rect]]] = {}

    def _squares(self, rect: Rect) -> Iterator[tuple[int, int]]:
        side = self.side
        for i in range(int(rect[0] // side), int(rect[2] // side) + 1):
            for j in range(int(rect[1] // side), int(rect[3] // side) + 1):
                yield i, j

    def add_solid(self, rect: Rect) -> None:
        """Add a card or a label."""
        for square in self._squares(rect):
            self.solid.setdefault(square, []).append(rect)

    def add_arrow(self, arrow: int, points: list[Point]) -> None:
        """Add the pieces of an arrow."""
        for (ax, ay), (bx, by) in zip(points, points[1:], strict=False):
            rect = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            for square in self._squares(rect):
                self.arrows.setdefault(square, []).append((arrow, rect))

    def hits(self, rect: Rect, arrow: int) -> tuple[int, int]:
        """How many cards and labels, and how many other arrows, a rectangle touches."""
        left, top, right, bottom = rect[0] - _AIR, rect[1] - _AIR, rect[2] + _AIR, rect[3] + _AIR
        solid = set()
        arrows = set()
        for square in self._squares((left, top, right, bottom)):
            for other in self.solid.get(square, ()):
                if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                    solid.add(other)
            for number, other in self.arrows.get(square, ()):
                if number != arrow and left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                    arrows.add(number)
        return len(solid), len(arrows)


def _along(length: float, extent: float, before: float, after: float) -> list[float]:
    """Distances from a piece's start at which a label of some extent along it may be centred."""
    tried = (extent / 2 + before, length / 2, length * 0.3, length * 0.7, length - extent / 2 - after - 1)
    return [at for at in tried if at - extent / 2 >= before - 2.5 and at + extent / 2 <= length - after]


def _candidates(points: list[Point], width: float, height: float) -> Iterator[tuple[int, float, float, float]]:
    """Centres of a label along an arrow: number of the piece, x, y, and what the side costs."""
    last = len(points) - 2
    for number, ((ax, ay), (bx, by)) in enumerate(zip(points, points[1:], strict=False)):
        if abs(ay - by) < 0.01:
            way = 1 if bx > ax else -1
            for at in _along(abs(bx - ax), width, 4.0, _HEAD if number == last else 1.5):
                x = ax + way * at
                yield number, x, ay, 0.0
                yield number, x, ay - height / 2 - 1, 1.5
                yield number, x, ay + height / 2 + 1.5, 2.0
        else:
            way = 1 if by > ay else -1
            for at in _along(abs(by - ay), height, 3.0, _HEAD - 2 if number == last else 0.0):
                y = ay + way * at
                yield number, ax + width / 2 + 2.5, y, 1.0
                yield number, ax - width / 2 - 2.5, y, 1.4
                yield number, ax, y, 2.2


class Labeller:
    """Places labels and gathers what room they lack."""

    def __init__(self, plan: Plan, grid: Grid, tracks: Tracks) -> None:
        self.plan = plan
        self.grid = grid
        self.tracks = tracks
        self.shapes = {number: label_shapes(arrow.text) for number, arrow in enumerate(plan.sheet.arrows) if arrow.text}

    def place(self, placed: Coordinates) -> tuple[dict[int, PlacedLabel], list[int]]:
        """A place for every label, and the arrows whose label has no good one."""
        around = _Surroundings()
        for card in placed.cards:
            around.add_solid((card.left, card.top, card.right, card.bottom))
        for row in placed.rows:
            around.add_solid((0.0, row.top, placed.header + 1, row.bottom))
        for number, points in enumerate(placed.points):
            around.add_arrow(number, points)
        strips = [line.y for line in placed.lines]
        labels: dict[int, PlacedLabel] = {}
        crowded = []
        for number in self.shapes:
            place = self._best(number, placed.points[number], around, strips)
            if place is None or place.hits:
                crowded.append(number)
            if place is None:
                place = self._anyhow(number, placed.points[number])
            box = place.box
            around.add_solid((box.left, box.top, box.right, box.bottom))
            labels[number] = PlacedLabel(place.lines, box)
        return labels, crowded

    def _best(self, number: int, points: list[Point], around: _Surroundings, strips: list[float]) -> _Place | None:
        best: _Place | None = None
        x0, y0 = points[0]
        for later, (lines, width, height) in enumerate(self.shapes[number]):
            for piece, x, y, side in _candidates(points, width, height):
                away = abs(x - x0) + abs(y - y0)
                cost = piece * _PER_PIECE + away * _PER_POINT + side + later
                if best and cost >= best.cost:
                    continue
                rect = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
                solid, arrows = around.hits(rect, number)
                hits = solid * _ON_CARD + arrows * _ON_ARROW
                cost += hits
                if away > _FAR and not hits:
                    cost += _FAR_COST
                cost += _ON_STRIP * sum(rect[1] < strip + 1 and strip - 1 < rect[3] for strip in strips)
                if best is None or cost < best.cost:
                    best = _Place(cost, hits, lines, Box(x, y, width, height))
        return best

    def _anyhow(self, number: int, points: list[Point]) -> _Place:
        """The middle of the first piece, when the label is too large for every piece."""
        lines, width, height = self.shapes[number][0]
        (ax, ay), (bx, by) = points[0], points[1]
        return _Place(0.0, _ON_CARD, lines, Box((ax + bx) / 2, (ay + by) / 2, width, height))

    def ask_for_room(self, crowded: list[int], room: Room, again: int) -> bool:
        """Widen gutters for labels without a good place; True when anything was widened."""
        wider = Room()
        for number in crowded:
            _, width, height = self.shapes[number][0]
            self._widen(self.tracks.pieces[number], width, height, room, wider, again)
        changed = False
        for mine, new in ((room.vertical, wider.vertical), (room.horizontal, wider.horizontal)):
            for line, size in new.items():
                if size > mine.get(line, 0.0) + 0.1:
                    mine[line] = size
                    changed = True
        return changed

    def _widen(self, pieces: list[Segment], width: float, height: float, room: Room, wider: Room, again: int) -> None:
        for piece in pieces:
            if not piece.horizontal:
                continue
            line = self._gutter(piece)
            if line is not None:
                channel = self.tracks.vertical.get(line)
                wanted = width + 12 + (8 + (channel.tracks - 1) * PITCH if channel else 0)
                if again > 1:
                    wanted = max(wanted, room.vertical.get(line, 0.0) + _MORE)
                wider.vertical[line] = max(wider.vertical.get(line, 0.0), wanted)
                return
        line = self._gutter(pieces[0])
        if line is not None:
            channel = self.tracks.horizontal.get(line)
            wanted = height + 14 + ((channel.tracks - 1) * PITCH if channel else 0)
            if again > 1:
                wanted = max(wanted, room.horizontal.get(line, 0.0) + _MORE / 2)
            wider.horizontal[line] = max(wider.horizontal.get(line, 0.0), wanted)
        beside = pieces[0].line + 1
        wider.vertical[beside] = max(wider.vertical.get(beside, 0.0), min(width, 40) + 12)

    def _gutter(self, piece: Segment) -> int | None:
        """The gutter that a piece runs across nearest to its start."""
        lines = self.grid.vertical if piece.horizontal else self.grid.horizontal
        low, high = min(piece.start, piece.end), max(piece.start, piece.end)
        crossed = [number for number in range(low, high + 1) if not lines[number].centre]
        return min(crossed, key=lambda number: abs(number - piece.start), default=None)


def place_labels(ruler: Ruler) -> tuple[Coordinates, dict[int, PlacedLabel]]:
    """Coordinates with room for the labels, and the labels by the arrow's place in the sheet."""
    labeller = Labeller(ruler.plan, ruler.grid, ruler.tracks)
    room = Room()
    placed = ruler.measure(room)
    labels, crowded = labeller.place(placed)
    for again in range(_ROUNDS):
        if not crowded or not labeller.ask_for_room(crowded, room, again):
            break
        placed = ruler.measure(room)
        labels, crowded = labeller.place(placed)
    return placed, labels
