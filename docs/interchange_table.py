"""The tables of docs/interchange.md: what comes along in each format, and what stays behind, as its module tells."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

from journeymap.plugins import module_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PARTS = re.compile(r"(?P<what>.+?)\n\nComes along: (?P<along>.+?)\nStays behind: (?P<behind>.+)", re.DOTALL)


def formats(folder: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the name of each format of a folder that tells it, what it is, what comes along and what stays behind."""
    for module in module_names(folder):
        text = import_module(f"journeymap.{folder}.{module}").__doc__ or ""
        parts = _PARTS.fullmatch(text.strip())
        if parts is not None:
            yield (module.replace("_", "-"), *(" ".join(parts[name].split()) for name in ("what", "along", "behind")))


def interchange_table(folder: str, words: Callable[[str], str] = str) -> str:
    """Return a Markdown table of the formats of a folder; `words` says each text in the language of the page."""
    lines = [f"| {words('format')} | {words('what it is')} | {words('comes along')} | {words('stays behind')} |"]
    lines.append("| --- | --- | --- | --- |")
    for name, *texts in formats(folder):
        lines.append(f"| `{name}` | {' | '.join(words(text) for text in texts)} |")
    return "\n".join(lines)
