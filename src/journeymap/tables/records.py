"""Figures and the results of analyses for programs: as JSON, and as one long table (CSV).

    {"journeymap": "analyse", "format": 1, "analysis": null, "persona": null, "files": [
      {"path": …, "title": …, "language": …, "personas": {id: {"name": …, "part": …}}, "time_figure": …,
       "figures": [{"name": …, "label": …, "unit": …, "value": …, "by_persona": {…}, "assumed": …, "error": …}],
       "guarantee": …, "points_of_no_return": […], "hot_spots": […], "best_lever": {…}, "stranded_at": {…}}]}

`time_figure` names the figure that tells how long journeys take which come to an end: `time-of-finished`. `error` is
the standard error of a figure that rests on simulated journeys, null where it is exact: P50 and P90 always, times where
a step waits for work that goes on beside the path, shares only where some may wait for ever and there are more than
10,000 situations to look at. A P50 or P90 that lies among journeys which were broken off is null: not known.

With `--analysis NAME` a file has `result`, the result with all its fields, and `units`, which says for each field, `*`
standing for any key, in which unit it is. What is not stated is null; what is infinite is "infinite", because JSON
knows no such number. The table has a row per figure: path, figure, persona, value, unit, assumed share and standard
error; or, of one analysis: path, field, value, unit. `format` grows when a key changes its meaning or goes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from enum import Enum
from math import isinf, isnan
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from journeymap.analyses import guarantee, hot_spots, journey_time, levers, outcomes
from journeymap.figures import Figure, Figures
from journeymap.graph.units import STEP, units_of
from journeymap.i18n.text import harmless, harmless_path
from journeymap.i18n.vocabulary import word_of
from journeymap.numerics.components import Search
from journeymap.plugins import instance
from journeymap.tables.lever_words import what

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.analysis import Facts, Journey
    from journeymap.graph import ServiceGraph
    from journeymap.result import Result

FORMAT = 1
INFINITE = "infinite"


def document(results: Sequence[Result], analysis: str | None, persona: str | None) -> dict[str, Any]:
    """Return all figures of all files, or the results of one analysis, as what JSON can hold.

    Files in which nothing could be understood are left out.
    """
    return {
        "journeymap": "analyse",
        "format": FORMAT,
        "analysis": analysis,
        "persona": persona,
        "files": [_file(result, result.journey, analysis, persona) for result in results if result.journey is not None],
    }


def _file(result: Result, journey: Journey, analysis: str | None, persona: str | None) -> dict[str, Any]:
    facts, graph = journey.facts, journey.graph
    known = graph.blueprint.personas
    head: dict[str, Any] = {
        "path": result.path,
        "title": graph.blueprint.title,
        "language": result.language,
        "personas": {
            name: {"name": known[name].name if name in known else None, "part": part}
            for name, part in graph.personas.items()
        },
    }
    if analysis is not None:
        content, units = result_of(facts, analysis)
        return {**head, "result": content, "units": units}
    results = Figures(facts)
    figures = [_figure(figure, persona, result.language) for figure in results.values()]
    beyond = _beyond_figures(facts, result.language, persona)
    return {**head, "time_figure": "time-of-finished", "figures": figures, **beyond}


def _figure(figure: Figure, persona: str | None, language: str) -> dict[str, Any]:
    shown = {name: number(value) for name, value in figure.by_persona.items() if persona in (None, name)}
    return {
        "name": figure.name,
        "label": figure.label.text(language),
        "unit": figure.unit,
        "value": number(figure.value),
        "by_persona": shown,
        "assumed": figure.assumed,
        "error": number(figure.standard_error),
    }


def _beyond_figures(facts: Facts, language: str, persona: str | None) -> dict[str, Any]:
    graph = facts.graph
    sure = facts.of(guarantee.ANALYSIS)
    best = facts.of(levers.ANALYSIS).best
    spots = facts.of(hot_spots.ANALYSIS).ranked
    stranded = {
        name: {
            "dead_ends": dict(figure.dead_ends),
            "circles": [{"steps": list(steps), "share": share} for steps, share in figure.livelocks],
            "unaccounted": dict(figure.unaccounted),
            "begin_nowhere": figure.beginless,
            "waits": {"steps": list(figure.waits_at), "share": figure.waits},
        }
        for name, figure in facts.of(outcomes.ANALYSIS).by_persona.items()
        if persona in (None, name)
    }
    return {
        "guarantee": None if sure.overall is None else word_of(sure.overall),
        "guarantee_depends_on": list(graph.names(sure.depends_on)),
        "guarantee_unjudged": list(graph.names(sure.unjudged)),
        "points_of_no_return": [
            {"from": graph.name(fall.source), "to": graph.name(fall.target), "decides": word_of(fall.decider)}
            for fall in sure.points_of_no_return
        ],
        "hot_spots": [
            {"step": spot.step, "loss": spot.loss.mean, "by_persona": dict(spot.loss.by_persona), "to": spot.worst_way}
            for spot in spots
        ],
        "best_lever": None if best is None else {"change": what(best).text(language), **plain(best, graph)},
        "stranded_at": stranded,
        "unsolved": [name for name in stranded if graph.chain(name).is_unknown],
    }


def table(results: Sequence[Result], analysis: str | None, persona: str | None) -> str:
    """Return the same as rows with commas between the columns."""
    rows: list[Sequence[object]] = []
    known = [(result.path, result.journey.facts) for result in results if result.journey is not None]
    if analysis is not None:
        rows.append(("path", "field", "value", "unit"))
        for path, facts in known:
            for field, value, unit in fields_of(facts, analysis):
                rows.append((harmless_path(path), field, value, unit))
        return as_csv(rows)
    rows.append(("path", "figure", "persona", "value", "unit", "assumed_share", "standard_error"))
    for path, facts in known:
        for figure in Figures(facts).values():
            for who in (None, *(name for name in figure.by_persona if persona in (None, name))):
                row = (number(figure.of(who)), figure.unit, figure.assumed, figure.error_of(who))
                rows.append((harmless_path(path), figure.name, who or "", *row))
    return as_csv(rows)


def as_csv(rows: Sequence[Sequence[object]]) -> str:
    """Return rows as a text with commas between the columns."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([_shown(_cell(value)) for value in row] for row in rows)
    return stream.getvalue()


