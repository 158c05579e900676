"""`journeymap explain` knows the words of the format, those of the designers, and rules by what they are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from journeymap import syntax
from journeymap.cli import main, rule_words
from journeymap.cli.options import all_rules
from journeymap.cli.rule_words import rules_in_words
from journeymap.compiler.word_groups import words_of
from journeymap.model.blueprint import Blueprint
from journeymap.model.step import Step
from journeymap.pipeline import check_source
from journeymap.rule_docs import page_of

if TYPE_CHECKING:
    from collections.abc import Callable

NEEDS_OTHER_FILES = {"broken-link"}
RULES = {rule.name: rule for rule in all_rules()}


@pytest.fixture
def explain(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(*arguments: str) -> str:
        assert main(["explain", *arguments]) == 0
        return capsys.readouterr().out

    return run


def test_without_a_name_all_words_and_all_rules_are_listed(explain: Callable[..., str]):
    listed = set(re.findall(r"[a-z][a-z-]+", explain()))
    assert {*words_of(Blueprint), *words_of(Step)} <= listed
    assert set(RULES) <= listed


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("doodlopend", "dead-end"), ("doodlopende stap", "dead-end"), ("pijnpunt", "pain-point"),
        ("jargon", "inside-out-words"),
        ("van het kastje naar de muur", "no-way-out"), ("Faalvraag", "failure-demand"),
        ("gebroken belofte", "broken-promise"),
        ("openingstijden", "closed-when-customer-can"), ("twee keer vertellen", "told-twice"),
        ("gewoonte", "unexamined-habit"),
        ("huisbezoeken", "piled-burden"), ("kaal nee", "bare-no"), ("enkel storingspunt", "single-point-of-failure"),
    ],
)  # fmt: skip
def test_a_rule_is_found_by_what_it_is_called_in_dutch(words: str, rule: str):
    assert rule in [found.name for found in rules_in_words(words)]


def test_the_page_of_a_rule_called_in_dutch_is_printed(explain: Callable[..., str]):
    assert explain("doodlopend", "--lang", "nl").startswith("JM203 dead-end")


def test_what_rules_are_called_in_dutch_names_rules_that_are_there():
    assert set(rule_words._DUTCH) <= set(RULES)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("tolerance", '"tolerance" of a step'), ("lead time", '"takes" of a step'), ("pijnpunt", '"pains" of a step'),
        ("kanaal", '"channel" of a step'), ("gateway", '"next" of a step'),
        ("self_service", '"self-service" of a channel'),
    ],
)  # fmt: skip
def test_a_word_is_explained_at_each_place_where_it_may_stand(explain: Callable[..., str], word: str, text: str):
    assert text in explain(word)


def test_what_nobody_knows_is_wrong_use(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "xyzzy"]) == 2
    assert "No rule is called" in capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if page_of(rule).good))
def test_examples_are_dutch_in_dutch_and_say_the_same(name: str):
    english, dutch = page_of(RULES[name]), page_of(RULES[name], "nl")
    for here, there in ((english.bad, dutch.bad), (english.good, dutch.good)):
        node, other = (syntax.parse(text, "a.yaml").node for text in (here, there))
        if node is None or other is None:
            assert (node, other) == (None, None)
            continue
        assert shape(node.plain()) == shape(other.plain())
    # The example of a fault in the form may have no texts at all.
    assert not re.search(r"(?:customer|frontstage): [A-Z]", english.good) or dutch.good != english.good
    found = {one.code.name for one in check_source(dutch.good, "a.yaml").diagnostics}
    assert name not in found or name in NEEDS_OTHER_FILES


def shape(value: object) -> object:
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    return [shape(item) for item in value] if isinstance(value, list) else value is None
