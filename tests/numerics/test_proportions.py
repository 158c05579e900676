"""Shares that were counted: intervals, tests, and several tests at once."""

import pytest

from journeymap.numerics.proportions import holm, newcombe, pooled, score, two_sided, wilson


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        (5, 19, 0.118064, 0.487916),
        (15, 19, 0.566657, 0.914923),
        (3, 22, 0.047490, 0.333350),
        (3429, 13087, 0.254553, 0.269619),
    ],
)
def test_the_interval_of_a_share_is_that_of_wilson(hits: int, trials: int, low: float, high: float) -> None:
    assert wilson(hits, trials) == pytest.approx((low, high), abs=5e-7)


def test_a_share_of_none_and_of_all_reaches_its_bound_exactly() -> None:
    assert wilson(0, 7)[0] == 0.0
    assert wilson(7, 7)[1] == 1.0
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_difference_of_two_shares_has_the_interval_of_newcombe() -> None:
    difference, interval = newcombe((56, 70), (48, 80))

    assert difference == pytest.approx(-0.2)
    assert interval == pytest.approx((-0.333873, -0.052431), abs=5e-7)


def test_a_claim_is_as_far_off_as_standard_errors_say() -> None:
    assert score(5, 19, 0.2) == pytest.approx(0.6882, abs=5e-5)
    assert score(15, 19, 0.8) == pytest.approx(-0.1147, abs=5e-5)
    assert score(3, 22, 0.3) == pytest.approx(-1.6749, abs=5e-5)
    assert two_sided(score(3, 22, 0.3)) == pytest.approx(0.093959, abs=5e-7)


def test_a_claim_of_all_or_none_is_met_or_infinitely_far_off() -> None:
    assert score(10, 10, 1.0) == 0.0
    assert score(9, 10, 1.0) == -float("inf")
    assert score(1, 10, 0.0) == float("inf")
    assert two_sided(float("inf")) == 0.0


def test_two_shares_are_compared_with_what_they_share() -> None:
    assert pooled((10, 20), (10, 20)) == 0.0
    assert pooled((0, 5), (0, 9)) == 0.0
    assert pooled((56, 70), (48, 80)) == pytest.approx(-2.6502, abs=5e-5)


def test_of_several_tests_those_hold_that_hold_together() -> None:
    assert holm([0.01, 0.04, 0.03]) == [True, False, False]
    assert holm([0.01, 0.02, 0.03]) == [True, True, True]
    assert holm([]) == []
