"""A source of so few people or cases that it may be chance.

Why: with five people most of what is common has been met once, and less is an anecdote (Nielsen and Landauer 1993, for
problems that three in ten meet). One angry letter, or one content neighbour, is not a picture of all customers.

Fix: talk to a few more, or say that it is one voice. A source that does not state its `n` is not judged.

Options:
    * `least`: the number of people or cases from which a source counts as more than an anecdote.

Bad::

    journeymap: 1
    sources: {panel: {kind: interview, n: 2, date: 2026-05-12}}
    steps:
      call: {customer: Calls, experience: {everyone: {expected: 6, perceived: 5}}, heard: panel, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    sources: {panel: {kind: interview, n: 9, date: 2026-05-12}}
    steps:
      call: {customer: Calls, experience: {everyone: {expected: 6, perceived: 5}}, heard: panel, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.evidence import ANALYSIS as EVIDENCE
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.references import SourceRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the sources that are used and small."""
    for use in facts.of(EVIDENCE).sources:
        if use.n is None or use.n >= options["least"] or not use.statements:
            continue
        yield Finding(
            graph.blueprint.sources[use.source].at("n"),
            say(
                'behind the source "{source}" stand fewer than {least} people or cases: {n}',
                source=SourceRef(use.source), least=options["least"], n=use.n,
            ),
            witness=use.steps,
            help=say("ask a few more, or say in a note that this is one voice"),
            effect=say("one voice decides what is done for all"),
        )  # fmt: skip


RULE = Rule(
    code="JM803",
    name="thin-source",
    severity=Severity.NOTE,
    check=check,
    options={"least": 5},
)
