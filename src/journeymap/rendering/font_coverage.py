"""Which characters the fonts at hand can show, for formats in which text is drawn here and not where it is read.

The font in the package has what Latin, Greek, Cyrillic and Hebrew texts need; only for other characters the tables of
all fonts that are drawn with are read. Where Graphviz draws, fontconfig is asked what they hold, where it can be.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import unicodedata
from functools import lru_cache
from itertools import chain
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.graphviz.fonts import FONTS, configuration, shipped_fonts
from journeymap.rendering import typesetter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Ranges = tuple[tuple[int, int], ...]
"""Code points from the first to the last, both included."""

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_PATIENCE = 20.0  # seconds for a command that takes hundredths of one
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x1F3FB, 0x1F400))
_UNICODE_TABLES = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))


def lacking(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters of texts that no font at hand can show, in the order of their code points."""
    characters = set().union(*texts)
    if not configuration():  # else the font of the package may not be among those at hand
        characters = {character for character in characters if not _holds(_shipped(), ord(character))}
    wanted = sorted(character for character in characters if _is_seen(character))
    return (
        tuple(character for character in wanted if not _holds(_at_hand(configuration()), ord(character)))
        if wanted
        else ()
    )


def _is_seen(character: str) -> bool:
    """Whether a character needs a glyph: spaces, marks of direction and choices between looks of another do not."""
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"):
        return False
    return not any(ord(character) in selectors for selectors in _SELECTORS)


def _holds(ranges: Ranges, code: int) -> bool:
    return any(first <= code <= last for first, last in ranges)


@lru_cache(maxsize=1)
def _shipped() -> Ranges:
    """Return what both the regular and the bold letters in the package can show."""
    regular, bold = (_codes(FONTS / f"LiberationSans-{weight}.ttf") for weight in ("Regular", "Bold"))
    return tuple(part for part in regular if all(_holds(bold, code) for code in range(part[0], part[1] + 1)))


@lru_cache(maxsize=4)
def _at_hand(configuration: str) -> Ranges:
    """Return what all fonts of this machine can show together, under a configuration of fontconfig or the usual one."""
    del configuration  # whoever looks for fonts reads it
    if typesetter.trouble() is None:
        return _merged(chain.from_iterable(map(_codes, typesetter.font_files())))
    program = shutil.which("fc-list")
    if program is not None:
        with shipped_fonts():
            try:
                done = subprocess.run(  # noqa: S603 - a program found on the path, and no text of a user
                    [program, "--format", "%{charset}\n"],
                    capture_output=True,
                    text=True,
                    encoding="ascii",
                    errors="replace",
                    timeout=_PATIENCE,
                    check=True,
                )
            except (OSError, subprocess.SubprocessError):
                pass
            else:
                return _merged(_ranges(word) for word in done.stdout.split())
    return _merged(chain.from_iterable(map(_codes, _files())))


def _ranges(word: str) -> tuple[int, int]:
    """Read a range of code points as fontconfig writes it: `20-7e`, or `a0`."""
    first, _, last = word.partition("-")
    try:
        return int(first, 16), int(last or first, 16)
    except ValueError:
        return 1, 0


def _merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    result: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if result and first <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(result[-1][1], last))
        elif first <= last:
            result.append((first, last))
    return tuple(result)


def _files() -> Iterator[Path]:
    """Yield the fonts in the folders where systems keep them, and those in the package."""
    for folder in (*(_at_home(name) for name in _FOLDERS), FONTS):
        yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)


def _at_home(folder: str) -> Path:
    try:
        return Path(folder).expanduser()
    except RuntimeError:  # nobody is at home
        return Path(folder)


def _codes(font: Path) -> Ranges:
    """Return the code points that a font has glyphs for: the `cmap` tables of OpenType, in the formats 4 and 12."""
    try:
        with font.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            starts = (0,)
            if data[:4] == b"ttcf":
                (count,) = struct.unpack_from(">I", data, 8)
                starts = struct.unpack_from(f">{count}I", data, 12)
            return _merged(chain.from_iterable(_codes_of_face(data, start) for start in starts))
    except (OSError, struct.error, IndexError, ValueError):
        return ()


def _codes_of_face(data: mmap, start: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", data, start + 4)
    for number in range(count):
        tag, _, cmap, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            (tables,) = struct.unpack_from(">H", data, cmap + 2)
            entries = [struct.unpack_from(">HHI", data, cmap + 4 + 8 * entry) for entry in range(tables)]
            offsets = {(platform, encoding): cmap + offset for platform, encoding, offset in entries}
            best = next((offsets[kind] for kind in _UNICODE_TABLES if kind in offsets), None)
            if best is not None:
                yield from _codes_of_table(data, best)


def _codes_of_table(data: mmap, table: int) -> Iterator[tuple[int, int]]:
    (form,) = struct.unpack_from(">H", data, table)
    if form == 12:
        (groups,) = struct.unpack_from(">I", data, table + 12)
        for number in range(groups):
            first, last, _ = struct.unpack_from(">III", data, table + 16 + 12 * number)
            yield first, last
    elif form == 4:
        (twice,) = struct.unpack_from(">H", data, table + 6)
        segments = twice // 2
        ends = struct.unpack_from(f">{segments}H", data, table + 14)
        starts = struct.unpack_from(f">{segments}H", data, table + 16 + twice)
        yield from ((first, last) for first, last in zip(starts, ends, strict=True) if first != 0xFFFF)
