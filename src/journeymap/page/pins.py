"""The marks on the steps that say how much was found there: on a border of the card, beside all words on arrows."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.drawing.shapes.icons import icon
from journeymap.drawing.shapes.primitives import Disc, Element, Rectangle, Words
from journeymap.findings.numbering import BADGE_OF
from journeymap.layout.geometry import Box
from journeymap.layout.line_breaking import text_width
from journeymap.page.persona_views import concerns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeymap.diagnostics import Severity
    from journeymap.drawing import Drawing
    from journeymap.layout.geometry import Geometry
    from journeymap.page.persona_views import PersonaViews

_HEIGHT = 13.0
_FONT = 8.0
_OUT = 5.0  # how far it stands out beyond the side of its card
_STRIDE = 6.0  # between two places along a border
_AIR = 1.0


def pins(views: PersonaViews) -> Mapping[str, Iterator[Element]]:
    """Return for each step about which something was found its mark, for all customers and where it differs."""
    everyone = _Pins(views.everyone, None)
    personas = {name: _Pins(drawing, name) for name, drawing in views.drawings.items()}
    return {
        step: views.beside(pin, {name: own.of(step) for name, own in personas.items()})
        for step in everyone.counts
        if (pin := everyone.of(step)) is not None
    }


class _Pins:
    """The marks of one drawing: how heavy the heaviest finding at a step is, and how many there are."""

    def __init__(self, drawing: Drawing, persona: str | None) -> None:
        self.drawing = drawing
        self.counts: dict[str, Counter[Severity]] = {}
        for diagnostic in drawing.diagnostics:
            if diagnostic.step is not None and concerns(diagnostic, persona):
                self.counts.setdefault(diagnostic.step, Counter())[diagnostic.severity] += 1
        self._cards = {
            element.key: [item for item in element.items if isinstance(item, Element) and item.box is not None]
            for element in drawing.scenes[0].elements
            if element.kind == "step"
        }
        self._lines = list(_pieces(drawing.geometry))
        self._labels = [placed.label.box for placed in drawing.geometry.arrows if placed.label is not None]
        self._boxes = [placed.box for placed in drawing.geometry.cards]

    def of(self, step: str) -> Element | None:
        """Return the mark of a step; None where nothing was found, or the step is not drawn."""
        cards, counts = self._cards.get(step), self.counts.get(step)
        if not cards or not counts:
            return None
        acting = next((card for card in cards if not card.key.startswith(f"{step}/evidence")), cards[0])
        look = BADGE_OF[min(counts, key=lambda severity: severity.rank)]
        style, text = self.drawing.options.theme.badges[look], str(counts.total())
        box = self._place(acting, text_width(text, _FONT, bold=True) + 18)
        ground = Rectangle(box.left, box.top, box.w, box.h, style.ground, radius=_HEIGHT / 2)
        words = Words(box.left + 13.5, box.y + _FONT * 0.36, text, _FONT, style.ink, bold=True)
        return Element("pin", (ground, *icon(look, box.left + 7.5, box.y, style), words))

    def _place(self, card: Element, width: float) -> Box:
        """Return where the mark stands: the first place on the border at which it covers least, and never words."""
        own = card.box or Box(0, 0, 0, 0)
        reach = Box(own.x, own.y, own.w + 2 * width, own.h + 2 * _HEIGHT)
        words = [label for label in self._labels if _meet(reach, label)]
        words += [_disc(item) for item in card.items if isinstance(item, Element) and item.kind == "rank"]
        others = [box for box in (*self._lines, *self._boxes) if box != own and _meet(reach, box)]
        return min(
            _places(own, width),
            key=lambda place: (sum(_meet(place, box) for box in words), sum(_meet(place, box) for box in others)),
        )


def _places(card: Box, width: float) -> Iterator[Box]:
    """Yield places on the upper border from right to left, then on the lower one, then on the sides."""
    last = card.left + width / 2 - _OUT
    for y in (card.top, card.bottom):
        x = card.right - width / 2 + _OUT
        while x > last:
            yield Box(x, y, width, _HEIGHT)
            x -= _STRIDE
        yield Box(last, y, width, _HEIGHT)
    for x in (card.right + width / 2 - _OUT, card.left - width / 2 + _OUT):
        y = card.top
        while y <= card.bottom:
            yield Box(x, y, width, _HEIGHT)
            y += _STRIDE


def _pieces(geometry: Geometry) -> Iterator[Box]:
    """Yield the pieces of all arrows as boxes as thick as they are."""
    for placed in geometry.arrows:
        thick = max(placed.arrow.width, 1.0)
        for (x0, y0), (x1, y1) in pairwise(placed.points):
            yield Box((x0 + x1) / 2, (y0 + y1) / 2, abs(x1 - x0) + thick, abs(y1 - y0) + thick)


def _disc(rank: Element) -> Box:
    discs: Iterable[Disc] = (item for item in rank.items if isinstance(item, Disc))
    outer = max(discs, key=lambda disc: disc.r)
    return Box(outer.x, outer.y, 2 * outer.r, 2 * outer.r)


def _meet(one: Box, other: Box) -> bool:
    return abs(one.x - other.x) < (one.w + other.w) / 2 + _AIR and abs(one.y - other.y) < (one.h + other.h) / 2 + _AIR
