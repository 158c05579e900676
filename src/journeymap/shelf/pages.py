"""The pages of a shelf: an index with a search, a catalogue, and a report per blueprint. They fetch nothing."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.diagnostics import Severity
from journeymap.i18n.dates import day_of
from journeymap.i18n.messages import Joined, Message, plural, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import NOT_STATED, STATUS
from journeymap.page.assembly import policy
from journeymap.page.markup import html_of, plain, templates, trusted
from journeymap.report.html import html_report
from journeymap.shelf.catalogue import catalogue
from journeymap.shelf.names import ServiceName, StepOfService
from journeymap.terminal.table import columns_of_figures, is_unstated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.drawing import Theme
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
    "service": say("service"),
    "owner": say("owner"),
    "status": say("status"),
    "reviewed": say("reviewed"),
    "helped": say("helped"),
    "time": say("total time"),
    "worst": say("where it hurts most"),
    "findings": say("findings"),
    "skip": say("Skip to the services"),
}
# What a step is searched by, and how many hits are shown.
_MOST_WORDS = 400


def site(entries: Sequence[Entry], title: str, language: str, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield the files of a site, as names and contents: `index.html`, `catalogue.html` and a report per blueprint."""
    shelf = _Shelf(title, language)
    yield "index.html", shelf.index(entries)
    yield "catalogue.html", shelf.catalogue(entries)
    for entry in entries:
        yield f"{entry.name}.html", html_report(entry.result, entry.language, theme)


class _Shelf:
    """What the pages of one shelf have in common."""

    def __init__(self, title: str, language: str) -> None:
        self.title = title
        self.language = language
        self.style = trusted((_FOLDER / "shelf.css").read_text(encoding="utf-8"))
        self.script = trusted((_FOLDER / "shelf.js").read_text(encoding="utf-8"))
        self.environment = templates(_FOLDER / "templates", language)

    def index(self, entries: Sequence[Entry]) -> str:
        """Return the page that all others are reached from."""
        data = [self._searched(entry) for entry in entries]
        # A text of the designer's that holds "</script>" must not end the data.
        steps = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        return self._page("index.html", rows=[self._row(entry) for entry in entries], steps=trusted(steps),
                          count=plural("{count} service", "{count} services", len(entries)))  # fmt: skip

    def catalogue(self, entries: Sequence[Entry]) -> str:
        """Return the page of what runs through all of them."""
        return self._page("catalogue.html", tables=catalogue(entries))

    def _page(self, template: str, **values: object) -> str:
        return self.environment.get_template(template).render(
            words=WORDS, title=self.title, language=self.language, style=self.style, script=self.script,
            policy=policy(self.style, self.script), shelf=self, **values,
        )  # fmt: skip

    def _row(self, entry: Entry) -> dict[str, object]:
        blueprint, figures = entry.journey.blueprint, entry.figures
        helped, time, leads = figures["helped"], figures["time"], entry.leads
        counts = Counter(finding.severity for finding in entry.result.diagnostics)
        told = [
            Joined([Amount(float(counts[severity]), "count"), severity], " ")
            for severity in Severity
            if counts[severity]
        ]
        return {
            "name": ServiceName(entry.name, entry.title),
            "language": entry.language,
            "about": blueprint.about or "",
            "owner": blueprint.owner or NOT_STATED,
            "status": STATUS[blueprint.status] if blueprint.status else NOT_STATED,
            "reviewed": day_of(blueprint.reviewed),
            "helped": NOT_STATED if helped.value is None else helped.amount(),
            "share": 0 if helped.value is None else round(100 * helped.value),
            "time": NOT_STATED if time.value is None else time.amount(),
            "worst": entry.named(leads[0].diagnostic.message) if leads else say("nothing"),
            "findings": Joined(told),
        }

    def _searched(self, entry: Entry) -> list[object]:
        """Return the title and the page of a blueprint, and of each step its id, its words and all that it says."""
        steps = []
        for name, step in entry.journey.blueprint.steps.items():
            cells = [cell.does for lane in ("customer", "frontstage", "backstage", "support", "evidence")
                     for cell in step.cells(lane)]  # fmt: skip
            steps.append([name, step.label or name, " · ".join(cells)[:_MOST_WORDS]])
        return [entry.title, entry.name, steps]

    def cells(self, table: Table, row: Sequence[object]) -> list[tuple[Markup, bool]]:
        """Return the cells of a row, each with whether it is a figure."""
        cells = []
        for cell, is_figure in zip(row, columns_of_figures(table), strict=True):
            text = Markup("–") if is_unstated(cell) else self.linked(cell)
            cells.append((text, is_figure))
        return cells

    def linked(self, words: object) -> Markup:
        """Return words as HTML in which services and their steps are ways to their pages."""
        match words:
            case ServiceName() | StepOfService():
                return Markup('<a href="{}">{}</a>').format(words.address, plain(words.text(self.language)))
            case Joined():
                return plain(words.between).join(map(self.linked, words.parts))
        return html_of(words, self.language)
