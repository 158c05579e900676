"""What an editor offers while somebody types: words of the format, ids of the file, choices, files, and a new step."""

from __future__ import annotations

import os
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    InsertTextFormat,
    TextEdit,
)

from journeymap.editor import words
from journeymap.editor.cursor import cursor_at
from journeymap.editor.markup import markup
from journeymap.i18n.languages import translate
from journeymap.i18n.messages import say
from journeymap.rule_docs import page_of
from journeymap.syntax.writing import scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.editor.cursor import Cursor
    from journeymap.editor.open_file import OpenFile
    from journeymap.editor.words import Offer

_KINDS = {
    "word": CompletionItemKind.Property, "value": CompletionItemKind.EnumMember, "example": CompletionItemKind.Value,
    "id": CompletionItemKind.Reference, "rule": CompletionItemKind.Constant, "file": CompletionItemKind.File,
}  # fmt: skip
# Words below which only keys can follow: nothing stands behind the colon.
_OPEN = frozenset({"steps", "personas", "actors", "systems", "sources", "experience", "economics", "relates"})
_MOST_FILES = 200


def complete(file: OpenFile, offset: int, *, snippets: bool, markdown: bool = True) -> list[CompletionItem]:
    """Return what can be written at an offset.

    `snippets` tells whether the editor knows texts with places to fill, `markdown` whether it shows that.
    """
    cursor = cursor_at(file.text, offset)
    if cursor is None:
        return []
    offers = [(offer, False) for offer in _values(file, cursor)]
    if cursor.key is None:
        after = file.text[cursor.end : cursor.end + 1]
        offers += [(offer, after != ":") for offer in _keys(file, cursor) if offer.word not in cursor.siblings]
    items = [_item(file, cursor, offer, with_colon=colon, markdown=markdown) for offer, colon in offers]
    if snippets and cursor.key is None and cursor.path == ("steps",) and not cursor.brackets:
        items += _new_steps(file, cursor)
    return items


def _keys(file: OpenFile, cursor: Cursor) -> Iterator[Offer]:
    """Yield the keys that can stand at a cursor."""
    kind = words.keys_named(cursor.path)
    if kind is not None:
        yield from _named(file, kind)
    yield from words.usual_keys(cursor.path, file.language)
    yield from words.words_at(cursor.path, file.language)


def _values(file: OpenFile, cursor: Cursor) -> Iterator[Offer]:
    """Yield the values, or the items of a list, that can stand at a cursor."""
    kind = words.named_by(cursor.path, cursor.key)
    if kind is not None:
        yield from _named(file, kind)
        return
    path, key = cursor.path, cursor.key
    if key is None:
        if not path or path[-1] != 0 or len(path) < 2:
            return
        path, key = path[:-2], str(path[-2])
    if key in words.FILES:
        yield from _files(file)
    yield from words.values_at(path, key)


def _named(file: OpenFile, kind: str) -> Iterator[Offer]:
    """Yield the ids of the things of a kind, with what they are called."""
    if kind == "rule":
        for rank, (name, rule) in enumerate(sorted(words.rules().items())):
            yield words.Offer(name, page_of(rule, file.language).summary, rank, "rule")
        return
    blueprint = file.blueprint
    if blueprint is None:
        return
    rank = 0
    for group in words.DEFINED[kind]:
        for name, thing in getattr(blueprint, group).items():
            title = thing.label if group == "steps" else thing.name
            yield words.Offer(name, title or "", rank, "id")
            rank += 1
    if kind in ("persona", "rated"):
        yield words.Offer("everyone", translate("all customers", file.language), rank, "id")
    if kind == "rated":
        yield words.Offer("staff", translate("the employee", file.language), rank + 1, "id")


def _files(file: OpenFile) -> Iterator[Offer]:
    """Yield the blueprints beside a file and below it, as paths that are seen from it."""
    here = FilePath(file.path).absolute()
    count = 0
    for folder, folders, names in os.walk(here.parent):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")) and FilePath(folder, name) != here:
                yield words.Offer(FilePath(folder, name).relative_to(here.parent).as_posix(), "", count, "file")
                count += 1
                if count == _MOST_FILES:
                    return


def _item(file: OpenFile, cursor: Cursor, offer: Offer, *, with_colon: bool, markdown: bool) -> CompletionItem:
    written = offer.word if offer.kind == "value" else scalar(offer.word, flow=cursor.brackets, key=with_colon)
    if with_colon:
        written += ":" if offer.word in _OPEN else ": "
    return CompletionItem(
        label=offer.word,
        kind=_KINDS[offer.kind],
        detail=offer.meaning if offer.kind == "id" and offer.meaning else None,
        documentation=markup([offer.meaning], markdown=markdown) if offer.meaning else None,
        sort_text=f"{'b' if offer.kind == 'example' else 'a'}{offer.rank:04}",
        filter_text=offer.word,
        text_edit=TextEdit(file.positions.range(cursor.start, cursor.end), written),
    )


def _new_steps(file: OpenFile, cursor: Cursor) -> Iterator[CompletionItem]:
    """Yield texts for a whole step, with places to fill."""
    line = file.positions.source.line_start(cursor.start)
    indent = " " * (cursor.start - line + 2)
    for name, meaning, lines in (
        ("step", say("a step: who does what, and where it leads"),
         ("${1:step-id}:", "customer: ${2}", "frontstage: ${3}", "next: ${0}")),
        ("step-with-choice", say("a step with several ways on"),
         ("${1:step-id}:", "customer: ${2}", "next:", "  ${3:step}: ${4:80%}", "  ${5:step}: ${0:20%}")),
        ("end", say("a step that ends the journey"), ("${1:step-id}:", "customer: ${2}", "end: ${0:helped}")),
    ):  # fmt: skip
        text = f"\n{indent}".join(lines)
        yield CompletionItem(
            label=name,
            kind=CompletionItemKind.Snippet,
            detail=meaning.text(file.language),
            insert_text_format=InsertTextFormat.Snippet,
            sort_text=f"0{name}",
            filter_text=name,
            text_edit=TextEdit(file.positions.range(cursor.start, cursor.end), text),
        )
