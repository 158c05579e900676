"""Giving something another id, everywhere in a file where it is named."""

from __future__ import annotations

import re
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.changes import NotPossibleError
from journeymap.compiler.compile import STEP_ID, compile_blueprint
from journeymap.editing.edits import Edit, apply_edits
from journeymap.editing.kernel import Changed
from journeymap.graph.references import references
from journeymap.i18n.messages import say
from journeymap.syntax import Node, Scalar, parse
from journeymap.syntax.writing import scalar

if TYPE_CHECKING:
    from collections.abc import Collection

    from journeymap.diagnostics import Span
    from journeymap.model.blueprint import Blueprint
    from journeymap.syntax import Parsed

# What has an id: under which word of the file it is defined, and the kinds of references that can name it.
GROUPS = {
    "step": ("steps", frozenset({"step", "used", "way"})),
    "persona": ("personas", frozenset({"persona", "rated"})),
    "channel": ("channels", frozenset({"channel"})),
    "actor": ("actors", frozenset({"actor"})),
    "system": ("systems", frozenset({"used"})),
    "source": ("sources", frozenset({"source"})),
    "phase": ("phases", frozenset({"phase"})),
}


def rename(text: str, old: str, new: str, path: str = "", kind: str | None = None) -> Changed:
    """Return a text in which something has another id, where it is defined and wherever it is named.

    `kind` is one of GROUPS, needed only where several things have the id. NotPossibleError where nothing has it, where
    the new id is taken or is none, or where a place that names the thing cannot be changed. Texts that happen to hold
    the word are left alone, and so are places that call the thing by its name.
    """
    parsed, blueprint = _read(text, path)
    group = _group(blueprint, old, kind)
    word, kinds = GROUPS[group]
    if group == "step" and re.fullmatch(STEP_ID, new) is None:
        raise NotPossibleError(say('"{id}" cannot be the id of a step', id=new))
    if not new.strip() or new != new.strip() or (group == "persona" and new in _RESERVED):
        raise NotPossibleError(say('"{id}" cannot be an id', id=new))
    rivals = [word, *(("systems", "steps") if group in ("step", "system") else ())]
    if any(new in getattr(blueprint, rival) for rival in rivals):
        raise NotPossibleError(say('"{word}" is there already', word=new))
    definition = getattr(blueprint, word)[old].key_at()
    places = {span for span in (definition, *_named(blueprint, old, kinds, group)) if span is not None}
    written = _scalars(parsed)
    edits = []
    for span in places:
        node = written.get((span.line, span.column))
        if node is not None and node.text == old:
            edits.append(Edit(node.start, node.end, scalar(new, flow=True, key=True)))
    after = apply_edits(text, edits)
    _prove(blueprint, _read(after, path)[1], group, old, new)
    return Changed(text, after, tuple(sorted(edits)))


# What stands for all customers, and for those who work here.
_RESERVED = frozenset({"everyone", "staff"})


def _group(blueprint: Blueprint, old: str, kind: str | None) -> str:
    """Return what is meant by an id; NotPossibleError where nothing has it, or several things do."""
    groups = [group for group, (word, _) in GROUPS.items() if old in getattr(blueprint, word)]
    if kind is not None:
        groups = [group for group in groups if group == kind]
    if not groups:
        raise NotPossibleError(say('nothing here has the id "{id}"', id=old))
    if len(groups) > 1:
        raise NotPossibleError(
            say('several things have the id "{id}": {kinds}; say which is meant', id=old, kinds=groups)
        )
    return groups[0]


def _read(text: str, path: str) -> tuple[Parsed, Blueprint]:
    parsed = parse(text, path)
    blueprint = compile_blueprint(parsed.node)[0] if parsed.node is not None else None
    if blueprint is None:
        raise NotPossibleError(say("the file cannot be read; correct that first"))
    return parsed, blueprint


def _named(blueprint: Blueprint, old: str, kinds: Collection[str], group: str) -> list[Span | None]:
    """Return where a thing is named; a word under `uses` names a system before it names a step."""
    return [
        reference.place()
        for reference in references(blueprint)
        if reference.word == old
        and reference.kind in kinds
        and (reference.kind != "used" or (group == "system") == (old in blueprint.systems))
    ]


def _scalars(parsed: Parsed) -> dict[tuple[int, int], Scalar]:
    """Return all keys and texts of a file by line and column."""
    scalars: dict[tuple[int, int], Scalar] = {}
    waiting: list[Node] = [parsed.node] if parsed.node is not None else []
    while waiting:
        node = waiting.pop()
        for written in (node.key, node):
            if isinstance(written, Scalar):
                scalars.setdefault((written.line, written.column), written)
        waiting.extend(node.children)
    return scalars


def _prove(before: Blueprint, after: Blueprint, group: str, old: str, new: str) -> None:
    """Refuse a new id unless all that named the thing names it still, and nothing else names another."""
    word, kinds = GROUPS[group]

    def called(name: str) -> str:
        return new if name == old else name

    def names(blueprint: Blueprint, *, to_be: bool) -> list[tuple[str, str, str | None]]:
        """Return all references; with `to_be` as they have to be once the thing is renamed."""
        step = called if to_be and group == "step" else str
        return [
            (
                reference.kind,
                called(reference.word) if to_be and reference.kind in kinds else reference.word,
                reference.step and step(reference.step),
            )
            for reference in references(blueprint)
        ]

    ids = [called(name) for name in getattr(before, word)]
    if ids != list(getattr(after, word)) or names(before, to_be=True) != names(after, to_be=False):
        raise NotPossibleError(say("this cannot be changed here without changing something else; change it by hand"))


def rename_in_newer(text: str, old: str, new: str, path: str, older: str) -> Changed:
    """Return the text of a file that replaces another, with a step of that one under its new id in `was`.

    `path` is the file of the text, `older` the one whose step has another id now; nothing changes where the text does
    not replace that, or cannot be read.
    """
    parsed = parse(text, path)
    blueprint = compile_blueprint(parsed.node)[0] if parsed.node is not None else None
    relates = blueprint.relates if blueprint is not None else None
    replaced = {realpath(Path(path).parent / name) for name in relates.replaces} if relates is not None else set()
    if blueprint is None or realpath(older) not in replaced:
        return Changed(text, text, ())
    written = _scalars(parsed)
    edits = []
    for step in blueprint.steps.values():
        span = step.at("was", old) if old in step.was else None
        node = None if span is None else written.get((span.line, span.column))
        if node is not None and node.text == old:
            edits.append(Edit(node.start, node.end, scalar(new, flow=True, key=True)))
    return Changed(text, apply_edits(text, edits), tuple(sorted(edits)))
