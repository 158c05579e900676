"""Where the library of opening hours cannot be loaded, everything else works, and what is left out is said once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from journeymap.drawing import draw
from journeymap.model import opening_library
from journeymap.pipeline import check_source
from journeymap.plugins import instances

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.result import Result

BLUEPRINT = """journeymap: 1
calendar: nl
personas:
  worker: {name: A worker, available: "Mo-Fr 18:00-22:00", prefers: [phone]}
channels:
  phone: {name: Phone, open: "Mo-Fr 09:00-17:00; PH off"}
  desk: {name: Desk, open: maandag van 9 tot 12}
steps:
  ask: {customer: Asks, frontstage: Answers, channel: phone, next: done}
  done: {customer: Is helped, frontstage: Helps, channel: desk, end: helped}
"""


@pytest.fixture(autouse=True)
def _absent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "opening_hours", None)
    opening_library.is_here.cache_clear()
    yield
    opening_library.is_here.cache_clear()


def about_hours(result: Result) -> list[str]:
    return [str(finding.message) for finding in result.diagnostics if finding.code.name == "unjudged-hours"]


def test_a_check_says_once_that_hours_are_not_computed_and_goes_on():
    result = check_source(BLUEPRINT, "here.yaml")
    assert result.graph is not None
    (message,) = about_hours(result)
    assert message == "opening hours are not computed here, as the package opening-hours-py cannot be loaded"
    assert {"error"}.isdisjoint(finding.severity.value for finding in result.diagnostics)


def test_it_says_so_in_dutch_too():
    (finding,) = [finding for finding in check_source(BLUEPRINT, "here.yaml").diagnostics
                  if finding.code.name == "unjudged-hours"]  # fmt: skip
    assert (
        finding.message.text("nl")
        == "openingstijden worden hier niet berekend, want het pakket opening-hours-py is niet te laden"
    )
    assert finding.help is not None
    assert "pip install opening-hours-py" in finding.help.text("nl")


def test_nothing_is_said_where_no_hours_are_stated():
    text = "\n".join(line for line in BLUEPRINT.splitlines() if "open:" not in line and "available:" not in line)
    text = (
        text.replace("channels:\n", "")
        .replace("personas:\n", "")
        .replace("channel: phone, ", "")
        .replace("channel: desk, ", "")
    )
    assert about_hours(check_source(text, "here.yaml")) == []


def test_every_analysis_is_made_and_no_rule_judges_the_hours():
    result = check_source(BLUEPRINT, "here.yaml")
    assert result.graph is not None
    assert result.facts is not None
    for analysis in instances("analyses", "ANALYSIS"):
        result.facts.of(analysis)
    names = {finding.code.name for finding in result.diagnostics}
    assert names.isdisjoint({"closed-when-customer-can", "internal-error"})


def test_hours_are_drawn_as_they_are_written():
    result = check_source(BLUEPRINT, "here.yaml")
    assert result.blueprint is not None
    assert result.blueprint.channels["desk"].open == "maandag van 9 tot 12"
    assert result.journey is not None
    assert draw(result.journey).scenes


def test_the_code_of_a_country_is_still_two_letters():
    result = check_source(BLUEPRINT.replace("calendar: nl", "calendar: Holland"), "here.yaml")
    assert any('no holidays are known for "Holland"' in str(finding.message) for finding in result.diagnostics)
