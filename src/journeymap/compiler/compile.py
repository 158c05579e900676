"""From nodes to a blueprint, as far as it goes.

pydantic checks the values; this module turns what it finds into diagnostics with a place, leaves out what is wrong,
and tries again with the rest, so that one mistake hides nothing else and an editor always has a model to work on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from journeymap.changes import Fix, Put
from journeymap.compiler.as_meant import as_meant
from journeymap.compiler.explain import diagnose
from journeymap.diagnostics import INVALID_VALUE, MISSING_VERSION, Diagnostic, Severity, closest
from journeymap.i18n.messages import say
from journeymap.model.blueprint import FORMAT_VERSION, Blueprint
from journeymap.model.element import DECIMAL_POINT, Element, hyphenated
from journeymap.syntax import Mapping
from journeymap.unknown_words import MOST

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from journeymap.syntax import Node

# Each round leaves out at least one wrong value of every kind that was found, so a few rounds are enough for any file
# that a person wrote; the bound is for files that a program wrote to be wrong.
ROUNDS = 25

_JSON = r'\s*\{\s*"'
STEP_ID = r"[^\W_]+(?:-+[^\W_]+)*"


def compile_blueprint(node: Node) -> tuple[Blueprint | None, list[Diagnostic]]:
    """Return the blueprint that a file's top node describes, and all that is wrong with its form.

    The blueprint lacks what could not be understood; it is None when nothing could.
    """
    node, reading = as_meant(node)
    problems = reading.problems
    data = node.plain()
    context = DECIMAL_POINT if re.match(_JSON, node.source.text) else None
    blueprint: Blueprint | None = None
    for _ in range(ROUNDS):
        try:
            blueprint = Blueprint.model_validate(data, context=context)
            break
        except ValidationError as error:
            details = error.errors(include_url=False)
            unknown = _unknown(details)
            for detail in details:
                reading.lose(detail["loc"], [str(part) for part in detail["loc"][2:3]])
                if reading.is_said(detail["loc"]):
                    continue
                if detail["type"] == "extra_forbidden" and not reading.unknown.may_tell(str(detail["loc"][-1])):
                    reading.unknown.leave(node.key_at(*detail["loc"]))
                elif not _is_said_already(detail, unknown, node):
                    problems.append(diagnose(detail, node))
            if not _leave_out(data, details):
                break
    problems += reading.unknown.rest()
    if blueprint is None:
        return None, problems
    place(blueprint, node)
    blueprint.named_otherwise(tuple(reading.places))
    _mark_unread(blueprint, node, reading.lost)
    if blueprint.language is None and reading.is_dutch:
        blueprint.__dict__["language"] = "nl"
    problems += _version(blueprint, node)
    problems += misfits(blueprint)
    return blueprint, problems


def misfits(blueprint: Blueprint) -> list[Diagnostic]:
    """Return what no field can tell by itself: what cannot be an id, ratings that are not on the scale of the file."""
    return [*_step_ids(blueprint), *_persona_ids(blueprint), *off_scale(blueprint)]


def _unknown(details: list[ErrorDetails]) -> dict[tuple[int | str, ...], list[str]]:
    """Return the first words that cannot stand in a place, by place."""
    unknown: dict[tuple[int | str, ...], list[str]] = {}
    for detail in details:
        if detail["type"] == "extra_forbidden":
            words = unknown.setdefault(detail["loc"][:-1], [])
            if len(words) < MOST:
                words.append(str(detail["loc"][-1]))
    return unknown


def _is_said_already(detail: ErrorDetails, unknown: dict[tuple[int | str, ...], list[str]], node: Node) -> bool:
    """Return whether a word is missing only because what is there is wrong, or has a slip of the pen in its name."""
    if detail["type"] != "missing":
        return False
    if _is_written(node, detail["loc"]):
        return True
    return closest(str(detail["loc"][-1]), unknown.get(detail["loc"][:-1], ())) is not None


def _is_written(node: Node, path: tuple[int | str, ...]) -> bool:
    """Return whether something stands in the file at a path of it, be it right or wrong."""
    written, is_there = node.find(*path)
    return is_there and written.plain() is not None


def _leave_out(data: Any, details: list[ErrorDetails]) -> bool:
    """Take what errors are about out of the data; False when one is about everything."""
    thinned: list[list[Any]] = []
    for detail in details:
        path = detail["loc"][:-1] if detail["type"] == "missing" else detail["loc"]
        container = _find(data, path)
        if container is None:
            return False
        holder, part = container
        if isinstance(holder, dict):
            holder.pop(part, None)
        else:
            # The items of a list keep their numbers until the last error has been looked up.
            holder[part] = _GONE
            thinned.append(holder)
    for items in thinned:
        items[:] = [item for item in items if item is not _GONE]
    return True


_GONE = object()


def _find(data: Any, path: tuple[int | str, ...]) -> tuple[Any, Any] | None:
    """Return the mapping or list, and the key in it, of what lies at a path or nearest to it; None for the top.

    The path is that of the model, which may go deeper than the file where the file used a short way of writing.
    """
    holder: tuple[Any, Any] | None = None
    here = data
    for part in path:
        if isinstance(here, dict):
            if part in here:
                holder, here = (here, part), here[part]
            elif part not in _NORMALISED:
                return {}, part  # an error of this round has taken it out already
        elif isinstance(here, list):
            if part not in _NORMALISED or isinstance(part, int):
                index = part if isinstance(part, int) else here.index(part) if part in here else len(here)
                if index >= len(here):
                    break
                holder, here = (here, index), here[index]
        elif part not in _NORMALISED:
            break
    return holder


# Parts of a path that the model adds where the file used a short way of writing: the first of a list of one, a key.
_NORMALISED = (0, "[key]")


def _mark_unread(blueprint: Blueprint, node: Node, doubtful: dict[str, set[str]]) -> None:
    """Tell the steps what of them stands in the file and was lost, whole or in part.

    `doubtful` are the words of each step of which it is not known whether they were meant.
    """
    for name, step in blueprint.steps.items():
        written = node.find("steps", name)[0]
        if not isinstance(written, Mapping):
            continue
        lost = set(doubtful.get(name, ()))
        if step.end is None and "end" in written.entries and written.entries["end"].plain() is not None:
            lost.add("end")
        if "next" in written.entries:
            ways = written.entries["next"].plain()
            stated = len(ways) if isinstance(ways, (dict, list)) else int(ways is not None)
            if len(step.next) < stated:
                lost.add("next")
        if lost:
            step.lacking(frozenset(lost))


def _version(blueprint: Blueprint, node: Node) -> list[Diagnostic]:
    if "journeymap" in blueprint.model_fields_set or _is_written(node, ("journeymap",)):
        return []
    message = say("the file does not say which version of the format it is written in")
    remedy = say('write "journeymap: {version}" as its first line', version=FORMAT_VERSION)
    put = Put(("journeymap",), str(FORMAT_VERSION), first=True)
    fix = Fix(say('write "{text}"', text=f"journeymap: {FORMAT_VERSION}"), (put,), safe=True)
    return [Diagnostic(MISSING_VERSION, Severity.WARNING, message, blueprint.at(), remedy, fixes=(fix,))]


def _step_ids(blueprint: Blueprint) -> list[Diagnostic]:
    return [
        Diagnostic(
            INVALID_VALUE,
            Severity.ERROR,
            say('"{id}" cannot be the id of a step', id=name),
            step.key_at(),
            say("use letters, digits and hyphens, such as {example}", example=_as_id(name)),
            step=name,
        )
        for name, step in blueprint.steps.items()
        if re.fullmatch(STEP_ID, name) is None
    ]


def _persona_ids(blueprint: Blueprint) -> list[Diagnostic]:
    return [
        Diagnostic(
            INVALID_VALUE,
            Severity.ERROR,
            say('"{id}" cannot be the id of a persona', id=name),
            persona.key_at(),
            say('choose another: "everyone" stands for all customers, "staff" for those who work here'),
        )
        for name, persona in blueprint.personas.items()
        if name in {"everyone", "staff"}
    ]


def _as_id(name: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", name)) or "step-1"


def off_scale(blueprint: Blueprint) -> list[Diagnostic]:
    """Return what is wrong with ratings that are not on the scale of the file."""
    return [
        Diagnostic(
            INVALID_VALUE,
            Severity.ERROR,
            say("{value} is not on the scale of this file, {scale}", value=value, scale=blueprint.scale),
            rating.at(field),
            say('write a rating on that scale, or change "scale" at the top of the file'),
            step=name,
        )
        for name, step in blueprint.steps.items()
        for rating in step.experience.values()
        for field in ("desired", "expected", "perceived", "importance")
        if (value := getattr(rating, field)) is not None and value not in blueprint.scale
    ]


def place(element: Element, node: Node, stated: dict[frozenset[str], set[str]] | None = None) -> None:
    """Give an element and all elements inside it the node that it was read from.

    Where the file used a short way of writing, the inner element has no node of its own and gets the one around it.
    Elements that state the same words share the set of them: most of the memory of a small element is its own set.
    """
    stated = {} if stated is None else stated
    element.placed(node)
    words = element.model_fields_set
    object.__setattr__(element, "__pydantic_fields_set__", stated.setdefault(frozenset(words), words))
    for name in element.model_fields_set:
        value = element.__dict__[name]
        if isinstance(value, Element):
            place(value, node.below(hyphenated(name)) or node, stated)
        elif isinstance(value, (dict, tuple)) and value:
            inner = node.below(hyphenated(name)) or node
            for key, item in value.items() if isinstance(value, dict) else enumerate(value):
                if not isinstance(item, Element):
                    break
                place(item, inner.below(key) or inner, stated)
