"""All figures in a report: for all customers and for each persona, what they mean, and what is assumed of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.analyses import terms
from journeymap.figures import Figures
from journeymap.i18n.messages import Message, say
from journeymap.report.document import Fact, Facts, Heading, Paragraph, Section, TableBlock
from journeymap.report.personas import portraits_of
from journeymap.tables.per_persona import ASSUMED, EVERYONE, assumed
from journeymap.tables.terms import register_table
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from journeymap.analysis import Facts as AnalysisFacts
    from journeymap.figures import Figure
    from journeymap.report.context import Context
    from journeymap.report.document import Block
    from journeymap.result import Result

OF_CONTACTS = frozenset({"contacts", "channel-switches", "hand-offs", "items-asked", "two-way"})
"""The figures that nobody knows where no step says that customer and organisation meet."""


def section(context: Context, result: Result) -> Section:
    """Return all figures, on a page with what they mean."""
    del result
    table = figures_table(context.facts, context.persona)
    if context.medium == "text":
        blocks = (TableBlock(table), *_promises(context), portraits_of(context))
        return Section("figures", say("Figures per persona"), blocks)
    title = say("All figures")
    lead = Paragraph(
        say("Each figure for all customers and for each persona. "
            "Assumed: the part of what it rests on that has no source."), "lead")  # fmt: skip
    meant = Facts("meant", [Fact(*words) for words in explained(Figures(context.facts).values())])
    blocks = (
        lead,
        TableBlock(replace(table, title=title), hidden_title=True),
        *_promises(context),
        Heading(say("What the figures mean")),
        meant,
    )
    return Section("figures", title, blocks)


def _promises(context: Context) -> Iterator[Block]:
    """Yield the promise register, where anything is promised."""
    register = register_table(context.facts.of(terms.ANALYSIS), context.step, context.persona)
    if register.rows:
        yield TableBlock(register)


def figures_table(facts: AnalysisFacts, persona: Callable[[str], str] = str) -> Table:
    """Return all figures that are stated, with the assumed part; `persona` names the personas."""
    every = Figures(facts)
    personas = every.columns
    figures = [figure for figure in every.values() if every.meets or figure.name not in OF_CONTACTS]
    rows = [
        [figure.label, figure.amount(),
         *(figure.amount(name) for name in personas), assumed(figure.assumed)]
        for figure in figures if figure.stated
    ]  # fmt: skip
    silent = [figure.label for figure in figures if not figure.stated]
    notes = [*every.without_difference(persona)]
    notes += [say("Not stated: {figures}.", figures=silent)] if silent else []
    return Table(None, (say("figure"), EVERYONE, *map(persona, personas), ASSUMED), rows, notes)


_MEANT: Mapping[str, Message] = {
    "helped": say("the part of all customers who begin that ends at a step that says they are helped"),
    "transferred": say("the part that is sent on to somebody outside of this service"),
    "stranded": say("the part that comes to a place where nothing goes on and nobody says that it is over"),
    "time": say("on the calendar, nights and weekends included; never where some customers come to no end"),
    "active": say("somebody does something for or with the customer"),
    "waiting": say("the customer waits and has been told something of it"),
    "hidden-waiting": say("the customer waits, and nobody has said before or at that step what comes or how it stands"),
    "lasting": say("time that passes without anybody waiting: what lasts, and the nights of work over several days"),
    "contacts": say("how often customer and organisation meet, in a journey"),
    "hand-offs": say("how often somebody else of the organisation takes over"),
    "items-asked": say("how many things the customer has to tell, the same one counted each time"),
    "failure-demand": say("the part of the contacts that would not be needed if nothing went wrong"),
    "sacrifice": say(
        "what customers want exactly, less what they settle for; a mean in which what matters more "
        "to them counts for more"
    ),
    "satisfaction-gap": say("what customers get less what they expected; below 0 it falls short"),
    "peak-end": say("the mean of the strongest feeling and the last one, which is what is remembered; from -2 to 2"),
    "two-way": say("where the customer can say something back and gets an answer"),
    "access": say("of the channel that is hardest to reach: how much of the time the customer is free it is open"),
    "profit": say("what is left of the price after all costs, when it goes as it goes on average"),
}


def explained(figures: Iterable[Figure]) -> Iterator[tuple[Message, Message]]:
    """Yield the figures that are stated and whose names do not speak for themselves: the name, what it means."""
    for figure in figures:
        if figure.stated and figure.name in _MEANT:
            yield figure.label, _MEANT[figure.name]
