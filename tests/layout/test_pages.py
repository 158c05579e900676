"""Pages: few, evenly full, cut between columns, and readable."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from layout_cases import CASES, read_case
from layout_random import natural_sheet, plain_sheet

from journeymap.layout import PAPERS, Page, arrange, paginate

if TYPE_CHECKING:
    from journeymap.layout.geometry import Geometry

LEGEND = 140.0  # what a drawing has below its rows


def pages_of(case: str, paper: str, min_font: float) -> tuple[Geometry, tuple[Page, ...]]:
    geometry = arrange(read_case(CASES / f"{case}.yaml"))
    return geometry, paginate(geometry, PAPERS[paper], min_font, below=LEGEND)


@pytest.mark.parametrize(
    ("case", "paper", "min_font", "most"),
    [("s", "a4", 8, 1), ("m", "a3", 7, 2), ("m", "a2", 6.3, 1), ("l", "a3", 7, 12)],
)
def test_the_cases_fit_on_few_readable_pages(case: str, paper: str, min_font: float, most: int) -> None:
    _, pages = pages_of(case, paper, min_font)
    assert len(pages) <= most
    assert all(page.font >= min_font - 1e-9 for page in pages)


def test_pages_follow_each_other_and_end_where_the_sheet_may_be_cut() -> None:
    geometry, pages = pages_of("l", "a3", 7)
    cuts = {x for x, _ in geometry.cuts}
    assert pages[0].left == geometry.header
    assert pages[-1].right == geometry.phases[-1].right
    for page, following in pairwise(pages):
        assert page.right == following.left
        assert page.right in cuts


def test_every_page_fits_its_paper() -> None:
    for make in (plain_sheet, natural_sheet):
        for seed in range(40):
            geometry = arrange(make(seed, 20))
            paper = PAPERS["a4"]
            for page in paginate(geometry, paper, below=LEGEND):
                width = (geometry.header + page.right - page.left) * page.scale
                assert width <= paper.width - 2 * paper.margin + 1e-6
                height = (geometry.top + page.bottom - page.top + LEGEND) * page.scale
                assert height <= paper.height - 2 * paper.margin + 1e-6


def test_the_two_pages_of_a_visit_part_between_phases_and_are_equally_full() -> None:
    geometry, pages = pages_of("m", "a3", 7)
    first, second = pages
    assert (first.right, True) in geometry.cuts
    assert abs((first.right - first.left) - (second.right - second.left)) < 0.2 * geometry.width


def test_rows_that_do_not_fit_are_cut_and_all_text_stays_readable() -> None:
    geometry = arrange(read_case(CASES / "m.yaml"))
    pages = paginate(geometry, PAPERS["a4"], 7.5, below=LEGEND)
    assert {(page.columns, page.rows) for page in pages} == {(3, 2)}
    assert all(page.font >= 7.5 - 1e-9 for page in pages)
    assert [(page.column, page.row) for page in pages] == [(column, row) for column in range(3) for row in range(2)]
    assert [page.number for page in pages] == [1, 2, 3, 4, 5, 6]


def test_pages_below_each_other_part_at_a_line_of_the_blueprint_and_both_show_it() -> None:
    geometry = arrange(read_case(CASES / "s.yaml"))
    upper, lower, *_ = paginate(geometry, PAPERS["a4"], 10, below=92)
    shared = [line for line in geometry.lines if lower.top < line.y < upper.bottom]
    assert [line.names for line in shared] == [("visibility",)]
    assert upper.bottom == lower.top + 18


def test_a_sheet_whose_rows_fit_is_not_cut_between_rows() -> None:
    _, pages = pages_of("m", "a3", 7)
    assert {page.rows for page in pages} == {1}


def test_no_card_is_cut_by_any_height_where_a_page_may_end() -> None:
    for make in (plain_sheet, natural_sheet):
        for seed in range(40):
            geometry = arrange(make(seed, 25))
            assert len(geometry.row_cuts) >= len(geometry.rows) - 1
            for cut in geometry.row_cuts:
                for card in geometry.cards:
                    assert card.box.bottom <= min(cut.above, cut.below) or card.box.top >= max(cut.above, cut.below)


def test_what_stands_under_the_rows_goes_to_a_page_of_its_own_before_a_row_is_cut() -> None:
    geometry = arrange(read_case(CASES / "s.yaml"))
    paper = PAPERS["a4"]
    room = (paper.height - 48) / 0.8 - geometry.height
    pages = paginate(geometry, paper, 8, under=(room - 20, 100.0))
    assert {page.rows for page in pages} == {2}
    assert pages[0].bottom == pytest.approx(geometry.height - 12)
    assert pages[1].top == pages[0].bottom


def test_a_piece_that_cannot_be_cut_is_made_smaller_and_nothing_else_is_cut_for_it() -> None:
    geometry = arrange(read_case(CASES / "s.yaml"))
    paper = PAPERS["a4"]
    pages = paginate(geometry, paper, 8, under=(3000.0,))
    assert {page.rows for page in pages} == {2}
    scale = (paper.height - 48) / (geometry.top + 3000)
    assert {page.scale for page in pages} == {scale}
    assert {page.columns for page in pages} == {1}
