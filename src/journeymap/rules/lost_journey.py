"""A part of the journey from which the customer can still go on, but can no longer be helped.

Why: the customer takes the trouble of every further step for nothing. An appeal that never changes an answer is worse
than none.

Fix: lead back to where help is given from one of these steps, or end the journey where it is decided. If it must be so,
say why in `accept`. A refusal that ends the journey right there is not reported, nor is the word that leads up to
one: that is one refusal, of which `bare-no` tells.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: {permit: 80%, letter: 20%}}
      permit: {customer: Gets the permit, end: helped}
      letter: {customer: Reads about the appeal, next: appeal}
      appeal: {customer: Appeals, next: final}
      final: {customer: Reads that the answer stays no, end: refused}

Good::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: {permit: 80%, letter: 20%}}
      permit: {customer: Gets the permit, end: helped}
      letter: {customer: Reads about the appeal, next: appeal}
      appeal: {customer: Appeals, next: {permit: 30%, final: 70%}}
      final: {customer: Reads that the answer stays no, end: refused}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.reachability import ANALYSIS as REACHABILITY
from journeymap.diagnostics import Family, Related, Severity
from journeymap.i18n.messages import quoted, say
from journeymap.i18n.references import PersonaRef, StepRef, refs
from journeymap.i18n.vocabulary import terms
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analyses.reachability import Own, Reachability, Region
    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the regions without a way to a good end: for everybody, then for some personas only."""
    reached = facts.of(REACHABILITY)
    everybody: list[tuple[Region, Reachability | Own, tuple[str, ...]]] = [
        (region, reached, ()) for region in reached.lost
    ]
    for region, way, personas in (*everybody, *((lost, own, own.personas) for own in reached.own for lost in own.lost)):
        if _is_one_refusal(graph, region):
            continue
        entry = region.entries[0]
        name = graph.name(entry)
        ends = dict.fromkeys(graph.topology.outcomes[step] for step in region.steps)
        only = terms(end for end in ends if end is not None)
        message = say(
            'from "{step}" on the customer can no longer be helped; it only ends as: {ends}',
            step=StepRef(name),
            ends=only,
        )
        if personas:
            message = say(
                'from "{step}" on there is no more help for {personas}; it only ends as: {ends}',
                step=StepRef(name), personas=quoted(refs(PersonaRef, personas)), ends=only,
            )  # fmt: skip
        onward = way.to_end.path_from(entry)[1:]
        others = [(graph.name(other), graph.place(other)) for other in region.entries[1:]]
        yield Finding(
            graph.place(entry),
            message,
            step=name,
            personas=personas,
            witness=graph.names([*way.path.path(entry), *onward]),
            help=say('lead from one of these steps to where help is given, or write "end" where it is decided'),
            effect=say("every further step costs the customer time and hope for nothing"),
            related=tuple(
                Related(place, say('"{step}" leads into the same steps', step=StepRef(other)))
                for other, place in others if place is not None
            ),
        )  # fmt: skip


def _is_one_refusal(graph: ServiceGraph, region: Region) -> bool:
    """Whether it only ends in a no, and the customer has nothing to do between hearing of it and the end."""
    ends = {step for step in region.steps if graph.topology.outcomes[step] is not None}
    between = set(region.steps) - ends - set(region.entries)
    refused = all(graph.topology.outcomes[step] == "refused" for step in ends)
    return refused and not any(graph.step(step).customer for step in between)


RULE = Rule(code="JM205", name="lost-journey", severity=Severity.WARNING, check=check, family=Family("refusal", 3))
