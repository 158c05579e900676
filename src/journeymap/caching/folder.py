"""Where it is kept: a folder of the user's own, never one of the project.

Whoever hands on a project hands on all that is in it. What is kept there could say of a file that nothing was found,
and nobody would see that it was never looked at; so nothing is taken from there, nor from a folder that others may
write to.
What cannot be read, is torn or is not ours is nothing: the file is checked as if it were seen for the first time.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from journeymap.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "JOURNEYMAP_CACHE_DIR"
_NAME = "journeymap"
_MARK = b"journeymap cache 1\n"
_CHECKSUM = 16
MOST_BYTES = 16_000_000
"""What is larger is not ours."""
_DAY = 86_400.0
KEPT_DAYS = 30
"""What nobody has asked for in so many days goes."""
_STAMP = "swept"
# That of bford.info/cachedir, by which programs that make copies know what they need not copy.
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# What journeymap knows from earlier runs; it can be deleted.\n"


def cache_folder() -> Path | None:
    """Return where things are kept: as the environment says, else where the system keeps such things; None for nowhere.

    `JOURNEYMAP_CACHE_DIR` is that folder itself. A relative `XDG_CACHE_HOME` does not count, as its specification says.
    """
    if chosen := os.environ.get(VARIABLE):
        return None if "\0" in chosen else Path(chosen).absolute()
    stated = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(stated):  # noqa: PTH117 - it may be empty, which as a path is the current folder
        return Path(stated) / _NAME
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / _NAME / "cache"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / _NAME


class Folder:
    """What is kept for one program, by names that are digests. Nothing that goes wrong with it is ever raised."""

    def __init__(self, root: Path, program: str) -> None:
        self.root = root
        self.place = root / program
        self._usable: bool | None = None

    @property
    def usable(self) -> bool:
        """Whether it is there, or can be made, and nobody but its owner can write to it."""
        if self._usable is None:
            self._usable = self._prepared()
        return self._usable

    def _prepared(self) -> bool:
        try:
            if not self.root.is_dir():
                self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not (_is_ones_own(self.root) and (not self.place.exists() or _is_ones_own(self.place))):
                return False
            for name, content in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
                if not (self.root / name).exists():
                    write_atomic(self.root / name, content)
            self.place.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            return False
        return True

    def read(self, name: str) -> bytes | None:
        """Return what is kept under a name; None where there is nothing, or something that was not written so."""
        if not self.usable:
            return None
        path = self._path(name)
        try:
            # An unbuffered descriptor: of thousands of small files opening them is what takes time.
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
            try:
                state = os.fstat(descriptor)
                if state.st_size > MOST_BYTES:
                    return None
                data = os.read(descriptor, state.st_size + 1)
            finally:
                os.close(descriptor)
            if len(data) != state.st_size:
                return None
            if time.time() - state.st_mtime > _DAY:
                os.utime(path)
        except OSError:
            return None
        head = len(_MARK) + _CHECKSUM
        content = data[head:]
        return content if data[:head] == _MARK + _checksum(name, content) else None

    def write(self, name: str, content: bytes) -> None:
        """Keep bytes under a name, whole or not at all; where that is not possible nothing happens."""
        if not self.usable or len(content) + len(_MARK) + _CHECKSUM > MOST_BYTES:
            return
        with contextlib.suppress(OSError):
            write_atomic(Path(self._path(name)), _MARK + _checksum(name, content) + content)

    def sweep(self) -> None:
        """Take away what nobody has asked for in a long time; at most once a day."""
        if not self.usable:
            return
        stamp = self.root / _STAMP
        with contextlib.suppress(OSError):
            if stamp.exists() and time.time() - stamp.stat().st_mtime < _DAY:
                return
            write_atomic(stamp, "")
            oldest = time.time() - KEPT_DAYS * _DAY
            for place in _folders(self.root):
                left = False
                for path in _files(place):
                    if path.lstat().st_mtime < oldest:
                        path.unlink(missing_ok=True)
                    else:
                        left = True
                if not left and place != self.place:
                    rmtree(place, ignore_errors=True)

    def _path(self, name: str) -> str:
        return f"{self.place}{os.sep}{name[:2]}{os.sep}{name[2:]}"


def _folders(root: Path) -> Iterator[Path]:
    """Yield the folders of programs in the root, and nothing that somebody else put there."""
    yield from (path for path in root.iterdir() if len(path.name) == 32 and path.is_dir() and not path.is_symlink())


def _files(place: Path) -> Iterator[Path]:
    for folder in place.iterdir():
        if len(folder.name) == 2 and folder.is_dir() and not folder.is_symlink():
            yield from folder.iterdir()


def _checksum(name: str, content: bytes) -> bytes:
    return blake2b(content, digest_size=_CHECKSUM, key=name.encode()).digest()


def _is_ones_own(path: Path) -> bool:
    """Return whether a folder belongs to whoever runs the program, and nobody else can write to it."""
    if not hasattr(os, "geteuid"):
        return True
    state = path.stat()
    return state.st_uid == os.geteuid() and not state.st_mode & 0o022
