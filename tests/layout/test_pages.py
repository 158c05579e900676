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
                assert (geometry.height + LEGEND) * page.scale <= paper.height - 2 * paper.margin + 1e-6


def test_the_two_pages_of_a_visit_part_between_phases_and_are_equally_full() -> None:
    geometry, pages = pages_of("m", "a3", 7)
    first, second = pages
    assert (first.right, True) in geometry.cuts
    assert abs((first.right - first.left) - (second.right - second.left)) < 0.2 * geometry.width
