"""`journeymap analyse`, as a shell runs it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
PERMIT = BLUEPRINTS / "permit-application.yaml"
REPAIR = BLUEPRINTS / "reparatieverzoek.yaml"


def test_a_journey_is_summed_up_on_one_screen(run: Callable[..., Outcome]):
    done = run("analyse", PERMIT)
    assert done.code == 0
    assert done.out.startswith("Apply for a building permit (as-is)")
    assert "helped                          87%         87%       0%" in done.out
    assert "time on average            3.94 hours" in done.out
    assert "\033" not in done.out


def test_several_files_follow_each_other(run: Callable[..., Outcome], good: Path, dead_end: Path):
    done = run("analyse", good, dead_end)
    assert done.out.count("A cup of coffee") == 2
    assert "stranded at (100% assumed): wait (50%)" in done.out


def test_one_persona_stands_beside_all(run: Callable[..., Outcome]):
    done = run("analyse", REPAIR, "--persona", "oudere", "--lang", "en")
    assert done.out.splitlines()[1].split() == ["everyone", "oudere", "assumed"]


def test_a_persona_that_no_file_knows_is_wrong_use(run: Callable[..., Outcome]):
    done = run("analyse", REPAIR, "--persona", "odere")
    assert done.code == 2
    assert "Did you mean 'oudere'?" in done.err


def test_a_file_without_the_persona_is_left_out_and_said_so(run: Callable[..., Outcome]):
    done = run("analyse", REPAIR, PERMIT, "--persona", "oudere", "--format", "json")
    assert [Path(file["path"]).name for file in json.loads(done.out)["files"]] == ["reparatieverzoek.yaml"]
    assert "left out" in done.err


def test_one_analysis_is_shown_in_detail(run: Callable[..., Outcome]):
    done = run("analyse", PERMIT, "--analysis", "outcomes")
    assert "how often each step is done, per customer" in done.out
    assert "helped" in done.out


def test_an_analysis_that_does_not_exist_is_wrong_use(run: Callable[..., Outcome]):
    assert run("analyse", PERMIT, "--analysis", "outcome").code == 2


def test_programs_get_json_with_figures_and_units(run: Callable[..., Outcome]):
    content = json.loads(run("analyse", PERMIT, "--format", "json").out)
    (file,) = content["files"]
    figures = {figure["name"]: figure for figure in file["figures"]}
    assert figures["helped"]["value"] == pytest.approx(20 / 23)
    assert figures["time"]["unit"] == "minutes"
    assert figures["p90"]["error"] is not None
    assert file["guarantee"] == "likely"
    assert file["hot_spots"][0]["step"] == "assess"
    assert file["best_lever"]["kind"] == "point"
    detail = json.loads(run("analyse", PERMIT, "--analysis", "journey-time", "--format", "json").out)["files"][0]
    assert detail["result"]["total"]["mean"] == pytest.approx(236.5527950310559)
    assert detail["units"]["total"] == "minutes"
    assert detail["result"]["simulated"]["everyone"]["journeys"] == 4000


@pytest.mark.parametrize(("needs", "minutes"), [("needs: file, ", 185), ("", 5)])
def test_json_says_which_figure_is_the_time_of_the_journey(
    run: Callable[..., Outcome], here: Path, needs: str, minutes: int
):
    (here / "a.yaml").write_text(
        "journeymap: 1\nsteps:\n  a: {customer: Asks, takes: 5 min, starts: file, next: b}\n"
        f"  file: {{backstage: Files, takes: 3 h}}\n  b: {{customer: Has it, {needs}end: helped}}\n"
    )
    file = json.loads(run("analyse", "a.yaml", "--format", "json").out)["files"][0]
    figures = {figure["name"]: figure for figure in file["figures"]}
    assert figures[file["time_figure"]]["value"] == minutes
    assert sum(figures[name]["value"] for name in ("active", "waiting", "hidden-waiting")) == minutes


def test_spreadsheets_get_a_table(run: Callable[..., Outcome]):
    rows = list(csv.DictReader(io.StringIO(run("analyse", PERMIT, "--format", "csv").out)))
    helped = next(row for row in rows if row["figure"] == "helped" and row["persona"] == "owner")
    assert float(helped["value"]) == pytest.approx(20 / 23)
    assert helped["unit"] == "share"


def test_a_file_that_cannot_be_read_does_not_hide_the_others(run: Callable[..., Outcome], here: Path, good: Path):
    (here / "broken.yaml").write_text("no blueprint", encoding="utf-8")
    done = run("analyse", here / "broken.yaml", good)
    assert done.code == 1
    assert "nothing to analyse" in done.err
    assert "A cup of coffee" in done.out


def test_it_is_written_to_a_file_when_one_is_named(run: Callable[..., Outcome], here: Path, good: Path):
    done = run("analyse", good, "-o", here / "sum.txt")
    assert done.out == ""
    assert "A cup of coffee" in (here / "sum.txt").read_text(encoding="utf-8")


def test_a_terminal_without_signs_beyond_ascii_gets_a_plain_bar():
    command = [sys.executable, "-X", "utf8=0", "-m", "journeymap", "analyse", str(PERMIT)]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert b"# helped" in done.stdout
    assert done.stdout.isascii()
    assert b"\\u" not in done.stdout


@pytest.mark.parametrize("command", ["analyse", "levers"])
def test_figures_of_a_file_that_was_read_in_part_say_so(run: Callable[..., Outcome], here: Path, command: str):
    (here / "a.yaml").write_text(
        "journeymap: 1\nlanguage: nl\ntitle: K\n"
        "steps:\n  a: {customer: x, next: b}\n  b: {customer: y, end: gelukkig}\n"
    )
    found = run(command, "a.yaml")
    assert found.code == 0
    assert "a.yaml: 1 fout; de cijfers gaan over wat wel te lezen was" in found.err
    assert run(command, "a.yaml", "--format", "json").out.startswith("{")
