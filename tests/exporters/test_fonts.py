"""Text is drawn on a machine that has no fonts of its own: the package brings the font that it measures with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

FONTS = Path(__file__).parents[2] / "src" / "journeymap" / "fonts"

BARE = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


def drawn(folder: Path, fonts: Path) -> str:
    """Return the text of a PDF that was drawn with the fonts of one folder only."""
    from pypdf import PdfReader

    (fonts / "fonts.conf").write_text(BARE.format(fonts=fonts, cache=folder / "cache"))
    source = folder / "f.yaml"
    source.write_text("journeymap: 1\ntitle: Zoë's café\nsteps: {a: {customer: Bestelt een kopje, end: helped}}\n")
    command = [sys.executable, "-m", "journeymap", "draw", str(source), "-o", str(folder / "f.pdf")]
    subprocess.run(command, env={**os.environ, "FONTCONFIG_FILE": str(fonts / "fonts.conf")}, check=True)
    return PdfReader(BytesIO((folder / "f.pdf").read_bytes())).pages[0].extract_text()


def test_the_shipped_font_is_enough_for_a_drawing(tmp_path: Path):
    fonts = tmp_path / "fonts"
    shutil.copytree(FONTS, fonts)
    text = drawn(tmp_path, fonts)
    assert "Zoë's café" in text
    assert "Bestelt" in text


def test_the_licence_of_the_font_lies_beside_it():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENSE").read_text(encoding="utf-8")
