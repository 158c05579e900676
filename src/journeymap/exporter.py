"""The shape of an exporter: one file format that a drawn blueprint is written as.

An exporter's file holds its docstring, one function `render(drawing)` and the constant `EXPORTER`. It writes nothing:
whoever asks for the content decides where it goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.i18n.messages import Message

D = TypeVar("D")


class Part(NamedTuple):
    """One file of a drawing: what its name gets before the suffix (empty, or `-p2` for a page), and what is in it."""

    name: str
    content: bytes


class Exporter(Struct, Generic[D], frozen=True):
    """One format: its name, the suffix of its files, whether a terminal cannot show it, and what makes its content."""

    name: str
    suffix: str
    binary: bool
    render: Callable[[D], tuple[Part, ...]]


class ExportError(Exception):
    """A drawing cannot be written in a format: why, and what to do about it."""

    def __init__(self, message: Message, remedy: Message | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.remedy = remedy
