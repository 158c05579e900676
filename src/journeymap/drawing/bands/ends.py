"""The row of ends under a tree of questions: each end with its mark, its words and how many of a hundred come to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.analyses.outcomes import KINDS
from journeymap.drawing.bands.band import Band, ground, title_height
from journeymap.drawing.shapes.marks import outcome_mark
from journeymap.drawing.shapes.primitives import Element, Words
from journeymap.i18n.messages import say
from journeymap.i18n.text import printable
from journeymap.i18n.vocabulary import OUTCOMES
from journeymap.layout.line_breaking import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.graph import ServiceGraph
    from journeymap.layout.geometry import Geometry
    from journeymap.per_hundred import PerHundred

_SIZE = 9.2
_LEADING = 11.4
_NUMBER = 30.0  # room of the mark and the number before the words
_WIDEST = 230.0
_GAP = 22.0
_MARGIN = 9.0
_NARROWEST_PAGE = 760.0


class _End(NamedTuple):
    """One end: its kind, how many of a hundred come to it, and its words set in lines."""

    kind: str
    number: str
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return _LEADING * len(self.lines) + 4.0


def ends_band(
    graph: ServiceGraph, geometry: Geometry, figures: PerHundred, ends: Collection[str], language: str
) -> Band | None:
    """Return the row of those ends that have no card of their own; None when every end has one."""
    listed = _listed(graph, figures, ends, language)
    if not listed:
        return None
    widest = _NUMBER + max(text_width(line, _SIZE) for end in listed for line in end.lines) + _GAP
    room = min(geometry.width, _NARROWEST_PAGE) - geometry.header
    columns = _columns(listed, max(1, int(room // widest)))
    title = say("Where it ends").text(language)
    below = (say("of 100 who begin").text(language),) if figures.known else ()
    height = max(
        max(sum(end.height for end in column) for column in columns) + 2 * _MARGIN,
        title_height(title, below, geometry.header),
    )

    def draw(frame: Frame, top: float) -> Element:
        items: list[Primitive | Element] = list(ground(frame, top, height, title, below))
        for number, column in enumerate(columns):
            items += _column(frame, column, geometry.header + 10.0 + number * widest, top + _MARGIN)
        return Element("ends", tuple(items), title=title)

    return Band(height, draw)


def _listed(graph: ServiceGraph, figures: PerHundred, ends: Collection[str], language: str) -> list[_End]:
    """Return the ends by their kind, those to which most come first."""
    topology = graph.topology
    outcomes = dict(zip(topology.ids, topology.outcomes, strict=True))
    order = sorted(
        (name for name in topology.ids if name in ends),
        key=lambda name: (KINDS.index(outcomes[name] or "stranded"), -figures.ends[name].exact),
    )
    listed = []
    for name in order:
        kind = outcomes[name] or "stranded"
        words = say("{label} ({outcome})", label=printable(graph.label(name)), outcome=OUTCOMES[kind])
        number = figures.ends[name].text(language) if figures.known else ""
        listed.append(_End(kind, number, wrap(words.text(language), _SIZE, _WIDEST)))
    return listed


def _columns(listed: list[_End], count: int) -> list[list[_End]]:
    """Divide the ends over columns that are about equally full, in reading order from top to bottom."""
    share = sum(end.height for end in listed) / count
    columns: list[list[_End]] = [[]]
    used = 0.0
    for end in listed:
        if used >= share * len(columns) - 1e-6 and len(columns) < count:
            columns.append([])
        columns[-1].append(end)
        used += end.height
    return columns


def _column(frame: Frame, ends: list[_End], left: float, y: float) -> Iterator[Element]:
    theme = frame.theme
    for end in ends:
        baseline = y + _SIZE * 0.9
        items: list[Primitive] = [
            *outcome_mark(end.kind, left + 4.5, baseline - _SIZE * 0.33, 0.85, theme.ink),
            Words(left + _NUMBER - 5.0, baseline, end.number, _SIZE, theme.ink, bold=True, anchor="end"),
        ]
        for number, line in enumerate(end.lines):
            items.append(Words(left + _NUMBER, baseline + number * _LEADING, line, _SIZE, theme.ink))
        yield Element("end", tuple(items), title=f"{end.number} {' '.join(end.lines)}".strip())
        y += end.height
