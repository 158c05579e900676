"""What is new, gone or different in a file, in sentences: the steps first, field by field in the designer's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.comparison.fields import REF_OF, FieldChange
from journeymap.comparison.written import SHARES, read_alike, written, written_apart, written_in_full
from journeymap.i18n.messages import Joined, Message, Quoted, said, say
from journeymap.i18n.references import Ref
from journeymap.model.element import Element, hyphenated
from journeymap.report.key_words import key_word, value_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.comparison.compare import Comparison
    from journeymap.comparison.fields import Kind, ThingChange
    from journeymap.i18n.references import Names

NAMES: Mapping[Kind, Message] = {
    "steps": say("steps"), "personas": say("personas"), "channels": say("channels"), "actors": say("actors"),
    "systems": say("systems"), "sources": say("sources"), "phases": say("phases"), "file": say("the file"),
}  # fmt: skip
MOST = 8
"""How many names are listed where two variants are compared."""


def field_lines(comparison: Comparison, names: Names) -> Iterator[object]:
    """Yield the steps that are new and gone, then those that are different; then the same of all other things.

    Of two variants everything is different: of these only what is new and what is gone is told.
    """
    variant = comparison.matching.mode == "variant"
    for kind, title in NAMES.items():
        changes = [change for change in comparison.things if change.kind == kind]
        if variant and kind not in ("steps", "personas", "channels"):
            continue
        new = [_named(kind, change.new, names) for change in changes if change.old is None and change.new is not None]
        gone = [_named(kind, change.old, names) for change in changes if change.new is None and change.old is not None]
        if new:
            yield say("new {things}: {names}", things=title, names=_listed(new, variant=variant))
        if gone:
            yield say("{things} that are gone: {names}", things=title, names=_listed(gone, variant=variant))
        for change in () if variant else changes:
            if change.old is not None and change.new is not None:
                yield from _thing(change, title, names)


def _named(kind: Kind, name: str, names: Names) -> object:
    ref = REF_OF.get(kind)
    return name if ref is None else names.name(ref(name))


def _listed(words: Sequence[object], *, variant: bool) -> list[object]:
    more = len(words) - MOST if variant else 0
    return [*words[:MOST], say("{count} more", count=more)] if more > 0 else list(words)


def _thing(change: ThingChange, title: Message, names: Names) -> Iterator[object]:
    fields: list[object] = [field_line(field, names) for field in change.fields]
    ref = change.ref
    if ref is not None and change.old != change.new:
        fields.insert(0, say("has another id, {before} -> {after}", before=change.old, after=change.new))
    name = title if ref is None else names.name(ref)
    yield Joined([name, Joined(fields, "; ")], ": ")


def field_line(change: FieldChange, names: Names) -> object:
    """Return what became of one field: its keys, and what it was and is, or what of a list is gone and new."""
    path = Joined([Quoted(names.name(key)) if isinstance(key, Ref) else key_word(str(key)) for key in change.path], " ")
    before, after = (_value(change, value, names) for value in (change.before, change.after))
    if change.in_list:
        if not change.before:
            return say("{field}: also {after}", field=path, after=after)
        if not change.after:
            return say("{field}: no longer {before}", field=path, before=before)
    elif change.before is None:
        return say("{field}: {after} (was not stated)", field=path, after=after)
    elif change.after is None:
        return say("{field}: no longer stated (was {before})", field=path, before=before)
    if read_alike(said(before, "en"), said(after, "en")):
        before, after = _apart(change, names)
    return say("{field}: {before} -> {after}", field=path, before=before, after=after)


def _apart(change: FieldChange, names: Names) -> tuple[object, object]:
    """Return two different values that read alike at first so that they do not: things of one name with their ids."""
    before, after = change.before, change.after
    if isinstance(before, tuple) and isinstance(after, tuple):
        return [_with_id(item, names) for item in before], [_with_id(item, names) for item in after]
    if isinstance(before, Ref) and isinstance(after, Ref):
        return _with_id(before, names), _with_id(after, names)
    return written_apart(before, after, is_share=change.key in SHARES)


def _with_id(item: object, names: Names) -> object:
    if isinstance(item, Ref):
        return Joined([names.name(item), f"({item.id})"], " ")
    return written_in_full(item)


def _value(change: FieldChange, value: object, names: Names) -> object:
    if isinstance(value, Ref):
        return names.name(value)
    if isinstance(value, tuple):
        return [_item(change, item, names) for item in value]
    if isinstance(value, Element):
        return _told(value, names)
    word = value_word(change.key, value)
    return word if word is not value else written(value, is_share=change.key in SHARES)


def _item(change: FieldChange, item: object, names: Names) -> object:
    return _value(FieldChange(change.path, None, item), item, names)


def _told(element: Element, names: Names) -> object:
    """Return what an element that is new or gone says, by the words for its keys: a way with its part and condition."""
    parts = []
    for name in type(element).model_fields:
        value = getattr(element, name)
        if name not in element.model_fields_set or value is None or value in ((), {}):
            continue
        key = hyphenated(name)
        values = value.values() if name in SHARES and isinstance(value, dict) else [value]
        words = [_value(FieldChange((key,), None, inner), inner, names) for inner in values]
        parts.append(Joined([key_word(key), Joined(words)], " "))
    return Joined(["(", Joined(parts), ")"], "") if parts else say("without more")
