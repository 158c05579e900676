"""The report, as it is written for one small journey."""

from __future__ import annotations

from pathlib import Path

import clinic

from journeymap import pipeline
from journeymap.report.markdown import markdown_report

EXPECTED = Path(__file__).parent / "expected" / "report.md"


def test_the_report_reads_as_expected(accept: bool):
    text = markdown_report(clinic.clinic(), "en", "clinic.svg")
    if accept:
        EXPECTED.write_text(text, encoding="utf-8")
    assert text == EXPECTED.read_text(encoding="utf-8")


JOINED = """
personas: {fast: {share: 50%}, slow: {share: 50%}}
steps:
  order:
    customer: Orders
    frontstage: Notes it
    takes: 10 min
    starts: [bake]
    next: {eat: {share: {fast: 100%, slow: 0%}}, talk: {share: {fast: 0%, slow: 100%}}}
  talk:  {customer: Talks, takes: 2 h, next: eat}
  bake:  {backstage: Bakes, takes: 1 h}
  eat:   {customer: Eats, needs: [bake], takes: 20 min, end: helped}
"""


def test_the_average_never_stands_without_its_spread_and_counts_what_is_waited_for():
    text = markdown_report(pipeline.check_source(JOINED, "bakery.yaml"), "en")
    # Fast ones wait for the oven: 10 + 60 + 20; slow ones talk longer than it bakes: 10 + 120 + 20.
    assert "Total time: 2 hours (90 min to 2.5 hours by persona) on average, half within " in text
    assert "nine in ten within 2.5 hours" in text
