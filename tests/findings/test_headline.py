"""The message of a journey in two sentences, in whole numbers that add up and in words that were written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.analyses.journeys import CIRCLE, graph

from journeymap import pipeline
from journeymap.analysis import Facts
from journeymap.config import Config
from journeymap.findings.harm import weighed
from journeymap.findings.headline import headline
from journeymap.findings.worst import worst_steps
from journeymap.i18n.short_findings import IN_SHORT
from journeymap.per_hundred import per_hundred
from journeymap.pipeline import enabled_rules

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
JOURNEY = """
journeymap: 1
customer: {CUSTOMER}
steps:
  ask: {customer: Asks, next: {yes: 66.6%, no: 30.9%, gone: 2.5%}}
  "yes": {customer: Gets it, end: helped}
  "no": {customer: Gets nothing, end: refused}
  gone: {customer: Is gone, end: gave-up}
"""


def sentence(text: str, language: str = "en") -> str:
    facts = Facts(graph(text))
    message = headline(facts, per_hundred(facts), ()).outcome
    assert message is not None
    return message.text(language)


def test_the_sentence_uses_the_word_for_several_that_the_file_has():
    text = JOURNEY.replace("CUSTOMER", "role: huurder, plural: huurders")
    assert sentence(text) == "Of 100 huurders 67 are helped; 2 give up, 31 are refused."
    assert sentence(text, "nl") == "Van 100 huurders worden er 67 geholpen; 2 geven op, 31 worden afgewezen."


def test_without_a_word_for_several_the_role_is_not_bent_into_one():
    text = JOURNEY.replace("CUSTOMER", "role: huurder")
    assert sentence(text, "nl") == "huurder: van de 100 worden er 67 geholpen; 2 geven op, 31 worden afgewezen."


def test_who_never_comes_to_an_end_is_told():
    assert sentence(CIRCLE) == "Of 100 customers 80 are helped; 20 never come to an end."
    facts = Facts(graph(CIRCLE))
    time = headline(facts, per_hundred(facts), ()).time
    assert time is not None
    assert str(time).startswith("Whoever comes to an end takes")


def test_nobody_and_fewer_than_one_are_said_in_words():
    text = JOURNEY.replace("CUSTOMER", "role: x").replace("66.6%, no: 30.9%, gone: 2.5%", "99.7%, no: 0%, gone: 0.3%")
    assert sentence(text) == "x: of 100, more than 99 are helped; fewer than 1 gives up."


@pytest.mark.parametrize("path", sorted(BLUEPRINTS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_numbers_of_the_sentence_add_up_to_a_hundred_on_every_blueprint(path: Path):
    result = weighed(pipeline.check_file(path))
    assert result.facts is not None
    for persona in (None, *result.facts.graph.blueprint.personas):
        counts = per_hundred(result.facts, persona)
        message = headline(result.facts, counts, worst_steps(result.facts, result.diagnostics, persona))
        assert message.outcome is not None
        for language in ("en", "nl"):
            words = message.outcome.text(language)
            told = words.split(":", 1)[1] if persona is not None and ":" in words else words
            numbers = [int(number) for number in re.findall(r"\d+", re.sub(r"\b100\b", "", told, count=1))]
            whole = "all of 100" in words or "All 100" in words or "lle 100" in words
            assert whole or sum(numbers) == 100


@pytest.mark.parametrize("rule", [rule for rule in enabled_rules(Config()) if rule.code[2:3] not in "0138"],
                         ids=lambda rule: rule.name)  # fmt: skip
def test_every_rule_about_the_service_has_words_that_fit_in_a_head(rule):
    words = IN_SHORT[rule.name]
    for language in ("en", "nl"):
        assert 2 <= len(words.text(language).split()) <= 6


def leaving(text: str) -> list[tuple[str, str, list[str]]]:
    facts = Facts(graph(text))
    found = headline(facts, per_hundred(facts), ()).leaving
    return [(place.step, place.kind, [str(reason) for reason in place.reasons]) for place in found]


def test_without_a_ranked_step_it_is_told_where_people_leave_most_first_and_why():
    text = JOURNEY.replace("CUSTOMER", "role: x").replace("gone: 2.5%", "gone: {share: 2.5%, when: too dear}")
    assert leaving(text) == [("ask", "refused", ["31 are refused here", "2 give up here", "too dear"])]


def test_from_where_no_help_can_come_all_who_leave_are_counted_at_its_beginning():
    text = """
journeymap: 1
steps:
  ask: {customer: Asks, next: {yes: 70%, no: 30%}}
  "yes": {customer: Gets it, end: helped}
  "no": {customer: Reads the refusal, next: {protest: 50%, leaves: 50%}}
  protest: {customer: Protests, next: filed}
  leaves: {customer: Lets it be, end: gave-up}
  filed: {customer: Reads that it is filed, end: refused}
"""
    assert leaving(text) == [("no", "gave-up", ["15 give up here", "15 are refused here", "no help from here on"])]


def test_who_never_comes_to_an_end_is_told_where_that_is():
    ((step, kind, reasons),) = leaving(CIRCLE)
    assert kind == "stranded"
    assert reasons == ["20 never come further", "circle without a way out"]
    assert step in graph(CIRCLE).blueprint.steps


def test_where_steps_are_ranked_only_these_are_told():
    for path in sorted(BLUEPRINTS.rglob("*.yaml")):
        result = weighed(pipeline.check_file(path))
        facts = result.journey.facts
        counts = per_hundred(facts)
        message = headline(facts, counts, worst_steps(facts, result.diagnostics))
        assert not (message.hurts and message.leaving)
        if not message.hurts:
            away = 100 - counts.kinds["helped"].whole
            assert bool(message.leaving) == bool(away), path.stem
            known = [place.count.whole for place in message.leaving if place.count is not None]
            assert sum(known) <= away
            assert known == sorted(known, reverse=True)
