"""Findings by their harm: how heavy, how many customers, how sure; worked out by hand."""

from __future__ import annotations

import clinic
import pytest
from msgspec.structs import replace

from journeymap.diagnostics import Code, Diagnostic, Severity
from journeymap.findings.harm import ranked, weighed
from journeymap.i18n.messages import say
from journeymap.pipeline import Result, check_source

# Half of those who come to "b" come again, so that it is done twice on average, by half of the customers.
CIRCLE = """\
journeymap: 1
steps:
  a: {customer: x, next: {b: 50%, c: 50%}}
  b: {customer: y, next: {b2: 50%, c: 50%}}
  b2: {customer: y, next: b}
  c: {customer: z, end: helped}
  trap: {customer: w, next: trap2}
  trap2: {customer: w, next: trap}
  shelf: {support: Keeps things}
  d: {customer: v, uses: [shelf]}
"""


def harm_of(result: Result, step: str | None, severity: Severity = Severity.ERROR, code: str = "JM203", **kw) -> float:
    found = Diagnostic(Code(code, "x"), severity, say("x"), None, step=step, **kw)
    only = Result(result.path, result.text, result.journey, (found,))
    harm = weighed(only).diagnostics[0].harm
    assert harm is not None
    return harm


@pytest.mark.parametrize(("step", "reach"), [("a", 1.0), ("b", 0.5), ("b2", 0.25), ("c", 1.0), (None, 1.0)])
def test_a_finding_reaches_who_comes_to_its_step_at_least_once(step: str | None, reach: float):
    source = CIRCLE.replace("  a: {", "  a: {start: true, ")
    assert harm_of(check_source(source, "a.yaml"), step) == pytest.approx(reach, abs=1e-12)


@pytest.mark.parametrize(("step", "onward", "reach"), [("a", "b2", 0.25), ("b", "b2", 0.25), ("b", "c", 0.5)])
def test_a_finding_about_a_way_reaches_only_who_comes_to_its_later_step(step: str, onward: str, reach: float):
    source = CIRCLE.replace("  a: {", "  a: {start: true, ").replace("next: b}", "next: c}")
    assert harm_of(check_source(source, "a.yaml"), step, onward=onward) == pytest.approx(reach)


def test_a_circle_that_nothing_leaves_reaches_who_falls_into_it():
    source = CIRCLE.replace("  a: {", "  a: {start: true, ").replace("c: 50%}}\n  b:", "trap: 50%}}\n  b:", 1)
    assert harm_of(check_source(source, "a.yaml"), "trap") == pytest.approx(0.5)
    assert harm_of(check_source(source, "a.yaml"), "b") == pytest.approx(0.5)


def test_a_step_that_leads_to_itself_reaches_each_customer_once():
    source = "journeymap: 1\nsteps:\n  a: {customer: x, next: {b: 20%, c: 80%}}\n"
    source += "  b: {customer: y, next: {b: 75%, c: 25%}}\n  c: {customer: z, end: helped}\n"
    assert harm_of(check_source(source, "a.yaml"), "b") == pytest.approx(0.2)


def test_what_nobody_comes_to_harms_nobody():
    source = CIRCLE.replace("  a: {", "  a: {start: true, ")
    assert harm_of(check_source(source, "a.yaml"), "trap") == 0.0


def test_a_supporting_step_reaches_whom_its_users_reach():
    source = CIRCLE.replace("  a: {", "  a: {start: true, ").replace("c: 50%}}\n  b:", "d: 50%}}\n  b:", 1)
    assert harm_of(check_source(source, "a.yaml"), "shelf") == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("severity", "weight"), [(Severity.ERROR, 1.0), (Severity.WARNING, 1 / 3), (Severity.NOTE, 1 / 9)]
)
def test_an_error_weighs_three_warnings_and_a_warning_three_notes(severity: Severity, weight: float):
    assert harm_of(clinic.clinic(), None, severity) == pytest.approx(weight)


