"""The row of feelings under the lanes: a smooth line per persona along its likeliest way, and faces beside it.

The lowest and the last moment are told, since these are what is remembered (Kahneman, Fredrickson, Schreiber and
Redelmeier 1993). Staff have square faces and no line: at each step they are others.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.bands.band import Band
from journeymap.drawing.bands.emotion_gap import felt_in, gap_since, shaded, told
from journeymap.drawing.bands.way_drawing import (
    LABEL,
    Label,
    courses,
    names_at_end,
    names_at_left,
    set_label,
)
from journeymap.drawing.bands.ways import Moment, Ways, places_of, ways_of
from journeymap.drawing.paper.frame import MARGIN
from journeymap.drawing.shapes.icons import face
from journeymap.drawing.shapes.primitives import Element, Path, Rectangle, Stroke, Words
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.text import printable, typeset
from journeymap.layout.line_breaking import wrap
from journeymap.layout.sizes import HEADER_INSET, ROW_FONT, ROW_SUBTITLE_FONT, ROW_SUBTITLE_LEADING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeymap.drawing.bands.emotion_gap import Gap
    from journeymap.drawing.bands.way_drawing import Area
    from journeymap.drawing.bands.ways import WayLine
    from journeymap.drawing.earlier import Before
    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.graph import ServiceGraph
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.layout.geometry import Geometry

HEIGHT, LOW_HEIGHT = 128.0, 84.0
"""How high the row is on one sheet, and on pages."""
_EDGE = 22.0  # from the top and bottom of the row to the best and worst feeling: room for a label below it
_LOW_EDGE = 14.0
_ON, _OFF = 7.5, 5.5  # how large faces on and off the way are
_AIR = 1.6  # between faces at one step that stand side by side
_STRONG = 0.25  # from here on a feeling is shown as good or bad


class Feelings(NamedTuple):
    """What is felt: by customers along their ways and beside them, and by the staff, and what was felt before."""

    ways: Ways
    staff: tuple[Moment, ...]
    height: float
    gap: Gap | None = None


def build_feelings(
    graph: ServiceGraph,
    geometry: Geometry,
    language: str,
    walk: PersonaScope | None = None,
    *,
    low: bool = False,
    before: Before | None = None,
) -> Feelings | None:
    """Return what is felt on a drawing; None where no feeling is stated.

    `low` for a row as it is on pages, `before` for what was felt in an earlier version.
    """
    places = places_of(geometry)
    ways = ways_of(graph, places, language, felt_in(graph), walk)
    staff = tuple(
        Moment(name, printable(graph.label(name)), places[name], value)
        for number, name in enumerate(graph.topology.ids)
        if name in places
        and (walk is None or name in walk.steps)
        and (value := graph.ratings.staff(number)) is not None
    )
    if ways is None and not staff:
        return None
    gap = None if ways is None or before is None else gap_since(before, ways, places, language)
    return Feelings(ways or Ways((), ()), staff, LOW_HEIGHT if low else HEIGHT, gap)


def emotion_band(feelings: Feelings) -> Band:
    """Return the row of feelings as a row under the lanes."""
    return Band(feelings.height, lambda frame, top: _row(frame, feelings, top))


class _Face(NamedTuple):
    """A face to be drawn: its place, the feeling, how large it is, and what it is called."""

    x: float
    y: float
    value: float
    size: float
    title: str
    staff: bool = False
    foot: bool = False


def _row(frame: Frame, feelings: Feelings, top: float) -> Element:
    theme, height, header = frame.theme, feelings.height, frame.geometry.header
    middle, unit = top + height / 2, (height / 2 - (_EDGE if height >= HEIGHT else _LOW_EDGE)) / 2
    title = frame.say(say("Emotion"))
    several = len(feelings.ways.lines) > 1

    def height_of(value: float) -> float:
        return middle - min(max(value, -2.0), 2.0) * unit

    faces = _apart(list(_faces(frame, feelings, height_of)))
    taken: list[Area] = [(one.x - one.size, one.y - one.size, one.x + one.size, one.y + one.size) for one in faces]
    limits = (header, top, frame.edge, top + height)
    items: list[Primitive | Element] = [
        Rectangle(MARGIN, top, frame.edge - MARGIN, height, theme.emotion_band),
        Rectangle(MARGIN, top, theme.bar, height, theme.curve),
        *_words_at_left(frame, feelings, title, top),
        Path(((header, middle), (frame.edge, middle)), stroke=Stroke(theme.rail, 1.0, (3.0, 3.0))),
        Words(header - 8, middle - 2 * unit + 4, "+", 11.0, theme.grey, bold=True, anchor="middle"),
        Words(header - 8, middle + 2 * unit + 4, "–", 11.0, theme.grey, bold=True, anchor="middle"),
        *(_foot(frame, one, top + height) for one in faces if one.foot),
        *(() if feelings.gap is None else shaded(frame, feelings.gap, height_of)),
        *courses(frame, feelings.ways.lines, height_of),
        *(_drawn(frame, one) for one in faces),
    ]
    ends: dict[tuple[float, float], list[tuple[int, WayLine]]] = defaultdict(list)
    for number, line in enumerate(feelings.ways.lines):
        ends[line.last.x, line.last.value].append((number, line))
    for (x, value), lines in ends.items():
        if frame.shows(x):
            items += _end(frame, lines, (frame.x(x), height_of(value)), taken, limits)
    items += _lowest(frame, feelings, height_of, taken, limits, named=several)
    if feelings.gap is not None:
        items += told(frame, feelings.gap, height_of, taken, limits)
    return Element("emotion", tuple(items), title=title)


def _words_at_left(frame: Frame, feelings: Feelings, title: str, top: float) -> Iterator[Primitive]:
    """Yield the title of the row, on pages the names of the lines, and what faces beside the lines mean."""
    theme, x = frame.theme, MARGIN + frame.theme.bar + 7
    several = frame.total > 1 and len(feelings.ways.lines) > 1
    room = frame.geometry.header - HEADER_INSET - 8
    notes = []
    if feelings.ways.asides:
        notes.append(frame.say(say("face on a foot: off the likeliest way")))
    if feelings.gap is not None:
        notes.append(frame.say(say("thin line: before; shaded: what became of it")))
    if feelings.staff:
        notes.append(frame.say(say("square: staff")))
    lines = [line for note in notes for line in wrap(note, ROW_SUBTITLE_FONT, room)]
    names = len(feelings.ways.lines) * ROW_SUBTITLE_LEADING if several else 0.0
    y = top + (feelings.height - 14 - names - len(lines) * (ROW_SUBTITLE_LEADING - 1)) / 2 + ROW_FONT * 0.95
    y = max(y, top + 12)
    yield Words(x, y, title, ROW_FONT, theme.ink, bold=True)
    y += 12
    for line in lines:
        yield Words(x, y, line, ROW_SUBTITLE_FONT, theme.grey)
        y += ROW_SUBTITLE_LEADING - 1
    if several:
        yield from names_at_left(frame, feelings.ways.lines, x, y + 1, 8.4)


def _faces(frame: Frame, feelings: Feelings, height_of: Callable[[float], float]) -> Iterator[_Face]:
    """Yield a face for each feeling that is seen; where lines meet, one for all."""
    done: set[tuple[str, float]] = set()
    for line in feelings.ways.lines:
        for moment in line.moments:
            if frame.shows(moment.x) and (moment.step, moment.value) not in done:
                done.add((moment.step, moment.value))
                whose = "; ".join(
                    other.whole
                    for other in feelings.ways.lines
                    if any((one.step, one.value) == (moment.step, moment.value) for one in other.moments)
                )
                yield _face(frame, moment, _ON, whose, height_of)
    for aside in feelings.ways.asides:
        if frame.shows(aside.moment.x):
            yield _face(frame, aside.moment, _OFF, aside.whole, height_of)._replace(foot=True)
    for moment in feelings.staff:
        if frame.shows(moment.x):
            yield _face(frame, moment, _OFF, frame.say(say("staff")), height_of)._replace(staff=True)


def _face(frame: Frame, moment: Moment, size: float, whose: str, height_of: Callable[[float], float]) -> _Face:
    value = typeset(Amount(moment.value, "emotion").text(frame.language))
    y = height_of(moment.value)
    return _Face(frame.x(moment.x), y, moment.value, size, f"{moment.words}: {whose} {value}")


def _apart(faces: list[_Face]) -> list[_Face]:
    """Return the faces side by side where they would lie upon each other."""
    columns: dict[float, list[int]] = defaultdict(list)
    for number, one in enumerate(faces):
        columns[one.x].append(number)
    moved = list(faces)
    for numbers in columns.values():
        order = sorted(numbers, key=lambda number: faces[number].y)
        groups = [[order[0]]]
        for before, number in pairwise(order):
            near = faces[number].y - faces[before].y < faces[number].size + faces[before].size + _AIR
            groups[-1].append(number) if near else groups.append([number])
        for group in groups:
            x = faces[group[0]].x - sum(faces[number].size + _AIR / 2 for number in group)
            for number in sorted(group):
                wide = 2 * faces[number].size + _AIR
                moved[number] = faces[number]._replace(x=x + wide / 2)
                x += wide
    return moved


def _foot(frame: Frame, one: _Face, bottom: float) -> Path:
    return Path(((one.x, one.y + one.size), (one.x, bottom - 2)), stroke=Stroke(frame.theme.neutral, 0.9, (2.0, 2.0)))


def _drawn(frame: Frame, one: _Face) -> Element:
    good = one.value > _STRONG
    colour = frame.theme.grey
    if good or one.value < -_STRONG:
        colour = frame.theme.pleased if good else frame.theme.displeased
    shapes = face(one.x, one.y, one.value, colour, frame.theme.card, square=one.staff, size=one.size)
    return Element("feeling", shapes, title=one.title)


def _end(
    frame: Frame, lines: list[tuple[int, WayLine]], point: tuple[float, float], taken: list[Area], limits: Area
) -> Iterator[Primitive]:
    """Yield what is felt last, and whose lines end here."""
    x, y = point
    value = typeset(Amount(lines[0][1].last.value, "emotion").text(frame.language))
    label = Label(x + 12, y - 8, frame.say(say("end {value}", value=value)), frame.theme.ink)
    words = set_label(label, taken, limits)
    if words is not None:
        yield words
    if frame.total == 1:
        yield from names_at_end(frame, lines, point, taken, limits)


def _lowest(
    frame: Frame,
    feelings: Feelings,
    height_of: Callable[[float], float],
    taken: list[Area],
    limits: Area,
    *,
    named: bool,
) -> Iterator[Primitive]:
    """Yield the lowest feeling of each line, if it is bad and not the last, with whose it is where lines differ."""
    whose: dict[tuple[str, float], list[WayLine]] = defaultdict(list)
    for line in feelings.ways.lines:
        if line.lowest.value < 0 and line.lowest != line.last:
            whose[line.lowest.step, line.lowest.value].append(line)
    for lines in whose.values():
        moment = lines[0].lowest
        if not frame.shows(moment.x):
            continue
        value = typeset(Amount(moment.value, "emotion").text(frame.language))
        text = frame.say(say("lowest {value}", value=value))
        if named and len(lines) < len(feelings.ways.lines):
            text += " " + " + ".join(line.name for line in lines)
        y = height_of(moment.value)
        x, colour = frame.x(moment.x), frame.theme.hot
        places = (
            Label(x - 24, y + _ON + LABEL + 2, text, colour),
            Label(x - 24, y - _ON - 4, text, colour),
            Label(x + _ON + 5, y + 3, text, colour),
            Label(x - _ON - 5, y + 3, text, colour, end=True),
        )
        words = next(filter(None, (set_label(place, taken, limits) for place in places)), None)
        if words is not None:
            yield words
