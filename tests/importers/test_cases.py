"""What comes of a source, and what is said of it: the cases in the folders of the formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from casebook_of_importers import Case, accept, books, cases

from journeymap.plugins import module_names

if TYPE_CHECKING:
    from collections.abc import Iterable


def every_case() -> Iterable[object]:
    return [pytest.param(case, id=f"{book.parent.name}: {case.title}") for book in books() for case in cases(book)]


@pytest.mark.parametrize("case", every_case())
def test_a_source_becomes_this_blueprint_and_this_is_said_of_it(case: Case, request: pytest.FixtureRequest):
    actual = case.actual()
    if actual != case.expected and request.config.getoption("--accept"):
        accept(case, actual)
        return
    assert actual == case.expected


def test_every_format_has_cases():
    assert {book.parent.name for book in books()} == {name.replace("_", "-") for name in module_names("importers")}
