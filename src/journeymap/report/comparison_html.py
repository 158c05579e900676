"""Writes versions beside each other as a page: one file that fetches nothing and runs nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.drawing.theme.theme import DEFAULT
from journeymap.i18n.messages import Joined, say
from journeymap.i18n.text import harmless_path
from journeymap.page.assembly import policy
from journeymap.page.markup import templates, trusted
from journeymap.report.compared import sections
from journeymap.report.context import Context, known_journey
from journeymap.report.html import WORDS, Html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.comparison.compare import Comparison
    from journeymap.report.document import Section

_FOLDER = Path(__file__).parent


class _Part(Struct):
    """One comparison on the page."""

    title: object
    sections: Sequence[Section]
    page: Html


def comparison_page(comparisons: Sequence[Comparison], only: Sequence[object], language: str) -> str:
    """Return versions beside each other as HTML; `only` are sentences on files that are in one version only."""
    environment = templates(_FOLDER / "templates", language)
    style = trusted((_FOLDER / "comparison.css").read_text(encoding="utf-8"))
    return environment.get_template("comparison.html").render(
        language=language,
        title=say("What is different"),
        only=only,
        comparisons=list(map(partial(_part, language=language), comparisons)),
        words=WORDS,
        style=style,
        policy=policy(style),
    )


def _part(comparison: Comparison, language: str) -> _Part:
    facts = known_journey(comparison.new).facts
    paths = Joined([harmless_path(comparison.old.path), harmless_path(comparison.new.path)], " -> ")
    return _Part(paths, sections(comparison), Html(Context(facts, language, DEFAULT, {}, "text")))
