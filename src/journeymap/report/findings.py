"""Findings in a report: where, what, how harmful, what to do, and the proof of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from journeymap.findings.digest import NOT_JUDGED, digest, grouped
from journeymap.findings.harm import weighed
from journeymap.i18n.messages import Message, say
from journeymap.report.document import Entry, FindingList, Paragraph, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.diagnostics import Diagnostic
    from journeymap.findings.digest import Group, Lead
    from journeymap.findings.kinds import Kind
    from journeymap.report.context import Context
    from journeymap.result import Result

NONE = say("Nothing was found.")
WHOLE_JOURNEY = say("the whole journey")


def section(context: Context, result: Result) -> Section:
    """Return the findings about the service, the heaviest first: in a text by their rules, on a page each by itself."""
    found = digest(weighed(result).diagnostics)
    leads = found.of("service")
    entries = [lead_entry(context, lead) for lead in leads]
    if context.medium == "text":
        entries = [_group_entry(context, group) for group in found.groups("service")]
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
    return Section("findings", title, blocks, short=say("Findings"), count=len(leads))


def file_section(context: Context, result: Result) -> Section | None:
    """Return what is wrong with the file as it is read; None where nothing is."""
    return _apart(context, result, "file", say("What is wrong with the file"), say("The file"))


def picture_section(context: Context, result: Result) -> Section | None:
    """Return what the drawing lacks; None where that is nothing."""
    return _apart(context, result, "picture", say("What the picture lacks"), say("Missing"))


def knowledge_section(context: Context, result: Result) -> Section | None:
    """Return how well it is known what is said; None where nothing is to be said of that."""
    return _apart(context, result, "known", say("How well it is known"), say("Known"))


def not_judged_section(context: Context, result: Result) -> Section | None:
    """Return what could not be judged, and what to write for it; None where all of it could be."""
    return _apart(context, result, "not-judged", say("Not judged"), say("Not judged"))


KINDS_OF: Mapping[str, Kind] = {"file": "file", "picture": "picture", "known": "knowledge", "not-judged": "knowledge"}


def _apart(
    context: Context, result: Result, kind: Literal["file", "picture", "known", "not-judged"], title: Message,
    short: Message,
) -> Section | None:  # fmt: skip
    """Return findings that happen to no customer as a part of their own; None where there are none."""
    leads = [
        lead for lead in digest(weighed(result).diagnostics).of(KINDS_OF[kind])
        if kind in ("file", "picture") or (lead.diagnostic.code.name == NOT_JUDGED) == (kind == "not-judged")
    ]  # fmt: skip
    if not leads:
        return None
    entries = [lead_entry(context, lead) for lead in leads]
    if context.medium == "text":
        entries = [_group_entry(context, group) for group in grouped(leads)]
    return Section(kind, title, (FindingList(kind, entries, NONE),), short=short, count=len(leads))


def _group_entry(context: Context, group: Group) -> Entry:
    """Return the worst finding of a rule with the others of it."""
    worst, *others = [lead_entry(context, lead) for lead in group.leads]
    return replace(worst, others=others)


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
