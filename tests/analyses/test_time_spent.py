"""Where an average customer spends the time: step by step, with returns, divided into what is seen and what is not."""

from __future__ import annotations

import pytest

from journeymap.analyses.journey_time import ANALYSIS, JourneyTime
from journeymap.pipeline import check_source

# Of ten customers two call again, so that each calls 1.25 times; one in four of all calls ends in a letter.
FILE = """\
journeymap: 1
personas: {calm: {share: 75%}, keen: {share: 25%}}
steps:
  call: {start: true, customer: Calls, frontstage: Answers, wait: 8 min, takes: 4 min,
         next: {call: 20%, plan: {share: {calm: 80%, keen: 40%}, wait: 10 min}, letter: {share: {calm: 0%, keen: 40%}}}}
  plan: {backstage: Plans, wait: 30 min, takes: 10 min, next: done}
  letter: {customer: Reads, frontstage: Writes, takes: 6 min, next: {done: {wait: 2 h}}}
  done: {customer: Is glad, end: helped}
"""


def time() -> JourneyTime:
    facts = check_source(FILE, "calls.yaml").facts
    assert facts is not None
    return facts.of(ANALYSIS)


def test_returns_count_and_personas_weigh_by_their_share():
    spent = time().spent
    assert list(spent) == ["call", "plan", "letter", "done"]
    assert tuple(spent["call"]) == pytest.approx((1.25 * 4, 0, 1.25 * 8, 0))
    # Plans: the calm all, of the keen half: 0.75 + 0.25 / 2 = 0.875; wait on the way and work are out of sight.
    assert tuple(spent["plan"]) == pytest.approx((0, 0, 0.875 * (30 + 10 + 10), 0))
    assert tuple(spent["letter"]) == pytest.approx((0.125 * 6, 0, 0, 0))
    assert tuple(spent["done"]) == pytest.approx((0, 0, 0.125 * 120, 0))


def test_all_of_it_is_the_time_of_the_journey():
    found = time()
    assert sum(one.total for one in found.spent.values()) == pytest.approx(found.finished.mean)
    assert found.waits == pytest.approx({step: one.waiting + one.hidden for step, one in found.spent.items()
                                         if one.waiting + one.hidden})  # fmt: skip
    assert next(iter(found.waits)) == "plan"
