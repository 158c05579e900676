"""The report, as it is written for one small journey."""

from __future__ import annotations

from pathlib import Path

import clinic

from journeymap.summaries.report import report

EXPECTED = Path(__file__).parent / "expected" / "report.md"


def test_the_report_reads_as_expected(accept: bool):
    text = report(clinic.clinic(), "en", "clinic.svg")
    if accept:
        EXPECTED.write_text(text, encoding="utf-8")
    assert text == EXPECTED.read_text(encoding="utf-8")
