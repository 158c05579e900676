"""The short forms of the format in its JSON Schema: lists of named things, feelings on a step, other words of a choice.

The model reads them before its fields are checked, so its own schema does not know them.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from journeymap.model.choices import OTHER_WORDS
from journeymap.model.durations import PATTERN

_ID = {"description": "What it is called elsewhere in the file; without it, its name.", "type": ["string", "number"]}
_TO = {"description": "The step that this way leads to.", "type": ["string", "number"]}
_TEXT = {"type": ["string", "number"]}
_LISTS = {
    "personas": "Persona", "channels": "Channel", "actors": "Actor", "systems": "System", "sources": "Source",
    "phases": "Phase",
}  # fmt: skip


def add_short_forms(top: dict[str, Any], kinds: dict[str, Any]) -> None:
    """Add the short forms to the schema of a file (`top`) and to those of its elements (`kinds`), in place."""
    for schema in (top, kinds):
        _offer_other_words(schema)
    for field, kind in _LISTS.items():
        kinds[f"Listed{kind}"] = _listed(kinds[kind], "id", _ID)
        _allow(
            top["properties"][field],
            {"type": "array", "items": {"anyOf": [_TEXT, _ref(f"Listed{kind}"), _single(kind)]}},
        )
    step = kinds["Step"]["properties"]
    emotion = kinds["Rating"]["properties"]["emotion"]
    for word in ("emotion", "emotie", "feeling", "mood"):
        step[word] = {**deepcopy(emotion), "description": "The feeling of all customers here, from -2 to 2."}
    rating, number = (
        _ref("Rating"),
        {key: emotion[key] for key in ("type", "minimum", "maximum", "pattern") if key in emotion},
    )
    people = step["experience"].pop("properties", {})
    for word in ("additionalProperties", "type"):
        step["experience"].pop(word, None)
    _allow(
        step["experience"],
        {
            "type": "object",
            "properties": {key: {**entry, **_either(rating, number)} for key, entry in _without_refs(people).items()},
            "additionalProperties": _either(rating, number),
        },
        rating,
        number,
    )
    kinds["ListedFlow"] = _listed(kinds["Flow"], "to", _TO)
    kinds["ListedFlow"]["required"] = ["to"]
    way = {"type": "object", "maxProperties": 1, "additionalProperties": _either(_TEXT, _ref("Flow"), {"type": "null"})}
    _allow(step["next"], {"type": "array", "items": {"anyOf": [_TEXT, _ref("ListedFlow"), way]}})
    _allow(step["because"], _TEXT)
    kinds["ListedStep"] = _listed(kinds["Step"], "id", _ID)
    _allow(
        top["properties"]["steps"],
        {"type": "array", "items": {"anyOf": [_ref("ListedStep"), _single("Step")]}},
    )


def _listed(schema: dict[str, Any], key: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an element in a list, which says itself what it is called."""
    listed = deepcopy(schema)
    listed["properties"] = {key: entry, **listed["properties"]}
    return listed


def _single(kind: str) -> dict[str, Any]:
    """Return the schema of an item that is a name with the thing behind it."""
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": _either(_ref(kind), _TEXT) if kind != "Step" else _ref(kind),
    }


def _ref(kind: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{kind}"}


def _either(*schemas: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [*schemas]}


def _without_refs(people: dict[str, Any]) -> dict[str, Any]:
    return {key: {word: value for word, value in entry.items() if word != "$ref"} for key, entry in people.items()}


def _allow(entry: dict[str, Any], *more: dict[str, Any]) -> None:
    """Let an entry of a schema be something else as well."""
    kept = {
        key: entry.pop(key)
        for key in list(entry)
        if key not in ("description", "markdownDescription", "default", "examples")
    }
    choices = kept.pop("anyOf", [])
    if kept:
        choices = [kept, *choices]
    entry["anyOf"] = [*choices, *more]


def _offer_other_words(schema: Any) -> None:
    """Add the other words of each choice, so that an editor does not refuse what is read."""
    if isinstance(schema, list):
        for item in schema:
            _offer_other_words(item)
    elif isinstance(schema, dict):
        if schema.get("pattern") == PATTERN and "integer" not in schema["type"]:
            # No time at all needs no unit.
            kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            schema |= {"type": [*kinds, "integer"], "maximum": 0}
        words = schema.get("enum")
        if isinstance(words, list):
            others = OTHER_WORDS.get(frozenset(word for word in words if isinstance(word, str)), {})
            schema["enum"] = [*words, *others]
        for value in schema.values():
            _offer_other_words(value)
