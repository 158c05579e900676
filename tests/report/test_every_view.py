"""Each analysis in full: as tables for people, and as figures with units for programs."""

from __future__ import annotations

import json
from pathlib import Path

import clinic
import pytest

from journeymap.pipeline import Result, check_file
from journeymap.plugins import module_names
from journeymap.reporter import as_json
from journeymap.tables import details
from journeymap.tables import records as data
from journeymap.terminal.charts import TerminalStyle
from journeymap.terminal.table import as_markdown, as_text

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
ANALYSES = [name.replace("_", "-") for name in module_names("analyses")]
NAMES = ("reparatieverzoek", "sportschool-opzeggen", "huis-versterken", "permit-application", "city-bike")


@pytest.fixture(scope="module")
def results() -> list[Result]:
    """Blueprints in which everything occurs that an analysis can find."""
    variants = sorted((BLUEPRINTS / "permit-variants").glob("*.yaml"))
    return [clinic.clinic(), *(check_file(BLUEPRINTS / f"{name}.yaml") for name in NAMES), *map(check_file, variants)]


def test_every_analysis_has_a_view_of_its_own():
    views = {name.replace("_", "-") for name in module_names("tables")}
    assert set(ANALYSES) <= views


@pytest.mark.parametrize("name", ANALYSES)
def test_an_analysis_is_shown_in_text_and_in_markdown_for_all_and_for_one_persona(name: str, results: list[Result]):
    for result in results:
        assert result.facts is not None
        for persona in (None, *result.facts.graph.blueprint.personas):
            tables = details.tables(result.facts, name, TerminalStyle(unicode=False), persona)
            text = details.text(result.facts, name, "a.yaml", TerminalStyle(unicode=False), persona)
            assert text.startswith(f"a.yaml: {name}\n")
            assert [table for table in tables if as_text(table, TerminalStyle(unicode=False)) not in text] == []
            assert [table for table in tables if not table.rows and not table.notes] == []
            for table in tables:
                assert as_markdown(table, "en").count("\n| ") >= len(table.rows)


@pytest.mark.parametrize("name", ANALYSES)
def test_every_number_of_an_analysis_has_a_unit_and_can_be_written_as_json(name: str, results: list[Result]):
    for result in results:
        assert result.facts is not None
        for field, value, unit in data.fields_of(result.facts, name):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                assert unit, field
    json.loads(as_json(data.document(results, name, None)), parse_constant=pytest.fail)


def test_steps_are_known_by_their_ids():
    facts = clinic.clinic().facts
    assert facts is not None
    content, _ = data.result_of(facts, "guarantee")
    assert content["standings"] == {"call": "guaranteed", "letter": "guaranteed", "visit": "guaranteed"}
    assert data.result_of(facts, "reachability")[0]["path"] == ["call", "visit", "letter"]


def test_the_published_figures_of_the_permit_service_appear():
    document = data.document([check_file(BLUEPRINTS / "permit-application.yaml")], None, None)
    figures = {figure["name"]: figure for figure in document["files"][0]["figures"]}
    assert figures["helped"]["value"] == pytest.approx(20 / 23, abs=1e-12)
    assert figures["time"]["value"] == pytest.approx(236.5527950310559, abs=1e-9)
    refusal = data.document([check_file(BLUEPRINTS / "permit-application-refusal.yaml")], None, None)
    figures = {figure["name"]: figure for figure in refusal["files"][0]["figures"]}
    assert figures["helped"]["value"] == pytest.approx(0.8, abs=1e-12)
    assert figures["time"]["value"] == pytest.approx(211.85714285714286, abs=1e-9)
    dead_end = data.document(
        [check_file(BLUEPRINTS / "permit-variants" / "permit-application-dead-end.yaml")], None, None
    )
    figures = {figure["name"]: figure for figure in dead_end["files"][0]["figures"]}
    assert (figures["time"]["value"], figures["stranded"]["value"]) == ("infinite", pytest.approx(0.2))


def test_the_dead_end_of_one_persona_is_told_where_the_mean_hides_it():
    document = data.document([clinic.clinic()], None, None)
    stranded = document["files"][0]["stranded_at"]
    assert stranded["worker"] == {
        "dead_ends": {},
        "circles": [],
        "unaccounted": {},
        "begin_nowhere": 0,
        "waits": {"steps": [], "share": 0},
    }
    assert stranded["elder"]["unaccounted"] == {"letter": pytest.approx(0.2)}


def test_the_time_of_those_who_are_helped_weighs_each_persona_by_how_many_are_helped():
    # Worker: 15 + 0.2 * (4320 + 5) + 75 = 955 minutes, all helped; elder: 90 minutes, four in five helped.
    document = data.document([clinic.clinic()], None, None)
    figure = next(one for one in document["files"][0]["figures"] if one["name"] == "time-of-helped")
    assert figure["by_persona"] == {"worker": pytest.approx(955), "elder": pytest.approx(90)}
    assert figure["value"] == pytest.approx((0.6 * 955 + 0.32 * 90) / 0.92)


def test_a_table_for_spreadsheets_has_a_row_per_figure_and_persona():
    rows = data.table([clinic.clinic()], None, "elder").splitlines()
    assert rows[0] == "path,figure,persona,value,unit,assumed_share,standard_error"
    helped = [row.split(",") for row in rows if row.startswith("clinic.yaml,helped,")]
    assert [row[2] for row in helped] == ["", "elder"]
    assert [float(row[3]) for row in helped] == pytest.approx([0.92, 0.8])
    assert "clinic.yaml,time,elder,infinite,minutes," in "\n".join(rows)


def test_no_text_makes_a_spreadsheet_compute():
    assert data.as_csv([("=1+1", "@x", "-2", None, True)]) == "'=1+1,'@x,-2,,true\n"


def test_no_word_is_cut_where_the_columns_can_move_closer_together():
    from journeymap.terminal.table import Table, as_text

    heads = ("a", "b", "c", "d")
    row = ("x" * 14, "y" * 14, "z" * 14, "one thing, afspraakkaart, another")
    text = as_text(Table(None, heads, [row]), TerminalStyle(width=61))
    assert all(word in text for word in ("x" * 14, "y" * 14, "z" * 14, "afspraakkaart,"))
    assert max(map(len, text.splitlines())) <= 61


def test_a_word_that_is_longer_than_its_column_begins_on_a_line_of_its_own():
    from journeymap.terminal.table import Table, as_text

    text = as_text(Table(None, ("a", "b"), [("x" * 30, "no and " + "y" * 40)]), TerminalStyle(width=50))
    assert max(map(len, text.splitlines())) <= 50
    assert [line.split()[-1] for line in text.splitlines()[1:3]] == ["and", "y" * len(text.splitlines()[2].split()[-1])]
