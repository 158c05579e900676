"""The format as a JSON Schema, for editors: every key completes, and says what it means.

The types come from the model, the words from the docstrings of its fields. The schema describes what may be *written*:
all short forms, numbers with and without quotes, and keys that are still empty. What a schema cannot say (that a
reference exists, that shares add up) is left to `journeymap check`.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from journeymap.model.blueprint import FORMAT_VERSION, Blueprint
from journeymap.model.element import Element, hyphenated
from journeymap.model.short_forms import add_short_forms

if TYPE_CHECKING:
    from collections.abc import Mapping

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# A schema has no word for "text or number, read by the field"; these say what a text must look like to be one.
_WHOLE = r"^\s*[0-9]+\s*$"
_DECIMAL = r"^\s*[+-]?[0-9]*[.,]?[0-9]+\s*$"
_SWITCH = r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff]|[YyNnTtFf01])\s*$"
_STEP_ID = r"^[^\s!-,./:-@\[-`{-~]+(-+[^\s!-,./:-@\[-`{-~]+)*$"

# Keys that a designer chooses freely, but of which some are usual or have a meaning of their own.
_USUAL_KEYS = {
    ("Step", "experience"): {
        "everyone": "How the step is for all customers alike.",
        "staff": "How the step is for the employee.",
    },
    ("Step", "burden"): {
        "home-visit": "Visits to the customer's home.",
        "letter": "Letters that the customer has to read.",
        "form": "Forms that the customer has to fill in.",
        "travel": "Journeys that the customer has to make.",
    },
    ("Persona", "needs"): {
        "safety": "To be safe, and to be treated without harm.",
        "certainty": "To know what will happen, and when.",
        "belonging": "To be part of something, and not alone.",
        "recognition": "To be seen and taken seriously.",
        "autonomy": "To decide for oneself.",
    },
}


def json_schema(rules: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the JSON Schema of a blueprint file (draft 2020-12).

    `rules` are the names of the rules with what they find, to be offered under `accept`.
    """
    whole = Blueprint.model_json_schema(mode="validation", by_alias=True)
    kinds = whole.pop("$defs")
    top = {key: whole[key] for key in ("type", "additionalProperties", "properties")}
    kinds = dict(sorted(kinds.items()))
    for name, schema in [("Blueprint", top), *kinds.items()]:
        _explain(name, schema, rules or {})
    keys = top["properties"]
    keys["journeymap"] = {
        "description": keys["journeymap"]["description"],
        "enum": [FORMAT_VERSION, str(FORMAT_VERSION)],
    }
    keys["scale"]["default"] = "0-10"
    keys["steps"]["propertyNames"] = {"pattern": _STEP_ID}
    kinds["Step"]["properties"]["start"] |= {"examples": [True, "30%"]}
    add_short_forms(top, kinds)
    return {
        "$schema": DIALECT,
        "$id": f"urn:journeymap:blueprint:{FORMAT_VERSION}",
        **top,
        "title": "Service blueprint (journeymap)",
        "examples": [_EXAMPLE],
        "$defs": kinds,
    }


_EXAMPLE = {
    "journeymap": FORMAT_VERSION,
    "title": "Hire a city bike",
    "steps": {
        "unlock": {"customer": "Scans the code on the bike", "frontstage": "Lock opens", "next": "ride"},
        "ride": {"customer": "Rides to the station", "end": "helped"},
    },
}


def _explain(name: str, schema: dict[str, Any], rules: Mapping[str, str]) -> None:
    """Say in the schema of one element what the element and each of its keys mean."""
    element = _elements()[name]
    schema["title"] = name
    schema["description"] = _summary(element)
    texts = field_texts(element)
    required = schema.get("required", ())
    for field in element.model_fields:
        key = hyphenated(field)
        entry = _as_written(schema["properties"][key])
        for noise in ("title", *(("default",) if entry.get("default", 0) in (None, [], {}, "") else ())):
            entry.pop(noise, None)
        if key not in required:
            entry = _or_nothing(entry)
        usual = rules if field == "accept" else _USUAL_KEYS.get((name, key), {})
        if usual:
            _offer_keys(entry, usual)
        text = texts[field]
        markdown = {"markdownDescription": text} if "`" in text else {}
        schema["properties"][key] = {"description": text.replace("`", '"'), **markdown, **entry}


