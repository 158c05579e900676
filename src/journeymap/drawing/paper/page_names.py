"""Where arrows go on, in words: beside the mark of a page the step that its arrow leads to, or comes from.

The words stand where they lie on nothing else; where there is no such place, the mark of the page stands alone.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from journeymap.drawing.shapes.primitives import Element, Rectangle, Words
from journeymap.layout.line_breaking import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.paper.off_page_connectors import Exit, Sign
    from journeymap.drawing.shapes.arrows import Run

Area: TypeAlias = tuple[float, float, float, float]

_FONT = 8.4
_ABOVE, _BELOW = 2.4, 8.6  # from the arrow to the baseline of words above and below it
_TALL, _DEEP = 7.0, 2.2  # what words take above and below their baseline
_GAP = 3.0
_AIR = 0.8
_OPACITY = 0.8


def page_names(
    frame: Frame, signs: Sequence[Sign], shown: Sequence[Sequence[Run]], names: Mapping[Exit, str]
) -> Iterator[Element]:
    """Yield the words beside the marks of a sheet. `shown` are the arrows as they are seen on it.

    `names` are the steps to which the arrows lead, or from which they come. A mark of several has words where all have
    the same.
    """
    taken = [*_boxes(frame), *(_area(sign.x, sign.y, sign.w, sign.h) for sign in signs)]
    lines = [
        (number, _line(begin, end))
        for number, runs in enumerate(shown)
        for run in runs
        for begin, end in pairwise(run.points)
    ]
    for sign in signs:
        name, *others = {names[leaving] for leaving in sign.exits}
        if others:
            continue
        own = {leaving.arrow for leaving in sign.exits}
        free = [*taken, *(line for number, line in lines if number not in own)]
        found = next(
            (
                (words, place)
                for words in _shorter(name)
                for place in _places(sign, text_width(words, _FONT))
                if _is_free(frame, _around(words, place), free)
            ),
            None,
        )
        if found is not None:
            words, place = found
            area = _around(words, place)
            taken.append(area)
            size = (area[2] - area[0], area[3] - area[1])
            ground = Rectangle(area[0], area[1], *size, frame.theme.paper, opacity=_OPACITY)
            yield Element("goes-on-name", (ground, Words(*place, words, _FONT, frame.theme.ink)))


def _shorter(name: str) -> Iterator[str]:
    """Yield a name, then what is left of it without its last words."""
    yield name
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        yield " ".join(words[:count]) + " …"


def _around(words: str, place: tuple[float, float]) -> Area:
    x, y = place
    return (x - _AIR, y - _TALL, x + text_width(words, _FONT) + _AIR, y + _DEEP)


def _is_free(frame: Frame, area: Area, taken: Sequence[Area]) -> bool:
    inside = frame.geometry.header < area[0] and area[2] < frame.edge
    return inside and not any(_meet(area, other) for other in taken)


def _places(sign: Sign, width: float) -> Iterator[tuple[float, float]]:
    """Yield where the words may begin: above or below the arrow, or beside the mark at an upper or lower side."""
    if sign.side in ("left", "right"):
        x = sign.x - sign.w / 2 - _GAP - width if sign.side == "right" else sign.x + sign.w / 2 + _GAP
        for y in (sign.y - _ABOVE, sign.y + _BELOW):
            yield x, y
        return
    y = sign.y + _FONT * 0.36
    yield sign.x + sign.w / 2 + _GAP, y
    yield sign.x - sign.w / 2 - _GAP - width, y


def _boxes(frame: Frame) -> Iterator[Area]:
    for card in frame.geometry.cards:
        box = frame.box(card.box)
        yield _area(box.x, box.y, box.w, box.h)
    for arrow in frame.geometry.arrows:
        if arrow.label is not None and frame.holds((arrow.label.box.x, arrow.label.box.y)):
            box = frame.box(arrow.label.box)
            yield _area(box.x, box.y, box.w, box.h)


def _area(x: float, y: float, w: float, h: float) -> Area:
    return (x - w / 2, y - h / 2, x + w / 2, y + h / 2)


def _line(begin: tuple[float, float], end: tuple[float, float]) -> Area:
    return (
        min(begin[0], end[0]) - _AIR,
        min(begin[1], end[1]) - _AIR,
        max(begin[0], end[0]) + _AIR,
        max(begin[1], end[1]) + _AIR,
    )


def _meet(area: Area, other: Area) -> bool:
    return area[0] < other[2] and other[0] < area[2] and area[1] < other[3] and other[1] < area[3]
