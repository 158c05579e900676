"""A way in or out, or a journey at the same time, that the other side knows nothing of.

Why: whoever works on the way in must see what it does to the way out, and the other way round. Where only one of the
two names the other, a change of the second goes unnoticed, and getting out becomes harder than getting in without
anybody having decided so. Journeys that the same customer lives through at the same time are one burden; where only one
of the files says so, the other, checked by itself, is judged as if it were alone.

Fix: name this file under `mirrors` or `beside` in the other one too. Where the two are no pair, take the word out here.

Bad::

    journeymap: 1
    relates: {mirrors: report.yaml}
    steps:
      call: {customer: Calls that it need not be repaired, frontstage: Takes it off the list, next: off}
      off: {customer: Reads that nobody comes, end: helped}

Good::

    journeymap: 1
    relates: {mirrors: join.yaml}
    steps:
      say: {customer: Says goodbye at the desk, frontstage: Ends the membership, next: out}
      out: {customer: Reads that it is over, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Related, Severity
from journeymap.i18n.messages import say
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the mirrors that do not mirror back, and the journeys beside this one that are not beside it."""
    relates = graph.blueprint.relates
    if relates is None or not (relates.mirrors or relates.beside):
        return
    links = graph.links
    named = [("mirrors", number, path) for number, path in enumerate(relates.mirrors)]
    named += [("beside", number, path) for number, path in enumerate(relates.beside)]
    for relation, number, path in named:
        other = links.related.get(path)
        if other is None or relation in links.returned[path]:
            continue
        place = other.blueprint.at("relates") if other.blueprint.relates is not None else None
        message = say('"{path}" does not name this file as its mirror', path=path)
        effect = say("one side changes, and nobody sees that the other became harder for the customer")
        if relation == "beside":
            message = say('"{path}" does not name this file as a journey beside it', path=path)
            effect = say("seen from the other side, nobody adds up what the customer has to bear at the same time")
        yield Finding(
            relates.at(relation, number),
            message,
            help=say('write this file under "relates: {relation}" in "{path}" too', relation=relation, path=path),
            effect=effect,
            related=() if place is None else (Related(place, say("here the other side says what it relates to")),),
        )


RULE = Rule(code="JM904", name="mirror-missing", severity=Severity.NOTE, check=check)
