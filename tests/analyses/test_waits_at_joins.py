"""Waits at joins and on arrows: they count in the parts of the time, in promises and in what is said."""

from __future__ import annotations

import pytest
from journeys import of

from journeymap.analyses.journey_time import ANALYSIS as TIME
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.i18n.numbers import DAY
from journeymap.pipeline import check_source

UNTOLD_JOIN = """
journeymap: 1
title: t
steps:
  a: {customer: A, frontstage: f, start: true, takes: 5 min, starts: w, next: b}
  w: {backstage: Makes it, wait: 10 days, takes: 1 h}
  b: {customer: B, frontstage: g, needs: w, end: helped}
"""
SPREAD_JOIN = """
journeymap: 1
title: t
steps:
  a: {customer: A, frontstage: f, start: true, takes: 10 min, starts: [w], next: b}
  b: {customer: B, takes: 20 min, next: {c: 50%, d: 50%}}
  w: {backstage: W, takes: 30-90 min, next: {w2: 50%, w3: 50%}}
  w2: {backstage: W2, takes: 10 min}
  w3: {backstage: W3, takes: 100 min}
  c: {customer: C, needs: [w], takes: 5 min, end: helped}
  d: {customer: D, takes: 5 min, end: refused, helps: alternative}
"""
BLOCKING_JOIN = """
journeymap: 1
title: t
steps:
  m0: {customer: A, frontstage: f, start: true, takes: 138 min, wait: 53 min, starts: w2, next: {m3: 27%, m5: 73%}}
  m3: {customer: B, frontstage: f, takes: 153 min, needs: w0, next: m5}
  m5: {customer: C, frontstage: f, takes: 74 min, end: helped}
  w0: {backstage: W0, takes: 291 min, next: w1}
  w1: {backstage: W1, takes: 5 min}
  w2: {backstage: W2, takes: 123 min}
"""
ON_AN_ARROW = """
journeymap: 1
title: t
steps:
  a: {customer: A, frontstage: f, start: true, takes: 5 min, tells: x, next: {b: {wait: 10 days}}}
  b: {customer: B, frontstage: g, promise: 3 days, tolerance: 2 days, end: helped}
"""


def said(text: str) -> dict[str, str]:
    return {one.code.name: str(one.message) for one in check_source(text, "t.yaml").diagnostics}


def parts(found) -> float:
    return found.active + found.waiting + found.hidden + found.lasting


def test_what_a_step_waits_for_is_waiting_without_a_word_and_exact_where_nothing_varies():
    found = of(TIME, UNTOLD_JOIN)
    one = found.by_persona["everyone"]
    assert (one.active, one.waiting, one.hidden, one.error) == (5, 0, 10 * DAY + 60, 0)
    assert found.exact
    assert parts(one) == one.finished == found.simulated().mean.value
    assert found.steps["b"].held == 10 * DAY + 60
    assert found.waits == {"b": 10 * DAY + 60}
    assert (found.spent["b"].waiting, found.spent["b"].hidden) == (0, 10 * DAY + 60)


def test_rules_speak_of_what_a_step_waits_for():
    found = said(UNTOLD_JOIN)
    assert found["silent-wait"] == 'the customer waits 10 days for "b", and nothing says what the customer is told'
    priced = UNTOLD_JOIN.replace("a: {", "a: {promise: 1 day, ", 1)
    assert "unpriced-wait" not in found, "where nothing is promised at all, that there is no promise says nothing"
    assert "unpriced-wait" in said(priced)
    promised = UNTOLD_JOIN.replace("needs: w,", "needs: w, promise: 1 week, tolerance: 9 days,")
    assert said(promised).keys() >= {"broken-promise", "over-tolerance"}
    told = UNTOLD_JOIN.replace("starts: w,", "starts: w, tells: it takes ten days,")
    assert "silent-wait" not in said(told)
    assert of(TIME, told).by_persona["everyone"].waiting == 10 * DAY + 60


def test_the_parts_add_up_to_the_whole_where_the_waits_are_drawn():
    found = of(TIME, SPREAD_JOIN)
    one = found.by_persona["everyone"]
    assert parts(one) == pytest.approx(one.finished)
    # 10 + 20 + 5, and for half of them 60 on average less the 20 that they are busy themselves.
    assert abs(one.finished - 55) < 4 * one.error
    assert 0 < one.error < 1
    assert not found.exact
    assert abs(found.steps["c"].held - 40) < 8 * one.error
    assert sum(spent.total for spent in found.spent.values()) == pytest.approx(one.finished, abs=4 * one.error)


