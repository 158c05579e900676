"""The reports for GitLab and for build servers hold to the formats that these read."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest
from test_reporters import FILES, report

from journeymap.diagnostics import SYNTAX_ERROR, Diagnostic, Severity, Span
from journeymap.i18n.messages import say
from journeymap.result import Result

# What GitLab's documentation of Code Quality asks of a report.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)[^\\]+$"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer"}},
                    },
                },
            },
        },
    },
}
# What `junit-10.xsd` of Jenkins' xUnit plugin allows of what is written, the strictest schema of those in use: which
# elements hold which, and which attributes they must and may have. Any other attribute has it refuse the whole file.
JUNIT = {
    "testsuites": ({"testsuite"}, set(), {"name", "time", "tests", "failures", "errors", "disabled"}),
    "testsuite": ({"testcase"}, {"name", "tests", "failures", "errors"}, {"skipped"}),
    "testcase": ({"failure", "error", "skipped", "system-out"}, {"name"}, {"classname", "time", "group"}),
    "failure": (set(), set(), {"message", "type"}),
    "error": (set(), set(), {"message", "type"}),
    "skipped": (set(), set(), {"message", "type"}),
    "system-out": (set(), set(), set()),
}
TORN = Result(
    "torn.yaml", "", None, (Diagnostic(SYNTAX_ERROR, Severity.ERROR, say("torn \x01 <b>"), Span.whole("torn.yaml")),)
)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_report_for_gitlab_is_one_that_gitlab_reads(language: str):
    issues = json.loads(report("gitlab", folder=Path.cwd(), language=language))
    jsonschema.validate(issues, GITLAB)
    assert len(issues) == sum(len(file.diagnostics) for file in FILES)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert issues[0]["location"]["path"] == "a b/x,y.yaml"


def _holds(element: ET.Element) -> None:
    children, needed, allowed = JUNIT[element.tag]
    assert needed <= set(element.attrib) <= needed | allowed
    for child in element:
        assert child.tag in children
        _holds(child)


def test_the_report_for_build_servers_is_junit_xml():
    root = ET.fromstring(report("junit", [*FILES, TORN]))
    assert root.tag == "testsuites"
    _holds(root)
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.attrib["tests"]) == len(cases)
        for kind, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.attrib[name]) == len(suite.findall(f"testcase/{kind}"))
    assert [root.attrib[name] for name in ("tests", "failures", "errors")] == ["7", "2", "1"]


def test_what_was_accepted_is_skipped_for_its_reason_and_a_warning_is_no_failure():
    root = ET.fromstring(report("junit"))
    assert [skipped.attrib["message"] for skipped in root.iter("skipped")] == ["we know"]
    assert "warning: wide" in [out.text for out in root.iter("system-out")]


def test_the_name_of_a_test_says_where_it_is_about():
    names = [case.attrib["name"] for case in ET.fromstring(report("junit", [TORN])).iter("testcase")]
    assert names == ["JM111 syntax-error (torn.yaml:1:1)"]


def test_a_file_without_findings_is_a_test_that_passed():
    root = ET.fromstring(report("junit"))
    (clean,) = [suite for suite in root if suite.attrib["name"] == "leeg.yaml"]
    assert len(clean) == 1
    assert len(clean[0]) == 0
