"""What small changes buy: against making the change and computing anew."""

from __future__ import annotations

import pytest
from journeys import APPEAL, PERMIT, graph, of, random_journey

from journeymap.analyses import effort, gaps, journey_time, levers, outcomes
from journeymap.analysis import Facts
from journeymap.graph import connect
from journeymap.graph.small_changes import POINT
from journeymap.what_if import apply_changes


def figures(facts: Facts) -> dict[str, float | None]:
    return {
        "helped": facts.of(outcomes.ANALYSIS).helped.mean,
        "minutes": facts.of(journey_time.ANALYSIS).finished.mean,
        "contacts": facts.of(effort.ANALYSIS).contacts.mean,
        "sacrifice": facts.of(gaps.ANALYSIS).total_sacrifice.mean,
    }


RATED = """
channels: {web: {name: Web}}
personas: {one: {share: 30%}, two: {share: 70%}}
steps:
  apply:
    customer: Applies
    channel: web
    takes: 30 min
    experience: {everyone: {desired: 9, perceived: 6}}
    next: check
  check:
    frontstage: Checks
    takes: 20 min
    wait: 2 h
    next: {papers: {share: {one: 30%, two: 50%}, wait: 1 day}, assess: {share: {one: 70%, two: 50%}}}
  papers: {customer: Adds, frontstage: Takes, takes: 45 min, next: check, experience: {one: {desired: 9, perceived: 2}}}
  assess: {frontstage: Assesses, takes: 2 h, next: {issue: 80%, letter: 20%}}
  issue:  {frontstage: Issues, customer: Gets it, takes: 15 min, end: helped}
  letter:
    frontstage: Refuses
    customer: Reads
    takes: 10 min
    experience: {everyone: {desired: 8, perceived: 1}}
    end: refused
"""


# One persona comes to an end far less often than the other: a change also changes whose time counts.
STRANDED = RATED.replace(
    "issue: 80%, letter: 20%",
    "issue: {share: {one: 20%, two: 80%}}, letter: {share: {one: 20%, two: 10%}}, gone: {share: {one: 60%, two: 10%}}",
)
STRANDED += "  gone: {frontstage: Loses the papers, takes: 3 h}\n"


@pytest.mark.parametrize("text", [PERMIT, APPEAL, RATED, STRANDED])
def test_moving_a_little_of_the_share_does_what_the_lever_says(text: str):
    before = Facts(graph(text))
    found = before.of(levers.ANALYSIS)
    now = figures(before)
    for name, value in found.now.items():
        assert value == (None if now[name] is None else pytest.approx(now[name], rel=1e-9))
    points = [lever for lever in found.by_gain if lever.kind == "point"]
    assert points
    small = 1e-6
    for lever in points:
        step = before.graph.blueprint.steps[lever.step]
        flows = dict(step.next)
        for target, change in ((lever.away, -small), (lever.towards, small)):
            share = {who: part + change for who, part in (flows[target].share or {}).items()}
            flows[target] = flows[target].model_copy(update={"share": share})
        steps = {**before.graph.blueprint.steps, lever.step: step.model_copy(update={"next": flows})}
        after = figures(Facts(connect(before.graph.blueprint.model_copy(update={"steps": steps}))))
        for name, value in after.items():
            if value is None:
                assert getattr(lever, name) is None
            else:
                moved = (value - now[name]) / small * POINT
                assert getattr(lever, name) == pytest.approx(moved, rel=1e-3, abs=1e-6)


def test_a_wait_less_and_a_minute_less_are_worth_exactly_what_they_cost():
    before = Facts(graph(RATED))
    found = before.of(levers.ANALYSIS)
    waits = {(lever.away, lever.step): lever for lever in found.by_kind["wait"]}
    assert set(waits) == {(None, "check"), ("check", "papers")}
    for setting, lever in (
        ("check.wait=", waits[None, "check"]),
        ("check.next.papers.wait=", waits["check", "papers"]),
    ):
        changed = apply_changes(before.graph.blueprint, [setting]).blueprint
        after = Facts(connect(changed)).of(journey_time.ANALYSIS).finished.mean
        assert after - before.of(journey_time.ANALYSIS).finished.mean == pytest.approx(lever.minutes)
        assert (lever.helped, lever.contacts) == (0, 0)
    minute = {lever.step: lever.minutes for lever in found.by_kind["minute"]}
    # One persona in three is checked 1 / 0.7 times, the others twice.
    assert minute["check"] == pytest.approx(-(0.3 / 0.7 + 0.7 / 0.5))


