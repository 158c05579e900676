"""A channel, actor, system, source or phase that nothing in the blueprint uses.

Why: either it was forgotten in the steps, and then the picture is incomplete, or it is left over, and then it misleads
whoever reads the list.

Fix: name it in the steps where it belongs, or take it out.

Bad::

    journeymap: 1
    systems: {crm: Customer system}
    steps:
      call: {customer: Calls, frontstage: Answers, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    systems: {crm: Customer system}
    steps:
      call: {customer: Calls, frontstage: Answers, uses: crm, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.changes import taking_out
from journeymap.diagnostics import Severity
from journeymap.graph.references import references
from journeymap.i18n.messages import Message, say
from journeymap.i18n.references import ActorRef, ChannelRef, PhaseRef, Ref, SourceRef, SystemRef
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the definitions that no reference names."""
    blueprint = graph.blueprint
    used = {(reference.kind, reference.word) for reference in references(blueprint)}
    # A step without a phase is in that of the step before it.
    phases = set(graph.phases.values())
    defined: tuple[tuple[str, Mapping[str, Any], Message, type[Ref]], ...] = (
        ("channel", blueprint.channels, say("channel"), ChannelRef),
        ("actor", blueprint.actors, say("actor"), ActorRef),
        ("used", blueprint.systems, say("system"), SystemRef),
        ("source", blueprint.sources, say("source"), SourceRef),
        ("phase", blueprint.phases, say("phase"), PhaseRef),
    )
    groups = ("channels", "actors", "systems", "sources", "phases")
    for group, (kind, elements, what, ref) in zip(groups, defined, strict=True):
        for name, element in elements.items():
            if (name in phases) if kind == "phase" else ((kind, name) in used):
                continue
            message = say('nothing uses the {what} "{name}"', what=what, name=ref(name))
            remedy = say("name it in the steps where it belongs, or take it out")
            yield Finding(element.key_at(), message, help=remedy, fixes=(taking_out(group, name),))


RULE = Rule(code="JM105", name="unused-definition", severity=Severity.WARNING, check=check)
