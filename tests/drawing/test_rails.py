"""Systems as rails: a dot where a step uses one, and a line down from that step that no other card stands in."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap import pipeline
from journeymap.drawing import Drawing, DrawOptions
from journeymap.drawing.bands.rails import build_rails
from journeymap.drawing.shapes.primitives import Disc, Element
from journeymap.drawing.shapes.primitives import Path as Line

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
FILES = sorted(BLUEPRINTS.rglob("*.yaml"))


def drawing_of(path: Path, **options: object) -> Drawing:
    result = pipeline.check_file(path)
    assert result.journey is not None
    return Drawing(result.journey, result.diagnostics, result.accepted, DrawOptions(**options))  # type: ignore[arg-type]


def parts(scene, kind: str) -> list[Element]:
    return [element for element in scene.elements if element.kind == kind]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_use_of_a_system_has_its_dot_and_no_line_of_it_bends_or_passes_a_foreign_card(path: Path):
    drawing = drawing_of(path)
    systems = drawing.graph.blueprint.systems
    stated = {
        (name, system)
        for name, step in drawing.graph.blueprint.steps.items()
        for system in step.uses
        if system in systems
    }
    rails = build_rails(drawing.graph, drawing.geometry)
    if rails is None:
        assert not stated
        return
    dots = [disc for band in parts(drawing.scenes[0], "systems") for use in band.items if isinstance(use, Element)
            for disc in use.items if isinstance(disc, Disc)]  # fmt: skip
    assert len(dots) == len(stated)
    assert not [arrow for arrow in drawing.sheet.arrows if arrow.target in systems]
    lines = [line for drop in parts(drawing.scenes[0], "drops") for line in drop.items if isinstance(line, Line)]
    assert len(lines) == sum(use.drops for use in rails.uses)
    for line in lines:
        (x, top), (other, bottom) = line.pieces
        assert x == other
        for placed in drawing.geometry.cards:
            box = placed.box
            assert not (box.left < x < box.right and top < box.top < bottom)


@pytest.mark.parametrize("name", ["reparatieverzoek", "hospital-visit"])
def test_on_pages_every_dot_is_there_once(name: str):
    drawing = drawing_of(BLUEPRINTS / f"{name}.yaml", page="a4")
    whole = drawing_of(BLUEPRINTS / f"{name}.yaml")

    def uses(scenes) -> list[str]:
        return sorted(use.title for scene in scenes for band in parts(scene, "systems") for use in band.items
                      if isinstance(use, Element))  # fmt: skip

    assert uses(drawing.scenes) == uses(whole.scenes)
