"""Shares of those who give up or find it closed that do not add up to all of them.

Why: whoever leaves goes somewhere: tries again, goes elsewhere, or never comes back. Where the shares add up to less,
somebody is missing; where they add up to more, some are counted twice. The figures take them in proportion.

Fix: the shares under `to` are of those who give up, or who find it closed, and not of all who come to the step: let
them add up to 100%, or leave one out, which is then the rest. How many they are together is `share` beside `to`.

Bad::

    journeymap: 1
    steps:
      call:
        customer: Calls
        start: true
        gives-up: {after: 8 min, share: 10%, to: {again: 6%, stop: 4%}}
        next: done
      again: {customer: Calls again an hour later, next: call}
      stop: {customer: Leaves it at that, end: gave-up}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      call:
        customer: Calls
        start: true
        gives-up: {after: 8 min, share: 10%, to: {again: 60%, stop: 40%}}
        next: done
      again: {customer: Calls again an hour later, next: call}
      stop: {customer: Leaves it at that, end: gave-up}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.graph.share_totals import sums_of_leaving
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import StepRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the sums that are not one."""
    for name, word, total, left in sums_of_leaving(graph.blueprint):
        values = {"step": StepRef(name), "sum": Amount(total, "share")}
        message = say('where those go who give up at "{step}" adds up to {sum} of them', **values)
        if word == "closed":
            message = say('where those go who find "{step}" closed adds up to {sum} of them', **values)
        yield Finding(
            left.key_at("to"),
            message,
            step=name,
            help=say("let the shares add up to 100% of those who leave, or leave one out: it is then the rest"),
            effect=say("the figures count them in proportion, and nobody knows where the others went"),
        )


RULE = Rule(code="JM118", name="incomplete-detours", severity=Severity.WARNING, check=check)
