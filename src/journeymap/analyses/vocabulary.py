"""Which words of the format a file uses: from a word that nobody wrote, nothing follows.

Much of the format is optional, and nobody who begins has all of it. A vocabulary is in use when the file states it at
least once where it could stand; only then does its absence at a step say anything about the service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.units import COUNT, derived
from journeymap.model.lanes import LANES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.graph.stated import Stated

Word: TypeAlias = Literal[
    "helps", "asks", "tells", "channel", "by", "decides", "meets", "uses", "heard", "promise", "tolerance"
]
LEAST = 1 / 3
"""The part of the touchpoints in which a lane has to be used before a touchpoint without it says anything."""


class Vocabulary(Struct, frozen=True):
    """How many steps state each word, how many of the touchpoints each lane, and how many choices name no decider.

    `timed` is how many of the touchpoints say what they take.
    """

    uses: Annotated[Mapping[str, int], COUNT]
    lanes: Annotated[Mapping[str, int], COUNT]
    touchpoints: Annotated[int, COUNT]
    choices: Annotated[int, COUNT]
    undecided: Annotated[int, COUNT]
    timed: Annotated[int, COUNT]

    def has(self, *words: Word) -> bool:
        """Return whether any of some words is in use."""
        return any(self.uses[word] for word in words)

    def draws(self, *lanes: str) -> bool:
        """Return whether lanes are drawn at so many touchpoints that one without them says something."""
        return bool(self.touchpoints) and sum(self.lanes[lane] for lane in lanes) >= LEAST * self.touchpoints

    @property
    @derived()
    def tells_what_is_active(self) -> bool:
        """Whether so many touchpoints say what they take that the sum of it says something."""
        return bool(self.touchpoints) and self.timed >= LEAST * self.touchpoints


def compute(graph: ServiceGraph) -> Vocabulary:
    """Return which words the steps of a blueprint state."""
    stated = graph.stated
    steps, seen = stated.steps, stated.touchpoints
    choices = [number for number in stated.at("next") if len(steps[number].next) > 1]
    said = set(stated.on_ways("decides")).intersection(choices)
    deciding = [[flow.decides is not None for flow in steps[number].next.values()] for number in said]
    return Vocabulary(
        uses={
            "helps": _stating(stated, "helps"),
            "asks": _stating(stated, "asks"),
            "tells": _stating(stated, "tells"),
            "channel": _stating(stated, "channel"),
            "by": len({number for numbers in stated.named.values() for number in numbers}),
            "decides": sum(any(deciders) for deciders in deciding),
            "meets": _stating(stated, "meets"),
            "uses": _stating(stated, "uses"),
            "heard": _stating(stated, "heard"),
            "promise": _stating(stated, "promise"),
            "tolerance": _stating(stated, "tolerance"),
        },
        lanes={
            lane: sum([seen[number] for number in stated.at(lane) if getattr(steps[number], lane)]) for lane in LANES
        },
        touchpoints=sum(seen),
        choices=len(choices),
        undecided=len(choices) - sum(all(deciders) for deciders in deciding),
        timed=sum(seen[number] for number in stated.at("takes")),
    )


def _stating(stated: Stated, field: str) -> int:
    return sum([bool(getattr(stated.steps[number], field)) for number in stated.at(field)])


ANALYSIS = Analysis(name="vocabulary", compute=compute)
