"""A source that is older than the picture drawn from it can bear.

Why: people, prices and ways of working change, and so does what customers expect: what satisfied them once becomes what
they take for granted (Kano 1984). An old source describes another service than this one.

Fix: ask again, or look whether newer figures are there, and write their date. Where the old figures are what the file
is about, say so in `accept`. Age is counted to the day on which the file was `reviewed`, else to its newest source.

Options:
    * `max-months`: the age in months up to which a source counts as fresh.

Bad::

    journeymap: 1
    reviewed: 2026-09-01
    sources: {survey: {kind: survey, n: 210, date: 2022-03-01}}
    steps:
      call: {customer: Calls, experience: {everyone: {expected: 6, perceived: 5}}, heard: survey, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    reviewed: 2026-09-01
    sources: {survey: {kind: survey, n: 210, date: 2026-03-01}}
    steps:
      call: {customer: Calls, experience: {everyone: {expected: 6, perceived: 5}}, heard: survey, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.evidence import ANALYSIS as EVIDENCE
from journeymap.diagnostics import Severity
from journeymap.graph.dates import age_in_words
from journeymap.i18n.messages import plural, say
from journeymap.i18n.references import SourceRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the sources that are used and old."""
    for use in facts.of(EVIDENCE).sources:
        if use.age is None or use.age <= options["max-months"] or not use.statements:
            continue
        message = plural(
            'the source "{source}" is {age} old, and one statement rests on it',
            'the source "{source}" is {age} old, and {count} statements rest on it',
            use.statements, source=SourceRef(use.source), age=age_in_words(use.age, use.date, graph.as_of),
        )  # fmt: skip
        yield Finding(
            graph.blueprint.sources[use.source].at("date"),
            message,
            witness=use.steps,
            help=say("ask again, or take newer figures, and write their date"),
            effect=say("decisions are taken on how it was for other customers at another time"),
        )


RULE = Rule(
    code="JM802",
    name="stale-source",
    severity=Severity.WARNING,
    check=check,
    options={"max-months": 24},
)
