"""An arrow that jumps over a lane of the blueprint.

Why: between the customer and the back office somebody or something must take the matter over where the customer can
see it. Where the arrow skips the frontstage, nobody has designed that moment (Shostack 1984, line of visibility).

Fix: add what is in between: a `frontstage` cell, or the `evidence` or `channel` through which it goes, such as a form,
a letter or a website. Between frontstage and support, add who passes it on backstage.

Bad::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, next: check}
      check: {backstage: Checks the papers, next: permit}
      permit: {customer: Gets the permit, frontstage: Hands it over, end: helped}

Good::

    journeymap: 1
    steps:
      ask: {customer: Asks for a permit, frontstage: Takes the papers in, next: check}
      check: {backstage: Checks the papers, next: permit}
      permit: {customer: Gets the permit, frontstage: Hands it over, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.graph import EdgeKind
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.i18n.vocabulary import terms
from journeymap.model.lanes import LANES
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options
FIELDS = {EdgeKind.NEXT: "next", EdgeKind.STARTS: "starts", EdgeKind.RECOVER: "fails"}


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the arrows between steps of which no lanes are the same or next to each other."""
    come = {name: place for place, name in enumerate(graph.topology.as_customers_come(graph.blueprint.steps))}
    skips = sorted(_skips(graph), key=lambda skip: (come[skip[0]], come[skip[1]]))
    if not skips:
        return
    first, second, field, lanes, from_customer = skips[0]
    effect = say("nobody has designed how it is handed over")
    remedy = say('write who passes it on: "{lane}" in one of the two', lane=lanes[0])
    if from_customer:
        remedy = say('write what is in between: "frontstage" in one of the two, or "evidence" or "channel"')
        effect = say("nobody has designed how it is handed over, so the customer sees nothing of it")
    message = say('the arrow from "{first}" to "{second}" jumps over: {lanes}',
                  first=StepRef(first), second=StepRef(second), lanes=terms(lanes))  # fmt: skip
    if len(skips) > 1:
        message = say('{count} arrows jump over a lane, the first from "{first}" to "{second}": {lanes}',
                      count=len(skips), first=StepRef(first), second=StepRef(second), lanes=terms(lanes))  # fmt: skip
    step = graph.step(first)
    yield Finding(
        step.key_at(field, second) if field != "fails" else step.key_at("fails"),
        message,
        step=first,
        witness=tuple(dict.fromkeys(name for source, target, *_ in skips for name in (source, target))),
        help=remedy,
        effect=effect,
    )


def _skips(graph: ServiceGraph) -> Iterator[tuple[str, str, str, tuple[str, ...], bool]]:
    """Yield the arrows that jump: the two steps, the field, the lanes in between, whether one end is the customer's."""
    topology = graph.topology
    steps = list(graph.blueprint.steps.values())
    ranks = [[rank for rank, lane in enumerate(LANES) if rank and step.cells(lane)] for step in steps]
    # What the customer holds and the channel it comes through are part of the frontstage.
    bridged = [bool(step.evidence or step.channel or step.journey) for step in steps]
    for edge, (source, target) in enumerate(zip(topology.sources, topology.targets, strict=True)):
        field = FIELDS.get(topology.kinds[edge])
        if field is None or not ranks[source] or not ranks[target]:
            continue
        distance, upper, lower = min((abs(a - b), *sorted((a, b))) for a in ranks[source] for b in ranks[target])
        from_customer = LANES[upper] == "customer"
        if distance < 2 or (from_customer and (bridged[source] or bridged[target])):
            continue
        yield graph.name(source), graph.name(target), field, LANES[upper + 1 : lower], from_customer


RULE = Rule(code="JM304", name="line-skip", severity=Severity.WARNING, check=check)
