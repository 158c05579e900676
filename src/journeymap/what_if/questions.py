"""What to ask next: which statements that nobody was asked about decide most of what is said of a journey.

Each is varied over its plausible range, shares by half and times from half to twice, by whole what-ifs; what counts is
how far the figures move. How many people to ask: 1.96² p (1 - p) / d² for a share, 1.96² s² / d² for a time with the
spread s (Cochran, Sampling Techniques, 1977), d being half of the share, or a quarter of the time.
"""

from __future__ import annotations

from math import ceil, isfinite, sqrt
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from journeymap.analyses import gaps, journey_time, outcomes
from journeymap.analysis import Facts
from journeymap.graph import connect
from journeymap.graph.dates import months_between
from journeymap.i18n.numbers import percent
from journeymap.what_if.overrides import apply_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from journeymap.graph import ServiceGraph
    from journeymap.model.blueprint import Blueprint
    from journeymap.model.quantities import Duration

    Judge: TypeAlias = Callable[[Blueprint], frozenset[tuple[str, str]]]

Measure: TypeAlias = Literal["helped", "minutes", "sacrifice"]
Why: TypeAlias = Literal["guess", "old", "few"]
MEASURES: tuple[Measure, ...] = ("helped", "minutes", "sacrifice")
OLD_MONTHS, FEW = 24, 5
JUDGED = 5
"""For how many of the questions it is looked which findings appear or go: a whole check takes its time."""
_ERRORS, _LEAST = 2.0, 1e-6
_CERTAIN = 1.96


class Question(Struct, frozen=True):
    """One statement to ask about.

    `field` is its path in the file, `kind` what it says (`takes`, `wait`, `lasts`, `share`), `step` and `towards`
    where, `persona` whom it is about where it is one; `why` says what it rests on: a guess, old or few sources. `low`
    and `high` are what was tried, minutes or shares, `written` what stands there. `range` holds per measure the least
    and the most that the figure becomes, only of those that move; `movement` is how far they move, as parts of what
    there is. `people` is how many to ask. `findings` are those (rule and step) that appear or go, None where it was not
    looked.
    """

    field: str
    kind: str
    step: str | None
    towards: str | None
    persona: str | None
    why: Why
    written: str
    low: float
    high: float
    range: Mapping[Measure, tuple[float, float]]
    movement: float
    people: int
    findings: tuple[tuple[str, str], ...] | None = None


class _Statement(Struct, frozen=True):
    """A statement before it is varied: its path as a setting, its value, and what it rests on."""

    field: str
    kind: str
    step: str | None
    towards: str | None
    persona: str | None
    why: Why
    value: Duration | float


def questions(facts: Facts, judge: Judge | None = None) -> tuple[Question, ...]:
    """Return what to ask, what decides most first; only what moves a figure by more than its own error.

    `judge` returns the findings of a blueprint as rule and step.
    """
    graph = facts.graph
    now = _measured(graph)
    error = graph_error(facts)
    asked = []
    for statement in _statements(graph):
        question = _varied(graph, statement, now, error)
        if question is not None:
            asked.append(question)
    # The figures are those of all customers: who is reached more moves them more.
    asked.sort(key=lambda question: -question.movement)
    if judge is None:
        return tuple(asked)
    before = judge(graph.blueprint)
    return tuple(
        replace(question, findings=_changed(graph, question, before, judge)) if place < JUDGED else question
        for place, question in enumerate(asked)
    )


def graph_error(facts: Facts) -> float:
    """Return the standard error of the time in minutes, 0 where it is exact."""
    return facts.of(journey_time.ANALYSIS).error


def _measured(graph: ServiceGraph) -> dict[Measure, float | None]:
    facts = Facts(graph)
    return {
        "helped": facts.of(outcomes.ANALYSIS).kinds["helped"].mean,
        "minutes": facts.of(journey_time.ANALYSIS).finished.mean,
        "sacrifice": facts.of(gaps.ANALYSIS).total_sacrifice.mean,
    }


def _statements(graph: ServiceGraph) -> Iterator[_Statement]:
    """Yield the times and shares that rest on nothing, on what is old, or on few; only where somebody comes."""
    blueprint = graph.blueprint
    reached = {step for persona in graph.personas for step in graph.chain(persona).reached}
    for number, (name, step) in enumerate(blueprint.steps.items()):
        why = _doubt(graph, graph.evidence.sources[name])
        if why is None or number not in reached:
            continue
        for kind in ("wait", "takes", "lasts"):
            time = getattr(step, kind)
            if time is not None:
                yield _Statement(f"{name}.{kind}", kind, name, None, None, why, time)
        for target, flow in step.next.items():
            for kind in ("wait", "lasts"):
                time = getattr(flow, kind)
                if time is not None:
                    yield _Statement(f"{name}.next.{target}.{kind}", kind, name, target, None, why, time)
            for who, share in (flow.share or {}).items() if len(step.next) > 1 else ():
                path = f"{name}.next.{target}.share" + (f".{who}" if len(flow.share or {}) > 1 else "")
                yield _Statement(path, "share", name, target, who if who in blueprint.personas else None, why, share)
        for place, fail in enumerate(step.fails, 1):
            if fail.share is not None:
                yield _Statement(f"{name}.fails.{place}.share", "share", name, fail.recover, None, why, fail.share)
    for name, persona in blueprint.personas.items():
        why = _doubt(graph, graph.evidence.known(persona.heard))
        if why is not None and persona.share is not None and len(blueprint.personas) > 1:
            yield _Statement(f"personas.{name}.share", "share", None, None, name, why, persona.share)


