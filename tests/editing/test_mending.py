"""Fixes of findings: each mends its own and makes nothing worse."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from journeymap.config import Config
from journeymap.editing.mending import mend
from journeymap.pipeline import check_source
from journeymap.plugins import instances
from journeymap.rule_docs import page_of

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic
    from journeymap.rule import Rule

RULES: list[Rule] = sorted(instances("rules", "RULE"), key=lambda rule: rule.code)
# One of several ways in which a reader's message may offer what was meant, each with what becomes of it.
READ = [
    ("personas: {a: {share: 40}}", "40%"),
    ("personas: {a: {share: 50-60%}}", "55%"),
    ("reviewed: 31-12-2025", "2025-12-31"),
    ("reviewed: 05-06-2025", "2025-06-05"),
    ("steps: {a: {takes: 5}}", "5 min"),
    ("steps: {a: {takes: 5 minuts}}", "5 minutes"),
    ("steps: {a: {wait: 4+ weeks}}", "4-8 weeks"),
    ("steps: {a: {wait: none}}", "0 min"),
    ("steps: {a: {wait: 2/3 days}}", None),
    ("steps: {a: {takes: 1.500 min}}", "1500 min"),
    ("steps: {a: {complaints: 1.200}}", None),
    ("steps: {a: {customer: x, ende: helped}}", "end"),
    ("steps: {a: {pijnpunt: Too long}}", "pains"),
    ("steps: {a: {end: helpd}}", "helped"),
    ("steps: {a: {customer: x, next: [{b: {decides: custmer}}]}}", "customer"),
    ("channels: {p: {found: visble}}", "visible"),
    ("channels: {p: {open: Mon-Fri 9-5}}", None),
    ("titel: Moving house", "title"),
    ("status: to-bee", "to-be"),
    ("customer: {choice: captiv}", "captive"),
    ("steps: {a: {wait: 5-2 days}}", "2-5 days"),
    ("steps: {a: {wait: 3/1/2 days}}", "1/2/3 days"),
    ("steps: {a: {pages: 7 pages}}", "7"),
    ("scale: 10/1", "1-10"),
    ("scale: 10", "0-10"),
    ("calendar: Nederland", "NL"),
]


def check(text: str, rule: str = "") -> list[Diagnostic]:
    """Return what is wrong with a text; where a rule is named only its findings carry their fixes."""
    found = check_source(text, "case.yaml", Config(enable=(rule,) if rule else ())).diagnostics
    return [item if not rule or item.code.name == rule else replace(item, fixes=()) for item in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_fix_of_a_bad_example_mends_it_and_brings_nothing_new(rule: Rule):
    bad = page_of(rule).bad
    before = check(bad, rule.name)
    if not any(finding.fixes for finding in before):
        return
    mended = mend(bad, lambda text: check(text, rule.name), path="case.yaml", unsafe=True)
    after = check(mended.text, rule.name)
    assert mended.mended
    assert rule.name not in {finding.code.name for finding in after}
    assert not Counter(finding.code.name for finding in after) - Counter(finding.code.name for finding in before)


def test_many_rules_can_mend_what_they_find():
    fixing = [rule.name for rule in RULES if any(finding.fixes for finding in check(page_of(rule).bad, rule.name))]
    assert len(fixing) >= 25


@pytest.mark.parametrize(("line", "meant"), READ, ids=[line for line, _ in READ])
def test_what_the_reader_understands_is_offered_and_can_be_read(line: str, meant: str | None):
    text = f"{line}\n"
    fixes = [fix for finding in check(text) if finding.code.number in ("JM103", "JM112") for fix in finding.fixes]
    if meant is not None:
        assert meant in [fix.title.values["word"] for fix in fixes]
    after = mend(text, check, unsafe=True).text
    assert not [finding for finding in check(after) if finding.code.number in ("JM103", "JM112")]


def test_many_messages_of_the_reader_offer_what_was_meant():
    found = [finding for line, _ in READ for finding in check(f"{line}\n")]
    cut = check("journeymap: 1\ntitle: Moving\nsteps: {}\nabout: Way #2\n")
    offering = {finding.message.template for finding in (*found, *cut) if finding.fixes}
    assert len(offering) >= 15


def test_without_being_asked_only_what_means_the_same_is_mended():
    text = "titel: Moving\nsteps:\n  a: {customer: Calls, wait: 5}\n"
    assert mend(text, check).text == "journeymap: 1\ntitle: Moving\nsteps:\n  a: {customer: Calls, wait: 5}\n"


def test_a_fix_that_brings_an_error_is_not_kept():
    text = "journeymap: 1\ntitle: T\nsteps:\n  a: {customer: Calls, next: b}\n  b: {customer: Is left}\n"
    after = mend(text, check, unsafe=True).text
    assert "b: {customer: Is left, end: helped" in after  # with "gave-up" nothing would end well