def _as_written(schema: Any) -> Any:
    """Return a schema that also allows a number or a switch between quotes, and a text that looks like a number."""
    if isinstance(schema, list):
        return [_as_written(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: value if key in _PLAIN else _as_written(value) for key, value in schema.items()}
    kind = schema.get("type")
    if "enum" in schema or "pattern" in schema:
        return schema
    if kind == "string" and "examples" not in schema:
        # Every text of the file is read as one, also where it looks like a number.
        schema["type"] = ["string", "number"]
    elif kind == "integer":
        schema |= {"type": ["integer", "string"], "pattern": _WHOLE}
    elif kind == "boolean":
        schema |= {"type": ["boolean", "string"], "pattern": _SWITCH}
    elif kind in ("number", ["number", "string"]):
        schema |= {"type": ["number", "string"], "pattern": _DECIMAL}
    if "anyOf" in schema:
        schema["anyOf"] = _without_repeats(schema["anyOf"])
    return schema


_PLAIN = ("examples", "enum", "default")
_ANY_TEXT = {"type": ["string", "number"]}


def _without_repeats(choices: list[Any]) -> list[Any]:
    """Leave out what is allowed already where any text is: a number, or a text that looks like a switch."""
    if _ANY_TEXT not in choices:
        return choices
    kept = [choice for choice in choices if not isinstance(choice.get("type"), list) or choice == _ANY_TEXT]
    if any("boolean" in choice.get("type", ()) for choice in choices):
        kept[kept.index(_ANY_TEXT)] = {"type": ["boolean", *_ANY_TEXT["type"]]}
    return kept


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that also allows a key with nothing behind it, and says so only once."""
    choices = [choice for choice in schema.pop("anyOf", ()) if choice != {"type": "null"}]
    if not choices:
        simple = {key: schema.pop(key) for key in list(schema) if key not in ("default", "examples")}
        choices = [simple]
    if len(choices) == 1 and "type" in choices[0] and "enum" not in choices[0]:
        only: dict[str, Any] = choices[0]
        kinds = only["type"]
        return {**schema, **only, "type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}
    return schema | {"anyOf": [*choices, {"type": "null"}]}


def _offer_keys(entry: dict[str, Any], keys: Mapping[str, str]) -> None:
    """Let an editor offer some keys of a mapping whose keys are free."""
    for choice in (entry, *entry.get("anyOf", ())):
        inner = choice.get("additionalProperties")
        if isinstance(inner, dict):
            choice["properties"] = {key: {"description": text, **inner} for key, text in keys.items()}


def _elements() -> dict[str, type[Element]]:
    elements: dict[str, type[Element]] = {}
    waiting: list[type[Element]] = [Element]
    while waiting:
        for element in waiting.pop().__subclasses__():
            elements[element.__name__] = element
            waiting.append(element)
    return elements


def _summary(element: type[Element]) -> str:
    return inspect.cleandoc(element.__doc__ or "").split("\n\n")[0].replace("\n", " ")


def summary_of(element: type[Element]) -> str:
    """Return what an element is: the first paragraph of its docstring as one line."""
    return " ".join(inspect.cleandoc(element.__doc__ or "").split("\n\n")[0].split())


@cache
def field_texts(element: type[Element]) -> Mapping[str, str]:
    """Return what each field of an element means, by its name in Python: the text below it in the source."""
    texts: dict[str, str] = {}
    for ancestor in reversed(element.__mro__):
        if not (isinstance(ancestor, type) and issubclass(ancestor, Element)):
            continue
        tree = ast.parse(inspect.getsource(inspect.getmodule(ancestor) or ancestor))
        body = next(
            node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == ancestor.__name__
        )
        for node, after in pairwise(body):
            if (
                isinstance(node, ast.AnnAssign)
                and isinstance(node.target, ast.Name)
                and isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
            ):
                texts[node.target.id] = inspect.cleandoc(str(after.value.value)).replace("\n", " ")
    return texts
