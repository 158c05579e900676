"""What stands at the top of every chart of Mermaid: a title between dashes, settings, remarks, and its kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.flowcharts.naming import plain_text

if TYPE_CHECKING:
    from journeymap.importer import Incoming

_FRONT = re.compile(r"\s*---[ \t]*\n(?P<front>.*?)\n[ \t]*---[ \t]*(?:\n|$)", re.DOTALL)
_SKIPPED = re.compile(r"(?:\s+|%%\{.*?\}%%|%%[^\n]*)+", re.DOTALL)
_KIND = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_TITLE = re.compile(r"^title:[ \t]*(.+)$", re.MULTILINE)
KINDS = frozenset(
    (
        "flowchart", "flowchart-elk", "graph", "journey", "stateDiagram", "stateDiagram-v2", "sequenceDiagram",
        "classDiagram", "classDiagram-v2", "erDiagram", "gantt", "mindmap", "timeline", "pie", "quadrantChart",
        "gitGraph", "kanban", "block-beta", "block", "requirementDiagram", "C4Context", "C4Container", "C4Component",
        "sankey-beta", "xychart-beta", "zenuml", "packet-beta", "architecture-beta", "radar-beta",
    )
)  # fmt: skip
"""The words with which charts of Mermaid begin."""
_HEIGHT = 10_000  # how many characters may stand above a chart


class Top(Struct, frozen=True):
    """The kind of a chart, the title above it, and where in the text the rest of it begins."""

    kind: str
    title: str
    end: int


def top_of(text: str) -> Top | None:
    """Return the top of a chart of Mermaid; None where a text is none."""
    text = text[:_HEIGHT]
    front = _FRONT.match(text)
    place = front.end() if front is not None else 0
    skipped = _SKIPPED.match(text, place)
    kind = _KIND.match(text, skipped.end() if skipped is not None else place)
    if kind is None or kind[0] not in KINDS:
        return None
    title = _TITLE.search(front["front"]) if front is not None else None
    return Top(kind[0], plain_text(title[1].strip("\"' ")) if title is not None else "", kind.end())


def is_of_kind(source: Incoming, kinds: frozenset[str]) -> bool:
    """Return whether a source is a chart of Mermaid of certain kinds."""
    top = top_of(source.beginning(_HEIGHT))
    return top is not None and top.kind in kinds
