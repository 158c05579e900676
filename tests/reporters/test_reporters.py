"""Each report, as it is written for one fixed set of findings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest

from journeymap.diagnostics import (
    INVALID_VALUE,
    UNKNOWN_KEY,
    Acceptance,
    Code,
    Diagnostic,
    NotedPains,
    Related,
    Severity,
    Span,
)
from journeymap.i18n.messages import say
from journeymap.plugins import instance, module_names
from journeymap.reporter import Settings
from journeymap.reporters import text as text_reporter

EXPECTED = Path(__file__).parent / "expected"
TEXT = "journeymap: 1\n\ttitle: 漢字, 50% of all\nsteps:\n  call: {customer: e\u0301 calls \x1b[31mred, nxt: wait}\n"


@dataclass(frozen=True)
class File:
    path: str
    text: str
    language: str
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Acceptance, ...] = ()
    pains: NotedPains | None = None


FULL = Diagnostic(
    Code("JM203", "dead-end"),
    Severity.ERROR,
    say('"{step}" leads nowhere, 100%', step="call"),
    Span("a b/x,y.yaml", 4, 3, 4, 7),
    help=say('let it lead to a step, or write "end: helped"'),
    related=(Related(Span("a b/x,y.yaml", 2, 2, 2, 7), say("the other one is here")),),
    step="call",
    witness=("start", "call"),
    effect=say("the customer is stuck"),
    personas=("werkend", "oudere"),
    assumed=0.5,
    harm=0.25,
)
WIDE = Diagnostic(INVALID_VALUE, Severity.WARNING, say("wide"), Span("a b/x,y.yaml", 2, 9, 2, 11))
LATER = Diagnostic(UNKNOWN_KEY, Severity.NOTE, say("no\nbreaks: %, and ::"), Span("a b/x,y.yaml", 4, 38, 4, 41))
NOWHERE = Diagnostic(Code("JM201", "no-start"), Severity.ERROR, say("it begins nowhere"), None)
FILES = [
    File("a b/x,y.yaml", TEXT, "en", (WIDE, FULL, LATER), (Acceptance(NOWHERE, "we know"),)),
    File("leeg.yaml", "", "nl", ()),
    File("built.yaml", "", "en", (NOWHERE,)),
]


def report(form: str, files=FILES, *, everything: bool = True, **settings) -> str:
    return instance("reporters", "REPORTER", form).report(files, Settings(everything=everything, **settings))


def without_pages(written: str) -> str:
    """Leave out what comes from elsewhere: the version, and the pages of the rules, which have tests of their own."""
    data = json.loads(written)
    driver = data["runs"][0]["tool"]["driver"]
    driver |= {"version": "", "semanticVersion": ""}
    driver["rules"] = [{"id": rule["id"], "name": rule["name"]} for rule in driver["rules"]]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("form", module_names("reporters"))
def test_the_report_is_as_it_was_agreed(form: str, accept: bool):
    written = report(form, folder=Path("/somewhere"))
    if form == "sarif":
        written = without_pages(written)
    expected = EXPECTED / f"{form}.txt"
    if accept:
        expected.parent.mkdir(exist_ok=True)
        expected.write_bytes(written.encode("utf-8"))
    assert written == expected.read_bytes().decode("utf-8")


@pytest.mark.parametrize("form", module_names("reporters"))
def test_a_report_on_nothing_is_short(form: str):
    assert report(form, []).count("\n") < 30


@pytest.mark.parametrize("form", module_names("reporters"))
def test_a_file_cannot_command_the_terminal(form: str):
    hostile = "\x1b[2J\x07\u202egnp\x9b31m"
    place = Span(f"{hostile}.yaml", 1, 1, 1, 4)
    bad = Diagnostic(UNKNOWN_KEY, Severity.ERROR, say("{word}", word=hostile), place, say("{word}", word=hostile))
    shown = report(form, [File(place.path, hostile * 30, "en", (bad,))])
    assert not set(shown) & set("\x1b\x07\x9b\u202e")


def test_colour_changes_nothing_but_colour():
    import re

    for form in ("text", "summary"):
        assert re.sub(r"\033\[[\d;]*m", "", report(form, colour=True)) == report(form)
        assert "\033[" in report(form, colour=True)


def test_the_underline_stands_below_the_place():
    lines = report("text").splitlines()
    at = next(number for number, line in enumerate(lines) if "漢字" in line)
    assert lines[at] == "  2 |     title: 漢字, 50% of all"
    assert lines[at + 1] == "    |            ^^^^"


def test_a_very_long_line_is_cut_around_the_place():
    line = "x" * 5000 + " here " + "y" * 5000
    bad = Diagnostic(UNKNOWN_KEY, Severity.ERROR, say("bad"), Span("l.yaml", 1, 5002, 1, 5006))
    shown = report("text", [File("l.yaml", line, "en", (bad,))]).splitlines()
    assert len(shown[1]) < 200
    start = shown[2].index("^")
    assert shown[1][start : start + 4] == "here"
    assert shown[2].count("^") == 4


def test_of_a_line_that_holds_a_whole_file_only_what_is_shown_is_looked_at(monkeypatch: pytest.MonkeyPatch):
    looked_at: list[int] = []
    width = text_reporter.display_width
    monkeypatch.setattr(text_reporter, "display_width", lambda text: looked_at.append(len(text)) or width(text))
    title = "title: " + "ab" * 200_000
    place = Span("big.yaml", 1, 200_001, 1, 200_004)
    file = File("big.yaml", title, "en", (Diagnostic(UNKNOWN_KEY, Severity.ERROR, say("wrong here"), place),))
    report = instance("reporters", "REPORTER", "text").report([file], Settings(width=100, everything=True))
    assert "ab…\n" in report or "ba…\n" in report
    assert sum(looked_at) < 20_000


def test_a_place_of_several_lines_is_underlined_to_the_end_of_the_first():
    bad = Diagnostic(UNKNOWN_KEY, Severity.ERROR, say("bad"), Span("l.yaml", 1, 3, 3, 2))
    shown = report("text", [File("l.yaml", "a bcd  \nefg\nhi", "en", (bad,))]).splitlines()
    assert shown[2] == "    |   ^^^"


def test_a_place_past_the_end_of_its_line_is_marked_once():
    bad = Diagnostic(UNKNOWN_KEY, Severity.ERROR, say("bad"), Span("l.yaml", 1, 90, 1, 95))
    shown = report("text", [File("l.yaml", "abc", "en", (bad,))]).splitlines()
    assert shown[2] == "    |    ^"


def test_the_sum_speaks_the_language_that_all_files_share():
    dutch = [File("a.yaml", "", "nl", ()), File("b.yaml", "", "nl", ())]
    assert Settings().language_of_all(dutch) == "nl"
    assert Settings().language_of_all(FILES) == "en"
    assert Settings(language="nl").language_of_all(FILES) == "nl"


@pytest.mark.parametrize(
    ("errors", "files", "expected"),
    [
        (0, 1, "no findings in 1 file"),
        (1, 1, "1 error in 1 file"),
        (2, 3, "2 errors in 3 files"),
        (0, 0, "no findings in 0 files"),
    ],
)
def test_the_sum_counts_in_plain_words(errors, files, expected):
    reports = [File("a.yaml", "", "en", (NOWHERE,) * errors if not n else ()) for n in range(files)]
    assert report("text", reports).splitlines()[-1] == expected


@pytest.mark.parametrize(("assumed", "told"), [(0.5, True), (1.0, False)])
def test_that_a_finding_has_no_source_is_told_of_each_only_where_another_has_one(assumed: float, told: bool):
    sourced = msgspec.structs.replace(FULL, step="other", assumed=assumed)
    files = [File("a b/x,y.yaml", TEXT, "en", (msgspec.structs.replace(FULL, assumed=1.0, harm=0.9), sourced))]
    shown = report("text", files, everything=False)
    assert ("100% without a source" in shown) is told
    assert ("known: nothing of this has a source" in shown) is not told


def test_json_has_the_same_keys_for_every_finding():
    data = json.loads(report("json"))
    entries = [entry for file in data["files"] for entry in file["diagnostics"]]
    assert len({tuple(entry) for entry in entries}) == 1
    assert data["summary"] == {"files": 3, "errors": 2, "warnings": 1, "notes": 1, "accepted": 1}
    assert data["files"][0]["accepted"][0]["reason"] == "we know"


def test_github_reads_back_what_was_meant():
    lines = report("github").splitlines()
    assert len(lines) == 4
    command, properties, message = (
        lines[1].split(" ", 1)[0],
        lines[1].split(" ", 1)[1].split("::")[0],
        lines[1].split("::", 2)[2],
    )
    assert command == "::error"
    values = dict(part.split("=", 1) for part in properties.split(","))
    assert values["file"] == "a b/x%2Cy.yaml"
    assert (values["line"], values["col"], values["endColumn"]) == ("4", "3", "7")
    assert "\n" not in message
    assert "100%25" in message
    assert lines[2].startswith("::notice ")
    assert "no�breaks: %25, and ::" in lines[2]


def sarif(**settings):
    return json.loads(report("sarif", **settings))


def test_sarif_has_what_the_standard_asks_for():
    data = sarif(folder=Path("/somewhere"))
    (run,) = data["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert data["version"] == "2.1.0"
    assert data["$schema"].endswith("sarif-2.1.0.json")
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == 5
    for result in run["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert min(region.values()) >= 1
        assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
        assert "\\" not in place["artifactLocation"]["uri"]
        assert " " not in place["artifactLocation"]["uri"]
        assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]


def test_sarif_brings_the_pages_of_the_rules():
    rules = {rule["name"]: rule for rule in sarif()["runs"][0]["tool"]["driver"]["rules"]}
    page = rules["dead-end"]
    assert page["shortDescription"]["text"]
    assert "**Fix:**" in page["help"]["markdown"]
    assert "```yaml\njourneymap: 1" in page["help"]["markdown"]
    assert page["defaultConfiguration"] == {"enabled": True, "level": "error"}


def test_sarif_tells_accepted_choices_as_suppressed():
    (accepted,) = [result for result in sarif()["runs"][0]["results"] if "suppressions" in result]
    assert accepted["ruleId"] == "JM201"
    assert accepted["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "we know"}]


@pytest.mark.parametrize(
    ("path", "uri", "below"),
    [
        ("x.yaml", "x.yaml", True),
        ("a/../b/x.yaml", "b/x.yaml", True),
        ("/somewhere/é.yaml", "é.yaml", True),
        ("/elsewhere/x.yaml", "file:///elsewhere/x.yaml", False),
        ("../x.yaml", "file:///x.yaml", False),
        ("50%.yaml", "50%.yaml", True),
    ],
)
def test_sarif_names_files_relative_to_the_folder_of_the_run(path, uri, below):
    bad = Diagnostic(UNKNOWN_KEY, Severity.ERROR, say("bad"), Span.whole(path))
    data = json.loads(report("sarif", [File(path, "", "en", (bad,))], folder=Path("/somewhere")))
    location = data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote(location["uri"]) == uri
    assert ("uriBaseId" in location) is below
    assert location["uri"].isascii()
