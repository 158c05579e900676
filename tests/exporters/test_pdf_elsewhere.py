"""Another program opens the PDF of every blueprint, finds every word in it, and pages of the size asked for."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from journeymap.drawing import DrawOptions, draw
from journeymap.pipeline import check_file
from journeymap.plugins import instance

BLUEPRINTS = sorted((Path(__file__).parents[2] / "blueprints").rglob("*.yaml"))
A3 = (1190.55, 841.89)

pytestmark = [
    pytest.mark.poppler,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed (Debian: poppler-utils)"),
]


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_every_word_on_the_cards_is_found_in_the_pdf(path: Path, tmp_path: Path):
    result = check_file(path)
    assert result.journey is not None
    drawing = draw(result.journey, result.diagnostics, result.accepted, DrawOptions())
    (part,) = instance("exporters", "EXPORTER", "pdf").render(drawing)
    file = tmp_path / "drawing.pdf"
    file.write_bytes(part.content)
    found = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    wanted = {word for card in drawing.sheet.cards for word in words(card.text)}
    # A word that was too long for its card stands on two lines.
    together = re.sub(r"\W+", "", found)
    assert {word for word in wanted - words(found) if word not in together} == set()


def test_pages_have_the_size_of_the_paper(tmp_path: Path):
    result = check_file(BLUEPRINTS[[path.stem for path in BLUEPRINTS].index("hospital-visit")])
    assert result.journey is not None
    (part,) = instance("exporters", "EXPORTER", "pdf").render(draw(result.journey, options=DrawOptions(page="a3")))
    file = tmp_path / "drawing.pdf"
    file.write_bytes(part.content)
    told = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    assert int(re.search(r"Pages:\s+(\d+)", told)[1]) > 1
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+) pts", told)
    assert (float(size[1]), float(size[2])) == pytest.approx(A3, abs=1)
