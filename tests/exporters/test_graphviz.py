"""What Graphviz draws is what we placed, with every text as it is, whichever Graphviz it is."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import zlib
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from drawings_for_tests import CASES, LABELS, case_drawing, export, hostile_drawing, many_pages, squeezed, texts
from pypdf import PdfReader

from journeymap.drawing import DrawOptions, draw
from journeymap.exporter import ExportError
from journeymap.graph import connect
from journeymap.graphviz import tool as _graphviz
from journeymap.graphviz.dot_text import dot_of
from journeymap.model.blueprint import Blueprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing import Drawing

# The fonts of a machine that only runs tests may lack these; that they are drawn is then for the SVG to show.
RARE = ("日", "😀", "ש", "\u0301")


def tools() -> list[str]:
    return [name for name in ("dot", "pygraphviz") if name == "pygraphviz" or shutil.which("dot")]


@pytest.fixture(params=tools())
def graphviz(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Each Graphviz that this machine has, one after the other."""
    if request.param == "pygraphviz":
        pytest.importorskip("pygraphviz")
        monkeypatch.setenv("PATH", "")
    _graphviz.tool.cache_clear()
    assert _graphviz.available() == request.param
    yield request.param
    _graphviz.tool.cache_clear()


def layout_by_graphviz(drawing: Drawing) -> list[dict[str, Any]]:
    theme = drawing.options.theme
    return [json.loads(_graphviz.render(dot_of(scene, theme), "json", quiet=False)) for scene in drawing.scenes]


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", text)]


@pytest.mark.dot
@pytest.mark.parametrize("draw", [lambda: case_drawing("rich"), hostile_drawing], ids=["rich", "hostile"])
def test_graphviz_keeps_our_geometry_to_half_a_point_and_complains_about_nothing(graphviz, draw, capfd):
    drawing = draw()
    (scene,), (laid_out,) = drawing.scenes, layout_by_graphviz(drawing)
    assert capfd.readouterr().err == ""
    nodes = [node for node in laid_out["objects"] if "pos" in node]
    assert len(nodes) == len(drawing.geometry.cards)
    by_place = sorted((placed.box.x, scene.height - placed.box.y) for placed in drawing.geometry.cards)
    for (x, y), node in zip(by_place, sorted(nodes, key=lambda n: numbers(n["pos"])), strict=True):
        assert numbers(node["pos"]) == pytest.approx([x, y], abs=0.5)
    boxes = sorted((placed.box.w, placed.box.h) for placed in drawing.geometry.cards)
    sizes = sorted((float(node["width"]) * 72, float(node["height"]) * 72) for node in nodes)
    assert [side for box in boxes for side in box] == pytest.approx([side for size in sizes for side in size], abs=0.5)
    ends = sorted((*placed.points[-1], *placed.points[0]) for placed in drawing.geometry.arrows)
    courses = [numbers(edge["pos"].removeprefix("e,")) for edge in laid_out["edges"]]
    flipped = sorted((c[0], scene.height - c[1], c[2], scene.height - c[3]) for c in courses)
    assert [n for end in ends for n in end] == pytest.approx([n for end in flipped for n in end], abs=0.5)


@pytest.mark.dot
def test_graphviz_draws_every_primitive_of_the_scene(graphviz):
    drawing = case_drawing("rich")
    svg = _graphviz.render(dot_of(drawing.scenes[0], drawing.options.theme), "svg").decode()
    (own,) = export("svg", drawing)
    ours = own.content.decode()
    assert svg.count("<text") == ours.count("<text")
    assert svg.count("<ellipse") == ours.count("<circle")
    drawn, wanted = (
        [squeezed(unescape(words)) for words in re.findall(r"<text[^>]*>(.*?)</text>", each)] for each in (svg, ours)
    )
    assert drawn == wanted


