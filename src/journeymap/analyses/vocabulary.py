"""Which words of the format a file uses: from a word that nobody wrote, nothing follows.

Much of the format is optional, and nobody who begins has all of it. A vocabulary is in use when the file states it at
least once where it could stand; only then does its absence at a step say anything about the service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.units import COUNT
from journeymap.model.lanes import LANES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.model.step import Step

Word: TypeAlias = Literal["helps", "asks", "tells", "channel", "by", "decides", "meets", "uses", "heard"]
LEAST = 1 / 3
"""The part of the touchpoints in which a lane has to be used before a touchpoint without it says anything."""


class Vocabulary(Struct, frozen=True):
    """How many steps state each word, how many of the touchpoints each lane, and how many choices name no decider."""

    uses: Annotated[Mapping[str, int], COUNT]
    lanes: Annotated[Mapping[str, int], COUNT]
    touchpoints: Annotated[int, COUNT]
    choices: Annotated[int, COUNT]
    undecided: Annotated[int, COUNT]

    def has(self, *words: Word) -> bool:
        """Return whether any of some words is in use."""
        return any(self.uses[word] for word in words)

    def draws(self, *lanes: str) -> bool:
        """Return whether lanes are drawn at so many touchpoints that one without them says something."""
        return bool(self.touchpoints) and sum(self.lanes[lane] for lane in lanes) >= LEAST * self.touchpoints


def compute(graph: ServiceGraph) -> Vocabulary:
    """Return which words the steps of a blueprint state."""
    steps = list(graph.blueprint.steps.values())
    choices = [step for step in steps if len(step.next) > 1]
    deciding = [[flow.decides is not None for flow in step.next.values()] for step in choices]
    touchpoints = [step for step in steps if step.is_touchpoint]
    return Vocabulary(
        uses={
            "helps": sum(bool(step.helps) for step in steps),
            "asks": sum(bool(step.asks) for step in steps),
            "tells": sum(bool(step.tells) for step in steps),
            "channel": sum(bool(step.channel) for step in steps),
            "by": sum(_names_actors(step) for step in steps),
            "decides": sum(any(deciders) for deciders in deciding),
            "meets": sum(bool(step.meets) for step in steps),
            "uses": sum(bool(step.uses) for step in steps),
            "heard": sum(bool(step.heard) for step in steps),
        },
        lanes={lane: sum(bool(step.cells(lane)) for step in touchpoints) for lane in LANES},
        touchpoints=len(touchpoints),
        choices=len(choices),
        undecided=sum(not all(deciders) for deciders in deciding),
    )


def _names_actors(step: Step) -> bool:
    cells = (*step.evidence, *step.customer, *step.frontstage, *step.backstage, *step.support)
    return any([cell.by is not None for cell in cells])  # noqa: C419 - faster for few


ANALYSIS = Analysis(name="vocabulary", compute=compute)
