"""The SVG is an image with a title, holds texts as texts, and nothing that a hostile text could use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from drawings_for_tests import CASES, LABELS, case_drawing, export, hostile_drawing, many_pages, squeezed, texts

from journeymap.drawing.theme.theme import DEFAULT
from journeymap.svg.text import svg_of

if TYPE_CHECKING:
    from journeymap.drawing import Drawing

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "g", "title", "desc", "rect", "circle", "path", "text"}


def root_of(drawing: Drawing) -> ET.Element:
    (part,) = export("svg", drawing)
    return ET.fromstring(part.content)


def all_text(root: ET.Element) -> str:
    return "".join(element.text or "" for element in root.iter(f"{SVG}text"))


def test_the_drawing_is_the_one_that_was_looked_at(accept: bool):
    (part,) = export("svg", case_drawing("small"))
    file = CASES / "small.svg"
    if accept:
        file.write_bytes(part.content)
    assert part.content.decode() == file.read_text(encoding="utf-8")


def test_the_root_is_one_image_with_a_title_a_description_and_a_language():
    root = root_of(case_drawing("small"))
    assert root.get("role") == "img"
    assert root.get("lang") == "en"
    title, description = root[0], root[1]
    assert (title.tag, title.text) == (f"{SVG}title", "Bread & butter")
    assert description.tag == f"{SVG}desc"
    assert "Steps: 2" in (description.text or "")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_every_step_and_arrow_has_an_id_and_every_card_and_arrow_a_title():
    drawing = case_drawing("rich")
    root = root_of(drawing)
    groups = {group.get("id"): group for group in root.iter(f"{SVG}g") if group.get("id")}
    assert [name for name in groups if name.startswith("step-")] != []
    assert {f"step-{name}" for name in drawing.graph.blueprint.steps} <= set(groups)
    assert sum(name.startswith("arrow-") for name in groups) == len(drawing.geometry.arrows)
    for group in root.iter(f"{SVG}g"):
        if (group.get("class") or "").split()[0] in ("card", "arrow"):
            assert group[0].tag == f"{SVG}title"
            assert group[0].text


def test_ids_are_unique_and_safe_whatever_the_steps_are_called():
    for drawing in (hostile_drawing(), case_drawing("rich")):
        ids = [element.get("id") for element in root_of(drawing).iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]*", name or "") for name in ids)


def test_a_prefix_keeps_the_ids_of_two_drawings_apart():
    (scene,) = case_drawing("small").scenes
    root = ET.fromstring(svg_of(scene, DEFAULT, "one-"))
    assert all(element.get("id", "one-").startswith("one-") for element in root.iter())
    assert root.get("aria-labelledby") == "one-title one-desc"


def test_hostile_texts_are_drawn_as_they_are():
    drawing = hostile_drawing()
    root = root_of(drawing)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
    seen = squeezed(all_text(root))
    missing = [text for text in (*LABELS, *texts(drawing)) if squeezed(text) not in seen]
    assert missing == []


def test_titles_hold_hostile_texts_too():
    titles = " ".join(element.text or "" for element in root_of(hostile_drawing()).iter(f"{SVG}title"))
    assert [label for label in LABELS if label not in titles] == []


def test_nothing_in_it_can_run_or_fetch():
    for drawing in (hostile_drawing(), case_drawing("rich")):
        for element in root_of(drawing).iter():
            for name, value in element.attrib.items():
                assert not name.lower().startswith("on")
                assert "href" not in name
                assert "url(" not in value
                assert "javascript:" not in value.lower()


def test_numbers_are_short():
    (part,) = export("svg", case_drawing("rich"))
    numbers = re.findall(r'(?<=["\s,MLHVC])-?\d+\.\d+', part.content.decode())
    assert numbers
    assert all(len(number.split(".")[1]) <= 2 for number in numbers)


def test_a_page_has_the_size_of_the_paper():
    for part in export("svg", many_pages()):
        root = ET.fromstring(part.content)
        width, height = (float(root.get(side) or 0) * 72 / 96 for side in ("width", "height"))
        assert (width, height) == pytest.approx((842, 595), abs=0.01)


def test_reading_order_is_title_phases_rows_then_steps():
    kinds = [(group.get("class") or "").split()[0] for group in root_of(case_drawing("rich")).iter(f"{SVG}g")]
    first = {kind: kinds.index(kind) for kind in ("heading", "phase", "row", "line", "arrow", "step", "legend")}
    assert list(first) == sorted(first, key=first.__getitem__)


def test_a_font_of_another_width_is_set_so_that_texts_are_as_wide_as_they_were_measured():
    assert root_of(case_drawing("rich")).get("style") == "font-size-adjust:ch-width .556"
    page = svg_of(case_drawing("rich").scenes[0], DEFAULT, "page1-")
    assert "style=" not in page  # a page allows no such attribute, and has the same in its own style
    (html,) = export("html", case_drawing("rich"))
    assert b"svg[font-family] { font-size-adjust: ch-width .556; }" in html.content
