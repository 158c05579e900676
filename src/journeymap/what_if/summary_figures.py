"""All figures of a journey that a summary shows: each for all customers and for each persona, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, log10
from typing import TYPE_CHECKING

from journeymap.analyses import evidence, gaps, journey_time
from journeymap.graph.contacts import is_contact
from journeymap.graph.markov_chain import HELPED, OUTCOMES
from journeymap.i18n.amounts import Amount
from journeymap.i18n.messages import Message, say
from journeymap.model.quantities import Minutes
from journeymap.what_if import headline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.analysis import Facts
    from journeymap.graph.simulated import SimulatedTimes
    from journeymap.i18n.amounts import Unit
    from journeymap.what_if.figures import Better

DIGITS = 2
"""How many digits of a figure count where it is told: nobody decides on a third."""

# Where a step waits for work beside the path, the chain knows the path alone; `drawn-time` tells the whole.
_OF_THE_PATH = {
    "time": say("time to an end, on the path alone"),
    "time-of-finished": say("time of journeys that end, on the path alone"),
    "time-of-helped": say("time of those who are helped, on the path alone"),
}


@dataclass(frozen=True, slots=True)
class Figured:
    """One figure: its lasting name, what it is called, its unit, its value for all customers and for each persona.

    None is what is not stated. `better` says whether more or less of it is better. `assumed` is the part of what it
    rests on that has no source, None where it rests on no statement. `error` is the standard error of the value where
    journeys were drawn by chance, in its unit; `errors` those of the personas.
    """

    name: str
    label: Message
    unit: Unit
    better: Better
    value: float | None
    by_persona: Mapping[str, float | None]
    assumed: float | None
    error: float | None = None
    errors: Mapping[str, float] | None = None

    def of(self, persona: str | None) -> float | None:
        """Return the figure of a persona, or with None that of all customers."""
        return self.value if persona is None else self.by_persona.get(persona)

    def amount(self, persona: str | None = None) -> Amount:
        """Return the figure as it is told everywhere: with two digits that count, a time with three.

        A time that was drawn by chance gets no more digits than its error lets stand, and two at least.
        """
        value = self.of(persona)
        error = self.error if persona is None else (self.errors or {}).get(persona)
        if value is not None and self.unit == "minutes" and error and value > 0 and isfinite(value):
            certain = int(log10(value / error)) if error < value else DIGITS
            value = Minutes(value).rounded(max(DIGITS, min(3, certain))).minutes
        return Amount(value, self.unit, digits=DIGITS)

    @property
    def stated(self) -> bool:
        """Whether the file states what it takes to know the figure, for anybody."""
        return self.value is not None or any(value is not None for value in self.by_persona.values())


class Figures:
    """All figures of one journey by their names, in the order in which they are best told."""

    def __init__(self, facts: Facts) -> None:
        self.personas: Mapping[str, float] = facts.graph.personas
        self.all: dict[str, Figured] = {figure.name: figure for figure in _figures(facts)}
        self._steps = facts.graph.blueprint.steps.values()

    @property
    def whole_time(self) -> Figured:
        """The figure that tells how long journeys take that come to an end, with all that they wait for."""
        return self.all.get("drawn-time", self.all["time-of-finished"])

    @property
    def meets(self) -> bool:
        """Whether the file says anywhere how customer and organisation meet."""
        return any(map(is_contact, self._steps))

    def __getitem__(self, name: str) -> Figured:
        """Return the figure of that name; KeyError when there is none."""
        return self.all[name]


def _figures(facts: Facts) -> Iterator[Figured]:
    exact = facts.of(journey_time.ANALYSIS).exact
    for figure in headline(facts):
        label = figure.label if exact else _OF_THE_PATH.get(figure.name, figure.label)
        yield Figured(figure.name, label, figure.unit, figure.better, figure.value, figure.by_persona, figure.assumed)
        if figure.name == "sacrifice":
            total = facts.of(gaps.ANALYSIS).total_sacrifice
            yield Figured("total-sacrifice", say("sacrifice over the whole journey"), "points", "less", total.mean,
                          total.by_persona, total.basis.assumed_share)  # fmt: skip
        if figure.name == "hidden-waiting":
            yield from _times(facts, figure.assumed)


def _times(facts: Facts, assumed: float | None) -> Iterator[Figured]:
    """Yield the time of those who are helped, and what only journeys that are drawn by chance can tell."""
    times = facts.of(journey_time.ANALYSIS)
    graph = facts.graph
    helped = {
        # Where some wait for ever, the chain does not know who is helped; `drawn` tells how long those take who end.
        name: None if graph.waits_for_ever(name) else found.given.get(OUTCOMES[HELPED])
        for name, found in times.by_persona.items()
    }
    # Who is helped more often counts for more among those who are helped.
    parts = {name: part * graph.chain(name).outcomes[OUTCOMES[HELPED]] for name, part in graph.personas.items()}
    stated = [name for name, value in helped.items() if value is not None]
    whole = sum(parts[name] for name in stated)
    mean = sum((helped[name] or 0.0) * parts[name] for name in stated) / whole if whole else None
    of_helped = say("time of those who are helped") if times.exact else _OF_THE_PATH["time-of-helped"]
    yield Figured("time-of-helped", of_helped, "minutes", "less", mean, helped, assumed)
    drawn: dict[str | None, SimulatedTimes | None] = {who: times.drawn(who) for who in (None, *graph.personas)}
    if not times.exact:
        yield _drawn(drawn, "drawn-time", say("time of journeys that end, with the work beside them"), "mean", assumed)
    yield _drawn(drawn, "p50", say("half of the journeys end within"), "p50", assumed)
    yield _drawn(drawn, "p90", say("nine in ten journeys end within"), "p90", assumed)


def _drawn(
    drawn: Mapping[str | None, SimulatedTimes | None], name: str, label: Message, field: str, assumed: float | None
) -> Figured:
    found = {who: getattr(sample, field) for who, sample in drawn.items() if sample is not None and sample.finished}
    everyone = found.get(None)
    return Figured(
        name,
        label,
        "minutes",
        "less",
        None if everyone is None else everyone.value,
        {who: found[who].value if who in found else None for who in drawn if who is not None},
        assumed,
        None if everyone is None else everyone.standard_error,
        {who: estimate.standard_error for who, estimate in found.items() if who is not None},
    )


def rests_on(facts: Facts) -> Message:
    """Return how many statements the file makes, and how many of them have no source."""
    total = facts.of(evidence.ANALYSIS).total
    if total.statements == 1:
        return say("1 statement, without a source") if total.assumed else say("1 statement, with a source")
    return say("{count} statements, {unheard} without a source", count=total.statements, unheard=total.assumed)
