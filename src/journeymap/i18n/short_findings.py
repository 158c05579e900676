"""What was found, in two to four words each: for the head of a drawing, where a sentence has no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.i18n.messages import Message

IN_SHORT: Mapping[str, Message] = {
    "average-hides-persona": say("some leave far more often"),
    "bad-ending": say("ends worse than it was"),
    "bare-no": say("no without an alternative"),
    "broad-file": say("more than a reader takes in"),
    "broken-link": say("leads to nothing"),
    "broken-promise": say("promise not kept"),
    "broken-term": say("term not kept"),
    "buried-contact": say("contact is hard to find"),
    "channel-steering": say("steered to another channel"),
    "choice-taken-away": say("choice taken away"),
    "closed-when-customer-can": say("closed when people can"),
    "colliding-journeys": say("collides with another journey"),
    "combinable-visits": say("visits could be one"),
    "dead-end": say("no way on"),
    "detour-said-twice": say("counted twice"),
    "emotion-without-relief": say("nothing makes up for it"),
    "failure-demand": say("contact caused by failure"),
    "harder-out-than-in": say("harder out than in"),
    "helped-in-name": say("helped in name only"),
    "hidden-deadline": say("a deadline nobody told"),
    "hidden-wait": say("waiting without a word"),
    "improper-completion": say("waits for what never comes"),
    "incomplete-detours": say("who leaves is not all told of"),
    "loop-without-change": say("circle that changes nothing"),
    "loss-making-time": say("costs more than it earns"),
    "lost-journey": say("no help from here on"),
    "mirror-missing": say("other side does not know"),
    "no-good-end": say("nobody is helped"),
    "no-start": say("begins nowhere"),
    "no-voice": say("no way to answer back"),
    "no-way-out": say("circle without a way out"),
    "not-guaranteed": say("help is not certain"),
    "one-way-relationship": say("hardly a conversation"),
    "only-way-is-back": say("only the way back"),
    "overloaded": say("more work than people"),
    "over-tolerance": say("takes too long"),
    "pain-point": say("rated low"),
    "piled-burden": say("too many visits"),
    "preferred-channel-missing": say("preferred channel is missing"),
    "reactive-only": say("only answers when asked"),
    "repeated-complaint": say("complaints come again and again"),
    "risk-priority": say("fails gravely or often"),
    "satisfied-but-sacrificing": say("settles for less"),
    "self-loop": say("leads to itself"),
    "silent-wait": say("waiting without a word"),
    "solved-before-asked": say("solved before anybody asked"),
    "staff-pain": say("hurts the staff too"),
    "told-twice": say("everything told twice"),
    "unasked-verdict": say("nobody asked whether it helped"),
    "undecided-choice": say("nobody says what decides"),
    "unattended-hours": say("open and nobody there"),
    "unequal-outcome": say("some are helped less often"),
    "unjudged-hours": say("opening hours unclear"),
    "unmarked-entry": say("a beginning nobody marked"),
    "unmet-need": say("a need that nothing meets"),
    "unpriced-wait": say("waiting without a limit"),
    "unreachable-step": say("nothing leads here"),
    "unrecovered-fail-point": say("failure without a way back"),
    "wait-dominated": say("mostly waiting"),
    "withdrawal-function": say("withdrawing is not as it should be"),
    "work-beyond-shift": say("longer than anybody is there"),
}
"""By the name of the rule; every rule about the service has its words."""
