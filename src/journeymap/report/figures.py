"""All figures in a report: for all customers and for each persona, what they mean, and what is assumed of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.figures import Figures
from journeymap.i18n.messages import say
from journeymap.report.document import Fact, Facts, Heading, Paragraph, Section, TableBlock
from journeymap.report.glossary import explained
from journeymap.report.personas import portraits_of
from journeymap.tables.per_persona import ASSUMED, EVERYONE, assumed
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.analysis import Facts as AnalysisFacts
    from journeymap.report.context import Context
    from journeymap.result import Result

OF_CONTACTS = frozenset({"contacts", "channel-switches", "hand-offs", "items-asked", "two-way"})
"""The figures that nobody knows where no step says that customer and organisation meet."""


def section(context: Context, result: Result) -> Section:
    """Return all figures, on a page with what they mean."""
    del result
    table = figures_table(context.facts, context.persona)
    if context.medium == "text":
        return Section("figures", say("Figures per persona"), (TableBlock(table), portraits_of(context)))
    title = say("All figures")
    lead = Paragraph(
        say("Each figure for all customers and for each persona. "
            "Assumed: the part of what it rests on that has no source."), "lead")  # fmt: skip
    meant = Facts("meant", [Fact(*words) for words in explained(Figures(context.facts).values())])
    blocks = (
        lead,
        TableBlock(replace(table, title=title), hidden_title=True),
        Heading(say("What the figures mean")),
        meant,
    )
    return Section("figures", title, blocks)


def figures_table(facts: AnalysisFacts, persona: Callable[[str], str] = str) -> Table:
    """Return all figures that are stated, with the assumed part; `persona` names the personas."""
    personas = list(facts.graph.blueprint.personas)
    every = Figures(facts)
    figures = [figure for figure in every.values() if every.meets or figure.name not in OF_CONTACTS]
    rows = [
        [figure.label, figure.amount(),
         *(figure.amount(name) for name in personas), assumed(figure.assumed)]
        for figure in figures if figure.stated
    ]  # fmt: skip
    silent = [figure.label for figure in figures if not figure.stated]
    notes = [say("Not stated: {figures}.", figures=silent)] if silent else []
    return Table(None, (say("figure"), EVERYONE, *map(persona, personas), ASSUMED), rows, notes)
