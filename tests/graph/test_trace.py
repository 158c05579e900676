"""What hangs on one thing of a blueprint, forwards and backwards."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from journeymap.cli.commands.trace import command
from journeymap.graph.trace import Trace, trace, traced
from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from pathlib import Path

CALL = """\
journeymap: 1
title: Call
channels: {phone: {name: Telephone}, web: Website}
actors: {desk: {name: Service desk, lane: frontstage}}
systems: {crm: {name: Customer system}}
sources: {talks: {n: 12}}
personas: {a: {share: 50%}, b: {share: 50%}}
terms: {from: call, to: done, within: 1 week}
steps:
  look: {customer: Looks, channel: web, next: {call: {share: {a: 100%, b: 20%}}, gone: {share: {a: 0%, b: 80%}}}}
  call: {customer: Calls, frontstage: {by: desk, does: Answers}, channel: [phone, web], uses: crm, heard: talks,
         starts: file, next: done}
  file: {backstage: Files it, promise: 1 day, next: archive}
  archive: {backstage: Archives it}
  done: {customer: Has it, journey: other.yaml, end: helped}
  gone: {customer: Leaves, end: gave-up}
"""


def _of(name: str, text: str = CALL) -> Trace:
    journey = check_source(text, "x.yaml").journey
    assert journey is not None
    ((kind, key),) = traced(journey.graph, name)
    return trace(journey.graph, kind, key)


@pytest.mark.parametrize(
    ("name", "kind"), [("crm", "system"), ("Customer system", "system"), ("desk", "actor"), ("phone", "channel"),
                       ("telephone", "channel"), ("talks", "source")],
)  # fmt: skip
def test_a_thing_is_traced_by_its_id_or_its_name_to_the_steps_that_need_it(name: str, kind: str):
    found = _of(name)
    assert (found.kind, found.steps) == (kind, ("call",))
    assert found.before == ("look",)
    assert found.after == ("file", "archive", "done")


def test_it_is_told_how_many_of_whom_come_there_and_who_is_not_helped_without_it():
    found = _of("crm")
    assert found.reached == pytest.approx({"a": 1.0, "b": 0.2})
    assert found.everyone == pytest.approx(0.6)
    assert found.needed == ("a", "b")
    other_way = CALL.replace(
        "next: {call: {share: {a: 100%, b: 20%}}", "next: {done: 0%, call: {share: {a: 100%, b: 20%}}"
    )
    assert _of(
        "crm", other_way.replace("done: 0%", "done: {share: {a: 0%, b: 10%}}").replace("b: 80%", "b: 70%")
    ).needed == ("a",)


def test_promises_terms_and_other_blueprints_that_it_touches_are_named():
    found = _of("crm")
    assert found.promises == ("file",)
    assert found.terms == (("call", "done"),)
    assert _of("done").blueprints == ("other.yaml",)
    assert _of("gone").terms == ()


def test_a_step_is_traced_with_those_that_use_it_or_wait_for_it():
    text = CALL.replace("done: {customer: Has it,", "done: {customer: Has it, needs: file,")
    assert _of("file", text).steps == ("file", "done")


def test_a_circle_counts_who_comes_there_once():
    text = """\
journeymap: 1
steps:
  a: {customer: Asks, start: true, next: {b: 50%, c: 50%}}
  b: {customer: Waits, next: a}
  c: {customer: Has it, end: helped}
"""
    assert _of("b", text).everyone == pytest.approx(0.5)


def _run(tmp_path: Path, *words: str) -> tuple[str, int]:
    file = tmp_path / "call.yaml"
    file.write_text(CALL, encoding="utf-8")
    result = CliRunner().invoke(command, [words[0], str(file), *words[1:]])
    return result.output, result.exit_code


def test_the_command_lists_it_and_says_it_to_programs(tmp_path: Path):
    text, _ = _run(tmp_path, "crm", "--lang", "en")
    assert 'what hangs on the system "crm"' in text
    assert "wat hangt aan" in _run(tmp_path, "crm", "--lang", "nl")[0]
    data = json.loads(_run(tmp_path, "crm", "--format", "json")[0])
    assert data["traces"][0]["steps"] == ["call"]
    assert data["traces"][0]["terms"] == [{"from": "call", "to": "done"}]


def test_a_name_that_nothing_has_is_answered_with_the_nearest(tmp_path: Path):
    text, code = _run(tmp_path, "crn")
    assert code == 2
    assert "crm" in text


def test_the_drawing_lets_stand_back_what_does_not_hang_on_it(tmp_path: Path):
    from journeymap.drawing import DrawOptions, draw
    from journeymap.graph.trace import scope_of_trace

    journey = check_source(CALL, "x.yaml").journey
    assert journey is not None
    scope = scope_of_trace(journey.graph, [trace(journey.graph, "system", "crm")])
    assert scope.steps == {"call", "file", "archive", "done"}
    picture = tmp_path / "call.svg"
    _run(tmp_path, "crm", "-o", str(picture))
    plain = draw(journey, options=DrawOptions(language="en"))
    (whole,) = (part.content for part in _svg().render(plain))
    assert picture.read_bytes().startswith(b"<svg") or b"<svg" in picture.read_bytes()
    assert picture.read_bytes() != whole


def _svg() -> Any:
    from journeymap.plugins import instance

    return instance("exporters", "EXPORTER", "svg")
