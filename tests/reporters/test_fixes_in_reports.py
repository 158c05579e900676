"""Reports for programs carry the fixes, with edits that anybody can carry out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from journeymap.editing import change_text
from journeymap.pipeline import check_file, check_source
from journeymap.plugins import instance
from journeymap.reporter import Settings

if TYPE_CHECKING:
    from journeymap.result import Result

BLUEPRINTS = ["winkel-retour", "huis-versterken", "hospital-visit"]
BROKEN = "\ufefftitle: x\r\nsteps:\r\n  a: {klant: 'Belt 😀', next: don} # who\r\n  don: {end: helpd}\r\n"
# What SARIF 2.1.0 (3.55 to 3.57, 3.30) asks of a fix.
REGION = {
    "type": "object",
    "required": ["startLine", "startColumn", "endLine", "endColumn"],
    "additionalProperties": False,
    "properties": {
        name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endLine", "endColumn")
    },
}
CHANGE = {
    "type": "object",
    "required": ["artifactLocation", "replacements"],
    "additionalProperties": False,
    "properties": {
        "artifactLocation": {"type": "object", "required": ["uri"]},
        "replacements": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["deletedRegion"],
                "additionalProperties": False,
                "properties": {
                    "deletedRegion": REGION,
                    "insertedContent": {"type": "object", "properties": {"text": {"type": "string"}}},
                },
            },
        },
    },
}
FIXES = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["description", "artifactChanges"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "object", "required": ["text"]},
            "artifactChanges": {"type": "array", "minItems": 1, "items": CHANGE},
        },
    },
}


def result_of(name: str) -> Result:
    return check_source(BROKEN, "broken.yaml") if name == "broken" else check_file(f"blueprints/{name}.yaml")


def written(form: str, result: Result) -> Any:
    return json.loads(instance("reporters", "REPORTER", form).report([result], Settings(folder=Path.cwd())))


def carried_out(text: str, places: list[tuple[tuple[int, int], tuple[int, int], str]]) -> str:
    """What a reader makes of edits who knows nothing but lines and columns."""
    lines = text.splitlines(keepends=True) or [""]
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    for (line, column), (end_line, end_column), new in sorted(places, reverse=True):
        start, end = starts[line - 1] + column - 1, starts[end_line - 1] + end_column - 1
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize("name", [*BLUEPRINTS, "broken"])
def test_the_edits_in_json_do_what_the_fix_does(name: str):
    result = result_of(name)
    findings = written("json", result)["files"][0]["diagnostics"]
    assert any(finding["fixes"] for finding in findings)
    for finding, diagnostic in zip(findings, result.diagnostics, strict=True):
        for told, fix in zip(finding["fixes"], diagnostic.fixes, strict=True):
            places = [
                ((edit["line"], edit["column"]), (edit["end_line"], edit["end_column"]), edit["text"])
                for edit in told["edits"]
            ]
            assert carried_out(result.text, places) == change_text(result.text, fix.changes).after
            assert told["safe"] is fix.safe
            assert told["title"] == fix.title.text(result.language)


@pytest.mark.parametrize("name", [*BLUEPRINTS, "broken"])
def test_the_fixes_in_sarif_are_those_of_the_standard_and_do_what_the_fix_does(name: str):
    result = result_of(name)
    entries = written("sarif", result)["runs"][0]["results"]
    assert any("fixes" in entry for entry in entries)
    for entry, diagnostic in zip(entries, result.diagnostics, strict=False):
        if "fixes" not in entry:
            assert not diagnostic.fixes
            continue
        jsonschema.validate(entry["fixes"], FIXES)
        for told, fix in zip(entry["fixes"], diagnostic.fixes, strict=True):
            (change,) = told["artifactChanges"]
            assert (
                change["artifactLocation"]["uri"]
                == entry["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            )
            places = []
            for replacement in change["replacements"]:
                line, column, end_line, end_column = replacement["deletedRegion"].values()
                places.append(((line, column), (end_line, end_column), replacement["insertedContent"]["text"]))
            assert carried_out(result.text, places) == change_text(result.text, fix.changes).after


def test_a_fix_that_cannot_be_made_in_the_text_is_not_offered():
    text = "journeymap: 1\nsteps:\n  a: &a {customer: Calls, next: don}\n  b: *a\n  done: {customer: x, end: helped}\n"
    result = check_source(text, "shared.yaml")
    assert any(diagnostic.fixes for diagnostic in result.diagnostics)
    offered = [finding["fixes"] for finding in written("json", result)["files"][0]["diagnostics"]]
    for fixes, diagnostic in zip(offered, result.diagnostics, strict=True):
        assert len(fixes) <= len(diagnostic.fixes)
    assert sum(map(len, offered)) < sum(len(diagnostic.fixes) for diagnostic in result.diagnostics)


def test_alternatives_for_one_place_are_each_offered():
    result = check_source("journeymap: 1\nsteps:\n  a: {customer: Calls, end: helpd}\n  b: {end: refusd}\n", "two.yaml")
    counts = [len(finding["fixes"]) for finding in written("json", result)["files"][0]["diagnostics"]]
    assert counts == [len(diagnostic.fixes) for diagnostic in result.diagnostics]
    assert sum(counts) >= 2
