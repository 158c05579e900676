"""Rows of texts under the lanes: the ideas for each step, and the sources behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.bands.band import (
    Band,
    columns,
    ground,
    title_height,
)
from journeymap.drawing.shapes.icons import icon
from journeymap.drawing.shapes.primitives import (
    Element,
    Rectangle,
    Stroke,
    Words,
)
from journeymap.drawing.theme.dimming import faint
from journeymap.i18n.messages import say
from journeymap.i18n.text import printable
from journeymap.i18n.vocabulary import BADGE_WORDS
from journeymap.layout.line_breaking import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeymap.drawing.bands.band import Column
    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.drawing.theme.theme import BadgeLook
    from journeymap.graph import ServiceGraph
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.layout.geometry import Geometry
    from journeymap.model.blueprint import Source

_SIZE = 8.4
_LEADING = 9.6
_INSET = 15.0  # room of the icon
_PADDING = 4.0
_GAP = 3.0
_MARGIN = 6.0


class _Kind(NamedTuple):
    """A kind of row: what it is, the look of its notes, and its title."""

    name: str
    look: BadgeLook
    title: str


class Note(NamedTuple):
    """A text at a step, set in lines, and how high it is."""

    step: str
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """Height of the note with its border."""
        return len(self.lines) * _LEADING + 2 * _PADDING


class Notes(NamedTuple):
    """The notes of one column, from top to bottom."""

    column: Column
    notes: tuple[Note, ...]


def ideas_band(graph: ServiceGraph, geometry: Geometry, language: str, walk: PersonaScope | None = None) -> Band | None:
    """Return the row of ideas; None when no step has one."""

    def ideas(name: str) -> list[str]:
        return [printable(idea.text) for idea in graph.step(name).ideas]

    return _band(geometry, _Kind("ideas", "idea", say("Ideas").text(language)), ideas, walk)


def sources_band(
    graph: ServiceGraph, geometry: Geometry, language: str, walk: PersonaScope | None = None
) -> Band | None:
    """Return the row of what was heard: at each step the sources behind it; None when no step names one."""
    known = graph.blueprint.sources

    def sources(name: str) -> list[str]:
        return [_source(heard, known[heard], language) for heard in graph.evidence.sources[name]]

    return _band(geometry, _Kind("sources", "note", say("Sources").text(language)), sources, walk)


def _source(name: str, source: Source, language: str) -> str:
    """Return a source in a few words: what it is, on how many it rests, and from when it is."""
    parts = [printable(source.name or name)]
    if source.n is not None:
        parts.append(say("n={count}", count=source.n).text(language))
    if source.date is not None:
        parts.append(str(source.date.year))
    return ", ".join(parts)


def _band(
    geometry: Geometry, kind: _Kind, texts_of: Callable[[str], list[str]], walk: PersonaScope | None
) -> Band | None:
    stacks = []
    for column in columns(geometry):
        room = column.right - column.left - _INSET - _PADDING
        notes = tuple(
            Note(name, wrap(text, _SIZE, room))
            for name in column.steps
            for text in dict.fromkeys(texts_of(name))
            if text
        )
        if notes:
            stacks.append(Notes(column, notes))
    if not stacks:
        return None
    highest = max(sum(note.height + _GAP for note in stack.notes) - _GAP for stack in stacks)
    height = max(highest + 2 * _MARGIN, title_height(kind.title, (), geometry.header))
    walked = None if walk is None else walk.steps

    def draw(frame: Frame, top: float) -> Element:
        items: list[Primitive | Element] = list(ground(frame, top, height, kind.title))
        for notes in stacks:
            if frame.shows(notes.column.x):
                items += _column(frame, notes, kind.look, walked, top + _MARGIN)
        return Element(kind.name, tuple(items), title=kind.title)

    return Band(height, draw)


def _column(frame: Frame, notes: Notes, look: BadgeLook, walked: frozenset[str] | None, y: float) -> Iterator[Element]:
    left, width = frame.x(notes.column.left), notes.column.right - notes.column.left
    for note in notes.notes:
        theme = frame.theme if walked is None or note.step in walked else faint(frame.theme)
        style = theme.badges[look]
        items: list[Primitive] = [
            Rectangle(left, y, width, note.height, style.ground, Stroke(style.ink, 0.6), radius=3.0),
            *icon(look, left + 8, y + note.height / 2, style),
        ]
        for number, line in enumerate(note.lines):
            items.append(Words(left + _INSET, y + _PADDING + _SIZE * 0.9 + number * _LEADING, line, _SIZE, style.ink))
        words = BADGE_WORDS[look].text(frame.language)
        yield Element("note", tuple(items), title=f"{words}: {' '.join(note.lines)}")
        y += note.height + _GAP
