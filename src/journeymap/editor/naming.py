"""Where a thing is defined and where it is named, and what changes when it gets another id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import DocumentHighlight, DocumentHighlightKind, Location, TextEdit
from msgspec import Struct

from journeymap.changes import NotPossibleError
from journeymap.editing.rename import GROUPS, rename, rename_in_newer
from journeymap.editor.places import written_at
from journeymap.graph.references import references
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lsprotocol.types import Range

    from journeymap.diagnostics import Span
    from journeymap.editing import Changed
    from journeymap.editor.open_file import OpenFile


class Named(Struct, frozen=True):
    """A thing whose id stands at a place: its group, as in `editing.rename.GROUPS`, the id, and where it stands."""

    group: str
    id: str
    start: int
    end: int


def thing_at(file: OpenFile, offset: int) -> Named | None:
    """Return the thing whose id stands at an offset, where it is defined or where it is named; None for other words."""
    item = written_at(file.parsed.node, offset)
    blueprint = file.current
    if item is None or blueprint is None:
        return None
    start, end, word = item.scalar.start, item.scalar.end, item.scalar.text
    for group, (key, _) in GROUPS.items():
        definition = getattr(blueprint, key).get(word)
        if definition is not None and file.holds(definition.key_at(), start):
            return Named(group, word, start, end)
    for reference in references(blueprint):
        if reference.word == word and file.holds(reference.place(), start):
            for group, (key, kinds) in GROUPS.items():
                if reference.kind in kinds and word in getattr(blueprint, key):
                    if reference.kind == "used" and (group == "system") != (word in blueprint.systems):
                        continue
                    return Named(group, word, start, end)
    return None


def definition(file: OpenFile, offset: int) -> Location | None:
    """Return where the thing at an offset is defined."""
    thing = thing_at(file, offset)
    span = None if thing is None else _defined(file, thing)
    return None if span is None else Location(file.uri, file.positions.of_span(span))


def places(file: OpenFile, offset: int, *, defined: bool = True) -> list[Range]:
    """Return all places where the thing at an offset is named, in order, and where it is defined if `defined`."""
    thing = thing_at(file, offset)
    if thing is None:
        return []
    spans = {span for span in _naming(file, thing) if span is not None}
    own = _defined(file, thing)
    if own is not None:
        spans.discard(own)
        if defined:
            spans.add(own)
    return [file.positions.of_span(span) for span in sorted(spans)]


def highlights(file: OpenFile, offset: int) -> list[DocumentHighlight]:
    """Return the places of the thing at an offset, for an editor to mark."""
    return [DocumentHighlight(place, DocumentHighlightKind.Text) for place in places(file, offset)]


def _defined(file: OpenFile, thing: Named) -> Span | None:
    element = getattr(file.current, GROUPS[thing.group][0]).get(thing.id)
    span: Span | None = None if element is None else element.key_at()
    return span


def _naming(file: OpenFile, thing: Named) -> Iterator[Span | None]:
    blueprint = file.current
    if blueprint is None:
        return
    kinds = GROUPS[thing.group][1]
    for reference in references(blueprint):
        if reference.word == thing.id and reference.kind in kinds:
            if reference.kind == "used" and (thing.group == "system") != (thing.id in blueprint.systems):
                continue
            yield reference.place()


def renamed(file: OpenFile, offset: int, new: str, others: Iterable[OpenFile]) -> dict[str, list[TextEdit]]:
    """Return the edits by file that give the thing at an offset another id; NotPossibleError where that cannot be.

    `others` are the files that may know a step of this one by its id, as the one that it is to become.
    """
    thing = thing_at(file, offset)
    if thing is None:
        raise NotPossibleError(say("there is no id here that can be changed"))
    if thing.id == new:
        return {}
    edits = {file.uri: edits_of(file, rename(file.text, thing.id, new, file.path, thing.group))}
    if thing.group == "step":
        for other in others:
            changed = rename_in_newer(other.text, thing.id, new, other.path, file.path)
            if changed.edits:
                edits[other.uri] = edits_of(other, changed)
    return edits


def edits_of(file: OpenFile, changed: Changed) -> list[TextEdit]:
    """Return changes of a text as the editor makes them."""
    return [TextEdit(file.positions.range(edit.start, edit.end), edit.text) for edit in changed.edits]
