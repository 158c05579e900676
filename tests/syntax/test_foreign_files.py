"""Files of other programs are called by what they are, and what to do with them is said."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from journeymap.cli import main
from journeymap.syntax import parse

if TYPE_CHECKING:
    from pathlib import Path

MERMAID = "graph TD\n  A[Start] --> B{Is it?}\n  B -->|yes| C\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (MERMAID, "Mermaid"),
        ("%% a comment\nflowchart LR\n  a: b --> c\n", "Mermaid"),
        ("```mermaid\nsequenceDiagram\n  A->>B: Hello\n```\n", "Mermaid"),
        ("journey\n  title My day\n  section Go\n    Make tea: 5: Me\n", "Mermaid"),
        ("---\ntitle: x\n---\nstateDiagram-v2\n  [*] --> Still\n", "Mermaid"),
        ('<?xml version="1.0"?>\n<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">', "BPMN"),
        ('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process/></definitions>', "BPMN"),
        ("<mxfile host='x'></mxfile>", "draw.io"),
        ("@startuml\nA -> B\n@enduml\n", "PlantUML"),
        ("digraph G { a -> b }", "Graphviz DOT"),
        ("step;customer;frontstage\n1;Calls;Answers\n2;Waits;Works\n", "table"),
        ("step,customer\n1,Calls\n2,Waits\n", "table"),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(200), "spreadsheet"),
        (b"%PDF-1.7\n" + bytes(200), "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
    ],
)
def test_it_is_said_what_a_file_is(text: str | bytes, name: str):
    parsed = parse(text, "a.yaml")
    (problem,) = parsed.problems
    assert name in str(problem.message)
    assert "journeymap new" in str(problem.help)
    assert parsed.node is None


@pytest.mark.parametrize(
    "text",
    [
        "journeymap: 1\ntitle: graph TD\nsteps: {}\n",
        "title: digraph\nsteps: {a: {customer: x}}\n",
        "# flowchart LR\njourneymap: 1\nsteps: {}\n",
        "journey: 1\n",
        "timeline: x\n",
    ],
)
def test_a_blueprint_is_not_taken_for_a_chart(text: str):
    assert parse(text, "a.yaml").node is not None


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    os.mkfifo(tmp_path / "waits.yaml")
    (tmp_path / "good.yaml").write_text("journeymap: 1\ntitle: A\nsteps: {a: {customer: x, end: helped}}\n")
    assert main(["check", str(tmp_path), "--select", "dead-end"]) == 0
    assert capsys.readouterr().out == "no findings in 1 file\n"
