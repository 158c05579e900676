"""Where it hurts most, and where no way leads out: the discs of the worst steps and the hatched grounds."""

from __future__ import annotations

from itertools import pairwise
from math import exp, log
from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.drawing.shapes.primitives import Disc, Element, Path, Rectangle, Stroke, Words
from journeymap.i18n.messages import say
from journeymap.layout.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.theme.theme import Theme
    from journeymap.layout.geometry import Geometry, PlacedCard, Point

RADIUS = 10.0
GROUND = "ground/"
"""What the key of a hatched ground begins with; behind it stands that of a card that it lies under."""
_LARGEST = 1.4
_USUAL_WIDTH, _WIDEST = 1500.0, 1.7  # sheets up to this width, and what is reckoned with beyond, by its multiple
_BESIDE = 3.0  # from the corner of the card to the middle of the disc, outwards
_RING = 2.0
_NUMERAL = 1.2  # of the radius
_AROUND = 9.5  # from a card to the border of its hatched ground
_STROKE, _PITCH = 1.3, 7.0
_GROUND_RADIUS = 6.0
_DASH = (4.0, 3.0)
_CORNERS = ((-1, -1), (1, -1), (-1, 1), (1, 1))


def radius_on(width: float) -> float:
    """Return how large the discs are on a drawing of a width, so that they are found on it when it is seen whole."""
    larger: float = min(max(width / _USUAL_WIDTH, 1.0), _WIDEST)
    return RADIUS * min(_LARGEST, exp(0.7 * log(larger)))


def with_rank(frame: Frame, placed: PlacedCard, card: Element) -> Element:
    """Return a drawn card with a disc, if its step is one of the worst: at a corner where it covers nothing."""
    if not placed.card.rank:
        return card
    radius = radius_on(frame.geometry.width)
    x, y = frame.at(_corner(frame.geometry, placed, radius))
    title = frame.say(say("number {rank} of the steps with the most impact", rank=placed.card.rank))
    rank = Element("rank", tuple(disc(frame.theme, x, y, radius, placed.card.rank)), title=title)
    return replace(card, items=(*card.items, rank))


def disc(theme: Theme, x: float, y: float, radius: float, rank: int) -> Iterator[Disc | Words]:
    """Yield a disc with the rank of a step around a point."""
    size = radius * _NUMERAL
    yield Disc(x, y, radius + _RING, theme.paper)
    yield Disc(x, y, radius, theme.hot)
    yield Words(x, y + size * 0.36, str(rank), size, theme.on_hot, bold=True, anchor="middle")


def _corner(geometry: Geometry, placed: PlacedCard, radius: float) -> Point:
    """Return the middle of a disc: the first corner at which it covers no arrow and no words, else the first of all."""
    box = placed.box
    places = [
        (box.x + across * (box.w / 2 + _BESIDE), box.y + down * (box.h / 2 + _BESIDE)) for across, down in _CORNERS
    ]
    return next((place for place in places if _is_free(geometry, placed, place, radius)), places[0])


def _is_free(geometry: Geometry, placed: PlacedCard, place: Point, radius: float) -> bool:
    (x, y), reach = place, radius + _RING
    if y - reach < geometry.top and geometry.rows:
        return False
    around = (x - reach, y - reach, x + reach, y + reach)
    for card in geometry.cards:
        if card is not placed and _meet(around, _sides(card.box)):
            return False
    for arrow in geometry.arrows:
        if arrow.label is not None and _meet(around, _sides(arrow.label.box)):
            return False
        half = arrow.arrow.width / 2
        for (ax, ay), (bx, by) in pairwise(arrow.points):
            if _meet(around, (min(ax, bx) - half, min(ay, by) - half, max(ax, bx) + half, max(ay, by) + half)):
                return False
    return True


def _sides(box: Box) -> tuple[float, float, float, float]:
    return (box.left, box.top, box.right, box.bottom)


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def grounds(frame: Frame) -> Iterator[Element]:
    """Yield a hatched ground under each region that cannot be left, or only without help."""
    regions: dict[str, list[PlacedCard]] = {}
    for placed in frame.geometry.cards:
        if placed.card.astray and frame.holds((placed.box.x, placed.box.y)):
            regions.setdefault(placed.card.astray, []).append(placed)
    for cards in regions.values():
        for box, card in zip(_boxes(frame.geometry, cards), cards, strict=False):
            left, right = frame.x(box.left), frame.x(box.right)
            bounds = (max(left, frame.x(frame.left)), box.top, min(right, frame.x(frame.right)), box.bottom)
            yield Element("astray", tuple(hatching(frame.theme, bounds)), f"{GROUND}{card.card.id}")


def _boxes(geometry: Geometry, cards: Sequence[PlacedCard]) -> list[Box]:
    """Return one box around all cards of a region where no other card lies in it, else one around each."""
    sides = [_sides(placed.box) for placed in cards]
    left, top = min(side[0] for side in sides), min(side[1] for side in sides)
    right, bottom = max(side[2] for side in sides), max(side[3] for side in sides)
    together = Box((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)
    own = {placed.card.id for placed in cards}
    alone = not any(
        _meet(_sides(_grown(together)), _sides(other.box)) for other in geometry.cards if other.card.id not in own
    )
    return [_grown(together)] if alone else [_grown(placed.box) for placed in cards]


def _grown(box: Box) -> Box:
    return Box(box.x, box.y, box.w + 2 * _AROUND, box.h + 2 * _AROUND)


def hatching(theme: Theme, bounds: tuple[float, float, float, float]) -> Iterator[Path | Rectangle]:
    """Yield a hatched rectangle by its left, upper, right and lower side, its border dashed."""
    left, top, right, bottom = bounds
    if right <= left or bottom <= top:
        return
    stroke = Stroke(theme.neutral, _STROKE, opacity=0.6)
    at = left + top + _PITCH
    while at < right + bottom:
        # The line x + y = at, from its lower left end to its upper right one.
        x, y = max(left, at - bottom), min(bottom, at - left)
        other_x, other_y = min(right, at - top), max(top, at - right)
        if other_x - x > 1:
            yield Path(((x, y), (other_x, other_y)), stroke=stroke)
        at += _PITCH * 2**0.5
    border = Stroke(theme.neutral, 1.0, _DASH)
    yield Rectangle(left, top, right - left, bottom - top, None, border, _GROUND_RADIUS)
