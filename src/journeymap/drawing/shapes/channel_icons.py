"""The icons of the channels, by the kind that the file declares, drawn as shapes so that no font has to have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.shapes.primitives import Disc, Path, Rectangle, Stroke

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeymap.drawing.shapes.icons import Shapes
    from journeymap.drawing.shapes.primitives import Piece


def channel_icon(kind: str, x: float, y: float, ink: str, ground: str) -> Shapes:
    """Return the icon of a kind of channel, eight points wide and high, around a point; a clock for mere time."""
    return _ICONS[kind](x, y, ink, ground)


def _line(x: float, y: float, ink: str, *pieces: Piece, closed: bool = False) -> Path:
    moved = tuple(tuple(n + (y if i % 2 else x) for i, n in enumerate(piece)) for piece in pieces)
    return Path(moved, stroke=Stroke(ink, 1.0), closed=closed)


def _clock(x: float, y: float, ink: str, _ground: str) -> Shapes:
    return (Disc(x, y, 3.4, stroke=Stroke(ink, 1.0)), _line(x, y, ink, (0, -2.1), (0, 0), (1.6, 1.0)))


def _phone(x: float, y: float, ink: str, _ground: str) -> Shapes:
    """Return the receiver of a telephone."""
    bow = tuple((n + (y if i % 2 else x)) for i, n in enumerate((-3.0, 0.6, -0.6, 3.0, 2.0, 3.2)))
    return (
        Path(((x - 3.0, y - 2.2), bow), stroke=Stroke(ink, 1.3)),
        _line(x, y, ink, (-3.9, -2.0), (-2.0, -3.4), (-1.2, -1.6)),
        _line(x, y, ink, (1.4, 1.2), (3.4, 1.8), (2.4, 3.8)),
    )


def _envelope(x: float, y: float, ink: str, _ground: str) -> Shapes:
    return (
        Rectangle(x - 3.9, y - 2.8, 7.8, 5.6, None, Stroke(ink, 1.0), 0.8),
        _line(x, y, ink, (-3.7, -2.4), (0, 0.6), (3.7, -2.4)),
    )


def _at_sign(x: float, y: float, ink: str, _ground: str) -> Shapes:
    """Return an envelope with lines of speed, for what is sent by wire."""
    return (
        Rectangle(x - 1.9, y - 2.6, 5.8, 5.2, None, Stroke(ink, 1.0), 0.8),
        _line(x, y, ink, (-1.7, -2.2), (1.0, 0.5), (3.7, -2.2)),
        _line(x, y, ink, (-4.2, -1.0), (-2.8, -1.0)),
        _line(x, y, ink, (-4.2, 1.2), (-2.8, 1.2)),
    )


def _window(x: float, y: float, ink: str, _ground: str) -> Shapes:
    return (
        Rectangle(x - 3.8, y - 3.2, 7.6, 6.4, None, Stroke(ink, 1.0), 0.8),
        _line(x, y, ink, (-3.8, -1.3), (3.8, -1.3)),
    )


def _mobile(x: float, y: float, ink: str, _ground: str) -> Shapes:
    return (
        Rectangle(x - 2.3, y - 3.9, 4.6, 7.8, None, Stroke(ink, 1.0), 1.0),
        _line(x, y, ink, (-0.8, 2.4), (0.8, 2.4)),
    )


def _speech(x: float, y: float, ink: str, ground: str) -> Shapes:
    bubble = ((-3.8, -3.0), (3.8, -3.0), (3.8, 1.4), (-0.6, 1.4), (-2.6, 3.6), (-2.6, 1.4), (-3.8, 1.4))
    dots = (Disc(x + dx, y - 0.8, 0.6, ink) for dx in (-1.9, 0, 1.9))
    return (Path(tuple((x + dx, y + dy) for dx, dy in bubble), ground, Stroke(ink, 1.0), closed=True), *dots)


def _person(x: float, y: float, ink: str, _ground: str) -> Shapes:
    """Return somebody behind a counter."""
    shoulders = ((-3.2, 2.0), (-3.0, -0.8, 3.0, -0.8, 3.2, 2.0))
    moved = tuple(tuple(n + (y if i % 2 else x) for i, n in enumerate(piece)) for piece in shoulders)
    return (
        Disc(x, y - 2.2, 1.6, ink),
        Path(moved, fill=ink, closed=True),
        _line(x, y, ink, (-4.0, 3.2), (4.0, 3.2)),
    )


def _house(x: float, y: float, ink: str, _ground: str) -> Shapes:
    walls = ((-4.0, -0.2), (0, -3.8), (4.0, -0.2))
    return (
        _line(x, y, ink, *walls),
        _line(x, y, ink, (-2.8, -1.0), (-2.8, 3.4), (2.8, 3.4), (2.8, -1.0)),
    )


def _machine(x: float, y: float, ink: str, _ground: str) -> Shapes:
    return (
        Rectangle(x - 3.0, y - 3.8, 6.0, 7.6, None, Stroke(ink, 1.0), 0.8),
        Rectangle(x - 1.7, y - 2.5, 3.4, 2.2, ink),
        _line(x, y, ink, (-1.6, 1.6), (1.6, 1.6)),
    )


_ICONS: Mapping[str, Callable[[float, float, str, str], Shapes]] = {
    "clock": _clock,
    "phone": _phone,
    "letter": _envelope,
    "email": _at_sign,
    "online": _window,
    "app": _mobile,
    "chat": _speech,
    "counter": _person,
    "visit": _house,
    "machine": _machine,
}
