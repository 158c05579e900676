"""Pages below each other: where all rows on one page would be too small, the rows are spread over several."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec.structs import replace
from test_scene import elements, only, text, words

from journeymap.analysis import Journey
from journeymap.diagnostics import Code, Diagnostic, Severity
from journeymap.drawing import ROWS, SHOWN, Drawing, DrawOptions, draw
from journeymap.drawing.paper.frame import LEAST_SIZE
from journeymap.drawing.paper.pages import cut_to, paper_of, smallest_words
from journeymap.drawing.scene import content_of
from journeymap.drawing.shapes.primitives import Element, Rectangle, Scene
from journeymap.drawing.sheet.badges import NUMBERED
from journeymap.i18n.messages import say
from journeymap.layout.line_breaking import text_width
from journeymap.model.blueprint import Blueprint

ACTORS = {f"a{n}": {"name": f"Desk {n}", "lane": "backstage" if n % 2 else "frontstage"} for n in range(14)}


def service(count: int = 8, **changes: Any) -> dict[str, Any]:
    """A blueprint whose every step is handed from desk to desk, and some steps are done out of sight only."""
    steps: dict[str, Any] = {}
    for n in range(count):
        desks = [f"a{(n * 3 + m) % len(ACTORS)}" for m in range(4)]
        steps[f"s{n}"] = {
            "phase": f"p{n // 3}",
            "customer": f"Does thing {n}",
            "frontstage": [{"by": desk, "does": f"Sees to {n}"} for desk in desks if int(desk[1:]) % 2 == 0],
            "backstage": [{"by": desk, "does": f"Works on {n}"} for desk in desks if int(desk[1:]) % 2],
            "support": f"Keeps {n}",
            "takes": "5 min",
            "experience": {"everyone": {"emotion": n % 5 - 2}},
            "next": {f"b{n}": {"when": "as always"}} if n < count - 1 else {},
            **({"end": "helped"} if n == count - 1 else {}),
        }
        if n < count - 1:
            steps[f"b{n}"] = {
                "phase": f"p{n // 3}",
                "backstage": {"by": f"a{(n * 5) % 7 * 2 + 1}", "does": f"Decides on {n}"},
                "next": [f"s{n + 1}", *([f"s{n - 2}"] if n > 3 else [])],
            }
    phases = {f"p{n}": f"Phase {n}" for n in range((count + 2) // 3)}
    return {"title": "From desk to desk", "actors": ACTORS, "phases": phases, "steps": steps, **changes}


def drawing_of(options: DrawOptions, **changes: Any) -> Drawing:
    return draw(Journey.of(Blueprint.model_validate(service(**changes))), (), (), options)


@pytest.fixture(scope="module", params=["a4", "a3", "letter"])
def drawing(request: pytest.FixtureRequest) -> Drawing:
    return drawing_of(DrawOptions(page=request.param, rows=frozenset(ROWS)))


def columns(drawing: Drawing) -> list[list[Scene]]:
    """The pages, those below each other together: they show the same phases, the first of them no repeated strip."""
    found: list[list[Scene]] = []
    for scene in drawing.scenes:
        if elements(scene, "repeated") or (found and elements(scene, "phase") == elements(found[-1][0], "phase")):
            found[-1].append(scene)
        else:
            found.append([scene])
    return found


def test_no_words_become_too_small_and_nobody_is_warned_of_it(drawing: Drawing):
    assert smallest_words(drawing.scenes) >= LEAST_SIZE - 0.05
    assert not [warning for warning in drawing.notices if "too small" in str(warning.message)]


def test_every_card_stands_on_one_page_whole_and_on_the_paper(drawing: Drawing):
    seen = [card for scene in drawing.scenes for card in elements(scene, "card")]
    assert sorted(card.key for card in seen) == sorted(card.id for card in drawing.sheet.cards)
    for scene in drawing.scenes:
        for card in elements(scene, "card"):
            assert card.box is not None
            assert scene.left <= card.box.left <= card.box.right <= scene.left + scene.width
            assert scene.top <= card.box.top <= card.box.bottom <= scene.top + scene.height


def test_all_that_is_drawn_keeps_to_the_paper_without_its_margin(drawing: Drawing):
    for scene in drawing.scenes:
        margin = 18 / scene.scale
        inside = (scene.left + margin, scene.top + margin)
        edges = (scene.left + scene.width - margin, scene.top + scene.height - margin)
        for element in elements(scene):
            for item in element.items:
                if isinstance(item, Rectangle) and element.kind != "paper":
                    assert inside[0] - 0.1 <= item.x <= item.x + item.w <= edges[0] + 0.1, element.kind
                    assert inside[1] - 0.1 <= item.y <= item.y + item.h <= edges[1] + 0.1, element.kind


def test_pages_are_ordered_phase_by_phase_each_from_top_to_bottom(drawing: Drawing):
    groups = columns(drawing)
    assert len(groups) > 1
    assert all(len(group) > 1 for group in groups)
    rows = [f"{row.title} {row.subtitle}".strip() for row in drawing.sheet.rows]
    for group in groups:
        seen = [text(row) for scene in group for row in elements(scene, "row")]
        assert list(dict.fromkeys(seen)) == rows
    for number, scene in enumerate(drawing.scenes, 1):
        assert f"page {number} of {len(drawing.scenes)}" in text(only(scene, "heading"))


def test_every_row_with_a_card_is_named_on_its_page_and_phases_are_on_every_page(drawing: Drawing):
    row_of = {card.id: card.row for card in drawing.sheet.cards}
    titles = {row.id: row.title for row in drawing.sheet.rows}
    for scene in drawing.scenes:
        named = " ".join(text(row) for row in elements(scene, "row"))
        assert all(titles[row_of[card.key]] in named for card in elements(scene, "card"))
        assert elements(scene, "phase")
        assert elements(scene, "legend")


def test_each_of_the_three_lines_is_named_and_at_a_cut_on_both_pages():
    drawing = drawing_of(DrawOptions(page="a3"))
    groups = columns(drawing)
    for group in groups:
        names = [text(line) for scene in group for line in elements(scene, "line")]
        assert set(names) == {"LINE OF INTERACTION", "LINE OF VISIBILITY", "LINE OF INTERNAL INTERACTION"}
    upper, lower = groups[0]
    assert text(elements(upper, "line")[-1]) == text(elements(lower, "line")[0])


def test_an_arrow_that_goes_on_is_marked_on_both_pages_with_the_other(drawing: Drawing):
    page_of = {card.key: number for number, scene in enumerate(drawing.scenes, 1) for card in elements(scene, "card")}
    texts = {card.id: card.text for card in drawing.sheet.cards}

    def marks(page: int, title: str) -> set[str]:
        signs = elements(drawing.scenes[page - 1], "goes-on")
        return {text(sign) for sign in signs if any(part.startswith(title) for part in sign.title.split("; "))}

    below = 0
    for placed in drawing.geometry.arrows:
        source, target = placed.arrow.source, placed.arrow.target
        first, last = page_of[source], page_of[target]
        if first != last:
            title = f"{texts[source]} → {texts[target]}"
            assert f"p{last}" in marks(first, title)
            assert f"p{first}" in marks(last, title)
            below += abs(first - last) == 1
    assert below > 3


def test_a_page_that_an_arrow_only_passes_names_both_its_ends():
    steps = {
        "ask": {"customer": "Asks", "next": "do"},
        "do": {"support": "Does it", "next": "have"},
        "have": {"customer": "Has it", "end": "helped"},
    }
    steps |= {f"w{n}": {"backstage": {"by": f"a{n}", "does": "Waits"}, "informs": f"w{n + 1}"} for n in range(29)}
    steps["w29"] = {"backstage": {"by": "a29", "does": "Waits"}}
    actors = {f"a{n}": {"name": f"Desk {n}", "lane": "backstage"} for n in range(30)}
    drawing = drawing_of(DrawOptions(page="a4"), steps=steps, actors=actors, phases={})
    assert len(drawing.scenes) >= 3
    signs = [sign for sign in elements(drawing.scenes[1], "goes-on") if "Asks → Does it" in sign.title]
    assert {text(sign) for sign in signs} == {"p1", f"p{len(drawing.scenes)}"}


def ground(element: Element) -> Rectangle:
    return next(item for item in element.items if isinstance(item, Rectangle))


def test_marks_lie_neither_on_each_other_nor_on_cards_rows_of_words_or_phases(drawing: Drawing):
    for scene in drawing.scenes:
        signs = [ground(sign) for sign in elements(scene, "goes-on")]
        others = [ground(card) for card in elements(scene, "card")]
        others += [ground(strip) for strip in elements(scene, "repeated")]
        others += [ground(label) for label in elements(scene, "label")]
        for number, one in enumerate(signs):
            for other in (*signs[:number], *others):
                apart_x = one.x + one.w <= other.x + 0.01 or other.x + other.w <= one.x + 0.01
                apart_y = one.y + one.h <= other.y + 0.01 or other.y + other.h <= one.y + 0.01
                assert apart_x or apart_y
        for row in elements(scene, "row"):
            for word in words(row):
                for one in signs:
                    beside = one.x >= word.x + text_width(word.text, word.size, bold=word.bold)
                    assert beside or one.x + one.w <= word.x or not one.y <= word.y <= one.y + one.h


def test_beside_the_mark_of_a_page_stands_the_step_and_it_lies_on_nothing(drawing: Drawing):
    named = 0
    for scene in drawing.scenes:
        names = [ground(name) for name in elements(scene, "goes-on-name")]
        others = [ground(sign) for sign in elements(scene, "goes-on") if sign.kind == "goes-on"]
        others += [ground(card) for card in elements(scene, "card")]
        others += [ground(label) for label in elements(scene, "label")]
        titles = " ".join(sign.title for sign in elements(scene, "goes-on"))
        for number, one in enumerate(names):
            named += 1
            for other in (*names[:number], *others):
                apart_x = one.x + one.w <= other.x + 0.01 or other.x + other.w <= one.x + 0.01
                assert apart_x or one.y + one.h <= other.y + 0.01 or other.y + other.h <= one.y + 0.01
        for name in elements(scene, "goes-on-name"):
            assert text(name).removesuffix(" …") in titles
    assert named > 3


@pytest.mark.parametrize("page", ["a4", "letter"])
def test_words_on_an_arrow_beside_a_cut_leave_its_mark_free(page: str):
    when = "when nobody is at home to open the door"
    steps = {
        f"s{n}": {
            "phase": f"p{n // 5}",
            "customer": f"Does thing {n}",
            "frontstage": "Helps",
            "next": {f"s{n + 1}": {"when": when}, f"s{n * 7 % 20}": {"when": when}} if n < 19 else {},
        }
        for n in range(20)
    }
    drawing = drawing_of(DrawOptions(page=page), steps=steps, actors={}, phases={f"p{n}": f"P {n}" for n in range(4)})
    assert len(drawing.scenes) > 2
    for scene in drawing.scenes:
        for sign in map(ground, elements(scene, "goes-on")):
            for label in map(ground, elements(scene, "label")):
                apart_x = sign.x + sign.w <= label.x + 0.01 or label.x + label.w <= sign.x + 0.01
                assert apart_x or sign.y + sign.h <= label.y + 0.01 or label.y + label.h <= sign.y + 0.01


def test_lower_pages_repeat_in_small_what_the_customer_does(drawing: Drawing):
    for group in columns(drawing):
        upper = {card.key: text(card) for card in elements(group[0], "card") if card.key.endswith("/customer")}
        told = {int(number) for number in re.findall(r"Does thing (\d+)", " ".join(upper.values()))}
        assert not elements(group[0], "repeated")
        for scene in group[1:]:
            assert {int(number) for number in re.findall(r"thing (\d+)", text(only(scene, "repeated")))} == told


def test_a_little_map_shows_where_a_page_is_among_the_others(drawing: Drawing):
    filled = []
    for scene in drawing.scenes:
        sheets = [item for item in only(scene, "map").items if isinstance(item, Rectangle)]
        assert len(sheets) == len(drawing.scenes)
        (own,) = [number for number, sheet in enumerate(sheets) if sheet.fill]
        filled.append(own)
    assert filled == list(range(len(drawing.scenes)))


def test_lower_pages_have_bookmarks_below_that_of_their_phase(drawing: Drawing):
    for scene in drawing.scenes:
        for bookmark in scene.bookmarks:
            assert (bookmark.within is not None) == bool(elements(scene, "repeated"))
            if bookmark.within is not None:
                assert bookmark.within in {phase.phase.title for phase in drawing.geometry.phases}


def test_the_list_of_findings_names_the_page_on_which_the_number_stands():
    code = Code("JM999", "a-rule")
    found = [Diagnostic(code, Severity.NOTE, say("found"), None, step=f"{kind}{n}") for n in range(7) for kind in "sb"]
    blueprint = Blueprint.model_validate(service())
    drawing = draw(Journey.of(blueprint), found, (), DrawOptions(page="a4", rows=SHOWN | {"findings"}))
    marks = {
        placed.card.id: [
            badge.badge.text for badge in placed.badges if badge.badge.kind in {"error", "warning", "remark"}
        ]
        for placed in drawing.geometry.cards
    }
    page_of: dict[str, int] = {}
    for number, scene in enumerate(drawing.scenes, 1):
        for card in elements(scene, "card"):
            page_of |= {one: number for text in marks[card.key] for one in text.split(", ")}
    heads = {}
    for scene in drawing.scenes:
        for finding in (element for element in elements(scene, "finding") if element.kind == "finding"):
            number, head, *_ = (word.text for word in words(finding))
            heads[number] = head
    assert len(heads) == len(found)
    assert {int(number) for number in page_of} == set(range(1, NUMBERED + 1))
    assert len(set(page_of.values())) > 2
    for number, head in heads.items():
        assert " · p" in head
        assert number not in page_of or head.endswith(f" · p{page_of[number]}")


def test_rows_that_fit_stay_on_one_page():
    drawing = drawing_of(DrawOptions(page="a1"))
    assert all(len(elements(scene, "row")) == len(drawing.sheet.rows) for scene in drawing.scenes)
    assert not any(elements(scene, "repeated") for scene in drawing.scenes)


def test_whoever_could_do_with_fewer_pages_by_turning_the_paper_is_told():
    lying, upright = (drawing_of(DrawOptions(page="a4", portrait=portrait), count=3) for portrait in (False, True))
    assert len(lying.scenes) > len(upright.scenes)
    (warning,) = lying.notices
    assert f"{len(lying.scenes)} pages; upright, with --portrait, {len(upright.scenes)} would do" in str(
        warning.message
    )
    assert upright.notices == ()
    turned = drawing_of(DrawOptions(page="a4", portrait=True), count=5)
    assert len(turned.scenes) == 4
    (warning,) = turned.notices
    assert "4 pages; lying, without --portrait, 2 would do" in str(warning.message)


def test_margins_are_made_narrower_where_that_saves_pages_and_nowhere_else():
    margins = set()
    for count in range(3, 12):
        for portrait in (False, True):
            drawing = drawing_of(DrawOptions(page="a4", portrait=portrait), count=count)
            geometry, theme, paper = drawing.arranged, drawing.options.theme, paper_of("a4", portrait=portrait)
            content = content_of(drawing.graph, geometry, "en")
            cut, narrow = (cut_to(content, geometry, theme, each) for each in (paper, replace(paper, margin=18.0)))
            margins.add(cut.paper.margin)
            assert len(cut.pages) == len(narrow.pages)
    assert margins == {24.0, 18.0}


def test_a_row_higher_than_a_page_is_cut_between_its_cards():
    steps: dict[str, Any] = {"ask": {"customer": "Asks", "next": [f"s{n}" for n in range(30)]}}
    steps |= {f"s{n}": {"backstage": f"Works on {n}", "next": "have"} for n in range(30)}
    steps["have"] = {"customer": "Has it", "end": "helped"}
    drawing = drawing_of(DrawOptions(page="a4"), steps=steps, phases={}, actors={})
    highest = max(placed.bottom - placed.top for placed in drawing.geometry.rows)
    if highest > 700:
        pages = [scene for scene in drawing.scenes if any("Backstage" in text(row) for row in elements(scene, "row"))]
        assert len(pages) > 1
    assert smallest_words(drawing.scenes) >= LEAST_SIZE - 0.05


@pytest.mark.parametrize("page", ["a4", "letter"])
@pytest.mark.parametrize("portrait", [False, True])
@pytest.mark.parametrize(
    "changes",
    [
        {"steps": {"one": {"customer": "Alone"}}, "phases": {}, "actors": {}},
        {"steps": {"one": {"backstage": "Alone"}}, "phases": {}, "actors": {}},
        {"steps": {"one": {"evidence": "A letter"}}, "phases": {"empty": "Nothing happens", "p": "P"}, "actors": {}},
        {"count": 40, "phases": {f"p{n}": "A phase with a name that needs a line or two" for n in range(14)}},
        {"about": "There is a great deal to be told about this. " * 60},
        {"title": "W" * 400},
    ],
)
def test_odd_blueprints_become_pages_too(page: str, portrait: bool, changes: dict[str, Any]):
    drawing = drawing_of(DrawOptions(page=page, portrait=portrait, rows=frozenset(ROWS)), **changes)
    seen = [card.key for scene in drawing.scenes for card in elements(scene, "card")]
    assert sorted(seen) == sorted(card.id for card in drawing.sheet.cards)
    too_small = smallest_words(drawing.scenes) < LEAST_SIZE - 0.05
    assert too_small == any("too small" in str(warning.message) for warning in drawing.notices)


def test_a_lower_page_with_nothing_but_empty_rows_is_left_out_and_the_map_tells():
    actors = {f"a{n}": {"name": f"Desk {n}", "lane": "backstage"} for n in range(40)}
    steps: dict[str, Any] = {
        f"s{n}": {
            "customer": f"Does thing {n}",
            "backstage": {"by": f"a{n}", "does": f"Works on {n}"},
            "next": f"s{n + 1}" if n < 39 else [],
        }
        for n in range(40)
    }
    drawing = drawing_of(DrawOptions(page="a4"), actors=actors, steps=steps, phases={})
    count = len(drawing.scenes)
    for number, scene in enumerate(drawing.scenes, 1):
        assert elements(scene, "card") or elements(scene, "arrow")
        assert f"page {number} of {count}" in text(only(scene, "heading"))
        sheets = [item for item in only(scene, "map").items if isinstance(item, Rectangle)]
        assert len(sheets) == count
    xs, ys = ({getattr(sheet, side) for sheet in sheets} for side in ("x", "y"))
    assert count < len(xs) * len(ys)
    seen = [card.key for scene in drawing.scenes for card in elements(scene, "card")]
    assert sorted(seen) == sorted(card.id for card in drawing.sheet.cards)


def test_who_is_told_to_turn_the_paper_finds_words_there_that_can_be_read():
    steps: dict[str, Any] = {"ask": {"customer": "Asks", "next": [f"b{n}" for n in range(80)]}}
    steps |= {f"b{n}": {"backstage": f"Works on {n}", "next": "have"} for n in range(80)}
    steps["have"] = {"customer": "Has it", "end": "helped"}
    lying, upright = (
        drawing_of(DrawOptions(page="a4", portrait=portrait), steps=steps, phases={}, actors={})
        for portrait in (False, True)
    )
    assert len(lying.scenes) < len(upright.scenes)
    assert smallest_words(lying.scenes) < LEAST_SIZE
    assert smallest_words(lying.scenes) < smallest_words(upright.scenes)
    assert not [warning for warning in upright.notices if "--portrait" in str(warning.message)]


@pytest.mark.parametrize("page", ["a4", "a3", "letter"])
@pytest.mark.parametrize("portrait", [False, True])
def test_however_long_title_and_subtitle_are_the_rows_follow_right_below_them(page: str, portrait: bool):
    for about in (10, 60, 120, 300):
        changes = {"title": "Verzekeringsmaatschappijen " * 6, "about": "Long about. " * about, "phases": {}}
        steps = {"one": {"customer": "Alone"}}
        options = DrawOptions(page=page, portrait=portrait)
        for scene in drawing_of(options, steps=steps, actors={}, **changes).scenes:
            lowest = max(word.y for word in words(only(scene, "heading")))
            first = min(ground(row).y for row in elements(scene, "row"))
            assert 5 < first - lowest < 30


def test_three_lines_that_share_a_strip_keep_clear_of_the_rows_and_readable():
    for page in (None, "a4", "a0"):
        steps = {f"s{n}": {"customer": "Asks", "support": "Delivers", "next": f"s{n + 1}"} for n in range(40)}
        drawing = drawing_of(
            DrawOptions(page=page), steps=steps | {"s40": {"customer": "Has it"}}, phases={}, actors={}
        )
        for scene in drawing.scenes:
            bands = [ground(row) for row in elements(scene, "row")]
            for word in (word for line in elements(scene, "line") for word in words(line)):
                assert word.size * scene.scale >= LEAST_SIZE - 0.05 or page is None
                for band in bands:
                    assert word.y - word.size * 0.72 >= band.y + band.h or word.y <= band.y
