"""Collects what the program says and keeps the translations beside it.

    python docs/catalogue.py            add new messages to the catalogues, drop old ones
    python docs/catalogue.py --missing  list what has no translation yet

A message is the literal in a call of `say` or `translate`, the two literals in one of `plural` or `translate_plural`,
what a word of the format means, and each part of a rule's page: its first line, Why and Fix.
"""

from __future__ import annotations

import ast
import io
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from journeymap.model.blueprint import Blueprint
from journeymap.model.element import Element
from journeymap.model.schema import field_texts, summary_of
from journeymap.rule_docs import translatable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "journeymap"
LANGUAGES = ("nl",)
SINGLE, PLURAL = {"say", "translate"}, {"plural", "translate_plural"}
Said: TypeAlias = str | tuple[str, str]  # a message, or its forms for one and for several


def po_file(language: str) -> Path:
    """Return where the translations into a language stand."""
    return SOURCE / "locale" / language / "LC_MESSAGES" / "journeymap.po"


@cache
def messages() -> dict[Said, list[str]]:
    """Return all that the program says, each with the modules that say it, in the order of the source."""
    found: dict[Said, list[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        module = path.relative_to(SOURCE).as_posix()
        for text in said_in(path.read_text(encoding="utf-8"), is_rule=path.parent.name == "rules"):
            places = found.setdefault(text, [])
            if module not in places:
                places.append(module)
    for element in dict.fromkeys((Blueprint, *Element.__subclasses__())):
        module = f"{element.__module__.removeprefix('journeymap.').replace('.', '/')}.py"
        for text in (summary_of(element), *field_texts(element).values()):
            places = found.setdefault(text, [])
            if module not in places:
                places.append(module)
    return found


def said_in(source: str, *, is_rule: bool = False) -> Iterator[Said]:
    """Yield what one module says."""
    tree = ast.parse(source)
    if is_rule and ast.get_docstring(tree) and any(_assigns_rule(node) for node in tree.body):
        yield from translatable(ast.get_docstring(tree) or "")
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = getattr(node.func, "id", getattr(node.func, "attr", ""))
        literals = [
            argument.value
            for argument in node.args[: 2 if function in PLURAL else 1]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        if function in SINGLE and literals:
            yield literals[0]
        elif function in PLURAL and len(literals) == 2:
            yield literals[0], literals[1]


def _assigns_rule(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "RULE" for target in node.targets)


def read_catalogue(language: str) -> Catalog:
    """Return the translations as they are."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def renewed(language: str) -> Catalog:
    """Return the translations of exactly what the program says now; what is new has none yet."""
    old = {message.id: message.string for message in read_catalogue(language) if message.id}
    catalogue = Catalog(locale=language, project="journeymap", fuzzy=False, header_comment="# What journeymap says.")
    for text, places in messages().items():
        catalogue.add(text, old.get(text, ""), locations=[(place, None) for place in places])  # type: ignore[misc]
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as a .po file without dates, so that the same messages give the same bytes."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, omit_header=True, include_lineno=False)
    header = f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale_identifier}\\n"\n'
    header += '"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    return header.encode() + buffer.getvalue()


def missing(language: str) -> list[str]:
    """Return what the program says and the language has no words for."""
    return [str(message.id) for message in renewed(language) if message.id and not all(forms_of(message))]


def forms_in_english(said: Said) -> tuple[str, ...]:
    """Return the English text of a message, or its two forms."""
    return (said,) if isinstance(said, str) else said


def forms_of(message: Message) -> tuple[str, ...]:
    """Return the translation of a message: one text, or one for each form that the language has for a number."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def main() -> None:
    """Renew the catalogues, or list what they lack."""
    for language in LANGUAGES:
        if "--missing" in sys.argv:
            print("\n".join(missing(language)))
            continue
        catalogue = renewed(language)
        po_file(language).parent.mkdir(parents=True, exist_ok=True)
        po_file(language).write_bytes(as_po(catalogue))
        print(f"{language}: {len(missing(language))} of {len(messages())} messages have no translation")


if __name__ == "__main__":
    main()
