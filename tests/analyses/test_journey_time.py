"""How long journeys take: hand-worked figures, exact fractions, and drawn journeys."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from journeys import APPEAL, CIRCLE, DEAD_END, PERMIT, exact_visits, graph, of, random_journey

from journeymap.analyses.journey_time import ANALYSIS
from journeymap.graph.calendar import Calendar
from journeymap.graph.quantiles import quantile
from journeymap.model.quantities import Duration, duration

if TYPE_CHECKING:
    from journeymap.graph.spans import Span


def test_the_permit_takes_211_857142857_minutes():
    # 30 + 20/0.7 + 45*0.3/0.7 + 120 + 0.8*15 + 0.2*10 = 1483/7
    exact = 30 + Fraction(200, 7) + Fraction(135, 7) + 120 + 12 + 2
    assert exact == Fraction(1483, 7)
    found = of(ANALYSIS, PERMIT)
    assert found.total.mean == pytest.approx(float(exact), abs=1e-9)
    assert found.total.mean == pytest.approx(211.857142857, abs=1e-9)


def test_with_an_appeal_it_takes_236_553_minutes():
    # Assessed 1/0.92 = 25/23 times, issued 20/23, a letter and an appeal 5/23 times.
    exact = 30 + Fraction(200, 7) + Fraction(135, 7) + Fraction(120 * 25 + 15 * 20 + 10 * 5 + 60 * 5, 23)
    found = of(ANALYSIS, APPEAL)
    assert found.total.mean == pytest.approx(float(exact), abs=1e-9)
    assert round(found.total.mean, 3) == 236.553


@pytest.mark.parametrize("text", [DEAD_END, CIRCLE])
def test_where_some_are_stranded_the_time_is_infinite_and_that_of_the_others_stands_beside_it(text: str):
    found = of(ANALYSIS, text).by_persona["everyone"]
    assert found.total == math.inf
    # 30 + 200/7 + 135/7 + 120 + 15: only who gets the permit comes to an end.
    assert found.finished == pytest.approx(float(Fraction(1490, 7)), abs=1e-9)
    assert found.given == {"helped": pytest.approx(float(Fraction(1490, 7)))}


def test_the_time_given_a_refusal_is_that_of_the_refused():
    given = of(ANALYSIS, PERMIT).by_persona["everyone"].given
    assert given["helped"] - given["refused"] == pytest.approx(5)


MOSTLY_STRANDED = """
personas: {quick: {share: 50%}, stuck: {share: 50%}}
steps:
  ask:
    customer: Asks
    takes: 10 min
    next: {help: {share: {quick: 100%, stuck: 0%}}, long: {share: {quick: 0%, stuck: 100%}}}
  long: {customer: Waits, takes: 90 min, next: {help: 10%, lost: 90%}}
  lost: {customer: Hears nothing}
  help: {customer: Is helped, end: helped}
"""


def test_the_time_of_all_who_end_weighs_each_persona_by_how_many_of_it_do():
    found = of(ANALYSIS, MOSTLY_STRANDED)
    assert found.finished.by_persona == {"quick": 10, "stuck": 100}
    # Of 110 who end, 100 are quick: (100 * 10 + 10 * 100) / 110.
    assert found.finished.mean == pytest.approx(2000 / 110)
    assert found.active.mean == pytest.approx(2000 / 110)
    drawn = found.simulated().mean
    assert abs(drawn.value - 2000 / 110) < 4 * drawn.standard_error
    assert found.total.mean == float("inf")


def test_no_stated_time_is_not_stated():
    found = of(ANALYSIS, "steps:\n  a: {customer: x, next: b}\n  b: {customer: y, end: helped}")
    assert found.total.mean is None
    assert found.by_persona["everyone"].untimed == ("a",)
    assert found.simulated() is None


PARTS = """
steps:
  ask:    {customer: Asks, takes: 5 min, wait: 10 min, next: file}
  file:   {backstage: Files it, takes: 1 h, wait: 2 days, next: {look: {wait: 1 h}}}
  look:   {backstage: Looks at it, takes: 30 min, tells: [it is being looked at], next: {answer: {wait: 15 min}}}
  answer: {frontstage: Answers, takes: 20 min, wait: 3 h, end: helped}
