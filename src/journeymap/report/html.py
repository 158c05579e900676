"""The report on one blueprint as a page for a meeting: what it comes to, the drawing, findings, plots, evidence.

One file that fetches nothing. The drawing in it is the interactive one, with its own style and script; the plots are
drawn by the same hand and follow the same colours, light or dark, on the screen and on paper.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from journeymap.analyses import evidence
from journeymap.drawing import DrawOptions, draw
from journeymap.figures import Figures
from journeymap.findings.harm import ranked, weighed
from journeymap.findings.numbering import Numbered
from journeymap.i18n.amounts import NOT_STATED, Joined
from journeymap.i18n.messages import say
from journeymap.page.assembly import EARLY, in_page, picture, pieces_of, policy
from journeymap.report.context import Telling
from journeymap.report.decision_register import reasons_table
from journeymap.report.finding_items import FindingItems
from journeymap.report.glossary import explained
from journeymap.report.html_words import WORDS
from journeymap.report.markup import html_of, plain, table_of
from journeymap.report.missing_data import PLOTS, to_know
from journeymap.report.persona_profiles import portraits
from journeymap.report.plots import (
    emotion as plot_feelings,
)
from journeymap.report.plots import (
    levers as plot_levers,
)
from journeymap.report.plots import (
    outcomes as plot_outcomes,
)
from journeymap.report.plots import (
    sacrifice as plot_sacrifice,
)
from journeymap.report.plots import (
    time as plot_time,
)
from journeymap.report.report_tables import figures_table, head_of
from journeymap.report.summary import InShort, worst
from journeymap.tables.per_persona import ASSUMED, assumed
from journeymap.tables.sources import kinds_table, sources_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.analysis import Facts
    from journeymap.diagnostics import Diagnostic
    from journeymap.drawing import Theme
    from journeymap.page.assembly import Pieces
    from journeymap.report.context import Plot
    from journeymap.result import Result

_FOLDER = Path(__file__).parent
_PLOTS = (plot_outcomes.plot, plot_feelings.plot, plot_sacrifice.plot, plot_time.plot, plot_levers.plot)


def html_report(result: Result, language: str, theme: Theme) -> str:
    """Return the report as HTML. The result has to be of a file with steps in it."""
    assert result.facts is not None  # noqa: S101 - nothing can be reported of a file that could not be understood
    options = DrawOptions(language=language, theme=theme)
    drawing = draw(result.facts.graph, result.diagnostics, result.accepted, options)
    words = {name: plain(message.text(language)) for name, message in WORDS.items()}
    heading = Template(_read("heading.html")).substitute(words)
    marks = [Numbered(number, diagnostic) for number, diagnostic in enumerate(ranked(result), 1)]
    pieces = pieces_of(drawing, heading, _read("report.css"), _read("report.js"), marks)
    telling = Telling(result.facts, language, in_page(theme), pieces.labels)
    report = _Report(result, result.facts, telling, pieces)
    return Template(_read("report.html")).substitute(
        words,
        language=language,
        content_language=plain(pieces.language),
        policy=plain(policy(pieces.style, EARLY, pieces.script)),
        early=EARLY,
        title=plain(pieces.title),
        style=pieces.style,
        script=pieces.script,
        frame=pieces.frame,
        switches=pieces.switches,
        pages=pieces.pages,
        **report.sections(),
    )


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


class _Report:
    """Everything in the report that differs from one blueprint to another, section by section."""

    def __init__(self, result: Result, facts: Facts, telling: Telling, pieces: Pieces) -> None:
        self.result = result
        self.facts = facts
        self.graph = facts.graph
        self.telling = telling
        self.language = telling.language
        self.pieces = pieces
        self.short = InShort(telling, result)
        self.unknown = to_know(facts)

    def html(self, words: object) -> str:
        """Return words as HTML in the language of the report."""
        return html_of(words, self.language)

    def sections(self) -> dict[str, str]:
        """Return the sections by the names that the page knows them by."""
        items = FindingItems(self.telling)
        found = ranked(self.result)
        accepted = weighed(self.result).accepted
        rests = self.facts.of(evidence.ANALYSIS)
        figures = replace(figures_table(self.facts, self.telling.persona), title=WORDS["figures"])
        telling = self.telling
        drawn = "".join(self._plot(plot) for make in _PLOTS if (plot := make(telling)) is not None)
        return {
            "about": plain(self.graph.blueprint.about or ""),
            "facts": "".join(self._facts()),
            "tiles": "".join(self._tiles()),
            "worst": self._worst(items, found),
            "outcomes": self._pictures(plot_outcomes.plot(telling, brief=True), "short-"),
            "sentences": "".join(
                f"<div><dt>{self._titled(one.about)}</dt>"
                f"<dd>{self._titled(one.words)}{self._rests(one.assumed)}</dd></div>"
                for one in self.short.sentences()
            ),
            "unknown": self._unknown(self.unknown),
            "unknown_plots": self._unknown([name for name in self.unknown if name in PLOTS]),
            "unknown_sources": self._unknown([name for name in self.unknown if name == "sources"]),
            "unknown_reasons": self._unknown([name for name in self.unknown if name == "because"]),
            "personas_link": f'<li><a href="#personas">{self.html(WORDS["personas"])}</a></li>'
            if self.graph.blueprint.personas
            else "",
            "main_figures": table_of(self.short.table(), self.language, hidden_title=True),
            "filters": items.filters(found),
            "count": str(len(found)),
            "findings_list": "".join(items.of(diagnostic, number) for number, diagnostic in enumerate(found, 1)),
            "no_findings_told": "" if found else f'<p class="none">{self.html(WORDS["no_findings"])}</p>',
            "no_accepted_told": "" if accepted else f'<p class="none">{self.html(WORDS["no_accepted"])}</p>',
            "accepted_list": "".join(items.of(one.diagnostic, None, one.reason) for one in accepted),
            "plots_drawn": drawn,
            "portraits": "".join(self._portraits()),
            "reasons": table_of(reasons_table(self.graph, telling.step), self.language),
            "sources": table_of(sources_table(rests, telling.step, telling.persona), self.language),
            "kinds": table_of(kinds_table(rests, telling.persona), self.language),
            "as_of": self.html(
                say("Ages are counted by: {day}.", day=NOT_STATED if rests.as_of is None else rests.as_of.isoformat())
            ),
            "all_figures": table_of(figures, self.language, hidden_title=True),
            "meant": "".join(
                f"<div><dt>{self._titled(name)}</dt><dd>{self.html(meant)}</dd></div>"
                for name, meant in explained(Figures(self.facts).values())
            ),
        }

    def _worst(self, items: FindingItems, found: Sequence[Diagnostic]) -> str:
        chosen = worst(found)
        if not chosen:
            return f'<p class="none">{self.html(WORDS["no_findings"])}</p>'
        return f'<ol class="worst">{"".join(items.brief(*one) for one in chosen)}</ol>'

    def _unknown(self, names: Iterable[str]) -> str:
        lines = "".join(f"<li>{self._titled(self.unknown[name])}</li>" for name in names)
        title = self.html(say("Not known yet, and what to write to know it"))
        return f'<div class="unknown"><p>{title}</p><ul>{lines}</ul></div>' if lines else ""

    def _rests(self, share: float | None, tag: str = "span") -> str:
        """Return the part that is assumed; nothing where nothing is stated."""
        if share is None:
            return ""
        return f' <{tag} class="assumed">{self.html(ASSUMED)}: {self.html(assumed(share))}</{tag}>'

    def _titled(self, words: object) -> str:
        text = self.html(words)
        return text[:1].upper() + text[1:]

    def _facts(self) -> Iterator[str]:
        for name, value in head_of(self.graph):
            yield f"<div><dt>{self.html(name)}</dt><dd>{self.html(value)}</dd></div>"

    def _tiles(self) -> Iterator[str]:
        for tile in self.short.tiles():
            more = "".join(f"<dd>{self.html(line)}</dd>" for line in tile.more)
            rests = self._rests(tile.assumed, "dd")
            yield (
                f'<div class="tile {tile.name}"><dt>{self.html(tile.label)}</dt>'
                f'<dd class="value">{self.html(tile.value)}</dd>{more}{rests}</div>'
            )

    def _pictures(self, plot: Plot, prefix: str = "", head: str = "") -> str:
        """Return the drawings of a plot, each below its name where there are several; `head` stays with the first."""
        drawn = []
        for number, scene in enumerate(plot.scenes, 1):
            name = f"<h4>{plain(scene.title)}</h4>" if len(plot.scenes) > 1 else ""
            svg = picture(scene, self.telling.theme, f"{prefix}{plot.name}-{number}-")
            box = f'<div class="plot-box" tabindex="0" role="group" aria-label="{plain(scene.title)}">{svg}</div>'
            drawn.append(f'<div class="drawn">{name}{box}</div>')
        return f'<div class="first">{head}{drawn[0]}</div>{"".join(drawn[1:])}'

    def _plot(self, plot: Plot) -> str:
        tables = "".join(table_of(table, self.language) for table in plot.tables)
        head = f'<h3 id="plot-{plot.name}-title">{self.html(plot.title)}</h3><p class="lead">{self.html(plot.lead)}'
        head += f"{self._rests(plot.assumed)}</p>"
        key = f'<p class="key">{self.html(Joined(plot.key, " · "))}</p>' if plot.key else ""
        return (
            f'<div class="plot" id="plot-{plot.name}" role="group" aria-labelledby="plot-{plot.name}-title">'
            f"{self._pictures(plot, head=head)}{key}"
            f'<details class="data"><summary>{self.html(WORDS["as_table"])}</summary>{tables}</details></div>\n'
        )

    def _portraits(self) -> Iterator[str]:
        for name, lines in portraits(self.facts, self.telling.step):
            items = "".join(f"<li>{self._titled(line)}</li>" for line in lines)
            yield f'<article class="portrait"><h3>{plain(name)}</h3><ul>{items}</ul></article>'
