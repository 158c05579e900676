"""A blueprint of questions is drawn as a tree: a card a question, with the answers that end written on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeymap.drawing import SHOWN, DrawOptions, draw
from journeymap.pipeline import check_source
from journeymap.plugins import instance

if TYPE_CHECKING:
    from journeymap.drawing import Drawing
    from journeymap.layout.geometry import PlacedCard


def questions(count: int, more: str = "") -> str:
    """Questions in a binary tree of which every leaf has two answers that end."""
    lines = ["title: A check of a right", "actors: {desk: {name: Desk, lane: frontstage}}", "steps:"]
    for number in range(count):
        answers = []
        for answer, child in (("yes", 2 * number + 1), ("no", 2 * number + 2)):
            ending = "right" if answer == "yes" else "none"
            answers.append(f"{f'q{child}' if child < count else ending}: {{when: {answer}, share: 50%}}")
        begin = "start: true, " if not number else ""
        lines.append(
            f"  q{number}: {{{begin}customer: Question {number}, frontstage: {{by: desk, does: Asks {number}}}, "
            f"next: {{{', '.join(answers)}}}}}"
        )
    lines += ["  right: {customer: Has a right, end: helped}", "  none: {customer: Has none, end: refused}"]
    return "\n".join(lines) + "\n" + more


def drawing_of(text: str, options: DrawOptions | None = None) -> Drawing:
    result = check_source(text, "questions.yaml")
    assert result.journey is not None
    return draw(result.journey, result.diagnostics, result.accepted, options)


def card(drawing: Drawing, step: str) -> PlacedCard:
    (placed,) = [placed for placed in drawing.geometry.cards if placed.card.step == step]
    return placed


def test_most_steps_being_questions_makes_it_a_tree_by_itself() -> None:
    assert drawing_of(questions(9)).is_tree
    assert not drawing_of(questions(9), DrawOptions(view="rows")).is_tree


def test_a_handful_of_questions_is_drawn_in_rows_unless_a_tree_is_asked_for() -> None:
    assert not drawing_of(questions(5)).is_tree
    assert drawing_of(questions(5), DrawOptions(view="tree")).is_tree


def test_a_process_with_few_choices_is_no_tree() -> None:
    steps = "".join(f"  s{n}: {{customer: Does {n}, next: s{n + 1}}}\n" for n in range(30))
    chosen = questions(9).replace(
        "right: {customer: Has a right, end: helped}", "right: {customer: Has a right, next: s0}"
    )
    assert not drawing_of(chosen + steps + "  s30: {customer: Done, end: helped}\n").is_tree


def test_an_answer_that_ends_is_written_on_its_question_with_its_end_and_how_many_come_to_it() -> None:
    drawing = drawing_of(questions(9))
    marks = [badge.badge for badge in card(drawing, "q8").badges if badge.badge.kind == "exit"]
    assert [(mark.text, mark.figure, mark.icon, mark.target) for mark in marks] == [
        ("yes → helped", "6", "helped", "right"), ("no → refused", "6", "refused", "none"),
    ]  # fmt: skip
    assert all(placed.card.step not in {"right", "none"} for placed in drawing.geometry.cards)


def test_what_happens_in_other_rows_is_a_line_on_the_card() -> None:
    (line,) = [badge.badge.text for badge in card(drawing_of(questions(9)), "q4").badges if badge.badge.kind == "cell"]
    assert line == "Desk: Asks 4"


def test_every_end_is_listed_below_with_its_total() -> None:
    drawing = drawing_of(questions(9))
    titles = [item.title for scene in drawing.scenes for item in scene.elements if item.kind == "ends"]
    assert titles == ["Where it ends"]
    (row,) = [item for item in drawing.scenes[0].elements if item.kind == "ends"]
    totals = [inner.title for inner in row.items if getattr(inner, "kind", "") == "end"]
    assert totals == [
        f"{drawing.counts.ends['right'].whole} Has a right (helped)",
        f"{drawing.counts.ends['none'].whole} Has none (refused)",
    ]


def test_no_way_of_a_tree_crosses_another_and_each_leads_to_the_right() -> None:
    geometry = drawing_of(questions(31)).geometry
    columns = {placed.card.id: placed.column for placed in geometry.cards}
    assert len(geometry.arrows) == 30
    for placed in geometry.arrows:
        assert columns[placed.arrow.target] == columns[placed.arrow.source] + 1


def test_an_end_that_goes_on_for_some_keeps_its_card() -> None:
    text = questions(9).replace("end: refused}", "end: refused, next: {q0: 10%}}")
    assert card(drawing_of(text, DrawOptions(view="tree")), "none").card.text == "Has none"


@pytest.mark.parametrize("row", ["timeline", "sacrifice"])
def test_a_row_that_a_tree_has_no_place_for_is_said_to_be_left_out(row: str) -> None:
    drawing = drawing_of(questions(9), DrawOptions(rows=SHOWN | {row}, asked=frozenset({row})))
    assert drawing.scenes
    assert [notice.message.text() for notice in drawing.notices] == [f"a tree has no rows under it: {row}"]


def test_a_part_of_a_tree_is_a_tree_with_marks_of_where_it_goes_on() -> None:
    drawing = drawing_of(questions(15), DrawOptions(focus="q1"))
    steps = {placed.card.step for placed in drawing.geometry.cards if not placed.card.elsewhere}
    assert steps == {"q0", "q1", "q3", "q4"}
    assert {placed.card.elsewhere for placed in drawing.geometry.cards} >= {"q2", "q7", "q8"}


def test_every_writer_writes_a_tree() -> None:
    drawing = drawing_of(questions(9))
    for name in ("svg", "dot", "geometry", "html", "json"):
        (part, *_) = instance("exporters", "EXPORTER", name).render(drawing)
        assert b"Question 8" in part.content
