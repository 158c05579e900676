"""What can be written at a place of a file: the words of the format, the ids of the file, and what a word can say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from journeymap.compiler.explain import element_at
from journeymap.compiler.key_aliases import folded, meanings
from journeymap.compiler.word_groups import word_groups, words_of
from journeymap.i18n.languages import translate
from journeymap.model.blueprint import Blueprint
from journeymap.model.element import Element, hyphenated
from journeymap.model.schema import field_texts, json_schema
from journeymap.model.step import Rating, Step
from journeymap.plugins import instances

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.editor.cursor import Path
    from journeymap.rule import Rule

# What the value of a word names, by the word; the kinds are those of `graph.references`.
NAMES = {
    "next": "step", "starts": "step", "needs": "step", "informs": "step", "recover": "step", "missed": "step",
    "closed": "step", "from": "step", "to": "step", "uses": "used", "phase": "phase", "channel": "channel",
    "prefers": "channel", "by": "actor", "heard": "source",
}  # fmt: skip
# And what the keys below a word name.
KEYS_NAME = {
    "next": "step", "informs": "step", "experience": "rated", "share": "persona", "chased": "persona", "accept": "rule",
    "to": "step",
}  # fmt: skip
# Under which words of the file the things of a kind are defined.
DEFINED = {
    "step": ("steps",), "used": ("systems", "steps"), "phase": ("phases",), "channel": ("channels",),
    "actor": ("actors",), "persona": ("personas",), "rated": ("personas",), "source": ("sources",),
}  # fmt: skip
FILES = frozenset({"journey", "replaces", "mirrors", "follows", "beside"})
"""The words whose value is the path of another blueprint."""


class Offer(Struct, frozen=True):
    """Something that can be written: the word, what it means, and its place among the others."""

    word: str
    meaning: str = ""
    rank: int = 0
    kind: str = "word"


def holder_of(path: Path) -> type[Element] | None:
    """Return the kind of element whose words stand at a path of the file, None where other keys do."""
    element = element_at(path)
    return element if element is not None else element_at(tuple(part for part in path if part != 0))


def words_at(path: Path, language: str) -> Iterator[Offer]:
    """Yield the words of the format that can stand at a path, in the groups in which they belong together."""
    element = holder_of(path)
    if element is None:
        return
    texts = field_texts(element)
    known = {hyphenated(name): text for name, text in texts.items()}
    if element is Step:
        known["emotion"] = field_texts(Rating)["emotion"]
    for rank, word in enumerate(word for _, group in word_groups(element).groups() for word in group):
        yield Offer(word, translate(known.get(word, ""), language), rank)


def meaning_at(path: Path, word: str, language: str) -> str:
    """Return what a word of the format means at a path, also one that is written instead; empty where it is none."""
    element = holder_of(path)
    if element is None:
        return ""
    texts = {folded(hyphenated(name)): text for name, text in field_texts(element).items()}
    meant = texts.get(folded(word))
    if meant is None and element is Step and folded(word) == "emotion":
        meant = field_texts(Rating)["emotion"]
    if meant is None:
        alike = meanings(word, words_of(element))
        meant = texts.get(folded(alike[0])) if alike else None
    return "" if meant is None else translate(meant, language)


def named_by(path: Path, key: str | None) -> str | None:
    """Return what kind of thing a value or an item at a place names, None where it is a text, a time, or a choice."""
    if key is None:
        words = [part for part in path if part != 0]
        if not words or path[-1] != 0:
            return None
        key = str(words[-1])
        path = tuple(words[:-1])
    holder = holder_of(path)
    return NAMES.get(key) if holder is not None and key in words_of(holder) else None


def keys_named(path: Path) -> str | None:
    """Return what kind of thing the keys of the mapping at a path name, None where they are words of the format."""
    words = [part for part in path if part != 0]
    holder = holder_of(path[:-1]) if words else None
    if holder is None or words[-1] not in words_of(holder):
        return None
    return KEYS_NAME.get(str(words[-1]))


def usual_keys(path: Path, language: str) -> Iterator[Offer]:
    """Yield the keys that are usual at a path where a designer may write any: the burdens, the needs."""
    for choice in _choices(_schema_at(path)):
        for rank, (word, entry) in enumerate(choice.get("properties", {}).items()):
            yield Offer(word, translate(entry.get("description", ""), language), rank)


def values_at(path: Path, key: str) -> Iterator[Offer]:
    """Yield what a word can say at a path, where that is a choice, and how the other values are written."""
    holder = holder_of(path)
    if holder is None:
        return
    schema = _schema_of(holder).get(key, {})
    rank = 0
    for choice in _choices(schema):
        kinds = choice.get("type", ())
        truths = ("true", "false") if "boolean" in ([kinds] if isinstance(kinds, str) else kinds) else ()
        for value in (*choice.get("enum", ()), *truths, *choice.get("examples", ())):
            if isinstance(value, (str, int, float)) and not isinstance(value, bool):
                yield Offer(str(value), "", rank, "value" if value in choice.get("enum", truths) else "example")
                rank += 1


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by name."""
    return {rule.name: rule for rule in instances("rules", "RULE")}


@cache
def _whole_schema() -> dict[str, Any]:
    return json_schema()


def _schema_of(element: type[Element]) -> dict[str, Any]:
    """Return the schemas of the words of an element."""
    whole = _whole_schema()
    schema = whole if element is Blueprint else whole["$defs"].get(element.__name__, {})
    properties: dict[str, Any] = schema.get("properties", {})
    return properties


def _schema_at(path: Path) -> dict[str, Any]:
    """Return the schema of the word at the end of a path; empty where that is none."""
    words = [part for part in path if part != 0]
    holder = holder_of(path[:-1]) if words else None
    schema: dict[str, Any] = {} if holder is None else _schema_of(holder).get(str(words[-1]), {})
    return schema


def _choices(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a schema and all that it allows as other forms of itself, the items of lists among them."""
    yield schema
    for choice in schema.get("anyOf", ()):
        yield from _choices(choice)
    if isinstance(schema.get("items"), dict):
        yield from _choices(schema["items"])
