"""A shelf of blueprints: what stands on its pages, and that they can be trusted."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from journeymap.cli import main
from journeymap.config import Config
from journeymap.diagnostics import Severity
from journeymap.pipeline import check_source
from journeymap.shelf.cards import card_of, from_bytes, to_bytes
from journeymap.shelf.catalogue import catalogue
from journeymap.shelf.entries import entries_of, on_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from journeymap.result import Result
    from journeymap.terminal.table import Table

REPAIR = """\
journeymap: 1
title: Having a leak mended
owner: Maintenance
channels: {phone: {name: Telephone, open: "Mo-Fr 09:00-17:00"}}
systems: {crm: {name: Customer system, owner: ICT}}
personas: {fatima: {name: Fatima, share: 100%}}
steps:
  call:
    customer: Calls </script>
    frontstage: Asks
    channel: phone
    uses: crm
    asks: [Address, leak]
    next: {visit: 90%, quit: 10%}
  visit:
    customer: Opens the door
    frontstage: Mends it
    burden: {home-visit: 1}
    promise: 2 days
    wait: 1-5 days
    next: done
  done: {customer: Is dry again, end: helped}
  quit: {customer: Gives up, end: gave-up}
"""
MOVE = """\
journeymap: 1
title: Moving out
channels: {telephone: {name: telephone}}
systems: {customers: {name: Customer System}}
steps:
  ring: {customer: Rings, frontstage: Writes it down, channel: telephone, uses: customers, asks: address, next: look}
  look: {customer: Shows the house, frontstage: Looks, burden: {home-visit: 2}, end: helped}
