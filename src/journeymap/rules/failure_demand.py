"""A large part of the contacts is there only because something went wrong before.

Why: customers who ask where it remains, tell it again or complain are work that nobody wants. Seddon (2003) calls it
failure demand and finds it to be 40 to 60% of what service organisations do. Answering it faster is no improvement.

Fix: look at what causes the most of it, which the finding names, and take that away. It counts the contacts that would
not be there if nobody went the ways of failure: `recover`, ways back, arrows with `kind: failure`, and ways into steps
that are tagged `failure-demand`. A way back that is meant so is told with `kind: planned`.

Options:
    * `share`: the part of all expected contacts, from 0 to 1, from which it is reported.

Bad::

    journeymap: 1
    steps:
      letter: {customer: Reads the bill, frontstage: Sends it, next: {paid: 40%, call: 60%}}
      call: {customer: Asks what it means, frontstage: Reads it, tags: failure-demand, next: {again: 50%, paid: 50%}}
      again: {customer: Asks once more, frontstage: Reads it again, tags: failure-demand, next: paid}
      paid: {customer: Has paid, end: helped}

Good::

    journeymap: 1
    steps:
      letter: {customer: Reads a clear bill, frontstage: Sends it, next: {paid: 95%, call: 5%}}
      call: {customer: Asks what it means, frontstage: Explains, tags: failure-demand, next: paid}
      paid: {customer: Has paid, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.effort import ANALYSIS as EFFORT
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import WHOLE, Amount
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Tell of a journey in which failures cause too many of the contacts."""
    effort = facts.of(EFFORT)
    share = effort.failure_share.mean
    if share is None or share < options["share"] or not effort.failure_causes:
        return
    first = effort.failure_causes[0]
    yield Finding(
        graph.place(first.target),
        say(
            '{share} of the contacts are there only because something failed before; most of them by "{cause}"',
            share=Amount(share, "share", digits=WHOLE), cause=StepRef(first.target),
        ),
        witness=(first.source, first.target),
        help=say(
            'take away why customers come from "{step}" to "{cause}"',
            step=StepRef(first.source), cause=StepRef(first.target),
        ),
        effect=say("the customer has to make the effort to have a failure undone"),
    )  # fmt: skip


OPTIONS = {"share": 0.4}

RULE = Rule(code="JM708", name="failure-demand", severity=Severity.WARNING, check=check, options=OPTIONS)
