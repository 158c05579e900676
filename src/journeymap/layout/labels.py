"""Where the words on the arrows stand.

Every label tries places along its arrow: at its start, its middle and its end, on the line and on either side, wrapped
and on one line. A place on a card, on another label, above the first row or on a foreign arrow is bad, and so is one
that hides where its own arrow turns or ends. A label with only bad places looks all along its arrow, and asks for a
wider gutter, or for more room between the arrows that run beside it; then coordinates and labels are worked out anew.

Looking has a budget. When it is spent, no more room is asked for, and a label that has no place yet stands where its
arrow begins.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from journeymap.layout.coordinates import Coordinates, Room, labelled_sides
from journeymap.layout.geometry import Box, PlacedLabel
from journeymap.layout.sizes import label_shapes, tips
from journeymap.layout.spatial_index import Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.layout.coordinates import Ruler
    from journeymap.layout.geometry import Point
    from journeymap.layout.grid import Grid
    from journeymap.layout.plan import Plan
    from journeymap.layout.spatial_index import Rect
    from journeymap.layout.tracks import Segment, Tracks

_ROUNDS = 10
_MORE = 12.0  # what is asked for more in every later round, per label

_ON_CARD = 400.0
_ON_ARROW = 60.0
_CLOSE = 2.0
_THICK = 2.6  # from this width on words stand beside an arrow
_CLEAR = 2.6  # what is free between them
_ON_THICK = 9.0
_ON_STRIP = 2.5
_ON_UPRIGHT = 0.8
_NEARER = 0.5  # so much nearer a label is to its own arrow than to any other
_PER_PIECE = 3.0
_PER_POINT = 0.03
_BEYOND = 170.0  # right of the sheet, where no label may lie: wider than any
_FAR = 130.0
_FAR_ROUNDS = 4  # in which a label far from where its arrow begins asks for room nearer to it
_FAR_COST = 6.0
_AIR = 0.5  # between a label and anything else
_TIGHT = 0.0  # between a label and a foreign arrow, where there is little room
_WIDE = 3.5  # what is farther away than this does not disturb
_HEAD = 7.0  # room for the arrow's head
_LAST = 12.0  # so much of its last piece stays in sight, so that one sees where it leads
_STRIDE = 9.0  # between the places tried when the usual ones are bad
_MOST_STRIDES = 40
_SECOND_CHOICE = 3.0
_MOST_NARROW = 2  # of more arrows from one side, each has its words on one line if they are not very many

# A centre for a label: number of the piece of the arrow, x, y, what the side of the arrow costs, distance to the arrow.
_Spot = tuple[int, float, float, float, float]


class _Place(NamedTuple):
    """A candidate, its cost, and what it touches."""

    cost: float
    solid: int
    arrows: int
    lines: tuple[str, ...]
    box: Box


class _Labelling(Struct):
    """All labels for one state of the coordinates, and which of them have no good place."""

    placed: Coordinates
    labels: dict[int, PlacedLabel] = field(default_factory=dict)
    crowded: list[int] = field(default_factory=list)
    far: list[int] = field(default_factory=list)  # good places, but far from where the arrow begins
    solid: int = 0
    arrows: int = 0
    unsought: list[int] = field(default_factory=list)  # have the first place that there is, beyond the budget

    @property
    def badness(self) -> tuple[int, int, int, int]:
        """What counts against it: what nobody looked at first, then what is hidden."""
        return len(self.unsought), self.solid, self.arrows, len(self.far)


def _beside(
    horizontal: bool, x: float, y: float, width: float, height: float, *, line: float
) -> Iterator[tuple[float, float, float, float]]:
    """Offer a place on a piece of an arrow and on either side of it: x, y, cost, distance to the arrow.

    `line` is the width of the arrow: words beside a thick one leave it whole, and on it they stand only where there is
    no room beside it.
    """
    if line >= _THICK:
        gap = line / 2 + _CLEAR
        across, down = (0.0, height / 2 + gap) if horizontal else (width / 2 + gap, 0.0)
        first = -1 if horizontal else 1
        yield x + first * across, y + first * down, 1.0, gap
        yield x - first * across, y - first * down, 1.5, gap
        yield x, y, _ON_THICK, 0.0
    elif horizontal:
        yield x, y, 0.0, 0.0
        yield x, y - height / 2 - 1, 1.5, 1.0
        yield x, y + height / 2 + 1.5, 2.0, 1.5
    else:
        yield x, y, _ON_UPRIGHT, 0.0
        yield x + width / 2 + 2.5, y, 1.0, 2.5
        yield x - width / 2 - 2.5, y, 1.4, 2.5


def _usual_spots(points: list[Point], width: float, height: float, line: float) -> Iterator[_Spot]:
    """Near the start of each piece, at its middle, towards its end."""
    last = len(points) - 2
    for number, ((ax, ay), (bx, by)) in enumerate(pairwise(points)):
        horizontal = abs(ay - by) < 0.01
        length = abs(bx - ax) + abs(by - ay)
        extent, before = (width, 4.0) if horizontal else (height, 3.0)
        head = 1.5 if horizontal else 0.0
        if number == last:
            head = _HEAD if horizontal else _HEAD - 2
        for at in (extent / 2 + before, length / 2, length * 0.3, length * 0.7, length - extent / 2 - head - 1):
            if at - extent / 2 < before - 2.5 or at + extent / 2 > length - head:
                continue
            share = at / length
            at_x, at_y = ax + (bx - ax) * share, ay + (by - ay) * share
            for x, y, cost, gap in _beside(horizontal, at_x, at_y, width, height, line=line):
                yield number, x, y, cost, gap


def _all_spots(points: list[Point], width: float, height: float, line: float) -> Iterator[_Spot]:
    """All along the arrow, also where the label is longer than the piece it stands at."""
    for number, ((ax, ay), (bx, by)) in enumerate(pairwise(points)):
        horizontal = abs(ay - by) < 0.01
        length = abs(bx - ax) + abs(by - ay)
        strides = max(2, min(_MOST_STRIDES, int(length / _STRIDE)))
        for stride in range(strides + 1):
            share = stride / strides
            at_x, at_y = ax + (bx - ax) * share, ay + (by - ay) * share
            for x, y, cost, gap in _beside(horizontal, at_x, at_y, width, height, line=line):
                yield number, x, y, cost + _SECOND_CHOICE, gap


def _spots_around(points: list[Point], width: float, height: float) -> Iterator[_Spot]:
    """Further and further away from the source: for a label that would hide something anywhere else."""
    x, y = points[0]
    for ring in range(1, 60):
        dx, dy = ring * (width / 2 + 4), ring * (height / 2 + 3)
        for across in range(-ring, ring + 1):
            share = across / ring
            yield ring, x + dx * share, y - dy, 0.0, 0.0
            yield ring, x + dx * share, y + dy, 0.0, 0.0
            yield ring, x - dx, y + dy * share, 0.0, 0.0
            yield ring, x + dx, y + dy * share, 0.0, 0.0


def _cards_and_titles(plan: Plan, grid: Grid, placed: Coordinates) -> Surroundings:
    """Gather what is there before any label: the cards with their tags, and the column of row titles."""
    around = Surroundings()
    for card, box, size in zip(plan.sheet.cards, placed.cards, grid.sizes, strict=True):
        around.add_box(box)
        for tip in tips(card, box, size):
            around.add_box(tip)
    for row in placed.rows:
        around.add_solid((0.0, row.top, placed.header + 1, row.bottom))
    around.add_solid((placed.right, 0.0, placed.right + _BEYOND, placed.bottom))
    if placed.rows:
        # The title and the names of the phases.
        around.add_solid((0.0, 0.0, placed.right, placed.rows[0].top))
        around.add_solid((0.0, placed.bottom, placed.right, placed.bottom + _BEYOND))
    return around


def _hides_own(rect: Rect, points: list[Point]) -> bool:
    """Whether a label hides a corner of its own arrow, or too much of the piece that leads into the target."""
    left, top, right, bottom = rect
    if any(left < x < right and top < y < bottom for x, y in points[1:-1]):
        return True
    (ax, ay), (bx, by) = points[-2:]
    if abs(ay - by) < 0.01:
        on_it = top < by < bottom and left < max(ax, bx) and min(ax, bx) < right
        left_over = bx - right if bx > ax else left - bx
    else:
        on_it = left < bx < right and top < max(ay, by) and min(ay, by) < bottom
        left_over = by - bottom if by > ay else top - by
    return on_it and left_over < _LAST


def _distance(point: Point, box: Box) -> float:
    """Return how far a box is from a point, along the axes."""
    return max(box.left - point[0], point[0] - box.right, 0) + max(box.top - point[1], point[1] - box.bottom, 0)


class Labeller:
    """Places labels and gathers what room they lack."""

    def __init__(self, plan: Plan, grid: Grid, tracks: Tracks, budget: int) -> None:
        self.plan = plan
        self.grid = grid
        self.tracks = tracks
        self.shapes = {number: label_shapes(arrow.text) for number, arrow in enumerate(plan.sheet.arrows) if arrow.text}
        for leaving in labelled_sides(plan, tracks):
            if len(leaving) > _MOST_NARROW:
                for piece in leaving:
                    self.shapes[piece.arrow].sort(key=lambda shape: len(shape[0]))
        self.strips: list[float] = []
        self.line_widths = [arrow.width for arrow in plan.sheet.arrows]
        self.order = list(self.shapes)
        self.budget = budget

    def place(self, placed: Coordinates) -> _Labelling:
        """Find a place for every label."""
        if not self.order:
            return _Labelling(placed)
        around = _cards_and_titles(self.plan, self.grid, placed)
        for number, points in enumerate(placed.points):
            around.add_arrow(number, points, self.line_widths[number])
        self.strips = [line.y for line in placed.lines]
        result = _Labelling(placed)
        for number in self.order:
            if around.looks > self.budget:
                result.unsought.append(number)
                result.labels[number] = self._first_place(number, placed.points[number])
                continue
            place = self._best(number, placed.points[number], around)
            if place.solid or place.arrows:
                result.crowded.append(number)
            elif _distance(placed.points[number][0], place.box) > _FAR:
                result.far.append(number)
            result.solid += place.solid
            result.arrows += place.arrows
            around.add_box(place.box)
            result.labels[number] = PlacedLabel(place.lines, place.box)
        self.budget -= around.looks
        return result

    def _first_place(self, number: int, points: list[Point]) -> PlacedLabel:
        """Return the first of the usual places of a label, whatever lies there."""
        lines, width, height = self.shapes[number][0]
        line = self.line_widths[number]
        spots = chain(_usual_spots(points, width, height, line), _all_spots(points, width, height, line))
        _, x, y, _, _ = next(spots)
        return PlacedLabel(lines, Box(x, y, width, height))

    def prefer(self, numbers: list[int]) -> None:
        """Let these labels choose their place before all others from now on: they have the least choice."""
        first = set(numbers)
        self.order = [*numbers, *(number for number in self.order if number not in first)]

    def _best(self, number: int, points: list[Point], around: Surroundings) -> _Place:
        lines, width, height = self.shapes[number][0]
        line = self.line_widths[number]
        (ax, ay), (bx, by) = points[0], points[1]
        best = _Place(float("inf"), 1, 0, lines, Box((ax + bx) / 2, (ay + by) / 2, width, height))
        for spots, arrow_air in ((_usual_spots, _AIR), (_all_spots, _TIGHT)):
            for later, (lines, width, height) in enumerate(self.shapes[number]):
                for piece, x, y, side, gap in spots(points, width, height, line):
                    away = abs(x - points[0][0]) + abs(y - points[0][1])
                    cost = piece * _PER_PIECE + away * _PER_POINT + side + later
                    if cost >= best.cost:
                        continue
                    top, bottom = y - height / 2, y + height / 2
                    near = max(arrow_air, gap + _NEARER)
                    solid, arrows, close = around.hits(
                        (x - width / 2, top, x + width / 2, bottom), number, _AIR, near, _WIDE
                    )
                    if _hides_own((x - width / 2, top, x + width / 2, bottom), points):
                        arrows += 1
                    cost += solid * _ON_CARD + arrows * _ON_ARROW + close * _CLOSE
                    if away > _FAR and not solid and not arrows:
                        cost += _FAR_COST
                    for strip in self.strips:
                        if top < strip + 1 and strip - 1 < bottom:
                            cost += _ON_STRIP
                    if cost < best.cost:
                        best = _Place(cost, solid, arrows, lines, Box(x, y, width, height))
            if not best.solid and not best.arrows:
                break
        return best

    def clear(self, labelling: _Labelling) -> None:
        """Move labels that still hide a card or another label to the nearest free place."""
        placed = labelling.placed
        around = _cards_and_titles(self.plan, self.grid, placed)
        hiding = []
        for number, label in labelling.labels.items():
            box = label.box
            if around.hits((box.left, box.top, box.right, box.bottom), number, _AIR, _AIR, _AIR)[0]:
                hiding.append(number)
            else:
                around.add_box(box)
        for number in hiding:
            if around.looks > self.budget:
                break
            points = placed.points[number]
            lines, width, height = self.shapes[number][-1]
            for _, x, y, _, _ in chain(
                _all_spots(points, width, height, self.line_widths[number]), _spots_around(points, width, height)
            ):
                rect = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
                inside = placed.rows[0].top <= rect[1] and rect[3] <= placed.bottom and rect[2] <= placed.right
                if inside and not around.hits(rect, number, _AIR, _AIR, _AIR)[0]:
                    labelling.labels[number] = PlacedLabel(lines, Box(x, y, width, height))
                    break
            around.add_box(labelling.labels[number].box)

    def ask_for_room(self, crowded: list[int], room: Room, again: int) -> bool:
        """Widen gutters for labels without a good place; True when anything was widened."""
        asked: dict[tuple[bool, int, bool], float] = {}
        apart: dict[int, tuple[float, float]] = {}
        for number in crowded:
            shapes = self.shapes[number]
            _, width, height = shapes[again // 2 % len(shapes)]
            pieces = self.tracks.pieces[number]
            gutters = self._gutters(pieces)
            alone = pieces[0] if len(pieces) == 1 and pieces[0].horizontal else None
            if alone is not None and self.grid.horizontal[alone.line].centre and alone.spread:
                # Other arrows run beside it from card to card: wider gutters do not bring them apart.
                reach, pitch = apart.get(alone.line, (0.0, 0.0))
                apart[alone.line] = max(reach, alone.spread), max(pitch, height + 1)
            if not gutters:
                continue
            wish = gutters[again // 2 % len(gutters)]
            across, line, after = wish
            least = width + 6 if across else height + 9
            if again:
                given = (room.vertical if across else room.horizontal).get(line, (0.0, 0.0))[after]
                least = max(least, asked.get(wish, given) + _MORE)
            asked[wish] = max(asked.get(wish, 0.0), least)
            upright = next((piece.line for piece in pieces if not piece.horizontal), None)
            if not across and upright is not None:
                # A label beside a vertical piece has to fit between that and the next column, too.
                beside = (True, upright + self.grid.vertical[upright].centre, False)
                asked[beside] = max(asked.get(beside, 0.0), min(width, 40) + 3)
        widened = [_widen(room, wish, size) for wish, size in asked.items()]
        parted = [line for line, wanted in apart.items() if wanted > room.between.get(line, (0.0, 0.0))]
        room.between.update((line, apart[line]) for line in parted)
        return bool(parted) or any(widened)

    def _gutters(self, pieces: list[Segment]) -> list[tuple[bool, int, bool]]:
        """Say where more room would help a label: whether in a vertical gutter, its line, whether after its tracks.

        An arrow that comes from the left or from above has room before the tracks of a gutter it runs into.
        """
        vertical: list[tuple[bool, int, bool]] = []
        horizontal: list[tuple[bool, int, bool]] = []
        for piece in pieces:
            lines = self.grid.vertical if piece.horizontal else self.grid.horizontal
            low, high = min(piece.start, piece.end), max(piece.start, piece.end)
            crossed = [number for number in range(low, high + 1) if not lines[number].centre]
            gutters = vertical if piece.horizontal else horizontal
            if crossed:
                nearest = min(crossed, key=lambda number: abs(number - piece.start))
                tracks = self.tracks.vertical if piece.horizontal else self.tracks.horizontal
                gutters.append((piece.horizontal, nearest, piece.end < piece.start and nearest in tracks))
            if piece.horizontal and not self.grid.horizontal[piece.line].centre:
                horizontal.append((False, piece.line, False))
        return vertical + horizontal


def _widen(room: Room, wish: tuple[bool, int, bool], size: float) -> bool:
    """Give a gutter this much room on one side of its tracks; False when it has that."""
    across, line, after = wish
    given = room.vertical if across else room.horizontal
    before_tracks, after_tracks = given.get(line, (0.0, 0.0))
    if size <= (after_tracks if after else before_tracks) + 0.1:
        return False
    given[line] = (before_tracks, size) if after else (size, after_tracks)
    return True


def place_labels(ruler: Ruler, budget: int) -> tuple[Coordinates, dict[int, PlacedLabel], list[int]]:
    """Find coordinates with room for the labels, and the labels by the arrow's place in the sheet.

    The third are the arrows whose label was not looked for a place for, beyond the budget.
    """
    labeller = Labeller(ruler.plan, ruler.grid, ruler.tracks, budget)
    room = Room()
    best = now = labeller.place(ruler.measure(room))
    for again in range(_ROUNDS):
        asking = sorted(now.crowded + now.far) if again < _FAR_ROUNDS else now.crowded
        if not asking or labeller.budget <= 0 or not labeller.ask_for_room(asking, room, again):
            break
        labeller.prefer(now.crowded)
        now = labeller.place(ruler.measure(room))
        if now.badness < best.badness:
            best = now
    if best.solid:
        labeller.clear(best)
    return best.placed, best.labels, best.unsought
