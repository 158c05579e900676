"""The register of conscious choices: what was accepted and why, and the reasons that steps give for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.findings.harm import weighed
from journeymap.i18n.dates import day_of
from journeymap.i18n.messages import Message, say
from journeymap.i18n.vocabulary import NOT_STATED, SERVED
from journeymap.report.document import FindingList, Heading, Section, TableBlock
from journeymap.report.findings import accepted_entry
from journeymap.report.missing_data import unknown_lines
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.graph import ServiceGraph
    from journeymap.report.context import Context
    from journeymap.report.document import Block
    from journeymap.result import Result

NONE = say("No finding is accepted.")


def section(context: Context, result: Result) -> Section:
    """Return what was chosen: accepted findings with their reasons, and why steps are as they are."""
    graph = context.facts.graph
    entries = [
        accepted_entry(
            context, acceptance.diagnostic, acceptance.reason, answers_for(graph, acceptance.diagnostic.step)
        )
        for acceptance in weighed(result).accepted
    ]
    blocks: list[Block] = [
        Heading(say("Accepted findings")),
        FindingList("accepted", entries, NONE),
        TableBlock(reasons_table(graph, context.step)),
    ]
    if context.medium == "page":
        blocks.append(unknown_lines(context.facts, ["because"]))
    return Section("choices", say("Conscious choices"), blocks)


def reasons_table(graph: ServiceGraph, name_of: Callable[[str], object]) -> Table:
    """Return the steps that say why they are as they are; `called` names the steps."""
    rows = [
        [
            name_of(name),
            because.reason or NOT_STATED,
            NOT_STATED if because.serves is None else SERVED[because.serves],
            answers_for(graph, name),
            day_of(because.since),
            day_of(because.review),
        ]
        for name, step in graph.blueprint.steps.items()
        if (because := step.because) is not None
    ]
    heads = (say("step"), say("reason"), say("whom it serves"), say("who answers for it"), say("since"),
             say("looked at again"))  # fmt: skip
    notes: list[Message] = [] if rows else [say("No step says why it is as it is.")]
    if any(row[-1] is NOT_STATED for row in rows):
        notes.append(say('Nobody has looked at some of these again, or says when: write the day as "review".'))
    return Table(say("Why it is done like this"), heads, rows, notes)


def answers_for(graph: ServiceGraph, name: str | None) -> object:
    """Return who answers for a step, else for the whole blueprint."""
    step = graph.blueprint.steps.get(name) if name is not None else None
    return (step.owner if step is not None else None) or graph.blueprint.owner or NOT_STATED
