"""What part of the customers each blueprint helped at the tags of its Git repository, so far as there are any.

Work is bounded: the latest tags only, what did not change between two of them is looked at once, and so many versions
at most. What an earlier run knows is taken from there.
"""

from __future__ import annotations

import contextlib
import os
from functools import partial
from hashlib import blake2b, sha1
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from journeymap import syntax
from journeymap.analysis import Journey
from journeymap.comparison.revisions import Repository, RevisionError
from journeymap.diagnostics import Severity
from journeymap.figures import Figures
from journeymap.graph import connect
from journeymap.pipeline import understand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.caching.folder import Folder
    from journeymap.shelf.cards import Card

MOST_TAGS = 8
"""How many of the latest tags are looked at."""
MOST_VERSIONS = 300
"""How many versions of files that nobody knows yet are looked at in one run."""

Point = tuple[str, float]
"""A tag, or another name of a version, and the part of all customers that it helped."""


def histories(cards: Sequence[Card], folder: Folder | None) -> list[tuple[Point, ...]]:
    """Return for each card what it helped at each of the latest tags, oldest first; empty where nothing is known."""
    nothing: list[tuple[Point, ...]] = [() for _ in cards]
    shown = [card for card in cards if card.steps and os.path.isfile(card.path)]  # noqa: PTH113
    if not shown or not _is_in_repository(Path(shown[0].path)):
        return nothing
    try:
        repository = Repository(Path(shown[0].path).parent)
        tags = repository.tags(MOST_TAGS)
        places = {card.path: place for card in shown if (place := _place(repository, card.path)) is not None}
        versions = _Versions(folder, {card.path: card for card in shown})
        points: dict[str, list[Point]] = {path: [] for path in places}
        for name, commit in tags:
            for path, helped in _at(repository, commit, places, versions):
                points[path].append((name, helped))
    except (RevisionError, OSError):
        return nothing
    return [tuple(reversed(points.get(card.path, ()))) for card in cards]


def _is_in_repository(file: Path) -> bool:
    """Return whether Git may know a file, without asking it: most folders are in none."""
    return any((folder / ".git").exists() for folder in file.absolute().parents)


def _place(repository: Repository, path: str) -> str | None:
    try:
        return repository.place_of(path)
    except RevisionError:
        return None


def _at(
    repository: Repository, commit: str, places: Mapping[str, str], versions: _Versions
) -> Iterator[tuple[str, float]]:
    """Yield each file that was there at a commit, with what it helped, where that can be known."""
    blobs = repository.blobs(commit)
    there = {path: (place, blobs[place]) for path, place in places.items() if place in blobs}
    new = [place for path, (place, blob) in there.items() if not versions.knows(blob, path)]
    contents = repository.contents(commit, new[:MOST_VERSIONS]) if new else {}
    for path, (place, blob) in there.items():
        helped = versions.helped(blob, contents.get(place))
        if helped is not None:
            yield path, helped


class _Versions:
    """What versions of files helped, each asked for once.

    What is helped is said by a file alone: those that it points at have no part in it. A version is known by its blob,
    the name that Git gives to what is in it.
    """

    def __init__(self, folder: Folder | None, cards: Mapping[str, Card]) -> None:
        self._folder = folder
        self._cards = dict(cards)
        self._known: dict[str, float | None] = {}
        self._left = MOST_VERSIONS

    def knows(self, blob: str, path: str) -> bool:
        """Return whether it is known what a version of a file helped: it is the present one, or was asked before."""
        card = self._cards.pop(path, None)
        if card is not None:
            content = Path(path).read_bytes()
            # The name of a content, which is no matter of safety.
            present = sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
            self._known.setdefault(present, card.helped)
        if blob not in self._known and self._folder is not None:
            stored = self._folder.read(_kept_as(blob))
            with contextlib.suppress(msgspec.MsgspecError):
                if stored is not None:
                    self._known[blob] = msgspec.msgpack.decode(stored, type=float | None)
        return blob in self._known

    def helped(self, blob: str, content: bytes | None) -> float | None:
        """Return what a version with a content helped; None where that cannot be known, or would take too long."""
        if blob not in self._known:
            if content is None or not self._left:
                return None
            self._left -= 1
            self._known[blob] = _helped_in(content)
            if self._folder is not None:
                self._folder.write(_kept_as(blob), msgspec.msgpack.encode(self._known[blob]))
        return self._known[blob]


def _kept_as(blob: str) -> str:
    return blake2b(f"helped {blob}".encode(), digest_size=16).hexdigest()


def _helped_in(content: bytes) -> float | None:
    """Return what a blueprint helps; None where it cannot be read as a whole, or says too little."""
    try:
        _, blueprint, problems = understand(partial(syntax.parse, content, ""))
        if blueprint is None or any(problem.severity is Severity.ERROR for problem in problems):
            return None
        return Figures(Journey(connect(blueprint)).facts)["helped"].value
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a version that cannot be analysed has no figure; the shelf is there without it
        return None
