"""What is on a drawing: everything of the sheet, in reading order, in the language asked for, inside the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from journeymap.analysis import Journey
from journeymap.diagnostics import Code, Diagnostic, Severity
from journeymap.drawing import Drawing, DrawOptions, draw
from journeymap.drawing.shapes.primitives import (
    Disc,
    Element,
    Path,
    Scene,
    Words,
)
from journeymap.i18n.messages import say
from journeymap.layout.line_breaking import text_width
from journeymap.model.blueprint import Blueprint

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS: dict[str, Any] = {
    "see": {
        "phase": "find",
        "evidence": "Sign at the door",
        "customer": "Sees the shop",
        "next": {"ask": "90%", "leave": "10%"},
        "experience": {"everyone": {"emotion": 1}},
    },
    "ask": {
        "phase": "buy",
        "customer": "Asks for bread",
        "frontstage": {"by": "desk", "does": "Listens"},
        "support": "Oven warms up",
        "uses": "till",
        "wait": "5 min",
        "pains": ["Queue to the door"],
        "next": {"pay": {}, "see": {"when": "sold out"}},
        "experience": {"everyone": {"emotion": -1}, "old": {"emotion": -2}, "staff": {"emotion": 0}},
    },
    "pay": {
        "customer": "Pays",
        "end": "helped",
        "notes": ["96% pay by card"],
        "experience": {"everyone": {"emotion": 2}},
    },
    "leave": {"customer": "Leaves", "notes": ["Comes back later"]},
}
FIELDS: dict[str, Any] = {
    "title": "Buying bread",
    "about": "A regular customer on Saturday",
    "customer": {"role": "regular"},
    "phases": {"find": "Find the shop", "buy": "Buy"},
    "actors": {"desk": {"name": "Baker", "lane": "frontstage"}},
    "systems": {"till": {"name": "Till"}},
    "personas": {"young": {"name": "Mia"}, "old": {"name": "Piet, 80"}},
}
DEAD_END = Diagnostic(Code("JM203", "dead-end"), Severity.ERROR, say("found"), None, step="leave")


def drawing_of(options: DrawOptions | None = None, /, **changes: Any) -> Drawing:
    blueprint = Blueprint.model_validate({"steps": STEPS, **FIELDS, **changes})
    return draw(Journey.of(blueprint), [DEAD_END], (), options)


def elements(scene: Scene, kind: str = "") -> list[Element]:
    def walk(items: tuple[Any, ...]) -> Iterator[Element]:
        for item in items:
            if isinstance(item, Element):
                yield item
                yield from walk(item.items)

    return [element for element in walk(scene.elements) if element.kind.split()[0].startswith(kind)]


def words(element: Element | Scene) -> list[Words]:
    items = element.elements if isinstance(element, Scene) else element.items
    return [
        found
        for item in items
        for found in (words(item) if isinstance(item, Element) else [item] if isinstance(item, Words) else [])
    ]


def text(element: Element | Scene) -> str:
    return " ".join(word.text for word in words(element))


def only(scene: Scene, kind: str) -> Element:
    (element,) = elements(scene, kind)
    return element


def test_every_text_of_the_sheet_is_on_the_drawing():
    drawing = drawing_of()
    (scene,) = drawing.scenes
    seen = text(scene)
    for card in drawing.sheet.cards:
        assert card.text in seen
        assert all(badge.text in seen for badge in card.badges)
    for arrow in drawing.sheet.arrows:
        assert arrow.text in seen
    for row in drawing.sheet.rows:
        assert row.title in seen
        assert row.subtitle in seen
    for phase in drawing.sheet.phases:
        assert phase.title in seen


def test_steps_come_in_reading_order_each_with_its_cards_from_top_to_bottom():
    (scene,) = drawing_of().scenes
    assert [element.key for element in elements(scene, "step")] == ["see", "ask", "pay", "leave"]
    step = next(element for element in elements(scene, "step") if element.key == "ask")
    assert [card.key for card in step.items] == ["ask/customer", "ask/frontstage", "ask/support"]


def test_phases_come_before_rows_arrows_before_cards_and_the_legend_last():
    (scene,) = drawing_of().scenes
    kinds = [element.kind.split()[0] for element in scene.elements]
    order = ["paper", "heading", "phase", "row", "line", "drops", "arrow", "label", "step", "systems",
             "emotion", "legend"]  # fmt: skip
    assert list(dict.fromkeys(kinds)) == order


def test_a_card_and_an_arrow_say_what_they_are_to_whoever_cannot_see_them():
    (scene,) = drawing_of().scenes
    titles = {element.key: element.title for element in elements(scene)}
    assert titles["ask/customer"] == "Regular: Asks for bread; Waiting time: wait 5 min; Pain: Queue to the door"
    assert titles["leave/customer"] == "Regular: Leaves; Note: Comes back later; No way on: dead end"
    assert titles["ask/customer→see/customer"] == "Asks for bread → Sees the shop: sold out"


def test_the_description_counts_what_is_drawn():
    (scene,) = drawing_of().scenes
    assert scene.description == (
        "Service blueprint; time runs from left to right. Phases: Find the shop, Buy. "
        "Rows: Physical evidence, Regular, Baker, Support processes. Systems: Till. "
        "Steps: 4; arrows: 7; pains: 1; waits: 1; dead ends: 1."
    )


def test_the_legend_names_what_occurs_and_nothing_else():
    (scene,) = drawing_of().scenes
    assert [text(entry) for entry in elements(scene, "entry")] == [
        "next step", "goes back", "the same moment", "Pain", "Figure", "Note", "No way on",
    ]  # fmt: skip
    (bare,) = drawing_of(steps={"one": {"customer": "Alone"}}).scenes
    assert not elements(bare, "legend")


def test_the_three_lines_stand_between_their_rows_and_bear_their_names():
    drawing = drawing_of()
    (scene,) = drawing.scenes
    assert [text(element) for element in elements(scene, "line")] == [
        "LINE OF INTERACTION", "LINE OF VISIBILITY", "LINE OF INTERNAL INTERACTION",
    ]  # fmt: skip
    strokes = {
        item.stroke.dash for element in elements(scene, "line") for item in element.items if isinstance(item, Path)
    }
    assert len(strokes) == 3


def test_the_feelings_of_each_persona_are_a_line_and_those_of_the_staff_are_none():
    steps = {**STEPS, "see": {**STEPS["see"], "start": True}}
    (scene,) = drawing_of(steps=steps).scenes
    row = only(scene, "emotion")
    assert "lowest −1 Mia" in text(row)
    assert "lowest −2 Piet" in text(row)
    assert "end +2" in text(row)
    assert sorted(face.title for face in elements(scene, "feeling")) == [
        "Asks for bread: Mia −1",
        "Asks for bread: Piet, 80 −2",
        "Asks for bread: staff 0",
        "Pays: Mia; Piet, 80 +2",
        "Sees the shop: Mia; Piet, 80 +1",
    ]
    lines = [item for item in row.items if isinstance(item, Path) and len(item.pieces[-1]) == 6]
    assert len({line.stroke.dash for line in lines if line.stroke}) == 2


def test_where_nothing_begins_feelings_have_faces_and_no_line():
    (scene,) = drawing_of().scenes
    assert sorted(face.title for face in elements(scene, "feeling")) == [
        "Asks for bread: Mia −1",
        "Asks for bread: Piet, 80 −2",
        "Asks for bread: staff 0",
        "Pays: Regular +2",
        "Sees the shop: Regular +1",
    ]
    assert not [item for item in only(scene, "emotion").items if isinstance(item, Path) and len(item.pieces[-1]) == 6]


def test_a_mouth_smiles_when_it_is_good_and_droops_when_it_is_bad():
    (scene,) = drawing_of().scenes

    def bend(face: Element) -> float:
        mouth = next(item for item in face.items if isinstance(item, Path))
        return mouth.pieces[1][1] - mouth.pieces[0][1]

    bends = {face.title: bend(face) for face in elements(scene, "feeling")}
    assert bends["Pays: Regular +2"] > bends["Sees the shop: Regular +1"] > 0
    assert bends["Asks for bread: staff 0"] == 0
    assert bends["Asks for bread: Piet, 80 −2"] < bends["Asks for bread: Mia −1"] < 0


def test_without_feelings_there_is_no_row_for_them():
    (scene,) = drawing_of(steps={"one": {"customer": "Alone"}}).scenes
    assert not elements(scene, "emotion")


def test_a_badge_has_an_icon_and_words_so_that_colour_alone_says_nothing():
    (scene,) = drawing_of().scenes
    card = next(element for element in elements(scene, "card") if element.key == "ask/customer")
    assert any(isinstance(item, Disc) for item in card.items)
    assert "5 min" in text(card)


def test_arrows_carry_their_place_and_their_cards():
    drawing = drawing_of()
    (scene,) = drawing.scenes
    courses = {element.key: (element.points, element.ends) for element in elements(scene, "arrow")}
    assert len(courses) == len(drawing.geometry.arrows)
    for placed in drawing.geometry.arrows:
        ends = (placed.arrow.source, placed.arrow.target)
        assert courses["→".join(ends)] == (placed.points, ends)


@pytest.mark.parametrize("title", ["", "Short", "A title that is long enough to need more than one line " * 2])
@pytest.mark.parametrize("about", ["", "Short", "A customer with a great deal to tell about the journey. " * 6])
@pytest.mark.parametrize("page", [None, "a4", "a3"])
def test_no_text_leaves_the_paper(title: str, about: str, page: str | None):
    drawing = drawing_of(DrawOptions(page=page), title=title, about=about, phases={"find": "F" * 9, "buy": "Buy " * 40})
    for scene in drawing.scenes:
        for word in words(scene):
            width = text_width(word.text, word.size, bold=word.bold)
            start = word.x - width * {"start": 0, "middle": 0.5, "end": 1}[word.anchor]
            assert scene.left <= start
            assert start + width <= scene.left + scene.width + 0.5, word.text
            assert scene.top <= word.y - word.size * 0.7
            assert word.y <= scene.top + scene.height, word.text


def test_a_long_subtitle_pushes_everything_down_and_the_geometry_tells():
    plain, told = drawing_of(), drawing_of(about="Tells a lot about what happens on a Saturday morning. " * 8)
    assert told.geometry.top > plain.geometry.top
    moved = told.geometry.top - plain.geometry.top
    for one, other in zip(plain.geometry.cards, told.geometry.cards, strict=True):
        assert other.box.y - one.box.y == pytest.approx(moved)
        boxes = {element.key: element.box for element in elements(told.scenes[0], "card")}
        assert boxes[other.card.id] == other.box


def test_what_a_drawing_does_not_need_is_not_computed():
    drawing = drawing_of()
    assert not {"sheet", "arranged", "geometry", "scenes"} & set(vars(drawing))


@pytest.mark.parametrize("steps", [{}, {"one": {}}, {"one": {"customer": "A", "next": "one"}}])
def test_the_smallest_blueprints_can_be_drawn(steps: dict[str, Any]):
    for options in (DrawOptions(), DrawOptions(page="a4")):
        scenes = drawing_of(options, steps=steps).scenes
        assert len(elements(scenes[0], "card")) == len(steps)


LONG = {
    f"s{n}": {
        "phase": f"p{n // 4}",
        "evidence": "Letter",
        "customer": f"Does thing {n}",
        "backstage": "Works",
        "support": "Helps",
        "next": {f"s{n + 1}": {"when": "on"}, f"s{(n + 13) % 24}": {"when": "jumps"}} if n < 23 else {},
        "experience": {"everyone": {"emotion": (n % 5) - 2}},
    }
    for n in range(24)
}
PHASES = {f"p{n}": f"Phase {n}" for n in range(6)}


@pytest.fixture(scope="module")
def pages() -> Drawing:
    return drawing_of(DrawOptions(page="a4"), steps=LONG, phases=PHASES, personas={})


def test_pages_have_the_size_of_the_paper_and_one_scale(pages: Drawing):
    assert len(pages.scenes) > 2
    for scene in pages.scenes:
        assert (scene.width * scene.scale, scene.height * scene.scale) == pytest.approx((842, 595))
    assert len({scene.scale for scene in pages.scenes}) == 1


def test_an_upright_page_is_as_wide_as_a_lying_one_is_high():
    (scene, *_) = drawing_of(DrawOptions(page="letter", portrait=True)).scenes
    assert (scene.width * scene.scale, scene.height * scene.scale) == pytest.approx((612, 792))


def test_every_card_stands_on_one_page_and_whole(pages: Drawing):
    seen = [card for scene in pages.scenes for card in elements(scene, "card")]
    assert sorted(card.key for card in seen) == sorted(card.id for card in pages.sheet.cards)
    for scene in pages.scenes:
        for card in elements(scene, "card"):
            assert card.box is not None
            assert pages.geometry.header <= card.box.left
            assert card.box.right <= scene.left + scene.width


def test_every_page_repeats_title_rows_lines_and_legend_and_says_which_page_it_is(pages: Drawing):
    count = len(pages.scenes)
    for number, scene in enumerate(pages.scenes, 1):
        assert "Buying bread" in text(only(scene, "heading"))
        assert f"page {number} of {count}" in text(only(scene, "heading"))
        assert [text(row) for row in elements(scene, "row")] == [text(row) for row in elements(pages.scenes[0], "row")]
        assert len(elements(scene, "line")) == 3
        assert text(only(scene, "legend")) == text(only(pages.scenes[0], "legend"))
        assert elements(scene, "emotion")


def test_an_arrow_over_a_cut_names_the_page_where_it_goes_on(pages: Drawing):
    page_of = {card.key: number for number, scene in enumerate(pages.scenes, 1) for card in elements(scene, "card")}
    texts = {card.id: card.text for card in pages.sheet.cards}
    crossing = 0
    for arrow in pages.geometry.arrows:
        ends = (arrow.arrow.source, arrow.arrow.target)
        first, last = page_of[ends[0]], page_of[ends[1]]
        if first == last:
            continue
        crossing += 1
        pills = [
            [
                word.text
                for element in elements(scene, "goes-on")
                if any(title.startswith(" → ".join(texts[end] for end in ends)) for title in element.title.split("; "))
                for word in words(element)
            ]
            for scene in pages.scenes
        ]
        assert f"p{last}" in pills[first - 1]
        assert f"p{first}" in pills[last - 1]
    assert crossing > 5
