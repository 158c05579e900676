"""Small files, and all that is said of each: one cause is told once, and nothing is told that does not follow."""

from __future__ import annotations

import pytest

from journeymap.diagnostics import Severity
from journeymap.findings.harm import weighed
from journeymap.findings.kinds import kind_of
from journeymap.pipeline import check_source

NO_START = """
journeymap: 1
title: T
steps:
  a: {customer: A, frontstage: x, starts: d, next: b}
  d: {backstage: D}
  b: {customer: B, frontstage: y, needs: d, next: {c: , a: {share: 5%, when: terug}}}
  c: {customer: C, frontstage: y, end: helped}
"""
NO_START_AND_RARELY_HELPED = """
journeymap: 1
title: T
steps:
  a: {customer: A, frontstage: x, takes: 5 min, next: b}
  b: {customer: B, frontstage: x, takes: 5 min, next: {a: {share: 99.99%, when: fout}, c: {share: 0.01%, when: goed}}}
  c: {customer: C, frontstage: x, end: helped}
"""
ONE_REFUSAL = """
journeymap: 1
title: Bare
steps:
  ask:
    customer: Asks
    frontstage: Takes it in
    next: {yes: {share: 70%, decides: organisation}, tell: {share: 30%, decides: organisation}}
  yes: {customer: Has it, end: helped}
  tell: {frontstage: Calls to say that it is no, next: no}
  no: {customer: Reads the letter, end: refused}
"""
NOTHING_LEADS_TO_IT = """
journeymap: 1
title: t
steps:
  a: {customer: A, frontstage: f, start: true, next: b}
  b: {customer: Receives it, frontstage: g, end: helped}
  q: {backstage: Prepares the file, next: b}
"""
TOLD_TWO_STEPS_AGO = """
journeymap: 1
title: Told two steps before
steps:
  a: {customer: Opzeggen, frontstage: Bevestigt, evidence: Brief, tells: [einddatum], next: b}
  b: {customer: Voorinspectie, frontstage: Loopt mee, evidence: Verslag, next: c}
  c: {customer: Eindinspectie, frontstage: Neemt sleutels in, wait: 3 weeks, promise: 4 weeks, end: helped}
"""
SILENT_FOR_FOUR_HOURS = """
journeymap: 1
title: A silent wait of four hours
steps:
  triage: {customer: Tells the nurse, frontstage: Nurse asks, takes: 5 min, next: waits}
  waits: {customer: Sits in the waiting room, wait: 4 hours, next: {doctor: 90%, leaves: {share: 10%, when: too long}}}
  doctor: {customer: Is seen, frontstage: Treats, takes: 10 min, end: helped}
  leaves: {customer: Leaves unseen, end: gave-up}
"""
A_SHORT_WAIT_IN_A_LONG_JOURNEY = """
journeymap: 1
title: A silent wait of an hour
steps:
  asks: {customer: Asks, frontstage: Answers, takes: 2 days, next: waits}
  waits: {customer: Sits in the waiting room, frontstage: Calls them in, wait: 1 hour, end: helped}
"""
LATE_ON_THURSDAY = """
journeymap: 1
title: t
steps:
  a: {customer: A, frontstage: f, start: true, wait: 2 working days, promise: 3 days, tells: x, next: b}
  b: {customer: B, end: helped}
"""
REPAIR = """
journeymap: 1
title: Reparatie
language: nl
customer: {choice: captive}
steps:
  bellen:
    customer: Belt
    frontstage: Neemt op
    asks: [ITEM]
    helps: clarify
    next: {ja: {share: 50%, decides: organisation}, nee: {share: 50%, decides: organisation}}
  ja: {customer: Het is droog, helps: evaluate, end: helped}
  nee: {customer: Leest dat het niet kan, helps: alternative, end: refused}
"""


def said(text: str) -> dict[str, str]:
    """What is said of a service, by rule; what is only noted is left out."""
    found = check_source(text.lstrip(), "case.yaml").diagnostics
    return {one.code.name: str(one.message) for one in found if one.severity is not Severity.NOTE}


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        pytest.param(NO_START, {"no-start"}, id="no beginning, and work beside the path"),
        pytest.param(NO_START_AND_RARELY_HELPED, {"no-start"}, id="no beginning, and hardly anybody is helped"),
        pytest.param(ONE_REFUSAL, {"bare-no"}, id="a refusal that is told of one step before"),
        pytest.param(NOTHING_LEADS_TO_IT, {"unreachable-step"}, id="work that nothing leads to"),
        pytest.param(TOLD_TWO_STEPS_AGO, set(), id="told in a letter two steps ago"),
        pytest.param(SILENT_FOR_FOUR_HOURS, {"silent-wait"}, id="four hours, and some leave"),
        pytest.param(A_SHORT_WAIT_IN_A_LONG_JOURNEY, set(), id="an hour in a journey of days"),
        pytest.param(LATE_ON_THURSDAY, {"broken-promise"}, id="two working days that are four at times"),
    ],
)
def test_one_cause_is_told_once(text: str, rules: set[str]):
    assert set(said(text)) == rules


def test_two_working_days_are_late_for_who_asks_on_thursday_or_friday():
    assert "40%" in said(LATE_ON_THURSDAY)["broken-promise"]


@pytest.mark.parametrize("item", ["klacht", "lekkage", "bezwaar"])
def test_a_word_in_what_is_asked_is_no_voice(item: str):
    assert said(REPAIR.replace("ITEM", item)) == said(REPAIR.replace("ITEM", "adres"))


def test_what_the_file_lacks_is_no_harm_to_customers():
    text = "title: T\nlanguage: nl\nsteps:\n  a: {customer: Belt, frontstage: Neemt op, end: helped}\n"
    (version,) = [
        one for one in weighed(check_source(text, "a.yaml")).diagnostics if one.code.name == "missing-version"
    ]
    assert kind_of(version) == "file"
    assert not version.harm
