"""How much each fail point weighs: the risk priority number of failure mode and effects analysis.

Severity x occurrence x detection, each from 1 to 10 (Stamatis 1995; with service blueprints: Chuang 2007). Severity and
detection are stated; occurrence follows from the share, by the table of the FMEA manual of AIAG (2nd edition, 1995).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.units import COUNT, GRADE, GRADES_MULTIPLIED, SHARE

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Basis

# From this share on, the occurrence is so many of 10; below the last it is 1.
_OCCURRENCE = (
    (1 / 2, 10), (1 / 3, 9), (1 / 8, 8), (1 / 20, 7), (1 / 80, 6), (1 / 400, 5), (1 / 2_000, 4), (1 / 15_000, 3),
    (1 / 150_000, 2),
)  # fmt: skip


class FailRisk(Struct, frozen=True):
    """A fail point: the `place`-th of `step`, from 0.

    `occurrence` is how often it comes, from 1 to 10, and `number` the risk priority number, from 1 to 1000; None where
    the share, or one of the three, is not stated. `recover` is the step that puts it right, None where none is named.
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


class FailPoints(Struct, frozen=True):
    """All fail points of the file, in its order."""

    points: tuple[FailRisk, ...]


def compute(graph: ServiceGraph) -> FailPoints:
    """Return the fail points and their risk priority numbers."""
    points = []
    for number, (name, step) in enumerate(graph.blueprint.steps.items()):
        for place, fail in enumerate(step.fails):
            often = None if fail.share is None else occurrence(fail.share)
            risk = None
            if fail.severity is not None and often is not None and fail.detection is not None:
                risk = fail.severity * often * fail.detection
            points.append(
                FailRisk(
                    name, place, fail.what, fail.share, fail.severity, often, fail.detection, risk, fail.recover,
                    graph.evidence.step(number, 1),
                )
            )  # fmt: skip
    return FailPoints(tuple(points))


def occurrence(share: float) -> int:
    """Return how often something comes, from 1 (less than once in 150,000) to 10 (every other time, or more)."""
    return next((grade for least, grade in _OCCURRENCE if share >= least * (1 - 1e-9)), 1)


ANALYSIS = Analysis(name="fail-points", compute=compute)
