"""Files are written whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_atomic(path: Path, content: str | bytes) -> None:
    """Write a file so that whoever looks sees the old content or the new one and nothing between; OSError if not.

    The folder is made where it is missing. A symbolic link stays one: what it points at is replaced. A device or a
    pipe cannot be replaced and is written to.
    """
    data = content.encode("utf-8", errors="surrogateescape") if isinstance(content, str) else content
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    # In the same folder, so that the replacement is one step; the number keeps two runs apart.
    draft = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            file.write(data)
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o7777)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
