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
        "next": {"check": {"decides": "organisation"}, "no": {"decides": "organisation"}},
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
    assert not elements(scene_of(), kind)
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


def bars(scene: Scene) -> dict[str, list[Rectangle]]:
    found = elements(scene, "time")
    return {
        element.title.split(":")[0]: [item for item in element.items if isinstance(item, Rectangle)]
        for element in found
        if element.kind == "time"
    }


def test_the_parts_of_a_bar_are_in_their_true_proportion_and_differ_by_more_than_colour():
    work, waiting = bars(scene_of("timeline"))["Asks"]
    assert waiting.h == pytest.approx(3 * work.h)
    assert work.fill != waiting.fill
    assert waiting.y + waiting.h == pytest.approx(work.y)
    (hidden,) = bars(scene_of("timeline"))["Checks"]
    assert hidden.stroke is not None
    assert hidden.stroke.dash


def test_more_time_is_a_higher_bar_and_the_scale_says_so():
    scene = scene_of("timeline")
    heights = {name: sum(bar.h for bar in found) for name, found in bars(scene).items()}
    assert heights["Has it"] < heights["Asks"] < heights["Checks"]
    row = only(scene, "timeline")
    assert {"1 min", "1 h", "1 day"} <= {word.text for word in words(row)}
    assert "1 week" not in text(row)
    assert "logarithmic" in text(row)
    assert "10 min work" in text(row)
    assert "30 min without a word" in text(row)
    assert "2 hours" not in text(row)


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
    seen = [element.title for scene in drawing.scenes for element in elements(scene, "time") if element.kind == "time"]
    assert len(seen) == len(set(seen)) == len(LONG)
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
