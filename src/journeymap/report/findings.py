"""Findings in a report: where, what, how harmful, what to do, and the proof of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.findings.digest import digest
from journeymap.findings.harm import weighed
from journeymap.i18n.messages import Message, say
from journeymap.report.document import Entry, FindingList, Paragraph, Section

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic
    from journeymap.findings.digest import Lead
    from journeymap.report.context import Context
    from journeymap.result import Result

NONE = say("Nothing was found.")
WHOLE_JOURNEY = say("the whole journey")


def section(context: Context, result: Result) -> Section:
    """Return all findings, the most harmful first."""
    entries = [lead_entry(context, lead) for lead in digest(weighed(result).diagnostics).leads]
    lead = Paragraph(
        say(
            "Impact, from 0 to 2: how heavy a finding is, for how many customers, how bad for them, and how sure it is."
        ),
        "lead",
        say("The numbers on the cards of the drawing are those of this list."),
    )
    blocks = (lead, FindingList("found", entries, NONE)) if entries or context.medium == "page" else (
        FindingList("found", entries, NONE),)  # fmt: skip
    title = say("Findings, the heaviest first")
    return Section("findings", title, blocks, short=say("Findings"), count=len(entries))


def lead_entry(context: Context, lead: Lead) -> Entry:
    """Return a finding with the other signs of the same cause."""
    also = list(dict.fromkeys(other.code.name for other in lead.also))
    return replace(finding_entry(context, lead.diagnostic, lead.number), also=also)


def finding_entry(context: Context, diagnostic: Diagnostic, number: int | None) -> Entry:
    """Return a finding as a report tells it, by its number in the list of all findings."""
    step = diagnostic.step if diagnostic.step in context.facts.graph.blueprint.steps else None
    return Entry(
        number,
        diagnostic.severity,
        WHOLE_JOURNEY if step is None else context.step(step),
        context.message(diagnostic.message),
        _named(context, diagnostic.effect),
        _named(context, diagnostic.help),
        f"{diagnostic.code.name} ({diagnostic.code.number})",
        step,
        None if diagnostic.span is None else diagnostic.span.line,
        diagnostic.personas,
        [context.persona(name) for name in diagnostic.personas],
        [context.step(name) for name in diagnostic.witness],
        diagnostic.harm,
        diagnostic.assumed,
    )


def accepted_entry(context: Context, diagnostic: Diagnostic, reason: str, answers: object) -> Entry:
    """Return a finding that was accepted, with the reason for it and who answers for that."""
    return replace(finding_entry(context, diagnostic, None), reason=reason, answers=answers)


def _named(context: Context, words: Message | None) -> Message | None:
    return None if words is None else context.message(words)
