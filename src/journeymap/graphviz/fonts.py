"""The font that drawings are measured with, for a Graphviz on a machine that has no fonts.

Liberation Sans has the widths of Helvetica and Arial. A server or a container often has no font at all, and text would
come out as empty boxes; so the font lies in the package, and Graphviz is told of it beside the fonts of the system.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

FONTS = Path(__file__).parents[1] / "fonts"
_VARIABLE = "FONTCONFIG_FILE"

# The folder is named in full: fontconfig before 2.13.91 takes a relative one for a part of the working directory.
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <include ignore_missing="yes">/usr/local/etc/fonts/fonts.conf</include>
  <include ignore_missing="yes">/opt/homebrew/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


@lru_cache(maxsize=1)
def _own() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    """Return a file that tells fontconfig of the shipped font, and the folder that takes it away when we end."""
    folder = tempfile.TemporaryDirectory(prefix="journeymap-")
    file = Path(folder.name) / "fonts.conf"
    file.write_text(_CONFIGURATION.format(fonts=escape(str(FONTS))), encoding="utf-8")
    return folder, file


def configuration() -> str:
    """Return the configuration that somebody chose, in which the shipped font may not be; usually empty."""
    return os.environ.get(_VARIABLE, "")


@contextmanager
def shipped_fonts() -> Iterator[None]:
    """Let what is called meanwhile find the shipped font too; whoever chose their own configuration keeps it."""
    if configuration():
        yield
        return
    os.environ[_VARIABLE] = str(_own()[1])
    try:
        yield
    finally:
        del os.environ[_VARIABLE]
