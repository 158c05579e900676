"""What a blueprint does not tell yet, and what to write in it to know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses import gaps, levers
from journeymap.figures import Figures
from journeymap.i18n.messages import Message, say
from journeymap.report.document import Lines

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from journeymap.analysis import Facts

PLOTS = ("feelings", "sacrifice", "time", "levers")
"""What there is no plot of where it is not known."""

_WRITE: Mapping[str, Message] = {
    "time": say('how long it takes: write "takes" and "wait" at the steps, such as "wait: 3 days"'),
    "contacts": say(
        'how often the customer is in touch: write "frontstage", or "channel", at the steps of the customer'
    ),
    "hand-offs": say('how often somebody else takes over: write who acts, with "by" behind what is done'),
    "channel-switches": say('how often the channel changes: write "channel" at the steps of the customer'),
    "items-asked": say('how much the customer is asked: write "asks" at the steps'),
    "feelings": say('how it feels: write "emotion" in "experience" at the steps, from -2 to 2'),
    "sacrifice": say('what is given up: write "desired" and "perceived" in "experience" at the steps'),
    "levers": say('what one change buys: write in "next" how many go which way, such as "visit: 80%"'),
    "personas": say('for whom it is different: describe "personas", and what is different for them'),
    "sources": say('how sure it is: describe "sources", and name those behind a step with "heard"'),
    "because": say('why a step is as it is: write "because" with whom it serves, a reason, and when to look again'),
}


# What only a file can tell in which customer and organisation meet.
_OF_MEETINGS = ("hand-offs", "channel-switches", "items-asked")


def to_know(facts: Facts) -> Mapping[str, Message]:
    """Return what is not known, by short names: what it is, and what to write to know it."""
    blueprint, felt = facts.graph.blueprint, facts.of(gaps.ANALYSIS)
    figures = Figures(facts)
    known = {
        "time": figures["time"].stated,
        "contacts": figures.meets,
        **{name: figures[name].stated or not figures.meets for name in _OF_MEETINGS},
        "feelings": any(gap.emotion is not None for by_persona in felt.steps.values() for gap in by_persona.values()),
        "sacrifice": figures["sacrifice"].stated,
        "levers": bool(facts.of(levers.ANALYSIS).by_gain),
        "personas": bool(blueprint.personas),
        "sources": bool(blueprint.sources),
        "because": any(step.because is not None for step in blueprint.steps.values()),
    }
    return {name: words for name, words in _WRITE.items() if not known[name]}


def unknown_lines(facts: Facts, names: Collection[str] | None = None) -> Lines:
    """Return what is not known as lines of a report: all of it, or what has one of the names."""
    lines = [words for name, words in to_know(facts).items() if names is None or name in names]
    return Lines(lines, "unknown", say("Not known yet, and what to write to know it"))
