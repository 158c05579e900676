"""A theme and its logo in every format."""

from __future__ import annotations

from base64 import b64encode
from xml.etree import ElementTree as ET

import pytest
from drawings_for_tests import case_drawing, export, png
from msgspec.structs import replace

from journeymap.analysis import Journey
from journeymap.drawing import THEMES, DrawOptions, built_in, draw
from journeymap.drawing.theme.theme import Logo
from journeymap.model.blueprint import Blueprint
from journeymap.rendering import typesetter

SVG_LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>alert(1)</script></svg>'


def with_logo(logo: Logo, **options: object) -> DrawOptions:
    return DrawOptions(theme=replace(built_in("default"), logo=logo), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_is_drawn_in_its_own_colours(name: str):
    theme = built_in(name)
    (part,) = export("svg", case_drawing("rich", DrawOptions(theme=theme)))
    root = ET.fromstring(part.content)
    fills = {element.get("fill") for element in root.iter()}
    assert theme.paper in fills
    assert theme.lanes["customer"].band in fills
    assert theme.lanes["customer"].accent in {element.get("stroke") for element in root.iter()}
    (dot,) = export("dot", case_drawing("rich", DrawOptions(theme=theme)))
    assert theme.lanes["customer"].band.encode() in dot.content


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_is_drawn_as_pdf_and_png(name: str):
    options = DrawOptions(theme=built_in(name), dpi=36)
    assert export("png", case_drawing("small", options))[0].content.startswith(b"\x89PNG")
    assert export("pdf", case_drawing("small", options))[0].content.startswith(b"%PDF")


def test_a_logo_stands_in_an_svg_as_data_and_nothing_of_it_runs():
    logo = Logo(SVG_LOGO, "image/svg+xml", 40, 20)
    (part,) = export("svg", case_drawing("small", with_logo(logo)))
    root = ET.fromstring(part.content)
    (image,) = root.iter("{http://www.w3.org/2000/svg}image")
    assert image.get("href") == "data:image/svg+xml;base64," + b64encode(SVG_LOGO).decode()
    assert b"<script" not in part.content
    width, left = float(image.get("width", 0)), float(image.get("x", 0))
    assert width + left <= float(root.get("viewBox", "").split()[2])


def test_every_page_bears_the_logo():
    logo = Logo(png(4, 2), "image/png", 40, 20)
    parts = export("svg", case_drawing("long", with_logo(logo, page="a4")))
    assert len(parts) > 1
    assert all(part.content.count(b"<image ") == 1 for part in parts)


def test_a_png_logo_is_in_pdf_and_png_too():
    logo = Logo(png(4, 2), "image/png", 40, 20)
    drawing = case_drawing("small", with_logo(logo, dpi=36))
    assert b"/Subtype /Image" in export("pdf", drawing)[0].content
    plain = export("png", case_drawing("small", DrawOptions(dpi=36)))[0].content
    assert export("png", drawing)[0].content != plain
    assert drawing.notices == ()


def test_an_svg_logo_is_in_pdf_and_png_too():
    logo = SVG_LOGO.replace(b"<script>alert(1)</script>", b'<rect width="40" height="20" fill="#f0a"/>')
    drawing = case_drawing("small", with_logo(Logo(logo, "image/svg+xml", 40, 20), dpi=36))
    plain = case_drawing("small", with_logo(Logo(SVG_LOGO, "image/svg+xml", 40, 20), dpi=36))
    for name in ("png", "pdf"):
        assert export(name, drawing)[0].content != export(name, plain)[0].content
    assert drawing.notices == ()


@pytest.mark.dot
def test_graphviz_leaves_an_svg_logo_out_of_pdf_and_png_and_that_is_told_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(typesetter, "trouble", lambda: "there is none")
    drawing = case_drawing("small", with_logo(Logo(SVG_LOGO, "image/svg+xml", 40, 20), dpi=36))
    assert export("svg", drawing)
    assert drawing.notices == ()
    assert export("png", drawing)
    assert export("pdf", drawing)
    assert len(drawing.notices) == 1
    assert "PNG and PDF leave out" in str(drawing.notices[0].message)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Plain (3).", None),
        ("שלום (3).", "rtl"),
        ("(3) مرحبا.", "rtl"),
        ("日本語", None),
        ("Hello שלום", None),
        ("12-3 …", None),
    ],
)
def test_a_text_that_runs_to_the_left_says_so_and_keeps_its_place(text: str, direction: str | None):
    blueprint = Blueprint.model_validate({"title": text, "steps": {"one": {"customer": text}}})
    (part,) = export("svg", draw(Journey.of(blueprint)))
    found = [one for one in ET.fromstring(part.content).iter("{http://www.w3.org/2000/svg}text") if one.text == text]
    title, card = found
    assert title.get("direction") == card.get("direction") == direction
    assert title.get("text-anchor") == ("end" if direction else None)  # its left side is where it was
    assert card.get("text-anchor") == "middle"
