"""How a service is built, worked out by hand."""

from __future__ import annotations

from math import log2

import pytest
from journeys import PERMIT, of

from journeymap.analyses.structure import ANALYSIS

BINARY_30 = -(0.3 * log2(0.3) + 0.7 * log2(0.7))
BINARY_20 = -(0.2 * log2(0.2) + 0.8 * log2(0.8))


def test_complexity_counts_steps_and_the_ways_between_them():
    found = of(ANALYSIS, PERMIT)
    assert (found.steps, found.touchpoints, found.backstage, found.supporting) == (6, 6, 0, 0)
    # McCabe: 6 arrows - 6 steps + 2.
    assert (found.arrows, found.choices, found.cyclomatic) == (6, 2, 2)


def test_divergence_is_the_entropy_of_the_choices():
    found = of(ANALYSIS, PERMIT)
    assert found.choice_entropy == {"check": pytest.approx(BINARY_30), "assess": pytest.approx(BINARY_20)}
    assert found.divergence.mean == pytest.approx(BINARY_30 + BINARY_20)
    # Along the way the check is a choice 1 / 0.7 times.
    assert found.path_divergence.mean == pytest.approx(BINARY_30 / 0.7 + BINARY_20)


TIMES = """
steps:
  ask:    {customer: Asks, frontstage: Listens, takes: 10 min, next: file}
  file:   {backstage: Files, takes: 30 min, wait: 60 min, next: answer}
  answer: {customer: Hears, frontstage: Answers, takes: 20 min, end: helped}
  fax:    {support: Stands in a corner}
"""


def test_contact_ratio_and_cycle_efficiency():
    found = of(ANALYSIS, TIMES)
    assert found.contact_ratio.mean == pytest.approx(30 / 60)
    assert found.potential_efficiency.mean == pytest.approx(30 / 60)
    assert found.cycle_efficiency.mean == pytest.approx(60 / 120)
    assert (found.backstage, found.supporting) == (1, 1)


def test_no_time_means_no_efficiency():
    found = of(ANALYSIS, "steps:\n  a: {customer: x, end: helped}")
    assert found.contact_ratio.mean is None
    assert found.cycle_efficiency.mean is None
    assert found.first_time_right.mean is None


def test_first_time_right_is_the_product_along_the_way():
    text = """
steps:
  a:
    customer: x
    start: true
    fails: [{what: lost, share: 10%}, {what: late, share: 20%, recover: b}]
    next: {b: 50%, c: 50%}
  b: {customer: y, fails: {what: broken, share: 50%}, next: c}
  c: {customer: z, fails: {what: at the end, share: 40%}, end: helped}
"""
    # a goes right 0.9 * 0.8 times; half of it over b (0.5); the end 0.6.
    assert of(ANALYSIS, text).first_time_right.mean == pytest.approx(0.9 * 0.8 * (0.5 * 0.5 + 0.5) * 0.6)


def test_moments_of_truth_are_where_both_meet_and_the_important_ones_stand_out():
    text = """
scale: 1-5
personas: {calm: {share: 50%}, worried: {share: 50%}}
steps:
  ask:
    customer: Asks
    frontstage: Listens
    experience: {calm: {importance: 2}, worried: {importance: 4}}
    next: wait
  wait:   {customer: Waits, next: answer}
  answer: {customer: Hears, frontstage: Answers, experience: {everyone: {importance: 3}}, end: helped}
"""
    found = {moment.step: moment for moment in of(ANALYSIS, text).moments_of_truth}
    assert list(found) == ["ask", "answer"]
    assert found["ask"].importance.by_persona == {"calm": 0.25, "worried": 0.75}
    assert found["ask"].important
    assert not found["answer"].important
