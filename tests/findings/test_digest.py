"""Findings as they are told: one for each cause, numbered by harm, apart by what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Code, Diagnostic, Family, Severity
from journeymap.findings.digest import digest, numbers
from journeymap.findings.kinds import kind_of
from journeymap.i18n.messages import say
from journeymap.plugins import instances

if TYPE_CHECKING:
    from journeymap.rule import Rule


def finding(code: str, harm: float | None = None, step: str | None = "a", **more) -> Diagnostic:
    severity = more.pop("severity", Severity.WARNING)
    return Diagnostic(Code(code, f"rule-{code[2:]}"), severity, say("x"), None, step=step, harm=harm, **more)


BROKEN = finding("JM401", 0.3, family=Family("wait", 0))
SILENT = finding("JM403", 0.5, family=Family("wait", 2))
ELSEWHERE = finding("JM403", 0.2, step="b", family=Family("wait", 2))


def test_of_one_family_at_one_step_the_most_specific_speaks_and_names_the_others():
    told = digest([SILENT, ELSEWHERE, BROKEN])
    assert [(lead.diagnostic, lead.also) for lead in told.leads] == [(BROKEN, (SILENT,)), (ELSEWHERE, ())]


def test_a_finding_for_some_does_not_stand_for_one_that_others_have():
    some = finding("JM401", 0.3, family=Family("wait", 0), personas=("young",))
    old = finding("JM403", 0.2, family=Family("wait", 2), personas=("old",))
    assert all(not lead.also for lead in digest([some, old]).leads)
    assert all(not lead.also for lead in digest([some, SILENT]).leads)


def test_two_findings_of_one_rule_at_one_step_are_both_told():
    assert len(digest([SILENT, finding("JM403", 0.1, family=Family("wait", 2))]).leads) == 2


def whole(code: str, place: int, *waits: str, **more) -> Diagnostic:
    return finding(code, 0.3, step=None, family=Family("wait", place), witness=waits, **more)


def test_what_is_said_once_of_all_waits_is_one_cause_with_a_wait_that_is_told_of():
    told = digest([SILENT, ELSEWHERE, whole("JM405", 4, "c", "b"), whole("JM407", 5, "c")])
    assert [[lead.diagnostic.code.number, *(more.code.number for more in lead.also)] for lead in told.leads] == [
        ["JM403"], ["JM407"], ["JM403", "JM405"],
    ]  # fmt: skip


def test_what_is_said_twice_of_all_waits_is_one_cause_where_they_name_the_same_wait():
    told = digest([whole("JM407", 5, "a", "b"), whole("JM405", 4, "b")])
    assert [(lead.diagnostic.code.number, len(lead.also)) for lead in told.leads] == [("JM405", 1)]


def test_a_wait_of_some_does_not_stand_for_what_is_said_of_all():
    some = finding("JM403", 0.2, step="b", family=Family("wait", 2), personas=("young",))
    assert len(digest([some, whole("JM405", 4, "b")]).leads) == 2


BARE = finding("JM701", 0.2, step="no", family=Family("refusal", 0))


def test_what_leads_to_a_refusal_is_one_cause_with_it():
    moment = finding("JM509", 0.1, severity=Severity.NOTE, family=Family("pain", 2), onward="no")
    unsure = finding("JM710", 0.3, step=None, witness=("a", "no"), family=Family("refusal", 2))
    told = digest([unsure, moment, BARE])
    assert [(lead.diagnostic, lead.also) for lead in told.leads] == [(BARE, (unsure, moment))]


def test_an_error_stands_for_itself_beside_a_warning():
    unheard = finding(
        "JM709", 0.9, step=None, witness=("a", "no"), family=Family("refusal", 1), severity=Severity.ERROR
    )
    assert [lead.diagnostic for lead in digest([unheard, BARE]).leads] == [unheard, BARE]


def test_findings_about_the_whole_file_stand_for_themselves():
    whole = [finding("JM407", 0.3, step=None, family=Family("wait", 5)), finding("JM401", 0.2, step=None)]
    assert len(digest(whole).leads) == 2


def test_what_happens_to_customers_is_numbered_first_and_by_harm():
    form, picture, knowledge = (finding(code, severity=Severity.ERROR) for code in ("JM103", "JM301", "JM801"))
    told = digest([form, knowledge, ELSEWHERE, picture, BROKEN])
    assert [lead.diagnostic for lead in told.leads] == [BROKEN, ELSEWHERE, form, picture, knowledge]
    assert [lead.number for lead in told.leads] == [1, 2, 3, 4, 5]


def test_numbers_are_told_in_the_order_given_and_members_have_that_of_their_lead():
    assert numbers([ELSEWHERE, SILENT, BROKEN]) == [(2, False), (1, True), (1, False)]


def test_groups_are_by_rule_and_the_rule_with_the_worst_finding_comes_first():
    told = digest([ELSEWHERE, finding("JM701", 0.9), finding("JM403", 0.4, step="c")])
    assert [[lead.diagnostic.step for lead in group.leads] for group in told.groups("service")] == [["a"], ["c", "b"]]


def test_while_the_form_is_wrong_the_service_is_not_judged():
    assert digest([finding("JM103", severity=Severity.ERROR)]).unread
    assert not digest([finding("JM103", severity=Severity.WARNING), BROKEN]).unread


def test_every_rule_is_about_the_file_the_service_the_picture_or_the_knowledge():
    kinds = {"0": "file", "1": "file", "3": "picture", "8": "knowledge"}
    rules: tuple[Rule, ...] = instances("rules", "RULE")
    for rule in rules:
        assert kind_of(finding(rule.code)) == kinds.get(rule.code[2], "service")


def test_no_two_rules_of_a_family_are_equally_specific():
    rules: tuple[Rule, ...] = instances("rules", "RULE")
    places = [(rule.family.name, rule.family.place) for rule in rules if rule.family is not None]
    assert len(places) == len(set(places))
    assert {name for name, _ in places} == {"wait", "refusal", "entry", "helping", "pain"}
