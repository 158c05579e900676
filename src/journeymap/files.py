"""Files are written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DRAFT = ".part"


def write_atomic(path: Path, content: str | bytes, last_look: Callable[[], None] | None = None) -> None:
    """Write a file so that whoever looks sees the old content or the new one and nothing between; OSError if not.

    The folder is made where it is missing. A symbolic link stays one: what it points at is replaced. A device or a
    pipe cannot be replaced and is written to. An error names the file that was asked for. `last_look` is called right
    before the file is replaced, and may raise to keep it from being so.
    """
    data = content.encode("utf-8", errors="surrogateescape") if isinstance(content, str) else content
    with _named(path):
        _write(_target(path), data, last_look)


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """Give an error the name of the file that was to be written, where it has none or that of a draft."""
    try:
        yield
    except OSError as error:
        if error.filename is None or str(error.filename).endswith(_DRAFT):
            error.filename, error.filename2 = str(path), None
        raise


def _target(path: Path) -> Path:
    """Return the file at the end of all links; OSError where they go round in a circle, or where it is no name."""
    if "\0" in str(path):
        raise OSError(errno.EINVAL, "the name of a file cannot have the character NUL", str(path))
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return target


def _write(target: Path, data: bytes, last_look: Callable[[], None] | None) -> None:
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, so that the replacement is one step; the number keeps two runs apart.
    draft = target.with_name(f".{target.name[:100]}.{os.getpid()}{_DRAFT}")
    try:
        with draft.open("wb") as file:
            file.write(data)
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o7777)
        if last_look is not None:
            last_look()
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
