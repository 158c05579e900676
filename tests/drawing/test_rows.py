"""The rows under the lanes: what is in them, where it lies, and that each is shown only when it is wanted."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from test_scene import LONG, PHASES, drawing_of, elements, only, text, words

from journeymap.drawing import ROWS, SHOWN, Drawing, DrawOptions
from journeymap.drawing.bands.band import columns
from journeymap.drawing.shapes.primitives import (
    Element,
    Path,
    Rectangle,
    Scene,
)
from journeymap.layout.line_breaking import text_width

STEPS: dict[str, Any] = {
    "ask": {
        "customer": "Asks",
        "takes": "10 min",
        "wait": "30 min",
        "uses": "till",
        "heard": ["survey", "desk"],
        "ideas": ["A queue that is told about beforehand so that nobody has to stand", "Coffee"],
        "experience": {"everyone": {"desired": 9, "perceived": 7}, "old": {"desired": 9, "perceived": 2}},
        "next": {"check": {"decides": "organisation", "share": "60%"}, "no": {"decides": "organisation"}},
    },
    "check": {"backstage": "Checks", "takes": "1 h", "wait": "2 days", "next": "done"},
    "no": {"customer": "Hears no", "end": "refused"},
    "done": {"customer": "Has it", "end": "helped", "takes": "5 min", "experience": {"everyone": {"desired": 5}}},
}
FIELDS: dict[str, Any] = {
    "personas": {"young": {"name": "Mia"}, "old": {"name": "Piet, 80"}},
    "sources": {"survey": {"name": "Survey", "n": 120, "date": "2026-03-01"}, "desk": {"kind": "observation"}},
}


def showing(*rows: str, **options: Any) -> Drawing:
    return drawing_of(DrawOptions(rows=SHOWN | set(rows), **options), steps=STEPS, **FIELDS)


def scene_of(*rows: str, **options: Any) -> Scene:
    return showing(*rows, **options).scenes[0]


KINDS = {"sacrifice": "sacrifice", "timeline": "timeline", "ideas": "ideas", "evidence": "sources"}


@pytest.mark.parametrize(("row", "kind"), KINDS.items())
def test_a_row_is_there_when_it_is_asked_for_and_only_then(row: str, kind: str):
    without = drawing_of(DrawOptions(rows=SHOWN - {row}), steps=STEPS, **FIELDS)
    assert not elements(without.scenes[0], kind)
    assert only(scene_of(row), kind).title


def test_rows_come_in_one_order_below_each_other_and_above_the_legend():
    scene = scene_of(*ROWS)
    order = [element.kind for element in scene.elements if element.kind in {*KINDS.values(), "legend"}]
    assert order == ["sacrifice", "timeline", "ideas", "sources", "legend"]
    bands = []
    for element in scene.elements:
        if element.kind in KINDS.values():
            (band, *_) = [item for item in element.items if isinstance(item, Rectangle)]
            bands.append((band.y, band.y + band.h))
            assert all(band.y <= word.y <= band.y + band.h for word in words(element))
    assert all(upper[1] < lower[0] for upper, lower in itertools.pairwise(bands))


def test_a_row_with_nothing_in_it_is_left_out():
    (scene,) = drawing_of(DrawOptions(rows=frozenset(ROWS)), steps={"one": {"customer": "A"}}, personas={}).scenes
    assert not any(elements(scene, kind) for kind in (*KINDS.values(), "emotion"))


def test_sacrifice_is_what_is_wanted_less_what_is_settled_for_per_persona():
    row = only(scene_of("sacrifice"), "sacrifice")
    marks = [element.title for element in row.items if isinstance(element, Element)]
    assert marks == ["Asks: Mia 2", "Asks: Piet, 80 7"]
    shapes = [type(element.items[0]) for element in row.items if isinstance(element, Element)]
    assert len(set(shapes)) == 2
    assert "2.5" in text(row)  # a quarter of the scale


def test_a_persona_that_never_comes_to_a_step_gives_nothing_up_there():
    steps = {
        "ask": {"customer": "Asks", "next": {"a": {"share": {"young": "100%", "old": "0%"}}, "b": {}}},
        "a": {"customer": "A", "end": "helped", "experience": {"everyone": {"desired": 9, "perceived": 5}}},
        "b": {"customer": "B", "end": "helped", "experience": {"everyone": {"desired": 8, "perceived": 5}}},
    }
    drawing = drawing_of(DrawOptions(rows=frozenset({"sacrifice"})), steps=steps, personas=FIELDS["personas"])
    titles = [element.title for element in elements(drawing.scenes[0], "given-up")]
    assert titles == ["A: Mia 4", "B: Piet, 80 3"]


def pieces(scene: Scene) -> list[tuple[str, float, float]]:
    """The pieces of the ribbons: what they are, where they begin and how wide they are."""
    found = []
    for element in (element for element in elements(scene, "time") if element.kind == "time"):
        (ground, *_) = [item for item in element.items if isinstance(item, Rectangle)]
        found.append((element.title, ground.x, ground.w))
    return found


def test_a_ribbon_tells_what_passes_along_the_likeliest_way_piece_by_piece():
    found = pieces(scene_of())
    assert [title for title, *_ in found] == [
        "Asks: waiting without a word 30 min",
        "Asks: doing 10 min",
        "Checks: waiting without a word 2 days",
        "Has it: doing 5 min",
    ]
    starts = [x for _, x, _ in found]
    assert starts == sorted(starts)


def test_a_ribbon_is_linear_and_its_scale_reaches_the_average():
    scene = scene_of()
    found = {title.split(":")[0]: wide for title, _, wide in pieces(scene) if "waiting" in title}
    assert found["Checks"] / found["Asks"] == pytest.approx((2 * 1440 + 60) / 30, rel=0.02)
    row = only(scene, "timeline")
    assert "hour 0" in text(row)
    assert "average 30 hours" in text(row)
    assert "likeliest way: 60 of 100" in text(row)


def test_where_hardly_anybody_waits_there_is_no_ribbon_unless_it_is_asked_for():
    steps = {
        "one": {"customer": "A", "takes": "50 min", "wait": "2 min", "next": "two"},
        "two": {"customer": "B", "end": "helped"},
    }
    (scene,) = drawing_of(DrawOptions(rows=SHOWN), steps=steps).scenes
    assert not elements(scene, "timeline")
    (scene,) = drawing_of(DrawOptions(rows=SHOWN, asked=frozenset({"timeline"})), steps=steps).scenes
    assert elements(scene, "timeline")


def test_each_likeliest_way_has_a_ribbon_on_one_scale_and_a_persona_only_its_own():
    ways = {"web": {"share": {"young": "90%", "old": "0%"}}, "post": {"share": {"young": "10%", "old": "100%"}}}
    steps = {
        "ask": {"customer": "Asks", "takes": "5 min", "next": ways},
        "web": {"customer": "Types", "takes": "10 min", "end": "helped"},
        "post": {"customer": "Writes", "wait": "3 days", "takes": "10 min", "end": "helped"},
    }
    row = only(drawing_of(DrawOptions(rows=SHOWN), steps=steps, **FIELDS).scenes[0], "timeline")
    assert {"Mia", "Piet", "15 min", "3 days"} <= {word.text for word in words(row)}
    row = only(drawing_of(DrawOptions(rows=SHOWN, persona="old"), steps=steps, **FIELDS).scenes[0], "timeline")
    assert "Mia" not in text(row)
    assert "15 min" not in text(row)


def test_ideas_and_sources_stand_below_their_step_and_wrap_inside_their_box():
    drawing = showing("ideas", "evidence")
    (scene,) = drawing.scenes
    assert "queue that" in text(only(scene, "ideas"))
    assert [text(note) for note in elements(only_scene(only(scene, "sources")), "note")] == [
        "Survey, n=120, 2026", "desk",
    ]  # fmt: skip
    (place,) = [column for column in columns(drawing.geometry) if "ask" in column.steps]
    for note in [*elements(scene, "note")]:
        (box, *_) = [item for item in note.items if isinstance(item, Rectangle)]
        assert (box.x, box.x + box.w) == (pytest.approx(place.left), pytest.approx(place.right))
        for word in words(note):
            assert word.x >= box.x
            assert word.x + text_width(word.text, word.size) <= box.x + box.w + 0.01
            assert box.y < word.y < box.y + box.h


def only_scene(element: Element) -> Scene:
    return Scene(0, 0, 0, 0, "", "", "", (element,))


def test_systems_can_be_left_out():
    assert elements(scene_of(), "systems")
    left = drawing_of(DrawOptions(rows=SHOWN - {"systems"})).scenes[0]
    assert not elements(left, "systems")
    assert not elements(left, "drops")


def test_columns_do_not_overlap_and_hold_every_step():
    drawing = drawing_of(steps=LONG, phases=PHASES)
    found = columns(drawing.geometry)
    assert all(left.right <= right.left for left, right in itertools.pairwise(found))
    assert sorted(step for column in found for step in column.steps) == sorted(LONG)


def test_what_is_guaranteed_is_shaded_and_a_point_of_no_return_marked():
    scene = scene_of("guarantee")
    shaded = elements(scene, "guaranteed")
    boxes = {element.key: element.box for element in elements(scene, "card")}
    assert len(shaded) == 2
    for element in shaded:
        (ground, *_) = [item for item in element.items if isinstance(item, Rectangle)]
        inside = [
            key
            for key, box in boxes.items()
            if box
            and ground.x < box.left
            and box.right < ground.x + ground.w
            and ground.y < box.top < ground.y + ground.h
        ]
        assert inside in (["check/backstage"], ["done/customer"])
    (stop,) = elements(scene, "no-return")
    assert stop.title == "point of no return: Asks → Hears no"
    legend = [text(entry) for entry in elements(scene, "entry")]
    assert {"being helped is guaranteed", "point of no return"} <= set(legend)
    assert not elements(scene_of(), "no-return")


def test_only_the_card_that_the_flow_runs_through_is_shaded_of_a_step_of_many():
    steps = {"ask": {"evidence": "A form", "customer": "Asks", "frontstage": "Answers", "end": "helped"}}
    (scene,) = drawing_of(DrawOptions(rows=SHOWN | {"guarantee"}), steps=steps).scenes
    ((shade,), boxes) = elements(scene, "guaranteed"), {card.key: card.box for card in elements(scene, "card")}
    (ground, *_) = [item for item in shade.items if isinstance(item, Rectangle)]
    box = boxes["ask/customer"]
    assert box is not None
    assert (ground.x + ground.w / 2, ground.y + ground.h / 2) == pytest.approx((box.x, box.y))


def test_the_mark_of_a_point_of_no_return_lies_on_its_arrow():
    drawing = showing("guarantee")
    (scene,) = drawing.scenes
    (stop,) = elements(scene, "no-return")
    (outline,) = [item for item in stop.items if isinstance(item, Path)]
    x = sum(piece[0] for piece in outline.pieces) / len(outline.pieces)
    y = sum(piece[1] for piece in outline.pieces) / len(outline.pieces)
    course = next(placed.points for placed in drawing.geometry.arrows if placed.arrow.target == "no/customer")
    assert any(
        min(a[0], b[0]) - 0.1 <= x <= max(a[0], b[0]) + 0.1 and min(a[1], b[1]) - 0.1 <= y <= max(a[1], b[1]) + 0.1
        for a, b in itertools.pairwise(course)
    )


@pytest.mark.parametrize("page", ["a4", "a3"])
def test_on_pages_each_value_stands_on_the_page_of_its_step(page: str):
    steps = {name: {**step, "takes": "5 min", "ideas": [f"Idea {name}"], "wait": "2 h"} for name, step in LONG.items()}
    drawing = drawing_of(DrawOptions(rows=frozenset(ROWS), page=page, stubs="never"), steps=steps, phases=PHASES)
    assert len(drawing.scenes) > 1
    ribbons = [scene for scene in drawing.scenes if any(element.kind == "time" for element in elements(scene, "time"))]
    assert len(ribbons) <= 1  # a ribbon is a whole, whatever pages the columns are on
    for scene in drawing.scenes:
        ideas = {word.text for element in elements(scene, "note") for word in words(element)}
        customer = [text(element) for kind in ("card", "repeated") for element in elements(scene, kind)]
        steps_seen = set(re.findall(r"Does thing (\d+)", " ".join(customer)))
        assert not ideas or ideas == {f"Idea s{number}" for number in steps_seen}
    assert len([note for scene in drawing.scenes for note in elements(scene, "note")]) == len(LONG)


def test_the_names_of_the_curves_leave_room_for_the_scale():
    personas = {"young": {"name": "Mia with a rather long name"}, "old": {"name": "Piet, who is eighty and alone"}}
    drawing = drawing_of(DrawOptions(rows=frozenset({"sacrifice"})), steps=STEPS, personas=personas)
    texts = words(only(drawing.scenes[0], "sacrifice"))
    scale = [word for word in texts if word.anchor == "end"]
    left = min(word.x - text_width(word.text, word.size) for word in scale)
    for word in texts:
        if word.anchor == "start" and not word.bold:
            assert word.x + text_width(word.text, word.size) <= left
