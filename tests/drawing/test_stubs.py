"""Long ways stand as marks on the cards that they leave, with how many of a hundred go there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.drawing import DrawOptions, draw
from journeymap.pipeline import check_file, check_source
from journeymap.plugins import instance

if TYPE_CHECKING:
    from journeymap.layout.geometry import Geometry
    from journeymap.layout.sheet import Badge

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
FLOW = """\
title: Asks for a permit
steps:
  a: {customer: Asks, start: true, next: {b: 90%, out: {share: 10%, when: too dear}}}
  b: {customer: Fills in, next: c}
  c: {customer: Sends, next: d}
  d: {customer: Waits, next: {e: 80%, out: {share: 20%, when: too long}}}
  e: {customer: Is called, next: f}
  f: {customer: Explains, next: g}
  g: {customer: Waits again, next: h}
  h: {customer: Reads, next: {i: 90%, a: {share: 10%, when: forms are missing}}}
  i: {customer: Has a permit, end: helped}
  out: {customer: Lets it be, end: gave-up}
"""


def drawn(text: str, stubs: str = "bad-ends") -> Geometry:
    result = check_source(text, "flow.yaml")
    assert result.journey is not None
    return draw(result.journey, result.diagnostics, result.accepted, DrawOptions(stubs=stubs)).geometry


def marks(geometry: Geometry, kind: str = "exit") -> dict[str, list[Badge]]:
    found: dict[str, list[Badge]] = {}
    for placed in geometry.cards:
        for badge in placed.badges:
            if badge.badge.kind == kind:
                found.setdefault(placed.card.step, []).append(badge.badge)
    return found


def arrows(geometry: Geometry) -> set[tuple[str, str]]:
    return {(placed.arrow.source.split("/")[0], placed.arrow.target.split("/")[0]) for placed in geometry.arrows}


def test_a_long_way_to_a_bad_end_stands_as_a_mark_on_the_card_that_it_leaves() -> None:
    geometry = drawn(FLOW)
    (mark,) = marks(geometry)["a"]
    assert (mark.text, mark.figure, mark.icon, mark.target) == ("give up: too dear", "11", "gave-up", "out")
    assert ("a", "out") not in arrows(geometry)


def test_a_short_way_to_a_bad_end_stays_an_arrow() -> None:
    geometry = drawn(FLOW.replace("{b: 90%, out: {share: 10%, when: too dear}}", "b"))
    assert marks(geometry) == {}
    assert ("d", "out") in arrows(geometry)


def test_the_marks_of_an_end_add_up_to_what_it_counts() -> None:
    result = check_source(FLOW, "flow.yaml")
    assert result.journey is not None
    drawing = draw(result.journey, result.diagnostics)
    told = [int(mark.figure) for own in marks(drawing.geometry).values() for mark in own if mark.target == "out"]
    kept = arrows(drawing.geometry)
    by_arrow = [count.whole for way, count in drawing.counts.exits.items() if way[1] == "out" and way[:2] in kept]
    assert sum(told) + sum(by_arrow) == drawing.counts.ends["out"].whole


def test_who_leaves_in_numbers_weighs_and_who_leaves_alone_does_not() -> None:
    few = drawn(FLOW.replace("b: 90%, out: {share: 10%", "b: 97%, out: {share: 3%"))
    assert marks(drawn(FLOW))["a"][0].strong
    assert not marks(few)["a"][0].strong


def test_one_of_a_hundred_gives_up_and_several_give_up() -> None:
    one = drawn(FLOW.replace("b: 90%, out: {share: 10%", "b: 99%, out: {share: 1%"))
    assert marks(one)["a"][0].text == "gives up: too dear"


def test_a_loop_far_back_stands_as_a_mark_and_a_near_one_is_drawn() -> None:
    (mark,) = marks(drawn(FLOW), "return")["h"]
    assert mark.text == "forms are missing: back to Asks"
    near = drawn(FLOW.replace("a: {share: 10%, when: forms are missing}", "g: {share: 10%, when: forms are missing}"))
    assert marks(near, "return") == {}
    assert ("h", "g") in arrows(near)


def test_a_long_way_into_a_region_without_help_is_an_exit_too() -> None:
    lost = FLOW.replace("b: 90%, out: {share: 10%, when: too dear}", "b: 90%, r: {share: 10%, when: wrong form}")
    lost += "  r: {customer: Has to begin elsewhere, next: s}\n  s: {customer: Gives up, end: refused}\n"
    lost = lost.replace("i: {customer", "i: {phase: z, customer").replace("  r: {", "  r: {phase: z, ")
    lost = lost.replace("steps:", "phases: [y, z]\nsteps:")
    (mark,) = marks(drawn(lost))["a"]
    assert mark.text == "wrong form: → Has to begin elsewhere"


@pytest.mark.parametrize(("which", "exits", "onward"), [("never", 0, 0), ("bad-ends", 1, 0), ("long", 1, 1)])
def test_the_reader_chooses_what_stands_as_a_mark(which: str, exits: int, onward: int) -> None:
    text = FLOW.replace("  b: {customer: Fills in, next: c}", "  b: {customer: Fills in, next: {c: 60%, i: 40%}}")
    geometry = drawn(text, stubs=which)
    assert len(marks(geometry)) == exits
    assert len(marks(geometry, "onward")) == onward
    drawn_or_marked = len(geometry.arrows) + sum(
        len(own) for kind in ("exit", "return", "onward") for own in marks(geometry, kind).values()
    )
    assert drawn_or_marked == 12


def test_an_end_to_which_more_than_three_places_lead_is_written_at_each_of_them() -> None:
    questions = "".join(
        f"  q{n}: {{customer: Question {n}, next: {{q{n + 1}: {{when: yes}}, no: {{when: no}}}}}}\n" for n in range(4)
    )
    text = (
        "title: A check\nsteps:\n"
        + questions
        + "  q4: {customer: Has a right, end: helped}\n  no: {customer: Has none, end: refused}\n"
    )
    geometry = drawn(text)
    assert {step: [mark.text for mark in own] for step, own in marks(geometry).items()} == {
        f"q{n}": ["refused: no"] for n in range(4)
    }


def test_the_main_path_is_always_drawn() -> None:
    questions = "".join(f"  q{n}: {{customer: Question {n}, next: {{q{n + 1}: 50%, yes: 50%}}}}\n" for n in range(5))
    text = (
        "title: A check\nsteps:\n"
        + questions
        + "  q5: {customer: No right, end: refused}\n  yes: {customer: Has a right, end: helped}\n"
    )
    geometry = drawn(text, stubs="long")
    assert any(placed.arrow.main for placed in geometry.arrows)
    assert ("q0", "yes") in arrows(geometry)


def page_of(text: str, view: str | None = None) -> str:
    result = check_source(text, "flow.yaml")
    assert result.journey is not None
    drawing = draw(result.journey, result.diagnostics, result.accepted, DrawOptions(view=view))
    (part, *_) = instance("exporters", "EXPORTER", "html").render(drawing)
    return part.content.decode()


def test_on_the_page_a_mark_leads_to_the_step_that_its_way_leads_to() -> None:
    assert re.findall(r'data-jump="(\d+)"', page_of(FLOW)) == ["9", "0"]


def test_a_mark_of_an_end_that_a_tree_does_not_draw_leads_nowhere() -> None:
    page = page_of(FLOW, "tree")
    assert 'class="tag"' in page
    assert re.findall(r'data-jump="(\d+)"', page) == ["0"]


def _whole(figure: str) -> int:
    return 0 if figure in ("", "<1") else int(figure)


@pytest.mark.parametrize("path", sorted(BLUEPRINTS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_marks_arrows_and_ends_add_up_on_every_blueprint(path: Path) -> None:
    result = check_file(path)
    assert result.journey is not None
    drawing = draw(result.journey, result.diagnostics, result.accepted)
    counts, kept = drawing.counts, arrows(drawing.geometry)
    told = [mark for own in marks(drawing.geometry).values() for mark in own]
    for end, count in counts.ends.items():
        on_marks = sum(_whole(mark.figure) for mark in told if mark.target == end)
        on_arrows = sum(number.whole for way, number in counts.exits.items() if way[1] == end and way[:2] in kept)
        assert on_marks + on_arrows + counts.begun[end].whole == count.whole
    assert sum(count.whole for count in counts.kinds.values()) in (0, 100)
