"""From a word that nobody wrote nothing follows: who decides, and what a gain in being helped is worth."""

from __future__ import annotations

import pytest
from journeys import graph, of

from journeymap.analyses.guarantee import ANALYSIS as GUARANTEE
from journeymap.analyses.levers import ANALYSIS as LEVERS
from journeymap.numerics.games import Standing
from journeymap.pipeline import check_source

LETTER = """
journeymap: 1
title: Letter
customer: {choice: captive}
steps:
  ask: {customer: Asks, frontstage: Takes it in, helps: [welcome, clarify], next: letter}
  letter: {customer: Opens the letter, next: {granted: DECIDES_A, refused: DECIDES_B}}
  granted: {customer: Has a home, asks: opinion, helps: evaluate, end: helped}
  refused: {customer: Reads that it is no, asks: objection, helps: alternative, end: refused}
"""


def letter(decides: str | None) -> str:
    words = "{}" if decides is None else f"{{decides: {decides}}}"
    return LETTER.replace("DECIDES_A", words).replace("DECIDES_B", words)


@pytest.mark.parametrize(
    ("decides", "expected"),
    [("customer", Standing.GUARANTEED), ("organisation", Standing.IN_THEIR_HANDS), ("chance", Standing.POSSIBLE)],
)
def test_who_is_said_to_decide_makes_it_known(decides: str, expected: Standing):
    found = of(GUARANTEE, letter(decides))
    assert (found.overall, found.depends_on) == (expected, ())


def test_what_depends_on_who_decides_says_where_and_no_rule_speaks():
    found = of(GUARANTEE, letter(None))
    assert found.overall is None
    assert graph(letter(None)).names(found.depends_on) == ("letter",)
    said = {one.code.name for one in check_source(letter(None), "t.yaml").diagnostics}
    assert "not-guaranteed" not in said


def test_where_it_makes_no_difference_it_is_known_whoever_decides():
    text = letter(None).replace("end: refused", "next: granted")
    assert of(GUARANTEE, text).overall is Standing.GUARANTEED


def test_a_single_way_is_no_choice():
    text = "steps:\n  a: {customer: A, next: b}\n  b: {customer: B, end: helped}"
    assert of(GUARANTEE, text).overall is Standing.GUARANTEED


def test_of_several_choices_only_those_that_matter_are_named():
    text = letter(None).replace("next: letter}", "next: {letter: {}, form: {}}}") + (
        "  form: {customer: Fills it in, next: letter}\n"
    )
    assert graph(text).names(of(GUARANTEE, text).depends_on) == ("letter",)


def test_helping_more_is_not_left_out_because_being_helped_takes_longer():
    text = """
steps:
  ask: {customer: Asks, frontstage: Listens, takes: 5 min, next: {late: {share: 60%, decides: organisation}, quit: 40%}}
  late: {customer: Talks it over, frontstage: Explains, takes: 5 h, next: {no: 50%, yes: 50%}}
  yes: {customer: Gets it, frontstage: Gives it, takes: 50 h, end: helped}
  no: {customer: Reads no, frontstage: Tells what else, helps: alternative, end: refused}
  quit: {customer: Hangs up, end: gave-up}
"""
    found = of(LEVERS, text)
    best = found.by_gain[0]
    assert (best.kind, best.step, best.towards) == ("point", "late", "yes")
    assert best.helped == pytest.approx(0.006)
    assert best.minutes > 0


JOIN = """
steps:
  a: {customer: A, frontstage: f, start: true, takes: 5 min, starts: w, next: b}
  w: {backstage: Makes it, wait: 10 days, takes: 1 h}
  b: {customer: B, frontstage: g, needs: w, end: helped}
"""


def test_the_wait_at_a_join_is_a_lever_and_what_is_waited_for_anyway_is_none():
    found = of(LEVERS, JOIN)
    first = found.by_figure["minutes"][0]
    assert (first.kind, first.step, first.minutes) == ("wait", "b", -(10 * 1440 + 60))
    shorter = of(
        LEVERS, JOIN.replace("starts: w, next: b", "starts: w, next: c") + "  c: {customer: C, takes: 2 h, next: b}\n"
    )
    assert [one.step for one in shorter.by_kind["minute"]] == ["a"]


def test_a_choice_by_which_alone_help_is_lost_is_named_and_not_those_of_which_it_takes_two():
    text = """
steps:
  ask: {customer: Asks, next: {form: {decides: customer}, gone: {}}}
  form: {customer: Fills it in, next: {desk: {}, call: {decides: customer}}}
  desk: {customer: Queues, next: {helped: {}, gone: {}}}
  call: {customer: Calls, next: {helped: {}, gone: {}}}
  helped: {customer: Is helped, end: helped}
  gone: {customer: Hears no, end: refused}
"""
    found = of(GUARANTEE, text)
    assert found.overall is None
    assert graph(text).names(found.depends_on) == ("ask",)
