"""What stays the same of a finding when the file around it changes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from journeymap.diagnostics import Code, Diagnostic, Severity, Span
from journeymap.findings.identity import fingerprints, identities
from journeymap.i18n.messages import Joined, Message
from journeymap.pipeline import check_file, check_source

BLUEPRINTS = sorted(Path("blueprints").rglob("*.yaml"))
FAILS = """journeymap: 1
steps:
  a:
    customer: Calls
    fails:
      - {what: Line is busy, share: 20%, severity: 9, detection: 8}
      - {what: Wrong number, share: 20%, severity: 9, detection: 8}
    next: b
  b: {customer: Leaves, end: helped}
"""


def known(text: str) -> dict[str, str]:
    diagnostics = check_source(text, "a.yaml").diagnostics
    return dict(zip(fingerprints(diagnostics), (str(item.message) for item in diagnostics), strict=True))


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_no_two_findings_of_a_file_have_one_fingerprint(path: Path):
    result = check_file(path)
    found = fingerprints([*result.diagnostics, *(acceptance.diagnostic for acceptance in result.accepted)])
    assert not [name for name, count in Counter(found).items() if count > 1]


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_lines_and_comments_are_no_part_of_it(path: Path):
    text = path.read_text(encoding="utf-8")
    moved = "\n\n# a remark\n" + text.replace("\n  ", "\n\n  # another one\n  ", 1)
    assert fingerprints(check_source(text, "a.yaml").diagnostics) == fingerprints(
        check_source(moved, "other.yaml").diagnostics
    )


def test_two_findings_of_one_rule_at_one_step_are_told_apart_by_what_they_name():
    one_left = FAILS.replace("      - {what: Line is busy, share: 20%, severity: 9, detection: 8}\n", "")
    left = {name for name, message in known(FAILS).items() if "Wrong number" in message}
    assert left
    assert left <= known(one_left).keys()
    assert not {name for name, message in known(FAILS).items() if "busy" in message} & known(one_left).keys()


def test_figures_are_no_part_of_it():
    worse = FAILS.replace("share: 20%", "share: 30%").replace("severity: 9", "severity: 10")
    rule = "risk-priority"
    before, after = (
        {item for item in identities(check_source(text, "a.yaml").diagnostics) if item.rule == rule}
        for text in (FAILS, worse)
    )
    assert before
    assert before == after


def test_another_step_is_another_finding():
    before, after = known(FAILS), known(FAILS.replace("  a:", "  phone:"))
    assert not {name for name, message in before.items() if '"a"' in message} & after.keys()


def test_a_step_with_another_name_is_known_by_the_one_it_had():
    moved = check_source(FAILS.replace("  a:", "  phone:"), "a.yaml").diagnostics
    here = check_source(FAILS, "a.yaml").diagnostics
    assert set(identities(moved, {"phone": "a"})) == set(identities(here))


def test_a_finding_that_has_nothing_to_do_with_them_does_not_number_others_anew():
    """Two circles are told of one step in one way; what else is found stands anywhere among them."""
    place = Span("a.yaml", 3, 1, 3, 2)
    alike = [
        Diagnostic(
            Code("XX001", "alike"), Severity.NOTE, Message("{words}", {"words": Joined([word])}), place, step="a"
        )
        for word in ("first", "second", "third")
    ]
    other = Diagnostic(Code("XX002", "other"), Severity.NOTE, Message("aaa", {}), place, step="a")
    known = dict(zip(fingerprints(alike), alike, strict=True))
    assert len(known) == 3
    for at in range(4):
        mixed = [*alike[:at], other, *alike[at:]]
        found = dict(zip(fingerprints(mixed), mixed, strict=True))
        assert {mark: diagnostic for mark, diagnostic in found.items() if diagnostic is not other} == known
    assert dict(zip(fingerprints(alike[::-1]), alike[::-1], strict=True)) == known
