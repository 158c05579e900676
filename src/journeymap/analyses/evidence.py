"""What the blueprint rests on: which of its statements somebody was asked about, how long ago, and of how many people.

Every figure of every analysis carries the assumed share of its own inputs; here it is summed up for the whole file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.dates import last_day, months_between, stated_day
from journeymap.graph.evidence import KINDS, Basis, Kind
from journeymap.graph.units import COUNT, MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from journeymap.graph import ServiceGraph
    from journeymap.model.step import Step

# A sourced complaint in a hundred customers, or a sourced pain of this weight, contradicts a good rating.
MANY_COMPLAINTS = 0.01
HEAVY_PAIN = 4


class SourceUse(Struct, frozen=True):
    """One source of the file: what kind, of how many people or cases, from when, and what rests on it.

    `age` is in whole months at the date by which ages are counted, None when either date is not stated. `steps` are the
    steps that name it, `personas` the personas, `statements` how many statements that makes.
    """

    source: str
    kind: str | None
    n: Annotated[float | None, COUNT]
    date: date | None
    age: Annotated[int | None, MONTHS]
    steps: tuple[str, ...]
    personas: tuple[str, ...]
    statements: Annotated[int, COUNT]


class Contradiction(Struct, frozen=True):
    """A statement that a source of the same step speaks against.

    `rated-well`: a rating without complaint (perceived at least expected, or a good feeling) where a source tells of
    many complaints or a heavy pain. `older-than-practice`: the source is older than the way of working that it is said
    to speak of (`because: since`).
    """

    kind: Literal["rated-well", "older-than-practice"]
    step: str
    persona: str | None
    source: str


class EvidenceFound(Struct, frozen=True):
    """What rests on a source.

    `total` covers all statements of the file: those of the steps, those about personas, its own pains and ideas.
    `by_kind` divides the steps' statements, `by_step` gives them per step (only of the steps that state anything),
    `by_persona` what is said of each persona. `assumed_ratings` counts per step the ratings that have no source, only
    where there are any. `as_of` is the date by which ages are counted: when the file was last reviewed, else that of
    its newest source, None when it states neither.
    """

    total: Basis
    by_kind: Mapping[Kind, Basis]
    by_step: Mapping[str, Basis]
    by_persona: Mapping[str, Basis]
    sources: tuple[SourceUse, ...]
    contradictions: tuple[Contradiction, ...]
    assumed_ratings: Annotated[Mapping[str, int], COUNT]
    as_of: date | None


def compute(graph: ServiceGraph) -> EvidenceFound:
    """Return what the blueprint rests on."""
    evidence = graph.evidence
    steps = range(len(graph.topology))
    by_kind = {kind: evidence.basis(steps, kind) for kind in KINDS}
    by_persona = {
        name: _of_persona(persona.model_fields_set, bool(evidence.known(persona.heard)))
        for name, persona in graph.blueprint.personas.items()
    }
    by_step = {
        name: basis for name, basis in zip(graph.topology.ids, evidence.by_step, strict=True) if basis.statements
    }
    return EvidenceFound(
        total=sum([*by_kind.values(), *by_persona.values()], evidence.file_notes),
        by_kind=by_kind,
        by_step=by_step,
        by_persona=by_persona,
        sources=_sources(graph, by_step, by_persona),
        contradictions=tuple(_contradictions(graph)),
        assumed_ratings={
            graph.name(step): count
            for step, stated in enumerate(evidence.counts("ratings"))
            if stated and (count := evidence.step(step, stated).assumed)
        },
        as_of=stated_day(graph.blueprint),
    )


def _of_persona(stated: Iterable[str], sourced: bool) -> Basis:
    count = len(set(stated) & {"share", "available", "prefers", "needs", "context"})
    return Basis(count, 0 if sourced else count)


def _sources(
    graph: ServiceGraph, by_step: Mapping[str, Basis], by_persona: Mapping[str, Basis]
) -> tuple[SourceUse, ...]:
    blueprint = graph.blueprint
    steps: dict[str, list[str]] = {name: [] for name in blueprint.sources}
    personas: dict[str, list[str]] = {name: [] for name in blueprint.sources}
    for number in graph.stated.at("heard"):
        name = graph.name(number)
        for source in graph.evidence.sources[name]:
            steps[source].append(name)
    for name, persona in blueprint.personas.items():
        for source in graph.evidence.known(persona.heard):
            personas[source].append(name)
    as_of = stated_day(blueprint)
    return tuple(
        SourceUse(
            source=name,
            kind=described.kind,
            n=described.n,
            date=described.date,
            age=months_between(described.date, as_of) if described.date is not None and as_of is not None else None,
            steps=tuple(steps[name]),
            personas=tuple(personas[name]),
            statements=sum(by_step[step].statements for step in steps[name] if step in by_step)
            + sum(by_persona[persona].statements for persona in personas[name]),
        )
        for name, described in blueprint.sources.items()
    )


def _contradictions(graph: ServiceGraph) -> Iterable[Contradiction]:
    sources = graph.blueprint.sources
    for number in sorted({*graph.stated.at("heard"), *graph.stated.at("pains")}):
        name, step = graph.name(number), graph.step(number)
        known = graph.evidence.sources[name]
        since = step.because.since if step.because is not None else None
        for source in known:
            day = sources[source].date
            if since is not None and day is not None and last_day(day) < since:
                yield Contradiction("older-than-practice", name, None, source)
        against = _complaining(graph, step, known)
        if against is None:
            continue
        for persona in graph.personas:
            lived = graph.ratings.of(number, persona)
            if lived is None:
                continue
            gap = lived.satisfaction_gap
            if (gap is not None and gap >= 0) or (lived.emotion is not None and lived.emotion > 0):
                yield Contradiction("rated-well", name, persona, against)


def _complaining(graph: ServiceGraph, step: Step, known: tuple[str, ...]) -> str | None:
    """Return the source that tells of many complaints or of a heavy pain at a step; None when there is none."""
    for pain in step.pains:
        heard = graph.evidence.known(pain.heard) or known
        if pain.severity is not None and pain.severity >= HEAVY_PAIN and heard:
            return heard[0]
    if step.complaints is not None and step.complaints >= MANY_COMPLAINTS and known:
        kinds = {source: (graph.blueprint.sources[source].kind or "").casefold() for source in known}
        return next((source for source, kind in kinds.items() if "complaint" in kind or "klacht" in kind), known[0])
    return None


ANALYSIS = Analysis(name="evidence", compute=compute)
