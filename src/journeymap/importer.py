"""The shape of an importer: one format of other tools that a blueprint can be made of.

An importer's file holds its docstring, one function `read(source, choices)` and the constant `IMPORTER`. It reads no
files and asks no clock. It returns plain data in the long form that JSON has, never a blueprint: the compiler judges it
as it judges any file. Nothing is invented, and what does not come along or had to be guessed is said with its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from journeymap.i18n.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LOST, GUESSED = "lost", "guessed"
MOST_BYTES = 20_000_000
MOST_STEPS = 5_000
ROWS = ("evidence", "customer", "frontstage", "backstage", "support")
_OUTCOMES = ("helped", "refused", "gave-up", "transferred")
WAYS_TO_MAP = (*ROWS, "phase", "system", "skip", *(f"end:{outcome}" for outcome in _OUTCOMES))


class Remark(Struct, frozen=True):
    """What was lost or guessed: `place` is where in the source, `step` the step of the blueprint that it concerns."""

    kind: str
    place: str
    message: Message
    remedy: Message | None = None
    step: str | None = None


class Reading(Struct, frozen=True):
    """What an importer read in a source: the data of a file in its long form, and what has to be said of it."""

    data: dict[str, Any]
    remarks: tuple[Remark, ...] = ()


class Choices(Struct, frozen=True):
    """What whoever imports has decided: what names of the source stand for, the language, the sheet.

    `mapped` holds names as `folded` returns them, each with one of `WAYS_TO_MAP`. `names` are those that the source
    has turned out to have, by what they are folded to.
    """

    mapped: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    sheet: str | None = None
    names: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str | None:
        """Return what a name of the source was said to stand for."""
        key = folded(name)
        self.names.setdefault(key, name)
        return self.mapped.get(key)


class Incoming(Struct, frozen=True):
    """A source: its name as it is shown, what is in it, and how many lines stand above it in its file."""

    name: str
    content: bytes
    lines_above: int = 0

    @property
    def suffix(self) -> str:
        """The ending of the name, in small letters, with its dot; empty where it has none."""
        return f".{self.name.rpartition('.')[2].lower()}" if "." in self.name.rpartition("/")[2] else ""

    def text(self) -> str:
        """Return the content as text with plain ends of lines; UnreadableError where it is none."""
        if len(self.content) > MOST_BYTES:
            raise UnreadableError(say("the file is larger than {count} MB", count=MOST_BYTES // 1_000_000))
        wide = self.content.startswith((b"\xff\xfe", b"\xfe\xff"))
        try:
            text = self.content.decode("utf-16" if wide else "utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            raise UnreadableError(say("the file is not written in UTF-8"), self.place(line, 1)) from None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def beginning(self, count: int) -> str:
        """Return the first characters of the content, as far as it is text."""
        text = self.content[: count * 4].decode("utf-8", "replace").lstrip("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n")[:count]

    def place(self, line: int, column: int) -> str:
        """Return how a line and a column of this source are shown, both from 1."""
        return f"{self.name}:{line + self.lines_above}:{column}"


class Importer(Struct, frozen=True):
    """One format: its name, the suffixes of its files, what tells it by its content, and what reads it."""

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Incoming], bool]
    read: Callable[[Incoming, Choices], Reading]


class UnreadableError(Exception):
    """Nothing can be made of a source: why, where, and what to do about it."""

    def __init__(self, message: Message, place: str = "", remedy: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.place = place
        self.remedy = remedy


def folded(name: str) -> str:
    """Return a name without what people write differently: capitals, spaces, hyphens, a colon at its end."""
    return "".join(character for character in name.casefold() if character.isalnum())
