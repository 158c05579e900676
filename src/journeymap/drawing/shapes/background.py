"""What the cards stand on: the title, the bars of the phases, the bands of the rows, and the three lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from journeymap.drawing.paper.frame import LEAST_SIZE, MARGIN
from journeymap.drawing.shapes.head import Head
from journeymap.drawing.shapes.primitives import (
    Element,
    Path,
    Rectangle,
    Stroke,
    Words,
    element_at,
)
from journeymap.drawing.shapes.sheet_marks import logo_room, map_room, sheet_marks
from journeymap.i18n.vocabulary import LINE_NAMES
from journeymap.layout.line_breaking import text_width, wrap
from journeymap.layout.sizes import (
    PHASE_FONT,
    ROW_FONT,
    ROW_LEADING,
    ROW_SUBTITLE_FONT,
    ROW_SUBTITLE_LEADING,
    row_subtitle_lines,
    row_title_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.layout.geometry import PlacedLine, PlacedPhase, PlacedRow

_BASELINE = 26.0
_HEADING = 38.0  # what the layout leaves above the phases for a title of one line
_TITLE_LEADING = 21.0
_SUBTITLE_LEADING = 13.5
_SUBTITLE_GAP = 3.0
_TITLE_GAP = 10.0
_PAGE_NUMBER = 90.0
_PHASE_HEIGHT = 18.0
PHASE_LEADING = 12.0
_PHASE_ABOVE_ROWS = 4.0
_PHASE_AIR = 7.0  # from the title of a phase to the ends of its bar
_GAP = 1.5
_NAME_LEADING = 7.8
_LARGEST_NAME = 9.0  # two lines of it fill the strip of a line


class Heading(NamedTuple):
    """The title and the subtitle in lines; `beside` when both stand on one line, and what height they need extra."""

    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    beside: bool
    extra: float


def heading_of(frame: Frame) -> Heading:
    """Set title and subtitle into the width of a sheet: beside each other where they fit, else the subtitle below."""
    title, subtitle, theme = frame.geometry.title, frame.geometry.subtitle, frame.theme
    width = frame.width - 2 * MARGIN - (_PAGE_NUMBER if frame.total > 1 else 0) - logo_room(frame) - map_room(frame)
    lines = wrap(title, theme.title_size, width, bold=True)
    used = text_width(lines[-1], theme.title_size, bold=True) + _TITLE_GAP if lines else 0.0
    if len(lines) <= 1 and used + text_width(subtitle, theme.subtitle_size) <= width:
        return Heading(lines, (subtitle,) if subtitle else (), beside=True, extra=0.0)
    below = wrap(subtitle, theme.subtitle_size, width)
    extra = max(len(lines) - 1, 0) * _TITLE_LEADING + len(below) * _SUBTITLE_LEADING + _SUBTITLE_GAP
    return Heading(lines, below, beside=False, extra=extra)


def room_of_head(frame: Frame) -> float:
    """Return how much height the head needs above the phases, beyond what a title alone has there."""
    if frame.head is None:
        return heading_of(frame).extra
    return max(Head(frame, frame.head, frame.tight).height - _HEADING, 0.0)


def heading_height(frame: Frame) -> float:
    """Return how far down the title and the subtitle reach."""
    return _BASELINE + heading_of(frame).extra + _TITLE_GAP


def heading(frame: Frame) -> Element:
    """Return the head, or where there is none the title, the subtitle, and which page this is."""
    if frame.head is not None:
        return Head(frame, frame.head, frame.tight).element()
    lines, theme, y = heading_of(frame), frame.theme, _BASELINE
    items: list[Primitive | Element] = []
    for line in lines.title:
        items.append(Words(MARGIN, y, line, theme.title_size, theme.ink, bold=True))
        y += _TITLE_LEADING
    y += _SUBTITLE_LEADING + _SUBTITLE_GAP - _TITLE_LEADING if lines.title else 0.0
    if lines.beside and lines.subtitle:
        offset = text_width(lines.title[0], theme.title_size, bold=True) + _TITLE_GAP if lines.title else 0.0
        items.append(Words(MARGIN + offset, _BASELINE, lines.subtitle[0], theme.subtitle_size, theme.grey))
    elif lines.subtitle:
        for line in lines.subtitle:
            items.append(Words(MARGIN, y, line, theme.subtitle_size, theme.grey))
            y += _SUBTITLE_LEADING
    marks, _ = sheet_marks(frame, frame.width - MARGIN)
    return Element("heading", (*items, *marks))


def _phase_lines(phase: PlacedPhase, left: float, right: float) -> tuple[str, ...]:
    """Return the title of a phase, wrapped to what is seen of it."""
    return wrap(phase.phase.title, PHASE_FONT, max(right - left - 2 * _PHASE_AIR - 6, 40.0), bold=True)


def most_phase_lines(frame: Frame) -> int:
    """Return how many lines the title of a phase needs at most on a sheet."""
    return (
        max(
            (
                len(_phase_lines(phase, max(phase.left, frame.left), min(phase.right, frame.right)))
                for phase in frame.geometry.phases
                if phase.right > frame.left and phase.left < frame.right
            ),
            default=1,
        )
        or 1
    )


class RoomsAbove(NamedTuple):
    """How much height the pages of a cut need above the rows, beyond the usual: at most, and the first without head."""

    most: float
    title: float


def rooms_above(frames: Sequence[Frame]) -> RoomsAbove:
    """Measure the pages of a cut, the first of which has the head: the others are alike but for their columns."""
    first, *others = frames
    head, title = room_of_head(first), room_of_head(replace(first, head=None, number=2))
    lines = most_phase_lines(first)
    most = own = head + (lines - 1) * PHASE_LEADING
    if others:
        room = room_of_head(others[0])
        most = max(most, *(room + (most_phase_lines(frame) - 1) * PHASE_LEADING for frame in others))
    return RoomsAbove(most, min(own, title + (lines - 1) * PHASE_LEADING))


def phases(frame: Frame) -> Iterator[Element]:
    """Yield a pale bar per phase that is seen on the sheet."""
    theme, geometry = frame.theme, frame.geometry
    height = _PHASE_HEIGHT + (most_phase_lines(frame) - 1) * PHASE_LEADING
    top = geometry.top - _PHASE_ABOVE_ROWS - height
    shown = [phase for phase in geometry.phases if phase.phase.title]
    for number, phase in enumerate(shown):
        if phase.right <= frame.left or phase.left >= frame.right:
            continue
        first = number == 0 or phase.left <= frame.left
        last = number == len(shown) - 1 or phase.right >= frame.right
        left = (frame.geometry.header if phase.left <= frame.left else frame.x(phase.left)) + (0 if first else _GAP)
        right = (frame.edge if last else frame.x(phase.right)) - (0 if last else _GAP)
        middle, centre = top + height / 2, (left + right) / 2
        lines = _phase_lines(phase, left, right)
        y = middle + PHASE_FONT * 0.35 - (len(lines) - 1) * PHASE_LEADING / 2
        yield element_at(
            "phase",
            Rectangle(left, top, right - left, height, theme.phase, radius=2.0),
            *(
                Words(centre, y + n * PHASE_LEADING, line, PHASE_FONT, theme.on_phase, bold=True, anchor="middle")
                for n, line in enumerate(lines)
            ),
        )


def rows(frame: Frame) -> Iterator[Element]:
    """Yield the band of every row with its title, and the white seams between the phases on it."""
    seams = [phase.left for phase in frame.geometry.phases[1:] if frame.left < phase.left < frame.right]
    for row in frame.geometry.rows:
        white = Stroke(frame.theme.paper, 1.6)
        yield element_at(
            "row",
            *_band(frame, row),
            *(Path(((frame.x(x), row.top), (frame.x(x), row.bottom)), stroke=white) for x in seams),
        )


def _band(frame: Frame, row: PlacedRow) -> Iterator[Rectangle | Words]:
    theme, header = frame.theme, frame.geometry.header
    style, height = theme.lanes[row.row.lane], row.bottom - row.top
    yield Rectangle(MARGIN, row.top, frame.edge - MARGIN, height, style.band)
    yield Rectangle(MARGIN, row.top, theme.bar, height, style.accent)
    titles, below = row_title_lines(row.row, header), row_subtitle_lines(row.row, header)
    x = MARGIN + theme.bar + 7
    y = (row.top + row.bottom - len(titles) * ROW_LEADING - len(below) * ROW_SUBTITLE_LEADING) / 2
    for line in titles:
        yield Words(x, y + ROW_FONT * 0.95, line, ROW_FONT, style.accent, bold=True)
        y += ROW_LEADING
    for line in below:
        yield Words(x, y + ROW_SUBTITLE_FONT * 0.95, line, ROW_SUBTITLE_FONT, theme.grey)
        y += ROW_SUBTITLE_LEADING


def lines(frame: Frame) -> Iterator[Element]:
    """Yield the lines of interaction, visibility and internal interaction with their names at the left."""
    for line in frame.geometry.lines:
        yield from _named_lines(frame, line)


def _named_lines(frame: Frame, line: PlacedLine) -> Iterator[Element]:
    """Draw each line of a strip with its own name and stroke: one below the other where several share the strip."""
    theme, room = frame.theme, frame.geometry.header - MARGIN
    for number, name in enumerate(line.names):
        words = frame.say(LINE_NAMES[name]).upper()
        size = min(max(theme.line_name_size, LEAST_SIZE / frame.scale), _LARGEST_NAME)
        leading = _NAME_LEADING * size / theme.line_name_size
        y = line.y + (number - (len(line.names) - 1) / 2) * leading
        if len(line.names) == 1:
            texts = wrap(words, size, room, bold=True)
        else:
            texts = (words,)
            fitting = size * room / text_width(words, size, bold=True)
            size = min(size, max(fitting, LEAST_SIZE / frame.scale))
        width = max(text_width(text, size, bold=True) for text in texts)
        first = y + size * 0.36 - (len(texts) - 1) * leading / 2
        yield element_at(
            "line",
            *(Words(MARGIN, first + n * leading, text, size, theme.ink, bold=True) for n, text in enumerate(texts)),
            Path(((MARGIN + width + 6, y), (frame.edge, y)), stroke=theme.lines[name]),
        )
