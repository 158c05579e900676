"""From nodes to a blueprint, as far as it goes.

pydantic checks the values; this module turns what it finds into diagnostics with a place, leaves out what is wrong,
and tries again with the rest, so that one mistake hides nothing else and an editor always has a model to work on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from journeymap.compiler.explain import diagnose
from journeymap.compiler.places import place
from journeymap.diagnostics import INVALID_VALUE, MISSING_VERSION, Diagnostic, Severity
from journeymap.model.blueprint import FORMAT_VERSION, Blueprint
from journeymap.words import say

if TYPE_CHECKING:
    from journeymap.syntax import Node

# Each round leaves out at least one wrong value of every kind that was found, so a few rounds are enough for any file
# that a person wrote; the bound is for files that a program wrote to be wrong.
ROUNDS = 25

_STEP_ID = re.compile(r"[^\W_]+(?:-+[^\W_]+)*")


def compile_blueprint(node: Node) -> tuple[Blueprint | None, list[Diagnostic]]:
    """Return the blueprint that a file's top node describes, and all that is wrong with its form.

    The blueprint lacks what could not be understood; it is None when nothing could.
    """
    problems: list[Diagnostic] = []
    data = node.plain()
    blueprint: Blueprint | None = None
    for _ in range(ROUNDS):
        try:
            blueprint = Blueprint.model_validate(data)
            break
        except ValidationError as error:
            details = error.errors(include_url=False)
            problems += [diagnose(detail, node) for detail in details]
            # All of them are left out, also after one that cannot be.
            if [detail for detail in details if not _leave_out(data, detail)]:
                break
    if blueprint is None:
        return None, problems
    place(blueprint, node)
    problems += _version(blueprint)
    problems += _step_ids(blueprint)
    problems += _ratings(blueprint)
    return blueprint, problems


def _leave_out(data: Any, detail: Any) -> bool:
    """Take what an error is about out of the data; False when that is everything."""
    path = list(detail["loc"])
    if detail["type"] == "missing":
        path = path[:-1]
    parents: list[tuple[Any, Any]] = []
    here = data
    for part in path:
        if (isinstance(here, dict) and part in here) or (
            isinstance(here, list) and isinstance(part, int) and part < len(here)
        ):
            parents.append((here, part))
            here = here[part]
        elif isinstance(here, list) and part in here:
            parents.append((here, here.index(part)))
            here = part
        elif part not in (0, "[key]"):
            break
    if not parents:
        return False
    holder, part = parents[-1]
    if isinstance(holder, dict):
        del holder[part]
    else:
        # An empty place keeps the numbers of the items that other errors of this round speak of.
        holder[part] = {} if isinstance(holder[part], dict) and holder[part] else None
        if holder[part] is None and all(item is None for item in holder):
            holder.clear()
    return True


def _version(blueprint: Blueprint) -> list[Diagnostic]:
    if "journeymap" in blueprint.model_fields_set:
        return []
    message = say("the file does not say which version of the format it is written in")
    remedy = say('write "journeymap: {version}" as its first line', version=FORMAT_VERSION)
    return [Diagnostic(MISSING_VERSION, Severity.WARNING, message, blueprint.at(), remedy)]


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
        if _STEP_ID.fullmatch(name) is None
    ]


def _as_id(name: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", name)) or "step-1"


def _ratings(blueprint: Blueprint) -> list[Diagnostic]:
    return [
        Diagnostic(
            INVALID_VALUE,
            Severity.ERROR,
            say("{value} is not on the scale of this file, {scale}", value=f"{value:g}", scale=blueprint.scale),
            rating.at(field),
            say('write a rating on that scale, or change "scale" at the top of the file'),
            step=name,
        )
        for name, step in blueprint.steps.items()
        for rating in step.experience.values()
        for field in ("desired", "expected", "perceived", "importance")
        if (value := getattr(rating, field)) is not None and value not in blueprint.scale
    ]
