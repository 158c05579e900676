"""What goes to the terminal, and what the terminal can take."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

from journeymap.i18n.text import harmless_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MANY_FILES = 10
READABLE = 100
T = TypeVar("T")
R = TypeVar("R")


def tell(path: str | os.PathLike[str], message: str) -> None:
    """Say something of a file on standard error."""
    click.echo(f"{harmless_path(path)}: {message}", err=True)


def speak_to_any_terminal() -> None:
    """Show what a terminal's encoding does not have as an escape instead of failing on it.

    A stream that whoever started the program has closed is one into which everything vanishes.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def close_quietly(stream: TextIO) -> None:
    """Let a stream that nobody reads any more swallow what is still in it, so that leaving says nothing."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def wants_colour(chosen: bool | None, stream: TextIO | None = None) -> bool:
    """Return whether to write in colour: as chosen, else as the environment says, else on a terminal.

    NO_COLOR and FORCE_COLOR count when they are not empty (no-color.org, force-color.org).
    """
    if chosen is not None:
        return chosen
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


def with_progress(items: list[T], label: str, work: Callable[[T], R], *, quiet: bool = False) -> list[R]:
    """Return what the work makes of each item; on a terminal many items are shown as a bar on standard error."""
    if quiet or len(items) < MANY_FILES or not sys.stderr.isatty():
        return [work(item) for item in items]
    with click.progressbar(items, label=label, file=sys.stderr) as shown:
        return [work(item) for item in shown]


def write_text(text: str, *, colour: bool = False) -> None:
    """Write a text to standard output as it is; OSError with that name where it cannot be written."""
    with _named_output():
        click.echo(text, nl=False, color=colour or None)


def write_bytes(data: bytes) -> None:
    """Write bytes to standard output as they are; OSError with that name where they cannot be written."""
    with _named_output():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextlib.contextmanager
def _named_output() -> Iterator[None]:
    """Give an error of standard output the name of what could not be written; a reader that left has its own way."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        error.filename = error.filename or "standard output"
        raise


def columns(shown: bool = True) -> int:
    """Return how many columns a text may take: those of the terminal, else as many as are read with ease."""
    if not shown:
        return READABLE
    # As `shutil.get_terminal_size`, which brings the libraries of compression with it.
    try:
        stated = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        stated = 0
    if stated <= 0 and sys.__stdout__ is not None:
        with contextlib.suppress(ValueError, OSError):
            stated = os.get_terminal_size(sys.__stdout__.fileno()).columns
    return stated if stated > 0 else READABLE


def shows_signs(stream: TextIO) -> bool:
    """Return whether a stream can take signs beyond ASCII, such as the blocks of a bar."""
    try:
        "█▁…±".encode(getattr(stream, "encoding", None) or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
