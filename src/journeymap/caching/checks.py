"""Checks of many files: what is known from an earlier run is given where nothing that counts has changed.

What counts are the bytes of the file and of those it points at, however far; the configuration, as far as it holds for
the file; how the file is called; the program; and the day, where an answer depends on it. With rules of a project's own
in Python nothing is kept: nobody knows what these look at.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from functools import partial
from hashlib import blake2b
from stat import S_ISREG
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from journeymap import syntax
from journeymap.caching.folder import Folder, cache_folder
from journeymap.caching.linked import linked_files, state_of
from journeymap.caching.program import program_digest
from journeymap.caching.verdict import Verdict, from_bytes, to_bytes
from journeymap.diagnostics import INTERNAL_ERROR
from journeymap.findings.harm import ranked, weighed
from journeymap.graph.dates import noting_days, today
from journeymap.pipeline import check_blueprint, check_file, understand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.config import Config
    from journeymap.graph.dates import Days
    from journeymap.result import Result

Order = Literal["place", "weighed", "harm"]
"""What is asked of findings: their places only, their harm as well, or that they come in the order of it."""


class _Kept(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What is kept of a file: what it was, what those that it points at were, when it holds, and the answer."""

    content: bytes
    linked: tuple[tuple[str, bytes], ...]
    days: tuple[str, str] | None
    has_text: bool
    answer: bytes


_READER = msgspec.msgpack.Decoder(_Kept)
T = TypeVar("T")


def _plain(value: Any) -> Any:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(f"no configuration holds a {type(value).__name__}")


_WRITER = msgspec.msgpack.Encoder(enc_hook=_plain, order="deterministic")


def open_folder(version: str) -> Folder | None:
    """Return where the program of a version keeps what it knows; None where there is no such place."""
    root = cache_folder()
    return None if root is None else Folder(root, program_digest(version))


class Answers(ABC, Generic[T]):
    """What is asked of files, of one kind: `folder` is where the answers are kept, None for nowhere.

    `beside` are, by file, those that are beside it although it does not lead to them, as seen from it. `kind` tells
    apart what is kept under other questions; all that an answer depends on beside the file and its
    configuration has to be in it. What is `raised` is no fault of a file, and ends the whole run.
    """

    raised: ClassVar[tuple[type[Exception], ...]] = (MemoryError,)

    def __init__(self, folder: Folder | None, kind: str) -> None:
        self.folder = folder
        self.kind = kind
        self.beside: Mapping[str, tuple[str, ...]] = {}
        self._settings: dict[int, tuple[Config, bytes | None]] = {}

    @abstractmethod
    def answer(self, result: Result) -> T:
        """Return what is to be known of a file that was checked."""

    @abstractmethod
    def written(self, answer: T) -> bytes:
        """Return an answer as bytes; raises as `words.encoded` does."""

    @abstractmethod
    def read(self, content: bytes, path: str, text: str) -> T:
        """Return the answer that bytes hold for a file with a text; raises whatever it likes where they hold none."""

    def known(self, path: str, config: Config) -> T | None:
        """Return what an earlier run found in a file; None where there was none, or where anything changed since."""
        name = self._name(path, config)
        if self.folder is None or name is None:
            return None
        stored = self.folder.read(name)
        data = None if stored is None else _bytes_of(path)
        if stored is None or data is None:
            return None
        try:
            kept = _READER.decode(stored)
            if kept.content != _digest(path, data):
                return None
            if kept.days is not None and not kept.days[0] <= today().isoformat() <= kept.days[1]:
                return None
            if any(state_of(file, path) != state for file, state in kept.linked):
                return None
            return self.read(kept.answer, path, syntax.text_of(data) if kept.has_text else "")
        except Exception:  # noqa: BLE001 - whatever is wrong with what is kept, the file itself is there to be checked
            return None

    def check(self, path: str, config: Config) -> T:
        """Check a file, and keep what is to be known of it."""
        name, beside = self._name(path, config), self.beside.get(path, ())
        data = None if self.folder is None or name is None else _bytes_of(path)
        if self.folder is None or name is None or data is None:
            return self.answer(check_file(path, config, beside))
        with noting_days() as days:
            source, blueprint, problems = understand(partial(syntax.parse, data, path))
            files = linked_files(blueprint, path, beside) if blueprint is not None else ()
            before = _states(files or (), path)
            result = check_blueprint(blueprint, config, path=path, text=source.text, problems=problems, beside=beside)
            answer = self.answer(result)
        # What changed while it was looked at is not what it was when it is looked at again.
        unchanged = files is not None and _states(files, path) == before
        if unchanged and _is_sound(result) and result.text in ("", syntax.text_of(data)):
            self._keep(name, answer, _Kept(_digest(path, data), before, _span(days), bool(result.text), b""))
        return answer

    def _keep(self, name: str, answer: T, kept: _Kept) -> None:
        if self.folder is None or (kept.days is not None and kept.days[0] > kept.days[1]):
            return
        try:
            self.folder.write(name, _WRITER.encode(replace(kept, answer=self.written(answer))))
        except (UnicodeEncodeError, OverflowError):
            return  # a name or a word that is no Unicode, or a number beyond all bounds, is not kept

    def _name(self, path: str, config: Config) -> str | None:
        """Return under which name a file is kept with a configuration; None where nothing is kept.

        What is found in a file that others name depends on which of them are looked at with it.
        """
        settings = self._settings_of(config)
        if path == "-" or settings is None:
            return None
        digest = blake2b(digest_size=16)
        beside = map(os.fsencode, self.beside.get(path, ()))
        whole = os.path.abspath(path)  # noqa: PTH100
        for part in (self.kind.encode(), settings, os.fsencode(path), os.fsencode(whole), *beside):
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()

    def _settings_of(self, config: Config) -> bytes | None:
        known = self._settings.get(id(config))
        if known is None:
            # The configuration is held beside its digest, so that no other one gets its number.
            known = self._settings[id(config)] = config, _settings(config)
        return known[1]


