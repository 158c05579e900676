"""The figures of a journey, and two sets of them beside each other."""

from __future__ import annotations

from math import inf

import pytest

from journeymap.analysis import Facts
from journeymap.figures import Delta, Figure, Figures, compare
from journeymap.graph import connect
from journeymap.i18n.messages import say
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_source
from journeymap.what_if import apply_changes

TEXT = """
personas: {anna: {share: 50%, available: Mo-Fr 18:00-22:00}, bert: {share: 50%}}
channels: {phone: {name: Phone, open: Mo-Fr 09:00-17:00}}
steps:
  call:
    customer: Calls
    frontstage: Answers
    channel: phone
    takes: 5 min
    wait: 10 min
    experience: {everyone: {desired: 9, perceived: 5, expected: 5}}
    next: {plan: 70%, no: {share: {everyone: 20%, bert: 25%}}, stop: {share: {everyone: 10%, bert: 5%}}}
  plan: {customer: Agrees, frontstage: Plans, end: helped}
  no: {customer: Hears no, end: refused}
  stop: {customer: Hangs up, end: gave-up}
"""
JOIN = """
steps:
  order: {customer: Orders, takes: 10 min, starts: bake, next: fetch}
  bake: {backstage: Bakes, takes: 1 h}
  fetch: {customer: Fetches, takes: 1 min, needs: bake, end: helped}
"""


def facts(source: str | Blueprint) -> Facts:
    blueprint = check_source(source, "a.yaml").blueprint if isinstance(source, str) else source
    assert blueprint is not None
    return Facts(connect(blueprint))


def changed(*settings: str) -> dict[str, Delta]:
    before = facts(TEXT)
    after = apply_changes(before.graph.blueprint, settings).blueprint
    assert after is not None
    return compare(Figures(before), Figures(facts(after)))


def figure(value: float | None, error: float | None = None, better: str = "less") -> Figure:
    return Figure("p90", say("x"), "minutes", better, value, {}, None, error)  # type: ignore[arg-type]


def test_all_figures_before_and_after():
    deltas = changed("call.wait=1 min", "channels.phone.open=Mo-Fr 09:00-20:00")
    # Nobody tells how long it will take.
    assert deltas["hidden-waiting"].change() == pytest.approx(-9)
    assert deltas["hidden-waiting"].improved() is True
    assert deltas["helped"].improved() is None
    # Two of Anna's four hours each evening.
    assert deltas["access"].of(None) == (0, pytest.approx(0.5))
    assert {who: deltas["access"].of(who) for who in deltas["access"].personas} == {
        "anna": (0, pytest.approx(0.5)),
        "bert": (None, None),
    }
    assert [name for name, delta in deltas.items() if delta.improved() is not None] == [
        "time", "time-of-finished", "hidden-waiting", "time-of-helped", "p50", "p90", "access",
    ]  # fmt: skip


def test_better_and_worse_are_told_for_each_persona_too():
    deltas = changed("call.next.stop.share.bert=50%")
    assert deltas["gave-up"].improved() is False
    assert deltas["gave-up"].improved("bert") is False
    assert deltas["gave-up"].improved("anna") is None
    assert deltas["gave-up"].change("anna") == 0


def test_fewer_gave_up_is_better_and_more_sacrifice_is_worse():
    deltas = changed("call.next.plan.share=90%", "call.experience.everyone.perceived=4")
    assert deltas["gave-up"].improved() is True
    assert deltas["sacrifice"].improved() is False
    assert deltas["satisfaction-gap"].improved() is False


def test_a_figure_that_is_stated_on_one_side_only_has_no_change_and_no_verdict():
    time = changed("call.takes=", "call.wait=")["time"]
    assert time.of(None) == (15, None)
    assert time.change() is None
    assert time.improved() is None


def test_two_infinite_times_do_not_differ():
    stuck = facts(Blueprint.model_validate({"steps": {"a": {"customer": "x", "takes": "1 min"}}}))
    assert compare(Figures(stuck), Figures(stuck))["time"].change() == 0


def test_what_comes_to_an_end_now_is_better_and_what_no_longer_does_is_worse():
    assert Delta(figure(inf), figure(10)).improved() is True
    assert Delta(figure(10), figure(inf)).improved() is False
    assert Delta(figure(inf), figure(inf)).improved() is None


def test_what_rounding_or_chance_explains_is_no_change_for_the_better():
    assert Delta(figure(10), figure(10 - 1e-12)).improved() is None
    assert Delta(figure(10, 3), figure(2, 4)).improved() is None
    assert Delta(figure(20, 3), figure(9, 4)).improved() is True


def test_a_figure_that_only_one_side_has_is_compared_with_nothing():
    without, lasting = Figures(facts(JOIN)), Figures(facts(JOIN.replace("takes: 1 min", "lasts: 2 weeks")))
    assert "lasting" not in without
    there, back = compare(without, lasting), compare(lasting, without)
    assert there["lasting"].of(None) == (None, pytest.approx(2 * 7 * 24 * 60))
    assert back["lasting"].of(None) == (pytest.approx(2 * 7 * 24 * 60), None)
    assert there["lasting"].change() is back["lasting"].change() is None


def test_the_wait_for_work_beside_the_path_is_part_of_the_time():
    assert Figures(facts(JOIN))["time-of-finished"].value == pytest.approx(61 + 10)


def test_figures_have_names_that_are_told_apart_and_an_order():
    figures = Figures(facts(TEXT))
    assert next(iter(figures)) == "helped"
    assert [figures[name].name for name in figures] == list(figures)
    with pytest.raises(KeyError):
        figures["nothing"]
