"""`journeymap levers`, as a shell runs it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analyses.levers import ANALYSIS as LEVERS
from journeymap.i18n.messages import said
from journeymap.pipeline import check_source
from journeymap.tables.levers import view
from journeymap.terminal.charts import TerminalStyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
PERMIT = BLUEPRINTS / "permit-application.yaml"
REPAIR = BLUEPRINTS / "reparatieverzoek.yaml"


def test_the_small_changes_that_win_most_are_listed(run: Callable[..., Outcome]):
    done = run("levers", PERMIT)
    assert done.code == 0
    assert 'at "assess", 1% of the customers to' in done.out
    assert "what helps most customers" in done.out


SIX_WEEKS = """
journeymap: 1
title: T
language: nl
steps:
  vraag: {customer: Vraagt aan, frontstage: Neemt aan, takes: 5 min, next: wacht}
  wacht: {customer: Wacht, wait: 6 weken, next: {hoort: 80%, weg: 20%}}
  hoort: {customer: Hoort het, frontstage: Belt, wait: 2 uur, end: helped}
  weg: {customer: Geeft het op, end: gave-up}
"""


def changes_in(text: str, language: str) -> list[str]:
    """The changes that the command lists, in its order."""
    facts = check_source(text, "a.yaml").facts
    tables = view(facts.of(LEVERS), facts.graph, None, TerminalStyle(language))
    return [said(row[0], language) for table in tables for row in table.rows]


def test_each_change_is_said_once_with_what_it_is_and_is_never_called_small(
    run: Callable[..., Outcome], tmp_path: Path
):
    listed = changes_in(SIX_WEEKS.lstrip(), "nl")
    assert 'geen wachttijd vóór "wacht", nu 42 dagen' in listed
    assert len(listed) == len(set(listed))
    (tmp_path / "a.yaml").write_text(SIX_WEEKS.lstrip(), encoding="utf-8")
    english = " ".join(run("analyse", tmp_path / "a.yaml", "--lang", "en").out.split())
    assert 'best change (100% assumed): no wait before "wacht", now 42 days: -42 days time' in english
    assert "small" not in english + run("levers", tmp_path / "a.yaml", "--lang", "en").out
    assert "klein" not in run("levers", tmp_path / "a.yaml").out


def test_of_a_real_service_no_change_is_said_twice():
    listed = changes_in(REPAIR.read_text(encoding="utf-8"), "en")
    assert len(listed) > 10
    assert len(listed) == len(set(listed))


def test_a_column_of_times_has_one_unit(run: Callable[..., Outcome], tmp_path: Path):
    (tmp_path / "a.yaml").write_text(SIX_WEEKS.lstrip(), encoding="utf-8")
    lines = run("levers", tmp_path / "a.yaml").out.splitlines()
    saved = [word for line in lines for word in re.findall(r"(-[\d,]+ \w+)", line)]
    assert [time for time in saved if "dagen" not in time] == []
    assert [saved[0], saved[1]] == ["-42 dagen", "-0,0667 dagen"]


def test_a_change_shows_all_figures_before_and_after_per_persona(run: Callable[..., Outcome]):
    # Were every plan approved that is assessed, everybody would be helped, and nobody would write a letter.
    done = run("levers", PERMIT, "--set", "assess.next.issue.share=100%")
    assert done.code == 0
    helped = next(line for line in done.out.splitlines() if line.startswith("helped"))
    assert helped.split() == ["helped", "87%", "->", "100%", "87%", "->", "100%", "better"]
    content = json.loads(run("levers", PERMIT, "--set", "assess.next.issue.share=100%", "--format", "json").out)
    figures = {figure["name"]: figure for figure in content["figures"]}
    assert figures["helped"]["after"] == 1.0
    # 30 + (20 + 45 * 3/7 + 20 * 3/7) + 120 + 15 minutes: of ten files three come back, again and again.
    assert figures["time"]["after"] == pytest.approx(30 + 20 / 0.7 + 45 * 3 / 7 + 135)
    assert figures["time"]["by_persona"]["owner"]["after"] == figures["time"]["after"]
    assert [change["asked"] for change in content["changes"]] == [True, False]


def test_hours_of_a_channel_can_be_changed(run: Callable[..., Outcome]):
    done = run("levers", REPAIR, "--set", "channels.balie.open=24/7", "--set", "channels.telefoon.open=24/7",
               "--set", "channels.bezoek.open=24/7", "--format", "json")  # fmt: skip
    access = next(figure for figure in json.loads(done.out)["figures"] if figure["name"] == "access")
    assert access["before"] == 0.0
    assert access["after"] == 1.0
    assert access["improved"] is True


def test_wrong_names_and_values_are_said_with_what_was_meant(run: Callable[..., Outcome]):
    done = run("levers", REPAIR, "--set", "belen.wait=1 min", "--set", "bellen.wait=3", "--lang", "en")
    assert done.code == 2
    assert done.out == ""
    assert '--set:1:1: error: this file has no step and no word "belen"' in done.err
    assert 'did you mean "bellen"?' in done.err
    assert '--set:2:13: error: "3" has no unit of time' in done.err


def test_the_file_stays_as_it_is(run: Callable[..., Outcome], good: Path):
    before = good.read_bytes()
    assert run("levers", good, "--set", "order.takes=5 min").code == 0
    assert good.read_bytes() == before


def test_tables_for_spreadsheets(run: Callable[..., Outcome]):
    rows = list(csv.DictReader(io.StringIO(run("levers", PERMIT, "--format", "csv").out)))
    assert (rows[0]["rank"], rows[0]["step"], rows[0]["persona"]) == ("1", "assess", "")
    changed = run("levers", PERMIT, "--set", "check.takes=10 min", "--format", "csv").out
    time = next(row for row in csv.DictReader(io.StringIO(changed)) if row["figure"] == "time" and not row["persona"])
    assert float(time["change"]) == pytest.approx(-10 / 0.7)


def test_a_file_that_cannot_be_read_is_said(run: Callable[..., Outcome], here: Path):
    done = run("levers", here / "nothing.yaml")
    assert done.code == 1
    assert "nothing to change" in done.err
