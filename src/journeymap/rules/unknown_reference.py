"""A word that names a step, persona, channel, actor, system, source, phase or rule that is not there.

Why: an arrow to nowhere is left out of the journey, a channel that nobody defined has no opening hours, and a source
that is not in the list is not evidence. Most often it is a slip of the keyboard.

Fix: write the id that was meant, or define what is missing. An actor of the customer's side does not act for the
organisation, nor the other way round; within the organisation anybody may act in any lane.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls, next: dome}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.changes import Fix, Reword
from journeymap.diagnostics import Severity
from journeymap.graph.references import check_references
from journeymap.i18n.messages import say
from journeymap.plugins import known
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the references that lead nowhere."""
    rules = {rule.name for rule in known("rules", "RULE")}
    for reference, message, remedy in check_references(graph.blueprint, rules):
        place, meant = reference.place(), remedy.values.get("word")
        fixes: tuple[Fix, ...] = ()
        if place is not None and isinstance(meant, str):
            fixes = (Fix(say('write "{word}"', word=meant), (Reword(place.line, place.column, meant),)),)
        yield Finding(place, message, step=reference.step, help=remedy, fixes=fixes)


RULE = Rule(code="JM102", name="unknown-reference", severity=Severity.ERROR, check=check)
