"""All files that are served: each opened when somebody asks for it, and watched from then on."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import Event as Signal
from threading import RLock, Thread
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.changes import NotPossibleError
from journeymap.editing.operations.ids import id_of
from journeymap.files import write_atomic
from journeymap.i18n.languages import LANGUAGES
from journeymap.i18n.messages import say
from journeymap.result import failed
from journeymap.serving import protocol
from journeymap.serving.live_file import LiveFile
from journeymap.shelf.cards import card_of
from journeymap.shelf.entries import on_shelf, page_names
from journeymap.shelf.pages import site
from journeymap.syntax.writing import scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.config import Config
    from journeymap.result import Result
    from journeymap.serving.events import EventLog
    from journeymap.shelf.cards import Card

LOOKS = 0.15
"""How often the files that are open are looked at, in seconds."""


class Places(Struct, frozen=True):
    """Where blueprints are, and how to read them: what the command knows and a server asks.

    `find` returns the paths of all that are meant, in an order that stays; `folder` is where a new one is written, None
    where none may be. `alone` is whether no folder was named: then the page of a single file is the first page.
    """

    find: Callable[[], Sequence[str]]
    config_of: Callable[[str], Config]
    check: Callable[[str], Result]
    schema: Callable[[], bytes]
    folder: Path | None
    alone: bool = True


class Shelf:
    """The files by the names of their pages."""

    def __init__(self, places: Places, events: EventLog, *, read_only: bool) -> None:
        self.places = places
        self.events = events
        self.read_only = read_only
        self._lock = RLock()
        self._open: dict[str, LiveFile] = {}
        self._cards: dict[str, tuple[tuple[int, ...], Card]] = {}
        self._paths: list[str] = []
        self._closed = Signal()
        self.look_around()
        self._watch = Thread(target=self._look_again, name="watches", daemon=True)
        self._watch.start()

    @property
    def names(self) -> dict[str, str]:
        """The paths of the files by the names of their pages."""
        with self._lock:
            return dict(zip(page_names(self._paths), self._paths, strict=True))

    def look_around(self) -> None:
        """See which files there are now; those that are known keep their names."""
        listed = self.places.find()
        with self._lock:
            new = [path for path in listed if path not in self._paths]
            gone = [path for path in self._paths if path not in listed and not Path(path).exists()]
            if not new and not gone:
                return
            before = bool(self._paths)
            # A file that is gone keeps its place: the names of the others hang on it.
            self._paths += new
        if before and new:
            self.tell()

    def tell(self) -> None:
        """Tell that files have come or gone."""
        self.events.publish(protocol.Event("shelf", "", 0, "", "", {}))

    def file(self, name: str) -> LiveFile:
        """Return a file by the name of its page; KeyError where there is none, OSError where it cannot be read."""
        with self._lock:
            if name not in self._open:
                path = self.names[name]
                self._open[name] = LiveFile(name, path, self.places.config_of, self.events, read_only=self.read_only)
            return self._open[name]

    def new(self, title: str, language: str) -> str:
        """Write a first blueprint from nothing and return the name of its page.

        NotPossibleError where none may be written; OSError where it cannot be.
        """
        called = " ".join(title.split())
        folder = self.places.folder
        if self.read_only or folder is None:
            raise NotPossibleError(say("no new file may be written here"))
        if not called or language not in LANGUAGES:
            raise NotPossibleError(say("some words are needed here"))
        with self._lock:
            taken = {path.stem.casefold() for path in folder.iterdir()} if folder.is_dir() else set()
            path = folder / f"{id_of(called, taken, 'service')}.yaml"
            line = f"title: {scalar(called)}"
            write_atomic(path, f"journeymap: 1\n{line}\nlanguage: {language}\n\nsteps:\n")
            self._paths.append(str(path))
            name = page_names(self._paths)[-1]
        self.tell()
        return name

    def pages(self, title: str, language: str) -> dict[str, str]:
        """Return the pages that all files have in common, by their names."""
        self.look_around()
        names = self.names
        cards = [self._card(path) for path in names.values()]
        begins = not self.read_only and self.places.folder is not None
        return dict(site(on_shelf(cards, list(names)), title, language, begins=begins))

    def _card(self, path: str) -> Card:
        """Return what the shelf knows of a file; it is read again only where it has changed."""
        mark = _mark(path)
        known = self._cards.get(path)
        if known is not None and known[0] == mark:
            return known[1]
        try:
            card = card_of(self.places.check(path))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - one file must not keep the others from being shown
            card = card_of(failed(path, error))
        self._cards[path] = (mark, card)
        return card

    def close(self) -> None:
        """Watch no longer, and end all checking."""
        self._closed.set()
        with self._lock:
            for file in self._open.values():
                file.close()

    def _look_again(self) -> None:
        """Look whether other programs changed the files that are open; the others are looked at when asked for."""
        marks: dict[str, tuple[int, ...]] = {}
        while not self._closed.wait(LOOKS):
            with self._lock:
                files = list(self._open.values())
            for file in files:
                mark = _mark(file.path)
                if marks.get(file.name) != mark:
                    marks[file.name] = mark
                    try:
                        file.take_over()
                    except Exception as error:  # noqa: BLE001 - one text must not keep the others from being followed
                        print(f"journeymap serve: {type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201


def _mark(path: str) -> tuple[int, ...]:
    """Return what is another one when a file was written or exchanged; nothing where it is not there."""
    try:
        found = os.stat(path)  # noqa: PTH116 - asked many times a second
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_size, found.st_ino)
