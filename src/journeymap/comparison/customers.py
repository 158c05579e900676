"""What customers notice of a change: the figures of each persona before and after, and whether they are better off.

A figure is better or worse where it differs by more than the tolerance and, where journeys are simulated, by more than
`ERRORS` standard errors. Less of a burden is never called better where more customers of that persona give up for it,
or fewer are helped: then it is `bought`. What gets worse is always called worse.
"""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from journeymap.figures import Figure, Figures, compare
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.analysis import Facts
    from journeymap.comparison.matching import Pairs
    from journeymap.figures import Delta

Verdict: TypeAlias = Literal["better", "worse", "bought"]

OUTCOMES = ("helped", "refused", "gave-up", "transferred", "stranded")
GIVING_UP = ("gave-up", "stranded")
ALL_WAITING = "all-waiting"
BURDENS = ("time-of-helped", "time", ALL_WAITING, "hidden-waiting", "contacts", "items-asked", "sacrifice")
NOTICED = (*OUTCOMES, *BURDENS)
"""The figures that a customer notices, in the order in which they are told."""
ERRORS = 5.0
"""How many standard errors two versions must differ by where journeys are simulated.

A comparison holds dozens of figures against each other: at the usual two one in twenty would differ by chance, and each
week somebody would be told of a change that nobody made. At five fewer than one in a million does; errors of quantiles
are estimates themselves and leave room for that.
"""
_SAME = 1e-9
_Value = TypeVar("_Value")


class Tolerance(Struct, frozen=True):
    """Which difference of a figure is let pass: an amount in its unit, or a part of what it was before."""

    amount: float = 0.0
    part: float = 0.0

    def allows(self, before: float, change: float) -> bool:
        """Tell whether a difference is so small that it is let pass."""
        allowed = max(self.amount, self.part * abs(before) if isfinite(before) else 0.0)
        return abs(change) <= allowed * (1 + _SAME)


class Line(Struct, frozen=True):
    """One figure of one persona, before and after; the verdict is None where nothing can be told of the difference.

    Of what is `bought`, `more_give_up` tells for what: that more of them give up, else that fewer are helped.
    """

    delta: Delta
    persona: str | None
    verdict: Verdict | None
    more_give_up: bool = False

    @property
    def differs(self) -> bool:
        """Whether there is a difference to be told: one with a verdict, or that only one of the two is known."""
        before, after = self.delta.of(self.persona)
        return self.verdict is not None or (before is None) != (after is None)


class PersonaChange(Struct, frozen=True):
    """What becomes of one persona; with None as `new` and `old` of all customers together.

    `new` and `old` are its ids in the two versions, None where it is in one of them only. `lines` are all figures that
    a customer notices and one of the two versions knows, in the order in which they are told.
    """

    new: str | None
    old: str | None
    lines: tuple[Line, ...]

    @property
    def everyone(self) -> bool:
        """Whether these are all customers together."""
        return self.new is None and self.old is None

    @property
    def in_both(self) -> bool:
        """Whether both versions know them."""
        return self.everyone or (self.new is not None and self.old is not None)

    @property
    def worse(self) -> tuple[Line, ...]:
        """What gets worse for them."""
        return tuple(line for line in self.lines if line.verdict == "worse")

    @property
    def better(self) -> tuple[Line, ...]:
        """What gets better for them."""
        return tuple(line for line in self.lines if line.verdict == "better")

    @property
    def bought(self) -> tuple[Line, ...]:
        """What is less only because more of them give up, or fewer are helped."""
        return tuple(line for line in self.lines if line.verdict == "bought")

    @property
    def differs(self) -> bool:
        """Whether anything that they notice is different."""
        return not self.in_both or any(line.differs for line in self.lines)


def figures_of(old: Facts, new: Facts, personas: Pairs) -> dict[str, Delta]:
    """Return all figures before and after, those of the earlier version by the ids of the later one."""
    before = {
        figure.name: replace(
            figure,
            by_persona=_renamed(figure.by_persona, personas.new_of),
            standard_errors=_renamed(figure.standard_errors, personas.new_of),
        )
        for figure in _with_all_waiting(Figures(old))
    }
    deltas = compare(before, {figure.name: figure for figure in _with_all_waiting(Figures(new))})
    return {name: replace(delta, errors=ERRORS) for name, delta in deltas.items()}


