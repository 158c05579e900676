"""Where customers are lost: the published figures, and a step after which nothing is decided."""

from __future__ import annotations

import pytest
from journeys import FUNNEL, PERMIT, of

from journeymap.analyses.hot_spots import ANALYSIS


def test_the_published_hot_spots_of_the_funnel():
    # Kobialka et al. 2022, for 33 users: 27 * |P' - P| + 6 * P for the first task, and so on.
    found = of(ANALYSIS, FUNNEL).ranked
    losses = {spot.step: 33 * spot.loss.mean for spot in found}
    assert {step: round(loss, 2) for step, loss in losses.items()} == {
        "task-1": 6.18,
        "task-2": 3.78,
        "task-3": 4.25,
        "report": 6.48,
    }
    # The wait for the report is the worst place, then the first task.
    assert [spot.step for spot in found] == ["report", "task-1", "task-3", "task-2"]


def test_the_published_chances_after_each_stage():
    helped = {spot.step: spot.helped.mean for spot in of(ANALYSIS, FUNNEL).ranked}
    assert helped == {
        "task-1": pytest.approx(17 / 33),
        "task-2": pytest.approx(17 / 27),
        "task-3": pytest.approx(17 / 24),
        "report": pytest.approx(17 / 21),
    }
    assert [round(chance, 5) for chance in (17 / 33, 17 / 27, 17 / 24, 17 / 21)] == [0.51515, 0.62963, 0.70833, 0.80952]


def test_only_the_decision_is_a_hot_spot_of_the_permit():
    (spot,) = of(ANALYSIS, PERMIT).ranked
    # 0.8 * |1 - 0.8| + 0.2 * |0 - 0.8|
    assert (spot.step, spot.worst_way) == ("assess", "letter")
    assert spot.loss.mean == pytest.approx(0.32)


def test_falling_out_of_the_journey_is_a_loss_too():
    text = "steps:\n  a: {customer: x, next: {b: 60%}}\n  b: {customer: y, end: helped}"
    (spot,) = of(ANALYSIS, text).ranked
    assert spot.loss.mean == pytest.approx(0.6 * 0.4 + 0.4 * 0.6)
    assert spot.worst_way is None


def test_a_persona_that_is_never_lost_has_no_loss():
    text = """
personas: {sure: {share: 50%}, unsure: {share: 50%}}
steps:
  a: {customer: x, next: {b: {share: {sure: 100%, unsure: 50%}}, c: {share: {sure: 0%, unsure: 50%}}}}
  b: {customer: y, end: helped}
  c: {customer: z, end: gave-up}
"""
    (spot,) = of(ANALYSIS, text).ranked
    assert spot.loss.by_persona == {"sure": 0.0, "unsure": pytest.approx(0.5)}
    assert spot.loss.mean == pytest.approx(0.25)