@pytest.mark.dot
def test_a_pdf_holds_every_text_as_text(graphviz):
    drawing = hostile_drawing()
    (part,) = export("pdf", drawing)
    (page,) = PdfReader(BytesIO(part.content)).pages
    seen = squeezed(page.extract_text()).replace("\u2060", "")
    wanted = [text for text in (*LABELS, *texts(drawing)) if not any(mark in text for mark in RARE)]
    assert [text for text in wanted if squeezed(text) not in seen] == []


@pytest.mark.dot
def test_pages_become_the_pages_of_one_pdf(graphviz):
    drawing = many_pages()
    (part,) = export("pdf", drawing)
    reader = PdfReader(BytesIO(part.content))
    assert len(reader.pages) == len(drawing.scenes) > 1
    for number, page in enumerate(reader.pages, 1):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((842, 595), abs=1)
        assert f"page{number}of{len(drawing.scenes)}" in squeezed(page.extract_text())
    assert reader.metadata is not None
    assert reader.metadata.title == "Many pages"
    assert reader.trailer["/Root"]["/Lang"] == "en"


@pytest.mark.dot
@pytest.mark.parametrize("dpi", [72, 144])
def test_a_png_has_the_dots_that_were_asked_for(graphviz, dpi):
    drawing = case_drawing("small", DrawOptions(dpi=dpi))
    (part,) = export("png", drawing)
    assert part.content.startswith(b"\x89PNG\r\n\x1a\n")
    size = struct.unpack(">II", part.content[16:24])
    scene = drawing.scenes[0]
    assert size == pytest.approx((scene.width * dpi / 72, scene.height * dpi / 72), abs=2)
    chunks = re.findall(rb"(tIME|tEXt|zTXt|iTXt)", part.content)
    assert b"tIME" not in chunks


@pytest.mark.dot
@pytest.mark.parametrize("dpi", [72, 100, 144])
def test_a_png_of_a_page_is_printed_as_large_as_the_paper(graphviz, dpi):
    drawing = case_drawing("small", DrawOptions(dpi=dpi, page="a4"))
    (part,) = export("png", drawing)
    assert struct.unpack(">II", part.content[16:24]) == pytest.approx((842 * dpi / 72, 595 * dpi / 72), abs=1)
    (where,) = (found.start() for found in re.finditer(b"pHYs", part.content))
    length, dots, upright, unit, told = struct.unpack(">I4xIIBI", part.content[where - 4 : where + 17])
    assert (length, unit) == (9, 1)
    assert dots == upright == pytest.approx(dpi / 0.0254, abs=1)
    assert told == zlib.crc32(part.content[where : where + 13])
    assert where < part.content.index(b"IDAT")


def test_a_picture_of_too_many_dots_is_refused_with_a_remedy():
    with pytest.raises(ExportError, match=r"too large") as refused:
        export("png", case_drawing("small", DrawOptions(dpi=6000)))
    assert "--page" in str(refused.value.remedy)


@pytest.mark.parametrize("name", ["small", "long"])
@pytest.mark.parametrize("page", [None, "a0"])
def test_so_many_dots_as_the_remedy_names_can_be_drawn_and_more_cannot(name, page):
    with pytest.raises(ExportError) as refused:
        export("png", case_drawing(name, DrawOptions(dpi=6000, page=page)))
    assert ("on pages" in str(refused.value.remedy)) == (page is None)
    (most,) = map(int, re.findall(r"at most (\d+) dots", str(refused.value.remedy)))
    with pytest.raises(ExportError):
        export("png", case_drawing(name, DrawOptions(dpi=most + 2, page=page)))
    scene = case_drawing(name, DrawOptions(page=page)).scenes[0]
    width, height = (side * scene.scale * most / 72 for side in (scene.width, scene.height))
    assert max(width, height) <= 32_767
    assert width * height <= 150_000_000


