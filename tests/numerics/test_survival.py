"""What happened to whom, and when, while part of them is still on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.numerics.survival import incidence


def test_who_is_still_on_the_way_does_not_count_as_having_stayed() -> None:
    found = incidence([(1, "x", 1), (2, None, 1), (3, "y", 1), (4, "x", 1)])

    assert found.shares == pytest.approx({"x": 0.625, "y": 0.375})
    assert found.stays == 0.0
    assert found.trials == 4


def test_an_exit_counts_before_what_is_lost_from_sight_at_the_same_time() -> None:
    found = incidence([(1, "x", 1), (2, "x", 1), (2, None, 1), (3, None, 1), (5, "y", 1)])

    assert found.shares == pytest.approx({"x": 0.4, "y": 0.6})
    assert found.stays == 0.0


def test_what_never_left_is_what_stays() -> None:
    found = incidence([(1, "x", 3), (9, None, 1)])

    assert found.shares == pytest.approx({"x": 0.75})
    assert found.stays == pytest.approx(0.25)


def test_a_quantile_is_the_first_time_by_which_so_many_have_left() -> None:
    found = incidence([(1, "x", 5), (2, "x", 4), (10, "x", 1)])

    assert [found.quantile("x", part) for part in (0.1, 0.5, 0.9, 1.0)] == [1, 1, 2, 10]
    assert found.quantile("elsewhere", 0.5) is None


def test_nothing_seen_is_nothing_left() -> None:
    found = incidence([])

    assert (found.shares, found.stays, found.trials) == ({}, 1.0, 0)


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["x", "y", None]), st.integers(0, 4))))
def test_where_all_is_seen_the_parts_are_those_that_were_counted(seen: list[tuple[int, str | None, int]]) -> None:
    whole = [(time, exit_ or "z", count) for time, exit_, count in seen]
    found = incidence(whole)
    total = sum(count for _, _, count in whole)

    for exit_, share in found.shares.items():
        assert share == pytest.approx(sum(count for _, name, count in whole if name == exit_) / total)


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["x", "y", None]), st.integers(0, 4))))
def test_the_parts_and_what_stays_are_all(seen: list[tuple[int, str | None, int]]) -> None:
    found = incidence(seen)

    assert sum(found.shares.values()) + found.stays == pytest.approx(1.0)
