"""Who gives up and who finds it closed: ways of the flow, with and without any figures."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from journeymap.analyses.guarantee import ANALYSIS as GUARANTEE
from journeymap.analyses.journey_time import ANALYSIS as JOURNEY_TIME
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.analyses.reachability import ANALYSIS as REACHABILITY
from journeymap.analysis import Facts, Journey
from journeymap.compiler import compile_blueprint
from journeymap.drawing import DrawOptions, draw
from journeymap.editing.rename import rename
from journeymap.graph import EdgeKind, connect
from journeymap.numerics.games import Standing
from journeymap.pipeline import check_source
from journeymap.syntax import parse

if TYPE_CHECKING:
    from journeymap.model.blueprint import Blueprint

CALL = """
    journeymap: 1
    title: Calling
    steps:
      call:
        customer: Calls
        frontstage: Answers
        start: true
        {more}
        next: done
      tape: {{customer: Hears a tape, next: call}}
      stop: {{customer: Leaves it at that, end: gave-up}}
      done: {{customer: Is helped, end: helped}}
"""


def _read(more: str) -> Blueprint:
    node = parse(dedent(CALL).format(more=more), "a.yaml").node
    assert node is not None
    blueprint, problems = compile_blueprint(node)
    assert blueprint is not None, problems
    assert not problems
    return blueprint


def _helped(more: str) -> float:
    result = Facts(connect(_read(more))).of(OUTCOMES).kinds["helped"].mean
    assert result is not None
    return result


def test_who_gives_up_goes_where_the_file_says_with_a_share_of_those_who_give_up():
    graph = connect(_read("gives-up: {after: 8 min, share: 10%, to: {call: {share: 60%, wait: 1-2 hours}, stop: 40%}}"))
    topology = graph.topology
    ways = {
        (topology.kinds[edge], topology.ids[topology.targets[edge]]): graph.chain("everyone").probabilities[edge]
        for edge in topology.ways[0]
    }
    assert ways == pytest.approx(
        {(EdgeKind.NEXT, "done"): 0.9, (EdgeKind.GIVES_UP, "call"): 0.06, (EdgeKind.GIVES_UP, "stop"): 0.04}
    )


def test_who_gives_up_and_tries_again_may_be_helped_after_all():
    assert _helped("gives-up: {after: 8 min, share: 10%, to: {call: 60%, stop: 40%}}") == pytest.approx(0.9 / 0.94)


def test_without_a_measured_share_nobody_is_counted_but_the_way_is_there():
    more = "gives-up: {after: 8 min, to: stop}"
    assert _helped(more) == 1.0
    reached = Facts(connect(_read(more))).of(REACHABILITY)
    assert 2 in reached.path


def test_a_step_that_only_who_finds_it_closed_comes_to_is_reached():
    unreachable = "unreachable-step"
    assert unreachable in {d.code.name for d in check_source(dedent(CALL).format(more="takes: 8 min"), "a").diagnostics}
    found = [d.step for d in check_source(dedent(CALL).format(more="closed: tape"), "a").diagnostics
             if d.code.name == unreachable]  # fmt: skip
    assert found == ["stop"]


def test_who_finds_it_closed_may_be_lost_and_who_gives_up_could_have_gone_on():
    certain = Facts(connect(_read("gives-up: {after: 8 min, to: stop}"))).of(GUARANTEE)
    lost = Facts(connect(_read("closed: stop"))).of(GUARANTEE)
    assert certain.overall is Standing.GUARANTEED
    assert lost.overall is not None
    assert lost.overall < Standing.GUARANTEED


def test_the_time_until_they_try_again_passes_and_is_nobodys_waiting():
    more = "gives-up: {after: 8 min, share: 50%, to: {call: {wait: 60 min}}}"
    time = Facts(connect(_read(more))).of(JOURNEY_TIME)
    assert time.finished.mean == pytest.approx(60.0)
    assert time.waiting.mean == 0.0


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("closed: tape", "closed: {to: {tape: {}}}"),
        ("closed: {to: [tape, stop]}", "closed: {to: {tape: {}, stop: {}}}"),
        ("closed: {to: {tape: 80%, stop: rest}}", "closed: {to: {tape: {share: 0.8}, stop: {}}}"),
    ],
)
def test_short_forms_are_read_as_the_long_ones(short: str, full: str):
    node = parse(dedent(CALL).format(more=short), "a.yaml").node
    assert node is not None
    blueprint = compile_blueprint(node)[0]
    assert blueprint == _read(full)


@pytest.mark.parametrize("more", ["closed: tape", "gives-up: {after: 5-10 min, share: 9%, to: {call: 60%, stop: 40%}}"])
def test_what_is_written_out_is_read_as_the_same(more: str):
    blueprint = _read(more)
    node = parse(blueprint.to_yaml(), "b.yaml").node
    assert node is not None
    assert compile_blueprint(node)[0] == blueprint


def test_who_gives_up_without_a_place_to_go_is_a_clear_message_with_its_place():
    found = check_source(dedent(CALL).format(more="gives-up: {after: 8 min}"), "a").diagnostics
    assert any(d.span is not None and d.span.line == 9 and '"to"' in d.message.text("en") for d in found)


def test_the_dutch_word_for_patience_is_understood():
    found = check_source(dedent(CALL).format(more="gives-up: {geduld: 8 min, to: stop}"), "a").diagnostics
    assert 'did you mean "after"?' in [d.help.text("en") for d in found if d.help is not None]


def test_a_step_that_is_not_there_is_named_with_its_place():
    found = [d for d in check_source(dedent(CALL).format(more="closed: {to: {tap: 40%, stop: 60%}}"), "a").diagnostics
             if d.code.name == "unknown-reference"]  # fmt: skip
    assert [(d.span.line, d.span.column) for d in found if d.span is not None] == [(9, 19)]


@pytest.mark.parametrize(
    ("more", "after"),
    [
        ("closed: tape", "closed: recording"),
        ("gives-up: {to: {tape: 40%, stop: 60%}}", "gives-up: {to: {recording: 40%, stop: 60%}}"),
        ("closed: {to: [tape, stop]}", "closed: {to: [recording, stop]}"),
    ],
)
def test_a_new_id_is_written_there_too(more: str, after: str):
    assert after in rename(dedent(CALL).format(more=more), "tape", "recording").after


def test_the_arrows_say_why_the_customer_leaves():
    more = "gives-up: {after: 8 min, to: {call: {share: 60%, wait: 1-2 hours}, stop: 40%}}"
    picture = draw(Journey(connect(_read(more))), options=DrawOptions())
    words = " ".join(arrow.text for arrow in picture.sheet.arrows if arrow.kind == "gives-up")
    assert "gives up after 8 min, 40% of them" in words
    assert "60% of them" in words
