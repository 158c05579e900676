"""The corner shoeshine of Shostack (1984), and what is not stated."""

from __future__ import annotations

from math import inf

import pytest
from journeys import of

from journeymap.analyses.economics import ANALYSIS

SHOESHINE = """
economics: {price: 0.50, rate: 0.10, materials: 0.03, overhead: 0.09, acceptable: 5 min}
steps:
  brush:  {frontstage: Brushes the shoes, takes: 30 s, next: polish}
  polish:
    frontstage: Applies polish
    takes: 30 s
    fails: {what: Wrong colour of wax, share: 10%, recover: clean}
    next: buff
  clean:  {frontstage: Cleans the shoes, takes: 45 s, next: polish}
  buff:   {frontstage: Buffs, takes: 45 s, next: pay}
  pay:    {customer: Pays, frontstage: Collects payment, takes: 15 s, end: helped}
"""


def test_the_shoeshine_earns_what_shostack_says():
    found = of(ANALYSIS, SHOESHINE)
    assert found.standard == pytest.approx(2)
    assert [round(found.profit(minutes), 12) for minutes in (2, 3, 4)] == [0.18, 0.08, -0.02]
    assert found.break_even == pytest.approx(3.8)
    assert found.at_standard == pytest.approx(0.18)
    # The customer accepts more than the service can bear.
    assert found.acceptable == 5
    assert found.at_acceptable == pytest.approx(-0.12)


def test_the_expected_time_counts_what_fails():
    # Polished 1 / 0.9 times, cleaned 0.1 / 0.9 times.
    expected = 0.5 + 0.5 / 0.9 + 0.75 * 0.1 / 0.9 + 0.75 + 0.25
    assert of(ANALYSIS, SHOESHINE).expected.mean == pytest.approx(expected)


def test_without_prices_there_are_no_economics():
    assert of(ANALYSIS, "steps:\n  a: {customer: x, takes: 1 min, end: helped}") is None


def test_without_times_there_is_no_profit_but_a_break_even():
    found = of(ANALYSIS, "economics: {price: 10, rate: 2}\nsteps:\n  a: {customer: x, end: helped}")
    assert (found.at_standard, found.at_expected, found.break_even) == (None, None, 5)


def test_time_that_costs_nothing_never_breaks_even():
    text = "economics: {price: 10, rate: 0, materials: 4}\nsteps:\n  a: {customer: x, takes: 1 h, end: helped}"
    assert of(ANALYSIS, text).break_even == inf
