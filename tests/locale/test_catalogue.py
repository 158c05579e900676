"""The catalogues hold exactly what the program says, all of it translated, and nothing in them can break a sentence."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from string import Formatter

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import catalogue  # noqa: E402

LANGUAGES = catalogue.LANGUAGES
SAID = catalogue.messages()
TRANSLATED = {
    language: [(str(message.id), str(message.string)) for message in catalogue.read_catalogue(language) if message.id]
    for language in LANGUAGES
}
ALL = [(language, english, other) for language in LANGUAGES for english, other in TRANSLATED[language]]
# What translates a text that was collected where it is said: the shapes themselves.
TRANSLATORS = {"messages.py", "rule_docs.py"}
ENGLISH = re.compile(
    r"\b(?:the|and|with|without|which|that|this|from|has|have|are|not|no|for|by|on|to|customer|step|steps|waits?|"
    r"channel|finding|nobody|somebody|errors?|warnings?|notes?|help|witness|assumed|journeys?|takes|where|what|who)\b",
    re.IGNORECASE,
)
# The designer's words, words of the format, and terms that stand beside their translation.
QUOTED = re.compile(r'"[^"]*"|`[^`]*`|\([^)]*\)|\{[^}]*\}|--\w+|\[[^\]]*\]|end: helped|no-way-out|click-to-cancel')


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_is_translated(language: str):
    assert catalogue.missing(language) == [], "run: python docs/catalogue.py, and translate what it says is missing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_translated_that_is_no_longer_said(language: str):
    assert {english for english, _ in TRANSLATED[language]} - set(SAID) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_written_as_the_program_would_write_it(language: str):
    assert catalogue.po_file(language).read_bytes() == catalogue.as_po(catalogue.renewed(language)), (
        "run: python docs/catalogue.py"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_messages_give_the_same_bytes(language: str):
    first, second = catalogue.renewed(language), catalogue.renewed(language)
    assert catalogue.as_po(first) == catalogue.as_po(second)
    assert b"Date" not in catalogue.as_po(first)


def test_a_translation_is_filled_in_with_the_same_values():
    assert [pair for pair in ALL if placeholders(pair[1]) != placeholders(pair[2])] == []


def test_a_translation_has_the_shape_of_what_it_translates():
    def shape(text: str) -> tuple[object, ...]:
        return text.count("`"), text.count('"') % 2, text.endswith("."), text[:1] == " ", text[-1:] == " ", "  " in text

    assert [pair for pair in ALL if shape(pair[1]) != shape(pair[2])] == []


def test_a_translation_begins_with_a_capital_only_where_a_sentence_or_a_title_does():
    # "CI" and "ID" would be names; the first letter of the rest has to agree.
    def capital(text: str) -> bool | None:
        return text[0].isupper() if text[:2].isalpha() and not text[:2].isupper() else None

    differing = [pair for pair in ALL if None not in {capital(pair[1]), capital(pair[2])}
                 and capital(pair[1]) is not capital(pair[2])]  # fmt: skip
    days = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mo", "Tu", "We", "Th", "Fr",
            "Sa", "Su"}  # fmt: skip
    assert [pair for pair in differing if pair[1].split()[0] not in days] == []


def test_no_english_is_left_in_what_is_dutch():
    left = {dutch: ENGLISH.findall(QUOTED.sub("", dutch)) for _, _, dutch in ALL}
    assert {dutch: words for dutch, words in left.items() if words} == {}


def test_every_rule_has_its_whole_page_in_the_catalogue():
    from journeymap.plugins import instances
    from journeymap.rule_docs import page_of

    for rule in instances("rules", "RULE"):
        page = page_of(rule)
        assert {page.summary, page.why, page.fix, *page.options.values()} <= set(SAID)


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(catalogue.SOURCE.rglob("*.py")) if path.name not in TRANSLATORS],
    ids=lambda path: path.relative_to(catalogue.SOURCE).as_posix(),
)
def test_what_is_said_is_written_where_it_is_said(path: Path):
    """A template that is put together cannot be found by whoever translates; that of a message was written already."""
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"say", "translate"}
    ]
    assert [
        ast.unparse(call)
        for call in calls
        if not isinstance(call.args[0], ast.Constant) and not ast.unparse(call.args[0]).endswith(".template")
    ] == []


def test_what_a_module_says_is_found_wherever_it_says_it():
    source = '"""A rule.\n\nWhy: because.\n\nFix: do it.\n"""\nsay("a {b}", b=1)\ntranslate("c", "nl")\nRULE = 1\n'
    assert list(catalogue.said_in(source, is_rule=True)) == ["A rule.", "because.", "do it.", "a {b}", "c"]
    assert list(catalogue.said_in(source)) == ["a {b}", "c"]