"""


def test_waiting_is_without_a_word_where_nothing_was_told():
    found = of(ANALYSIS, PARTS).by_persona["everyone"]
    assert found.active == 5 + 20
    assert found.hidden == 10 + 60 + 2 * 1440
    # What is told is no waiting without a word: 60 on the way + 30 of work + 15 on the way + 180
    assert found.waiting == 60 + 30 + 15 + 180
    assert found.total == pytest.approx(found.active + found.waiting + found.hidden)
    assert found.work == 5 + 60 + 30 + 20


def test_five_working_days_are_a_week_of_waiting():
    text = "steps:\n  a: {customer: x, wait: 5 working days, end: helped}"
    assert of(ANALYSIS, text).total.mean == pytest.approx(7 * 1440)


def test_holidays_make_working_days_longer():
    text = "calendar: NL\nsteps:\n  a: {customer: x, wait: 5 working days, end: helped}"
    # 6 or 7 of some 261 weekdays a year are holidays in the Netherlands.
    assert 7.1 * 1440 < of(ANALYSIS, text).total.mean < 7.3 * 1440


def test_work_of_two_working_days_is_sixteen_hours_and_the_nights_are_nobodys_waiting():
    found = of(ANALYSIS, "steps:\n  a: {customer: x, frontstage: y, takes: 2 working days, end: helped}")
    persona = found.by_persona["everyone"]
    assert persona.active == 16 * 60
    assert persona.waiting == persona.hidden == 0
    assert persona.active + persona.lasting == pytest.approx(2.8 * 1440)


def test_the_spread_of_independent_steps_adds_up():
    text = "steps:\n  a: {customer: x, takes: 0-12 min, wait: 0-6 min, next: b}\n"
    text += "  b: {customer: y, takes: 0/3/6 min, end: helped}"
    # Even: width^2 / 12; a triangle with its likely value in the middle: width^2 / 24.
    assert of(ANALYSIS, text).by_persona["everyone"].deviation == pytest.approx(math.sqrt(12 + 3 + 1.5))


def test_the_spread_of_a_loop_is_that_of_the_geometric_number_of_rounds():
    text = "steps:\n  a: {customer: x, start: true, takes: 10 min, next: {a: 75%, b: 25%}}\n"
    text += "  b: {customer: y, end: helped}"
    found = of(ANALYSIS, text).by_persona["everyone"]
    # Rounds are geometric with p = 1/4: mean 4, variance (1 - p) / p^2 = 12.
    assert found.total == pytest.approx(40)
    assert found.deviation == pytest.approx(10 * math.sqrt(12))


@pytest.mark.parametrize("seed", range(60))
def test_the_expected_time_agrees_with_exact_fractions(seed: int):
    journey = random_journey(seed, lost=False)
    journey["steps"]["s0"]["takes"] = "7 min"
    visits, _ = exact_visits(graph(journey))
    exact = sum(
        visits[name] * Fraction(step["takes"].split()[0]) for name, step in journey["steps"].items() if name in visits
    )
    assert of(ANALYSIS, journey).total.mean == pytest.approx(float(exact), rel=1e-12)


@pytest.mark.parametrize("text", [PERMIT, APPEAL, PARTS])
def test_drawn_journeys_come_near_the_exact_mean(text: str):
    found = of(ANALYSIS, text)
    drawn = found.simulated()
    assert drawn.finished == drawn.journeys
    assert abs(drawn.mean.value - found.finished.mean) <= 4 * drawn.mean.standard_error + 1e-6
    assert drawn.p50.value <= drawn.p90.value


def test_drawing_is_the_same_every_time():
    assert of(ANALYSIS, APPEAL).simulated() == of(ANALYSIS, APPEAL).simulated()


def test_a_circle_that_nothing_leaves_does_not_keep_the_drawing_busy():
    drawn = of(ANALYSIS, CIRCLE).simulated()
    assert drawn.broken_off == 0
    assert 0.75 < drawn.finished / drawn.journeys < 0.85


JOIN = """
steps:
  order:   {customer: Orders, start: true, takes: 10 min, starts: [bake], next: wait}
  bake:    {backstage: Bakes, takes: 60 min}
  wait:    {customer: Sits down, takes: 20 min, next: eat}
  eat:     {customer: Eats, needs: [bake], takes: 30 min, end: helped}
"""


def test_a_join_waits_for_the_slowest():
    found = of(ANALYSIS, JOIN)
    # The guest's own path takes 60 min; he eats only when the oven is done, 60 min after the order.
    assert found.exact
    assert found.total.mean == 100
    assert found.hidden.mean == 40
    assert found.simulated().mean.value == pytest.approx(10 + 60 + 30)


def test_a_join_that_is_never_fulfilled_blocks_the_journey():
    drawn = of(ANALYSIS, JOIN.replace("starts: [bake], ", "")).simulated()
    assert drawn.blocked == drawn.journeys
    assert drawn.finished == 0


def test_who_waits_for_ever_never_comes_to_an_end():
    assert of(ANALYSIS, JOIN.replace("starts: [bake], ", "")).total.mean == float("inf")


def spans(*times: str | Duration) -> list[Span]:
    return [Calendar(None).elapsed(duration(time)) for time in times]


def test_the_quantile_of_one_range_is_read_off():
    assert quantile(spans("2-12 min"), 0.9) == pytest.approx(11)
    assert quantile(spans("3 min", "10 min"), 0.9) == 13
    # Triangle 0/0/10: 1 - (1 - x/10)^2 = 0.75 at x = 5.
    assert quantile(spans(Duration(0, 0, 10)), 0.75) == pytest.approx(5)
    # Two even ranges of 1: the median of their sum is 1, and the 0.875-quantile 2 - 0.5.
    assert quantile(spans("0-1 min", "0-1 min"), 0.875) == pytest.approx(1.5)


@pytest.mark.parametrize("level", [0.1, 0.5, 0.9])
def test_the_quantile_of_a_sum_agrees_with_drawing(level: float):
    rng = random.Random(5)
    one, other = Duration(1, 3, 8), Duration(2, 2, 9)
    drawn = sorted(
        rng.triangular(one.least, one.most, one.likely) + rng.triangular(other.least, other.most, other.likely)
        for _ in range(40_000)
    )
    assert quantile(spans(one, other), level) == pytest.approx(drawn[int(level * len(drawn))], rel=0.02)


def test_a_promise_in_working_days_is_held_against_the_same_calendar():
    found = of(
        ANALYSIS, "steps:\n  a: {customer: x, wait: 2-5 working days, promise: 3 working days, end: helped}"
    ).steps["a"]
    assert found.promise == pytest.approx(3 * 1.4 * 1440)
    assert found.wait == pytest.approx(3.5 * 1.4 * 1440)
    # 90 % of the range from 2 to 5; in working days, so that weekends make nobody later than others.
    assert found.quantile(0.9, working=True) == pytest.approx(4.7 * 1.4 * 1440)
