"""The action priority of AIAG and VDA, over all grades."""

from __future__ import annotations

from itertools import product

import pytest

from journeymap.analyses.fail_points import action_priority, occurrence

GRADES = range(1, 11)
ORDER = ("low", "medium", "high")
# By the bands of severity and of occurrence: the priority for a detection of 7 to 10, of 5 or 6, of 2 to 4, and of 1.
BANDS = {
    (9, 10): {(8, 10): "HHHH", (6, 7): "HHHH", (4, 5): "HHHM", (2, 3): "HMLL", (1, 1): "LLLL"},
    (7, 8): {(8, 10): "HHHH", (6, 7): "HHHM", (4, 5): "HMMM", (2, 3): "MMLL", (1, 1): "LLLL"},
    (4, 6): {(8, 10): "HHMM", (6, 7): "MMML", (4, 5): "MLLL", (2, 3): "LLLL", (1, 1): "LLLL"},
    (2, 3): {(8, 10): "MMLL", (6, 7): "LLLL", (4, 5): "LLLL", (2, 3): "LLLL", (1, 1): "LLLL"},
    (1, 1): {(1, 10): "LLLL"},
}
DETECTIONS = ((7, 10), (5, 6), (2, 4), (1, 1))


def within(grade: int, band: tuple[int, int]) -> bool:
    return band[0] <= grade <= band[1]


@pytest.mark.parametrize("severity", GRADES)
def test_the_priority_is_that_of_the_table_for_all_grades(severity: int):
    rows = next(rows for band, rows in BANDS.items() if within(severity, band))
    for often, detection in product(GRADES, GRADES):
        row = next(row for band, row in rows.items() if within(often, band))
        letter = next(letter for letter, band in zip(row, DETECTIONS, strict=True) if within(detection, band))
        assert action_priority(severity, often, detection)[0].upper() == letter


@pytest.mark.parametrize(("severity", "often", "detection"), [*product((1, 3, 6, 8, 9), (1, 3, 5, 7, 9), (1, 4, 6, 9))])
def test_nothing_that_is_worse_has_a_lower_priority(severity: int, often: int, detection: int):
    here = ORDER.index(action_priority(severity, often, detection))
    for worse in ((severity + 1, often, detection), (severity, often + 1, detection), (severity, often, detection + 1)):
        assert ORDER.index(action_priority(*worse)) >= here


@pytest.mark.parametrize(("share", "grade"), [(0.5, 10), (0.1, 7), (1 / 20, 7), (0.04, 6), (0.0, 1)])
def test_how_often_something_comes_is_a_grade(share: float, grade: int):
    assert occurrence(share) == grade
