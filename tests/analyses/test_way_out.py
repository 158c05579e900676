"""The way out beside the way in, with the published counts of a subscription."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from journeymap.analyses.way_out import ANALYSIS, Pair
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from pathlib import Path

JOIN = """
journeymap: 1
title: {title}
{relates}
channels: {{web: {{name: Website, found: prominent}}, tv: {{name: Television, found: prominent}}}}
steps:
  offer: {{customer: Sees the offer, start: true, next: [click, remote]}}
  click: {{customer: Clicks, channel: web, clicks: 2, pages: 1, takes: 1 min, next: member}}
  remote: {{customer: Presses a button, channel: tv, takes: 1 min, next: member}}
  member: {{customer: Is a member, end: helped}}
"""
LEAVE = """
journeymap: 1
title: {title}
relates: {{mirrors: join.yaml}}
channels: {{web: {{name: website, found: prominent}}, end: {{name: The iliad, found: buried}}}}
steps:
  decide: {{customer: Wants to leave, start: true, next: search}}
  search: {{customer: Looks for it, channel: web, clicks: 1, pages: 1, takes: 2 min, next: benefits}}
  benefits:
    customer: Reads what is lost
    channel: end
    clicks: 2
    pages: 1
    takes: 2 min
    next: {{offers: 80%, stay: 20%}}
  offers: {{customer: Declines offers, channel: end, clicks: 2, pages: 1, takes: 2 min, next: confirm}}
  confirm: {{customer: Confirms, channel: end, clicks: 1, pages: 1, takes: 1 min, next: gone}}
  stay: {{customer: Gives up, end: gave-up}}
  gone: {{customer: Is gone, end: helped}}
"""


def pair(folder: Path, file: str, title: str = "Leaving", join: str = "Joining", relates: str = "") -> Pair:
    (folder / "join.yaml").write_text(JOIN.format(title=join, relates=relates), encoding="utf-8")
    (folder / "leave.yaml").write_text(LEAVE.format(title=title), encoding="utf-8")
    result = check_file(folder / file)
    assert result.facts is not None
    found: Any = result.facts.of(ANALYSIS)
    (only,) = found.pairs
    return only


def test_six_clicks_out_against_two_in_is_a_ratio_of_three(tmp_path: Path):
    # FTC v. Amazon (2023): one or two clicks in; six clicks on four pages out.
    found = pair(tmp_path, "leave.yaml")
    assert found.direction == "out"
    assert (found.way_out.clicks, found.way_in.clicks) == (6, 2)
    assert (found.way_out.pages, found.way_in.pages) == (4, 1)
    assert (found.ratios["clicks"], found.ratios["pages"]) == (3, 4)


def test_the_other_measures_of_the_two_ways(tmp_path: Path):
    found = pair(tmp_path, "leave.yaml")
    assert found.way_out.path == ("decide", "search", "benefits", "offers", "confirm", "gone")
    assert found.ratios["steps"] == pytest.approx(6 / 3)
    assert found.ratios["minutes"] == pytest.approx(7)
    assert found.ratios["expected_minutes"] == pytest.approx(7)
    assert found.ratios["findability"] == 3
    assert found.way_out.helped == pytest.approx(0.8)
    # The website is the same channel, however it is written.
    assert found.missing_channels == ("Television",)


def test_the_pair_is_the_same_seen_from_the_way_in(tmp_path: Path):
    found = pair(tmp_path, "join.yaml", relates="relates: {mirrors: leave.yaml}")
    assert found.direction == "in"
    assert found.ratios["clicks"] == 3
    assert found.way_out.title == "Leaving"


def test_tags_say_which_way_is_which(tmp_path: Path):
    relates = "relates: {mirrors: leave.yaml}\ntags: way-in"
    assert pair(tmp_path, "leave.yaml", title="B", join="A", relates=relates).direction == "out"


def test_where_nothing_tells_the_direction_is_not_known(tmp_path: Path):
    (tmp_path / "x.yaml").write_text("", encoding="utf-8")
    found = pair(tmp_path, "join.yaml", title="B", join="A", relates="relates: {mirrors: ./leave.yaml}")
    # The name of the file tells, where neither title nor tag does.
    assert found.direction == "in"


def test_a_way_that_nobody_can_go_is_not_possible(tmp_path: Path):
    pair(tmp_path, "leave.yaml")
    text = (tmp_path / "leave.yaml").read_text(encoding="utf-8").replace("end: helped", "end: refused")
    (tmp_path / "leave.yaml").write_text(text, encoding="utf-8")
    result = check_file(tmp_path / "leave.yaml")
    (found,) = result.facts.of(ANALYSIS).pairs
    assert not found.way_out.possible
    assert found.way_out.clicks is None
    assert "clicks" not in found.ratios


def test_a_journey_that_mirrors_none_has_no_pair(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("journeymap: 1\nsteps:\n  a: {customer: x, end: helped}\n", encoding="utf-8")
    assert check_file(tmp_path / "a.yaml").facts.of(ANALYSIS).pairs == ()
