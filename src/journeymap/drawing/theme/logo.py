"""A logo from a file: PNG or SVG, its size read from it and fitted into the head of a sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.drawing.theme.theme import Logo
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from pathlib import Path

    from journeymap.drawing.shapes.primitives import MediaType
    from journeymap.i18n.messages import Message

MOST_BYTES = 256 * 1024
_HIGHEST, _WIDEST = 24.0, 140.0
_PNG = b"\x89PNG\r\n\x1a\n"
_ROOT = re.compile(r"<svg\b[^>]*>", re.IGNORECASE)
_LENGTH = re.compile(r'\b(width|height)\s*=\s*["\']\s*([0-9.]+)\s*(?:px|pt|mm|cm|in)?\s*["\']')
_BOX = re.compile(r'\bviewBox\s*=\s*["\']\s*([-0-9.eE+]+)[\s,]+([-0-9.eE+]+)[\s,]+([0-9.eE+]+)[\s,]+([0-9.eE+]+)')


class LogoError(ValueError):
    """A logo cannot be used: why, and what to do about it."""

    def __init__(self, message: Message, remedy: Message) -> None:
        super().__init__(str(message))
        self.message = message
        self.remedy = remedy


def read_logo(path: Path) -> Logo:
    """Return the logo in a file; LogoError when it cannot be read, is too large, or is neither PNG nor SVG."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = say('the logo "{name}" cannot be read: {reason}', name=path.name, reason=error.strerror)
        raise LogoError(message, say("the path of the logo is seen from the file of the theme")) from None
    if len(content) > MOST_BYTES:
        message = say('the logo "{name}" is larger than {most} kB', name=path.name, most=MOST_BYTES // 1024)
        raise LogoError(message, say("it is a few centimetres wide on paper: save it smaller, or as SVG"))
    if content.startswith(_PNG):
        width, height = (int.from_bytes(content[place : place + 4], "big") for place in (16, 20))
        return _fitted(path, content, "image/png", (width, height))
    return _fitted(path, content, "image/svg+xml", _svg_size(content.decode("utf-8", "replace")))


def _svg_size(text: str) -> tuple[float, float]:
    """Return width and height of an SVG, by its own words or by its view box; zeros when it has neither."""
    root = _ROOT.search(text)
    if root is None:
        return (0.0, 0.0)
    try:
        lengths = {found[1]: float(found[2]) for found in _LENGTH.finditer(root[0])}
        box = _BOX.search(root[0])
        if box is not None:
            return (float(box[3]), float(box[4]))
    except ValueError:
        return (0.0, 0.0)
    return (lengths.get("width", 0.0), lengths.get("height", 0.0))


def _fitted(path: Path, content: bytes, media_type: MediaType, size: tuple[float, float]) -> Logo:
    width, height = size
    if not (0 < width < 1e6 and 0 < height < 1e6):
        message = say('"{name}" is no PNG and no SVG with a width and a height', name=path.name)
        raise LogoError(message, say("save the logo as PNG or as SVG"))
    scale = min(_HIGHEST / height, _WIDEST / width)
    return Logo(content, media_type, width * scale, height * scale)
