"""What a report rests on: who told us, how many, when, and how much has no source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses import evidence
from journeymap.i18n.dates import day_of
from journeymap.i18n.messages import say
from journeymap.report.document import Lines, Paragraph, Section, TableBlock
from journeymap.report.missing_data import unknown_lines
from journeymap.tables.questions import first, question_of
from journeymap.tables.sources import kinds_table, sources_table
from journeymap.what_if.questions import questions

if TYPE_CHECKING:
    from journeymap.report.context import Context
    from journeymap.report.document import Block
    from journeymap.result import Result

QUESTIONS = 3
"""How many questions a report names; `journeymap ask` has them all."""


def section(context: Context, result: Result) -> Section:
    """Return the evidence: the sources, and how much of each kind of statement has none."""
    del result
    known = context.facts.of(evidence.ANALYSIS)
    counted_by = Paragraph(say("Ages are counted by: {day}.", day=day_of(known.as_of)))
    kinds = TableBlock(kinds_table(known, context.persona))
    blocks: list[Block] = [TableBlock(sources_table(known, context.step, context.persona))]
    if context.medium == "page":
        blocks += [counted_by, unknown_lines(context.facts, ["sources"]), kinds]
    else:
        blocks += [kinds, counted_by]
    asked = questions(context.facts)[:QUESTIONS]
    if asked:
        lines = [context.message(first(asked)), *(context.message(question_of(question)) for question in asked[1:])]
        blocks.append(Lines(lines, "plain", say("What to ask next")))
    return Section("evidence", say("What it rests on"), blocks)
