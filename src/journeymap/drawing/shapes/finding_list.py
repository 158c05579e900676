"""The list of the findings beside a drawing: the number on the card, how it weighs, what it is, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.paper.frame import MARGIN
from journeymap.drawing.shapes.icons import icon
from journeymap.drawing.shapes.primitives import Element, Rectangle, Words
from journeymap.findings.numbering import BADGE_OF
from journeymap.graph.names import BlueprintNames
from journeymap.i18n.messages import say
from journeymap.i18n.references import with_names
from journeymap.i18n.text import capital, printable
from journeymap.i18n.vocabulary import SEVERITIES
from journeymap.layout.line_breaking import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.diagnostics import Severity
    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.findings.numbering import Numbered
    from journeymap.graph import ServiceGraph

SIZE = 9.0
LEADING = 11.4
_SMALL = 8.4
_WIDTH = 300.0  # of a column, at least
_GAP = 22.0
_INDENT = 44.0  # the room of the number
_PILL_HEIGHT = 12.0
_SPACE = 8.0  # between two findings
TITLE_SIZE = 12.0
TITLE_HEIGHT = 22.0


class Item(NamedTuple):
    """A finding in words: its number, its weight, the line above, the sentence, and the remedy below; and its step."""

    number: int
    severity: Severity
    head: str
    message: str
    remedy: str
    step: str = ""


class Column(NamedTuple):
    """The findings that stand below each other, and how high they are together."""

    items: tuple[Item, ...]
    height: float


def items_of(graph: ServiceGraph, findings: Sequence[Numbered], language: str) -> tuple[Item, ...]:
    """Put findings into words."""
    items, names = [], BlueprintNames(graph)
    for number, diagnostic, behind in findings:
        if behind:
            continue
        step = diagnostic.step if diagnostic.step in graph.blueprint.steps else None
        parts = [capital(SEVERITIES[diagnostic.severity].text(language)), printable(diagnostic.code.name)]
        if step is not None:
            parts.append(printable(graph.label(step)))
        remedy = "" if diagnostic.help is None else printable(with_names(diagnostic.help, names).text(language))
        message = capital(printable(with_names(diagnostic.message, names).text(language)))
        items.append(Item(number, diagnostic.severity, " · ".join(parts), message, capital(remedy), step or ""))
    return tuple(items)


def column_width(width: float) -> tuple[int, float]:
    """Return how many columns stand in a width, and how wide each is."""
    count = max(1, int((width + _GAP) / (_WIDTH + _GAP)))
    return count, (width - (count - 1) * _GAP) / count


def _lines(item: Item, width: float) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    room = width - _INDENT
    return (
        # A line may end with a dot between two parts, and not begin with one.
        tuple(
            line.replace("\u00a0", " ") for line in wrap(item.head.replace(" ·", "\u00a0·"), _SMALL, room, bold=True)
        ),
        wrap(item.message, SIZE, room),
        wrap(item.remedy, _SMALL, room),
    )


def item_height(item: Item, width: float) -> float:
    """Return how high a finding is in a column of a width."""
    return sum(map(len, _lines(item, width))) * LEADING + _SPACE


def balanced(items: Sequence[Item], count: int, width: float) -> list[Column]:
    """Spread findings over columns in their order, so that the highest is as low as can be."""
    heights = [item_height(item, width) for item in items]
    low, high = max(heights, default=0.0), sum(heights)
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (low, middle) if len(filled(items, middle, width)) <= count else (middle, high)
    return filled(items, high, width)


def filled(items: Sequence[Item], height: float, width: float) -> list[Column]:
    """Fill columns of a height one after the other; one that is higher than that has a column of its own."""
    columns: list[Column] = []
    for item in items:
        needed = item_height(item, width)
        if columns and columns[-1].height + needed <= height + 1e-6:
            columns[-1] = Column((*columns[-1].items, item), columns[-1].height + needed)
        else:
            columns.append(Column((item,), needed))
    return columns


def list_height(items: Sequence[Item], width: float) -> float:
    """Return how high the list is below a drawing of a width, its title included."""
    count, room = column_width(width)
    return TITLE_HEIGHT + max((column.height for column in balanced(items, count, room)), default=0.0)


def list_below(frame: Frame, items: Sequence[Item], top: float) -> Element:
    """Return the list below a drawing, in as many columns as its width has room for."""
    count, room = column_width(frame.width - 2 * MARGIN)
    return findings_list(frame, balanced(items, count, room), room, top)


def findings_list(frame: Frame, columns: Sequence[Column], width: float, top: float) -> Element:
    """Return columns of findings under their title, from a height downwards."""
    title = Words(MARGIN, top + TITLE_SIZE, frame.say(say("Findings")), TITLE_SIZE, frame.theme.ink, bold=True)
    entries: list[Element | Words] = [title]
    for number, column in enumerate(columns):
        x, y = MARGIN + number * (width + _GAP), top + TITLE_HEIGHT
        for item in column.items:
            entries.append(Element("finding", tuple(_entry(frame, item, x, y, width))))
            y += item_height(item, width)
    return Element("findings", tuple(entries))


def _entry(frame: Frame, item: Item, x: float, y: float, width: float) -> Iterator[Primitive]:
    theme = frame.theme
    look = BADGE_OF[item.severity]
    style, number = theme.badges[look], str(item.number)
    wide = text_width(number, _SMALL, bold=True) + 20
    yield Rectangle(x, y - 1, wide, _PILL_HEIGHT, style.ground, radius=_PILL_HEIGHT / 2)
    yield from icon(look, x + 8, y - 1 + _PILL_HEIGHT / 2, style)
    yield Words(x + 14.5, y - 1 + _PILL_HEIGHT / 2 + _SMALL * 0.36, number, _SMALL, style.ink, bold=True)
    x, y = x + _INDENT, y + SIZE * 0.9
    head, message, remedy = _lines(item, width)
    for line in head:
        yield Words(x, y, line, _SMALL, theme.ink, bold=True)
        y += LEADING
    for line in message:
        yield Words(x, y, line, SIZE, theme.ink)
        y += LEADING
    for line in remedy:
        yield Words(x, y, line, _SMALL, theme.grey)
        y += LEADING