def test_what_is_rated_low_feels_bad_or_is_complained_about_is_twice_as_bad_at_most():
    def journey(rating: str) -> Result:
        return check_source(f"journeymap: 1\nsteps:\n  a: {{customer: x, end: helped, {rating}}}\n", "a.yaml")

    assert harm_of(journey("experience: {everyone: {perceived: 0}}"), "a") == pytest.approx(2.0)
    assert harm_of(journey("experience: {everyone: {perceived: 4}}"), "a") == pytest.approx(1.2)
    assert harm_of(journey("experience: {everyone: {perceived: 4, importance: 5}}"), "a") == pytest.approx(1.1)
    assert harm_of(journey("experience: {everyone: {perceived: 9, emotion: 2}}"), "a") == pytest.approx(1.0)
    assert harm_of(journey("experience: {everyone: {emotion: -1}}"), "a") == pytest.approx(1.5)
    assert harm_of(journey("complaints: 20 per 1000"), "a") == pytest.approx(1.2)
    assert harm_of(journey("complaints: 500 per 1000"), "a") == pytest.approx(2.0)


def test_a_finding_for_one_persona_reaches_only_its_part():
    assert harm_of(clinic.clinic(), "letter", personas=("elder",)) == pytest.approx(0.4 * 0.2 * 2)
    # At the letter the emotion is the lowest there is: twice as bad.
    assert harm_of(clinic.clinic(), "letter") == pytest.approx(0.2 * 2)
    assert harm_of(clinic.clinic(), None, personas=("elder",)) == pytest.approx(0.4)


def test_what_is_a_guess_counts_half_and_what_is_seen_in_the_file_is_sure():
    result = clinic.clinic()
    # The times of the letter have no source, those of the call do; shape rests on no statement.
    assert harm_of(result, "letter", code="JM203") == 2 * harm_of(result, "letter", code="JM403")
    assert harm_of(result, "call", code="JM203") == harm_of(result, "call", code="JM403")


@pytest.mark.parametrize("code", ["JM103", "JM302", "JM801"])
def test_what_is_wrong_with_the_file_the_picture_or_the_knowledge_harms_no_customer(code: str):
    found = Diagnostic(Code(code, "x"), Severity.ERROR, say("x"), None, step="call")
    result = clinic.clinic()
    only = Result(result.path, result.text, result.journey, (found,))
    assert weighed(only).diagnostics[0].harm is None


def test_checking_computes_no_harm_that_nobody_asked_for():
    assert all(one.harm is None for one in clinic.clinic().diagnostics)


def test_findings_are_ranked_the_most_harmful_first_and_none_is_lost():
    result = clinic.clinic()
    found = ranked(result)
    harms = [one.harm for one in found]
    of_the_service = [harm for harm in harms if harm is not None]
    assert harms[: len(of_the_service)] == sorted(of_the_service, reverse=True)
    assert sorted(map(str, found)) == sorted(map(str, result.diagnostics))


def test_a_file_that_cannot_be_read_is_ranked_as_it_stands():
    result = check_source("no blueprint at all", "a.yaml")
    assert result.facts is None
    assert ranked(result) == result.diagnostics


def test_what_goes_wrong_at_some_visits_is_told_of_these_and_weighs_for_all_who_may_meet_it():
    source = CIRCLE.replace("  a: {", "  a: {start: true, ")
    result = check_source(source, "a.yaml")
    found = Diagnostic(Code("JM706", "x"), Severity.WARNING, say("x"), None, step="b", part=0.1)
    (often,) = weighed(Result("a.yaml", source, result.journey, (found,))).diagnostics
    (always,) = weighed(Result("a.yaml", source, result.journey, (replace(found, part=None),))).diagnostics
    assert (often.reach, always.reach) == (pytest.approx(0.05), pytest.approx(0.5))
    assert often.harm == always.harm
