"""Marks and figures on a drawing lie upon nothing that has to be read, and the legend names what is seen."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from test_scene import drawing_of, elements, only, text, words

from journeymap.drawing import SHOWN, Drawing, DrawOptions
from journeymap.drawing.shapes.primitives import (
    Disc,
    Element,
    Path,
    Rectangle,
    Words,
)
from journeymap.layout.line_breaking import text_width

Area = tuple[float, float, float, float]
REFUSED: dict[str, Any] = {
    "ask": {
        "phase": "one",
        "customer": "Asks",
        "next": {
            "no": {"decides": "organisation", "when": "there is no room at all in the rules", "share": "40%"},
            "yes": {"decides": "organisation", "when": "there is some", "share": "60%"},
        },
    },
    "no": {"phase": "one", "customer": "Hears no", "end": "refused"},
    "yes": {"phase": "two", "customer": "Hears yes", "end": "helped"},
}
PHASES = {"one": "First", "two": "Second"}


def area(item: Rectangle | Path | Words) -> Area:
    """Left, upper, right and lower side of what is drawn; of words that of their letters."""
    if isinstance(item, Rectangle):
        return (item.x, item.y, item.x + item.w, item.y + item.h)
    if isinstance(item, Words):
        width = text_width(item.text, item.size, bold=item.bold)
        left = item.x - {"start": 0.0, "middle": width / 2, "end": width}[item.anchor]
        return (left, item.y - 0.72 * item.size, left + width, item.y)
    xs, ys = [piece[-2] for piece in item.pieces], [piece[-1] for piece in item.pieces]
    return (min(xs), min(ys), max(xs), max(ys))


def meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def stops(drawing: Drawing) -> list[Area]:
    found = elements(drawing.scenes[0], "no-return")
    return [area(item) for stop in found for item in stop.items if isinstance(item, Path)]


def certain(**options: Any) -> Drawing:
    rows = SHOWN | {"guarantee"}
    return drawing_of(DrawOptions(rows=rows, **options), steps=REFUSED, phases=PHASES)


def test_the_mark_of_a_point_of_no_return_covers_no_words_and_no_card():
    drawing = certain()
    (stop,) = stops(drawing)
    labels = [each.label.box for each in drawing.geometry.arrows if each.label is not None]
    boxes = [*labels, *(card.box for card in drawing.geometry.cards)]
    assert len(labels) == 2
    assert not any(meet(stop, (box.left, box.top, box.right, box.bottom)) for box in boxes)


def test_it_stands_on_its_arrow_or_touches_the_words_of_it():
    drawing = certain()
    (stop,) = stops(drawing)
    (arrow,) = [each for each in drawing.geometry.arrows if each.arrow.target == "no/customer"]
    assert arrow.label is not None
    box = arrow.label.box
    near = [(box.left - 5, box.top - 5, box.right + 5, box.bottom + 5)]
    near += [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]) + 0.1, max(a[1], b[1]) + 0.1)
             for a, b in itertools.pairwise(arrow.points)]  # fmt: skip
    assert any(meet(stop, one) for one in near)


def test_a_part_does_not_name_what_is_certain_elsewhere():
    def legend(**options: Any) -> list[str]:
        return [text(entry) for entry in elements(certain(**options).scenes[0], "entry")]

    both = {"being helped is guaranteed", "point of no return"}
    assert both <= set(legend())
    assert both & set(legend(phases=("one",))) == {"point of no return"}
    assert both & set(legend(phases=("two",))) == {"being helped is guaranteed"}


def test_whoever_goes_every_way_has_nothing_beside_his_way():
    steps = {"ask": {"customer": "Asks", "next": "done"}, "done": {"customer": "Has it", "end": "helped"}}
    drawing = drawing_of(DrawOptions(persona="old"), steps=steps)
    assert [text(entry) for entry in elements(drawing.scenes[0], "entry")] == ["the way of Piet, 80"]


@pytest.mark.parametrize("other", [1.0, 0.9, 0.5, 0.2, 0.0, -0.5])
def test_faces_of_feelings_that_are_near_each_other_stand_side_by_side(other: float):
    felt = {"everyone": {"emotion": 0.3}, "old": {"emotion": other}, "staff": {"emotion": 0}}
    drawing = drawing_of(steps={"one": {"customer": "A", "frontstage": "B", "experience": felt}})
    heads = []
    for face in elements(drawing.scenes[0], "feeling"):
        head = face.items[0]
        heads.append(
            (head.x - head.r, head.y - head.r, head.x + head.r, head.y + head.r)
            if isinstance(head, Disc)
            else area(head)  # type: ignore[arg-type]
        )
    assert len(heads) == len({0.3, other}) + 1
    assert not any(meet(one, second) for one, second in itertools.combinations(heads, 2))


def test_of_a_single_feeling_the_face_stands_above_its_step():
    drawing = drawing_of(steps={"one": {"customer": "A", "experience": {"everyone": {"emotion": 1}}}})
    (face,) = elements(drawing.scenes[0], "feeling")
    assert isinstance(face.items[0], Disc)
    assert face.items[0].x == drawing.geometry.cards[0].box.x


@pytest.mark.parametrize("given_up", [(0, 1), (2, 3), (5, 6), (4, 4), (1, 2), (9, 10)])
def test_figures_of_sacrifice_lie_upon_no_mark_no_other_figure_and_no_line(given_up: tuple[int, int]):
    felt = {
        who: {"desired": 10, "perceived": 10 - value} for who, value in zip(("young", "old"), given_up, strict=True)
    }
    steps = {"one": {"customer": "A", "experience": felt, "end": "helped"}}
    drawing = drawing_of(DrawOptions(rows=frozenset({"sacrifice"})), steps=steps)
    row = only(drawing.scenes[0], "sacrifice")
    through = [item for item in row.items if isinstance(item, Path) and item.pieces[-1][0] - item.pieces[0][0] > 60]
    lines = [item.pieces[0][1] for item in through]
    marks: list[Area] = []
    figures: list[Area] = []
    for mark in (item for item in row.items if isinstance(item, Element)):
        shape, *others = mark.items
        (figure,) = [area(item) for item in others if isinstance(item, Words)]
        struck = [line for line in lines if figure[1] < line < figure[3]]
        grounds = [area(item) for item in others if isinstance(item, Rectangle)]
        assert all(any(ground[1] < line < ground[3] for ground in grounds) for line in struck)
        figures.append(figure)
        marks.append(
            (shape.x - shape.r, shape.y - shape.r, shape.x + shape.r, shape.y + shape.r)
            if isinstance(shape, Disc)
            else area(shape)  # type: ignore[arg-type]
        )
    assert len(figures) == len(set(given_up))
    assert not any(meet(figure, mark) for figure in figures for mark in marks)
    assert not any(meet(one, other) for one, other in itertools.combinations(figures, 2))


def test_the_words_of_the_scale_of_time_stand_apart():
    for wait in ("5 min", "9 h", "3 days", "9 weeks", "14 months", "5 years"):
        steps = {
            "one": {"customer": "A", "takes": "5 min", "next": "two"},
            "two": {"customer": "B", "wait": wait, "end": "helped"},
        }
        row = only(drawing_of(DrawOptions(rows=frozenset({"timeline"})), steps=steps).scenes[0], "timeline")
        scale = [area(word) for word in words(row) if word.size < 8.5]
        assert 2 <= len(scale) <= 17
        assert not any(meet(one, other) for one, other in itertools.combinations(scale, 2))


def test_what_is_certain_stands_back_with_the_step_that_is_not_on_the_way():
    steps = {
        "ask": {"customer": "Asks", "next": {"web": {"share": {"young": "100%", "old": "0%"}}, "desk": {}}},
        "web": {"customer": "Types", "end": "helped"},
        "desk": {"customer": "Queues", "end": "helped"},
    }
    drawing = drawing_of(DrawOptions(rows=SHOWN | {"guarantee"}, persona="young"), steps=steps)
    kinds = [shade.kind for shade in elements(drawing.scenes[0], "guaranteed")]
    assert sorted(kinds) == ["guaranteed", "guaranteed", "guaranteed faint"]
    weights = {
        shade.kind: shade.items[0].stroke.width
        for shade in elements(drawing.scenes[0], "guaranteed")
        if isinstance(shade.items[0], Rectangle) and shade.items[0].stroke
    }
    assert weights["guaranteed faint"] < weights["guaranteed"]


def test_lines_that_are_the_same_all_along_are_one_under_all_their_names():
    felt = {"everyone": {"emotion": -1, "desired": 9, "perceived": 5}, "old": {"emotion": -1}, "staff": {"emotion": -1}}
    steps = {
        "one": {"phase": "one", "customer": "A", "experience": felt, "next": "two"},
        "two": {"phase": "two", "customer": "B", "end": "helped", "experience": {"old": {"emotion": -2}}},
    }
    rows = frozenset({"emotion", "sacrifice"})

    def titles(kind: str, **options: Any) -> list[str]:
        (scene,) = drawing_of(DrawOptions(rows=rows, **options), steps=steps, phases=PHASES).scenes
        return sorted(face.title for face in elements(scene, kind))

    assert titles("feeling") == ["A: Mia; Piet, 80 −1", "A: staff −1", "B: Piet, 80 −2"]
    assert titles("feeling", phases=("one",)) == ["A: Regular −1", "A: staff −1"]
    assert titles("given-up") == ["A: Regular 4"]