def _shown(cell: object) -> object:
    """Return a cell in which no text gives commands to a terminal or begins a line of its own."""
    return harmless(cell.replace("\n", " ")) if isinstance(cell, str) else cell


def fields_of(facts: Facts, analysis: str) -> Iterator[tuple[str, Any, str]]:
    """Yield every single value in the result of an analysis: by which path, what it is, and in which unit."""
    content, units = result_of(facts, analysis)
    for field, pattern, value in _leaves(content, "", ""):
        yield field, value, _unit(units, pattern)


def _cell(value: object) -> object:
    """Return a value as a cell; a text cannot make a spreadsheet compute."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value[:1] in ("=", "+", "@", "\t"):
        return f"'{value}"
    return value


def _leaves(value: Any, path: str, pattern: str) -> Iterator[tuple[str, str, Any]]:
    """Yield every single value below this one, by its path and by its path with `*` for keys that are data."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}".lstrip("."), f"{pattern}.{key}".lstrip("."))
    elif isinstance(value, list):
        for place, inner in enumerate(value, 1):
            yield from _leaves(inner, f"{path}.{place}".lstrip("."), f"{pattern}.*".lstrip("."))
    else:
        yield path, pattern, value


def _unit(units: Mapping[str, str], pattern: str) -> str:
    """Return the unit of a field: its own, or that of what it lies in; `*` stands for any key."""
    parts = pattern.split(".")
    for size in range(len(parts), 0, -1):
        for known, unit in units.items():
            words = known.split(".")
            if len(words) == size and all(word in ("*", part) for word, part in zip(words, parts, strict=False)):
                return unit
    return ""


def result_of(facts: Facts, name: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the result of an analysis as what JSON can hold, and the units of its fields."""
    analysis = instance("analyses", "ANALYSIS", name)
    result = facts.of(analysis)
    units: dict[str, str] = {}
    content = plain(result, facts.graph, units=units)
    if content is None:
        content = {}
    if isinstance(result, journey_time.JourneyTime):
        simulated = {"everyone": result.simulated(), **{who: result.simulated(who) for who in result.by_persona}}
        content["simulated"] = plain(simulated, facts.graph, path="simulated", units=units)
    if name == guarantee.ANALYSIS.name:
        content["standings"] = dict(zip(facts.graph.topology.ids, content["standings"], strict=True))
    return content, dict(sorted((path, unit) for path, unit in units.items() if unit != STEP))


def plain(value: Any, graph: ServiceGraph, unit: str = "", path: str = "", units: dict[str, str] | None = None) -> Any:
    """Return a result as mappings, lists, texts and numbers, steps by their ids; `units` collects those of fields."""
    if isinstance(value, Struct) and not isinstance(value, Search):
        return _object(value, graph, path, units)
    if isinstance(value, Mapping):
        return {
            "all" if key is None else str(key): plain(inner, graph, unit, f"{path}.*", units)
            for key, inner in value.items()
        }
    if isinstance(value, Search):
        return list(graph.names(value.order))
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value) if isinstance(value, (set, frozenset)) else value
        return [plain(item, graph, unit, f"{path}.*", units) for item in items]
    if isinstance(value, Enum):
        return word_of(value)
    if isinstance(value, date):
        return value.isoformat()
    if unit == STEP and isinstance(value, int):
        return graph.name(value)
    return number(value) if isinstance(value, float) else value


def _object(value: Any, graph: ServiceGraph, path: str, units: dict[str, str] | None) -> dict[str, Any]:
    content = {}
    for name, unit in units_of(type(value)).items():
        below = f"{path}.{name}".lstrip(".")
        if units is not None and unit:
            units[below] = unit
        content[name] = plain(getattr(value, name), graph, unit, below, units)
    return content


def number(value: float | None) -> float | str | None:
    """Return a figure as JSON and spreadsheets can hold it: what is infinite as a word."""
    if value is None or isnan(value):
        return None
    if not isinf(value):
        return value
    return INFINITE if value > 0 else f"-{INFINITE}"
