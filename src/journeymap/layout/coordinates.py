"""From tracks to points: how wide every line of the grid is, and where everything lies.

A gutter is as wide as its tracks and labels need, a column or sub-row as wide as its cards and the arrows' ends on
them; the sums of the widths are the coordinates. Rows, phases, cards and arrows cannot overlap by construction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from journeymap.layout.geometry import Box, PlacedLine, PlacedPhase, PlacedRow
from journeymap.layout.sheet import LANES
from journeymap.layout.sizes import TIP, WAYS, foot_height, header_width, phase_title_width, row_title_height

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.layout.geometry import LineName, Point
    from journeymap.layout.grid import Grid, Line
    from journeymap.layout.plan import Plan
    from journeymap.layout.sheet import Lane, Sheet
    from journeymap.layout.tracks import Channel, Segment, Tracks

PITCH: Final = 9.0  # between neighbouring arrows in a gutter
GUTTER_EDGE: Final = 9.0  # between the outer arrow and the gutter's border
MARGIN: Final = 12.0  # right of and below everything

_GUTTER = 16.0
_EDGE_GUTTER = 8.0
_CLOSE_GUTTER = 12.0  # where columns stand close; the tag of a way out points 8 into it
_CLOSE_EDGE_GUTTER = 6.0
_ROW_GUTTER = 14.0
_ROW_EDGE_GUTTER = 9.0
_ROW_GAP = 3.0
_STRIP = 18.0  # the strip of one of the three lines, or of two
_STRIP_OF_THREE = 27.0
_TOP_WITH_PHASES = 60.0
_TOP_WITHOUT = 40.0
_TOP_BARE = 12.0
_PORT_PITCH_SIDE = 13.0  # most between neighbouring arrows on the side of a card, and at its top or bottom
_PORT_PITCH_TOP = 13.0
_PORT_LEAST = 5.0
_PORT_LABELLED = 12.5  # where several arrows leave one side with words on them, so that each can have them on its line
_PORT_MARGIN = 7.0  # of a card's side, what stays free at either corner
_SIDE_MARGIN = 9.0
_THIN = 1.6  # an arrow of this width is that of which the other measures are
_ABOVE_TAG = 4.0  # between an arrow that leaves a card and the tag of another way in its foot
_BESIDE_TIP = 6.0
_BETWEEN_PORTS = 3.0  # what is seen of a card between two thick arrows

_LINE_BELOW: Final[dict[Lane, LineName]] = {
    "customer": "interaction",
    "frontstage": "visibility",
    "backstage": "internal",
}


class Room(Struct):
    """Room for labels in gutters, by number of the vertical or horizontal line: before and after the tracks in it.

    `between` is for horizontal lines of cards with arrows side by side that need room for words between them: how far
    from the middle these reach, and how far they are to be apart.
    """

    vertical: dict[int, tuple[float, float]] = field(default_factory=dict)
    horizontal: dict[int, tuple[float, float]] = field(default_factory=dict)
    between: dict[int, tuple[float, float]] = field(default_factory=dict)


class Coordinates(Struct):
    """Where the lines of the grid begin and how wide they are, and what follows from it.

    `pitch` is how far neighbouring arrows lie apart that meet the sides of cards: by horizontal line, and by how far
    those that share it reach.
    """

    left: list[float]
    widths: list[float]
    top: list[float]
    heights: list[float]
    header: float
    rows: list[PlacedRow]
    phases: list[PlacedPhase]
    lines: list[PlacedLine]
    cards: list[Box]
    points: list[list[Point]]
    pitch: dict[tuple[int, float], float] = field(default_factory=dict)

    @property
    def right(self) -> float:
        """X where the last column ends."""
        return self.left[-1] + self.widths[-1] if self.left else self.header

    @property
    def bottom(self) -> float:
        """Y where the last row ends."""
        return self.rows[-1].bottom if self.rows else 0.0


def first_row_top(sheet: Sheet) -> float:
    """Y of the first row: below the title and the phase titles, as far as there are any."""
    if any(phase.title for phase in sheet.phases):
        return _TOP_WITH_PHASES
    return _TOP_WITHOUT if sheet.title or sheet.subtitle else _TOP_BARE


def names_between(upper: Lane, lower: Lane) -> tuple[LineName, ...]:
    """Which of the three lines run between neighbouring rows of these lanes, the upper first."""
    crossed = LANES[LANES.index(upper) : LANES.index(lower)]
    return tuple(_LINE_BELOW[lane] for lane in crossed if lane in _LINE_BELOW)


def _strip(names: tuple[LineName, ...]) -> float:
    """Height of the strip in which lines stand."""
    return _STRIP if len(names) < 3 else _STRIP_OF_THREE


def _gutter_parts(
    channel: Channel | None, room: tuple[float, float] | None, pitch: float = PITCH
) -> tuple[float, float, float]:
    """Width before, of and after the tracks in a gutter: nothing when there are neither tracks nor labels."""
    if channel is None and room is None:
        return 0.0, 0.0, 0.0
    before, after = room or (0.0, 0.0)
    span = (channel.tracks - 1) * pitch if channel else 0.0
    return max(before, GUTTER_EDGE), span, max(after, GUTTER_EDGE)


def _ports_width(channel: Channel | None, labelled: float, least: float) -> float:
    """Height or width that the ports on a line of cards need; `labelled` is how far those with words reach."""
    if channel is None:
        return 0.0
    return 2 * max(channel.reach * least, labelled * _PORT_LABELLED) + 2 * _PORT_MARGIN


def labelled_sides(plan: Plan, tracks: Tracks) -> list[list[Segment]]:
    """List the first pieces of arrows that leave one side of a card with words on them, where there are several."""
    sides: dict[tuple[int, bool], list[Segment]] = {}
    for arrow, pieces in enumerate(tracks.pieces):
        first = pieces[0]
        if plan.sheet.arrows[arrow].text and first.horizontal:
            sides.setdefault((plan.sources[arrow], first.end > first.start), []).append(first)
    return [leaving for leaving in sides.values() if len(leaving) > 1]


def _labelled_reach(plan: Plan, tracks: Tracks) -> dict[int, float]:
    """By horizontal line: how far from the middle of a side the ports reach where several arrows leave with words."""
    reach: dict[int, float] = {}
    for leaving in labelled_sides(plan, tracks):
        line = leaving[0].line
        reach[line] = max(reach.get(line, 0.0), *(end.spread for end in leaving))
    return reach


def _widths(
    lines: list[Line],
    channels: dict[int, Channel],
    room: dict[int, tuple[float, float]],
    gutter: float,
    edge: float,
    *,
    thick: dict[int, float],
    labelled: dict[int, float] | None = None,
) -> list[float]:
    """Width of every line; `gutter` and `edge` are the least of gutters within a band and at its ends.

    `thick` is how wide two neighbouring arrows on a line can be together.
    """
    widths = []
    for number, line in enumerate(lines):
        channel, both = channels.get(number), thick.get(number, 0.0)
        if line.centre:
            widths.append(max(line.size, _ports_width(channel, (labelled or {}).get(number, 0.0), _port_least(both))))
        else:
            least = edge if line.opens or line.closes else gutter
            widths.append(max(least, sum(_gutter_parts(channel, room.get(number), _track_pitch(both)))))
    return widths


def _track_pitch(both: float) -> float:
    """Return how far the middles of neighbouring arrows in a gutter lie apart that are so wide together."""
    return PITCH + max(0.0, both / 2 - _THIN)


def _port_least(both: float) -> float:
    """Return how near each other the middles of two arrows may meet a card that are so wide together."""
    return max(_PORT_LEAST, both / 2 + _BETWEEN_PORTS)


def _spread_over_edges(lines: list[Line], widths: list[float], wanted: list[float]) -> None:
    """Widen the outer gutters of bands that are narrower than they should be."""
    actual = [0.0] * len(wanted)
    for line, width in zip(lines, widths, strict=True):
        actual[line.band] += width
    for number, line in enumerate(lines):
        missing = wanted[line.band] - actual[line.band]
        if missing > 0 and (line.opens or line.closes):
            widths[number] += missing / 2


class Ruler:
    """Turns tracks into coordinates, as often as the labels ask for more room."""

    def __init__(self, plan: Plan, grid: Grid, tracks: Tracks) -> None:
        self.plan = plan
        self.grid = grid
        self.tracks = tracks
        self.labelled = _labelled_reach(plan, tracks)
        self.header = header_width(plan.sheet.rows)
        self.line_widths = [arrow.width or _THIN for arrow in plan.sheet.arrows]
        self.feet = [foot_height(card, size) for card, size in zip(plan.sheet.cards, grid.sizes, strict=True)]
        self.tips = self._tips()
        self.thick_vertical = self._thick(tracks.vertical)
        self.thick_horizontal = self._thick(tracks.horizontal)

    def _tips(self) -> dict[int, tuple[float, float]]:
        """By gutter: what room before and after the arrows in it the tags need that point into it."""
        tips: dict[int, tuple[float, float]] = {}
        for card, line in zip(self.plan.sheet.cards, self.grid.card_v, strict=True):
            kinds = {badge.kind for badge in card.badges} & WAYS
            if kinds - {"return"}:
                tips[line + 1] = (TIP + _BESIDE_TIP, tips.get(line + 1, (0.0, 0.0))[1])
            if "return" in kinds:
                tips[line - 1] = (tips.get(line - 1, (0.0, 0.0))[0], TIP + _BESIDE_TIP)
        return tips

    def _with_tips(self, room: Room) -> Room:
        """Return the room with that of tags where arrows run beside these."""
        upright = dict(room.vertical)
        for line, tip in self.tips.items():
            if line in self.tracks.vertical or line in upright:
                before, after = upright.get(line, (0.0, 0.0))
                upright[line] = max(before, tip[0]), max(after, tip[1])
        return Room(upright, room.horizontal, room.between)

    def _thick(self, channels: dict[int, Channel]) -> dict[int, float]:
        """By line: how wide the two widest arrows on it are together."""
        thick = {}
        for number, channel in channels.items():
            widths = sorted((self.line_widths[arrow] for arrow in {s.arrow for s in channel.segments}), reverse=True)
            thick[number] = sum(widths[:2]) if len(widths) > 1 else 0.0
        return thick

    def measure(self, room: Room) -> Coordinates:
        """Coordinates with this much room in the gutters."""
        sheet, grid, room = self.plan.sheet, self.grid, self._with_tips(room)
        labelled = self._labelled(room)
        gutter, edge = (_CLOSE_GUTTER, _CLOSE_EDGE_GUTTER) if sheet.close else (_GUTTER, _EDGE_GUTTER)
        widths = _widths(grid.vertical, self.tracks.vertical, room.vertical, gutter, edge, thick=self.thick_vertical)
        heights = _widths(
            grid.horizontal,
            self.tracks.horizontal,
            room.horizontal,
            _ROW_GUTTER,
            _ROW_EDGE_GUTTER,
            thick=self.thick_horizontal,
            labelled=labelled,
        )
        own_heights = self._card_heights(room)
        for line, height in zip(grid.card_h, own_heights, strict=True):
            heights[line] = max(heights[line], height)
        _spread_over_edges(grid.vertical, widths, [phase_title_width(phase.title) for phase in sheet.phases])
        _spread_over_edges(grid.horizontal, heights, [row_title_height(row, self.header) for row in sheet.rows])
        left, x = [], self.header
        for width in widths:
            left.append(x)
            x += width
        top, rows, lines = self._stack_rows(heights)
        phases = []
        for number, phase in enumerate(sheet.phases):
            own = [
                index for index, line in enumerate(grid.vertical) if line.band == number and (line.opens or line.closes)
            ]
            phases.append(PlacedPhase(phase, left[own[0]], left[own[-1]] + widths[own[-1]]))
        cards = [
            Box(left[v] + widths[v] / 2, top[h] + heights[h] / 2, widths[v], height)
            for v, h, height in zip(grid.card_v, grid.card_h, own_heights, strict=True)
        ]
        pitch = self._pitches(own_heights, room)
        placed = Coordinates(left, widths, top, heights, self.header, rows, phases, lines, cards, [], pitch)
        placed.points = [self._polyline(placed, room, pieces) for pieces in self.tracks.pieces]
        return placed

    def _side_ends(self) -> Iterator[tuple[int, Segment]]:
        """Yield the cards that arrows meet at a side, each with the piece that meets it."""
        for arrow, pieces in enumerate(self.tracks.pieces):
            if pieces[0].horizontal:
                yield self.plan.sources[arrow], pieces[0]
            if pieces[-1].horizontal:
                yield self.plan.targets[arrow], pieces[-1]

    def _card_heights(self, room: Room) -> list[float]:
        """Height of every card: as its words and marks need, and as the arrows that meet its sides."""
        heights = [size.height for size in self.grid.sizes]
        for card, end in self._side_ends():
            least = max(_port_least(self.thick_horizontal[end.line]), room.between.get(end.line, (0.0, 0.0))[1])
            if self.labelled.get(end.line):
                least = max(least, _PORT_LABELLED)
            heights[card] = max(heights[card], 2 * (abs(end.offset) * least + self._margin(card, end)))
        return heights

    def _margin(self, card: int, end: Segment) -> float:
        """Return how far from the corner an arrow meets a side of a card: not where the tag of another way is."""
        return max(_SIDE_MARGIN, self.feet[card] + _ABOVE_TAG if end.offset > 0 else 0.0)

    def _pitches(self, heights: list[float], room: Room) -> dict[tuple[int, float], float]:
        """By horizontal line and reach: how far apart arrows can be so that each meets the card that it leads to."""
        pitch: dict[tuple[int, float], float] = {}
        for card, end in self._side_ends():
            if end.offset:
                most = max(_PORT_PITCH_SIDE, room.between.get(end.line, (0.0, 0.0))[1])
                key = (end.line, end.spread)
                pitch[key] = min(pitch.get(key, most), (heights[card] / 2 - self._margin(card, end)) / abs(end.offset))
        return pitch

    def _labelled(self, room: Room) -> dict[int, float]:
        """By horizontal line: how far arrows reach that are to be `_PORT_LABELLED` apart, or reckoned in that."""
        wanted = dict(self.labelled)
        for line, (reach, pitch) in room.between.items():
            wanted[line] = max(wanted.get(line, 0.0), reach * pitch / _PORT_LABELLED)
        return wanted

    def _stack_rows(self, heights: list[float]) -> tuple[list[float], list[PlacedRow], list[PlacedLine]]:
        """Top of every horizontal line, the bands of the rows, and the three lines between them."""
        sheet = self.plan.sheet
        tops: list[float] = []
        bands: list[list[float]] = []
        lines: list[PlacedLine] = []
        y = first_row_top(sheet)
        for line, height in zip(self.grid.horizontal, heights, strict=True):
            if line.opens:
                if line.band:
                    names = names_between(sheet.rows[line.band - 1].lane, sheet.rows[line.band].lane)
                    if names:
                        lines.append(PlacedLine(names, y + _strip(names) / 2))
                    y += _strip(names) if names else _ROW_GAP
                bands.append([y, y])
            tops.append(y)
            y += height
            bands[-1][1] = y
        rows = [PlacedRow(row, top, bottom) for row, (top, bottom) in zip(sheet.rows, bands, strict=True)]
        return tops, rows, lines

    def _position(self, placed: Coordinates, room: Room, piece: Segment) -> float:
        """Y of a horizontal piece, x of a vertical one."""
        number = piece.line
        if piece.horizontal:
            line, start, size = self.grid.horizontal[number], placed.top[number], placed.heights[number]
        else:
            line, start, size = self.grid.vertical[number], placed.left[number], placed.widths[number]
        middle = start + size / 2
        if line.centre:
            if not piece.spread:
                return middle
            most = _PORT_PITCH_SIDE if piece.horizontal else _PORT_PITCH_TOP
            if piece.horizontal:
                most = max(most, room.between.get(number, (0.0, 0.0))[1])
                most = placed.pitch.get((number, piece.spread), most)
            return middle + piece.offset * min(most, (size / 2 - _PORT_MARGIN) / piece.spread)
        channels, given, thick = (
            (self.tracks.horizontal, room.horizontal, self.thick_horizontal)
            if piece.horizontal
            else (self.tracks.vertical, room.vertical, self.thick_vertical)
        )
        pitch = _track_pitch(thick.get(number, 0.0))
        before, _, after = _gutter_parts(channels[number], given.get(number), pitch)
        return middle + (before - after) / 2 + piece.offset * pitch

    def _polyline(self, placed: Coordinates, room: Room, pieces: list[Segment]) -> list[Point]:
        """Return the points of one arrow, from border to border."""
        positions = [self._position(placed, room, piece) for piece in pieces]
        arrow, first, last = pieces[0].arrow, pieces[0], pieces[-1]
        source = placed.cards[self.plan.sources[arrow]]
        target = placed.cards[self.plan.targets[arrow]]
        points = [_on_border(source, first, positions[0], leaving=True)]
        for at_hand, position, next_position in zip(pieces, positions, positions[1:], strict=False):
            points.append((next_position, position) if at_hand.horizontal else (position, next_position))
        points.append(_on_border(target, last, positions[-1], leaving=False))
        return points


def _on_border(box: Box, piece: Segment, position: float, *, leaving: bool) -> Point:
    """Where a piece touches the card it leaves or reaches."""
    far_side = (piece.end > piece.start) == leaving
    if piece.horizontal:
        return (box.right if far_side else box.left), position
    return position, (box.bottom if far_side else box.top)
