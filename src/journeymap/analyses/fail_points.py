"""How much each fail point weighs: action priority and risk priority number of failure mode and effects analysis.

Severity x occurrence x detection, each from 1 to 10 (Stamatis 1995; with service blueprints: Chuang 2007). Severity and
detection are stated; occurrence follows from the share, by the table of the FMEA manual of AIAG (2nd edition, 1995).
The product makes a slight and frequent failure equal to a grave and rare one; the action priority of the handbook of
AIAG and VDA (FMEA Handbook, 1st edition, 2019, the table of action priority for design and process) does not, for it
looks at severity first, then at occurrence, then at detection. The table was compared with two public transcriptions:
both agree for the severities of 1 to 8. For 9 and 10 they differ by one band of occurrence, and the one is followed by
which what hardly ever comes (an occurrence of 1) is low; a severity of 9 and more is reported whatever its priority.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.units import COUNT, GRADE, GRADES_MULTIPLIED, SHARE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Basis

Priority: TypeAlias = Literal["high", "medium", "low"]

# From this share on, the occurrence is so many of 10; below the last it is 1.
_OCCURRENCE = (
    (1 / 2, 10), (1 / 3, 9), (1 / 8, 8), (1 / 20, 7), (1 / 80, 6), (1 / 400, 5), (1 / 2_000, 4), (1 / 15_000, 3),
    (1 / 150_000, 2),
)  # fmt: skip


# Action priorities from a severity and an occurrence on, for a detection of 7 to 10, of 5 or 6, of 2 to 4, and of 1.
# Below the last row of a severity they are low.
_PRIORITY = (
    (9, 6, "HHHH"), (9, 4, "HHHM"), (9, 2, "HMLL"), (9, 1, "LLLL"),
    (7, 8, "HHHH"), (7, 6, "HHHM"), (7, 4, "HMMM"), (7, 2, "MMLL"), (7, 1, "LLLL"),
    (4, 8, "HHMM"), (4, 6, "MMML"), (4, 4, "MLLL"), (4, 1, "LLLL"),
    (2, 8, "MMLL"),
)  # fmt: skip
_LETTERS: Mapping[str, Priority] = {"H": "high", "M": "medium", "L": "low"}


class FailRisk(Struct, frozen=True):
    """A fail point: the `place`-th of `step`, from 0.

    `occurrence` is how often it comes, from 1 to 10, `number` the risk priority number, from 1 to 1000, and `priority`
    the action priority; None where the share, or one of the three, is not stated. `recover` is the step that puts it
    right, None where none is named.
    """

    step: str
    place: Annotated[int, COUNT]
    what: str
    share: Annotated[float | None, SHARE]
    severity: Annotated[int | None, GRADE]
    occurrence: Annotated[int | None, GRADE]
    detection: Annotated[int | None, GRADE]
    number: Annotated[int | None, GRADES_MULTIPLIED]
    recover: str | None
    basis: Basis
    priority: Priority | None = None


class FailPoints(Struct, frozen=True):
    """All fail points of the file, in its order."""

    points: tuple[FailRisk, ...]


def compute(graph: ServiceGraph) -> FailPoints:
    """Return the fail points and their risk priority numbers."""
    points = []
    for number in graph.stated.at("fails"):
        name = graph.name(number)
        for place, fail in enumerate(graph.step(number).fails):
            often = None if fail.share is None else occurrence(fail.share)
            risk, priority = None, None
            if fail.severity is not None and often is not None and fail.detection is not None:
                risk = fail.severity * often * fail.detection
                priority = action_priority(fail.severity, often, fail.detection)
            points.append(
                FailRisk(
                    name, place, fail.what, fail.share, fail.severity, often, fail.detection, risk, fail.recover,
                    graph.evidence.step(number, 1), priority,
                )
            )  # fmt: skip
    return FailPoints(tuple(points))


def occurrence(share: float) -> int:
    """Return how often something comes, from 1 (less than once in 150,000) to 10 (every other time, or more)."""
    return next((grade for least, grade in _OCCURRENCE if share >= least * (1 - 1e-9)), 1)


def action_priority(severity: int, occurrence: int, detection: int) -> Priority:
    """Return how soon something has to be done about a failure, of three grades from 1 to 10."""
    place = 0 if detection >= 7 else 1 if detection >= 5 else 2 if detection >= 2 else 3
    group = next((least for least in (9, 7, 4, 2) if severity >= least), 0)
    row = next((row for least, often, row in _PRIORITY if least == group and occurrence >= often), "LLLL")
    return _LETTERS[row[place]]


ANALYSIS = Analysis(name="fail-points", compute=compute)
