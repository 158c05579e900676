"""The pages of a shelf: an index with a search, a catalogue, and a report per blueprint. They fetch nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.i18n.languages import LOCALES
from journeymap.i18n.messages import Joined, Message, plural, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.page.assembly import policy
from journeymap.page.markup import html_of, plain, templates, trusted
from journeymap.shelf.catalogue import catalogue
from journeymap.shelf.names import ServiceName, StepOfService
from journeymap.terminal.table import columns_of_figures, is_unstated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.shelf.entries import Entry
    from journeymap.terminal.table import Table

_FOLDER = Path(__file__).parent
WORDS: Mapping[str, Message] = {
    "services": say("Services"),
    "catalogue": say("Catalogue"),
    "catalogue_about": say("What runs through all services. The same word in two files is taken for the same thing."),
    "search": say("Search all steps"),
    "search_how": say("Type what a customer does or sees."),
    "found_none": say("No step has these words."),
    "found": say("{shown} of {all} steps with these words", shown="SHOWN", all="ALL"),
    "service": say("service"),
    "owner": say("owner"),
    "status": say("status"),
    "reviewed": say("reviewed"),
    "helped": say("helped"),
    "trend": say("helped over time"),
    "time": say("total time"),
    "worst": say("where it hurts most"),
    "findings": say("findings"),
    "skip": say("Skip to the services"),
    "new_file": say("New blueprint"),
    "new_title": say("What is the service called?"),
    "language": say("Language"),
    "begin": say("Begin"),
    "not_written": say("Nothing was written."),
}


NOW = say("now")
_TREND_WIDTH, _TREND_HEIGHT, _TREND_MARGIN = 84, 24, 4
_AT_ONCE = 10
"""How many things of a long list are told at once."""


def site(entries: Sequence[Entry], title: str, language: str, *, begins: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the pages that all blueprints have in common, as names and contents; last the index, which leads to all.

    With `begins` a new blueprint is begun on the index: only a server can write one.
    """
    shelf = _Shelf(title, language, begins=begins)
    yield "catalogue.html", shelf.catalogue(entries)
    yield "index.html", shelf.index(entries)


class _Shelf:
    """What the pages of one shelf have in common."""

    def __init__(self, title: str, language: str, *, begins: bool) -> None:
        self.title = title
        self.language = language
        self.style = trusted((_FOLDER / "shelf.css").read_text(encoding="utf-8"))
        self.script = trusted((_FOLDER / "shelf.js").read_text(encoding="utf-8"))
        self.begin = trusted((_FOLDER / "begin.js").read_text(encoding="utf-8")) if begins else None
        self.environment = templates(_FOLDER / "templates", language)

    def index(self, entries: Sequence[Entry]) -> str:
        """Return the page that all others are reached from."""
        data = [self._searched(entry) for entry in entries]
        # A text of the designer's that holds "</script>" must not end the data.
        steps = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        has_trends = any(entry.history for entry in entries)
        trend = ("trend",) if has_trends else ()
        heads = ("service", "status", "owner", "reviewed", "helped", *trend, "time", "worst", "findings")
        return self._page("index.html", rows=[self._row(entry) for entry in entries], steps=trusted(steps),
                          heads=[WORDS[head] for head in heads], has_trends=has_trends,
                          count=plural("{count} service", "{count} services", len(entries)))  # fmt: skip

    def catalogue(self, entries: Sequence[Entry]) -> str:
        """Return the page of what runs through all of them."""
        return self._page("catalogue.html", tables=catalogue(entries))

    def _page(self, template: str, **values: object) -> str:
        scripts = [script for script in (self.script, self.begin) if script is not None]
        rules = policy(self.style, *scripts) + ("; connect-src 'self'" if self.begin is not None else "")
        return self.environment.get_template(template).render(
            words=WORDS, title=self.title, language=self.language, style=self.style, script=self.script,
            begin=self.begin, languages=LOCALES.items(), policy=rules, shelf=self, **values,
        )  # fmt: skip

    def _row(self, entry: Entry) -> dict[str, object]:
        card = entry.card
        return {
            "name": ServiceName.of(entry),
            "language": card.language,
            "about": card.about,
            "owner": NOT_STATED if card.owner is None else card.owner,
            "owner_language": self.language if card.owner is None else card.language,
            "status": card.status,
            "reviewed": card.reviewed,
            "helped": card.helped_in_words,
            "share": 0 if card.helped is None else round(100 * card.helped),
            "trend": self._trend(entry),
            "time": card.time,
            "worst": card.worst,
            "findings": card.findings,
        }

    def _trend(self, entry: Entry) -> Markup:
        """Return a line through what part was helped at each tag and now, which says the same in words."""
        helped = entry.card.helped
        points = [*entry.history, *([] if helped is None else [(NOW.text(self.language), helped)])]
        if not entry.history or len(points) < 2:
            return Markup("–")
        told = ", ".join(f"{name} {Amount(part, 'share', digits=2).text(self.language)}" for name, part in points)
        width = _TREND_WIDTH - 2 * _TREND_MARGIN
        line = " ".join(
            f"{_TREND_MARGIN + width * place / (len(points) - 1):.1f},"
            f"{_TREND_MARGIN + (_TREND_HEIGHT - 2 * _TREND_MARGIN) * (1 - part):.1f}"
            for place, (_, part) in enumerate(points)
        )
        end_x, end_y = line.rpartition(" ")[2].split(",")
        return Markup(
            '<svg role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}"><title>{}</title>'
            '<polyline points="{}"/><circle cx="{}" cy="{}" r="2.5"/></svg>'
        ).format(told, _TREND_WIDTH, _TREND_HEIGHT, _TREND_WIDTH, _TREND_HEIGHT, told, line, end_x, end_y)

    def _searched(self, entry: Entry) -> list[object]:
        """Return the title, the page and the language of a blueprint, and of each step its id and all that it says."""
        steps = [[step.id, step.words, step.all] for step in entry.card.steps]
        return [entry.title, entry.name, entry.card.language, steps]

    def rows(self, table: Table) -> Iterator[list[tuple[Markup, bool]]]:
        """Yield the rows of a table as cells, each with whether it is a figure."""
        figures = columns_of_figures(table)
        for row in table.rows:
            yield [
                (Markup("–") if is_unstated(cell) else self.linked(cell), is_figure)
                for cell, is_figure in zip(row, figures, strict=True)
            ]

    def linked(self, words: object) -> Markup:
        """Return words as HTML in which services and their steps are ways to their pages."""
        match words:
            case ServiceName() | StepOfService():
                other = Markup(' lang="{}"').format(words.language) if words.language != self.language else ""
                return Markup('<a href="{}"{}>{}</a>').format(words.address, other, plain(words.text(self.language)))
            case Joined():
                return self._listed(words)
        return html_of(words, self.language)

    def _listed(self, words: Joined) -> Markup:
        """Return several texts: the first of a long list, and the others behind a word that opens them."""
        between = plain(words.between)
        first = between.join(map(self.linked, words.parts[:_AT_ONCE]))
        rest = words.parts[_AT_ONCE:]
        if len(rest) < _AT_ONCE // 2:
            return between.join(map(self.linked, words.parts))
        more = say("and {count} more", count=len(rest)).text(self.language)
        others = between.join(map(self.linked, rest))
        return Markup("{} <details><summary>{}</summary>{}</details>").format(first, plain(more), others)
