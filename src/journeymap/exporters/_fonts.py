"""The font that drawings are measured with, for a Graphviz on a machine that has no fonts.

Liberation Sans has the widths of Helvetica and Arial. A server or a container often has no font at all, and text would
come out as empty boxes; so the font lies in the package, and Graphviz is told of it beside the fonts of the system.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FONTS = Path(__file__).parent / "fonts"
_VARIABLE = "FONTCONFIG_FILE"


@contextmanager
def shipped_fonts() -> Iterator[None]:
    """Let what is called meanwhile find the shipped font too; whoever chose a configuration of his own keeps it."""
    if os.environ.get(_VARIABLE):
        yield
        return
    os.environ[_VARIABLE] = str(FONTS / "fonts.conf")
    try:
        yield
    finally:
        del os.environ[_VARIABLE]
