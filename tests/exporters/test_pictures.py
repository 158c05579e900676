"""PNG and PDF are what was drawn, with every text as it is, whoever draws them."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from drawings_for_tests import LABELS, case_drawing, export, hostile_drawing, many_pages, squeezed, texts
from msgspec.structs import replace
from pypdf import PdfReader

from journeymap.analysis import Journey
from journeymap.drawing import DrawOptions, draw
from journeymap.drawing.shapes.primitives import Element, Rectangle
from journeymap.drawing.theme.theme import DEFAULT
from journeymap.exporter import ExportError
from journeymap.graphviz import tool
from journeymap.model.blueprint import Blueprint
from journeymap.rendering import typesetter
from journeymap.rendering.renderer import renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

# The fonts of a machine that only runs tests may lack these; that they are drawn is then for the SVG to show.
RARE = ("日", "😀", "ש", "\u0301")

NO_TYPST = "No module named 'typst'"


@pytest.fixture(params=["typst", pytest.param("graphviz", marks=pytest.mark.dot)])
def drawn_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of those who can draw, one after the other."""
    if request.param == "graphviz":
        monkeypatch.setattr(typesetter, "trouble", lambda: NO_TYPST)
    assert str(renderer()).lower().startswith(request.param)
    return str(request.param)


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine with neither Typst nor Graphviz."""
    monkeypatch.setattr(typesetter, "trouble", lambda: NO_TYPST)
    monkeypatch.setenv("PATH", "")
    tool.tool.cache_clear()
    yield
    tool.tool.cache_clear()


def test_a_pdf_holds_every_text_as_text(drawn_by):
    drawing = hostile_drawing()
    (part,) = export("pdf", drawing)
    (page,) = PdfReader(BytesIO(part.content)).pages
    seen = squeezed(page.extract_text()).replace("\u2060", "")
    wanted = [text for text in (*LABELS, *texts(drawing)) if not any(mark in text for mark in RARE)]
    assert [text for text in wanted if squeezed(text) not in seen] == []


def test_pages_become_the_pages_of_one_pdf(drawn_by):
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


@pytest.mark.parametrize("dpi", [72, 144])
def test_a_png_has_the_dots_that_were_asked_for(drawn_by, dpi):
    drawing = case_drawing("small", DrawOptions(dpi=dpi))
    (part,) = export("png", drawing)
    assert part.content.startswith(b"\x89PNG\r\n\x1a\n")
    size = struct.unpack(">II", part.content[16:24])
    scene = drawing.scenes[0]
    assert size == pytest.approx((scene.width * dpi / 72, scene.height * dpi / 72), abs=2)
    chunks = re.findall(rb"(tIME|tEXt|zTXt|iTXt)", part.content)
    assert b"tIME" not in chunks


def rows_of_dots(png: bytes) -> list[bytes]:
    """How bright the dots of a PNG are, row by row: the filters of PNG undone (ISO/IEC 15948, section 9)."""
    width, height, depth, colours = struct.unpack(">IIBB", png[16:26])
    assert (depth, colours) in {(8, 6), (8, 2)}
    per_dot = 4 if colours == 6 else 3
    packed = b"".join(
        png[found.start() + 4 : found.start() + 4 + struct.unpack(">I", png[found.start() - 4 : found.start()])[0]]
        for found in re.finditer(b"IDAT", png)
    )
    data, before, rows = zlib.decompress(packed), bytes(width * per_dot), []
    for start in range(0, height * (width * per_dot + 1), width * per_dot + 1):
        line, kind = bytearray(data[start + 1 : start + 1 + width * per_dot]), data[start]
        for at, above in enumerate(before):
            left = line[at - per_dot] if at >= per_dot else 0
            corner = before[at - per_dot] if at >= per_dot else 0
            near = min((left, above, corner), key=lambda value: abs(left + above - corner - value))
            line[at] = (line[at] + (0, left, above, (left + above) // 2, near)[kind]) % 256
        before = bytes(line)
        rows.append(before[::per_dot])
    return rows


@pytest.mark.parametrize("dpi", [72, 100, 144])
@pytest.mark.parametrize("size", [(86, 51), (51, 86), (97, 33), (300, 41), (41, 300)])
def test_a_png_leaves_out_no_line_of_dots(dpi: int, size: tuple[int, int]):
    scene, dot = case_drawing("small").scenes[0], 72 / dpi
    width, height = size
    levels = [Rectangle(0, y * dot, width * dot, dot, "#000000") for y in range(0, height, 2)]
    upright = [Rectangle(x * dot, 0, dot, height * dot, "#000000") for x in range(0, width, 2)]
    for stripes, of in ((levels, lambda rows: [row[5] for row in rows]), (upright, lambda rows: list(rows[5]))):
        striped = replace(
            scene, left=0.0, top=0.0, width=(width + 0.2) * dot, height=(height - 0.2) * dot, scale=1.0,
            elements=(Element("stripes", (Rectangle(0, 0, 999, 999, "#FFFFFF"), *stripes)),),
        )  # fmt: skip
        dark = [dot < 128 for dot in of(rows_of_dots(typesetter.png(striped, DEFAULT, dpi)))]
        assert dark == [number % 2 == 0 for number in range(len(dark))]


@pytest.mark.parametrize("dpi", [72, 100, 144])
def test_a_png_of_a_page_is_printed_as_large_as_the_paper(drawn_by, dpi):
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
        export("png", draw(Journey.of(Blueprint.model_validate({"steps": steps}))))
    assert str(refused.value.remedy) == "draw it on pages (--page a3), or as SVG or PDF"


def test_a_drawing_larger_than_pdf_readers_can_open_is_made_smaller(drawn_by):
    drawing = case_drawing("long")
    assert drawing.scenes[0].width > 14_400
    (part,) = export("pdf", drawing)
    (page,) = PdfReader(BytesIO(part.content)).pages
    assert float(page.mediabox.width) <= 14_400.5
    assert float(page.mediabox.width) == pytest.approx(14_400, rel=0.002)


@pytest.mark.usefixtures("nobody")
def test_where_nothing_can_draw_them_the_message_says_what_to_install():
    assert isinstance(renderer(), ExportError)
    for name in ("png", "pdf"):
        with pytest.raises(ExportError, match="nothing to draw PNG and PDF with: No module named 'typst'") as refused:
            export(name, case_drawing("small"))
        assert "pip install typst" in str(refused.value.remedy)
    assert export("svg", case_drawing("small"))
    assert export("dot", case_drawing("small"))


def test_a_graphviz_beside_typst_makes_no_difference(monkeypatch: pytest.MonkeyPatch):
    with_all = [export(name, case_drawing("small"))[0].content for name in ("png", "pdf")]
    monkeypatch.setenv("PATH", "")
    assert [export(name, case_drawing("small"))[0].content for name in ("png", "pdf")] == with_all


@pytest.mark.parametrize("text", ["#let x = 1", '"quoted" \\', "#panic()", "$ x $ // no", "<svg> & ]]>"])
def test_no_word_is_taken_for_a_command_of_the_typesetter(text: str):
    blueprint = Blueprint.model_validate({"title": text, "steps": {"one": {"customer": text}}})
    (part,) = export("pdf", draw(Journey.of(blueprint)))
    reader = PdfReader(BytesIO(part.content))
    assert reader.metadata is not None
    assert reader.metadata.title == text
    assert squeezed(text) in squeezed(reader.pages[0].extract_text())


def test_what_the_typesetter_refuses_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(typesetter, "svg_of", lambda *_, **_options: "<svg")
    with pytest.raises(ExportError, match="Typst could not write PNG: failed to parse SVG"):
        export("png", case_drawing("small"))


def test_a_page_says_in_words_what_it_shows():
    drawing = many_pages()
    (part,) = export("pdf", drawing)
    root = PdfReader(BytesIO(part.content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    described = []

    def look(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for item in node:
                look(item)
        elif isinstance(node, dict):
            if "/Alt" in node:
                described.append(str(node["/Alt"]))
            look(node.get("/K"))

    look(root["/StructTreeRoot"])
    assert described == [scene.description for scene in drawing.scenes]
