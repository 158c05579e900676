"""Figures in words, bars and lines: nothing is rounded to what it is not."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.text import escape_markdown
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.terminal.charts import TerminalStyle, bar, sparkline
from journeymap.terminal.table import Table, as_markdown, as_text, paragraph

PLAIN = TerminalStyle(unicode=False)


@pytest.mark.parametrize(
    ("amount", "english", "dutch"),
    [
        (Amount(0.0, "share"), "0%", "0%"),
        (Amount(1e-6, "share"), "<0.1%", "<0,1%"),
        (Amount(0.0919, "share"), "9.19%", "9,19%"),
        (Amount(20 / 23, "share"), "87%", "87%"),
        (Amount(0.99999, "share"), ">99.9%", ">99,9%"),
        (Amount(1.0, "share"), "100%", "100%"),
        (Amount(236.5527950310559, "minutes"), "3.94 hours", None),
        (Amount(inf, "minutes"), "never", None),
        (Amount(-0.25, "count", signed=True), "-0.25", "-0,25"),
        (Amount(3, "count", signed=True), "+3", "+3"),
        (Amount(0.0, "count", signed=True), "0", "0"),
        (Amount(8120, "count"), "8120", "8120"),
        (Amount(-113.685, "money"), "-113.69", "-113,69"),
        (Amount(0.5, "emotion"), "+0.5", "+0,5"),
        (Amount(None, "points"), "not stated", None),
    ],
)
def test_a_figure_reads_as_it_is(amount: Amount, english: str, dutch: str | None):
    assert amount.text("en") == english
    assert dutch is None or amount.text("nl") == dutch


@given(st.floats(0, 1))
def test_no_share_but_none_and_all_reads_as_0_or_100_percent(share: float):
    for digits in (1, 2, 3):
        text = Amount(share, "share", digits=digits).text("en")
        assert (text == "0%") == (share <= 1e-9)
        assert (text == "100%") == (share >= 1 - 1e-9)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=5), st.integers(5, 80))
def test_a_bar_fills_its_width_and_shows_every_part_that_is_there(parts: list[float], width: int):
    drawn = bar(parts, width, PLAIN)
    if not sum(parts):
        assert drawn == ""
        return
    assert len(drawn) == width
    assert len(set(drawn)) == sum(part > 0 for part in parts)
    assert sorted(drawn, key="#=+-.".index) == list(drawn)


def test_a_bar_divides_as_the_parts_do():
    assert bar([0.8, 0.0, 0.2], 10, PLAIN) == "########++"


def test_a_bar_is_in_colour_only_where_that_is_wanted():
    assert "\033" not in bar([1, 2], 10, TerminalStyle())
    assert "\033[32m" in bar([1, 2], 10, TerminalStyle(colour=True))


def test_a_line_of_feelings_keeps_the_worst_moment_when_it_gets_short():
    assert sparkline([-2, 0, 2], 10, TerminalStyle()) == "▁▅█"
    assert sparkline([0, -2, 0, 0, 0, 2], 3, PLAIN) == "_-^"
    assert sparkline([], 10, TerminalStyle()) == ""


def test_what_a_designer_writes_stays_text_in_markdown():
    assert escape_markdown("a|b *c* [d](e) <f> `g` &lt;\nh") == r"a\|b \*c\* \[d\](e) \<f> \`g\` \&lt; h"
    assert paragraph("# no heading") == r"\# no heading"
    assert paragraph("1. no item") == r"1\. no item"
    assert paragraph("10.5 is a number") == "10.5 is a number"


def test_a_table_says_once_below_it_what_its_mark_for_not_stated_means():
    table = Table(say("waits"), (say("step"), say("wait")), [["call", Amount(None, "minutes")], ["x", NOT_STATED]])
    assert as_text(table, TerminalStyle()) == "waits\nstep  wait\ncall  –\nx     –\n– not stated\n"
    assert as_markdown(table, "en") == (
        "### waits\n\n| step | wait |\n| --- | --- |\n| call | – |\n| x | – |\n\n– not stated\n"
    )


def test_a_wide_table_wraps_its_texts_and_keeps_its_figures_whole():
    long = "a sentence that is much longer than the terminal is wide"
    table = Table(None, (say("step"), say("a figure with a long head"), "b"), [[f"{long}", Amount(0.5, "share"), long]])
    lines = as_text(table, TerminalStyle(width=50)).splitlines()
    assert max(map(len, lines)) <= 50
    assert sum("50%" in line for line in lines) == 1


def test_a_terminal_without_signs_gets_none():
    table = Table(None, (say("x"),), [[say("{a} ±{b}…", a=1, b=2)]])
    assert as_text(table, PLAIN).isascii()


def test_what_only_rounding_leaves_over_is_nothing():
    assert Amount(3.6e-16, "minutes", signed=True).text() == "0 min"
    assert Amount(-2.8e-18, "count", signed=True).text() == "0"
    assert Amount(4e-4, "count", signed=True).text() == "+<0.001"
