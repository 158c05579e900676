"""What Graphviz draws is what we placed, with every text as it is."""

from __future__ import annotations

import json
import re
import subprocess
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from drawings_for_tests import CASES, case_drawing, export, hostile_drawing, squeezed

from journeymap.analysis import Journey
from journeymap.drawing import DrawOptions, draw
from journeymap.exporter import ExportError
from journeymap.graphviz import tool as _graphviz
from journeymap.graphviz.dot_text import dot_of
from journeymap.model.blueprint import Blueprint

if TYPE_CHECKING:
    from journeymap.drawing import Drawing


def layout_by_graphviz(drawing: Drawing) -> list[dict[str, Any]]:
    theme = drawing.options.theme
    return [json.loads(_graphviz.render(dot_of(scene, theme), "json", quiet=False)) for scene in drawing.scenes]


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", text)]


@pytest.mark.dot
@pytest.mark.parametrize("draw", [lambda: case_drawing("rich"), hostile_drawing], ids=["rich", "hostile"])
def test_graphviz_keeps_our_geometry_to_half_a_point_and_complains_about_nothing(draw, capfd):
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
def test_graphviz_draws_every_primitive_of_the_scene():
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


def test_the_files_of_many_pages_sort_as_the_pages_do():
    steps = {f"s{n}": {"customer": "Does it", "next": f"s{n + 1}" if n < 149 else []} for n in range(150)}
    drawing = draw(Journey.of(Blueprint.model_validate({"steps": steps})), options=DrawOptions(page="a4"))
    names = [part.name for part in export("svg", drawing)]
    assert len(names) >= 10
    assert names == sorted(names)
    assert names[0] == "-p01"


@pytest.mark.dot
def test_what_graphviz_says_of_a_broken_text_is_passed_on():
    with pytest.raises(ExportError, match="could not write PNG"):
        _graphviz.render("digraph { a -- ", "png")


@pytest.mark.dot
def test_the_graphviz_in_use_tells_its_version():
    used = _graphviz.tool()
    assert isinstance(used, _graphviz.Tool)
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", used.version)
    assert used.description == f"Graphviz {used.version}"
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
