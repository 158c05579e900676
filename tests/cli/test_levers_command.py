"""`journeymap levers`, as a shell runs it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

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