def persona_changes(
    deltas: Mapping[str, Delta],
    old: Facts,
    new: Facts,
    personas: Pairs,
    tolerances: Mapping[str, Tolerance],
) -> tuple[PersonaChange, ...]:
    """Return what becomes of each persona, the one that loses most first, and at last of all customers together."""
    changes = []
    old_of = personas.old_of
    if new.graph.blueprint.personas or old.graph.blueprint.personas:
        changes += [_change(deltas, name, old_of.get(name), tolerances) for name in new.graph.blueprint.personas]
        changes += [
            PersonaChange(None, name, ()) for name in old.graph.blueprint.personas if name not in old_of.values()
        ]
        changes.sort(key=_weight)
    everyone = PersonaChange(None, None, tuple(_lines(deltas, None, tolerances)))
    return (*changes, everyone)


def _renamed(values: Mapping[str, _Value], new_of: Mapping[str, str]) -> dict[str, _Value]:
    return {new_of.get(name, name): value for name, value in values.items()}


def _with_all_waiting(figures: Figures) -> Iterator[Figure]:
    """Yield all figures, and after the waiting in its parts the whole of it."""
    for name, figure in figures.items():
        yield figure
        if name == "hidden-waiting":
            waiting = figures["waiting"]
            yield replace(
                waiting,
                name=ALL_WAITING,
                label=say("waiting"),
                value=_sum(waiting.value, figure.value),
                by_persona={who: _sum(value, figure.of(who)) for who, value in waiting.by_persona.items()},
            )


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _change(
    deltas: Mapping[str, Delta], new: str, old: str | None, tolerances: Mapping[str, Tolerance]
) -> PersonaChange:
    return PersonaChange(new, old, tuple(_lines(deltas, new, tolerances)) if old is not None else ())


def _lines(deltas: Mapping[str, Delta], who: str | None, tolerances: Mapping[str, Tolerance]) -> Iterator[Line]:
    verdicts = {name: _verdict(deltas[name], who, tolerances) for name in NOTICED if name in deltas}
    more_give_up = any(verdicts.get(name) == "worse" for name in GIVING_UP)
    given_up = more_give_up or verdicts.get("helped") == "worse"
    for name, verdict in verdicts.items():
        if name == "time" and not _tells_more(deltas, who):
            continue
        if any(value is not None for value in deltas[name].of(who)):
            bought = verdict == "better" and given_up and name in BURDENS
            yield Line(deltas[name], who, "bought" if bought else verdict, bought and more_give_up)


def _tells_more(deltas: Mapping[str, Delta], who: str | None) -> bool:
    """Tell whether the time of all says what that of who is helped does not.

    Being helped takes longer than giving up: a mean over both grows where more are helped. It is told where the other
    is not known, and where some come to no end in one version.
    """
    helped = deltas["time-of-helped"].of(who)
    return None in helped or (inf in deltas["time"].of(who) and deltas["time"].of(who) != (inf, inf))


def _verdict(delta: Delta, who: str | None, tolerances: Mapping[str, Tolerance]) -> Verdict | None:
    improved, change, before = delta.improved(who), delta.change(who), delta.of(who)[0]
    if improved is None or change is None or before is None:
        return None
    tolerance = tolerances.get(delta.name)
    if tolerance is not None and tolerance.allows(before, change):
        return None
    return "better" if improved else "worse"


def _weight(change: PersonaChange) -> tuple[int, float, int, int]:
    """Return what personas are ordered by: who is helped less or gives up more, who loses otherwise, then the rest."""
    losses = {line.delta.name: line for line in change.worse}
    lost = [line for name, line in losses.items() if name in ("helped", *GIVING_UP)]
    if lost:
        return 0, -max(abs(line.delta.change(line.persona) or 0.0) for line in lost), -len(losses), 0
    if losses:
        return 1, 0.0, -len(losses), 0
    return 2, 0.0, 0, 0 if change.differs else 1
