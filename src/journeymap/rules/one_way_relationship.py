"""A journey in which the organisation hardly talks with its customers, while they give up much.

Why: what a customer wants exactly is learned only in conversation; the more both sides talk, the less has to be given
up (Hart 1995; Pine, Peppers and Rogers 1995). Letters, leaflets and forms change what people expect, not what they get.

Fix: let somebody ask and answer at the steps named, those at which most is given up first: write who acts on both
sides, what is asked or told, and use a channel that answers. A touchpoint is a conversation when both sides act,
something is asked or told, and the channel answers. Reported once per file.

Options:
    * `two-way`: the percentage of touchpoints that must be a conversation.
    * `sacrifice`: the percentage of the rating scale that may be given up, on average, before it matters.

Bad::

    journeymap: 1
    steps:
      leaflet: {customer: Reads the leaflet, experience: {everyone: {desired: 9, perceived: 5}}, next: form}
      form: {customer: Fills in the form, experience: {everyone: {desired: 9, perceived: 4}}, next: house}
      house: {customer: Moves in, experience: {everyone: {desired: 9, perceived: 5}}, end: helped}

Good::

    journeymap: 1
    steps:
      leaflet: {customer: Reads the leaflet, experience: {everyone: {desired: 9, perceived: 5}}, next: talk}
      talk: {customer: Tells about daily life, frontstage: Asks follow-up questions, asks: wishes, next: house,
             experience: {everyone: {desired: 9, perceived: 8}}}
      house: {customer: Moves in, experience: {everyone: {desired: 9, perceived: 8}}, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.conversation import ANALYSIS as CONVERSATION
from journeymap.analyses.gaps import ANALYSIS as GAPS
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import quoted, say
from journeymap.i18n.references import PersonaRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


_NAMED = 4


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Hold how much of the journey is a conversation against what is given up."""
    talks, gaps = facts.of(CONVERSATION), facts.of(GAPS)
    least = options["sacrifice"] / 100 * gaps.scale - 1e-9
    giving = {name: lost for name, lost in gaps.sacrifice.by_persona.items() if lost is not None and lost >= least}
    if not giving or talks.two_way_share is None or talks.two_way_share >= options["two-way"] / 100:
        return
    lowest, highest = min(giving.values()), max(giving.values())
    amount = say("{lowest} to {highest}", lowest=lowest, highest=highest) if highest - lowest > 1e-9 else highest
    one_way = [talk for talk in talks.touchpoints if not talk.two_way]
    lost_at = {talk.step: talk.sacrifice.mean or 0.0 for talk in one_way if talk.sacrifice is not None}
    personas = graph.unless_all(giving)
    figures = {
        "count": len(talks.touchpoints) - len(one_way), "all": len(talks.touchpoints),
        "sacrifice": amount, "scale": gaps.scale,
    }  # fmt: skip
    message = say(
        "there is a conversation at {count} of {all} touchpoints, and customers give up {sacrifice} of {scale} points",
        **figures,
    )
    if personas:
        message = say(
            "there is a conversation at {count} of {all} touchpoints, and {personas} give up {sacrifice} of {scale} "
            "points",
            personas=quoted(refs(PersonaRef, personas)), **figures,
        )  # fmt: skip
    yield Finding(
        graph.blueprint.key_at("steps"),
        message,
        witness=tuple(sorted(lost_at, key=lost_at.__getitem__, reverse=True)[:_NAMED]),
        help=say("let somebody ask and answer at these steps, on a channel that answers"),
        effect=say("nobody learns what customers want, so they take what there is"),
        personas=personas,
    )


RULE = Rule(
    code="JM506",
    name="one-way-relationship",
    severity=Severity.NOTE,
    check=check,
    options={
        "two-way": 33,
        "sacrifice": 25,
    },
)
