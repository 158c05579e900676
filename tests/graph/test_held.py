"""What the customers of drawn journeys waited at joins, on average: in all, by step, by end."""

from __future__ import annotations

import pytest

from journeymap.graph.held import NOBODY, held_in
from journeymap.numerics.simulation import DEAD_END, Sample

HELPED, REFUSED, GAVE_UP = 0, 1, 2


@pytest.fixture
def sample() -> Sample:
    """Five journeys: 3 helped, 1 refused, 1 that came to no end; step 4 is passed twice by the first."""
    return Sample(
        outcomes=[HELPED, HELPED, HELPED, REFUSED, DEAD_END],
        held={4: [(0, 10.0), (0, 20.0), (1, 60.0), (4, 500.0)], 7: [(2, 6.0), (3, 8.0)], 9: [(0, 0.0)]},
    )


def test_the_wait_of_a_journey_is_that_at_all_joins_it_passes(sample: Sample):
    held = held_in(sample)
    assert set(held.per_visit) == set(held.per_journey) == set(held.spread) == {4, 7}
    assert held.per_visit[4].value == pytest.approx(590 / 4)
    assert held.per_journey[4].value == pytest.approx(90 / 4)
    assert held.per_journey[7].value == pytest.approx(14 / 4)
    assert held.total.value == pytest.approx(104 / 4)


@pytest.mark.parametrize(
    ("given", "minutes"),
    [
        (None, 26.0),
        ([HELPED], 32.0),
        ([REFUSED], 8.0),
        ([HELPED, REFUSED], 26.0),
        ([REFUSED, GAVE_UP], 8.0),
        ([GAVE_UP], 0.0),
    ],
)
def test_the_wait_of_those_who_come_to_some_ends_is_theirs_only(
    sample: Sample, given: list[int] | None, minutes: float
):
    assert held_in(sample).expected(given) == pytest.approx(minutes)


def test_a_mean_over_several_journeys_is_uncertain_and_that_of_the_only_one_there_can_be_is_not(sample: Sample):
    assert held_in(sample).total.standard_error > 0
    only = held_in(Sample(outcomes=[HELPED], held={4: [(0, 10.0), (0, 20.0)]}))
    assert (only.total.value, only.total.standard_error) == (30.0, 0.0)
    assert (only.per_visit[4].value, only.per_visit[4].standard_error) == (15.0, 0.0)


def test_nobody_waits_where_no_wait_is_longer_than_nothing():
    assert held_in(Sample(outcomes=[HELPED], held={4: [(0, 0.0)]})) is NOBODY
    assert NOBODY.expected() == NOBODY.expected([HELPED]) == 0.0


def test_what_was_waited_for_at_a_step_is_spread_as_it_was_drawn():
    few = held_in(Sample(outcomes=[HELPED] * 3, held={4: [(0, 30.0), (1, 10.0), (2, 20.0)]}))
    assert [(share, span.least, span.most) for share, span in few.span(4)] == [
        (1 / 3, 10, 10), (1 / 3, 20, 20), (1 / 3, 30, 30),
    ]  # fmt: skip
    many = held_in(Sample(outcomes=[HELPED] * 1000, held={4: [(at, float(at)) for at in range(1000)]}))
    points = many.span(4)
    assert len(points) == 200
    assert sum(share for share, _ in points) == pytest.approx(1)
    assert [span.least for _, span in points[:3]] == [2, 7, 12]
    assert points[-1][1].least == 997


def test_a_join_decides_on_the_time_as_often_as_it_lay_on_the_chain_of_what_had_to_be_done():
    held = held_in(
        Sample(
            outcomes=[HELPED] * 4,
            held={4: [(0, 10.0)]},
            critical={4: 3, (1, 0): 4},  # type: ignore[arg-type]
            passed={4: 4, (1, 0): 2},  # type: ignore[arg-type]
        )
    )
    assert held.critical == {4: 0.75, (1, 0): 1.0}