"""


def tables(*texts: str) -> dict[str, Table]:
    """Return the tables of the catalogue of some blueprints by their titles."""
    results = [check_source(text, f"folder/{number}.yaml") for number, text in enumerate(texts)]
    return {str(table.title): table for table in catalogue(entries_of(results))}


def rows(table: Table) -> list[list[str]]:
    """Return the cells of a table as texts."""
    return [[cell.text("en") if hasattr(cell, "text") else str(cell) for cell in row] for row in table.rows]


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The folder of a site of two blueprints."""
    for name, text in (("repair", REPAIR), ("move", MOVE)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert main(["site", str(tmp_path), "-o", str(tmp_path / "public"), "-q"]) == 0
    return tmp_path / "public"


def test_the_same_question_of_two_services_is_found_whatever_its_capitals():
    assert rows(tables(REPAIR, MOVE)["asked by more than one service"]) == [
        ["Address", "2", "Calls </script> (Having a leak mended), Rings (Moving out)"]
    ]


def test_a_system_tells_what_stands_still_without_it_in_all_services():
    (row,) = rows(tables(REPAIR, MOVE)["systems"])
    assert row[0] == "Customer system"
    assert row[2] == "Having a leak mended, Moving out"
    assert row[3] == "Calls </script> (Having a leak mended), Rings (Moving out)"


def test_what_a_household_bears_is_added_up_over_the_services():
    (row,) = rows(tables(REPAIR, MOVE)["what a household bears"])
    assert row == ["home visits", "2.9", "Having a leak mended 0.9, Moving out 2"]


def test_a_promise_tells_by_what_chance_it_is_kept():
    (row,) = rows(tables(REPAIR, MOVE)["promises"])
    assert row[:3] == ["promise", "Opens the door (Having a leak mended)", "2 days"]
    assert row[3].endswith("%")


def test_a_channel_tells_its_hours_and_who_uses_it_whatever_its_capitals():
    assert rows(tables(REPAIR, MOVE)["channels"]) == [
        ["Telephone", "Mo-Fr 09:00-17:00", "Having a leak mended, Moving out"]
    ]


def test_an_actor_tells_whose_it_is_and_where_it_acts():
    plumbers = "{name: Plumber, lane: frontstage, partner: true, owner: Jansen}"
    acting = f"actors: {{plumber: {plumbers}, desk: {{name: Desk, lane: frontstage}}}}\nsteps:\n"
    text = REPAIR.replace("steps:\n", acting).replace(
        "frontstage: Mends it", "frontstage: {by: plumber, does: Mends it}"
    )
    other = MOVE.replace("steps:\n", "actors: {p: {name: plumber, lane: frontstage}}\nsteps:\n")
    plumber, desk = sorted(rows(tables(text, other)["actors"]), reverse=True)
    assert plumber == ["Plumber", "partner", "Jansen", "Having a leak mended, Moving out"]
    assert desk[:2] == ["Desk", "own organisation"]


def test_a_source_tells_when_it_was_and_what_rests_on_it():
    told = "sources: {talks: {kind: interview, n: 12, date: 2026-05-12}}\nsteps:\n"
    text = REPAIR.replace("steps:\n", told).replace("uses: crm", "uses: crm\n    heard: talks")
    (row,) = rows(tables(text)["sources"])
    assert row[0] == "talks"
    assert "2026" in " ".join(row)
    assert row[-1].startswith("Having a leak mended")


def test_personas_tell_how_many_each_service_helps():
    assert rows(tables(REPAIR)["personas"]) == [["Fatima", "Having a leak mended 90%"]]


def test_findings_are_counted_in_words_of_the_language():
    card = card_of(check_source(REPAIR, "a.yaml"))
    counts = Counter(finding.severity for finding in check_source(REPAIR, "a.yaml").diagnostics)
    assert f"{counts[Severity.WARNING]} waarschuwingen" in card.findings.text("nl")
    assert card_of(check_source(REPAIR, "a.yaml", Config(select=("xyz",)))).findings.text("en") == "no findings"


def test_two_files_of_one_name_have_two_pages():
    names = [entry.name for entry in entries_of([check_source(MOVE, path) for path in (
        "a/move.yaml", "b/move.yaml", "b/Move.journey.yaml", "index.yaml", "é.yaml")])]  # fmt: skip
    assert len({name.casefold() for name in names}) == 5
    assert "index" not in names


def test_the_index_leads_to_a_page_of_each_and_the_search_to_each_step(shelf: Path):
    index = (shelf / "index.html").read_text(encoding="utf-8")
    assert {"repair.html", "move.html", "catalogue.html"} <= {path.name for path in shelf.iterdir()}
    links = set(re.findall(r'href="([\w-]+\.html)', index))
    assert links == {"repair.html", "move.html", "catalogue.html", "index.html"}
    data = re.search(r'<script type="application/json" id="steps">(.*?)</script>', index, re.DOTALL)
    assert data is not None
    steps = {(page, step[0]) for _, page, _, steps in json.loads(data[1]) for step in steps}
    assert ("repair", "call") in steps
    assert len(steps) == 6


def test_nothing_on_a_shelf_is_fetched_or_run_but_its_own_script(shelf: Path):
    for name in ("index.html", "catalogue.html"):
        page = (shelf / name).read_text(encoding="utf-8")
        assert "default-src 'none'" in page
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
        assert "Calls </script>" not in page


def test_a_site_is_written_anew_over_itself_and_over_nothing_else(shelf: Path, capsys: pytest.CaptureFixture[str]):
    before = {path.name: path.read_bytes() for path in shelf.iterdir()}
    assert (
        main(["site", str(shelf.parent / "repair.yaml"), str(shelf.parent / "move.yaml"), "-o", str(shelf), "-q"]) == 0
    )
    assert {path.name: path.read_bytes() for path in shelf.iterdir()} == before
    assert main(["site", str(shelf.parent / "repair.yaml"), "-o", str(shelf.parent), "-q"]) == 2
    assert "holds other things" in capsys.readouterr().err


def test_a_page_whose_blueprint_is_gone_goes_as_well(shelf: Path):
    (shelf / "notes.html").write_text("mine", encoding="utf-8")
    (shelf.parent / "move.yaml").unlink()
    assert main(["site", str(shelf.parent), "-o", str(shelf), "-q"]) == 0
    assert {path.name for path in shelf.iterdir()} == {"repair.html", "index.html", "catalogue.html", "notes.html"}


def test_only_the_pages_of_what_changed_are_written_anew(shelf: Path):
    before = {path.name: path.stat().st_mtime_ns for path in shelf.iterdir()}
    (shelf.parent / "move.yaml").write_text(MOVE.replace("Rings", "Knocks"), encoding="utf-8")
    assert main(["site", str(shelf.parent), "-o", str(shelf), "-q"]) == 0
    after = {path.name: path.stat().st_mtime_ns for path in shelf.iterdir()}
    assert after["repair.html"] == before["repair.html"]
    assert after["move.html"] != before["move.html"]
    assert "Knocks" in (shelf / "index.html").read_text(encoding="utf-8")
    (shelf / "repair.html").write_text("torn", encoding="utf-8")
    assert main(["site", str(shelf.parent), "-o", str(shelf), "-q"]) == 0
    assert (shelf / "repair.html").stat().st_size > 1000


def test_a_shelf_is_the_same_from_several_processes_and_from_what_is_known(shelf: Path):
    before = {path.name: path.read_bytes() for path in shelf.iterdir()}
    for options in (["-j", "2", "--no-cache"], ["-j", "2"], [], ["--no-cache"]):
        other = shelf.parent / f"other{len(list(shelf.parent.iterdir()))}"
        assert main(["site", str(shelf.parent), "-o", str(other), "-q", *options]) == 0
        assert {path.name: path.read_bytes() for path in other.iterdir()} == before


def test_a_card_is_read_back_as_it_was_written():
    for number, text in enumerate((REPAIR, MOVE, "journeymap: 1\ntitle: Nothing\nsteps:\n")):
        card = card_of(check_source(text, f"{number}.yaml"))
        again = from_bytes(to_bytes(card))
        entries = [on_shelf([known], ["a"]) for known in (card, again)]
        assert [rows(table) for table in catalogue(entries[0])] == [rows(table) for table in catalogue(entries[1])]
        assert (again.title, again.steps, again.helped) == (card.title, card.steps, card.helped)


def test_a_fault_at_one_blueprint_is_told_and_the_others_are_shown(
    shelf: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    def failing(result: Result, *rest: object) -> str:
        if "move" in result.path:
            raise RuntimeError("broken inside")
        return "<!DOCTYPE html>"

    monkeypatch.setattr("journeymap.shelf.building.html_report", failing)
    assert main(["site", str(shelf.parent), "-o", str(shelf.parent / "new"), "-q", "--no-cache"]) == 3
    assert "left out, by a fault of the program: RuntimeError: broken inside" in capsys.readouterr().err
    assert {path.name for path in (shelf.parent / "new").iterdir()} == {"repair.html", "index.html", "catalogue.html"}


def test_a_file_that_cannot_be_shown_is_left_out_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "repair.yaml").write_text(REPAIR, encoding="utf-8")
    (tmp_path / "empty.yaml").write_text("journeymap: 1\ntitle: Nothing\nsteps:\n", encoding="utf-8")
    assert main(["site", str(tmp_path), "-o", str(tmp_path / "public"), "-q"]) == 0
    assert "left out" in capsys.readouterr().err
