"""What each persona expects, gets and gives up, worked out by hand."""

from __future__ import annotations

import pytest
from journeys import PERMIT, of

from journeymap.analyses.gaps import ANALYSIS

RATED = """
scale: 0-10
personas: {anna: {share: 75%}, bert: {share: 25%}}
sources: {talks: {n: 12}}
phases: [First, Last]
steps:
  ask:
    phase: First
    customer: Asks
    experience:
      everyone: {desired: 9, expected: 6, perceived: 7, importance: 8, emotion: 1}
      bert: {perceived: 3, emotion: -2}
      staff: {emotion: -1}
    heard: talks
    next: {wait: {share: {anna: 0%, bert: 100%}}, done: {share: {anna: 100%, bert: 0%}}}
  wait:
    phase: First
    customer: Waits
    experience: {everyone: {desired: 8, expected: 4, perceived: 2, importance: 4}}
    next: done
  done:
    phase: Last
    customer: Has it
    experience: {anna: {desired: 5, perceived: 8, emotion: 0.5}}
    end: helped
"""


def test_ratings_of_everyone_stand_in_where_a_persona_has_none():
    steps = of(ANALYSIS, RATED).steps
    anna, bert = steps["ask"]["anna"], steps["ask"]["bert"]
    assert (anna.own, bert.own) == (False, True)
    assert (anna.satisfaction, anna.sacrifice) == (1, 2)
    # Bert's own perception against everyone's wishes.
    assert (bert.satisfaction, bert.sacrifice) == (-3, 6)
    assert "bert" not in steps["done"]


def test_opportunity_is_importance_plus_what_is_missing():
    steps = of(ANALYSIS, RATED).steps
    assert steps["ask"]["anna"].opportunity == 8 + max(8 - 7, 0)
    assert steps["wait"]["bert"].opportunity == 4 + 2
    assert steps["done"]["anna"].opportunity is None


def test_getting_more_than_was_wanted_is_no_negative_sacrifice():
    assert of(ANALYSIS, RATED).steps["done"]["anna"].sacrifice == 0


def test_a_persona_gives_up_only_where_it_comes_weighted_by_importance():
    found = of(ANALYSIS, RATED).by_persona
    # Anna's importances are 8, 4 and none (6 on average); she passes ask and done: (2*8 + 0*6) / (8 + 6).
    assert found["anna"].sums.sacrifice == pytest.approx(16 / 14)
    # Bert passes ask (6 at 8) and wait (6 at 4).
    assert found["bert"].sums.sacrifice == pytest.approx(6)
    assert found["bert"].sums.satisfaction == pytest.approx((-3 * 8 + -2 * 4) / 12)
    # In sum over the journey, the average step weighing 1.
    assert found["bert"].sums.total_sacrifice == pytest.approx(6 * 8 / 6 + 6 * 4 / 6)


def test_the_mean_comes_with_its_spread():
    sacrifice = of(ANALYSIS, RATED).sacrifice
    assert sacrifice.mean == pytest.approx(0.75 * 16 / 14 + 0.25 * 6)
    assert sacrifice.highest == ("bert", pytest.approx(6))
    assert sacrifice.basis.assumed_share is not None


def test_steps_spread_over_the_personas_who_come_there():
    found = of(ANALYSIS, RATED).step_sacrifice
    assert found["wait"].by_persona == {"anna": None, "bert": 6}
    assert found["ask"].mean == pytest.approx(0.75 * 2 + 0.25 * 6)


def test_phases_add_up_their_own_steps():
    phases = of(ANALYSIS, RATED).phases
    assert phases["First"]["bert"].rated == 2
    assert phases["First"]["anna"].sacrifice == pytest.approx(2)
    assert phases["Last"]["anna"].satisfaction is None


def test_peak_end_is_the_mean_of_the_most_extreme_and_the_last_moment():
    found = of(ANALYSIS, RATED).by_persona
    assert found["anna"].path == ("ask", "done")
    assert (found["anna"].peak, found["anna"].last) == (("ask", 1.0), ("done", 0.5))
    assert found["anna"].peak_end == 0.75
    assert found["anna"].mean_emotion == 0.75
    assert found["bert"].peak_end == -2


def test_of_two_equally_extreme_moments_the_worse_one_counts():
    text = """
steps:
  a: {customer: x, experience: {everyone: {emotion: 2}}, next: b}
  b: {customer: y, experience: {everyone: {emotion: -2}}, next: c}
  c: {customer: z, experience: {everyone: {emotion: 1}}, end: helped}
"""
    found = of(ANALYSIS, text).by_persona["everyone"]
    assert found.peak == ("b", -2.0)
    assert found.peak_end == -0.5
    assert found.lowest == ("b", -2.0)


def test_the_employees_emotion_is_kept_apart():
    assert of(ANALYSIS, RATED).staff == {"ask": -1.0}


def test_without_ratings_nothing_is_stated():
    found = of(ANALYSIS, PERMIT)
    assert found.sacrifice.mean is None
    assert found.peak_end.mean is None
    assert found.steps == {}


def test_another_scale_is_taken_from_its_lowest_value():
    text = """
scale: 1-5
steps:
  a: {customer: x, experience: {everyone: {desired: 5, perceived: 2, importance: 5}}, next: b}
  b: {customer: y, experience: {everyone: {desired: 4, perceived: 3, importance: 1}}, end: helped}
"""
    found = of(ANALYSIS, text)
    assert found.scale == 4
    # Importance 1 is the lowest there is and weighs nothing.
    assert found.sacrifice.mean == pytest.approx(3)
    # 10 * 4/4 + (10 - 10 * 1/4)
    assert found.steps["a"]["everyone"].opportunity == pytest.approx(17.5)
