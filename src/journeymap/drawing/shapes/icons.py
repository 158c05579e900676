"""The icons of the badges and the faces of the feelings, drawn as shapes so that no font has to have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.shapes.primitives import (
    Disc,
    Path,
    Rectangle,
    Stroke,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeymap.drawing.shapes.primitives import Piece, Primitive
    from journeymap.drawing.theme.theme import BadgeLook, BadgeStyle, OutcomeLook

Shapes = tuple["Primitive", ...]


def icon(look: BadgeLook, x: float, y: float, style: BadgeStyle) -> Shapes:
    """Return the icon of a badge, eight points wide and high, around a point."""
    return _ICONS[look](x, y, style)


def _line(x: float, y: float, pieces: tuple[Piece, ...], stroke: Stroke) -> Path:
    return Path(_moved(x, y, pieces), stroke=stroke)


def _filled(x: float, y: float, pieces: tuple[Piece, ...], fill: str) -> Path:
    return Path(_moved(x, y, pieces), fill=fill, closed=True)


def _moved(x: float, y: float, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    return tuple(tuple(n + (y if i % 2 else x) for i, n in enumerate(piece)) for piece in pieces)


def _warning(x: float, y: float, style: BadgeStyle) -> Shapes:
    triangle = _filled(x, y, ((-4.2, 3.6), (0, -4), (4.2, 3.6)), style.ink)
    return (
        triangle,
        _line(x, y, ((0, -1.5), (0, 1.1)), Stroke(style.ground, 1.2)),
        Disc(x, y + 2.4, 0.65, style.ground),
    )


def _clock(x: float, y: float, style: BadgeStyle) -> Shapes:
    stroke = Stroke(style.ink, 1.1)
    return (Disc(x, y, 3.7, stroke=stroke), _line(x, y, ((0, -2.3), (0, 0), (1.8, 1.1)), stroke))


def _no_entry(x: float, y: float, style: BadgeStyle) -> Shapes:
    return (Disc(x, y, 3.9, style.ink), Rectangle(x - 2.5, y - 0.8, 5, 1.6, style.ground))


def _bolt(x: float, y: float, style: BadgeStyle) -> Shapes:
    return (_filled(x, y, ((1.2, -4.2), (-3, 0.7), (-0.4, 0.7), (-1.4, 4.2), (3, -0.9), (0.3, -0.9)), style.ink),)


def _speech(x: float, y: float, style: BadgeStyle) -> Shapes:
    bubble = _filled(x, y, ((-4, -3.2), (4, -3.2), (4, 1.6), (-0.6, 1.6), (-2.8, 4), (-2.8, 1.6), (-4, 1.6)), style.ink)
    return (bubble, *(Disc(x + dx, y - 0.8, 0.7, style.ground) for dx in (-2, 0, 2)))


def _bars(x: float, y: float, style: BadgeStyle) -> Shapes:
    heights = ((-3, 3.0), (0, 5.0), (3, 7.0))
    return tuple(Rectangle(x + dx - 0.9, y + 3.5 - height, 1.8, height, style.ink) for dx, height in heights)


def _lines(x: float, y: float, style: BadgeStyle) -> Shapes:
    widths = ((-2.4, 7.0), (0, 7.0), (2.4, 4.5))
    return tuple(_line(x, y, ((-3.5, dy), (-3.5 + width, dy)), Stroke(style.ink, 1.1)) for dy, width in widths)


def _dots(x: float, y: float, style: BadgeStyle) -> Shapes:
    return tuple(Disc(x + dx, y, 1.1, style.ink) for dx in (-3.2, 0, 3.2))


def _check(x: float, y: float, style: BadgeStyle) -> Shapes:
    return (_line(x, y, ((-3.4, 0.2), (-1, 2.8), (3.6, -2.8)), Stroke(style.ink, 1.6)),)


def _cross(x: float, y: float, style: BadgeStyle) -> Shapes:
    """Return an octagon with a cross in it: an error."""
    octagon = ((-1.7, -4), (1.7, -4), (4, -1.7), (4, 1.7), (1.7, 4), (-1.7, 4), (-4, 1.7), (-4, -1.7))
    stroke = Stroke(style.ground, 1.2)
    return (
        _filled(x, y, octagon, style.ink),
        _line(x, y, ((-1.6, -1.6), (1.6, 1.6)), stroke),
        _line(x, y, ((-1.6, 1.6), (1.6, -1.6)), stroke),
    )


def _diamond(x: float, y: float, style: BadgeStyle) -> Shapes:
    """Return a diamond with an exclamation mark in it: a warning."""
    return (
        _filled(x, y, ((0, -4.6), (4.6, 0), (0, 4.6), (-4.6, 0)), style.ink),
        _line(x, y, ((0, -2.4), (0, 0.6)), Stroke(style.ground, 1.2)),
        Disc(x, y + 2.1, 0.65, style.ground),
    )


def _information(x: float, y: float, style: BadgeStyle) -> Shapes:
    """Return a disc with an i in it: a remark."""
    return (
        Disc(x, y, 3.9, style.ink),
        Disc(x, y - 2, 0.75, style.ground),
        _line(x, y, ((0, -0.5), (0, 2.4)), Stroke(style.ground, 1.3)),
    )


def _flag(x: float, y: float, style: BadgeStyle) -> Shapes:
    flag = _filled(x, y, ((-2.6, -3.8), (3.6, -1.7), (-2.6, 0.4)), style.ink)
    return (flag, _line(x, y, ((-2.6, -4), (-2.6, 4)), Stroke(style.ink, 1.2)))


def _bulb(x: float, y: float, style: BadgeStyle) -> Shapes:
    foot = _line(x, y, ((-1.3, 3.3), (1.3, 3.3)), Stroke(style.ink, 1.2))
    return (Disc(x, y - 1.2, 2.7, style.ink), Rectangle(x - 1.3, y + 0.6, 2.6, 1.7, style.ink), foot)


def _start(x: float, y: float, style: BadgeStyle) -> Shapes:
    return (_filled(x, y, ((-2.6, -3.4), (3.4, 0), (-2.6, 3.4)), style.ink),)


def _onward(x: float, y: float, style: BadgeStyle, towards: float = 1.0) -> Shapes:
    """Return an arrow to the right, or with -1 to the left."""
    stroke = Stroke(style.ink, 1.4)
    tip = _line(x, y, ((0.2 * towards, -2.8), (3.4 * towards, 0), (0.2 * towards, 2.8)), stroke)
    return (_line(x, y, ((-3.6 * towards, 0), (3.0 * towards, 0)), stroke), tip)


def _back(x: float, y: float, style: BadgeStyle) -> Shapes:
    return _onward(x, y, style, -1.0)


def _plus(x: float, y: float, style: BadgeStyle) -> Shapes:
    stroke = Stroke(style.ink, 1.8)
    return (_line(x, y, ((-3.2, 0), (3.2, 0)), stroke), _line(x, y, ((0, -3.2), (0, 3.2)), stroke))


def _delta(x: float, y: float, style: BadgeStyle) -> Shapes:
    """Return the corner of a card that is folded down: something else is written there now."""
    return (_filled(x, y, ((-3.4, -3.2), (3.4, -3.2), (3.4, 3.6)), style.ink),)


def _ended(x: float, y: float, style: BadgeStyle) -> Shapes:
    stroke = Stroke(style.ink, 1.6)
    return (_line(x, y, ((-2.8, -2.8), (2.8, 2.8)), stroke), _line(x, y, ((-2.8, 2.8), (2.8, -2.8)), stroke))


def _barred(x: float, y: float, style: BadgeStyle) -> Shapes:
    stroke = Stroke(style.ink, 1.3)
    return (Disc(x, y, 3.3, stroke=stroke), _line(x, y, ((-2.2, 2.2), (2.2, -2.2)), stroke))


_ICONS: Mapping[BadgeLook, Callable[[float, float, BadgeStyle], Shapes]] = {
    "start": _start,
    "gone": _ended,
    "new": _plus,
    "changed": _delta,
    "error": _cross,
    "warning": _diamond,
    "remark": _information,
    "pain": _warning,
    "channel": _speech,
    "wait": _clock,
    "late": _clock,
    "dead-end": _no_entry,
    "fail-point": _bolt,
    "complaint": _speech,
    "metric": _bars,
    "note": _lines,
    "accepted": _check,
    "finding": _flag,
    "idea": _bulb,
    "more": _dots,
    "return": _back,
    "onward": _onward,
    "exit": _onward,
    "many-leave": _onward,
    "end": _ended,
}
_ENDS: Mapping[OutcomeLook, Callable[[float, float, BadgeStyle], Shapes]] = {
    "helped": _check,
    "transferred": _onward,
    "refused": _barred,
    "gave-up": _ended,
    "stranded": _ended,
}


def end_icon(outcome: OutcomeLook, x: float, y: float, style: BadgeStyle) -> Shapes:
    """Return the mark of a kind of end, eight points wide and high, around a point."""
    return _ENDS[outcome](x, y, style)


def face(
    x: float, y: float, mood: float, colour: str, paper: str, *, square: bool = False, size: float = 6.0
) -> Shapes:
    """Return a face around a point, `size` its half width: the mouth tells the feeling, from -2 to 2.

    Beyond .25 from the middle it smiles or is sad, and the more so the stronger the feeling.
    """
    k = size / 6.0
    stroke = Stroke(colour, 1.5)
    half = 5.6 * k
    head: Primitive = (
        Rectangle(x - half, y - half, 2 * half, 2 * half, paper, stroke, radius=2.5 * k)
        if square
        else Disc(x, y, size, paper, stroke)
    )
    bend = 0.0 if abs(mood) <= 0.25 else (1.5 + min(abs(mood), 2.0) * 0.8) * (1 if mood > 0 else -1)
    corner = 1.9 - bend * 0.42
    dip = corner + bend * 1.1
    pieces = ((-2.7, corner), (-1.4, dip, 1.4, dip, 2.7, corner))
    mouth = Path(_moved(x, y, tuple(tuple(n * k for n in piece) for piece in pieces)), stroke=Stroke(colour, 1.1))
    return (head, Disc(x - 2 * k, y - 1.7 * k, 0.9 * k, colour), Disc(x + 2 * k, y - 1.7 * k, 0.9 * k, colour), mouth)
