"""Texts for an editor: Markdown where it shows that, else the words alone."""

from __future__ import annotations

import re

from lsprotocol.types import MarkupContent, MarkupKind

_SIGNS = re.compile(r"([\\`*_\[\]<>])")


def plain(text: str) -> str:
    """Return a text on one line that Markdown shows as it is."""
    return " ".join(_SIGNS.sub(r"\\\1", text).split())


def strong(text: str) -> str:
    """Return a text that stands out."""
    return f"**{plain(text)}**"


def markup(paragraphs: list[str], *, markdown: bool) -> MarkupContent:
    """Return paragraphs of Markdown as an editor can show them."""
    text = "\n\n".join(paragraphs)
    if markdown:
        return MarkupContent(MarkupKind.Markdown, text)
    return MarkupContent(MarkupKind.PlainText, re.sub(r"\\(.)|\*\*|`", lambda match: match[1] or "", text))