def _doubt(graph: ServiceGraph, sources: tuple[str, ...]) -> Why | None:
    """Return why a statement should be asked about again; None where what it rests on will do."""
    known = [graph.blueprint.sources[source] for source in sources]
    if not known:
        return "guess"
    dates = [source.date for source in known if source.date is not None]
    if dates and months_between(max(dates), graph.as_of) > OLD_MONTHS:
        return "old"
    counts = [source.n for source in known if source.n is not None]
    return "few" if counts and max(counts) < FEW else None


def _varied(
    graph: ServiceGraph, statement: _Statement, now: Mapping[Measure, float | None], error: float
) -> Question | None:
    value = statement.value
    if isinstance(value, float) and not 0 < value < 1:
        return None
    low, high = _ends(value)
    written = percent(value, "en", 2) if isinstance(value, float) else str(value)
    spread: dict[Measure, tuple[float, float]] = {}
    figures = [
        now,
        *(_measured(changed) for end in (low, high) if (changed := _with(graph, statement, end)) is not None),
    ]
    movement = 0.0
    scale = {"helped": 1.0, "minutes": now["minutes"] or 0.0, "sacrifice": now["sacrifice"] or 0.0}
    for measure in MEASURES:
        stated = [figure for each in figures if (figure := each[measure]) is not None and isfinite(figure)]
        width = max(stated) - min(stated) if stated else 0.0
        least = _ERRORS * error if measure == "minutes" else 0.0
        if width <= max(least, _LEAST * (scale[measure] or 1.0)) or not scale[measure]:
            continue
        spread[measure] = min(stated), max(stated)
        movement += width / scale[measure]
    if not spread:
        return None
    mean = [end if isinstance(end, float) else end.mean for end in (low, high)]
    return Question(
        statement.field, statement.kind, statement.step, statement.towards, statement.persona, statement.why, written,
        mean[0], mean[1], spread, movement, _people(value),
    )  # fmt: skip


def _ends(value: Duration | float) -> tuple[Duration | float, Duration | float]:
    """Return the ends of the plausible range: half as much and half as much again, of a time half and twice."""
    if isinstance(value, float):
        return value / 2, min(1.0, value * 1.5)
    return _times(value, 0.5), _times(value, 2.0)


def _times(time: Duration, factor: float) -> Duration:
    return replace(time, least=time.least * factor, likely=time.likely * factor, most=time.most * factor, written="")


def _people(value: Duration | float) -> int:
    """Return how many people or cases settle a share or a time, so that the ends of its range are ruled out or found.

    The spread of a time of which only one figure is known is taken to be that of the range from half to twice.
    """
    if isinstance(value, float):
        return max(1, ceil(_CERTAIN**2 * value * (1 - value) / (value / 2) ** 2))
    if not value.mean:
        return 1
    deviation = sqrt(value.variance) or 1.5 * value.mean / sqrt(12)
    return max(1, ceil((_CERTAIN * deviation / (value.mean / 4)) ** 2))


def _with(graph: ServiceGraph, statement: _Statement, value: Duration | float) -> ServiceGraph | None:
    """Return the graph in which a statement says something else; None where it cannot."""
    if isinstance(value, float):
        changed = apply_changes(graph.blueprint, [f"{statement.field}={round(100 * value, 9)}%"]).blueprint
    else:
        changed = _with_time(graph.blueprint, statement, value)
    return None if changed is None else connect(changed, links=lambda: graph.links)


def _with_time(blueprint: Blueprint, statement: _Statement, time: Duration) -> Blueprint:
    step = blueprint.steps[statement.step or ""]
    if statement.towards is None:
        changed = step.model_copy(update={statement.kind: time})
    else:
        flow = step.next[statement.towards].model_copy(update={statement.kind: time})
        changed = step.model_copy(update={"next": {**step.next, statement.towards: flow}})
    return blueprint.model_copy(update={"steps": {**blueprint.steps, statement.step or "": changed}})


def _changed(
    graph: ServiceGraph, question: Question, before: frozenset[tuple[str, str]], judge: Judge
) -> tuple[tuple[str, str], ...]:
    """Return the findings that appear or go at an end of the range."""
    statement = next(one for one in _statements(graph) if one.field == question.field)
    moved: set[tuple[str, str]] = set()
    for end in _ends(statement.value):
        changed = _with(graph, statement, end)
        if changed is not None:
            moved |= before ^ judge(changed.blueprint)
    return tuple(sorted(moved))
