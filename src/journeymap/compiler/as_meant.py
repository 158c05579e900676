"""Nodes as they were meant: keys under the name that the format has for them, lists of named things as mappings.

A key that is only called otherwise is said once, and what stands behind it is read all the same, so that nothing is
concluded from its absence. All nodes keep the places they were written at.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from msgspec import Struct, field

from journeymap.compiler.explain import bare, diagnose_key
from journeymap.compiler.key_aliases import is_dutch, likely, meanings
from journeymap.compiler.word_groups import words_of
from journeymap.diagnostics import INVALID_VALUE, Diagnostic, Severity
from journeymap.model.blueprint import Blueprint
from journeymap.model.element import Element, hyphenated
from journeymap.model.lists import THINGS, WAYS, Naming, step_id, twice, unnamed
from journeymap.model.misread import MisreadError
from journeymap.model.shorthand import share_behind
from journeymap.model.step import EVERYONES, Flow, Rating, Step
from journeymap.syntax import Mapping, Node, Scalar, Sequence
from journeymap.unknown_words import UnknownWords

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.diagnostics import Span

Path = tuple[str | int, ...]


class Reading(Struct):
    """What was read on the way.

    `problems` are what is wrong; `renamed` the paths of the keys that stand in the file under another name, `places`
    those of what stands behind them and `words` the names themselves. `lost` holds, by step, the words of which it is
    not known whether they stand there, as the file says them in a way that cannot be understood. `unknown` are the
    words that are none of the format, up to as many as are told.
    """

    problems: list[Diagnostic] = field(default_factory=list)
    renamed: set[Path] = field(default_factory=set)
    places: list[Span] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lost: dict[str, set[str]] = field(default_factory=dict)
    unknown: UnknownWords = field(default_factory=UnknownWords)

    def is_said(self, path: Path) -> bool:
        """Tell whether something of a path was called otherwise, so that there is a finding about it already."""
        return any(path[:length] in self.renamed for length in range(1, len(path) + 1))

    def lose(self, path: Path, words: Iterable[str]) -> None:
        """Note that something of a step could not be understood, by the words that it may have been."""
        step = _step_of(path)
        if step is not None:
            self.lost.setdefault(step, set()).update(words)

    @property
    def is_dutch(self) -> bool:
        """Whether whoever wrote the keys that are not the format's writes Dutch."""
        dutch = sum(is_dutch(word) for word in self.words)
        return 2 * dutch > len(self.words)


def as_meant(node: Node) -> tuple[Node, Reading]:
    """Return the top node of a file as it was meant, and what was found on the way; the node itself stays as it is."""
    reading = Reading()
    return _element(node, Blueprint, (), reading), reading


def _element(node: Node, kind: type[Element], path: Path, reading: Reading) -> Node:
    if not isinstance(node, Mapping):
        return node
    known, inside = _words(kind)
    entries = node.entries
    if not entries.keys() <= known:
        entries = {}
        for word, child in node.entries.items():
            guessed = word not in known and reading.unknown.may_tell(word)
            meant = meanings(word, words_of(kind)) if guessed else ()
            reading.words += [word] * bool(meant)
            if len(meant) == 1 and meant[0] not in node.entries and meant[0] not in entries:
                reading.problems.append(diagnose_key((*path, word), node, child))
                reading.renamed.add((*path, meant[0]))
                reading.places.append(child.span)
                entries[meant[0]] = child
            else:
                entries[word] = child
                reading.lose(path, meant)
    if kind is Step and ("experience" in entries or not EVERYONES.isdisjoint(entries)):
        entries = _with_experience(entries)
    changed = {
        word: read
        for word, inner in inside.items()
        if word in entries and (read := _value(entries[word], inner, (*path, word), reading)) is not entries[word]
    }
    if not changed and entries is node.entries:
        return node
    return _mapping(node, {word: changed.get(word, child) for word, child in entries.items()})


def _with_experience(entries: dict[str, Node]) -> dict[str, Node]:
    """Return the entries of a step with what people feel in it under "experience", per persona and for everyone."""
    feeling = next((word for word in entries if word in EVERYONES), None)
    written = entries.get("experience")
    people: dict[str, Node] = {}
    if isinstance(written, Scalar) and not written.is_null:
        people["everyone"] = _emotion(written)
    elif isinstance(written, Mapping):
        if written.entries and written.entries.keys() <= _words(Rating)[0]:
            people["everyone"] = written
        else:
            people = {
                key: _emotion(child) if isinstance(child, Scalar) and not child.is_null else child
                for key, child in written.entries.items()
            }
    elif written is not None and feeling is None:
        return entries
    if feeling is not None:
        everyone = people.get("everyone")
        stated = everyone.entries if isinstance(everyone, Mapping) else {}
        if "emotion" in stated or not isinstance(entries[feeling], Scalar):
            return entries
        people["everyone"] = _mapping(everyone or entries[feeling], {**stated, "emotion": entries[feeling]})
    rest = {word: child for word, child in entries.items() if word not in (feeling, "experience")}
    return {**rest, "experience": _mapping(written or entries[feeling or ""], people)}


def _emotion(scalar: Scalar) -> Mapping:
    """Return a lone figure as the feeling that it stands for."""
    return _mapping(scalar, {"emotion": scalar})


