"""What to ask next: what nobody was asked about and decides most comes first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from journeymap.cli.commands.ask import command
from journeymap.pipeline import check_blueprint, check_source
from journeymap.what_if.questions import Question, questions

if TYPE_CHECKING:
    from pathlib import Path

DAY = 1440.0
PLASTER = """\
journeymap: 1
title: Plaster
reviewed: 2026-09-01
sources: {talks: {n: 12, date: 2026-05-01}, old: {n: 12, date: 2020-01-01}, few: {n: 3, date: 2026-05-01}}
steps:
  report: {customer: Reports it, frontstage: Takes it in, next: plan}
  plan: {backstage: Plans, wait: 2 days, heard: talks, next: plaster}
  plaster: {frontstage: Plasters, wait: 12 days, promise: 13 days, next: {dry: 80%, again: 20%}}
  again: {frontstage: Plasters again, wait: 20 days, heard: few, next: {dry: 90%, stop: 10%}}
  stop: {customer: Gives up, end: gave-up}
  dry: {customer: Has a dry wall, wait: 5 days, heard: old, end: helped}
"""


def _asked(text: str = PLASTER) -> dict[str, Question]:
    journey = check_source(text, "x.yaml").journey
    assert journey is not None
    return {question.field: question for question in questions(journey.facts)}


def test_only_what_rests_on_no_on_old_or_on_few_sources_is_asked_about():
    assert {field: question.why for field, question in _asked().items()} == {
        "plaster.wait": "guess",
        "plaster.next.dry.share": "guess",
        "plaster.next.again.share": "guess",
        "again.wait": "few",
        "again.next.dry.share": "few",
        "again.next.stop.share": "few",
        "dry.wait": "old",
    }


def test_a_time_is_tried_from_half_to_twice_and_a_share_by_half_with_the_other_ways_keeping_the_rest():
    asked = _asked()
    wait = asked["plaster.wait"]
    # 2 + 12 + 20 % of 20 + 98 % of 5 days, with 6 and with 24 in the place of the 12.
    assert (wait.low, wait.high) == (6 * DAY, 24 * DAY)
    assert wait.range["minutes"] == pytest.approx(((2 + 6 + 4 + 4.9) * DAY, (2 + 24 + 4 + 4.9) * DAY))
    assert "helped" not in wait.range
    again = asked["plaster.next.again.share"]
    assert (again.low, again.high) == (0.1, pytest.approx(0.3))
    assert again.range["helped"] == pytest.approx((0.97, 0.99))


def test_what_moves_the_figures_most_comes_first():
    movements = [question.movement for question in _asked().values()]
    assert movements == sorted(movements, reverse=True)
    assert next(iter(_asked())) == "plaster.wait"


def test_what_is_reached_less_moves_less():
    # The same time on a way that all take and on one that a fifth take.
    asked = _asked(PLASTER.replace("wait: 12 days", "wait: 20 days"))
    assert asked["again.wait"].movement < asked["plaster.wait"].movement / 4


def test_what_moves_nothing_is_not_asked_about():
    known = PLASTER.replace("next: {dry: 80%", "heard: talks, next: {dry: 80%")
    assert "plaster.wait" not in _asked(known)
    assert _asked("journeymap: 1\nsteps:\n  a: {customer: Asks, takes: 0 min, next: b}\n  b: {end: helped}\n") == {}


def test_rarer_things_take_more_people_to_ask():
    asked = _asked()
    # 1.96² · 0.2 · 0.8 / 0.1² and 1.96² · 0.1 · 0.9 / 0.05²
    assert asked["plaster.next.again.share"].people == 62
    assert asked["again.next.stop.share"].people == 139


def test_a_time_that_is_known_to_vary_takes_as_many_people_as_its_spread_asks_for():
    (wide,) = [q for f, q in _asked(PLASTER.replace("wait: 12 days", "wait: 0-24 days")).items() if f == "plaster.wait"]
    # The spread of an even range is its width over √12: (1.96 · 24/√12 / 3)² = 20.5.
    assert wide.people == 21


def test_it_is_told_which_findings_appear_or_go():
    journey = check_source(PLASTER, "x.yaml").journey
    assert journey is not None

    def judge(blueprint: object) -> frozenset[tuple[str, str]]:
        found = check_blueprint(blueprint).diagnostics  # type: ignore[arg-type]
        return frozenset((finding.code.name, finding.step or "") for finding in found)

    first = questions(journey.facts, judge)[0]
    assert first.findings is not None
    assert ("broken-promise", "plaster") in first.findings


def _run(tmp_path: Path, *more: str) -> str:
    file = tmp_path / "plaster.yaml"
    file.write_text(PLASTER, encoding="utf-8")
    result = CliRunner().invoke(command, [str(file), *more], catch_exceptions=False, standalone_mode=False)
    return result.output


def test_the_command_says_what_to_ask_first_in_both_languages(tmp_path: Path):
    english = " ".join(_run(tmp_path, "--lang", "en").split())
    assert "Ask this first: how long the wait before" in english
    assert "rests on a guess; ask about 12 people or cases" in english
    assert "Vraag dit eerst" in _run(tmp_path, "--lang", "nl")


def test_the_command_says_it_to_programs(tmp_path: Path):
    data = json.loads(_run(tmp_path, "--format", "json"))
    assert (data["journeymap"], data["format"]) == ("ask", 1)
    first = data["questions"][0]
    assert (first["field"], first["why"], first["people"]) == ("plaster.wait", "guess", 12)
    assert first["findings"]


def test_the_same_file_is_asked_about_in_the_same_words(tmp_path: Path):
    assert _run(tmp_path) == _run(tmp_path)
