"""What is said of small files: each kind of fault that was once told wrong, with its right value."""

from __future__ import annotations

import pytest
from said_cases import Case, accept, books, cases

ALL_CASES = [case for book in books() for case in cases(book)]


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.book.stem}: {case.title}")
def test_of_a_file_is_said_what_is_right(case: Case, request: pytest.FixtureRequest):
    actual = case.actual()
    if actual != case.expected and request.config.getoption("--accept"):
        accept(case, actual)
        return
    assert actual == case.expected


def test_each_kind_has_several_cases_and_titles_are_told_apart():
    titles = {book.stem: [case.title for case in cases(book)] for book in books()}
    assert [kind for kind, own in titles.items() if len(own) < 4] == []
    assert all(len(own) == len(set(own)) for own in titles.values())