def _value(node: Node, kind: Any, path: Path, reading: Reading) -> Node:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is dict:
        inner = bare(arguments[1])
        listed = _listed(node, inner, path, reading) if isinstance(node, Sequence) else node
        if not isinstance(listed, Mapping):
            return listed
        read = {key: _element(child, inner, (*path, key), reading) for key, child in listed.entries.items()}
        same = all(read[key] is child for key, child in listed.entries.items())
        return listed if same else _mapping(listed, read)
    if origin is tuple:
        inner = bare(arguments[0])
        if not isinstance(node, Sequence):
            return _element(node, inner, path, reading)
        items = [_element(item, inner, (*path, number), reading) for number, item in enumerate(node.items)]
        if all(item is other for item, other in zip(items, node.items, strict=True)):
            return node
        changed = Sequence(node.source, node.start, node.end, items)
        changed.key = node.key
        return changed
    return _element(node, kind, path, reading)


def _listed(node: Sequence, kind: type[Element], path: Path, reading: Reading) -> Node:
    """Return a list of things that say what they are called as the mapping that it stands for."""
    if not any(isinstance(item, Mapping) for item in node.items):
        return node
    naming = WAYS if kind is Flow else THINGS
    entries: dict[str, Node] = {}
    for number, item in enumerate(node.items, 1):
        try:
            name, thing, key = _named(item, kind, naming, number, entries)
            if name in entries:
                raise twice(name)
        except MisreadError as error:
            reading.problems.append(
                Diagnostic(INVALID_VALUE, Severity.ERROR, error.message, item.mark, error.remedy, step=_step_of(path))
            )
            continue
        thing.key = key
        entries[name] = thing
    if kind is Step:
        _lead_on(entries)
    return _mapping(node, entries)


def _named(
    item: Node, kind: type[Element], naming: Naming, number: int, taken: dict[str, Node]
) -> tuple[str, Node, Scalar]:
    """Return what an item is called, the thing itself and the text that names it."""
    if not isinstance(item, Mapping):
        if kind is Step or not isinstance(item, Scalar) or item.is_null:
            raise unnamed(naming)
        entries: dict[str, Node] = {"name": item} if naming is THINGS else {}
        if naming is WAYS and (parts := share_behind(item.text)) is not None:
            return parts[0], Scalar(item.source, item.start, item.end, parts[1], False), item
        return item.text, Mapping(item.source, item.start, item.end, entries), item
    plain = {word: node.plain() for word, node in item.entries.items()}
    if kind is Step and not _is_a_name(plain):
        name = step_id(plain, number, taken)
        key: str | None = next((word for word in ("id", "name") if word in plain), None)
        taken_out: tuple[str, ...] = ("id",)
    else:
        naming_of_item = naming.name_of(plain)
        if naming_of_item is None:
            raise unnamed(naming)
        (name, key), taken_out = naming_of_item, naming.taken
        if key is None:
            child = item.entries[name]
            return name, child, child.key or _scalar(item, name)
    thing = _mapping(item, {word: child for word, child in item.entries.items() if word not in taken_out})
    named = item.entries[key] if key is not None else None
    return name, thing, named if isinstance(named, Scalar) else _scalar(item, name)


def _is_a_name(plain: dict[str, Any]) -> bool:
    """Tell whether an item of a list of steps is a name with a step behind it, and not a step with one word."""
    alone = next(iter(plain)) if len(plain) == 1 else None
    return alone is not None and alone not in _words(Step)[0] and alone != "id" and not likely(alone, words_of(Step))


def _scalar(node: Node, text: str) -> Scalar:
    """Return a text that stands where a node begins, for what the file says by its form."""
    return Scalar(node.source, node.start, node.start, text, False)


def _lead_on(entries: dict[str, Node]) -> None:
    """Let each step of a list that leads nowhere and is no end lead to the one after it."""
    for (name, step), after in zip(list(entries.items()), list(entries)[1:], strict=False):
        if isinstance(step, Mapping) and not any(likely(word, ("next", "end")) for word in step.entries):
            target = _scalar(step, after)
            target.key = step.key
            entries[name] = _mapping(step, {**step.entries, "next": target})


def _mapping(node: Node, entries: dict[str, Node]) -> Mapping:
    """Return a mapping that stands where a node stands."""
    mapping = Mapping(node.source, node.start, node.end, entries)
    mapping.key = node.key
    return mapping


def _step_of(path: Path) -> str | None:
    return str(path[1]) if len(path) > 1 and path[0] == "steps" else None


@lru_cache
def _words(kind: type[Element]) -> tuple[frozenset[str], dict[str, Any]]:
    """Return all words that may stand in an element, and the types of those that hold elements."""
    words = {word: info for name, info in kind.model_fields.items() for word in {name, hyphenated(name)}}
    inside = {word: bare(info.annotation) for word, info in words.items()}
    holding = {word: inner for word, inner in inside.items() if _holds_elements(inner)}
    return frozenset(words) | (EVERYONES if kind is Step else frozenset()), holding


def _holds_elements(kind: Any) -> bool:
    arguments = [bare(argument) for argument in get_args(kind) if argument is not Ellipsis]
    return (isinstance(kind, type) and issubclass(kind, Element)) or (
        get_origin(kind) in (dict, tuple) and isinstance(arguments[-1], type) and issubclass(arguments[-1], Element)
    )
