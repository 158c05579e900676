"""What nobody comes to is no figure and harms nobody: no beginning, a way that nobody takes, some of the beginnings."""

from __future__ import annotations

import pytest
from journeys import blueprint, of

import journeymap
from journeymap.analyses import effort, guarantee, outcomes
from journeymap.analysis import Facts
from journeymap.figures import Figures
from journeymap.graph import connect
from journeymap.i18n.messages import said
from journeymap.report.overview import overview
from journeymap.terminal.charts import TerminalStyle

NO_BEGINNING = {
    "a circle": "a: {customer: A, frontstage: x, takes: 5 min, next: b}\n  b: {customer: B, next: {a: 90%, c: 10%}}",
    "work beside": "a: {customer: A, frontstage: x, starts: d, next: b}\n  d: {backstage: D}\n"
    "  b: {customer: B, needs: d, next: {c: , a: 5%}}",
    "zero at the start": "a: {customer: A, frontstage: x, start: 0%, next: b}\n  b: {customer: B, next: [a, c]}",
    "a step to itself": "a: {customer: A, frontstage: x, next: {a: 50%, c: 50%}}",
}


def service(steps: str) -> str:
    return f"journeymap: 1\ntitle: T\nsteps:\n  {steps}\n  c: {{customer: C, end: helped}}\n"


@pytest.mark.parametrize("steps", NO_BEGINNING.values(), ids=NO_BEGINNING)
def test_where_nothing_begins_no_figure_is_made_up(steps: str):
    text = service(steps)
    facts = Facts(connect(blueprint(text)))
    assert not facts.graph.topology.starts
    figures = Figures(facts)
    assert {figures[name].value for name in ("helped", "stranded", "time", "contacts", "failure-demand")} == {None}
    assert facts.of(outcomes.ANALYSIS).helped.by_persona == {"everyone": None}
    assert facts.of(effort.ANALYSIS).contacts.mean is None


@pytest.mark.parametrize("steps", NO_BEGINNING.values(), ids=NO_BEGINNING)
def test_where_nothing_begins_no_end_is_said_to_be_missing(steps: str):
    text = service(steps)
    shown = overview(Facts(connect(blueprint(text))), "t.yaml", TerminalStyle("en", colour=False, unicode=True))
    assert "the journey begins nowhere" in " ".join(shown.split())
    assert "no end says" not in shown
    assert "0%" not in shown


def test_guarantee_names_the_beginning_from_which_no_way_leads_to_help():
    result = of(
        guarantee.ANALYSIS,
        service("a: {customer: A, start: 30%, next: c}\n  b: {customer: B, start: true, end: gave-up}"),
    )
    assert result.hopeless == (1,)
    all_lost = of(
        guarantee.ANALYSIS, service("a: {customer: A, start: true, next: b}\n  b: {customer: B, end: gave-up}")
    )
    assert all_lost.hopeless == ()


def checked(steps: str, personas: str = "") -> dict[str, list[journeymap.Diagnostic]]:
    found: dict[str, list[journeymap.Diagnostic]] = {}
    for diagnostic in journeymap.check(blueprint(personas + service(steps))).diagnostics:
        found.setdefault(diagnostic.code.name, []).append(diagnostic)
    return found


@pytest.mark.parametrize(
    "steps",
    [
        "a: {customer: A, end: helped, next: {b: {share: 0%, wait: 2 days}}}\n  b: {customer: B, end: helped}",
        "a: {customer: A, next: {b: {share: 0%, wait: 9 days}, c: 100%}}\n  b: {customer: B, promise: 2 days, next: c}",
        "a: {customer: A, next: {b: 0%, c: 100%}}\n  b: {customer: B, wait: 9 days, promise: 2 days, next: c}",
        "a: {customer: A, next: {b: 0%, c: 100%}}\n  b: {customer: B, wait: 9 days, tolerance: 1 h, next: c}",
        "a: {customer: A, next: {b: 0%, c: 100%}}\n  b: {backstage: B, takes: 9 days, next: c}",
    ],
)
def test_a_wait_on_a_way_that_nobody_takes_harms_nobody(steps: str):
    found = checked(steps)
    assert not {*found} & {
        "silent-wait", "hidden-wait", "broken-promise", "over-tolerance", "unpriced-wait", "wait-dominated",
    }  # fmt: skip


def test_a_wait_on_an_arrow_is_told_for_those_who_take_it():
    steps = (
        "a: {customer: A, next: {b: {share: {old: 0%, young: 30%}, wait: 2 days}, c: }}\n  b: {customer: B, next: c}"
    )
    (silent,) = checked(steps, "personas: {young: {}, old: {}}\n")["silent-wait"]
    assert silent.personas == ("young",)
    assert "young" in said(silent.message, "en")


def test_a_word_is_not_lost_on_a_way_that_nobody_takes():
    # Told at `a`; only the way round over `b`, which nobody takes, would end what was told.
    steps = (
        "a: {customer: A, tells: within a week, next: {b: 0%, d: 100%}}\n  b: {customer: B, frontstage: y, next: d}\n"
        "  d: {customer: D, wait: 5 days, next: c}"
    )
    assert "silent-wait" not in checked(steps)
    assert "silent-wait" in checked(steps.replace("b: 0%, d: 100%", "b: 10%, d: 90%"))


def test_a_journey_that_not_all_finish_says_of_whom_its_times_are():
    steps = "a: {customer: A, frontstage: x, takes: 5 min, next: {b: 50%, c: 50%}}\n  b: {customer: B}"
    shown = overview(
        Facts(connect(blueprint(service(steps)))), "t.yaml", TerminalStyle("en", colour=False, unicode=True)
    )
    assert "of those that end, nine in ten within" in shown
    assert "nine in ten finish within" not in shown
    figures = Figures(Facts(connect(blueprint(service(steps)))))
    assert said(figures["p90"].label, "en") == "nine in ten that end do so within"
