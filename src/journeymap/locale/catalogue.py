"""Reads and compiles the catalogues of translations.

A wheel has each catalogue compiled (`.mo`); the build makes it from the written one with `compile_catalogue`. In a
source tree the written one (`.po`) is what counts, so that a new translation is there at once and nothing compiled can
be out of date. This module knows the standard library only: the build loads it by itself.
"""

from __future__ import annotations

import gettext
import io
import re
import struct
from pathlib import Path

FOLDER = Path(__file__).parent

_ENTRY = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])?\s+"(.*)"$')
_CONTINUED = re.compile(r'"(.*)"$')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_MAGIC, _HEADER_SIZE = 0x950412DE, 28


def load(language: str) -> gettext.NullTranslations:
    """Return the translations into a language; none of anything where it has no catalogue."""
    written = FOLDER / language / "LC_MESSAGES" / "journeymap.po"
    if written.exists():
        return gettext.GNUTranslations(io.BytesIO(compile_catalogue(written.read_text(encoding="utf-8"))))
    return gettext.translation("journeymap", FOLDER, [language], fallback=True)


def compile_catalogue(text: str) -> bytes:
    """Return a written catalogue in the binary format of GNU gettext, the same bytes for the same messages.

    As with `msgfmt`, what has no translation and what is marked fuzzy is left out. Raises `ValueError`, with the number
    of the line, where the text is no catalogue.
    """
    entries = sorted((key.encode(), value.encode()) for key, value in _messages(text).items())
    start = _HEADER_SIZE + 16 * len(entries)
    keys, values = _string_table([key for key, _ in entries], start), b"".join(key + b"\0" for key, _ in entries)
    translations = _string_table([value for _, value in entries], start + len(values))
    values += b"".join(value + b"\0" for _, value in entries)
    # No hash table: its size is 0 and it would begin where the strings do.
    header = struct.pack("<7I", _MAGIC, 0, len(entries), _HEADER_SIZE, _HEADER_SIZE + 8 * len(entries), 0, start)
    return header + keys + translations + values


def _string_table(strings: list[bytes], offset: int) -> bytes:
    """Return length and offset of each string, where they stand one after another, each closed by a zero."""
    table = bytearray()
    for string in strings:
        table += struct.pack("<2I", len(string), offset)
        offset += len(string) + 1
    return bytes(table)


def _messages(text: str) -> dict[str, str]:
    """Return what is translated: context, singular and plural are joined in the key as the format has it."""
    messages: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    last, fuzzy = "", False

    def close() -> None:
        if "msgid" in parts and any(parts.get("msgstr", [])) and not fuzzy:
            context = "".join(f"{context}\4" for context in parts.get("msgctxt", []))
            key = "\0".join([*parts["msgid"], *parts.get("msgid_plural", [])])
            messages[context + key] = "\0".join(parts["msgstr"])

    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line.startswith("#") or not line:
            if "msgstr" in parts:
                close()
                parts, fuzzy = {}, False
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif match := _ENTRY.match(line):
            last = match[1]
            if "msgstr" in parts and last != "msgstr":
                close()
                parts, fuzzy = {}, False
            parts.setdefault(last, []).append(_unescape(match[2]))
        elif parts and (match := _CONTINUED.match(line)):
            parts[last][-1] += _unescape(match[1])
        else:
            raise ValueError(f"line {number} of the catalogue is no part of a message: {line}")
    close()
    return messages


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[1]), text) if "\\" in text else text
