"""The systems as rails under the lanes: a line for each, a dot where a step uses it, and a line down from that step."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from journeymap.drawing.bands.band import Band
from journeymap.drawing.paper.frame import MARGIN
from journeymap.drawing.shapes.primitives import Disc, Element, Path, Rectangle, Stroke, Words
from journeymap.drawing.theme.dimming import faint
from journeymap.i18n.messages import say
from journeymap.i18n.text import printable
from journeymap.layout.line_breaking import wrap
from journeymap.layout.sizes import HEADER_INSET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.graph import ServiceGraph
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.layout.geometry import Geometry, PlacedCard

PITCH = 16.0
_AIR = 6.0
_DOT, _RING = 3.4, 1.2
_LINE = Stroke("", 1.2)
_DROP, _DOTS = 0.9, (1.2, 2.4)
_NAME, _LEADING = 8.5, 9.6
_STUB = 6.0
_ASIDE = (0.0, 8.0, -8.0, 16.0, -16.0, 23.0, -23.0, 30.0, -30.0)
"""How far beside the middle of its card a line may go down, the nearest first."""
_EDGE = 9.0  # from the side of a card
_CLEAR = 4.0  # from an upright piece of an arrow


class Use(NamedTuple):
    """A step that uses systems: its words, its lowest row by number, where its line goes down, and which rails it has.

    `drops` tells whether the line finds a way down that no other card stands in.
    """

    step: str
    words: str
    row: int
    x: float
    column: float
    rails: tuple[int, ...]
    drops: bool


class Rails(Struct, frozen=True):
    """The systems that are used, by name, each with the lines of it, and the steps that use them."""

    names: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    uses: tuple[Use, ...]
    rows: tuple[str, ...]
    walked: frozenset[str] | None

    @property
    def tops(self) -> tuple[float, ...]:
        """How far below the top of the row each rail begins; last how high the row is without its air."""
        tops = [0.0]
        for lines in self.lines:
            tops.append(tops[-1] + max(PITCH, len(lines) * _LEADING + 4.0))
        return tuple(tops)

    @property
    def height(self) -> float:
        """How high the row is."""
        return self.tops[-1] + 2 * _AIR

    def rail(self, number: int) -> float:
        """Return how far below the top of the row a rail lies."""
        tops = self.tops
        return _AIR + (tops[number] + tops[number + 1]) / 2


def build_rails(graph: ServiceGraph, geometry: Geometry, walk: PersonaScope | None = None) -> Rails | None:
    """Return the rails of the systems that steps on the drawing use; None where there are none."""
    order = {placed.row.id: number for number, placed in enumerate(geometry.rows)}
    cards: dict[str, list[PlacedCard]] = defaultdict(list)
    for placed in geometry.cards:
        if placed.card.is_there:
            cards[placed.card.step].append(placed)
    systems = graph.blueprint.systems
    used: dict[str, tuple[str, ...]] = {}
    for name, step in graph.blueprint.steps.items():
        own = tuple(system for system in dict.fromkeys(step.uses) if system in systems)
        if own and name in cards:
            used[name] = own
    numbers = {
        system: number
        for number, system in enumerate(name for name in systems if any(name in u for u in used.values()))
    }
    if not numbers:
        return None
    uprights = _uprights(geometry)
    uses = []
    for name, own in used.items():
        lowest = max(cards[name], key=lambda placed: (order[placed.card.row], placed.box.bottom))
        x, drops = _way_down(lowest, geometry, uprights)
        rails = tuple(sorted(numbers[system] for system in own))
        words = printable(graph.label(name))
        uses.append(Use(name, words, order[lowest.card.row], x, lowest.box.x, rails, drops))
    names = tuple(printable(systems[system].name or system) for system in numbers)
    lines = tuple(wrap(name, _NAME, geometry.header - HEADER_INSET, bold=True) for name in names)
    return Rails(names, lines, tuple(uses), tuple(order), None if walk is None else walk.steps)


def _uprights(geometry: Geometry) -> list[tuple[float, float, float]]:
    """Return the upright pieces of all arrows: x, top and bottom."""
    return [
        (first[0], min(first[1], second[1]), max(first[1], second[1]))
        for placed in geometry.arrows
        for first, second in zip(placed.points, placed.points[1:], strict=False)
        if abs(first[0] - second[0]) < 0.6
    ]


def _way_down(
    card: PlacedCard, geometry: Geometry, uprights: Sequence[tuple[float, float, float]]
) -> tuple[float, bool]:
    """Return where a line goes down from a card that meets no other card, and best no arrow; and whether there is one.

    Where there is none, the x of the card's middle.
    """
    box = card.box
    below = [other.box for other in geometry.cards if other is not card and other.box.bottom > box.bottom]
    best: tuple[int, int] | None = None
    chosen = box.x
    for number, aside in enumerate(_ASIDE):
        x = box.x + aside
        if abs(aside) > box.w / 2 - _EDGE or any(other.left - 2 < x < other.right + 2 for other in below):
            continue
        beside = sum(abs(x - other) < _CLEAR and bottom > box.bottom + 1 for other, _, bottom in uprights)
        if best is None or (beside, number) < best:
            best, chosen = (beside, number), x
    return chosen, best is not None


def rails_band(rails: Rails) -> Band:
    """Return the row of systems as a row under the lanes."""
    return Band(rails.height, lambda frame, top: _row(frame, rails, top))


def _row(frame: Frame, rails: Rails, top: float) -> Element:
    theme, header = frame.theme, frame.geometry.header
    title = frame.say(say("Systems"))
    style = theme.lanes["support"]
    items: list[Primitive | Element] = [
        Rectangle(MARGIN, top, frame.edge - MARGIN, rails.height, style.band),
        Rectangle(MARGIN, top, theme.bar, rails.height, style.accent),
    ]
    x = MARGIN + theme.bar + 7
    for number, lines in enumerate(rails.lines):
        y = top + rails.rail(number)
        base = y + _NAME * 0.36 - (len(lines) - 1) * _LEADING / 2
        items += [
            Words(x, base + place * _LEADING, line, _NAME, theme.grey, bold=True) for place, line in enumerate(lines)
        ]
        items.append(Path(((header, y), (frame.edge, y)), stroke=Stroke(theme.rail, _LINE.width)))
    for use in rails.uses:
        if frame.shows(use.column):
            items.append(_dots(frame, rails, use, top))
    return Element("systems", tuple(items), title=title)


def _theme_of(frame: Frame, rails: Rails, use: Use) -> tuple[str, str]:
    """Return the colours of the dots and of the line of a use: pale for a step that stands back."""
    back = rails.walked is not None and use.step not in rails.walked
    theme = faint(frame.theme) if back else frame.theme
    return theme.ink if back else theme.lanes["support"].accent, theme.neutral


def _dots(frame: Frame, rails: Rails, use: Use, top: float) -> Element:
    dot, line = _theme_of(frame, rails, use)
    x, lowest = frame.x(use.x), top + rails.rail(use.rails[-1])
    start = top if use.drops else top + rails.rail(use.rails[0]) - _STUB
    items: list[Primitive] = [Path(((x, start), (x, lowest)), stroke=Stroke(line, _DROP, _DOTS))]
    edge = Stroke(frame.theme.lanes["support"].band, _RING)
    items += [Disc(x, top + rails.rail(number), _DOT, dot, edge) for number in use.rails]
    return Element("use", tuple(items), title=f"{use.words}: {', '.join(rails.names[number] for number in use.rails)}")


def drops(frame: Frame, rails: Rails, bottom: float) -> Iterator[Element]:
    """Yield the lines from the steps down to the rails, as far as they lie among the rows that are shown.

    `bottom` is where the row of the systems begins, or where the rows that are shown end.
    """
    rows = [rails.rows.index(placed.row.id) for placed in frame.geometry.rows]
    if not rows:
        return
    lowest: Mapping[str, float] = _lowest(frame)
    items: list[Primitive] = []
    for use in rails.uses:
        if not use.drops or not frame.shows(use.column) or use.row > rows[-1]:
            continue
        top = lowest.get(use.step, frame.geometry.top) if use.row >= rows[0] else frame.geometry.top
        _, line = _theme_of(frame, rails, use)
        if bottom > top:
            x = frame.x(use.x)
            items.append(Path(((x, top), (x, bottom)), stroke=Stroke(line, _DROP, _DOTS)))
    if items:
        yield Element("drops", tuple(items))


def _lowest(frame: Frame) -> dict[str, float]:
    lowest: dict[str, float] = {}
    for placed in frame.geometry.cards:
        bottom = lowest.get(placed.card.step, 0.0)
        lowest[placed.card.step] = max(bottom, placed.box.bottom)
    return lowest