def test_who_is_blocked_is_counted_exactly_and_the_time_of_the_others_is_theirs():
    found = of(OUTCOMES, BLOCKING_JOIN)
    assert found.helped.mean == pytest.approx(0.73, rel=1e-12)
    assert found.stranded.mean == pytest.approx(0.27, rel=1e-12)
    one = found.by_persona["everyone"]
    assert (one.waits, one.waits_at, one.errors["helped"]) == (pytest.approx(0.27), ("m3",), 0)
    time = of(TIME, BLOCKING_JOIN).by_persona["everyone"]
    assert time.finished == pytest.approx(53 + 138 + 74)
    assert parts(time) == pytest.approx(time.finished)
    assert time.total == float("inf")


def test_an_end_that_waits_for_what_nobody_does_is_no_end():
    text = UNTOLD_JOIN.replace("starts: w, ", "")
    assert of(OUTCOMES, text).helped.mean == 0
    assert of(OUTCOMES, text).by_persona["everyone"].waits_at == ("b",)


def test_work_that_waits_for_other_work_begins_by_itself():
    text = UNTOLD_JOIN.replace("needs: w,", "needs: v,") + "  v: {backstage: Packs it, needs: w, takes: 30 min}\n"
    assert of(OUTCOMES, text).helped.mean == 1
    assert of(TIME, text).finished.mean == 5 + 10 * DAY + 60 + 30


def test_a_wait_on_an_arrow_counts_at_the_step_it_leads_to():
    found = of(TIME, ON_AN_ARROW).steps["b"]
    assert (found.arriving, found.mean) == (10 * DAY, 10 * DAY)
    assert said(ON_AN_ARROW).keys() >= {"broken-promise", "over-tolerance"}


def test_a_wait_on_one_of_two_arrows_counts_for_those_who_come_over_it():
    text = """
steps:
  a: {customer: A, frontstage: f, start: true, tells: x, next: {b: 80%, c: 20%}}
  c: {customer: C, frontstage: f, tells: x, next: {b: {wait: 10 days}}}
  b: {customer: B, frontstage: g, promise: 3 days, end: helped}
"""
    found = of(TIME, text).steps["b"]
    assert found.arriving == pytest.approx(2 * DAY)
    assert found.late(3 * DAY) == pytest.approx(0.2)
    assert "20% of the customers" in said("journeymap: 1\ntitle: t" + text)["broken-promise"]


def test_agreed_waits_on_arrows_are_agreed():
    text = """
journeymap: 1
title: t
steps:
  ask: {customer: asks, tells: we answer within three days, next: {visit: {share: 7%}, letter: {wait: 3 days}}}
  visit: {frontstage: comes, takes: 2-5 days, end: helped}
  letter: {customer: reads, promise: 3 days, end: helped}
"""
    result = check_source(text, "t.yaml")
    assert not {one.code.name for one in result.diagnostics} & {"wait-dominated", "internal-error", "broken-promise"}
    assert result.facts.of(TIME).by_persona["everyone"].unagreed == 0


@pytest.mark.parametrize("share", ["{old: 0%, young: 30%}", "0%"])
def test_a_way_that_nobody_takes_raises_nothing(share: str):
    text = f"""
journeymap: 1
title: t
personas: {{young: {{}}, old: {{}}}}
steps:
  a: {{customer: is helped, end: helped, next: {{b: {{share: {share}, wait: 2 days}}}}}}
  b: {{customer: comes back, end: helped}}
"""
    result = check_source(text, "t.yaml")
    assert "internal-error" not in {one.code.name for one in result.diagnostics}
    assert result.facts.of(OUTCOMES).helped.mean == pytest.approx(1)


def test_journeys_that_are_broken_off_take_longer_than_is_known():
    text = """
steps:
  a: {customer: A, frontstage: f, start: true, takes: 1 min, next: {b: 99.999%, z: 0.001%}}
  b: {customer: B, frontstage: f, takes: 1 min, next: a}
  z: {customer: C, end: helped}
"""
    found = of(TIME, text)
    assert found.finished.mean == pytest.approx(199_999)
    drawn = found.simulated()
    assert drawn.broken_off > 0
    assert (drawn.mean, drawn.p50, drawn.p90) == (None, None, None)
    assert drawn.longer_than == pytest.approx(100_000)


def test_an_end_behind_a_step_that_waits_for_ever_is_come_to_by_nobody():
    text = BLOCKING_JOIN.replace("needs: w0, next: m5}", "needs: w0, next: m6}") + "  m6: {customer: D, end: refused}\n"
    found = of(OUTCOMES, text).by_persona["everyone"]
    assert found.ends == {"m5": pytest.approx(0.73), "m6": 0}
    assert (found.kinds["refused"], found.kinds["stranded"]) == (0, pytest.approx(0.27))
