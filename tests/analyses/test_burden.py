"""What several journeys together ask of a household."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeymap.analyses.burden import ANALYSIS, Burden
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from pathlib import Path

DAMAGE = """
journeymap: 1
title: Damage
relates: {beside: [strong.yaml, gone.yaml]}
personas: {family: {share: 50%}, alone: {share: 50%}}
actors: {surveyor: {name: Surveyor, lane: frontstage}, builder: {name: Builder, lane: frontstage}}
steps:
  report: {customer: Reports, burden: form, next: survey}
  survey:
    customer: Opens the door
    frontstage: {by: surveyor, does: Looks}
    burden: {huisbezoek: 1}
    next: {repair: {share: {family: 100%, alone: 50%}}, no: {share: {family: 0%, alone: 50%}}}
  repair: {frontstage: {by: builder, does: Repairs}, takes: 3 days, burden: {home-visit: 2}, next: done}
  done: {customer: Is done, end: helped}
  no: {customer: Gets nothing, burden: letter, end: refused}
"""
STRONG = """
journeymap: 1
title: Strengthening
actors: {engineer: {name: surveyor, lane: frontstage}}
steps:
  look: {customer: Waits, frontstage: {by: engineer, does: Looks}, burden: {home-visit: 3}, next: build}
  build: {frontstage: Builds, burden: {home-visit: 1, nuisance-day: 30}, takes: 10 days, end: helped}
"""


def burden(folder: Path) -> Burden:
    (folder / "damage.yaml").write_text(DAMAGE, encoding="utf-8")
    (folder / "strong.yaml").write_text(STRONG, encoding="utf-8")
    found: Burden = check_file(folder / "damage.yaml").facts.of(ANALYSIS)
    return found


def test_visits_add_up_over_the_journeys_beside_each_other(tmp_path: Path):
    found = burden(tmp_path)
    # 1 + 2 for the family, 1 + 2/2 alone; 3 + 1 for the strengthening. A Dutch word for a visit is a visit.
    assert [journey.title for journey in found.journeys] == ["Damage", "Strengthening"]
    assert [journey.home_visits for journey in found.journeys] == [2.5, 4]
    assert found.kinds == {"form": 1, "home-visit": 6.5, "letter": 0.25, "nuisance-day": 30}
    assert found.by_persona["family"]["home-visit"] == 7
    assert found.by_persona["alone"]["home-visit"] == 6


def test_days_of_nuisance_are_stated_or_those_of_the_visits(tmp_path: Path):
    found = burden(tmp_path)
    # A survey is a day, the repair takes three days in three of four households; the strengthening says thirty, and its
    # survey three visits.
    assert found.journeys[0].nuisance_days.mean == pytest.approx(1 + 0.75 * 3)
    assert found.nuisance_days == pytest.approx(1 + 2.25 + 33)


def test_visits_by_the_same_people_could_be_combined(tmp_path: Path):
    (group,) = burden(tmp_path).combinable
    assert (group.why, group.what) == ("actor", "Surveyor")
    assert [(visit.file, visit.step, visit.expected) for visit in group.visits] == [
        (None, "survey", 1),
        ("strong.yaml", "look", 3),
    ]
    assert group.saved == 1


def test_journeys_that_end_differently_are_told(tmp_path: Path):
    (meeting,) = burden(tmp_path).meetings
    # Damage is repaired in three of four cases, the strengthening always.
    assert meeting.ends_differ == pytest.approx(0.25)
    assert meeting.apart == pytest.approx((10 - 0.75 * 3) * 1440)


def test_a_journey_by_itself_is_its_own_burden(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("journeymap: 1\nsteps:\n  a: {customer: x, end: helped}\n", encoding="utf-8")
    found: Burden = check_file(tmp_path / "a.yaml").facts.of(ANALYSIS)
    assert (found.kinds, found.combinable, found.meetings) == ({}, (), ())
    assert found.nuisance_days == 0


def test_visits_that_ask_for_the_same_could_be_one_and_those_that_ask_only_who_it_is_not(tmp_path: Path):
    visit = "customer: Opens the door, frontstage: Looks, identifies: name, burden: {home-visit: 1}"
    (tmp_path / "here.yaml").write_text(
        f"journeymap: 1\nrelates: {{beside: there.yaml}}\nsteps:\n"
        f"  look: {{{visit}, asks: [name, measures], next: mend}}\n  mend: {{{visit}, asks: name, end: helped}}\n",
        encoding="utf-8",
    )
    (tmp_path / "there.yaml").write_text(
        f"journeymap: 1\nsteps:\n  see: {{{visit}, asks: [name, Measures], end: helped}}\n", encoding="utf-8"
    )
    (together,) = check_file(tmp_path / "here.yaml").facts.of(ANALYSIS).combinable
    assert (together.why, together.what, together.saved) == ("item", "measures", 1)
    assert [(visit.file, visit.step) for visit in together.visits] == [(None, "look"), ("there.yaml", "see")]
