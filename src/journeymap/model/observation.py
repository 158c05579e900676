"""The record of what customers really did: counts from a log, and nobody in them.

It is made once from a log of any size and is all that is read afterwards. It holds no case, no person and no text but
the names of activities, and the same log gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1


class LogRead(Struct, frozen=True):
    """What was read: `name` of the log, cases and events that count, the first and last moment (ISO, UTC).

    `ties` are events at the moment of another one of their case, `left_out` says what does not count and how often.
    """

    name: str
    cases: int
    events: int
    from_: str | None = field(name="from")
    until: str | None
    ties: int
    left_out: Mapping[str, int]


class Visits(Struct, frozen=True):
    """How often a step was visited: visits, how many cases did, and how many came to it first or last."""

    n: int
    cases: int
    first: int
    last: int


class Pair(Struct, frozen=True):
    """What followed what: from one step to the next visit, or to none (`to` is None).

    `running` are those of none who may still come on. `durations` are pairs of seconds and how often: until the next
    visit, or for which nothing has come yet.
    """

    from_: str = field(name="from")
    to: str | None
    n: int
    running: int
    durations: tuple[tuple[int, int], ...]


class Deviation(Struct, frozen=True):
    """One kind of deviation at one step: how often, and in how many cases."""

    kind: str = field(name="class")
    step: str | None
    n: int
    cases: int


class Fit(Struct, frozen=True):
    """How the journeys fit: those judged, those as drawn, the sum of costs and the worst that it could be.

    `not_judged` went beyond the budget, `began_before` the log began.
    """

    judged: int
    as_drawn: int
    cost: int
    worst: int
    not_judged: int
    began_before: int

    @property
    def fitness(self) -> float | None:
        """One less the part of the worst cost that was met; None where nothing was judged."""
        return 1 - self.cost / self.worst if self.worst else None


class Variant(Struct, frozen=True):
    """One sequence of steps and how many cases took it."""

    steps: tuple[str, ...]
    n: int


class Observation(Struct, frozen=True):
    """All of it. `steps` are the ids that it was made for, `unseen` those of them to which no activity belongs."""

    journeymap: str
    format: int
    log: LogRead
    steps: tuple[str, ...]
    mapping: Mapping[str, tuple[str, ...]]
    unmapped: Mapping[str, int]
    unseen: tuple[str, ...]
    visits: Mapping[str, Visits]
    pairs: tuple[Pair, ...]
    deviations: tuple[Deviation, ...]
    fit: Fit
    ends: Mapping[str, int]
    variants: tuple[Variant, ...]