def test_a_picture_that_could_not_be_read_with_any_number_of_dots_is_better_drawn_on_pages():
    steps = {f"s{n}": {"customer": "Does it", "next": f"s{n + 1}" if n < 899 else []} for n in range(900)}
    with pytest.raises(ExportError, match=r"too large") as refused:
        export("png", draw(connect(Blueprint.model_validate({"steps": steps}))))
    assert str(refused.value.remedy) == "draw it on pages (--page a3), or as SVG or PDF"


def test_the_files_of_many_pages_sort_as_the_pages_do():
    steps = {f"s{n}": {"customer": "Does it", "next": f"s{n + 1}" if n < 149 else []} for n in range(150)}
    drawing = draw(connect(Blueprint.model_validate({"steps": steps})), options=DrawOptions(page="a4"))
    names = [part.name for part in export("svg", drawing)]
    assert len(names) >= 10
    assert names == sorted(names)
    assert names[0] == "-p01"


@pytest.mark.dot
def test_a_drawing_larger_than_pdf_readers_can_open_is_made_smaller(graphviz):
    drawing = case_drawing("long")
    assert drawing.scenes[0].width > 14_400
    (part,) = export("pdf", drawing)
    (page,) = PdfReader(BytesIO(part.content)).pages
    assert float(page.mediabox.width) <= 14_400.5
    assert float(page.mediabox.width) == pytest.approx(14_400, abs=2)


def test_without_any_graphviz_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(_graphviz, "available", lambda: None)
    _graphviz.tool.cache_clear()
    assert isinstance(_graphviz.tool(), ExportError)
    for name in ("png", "pdf"):
        with pytest.raises(ExportError, match="no Graphviz") as refused:
            export(name, case_drawing("small"))
        assert "pip install journeymap[graphviz]" in str(refused.value.remedy)
    assert export("svg", case_drawing("small"))
    assert export("dot", case_drawing("small"))
    _graphviz.tool.cache_clear()


@pytest.mark.dot
def test_what_graphviz_says_of_a_broken_text_is_passed_on(graphviz):
    with pytest.raises(ExportError, match="could not write PNG"):
        _graphviz.render("digraph { a -- ", "png")


@pytest.mark.dot
def test_the_graphviz_in_use_tells_its_version(graphviz):
    used = _graphviz.tool()
    assert used is not None
    assert used.name == graphviz
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", used.version)
    assert used.description == f"Graphviz {used.version} ({graphviz})"
    assert 0 <= used.lift < 0.5


def test_the_dot_text_is_the_one_that_was_looked_at(accept: bool):
    (part,) = export("dot", case_drawing("small"))
    file = CASES / "small.dot"
    if accept:
        file.write_bytes(part.content)
    assert part.content.decode() == file.read_text(encoding="utf-8")


def test_no_quoted_string_is_longer_than_old_versions_can_read():
    for drawing in (hostile_drawing(), case_drawing("rich"), case_drawing("long")):
        (part,) = export("dot", drawing)
        strings = re.findall(rb'"((?:[^"\\]|\\.)*)"', part.content, re.DOTALL)
        assert max(map(len, strings)) < 16_384


@pytest.mark.dot
@pytest.mark.skipif(shutil.which("dot") is None, reason="is about the command line of Graphviz")
def test_a_dot_file_draws_itself_with_the_plain_command(tmp_path):
    drawing = case_drawing("small")
    (part,) = export("dot", drawing)
    file = tmp_path / "drawing.dot"
    file.write_bytes(part.content)
    for command in (["dot", "-Tplain"], ["dot", "-Knop2", "-Tplain"], ["neato", "-n2", "-Tplain"]):
        done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=True)
        assert done.stderr == ""
        card = drawing.geometry.cards[0]
        node = next(line.split() for line in done.stdout.splitlines() if line.startswith("node"))
        place = (float(node[2]) * 72, drawing.scenes[0].height - float(node[3]) * 72)
        assert place == pytest.approx((card.box.x, card.box.y), abs=0.5)