def _settings(config: Config) -> bytes | None:
    """Return what tells configurations apart; None with rules in Python, of which nobody knows what they look at."""
    if config.own_rules or config.packs:
        return None
    try:
        return blake2b(_WRITER.encode(replace(config, own=(), overrides=())), digest_size=16).digest()
    except (TypeError, ValueError, OverflowError):
        return None


def _bytes_of(path: str) -> bytes | None:
    """Return the content of a file of a usual size; None for all else, which is left to the reader."""
    try:
        state = os.stat(path)  # noqa: PTH116 - many files, of which none becomes a path
        if not S_ISREG(state.st_mode) or state.st_size > syntax.Budget().size:
            return None
        with open(path, "rb") as file:  # noqa: PTH123
            data = file.read(syntax.Budget().size + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= syntax.Budget().size else None


def _digest(path: str, data: bytes) -> bytes:
    real = os.path.realpath(path).encode("utf-8", "surrogateescape")
    return blake2b(len(real).to_bytes(8, "big") + real + data, digest_size=32).digest()


def _span(days: Sequence[Days]) -> tuple[str, str] | None:
    """Return the days on which all answers hold that depend on today; the first after the last where there are none."""
    if not days:
        return None
    return max(day.first for day in days).isoformat(), min(day.last for day in days).isoformat()


def _states(files: Sequence[str], path: str) -> tuple[tuple[str, bytes], ...]:
    return tuple((file, state_of(file, path)) for file in files)


def _is_sound(result: Result) -> bool:
    """Return whether the program itself did all that it should: what it failed at is tried again."""
    said = (*result.diagnostics, *(choice.diagnostic for choice in result.accepted))
    return all(diagnostic.code != INTERNAL_ERROR for diagnostic in said)


class Checks(Answers[Verdict]):
    """What is found in files, with what is asked of findings: their places, their harm as well, or the order of it."""

    def __init__(self, folder: Folder | None, order: Order = "place") -> None:
        super().__init__(folder, f"check {order}")
        self.order = order

    def answer(self, result: Result) -> Verdict:
        """Return what a check says."""
        if self.order == "place":
            return Verdict.of(result)
        weighty = weighed(result)
        return Verdict.of(replace(weighty, diagnostics=ranked(weighty)) if self.order == "harm" else weighty)

    def written(self, answer: Verdict) -> bytes:
        """Return it as bytes."""
        return to_bytes(answer)

    def read(self, content: bytes, path: str, text: str) -> Verdict:
        """Return it from bytes."""
        return from_bytes(content, path, text)
