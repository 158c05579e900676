"""The blueprints that a blueprint names: the way in to a way out, journeys beside it, one that a step stands for.

Only what a file itself names is read, not what those files name in turn, so files may name each other in a circle. The
journeys beside each other are one set, however they are named: who lives through two of three at a time lives through
the third as well.
"""

from __future__ import annotations

from itertools import islice
from os.path import relpath
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap import syntax
from journeymap.compiler.compile import compile_blueprint
from journeymap.diagnostics import closest
from journeymap.graph import Links, connect
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message
    from journeymap.model.blueprint import Blueprint

SUFFIXES = (".yaml", ".yml", ".json")
# Among how many files of a folder one is looked for that is called nearly as what is not there.
MOST_BESIDE = 1000
# How many files deep a circle of journeys is looked for.
MOST_FILES = 50
_RELATIONS = ("replaces", "mirrors", "follows", "beside")


def named_files(blueprint: Blueprint) -> tuple[str, ...]:
    """Return the paths that a blueprint names, as they are written, each once."""
    relates = blueprint.relates
    named = [path for relation in _RELATIONS for path in getattr(relates, relation)] if relates is not None else []
    named += [step.journey for step in blueprint.steps.values() if step.journey is not None]
    return tuple(dict.fromkeys(named))


def load_related(blueprint: Blueprint, path: str, beside: Sequence[str] = ()) -> Links:
    """Read the blueprints that the blueprint in the file at `path` names, by paths that are seen from that file.

    `beside` are the files that are known to be beside it although it does not lead to them. What cannot be read is in
    the result with the reason, never raised.
    """
    graphs: dict[str, ServiceGraph] = {}
    returned: dict[str, frozenset[str]] = {}
    broken: dict[str, _Broken] = {}
    here = Path(path)
    journeys = {step.journey for step in blueprint.steps.values()}
    for named in named_files(blueprint):
        graph = _load(here, named)
        if (
            not isinstance(graph, _Broken)
            and named in journeys
            and _stands_for(here.parent / named, graph.blueprint, here)
        ):
            graph = _Broken(
                say('"{path}" stands for this file in turn, so that neither says what happens', path=named),
                say('write in one of the files what happens there, in steps, in place of "journey"'),
            )
        if isinstance(graph, _Broken):
            broken[named] = graph
        else:
            graphs[named] = graph
            returned[named] = _naming(graph.blueprint, here.parent / named, here)
    return Links(
        graphs,
        {named: link.reason for named, link in broken.items()},
        {named: link.remedy for named, link in broken.items() if link.remedy is not None},
        returned,
        tuple(_beside(blueprint, here, graphs, beside)),
    )


def _beside(blueprint: Blueprint, here: Path, known: dict[str, ServiceGraph], more: Sequence[str] = ()) -> list[str]:
    """Return the journeys beside a blueprint and beside those, nearest first, as seen from the file `here`.

    What had to be read for it is added to the blueprints that are `known` by their paths.
    """
    names = [*(blueprint.relates.beside if blueprint.relates is not None else ()), *more]
    together: list[str] = []
    seen = {_resolved(here)}
    for named in names:  # grows while it is read
        place = here.parent / named
        if _resolved(place) in seen or len(together) == MOST_FILES:
            continue
        seen.add(_resolved(place))
        graph = known.get(named) or _load(here, named)
        if isinstance(graph, _Broken):
            continue
        known[named] = graph
        together.append(named)
        relates = graph.blueprint.relates
        if relates is not None:
            names += [Path(relpath(place.parent / path, here.parent)).as_posix() for path in relates.beside]
    return together


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):  # no path at all, or links in a circle
        return path


def _stands_for(path: Path, blueprint: Blueprint, other: Path) -> bool:
    """Return whether a step of a blueprint stands for another file, itself or through those that its steps name."""
    waiting, seen = [(path, blueprint)], {path.resolve()}
    while waiting and len(seen) < MOST_FILES:
        place, graph = waiting.pop()
        for step in graph.steps.values():
            target = place.parent / step.journey if step.journey else None
            if target is None or not _is_file(target):
                continue
            if _is_same(target, other):
                return True
            if target.resolve() not in seen:
                seen.add(target.resolve())
                node = syntax.read(target).node
                inner = compile_blueprint(node)[0] if node is not None else None
                waiting += [(target, inner)] if inner is not None else []
    return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _naming(blueprint: Blueprint, path: Path, other: Path) -> frozenset[str]:
    """Return the ways in which the blueprint in the file at `path` names another file."""
    relates = blueprint.relates
    if relates is None:
        return frozenset()
    return frozenset(
        relation
        for relation in _RELATIONS
        for named in getattr(relates, relation)
        if _is_same(path.parent / named, other)
    )


def _is_same(path: Path, other: Path) -> bool:
    """Return whether two paths lead to one place, whether or not there is a file."""
    try:
        return path.resolve() == other.resolve()
    except (OSError, ValueError, RuntimeError):  # no path at all, or links in a circle
        return False


class _Broken(Struct, frozen=True):
    """Why there is no blueprint behind a path, and what to do where that is not to write the path otherwise."""

    reason: Message
    remedy: Message | None = None


def _load(here: Path, named: str) -> ServiceGraph | _Broken:
    if not named.strip():
        return _Broken(say("the path is empty"))
    if Path(named).is_absolute() or PureWindowsPath(named).drive or "://" in named:
        return _Broken(say('"{path}" is not a path seen from this file', path=named))
    if "\\" in named:
        other = named.replace("\\", "/")
        return _Broken(
            say('"{path}" has a "\\" in it; write "{other}"', path=named, other=other),
            say('write "{text}"', text=other),
        )
    target = here.parent / named
    try:
        if not target.is_file():
            return _missing(target, named)
        if here.exists() and target.samefile(here):
            return _Broken(say('"{path}" is this file itself', path=named), say("name another file, or leave this out"))
    except (OSError, ValueError):
        return _missing(target, named)
    parsed = syntax.read(target)
    blueprint = compile_blueprint(parsed.node)[0] if parsed.node is not None else None
    if blueprint is None or not blueprint.steps:
        return _Broken(
            say('"{path}" cannot be read as a blueprint', path=named),
            say("correct that file first: a check of it says what is wrong there"),
        )
    return connect(blueprint)


def _missing(target: Path, named: str) -> _Broken:
    """Return that there is no such file, with one beside it that is called nearly so."""
    try:
        beside = sorted(islice((path.name for path in target.parent.iterdir()), MOST_BESIDE))
    except (OSError, ValueError):
        beside = []
    meant = closest(target.name, [name for name in beside if Path(name).suffix in SUFFIXES], alike=0.85)
    remedy = None
    if meant is not None:
        remedy = say('did you mean "{word}"?', word=str(PurePosixPath(named).with_name(meant)))
    return _Broken(say('there is no file "{path}"', path=named), remedy)
