"""Lines of feelings and of sacrifice: along one way that can be gone, never a mean over several."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_scene import elements, text

from journeymap import pipeline
from journeymap.drawing import Drawing, DrawOptions
from journeymap.drawing.bands.emotion import build_feelings
from journeymap.drawing.bands.sacrifice import build_sacrifice
from journeymap.numerics.components import search

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
FILES = sorted(BLUEPRINTS.rglob("*.yaml"))
TWO = """
journeymap: 1
steps:
  call:
    customer: Calls
    experience: {everyone: {emotion: 0}}
    next: {good: {share: 50%, when: easy}, bad: {share: 50%, when: hard}}
  good: {customer: Is helped at once, experience: {everyone: {emotion: 2}}, end: helped}
  bad: {customer: Is sent away, experience: {everyone: {emotion: -2, desired: 9, perceived: 1}}, end: refused}
"""


def drawing_of(result, **options: object) -> Drawing:
    assert result.journey is not None
    return Drawing(result.journey, result.diagnostics, result.accepted, DrawOptions(**options))  # type: ignore[arg-type]


def exclude_each_other(graph: ServiceGraph, one: str, other: str) -> bool:
    """Whether no journey can come from one of two steps to the other, in whatever order."""
    index, successors = graph.topology.index, graph.topology.successors
    return index[other] not in search(successors, [index[one]]) and index[one] not in search(successors, [index[other]])


def test_one_who_is_delighted_and_one_who_is_crushed_have_a_face_each():
    (scene,) = drawing_of(pipeline.check_source(TWO, "two.yaml")).scenes
    faces = {face.title for face in elements(scene, "feeling")}
    assert any(title.startswith("Is helped at once") and title.endswith("+2") for title in faces)
    assert any(title.startswith("Is sent away") and title.endswith("−2") for title in faces)
    assert len(faces) == 3
    assert "end +2" in text(scene)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_line_passes_through_two_steps_that_exclude_each_other(path: Path):
    drawing = drawing_of(pipeline.check_file(path))
    graph, geometry = drawing.graph, drawing.geometry
    for walk in (None, *(drawing_of(pipeline.check_file(path), persona=who).walk for who in graph.blueprint.personas)):
        feelings = build_feelings(graph, geometry, "en", walk)
        sacrifice = build_sacrifice(graph, geometry, "en", walk)
        for ways in (feelings and feelings.ways, sacrifice):
            for line in ways.lines if ways else ():
                steps = [moment.step for moment in line.moments]
                assert len(set(steps)) == len(steps)
                assert not any(
                    exclude_each_other(graph, one, other) for one in steps for other in steps if one != other
                )
                for moments, gaps in line.parts():
                    assert len(gaps) == len(moments) - 1
                    assert all(before.x < after.x for before, after in pairwise(moments))


def test_a_step_that_nobody_rated_is_passed_by_a_thin_line_and_what_is_beside_the_way_has_a_foot():
    text_of = TWO.replace("next: {good", "next: {between").replace(
        "  good:", "  between: {customer: Waits, next: good}\n  good:"
    )
    result = pipeline.check_source(text_of, "two.yaml")
    feelings = build_feelings(result.journey.graph, drawing_of(result).geometry, "en")
    (line,) = feelings.ways.lines
    assert [moment.step for moment in line.moments] == ["call", "good"]
    assert line.gaps == (True,)
    assert [aside.moment.step for aside in feelings.ways.asides] == ["bad"]