def test_the_best_single_change_of_the_permit_is_to_refuse_fewer():
    best = of(levers.ANALYSIS, PERMIT).best
    assert (best.kind, best.step, best.away, best.towards) == ("point", "assess", "letter", "issue")
    assert best.decides == "organisation"
    assert best.helped == pytest.approx(0.01)
    # A permit takes five minutes more than a refusal.
    assert best.minutes == pytest.approx(0.05)


def test_a_service_without_choices_or_times_has_no_levers():
    found = of(levers.ANALYSIS, "steps:\n  a: {customer: x, next: b}\n  b: {customer: y, end: helped}")
    assert found.best is None
    assert found.now["minutes"] is None
    assert all(not kept for kept in found.by_kind.values())


@pytest.mark.parametrize("seed", range(40))
def test_all_levers_of_random_journeys_are_figures(seed: int):
    found = of(levers.ANALYSIS, random_journey(seed))
    for lever in found.by_gain:
        assert lever.gain > 0
        assert lever.helped is not None
        assert -1 <= lever.helped <= 1


def test_a_way_out_of_a_circle_helps_all_who_go_round_in_it_and_no_more():
    text = """
personas: {online: {share: 80%}, paper: {share: 20%}}
steps:
  ask:    {customer: Asks, next: {form: {share: {paper: 0%, online: 100%}}, letter: {share: {paper: 100%, online: 0%}}}}
  form:   {customer: Fills it in, next: done}
  letter: {customer: Writes, next: {done: {share: {paper: 0%, online: 100%}}, back: {share: {paper: 100%, online: 0%}}}}
  back:   {customer: Reads that it is done online, next: letter}
  done:   {customer: Has it, end: helped}
"""
    best = of(levers.ANALYSIS, text).best
    assert (best.step, best.away, best.towards) == ("letter", "back", "done")
    assert best.by_persona["paper"]["helped"] == pytest.approx(1)
    assert best.helped == pytest.approx(0.2)


def test_without_a_wait_nobody_asks_meanwhile_how_it_stands():
    found = of(
        levers.ANALYSIS,
        """
steps:
  ask:   {customer: Asks, frontstage: Takes it in, next: check}
  check: {backstage: Checks, wait: 6 weeks, chased: 35%, next: {done: 80%, ask: 20%}}
  done:  {customer: Has it, end: helped}
""".replace("ask:   {", "ask:   {start: true, "),
    )
    wait = next(lever for lever in found.by_gain if lever.kind == "wait")
    assert wait.contacts == pytest.approx(-0.35 / 0.8)
    assert found.now["contacts"] == pytest.approx((1 + 0.35) / 0.8)


def test_a_wait_that_falls_away_is_that_of_the_step_with_what_it_waits_for_or_that_of_the_way():
    found = of(
        levers.ANALYSIS,
        """
steps:
  a: {customer: A, frontstage: f, start: true, takes: 5 min, starts: w, next: b}
  w: {backstage: Makes it, wait: 10 days, takes: 1 h}
  b: {customer: B, frontstage: g, needs: w, wait: 2 h, next: {c: {wait: 1 day}}}
  c: {customer: C, frontstage: g, wait: 3 h, end: helped}
""",
    )
    waits = {(lever.away, lever.step): (lever.wait, lever.minutes) for lever in found.by_kind["wait"]}
    held = 10 * 1440 + 60
    assert waits == {(None, "b"): (held + 120, -held - 120), ("b", "c"): (1440, -1440), (None, "c"): (180, -180)}
    (minute,) = found.by_kind["minute"]
    assert (minute.step, minute.wait) == ("a", None)


def test_a_way_that_only_some_personas_have_moves_nothing_for_the_others():
    text = """
personas: {one: {share: 50%}, two: {share: 50%}}
steps:
  ask:
    customer: A
    takes: 5 min
    next: {yes: {share: {one: 50%, two: 60%}}, no: {share: {one: 30%, two: 40%}}}
  yes: {customer: C, takes: 10 min, end: helped}
  no: {customer: C, end: refused}
"""
    # Of the first one in five falls out of the journey after asking, of the second nobody does.
    (lever,) = [lever for lever in of(levers.ANALYSIS, text).by_kind["point"] if lever.away is None]
    assert (lever.step, lever.towards) == ("ask", "yes")
    assert lever.by_persona["one"]["helped"] == pytest.approx(0.01)
    assert lever.by_persona["two"] == {"helped": 0.0, "minutes": 0.0, "contacts": 0.0, "sacrifice": None}
    assert lever.helped == pytest.approx(0.005)
