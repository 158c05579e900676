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
from journeymap.i18n.dates import MONTHS  # noqa: E402

LANGUAGES = catalogue.LANGUAGES
SAID = catalogue.messages()
# What is said of one thing, and otherwise of several, has a pair for each form.
TRANSLATED = {
    language: [
        pair
        for message in catalogue.read_catalogue(language)
        if message.id
        for pair in zip(catalogue.forms_in_english(message.id), catalogue.forms_of(message), strict=True)
    ]
    for language in LANGUAGES
}
TEXTS = {form for said in SAID for form in catalogue.forms_in_english(said)}
ALL = [(language, english, other) for language in LANGUAGES for english, other in TRANSLATED[language]]
# What translates a text that was collected where it is said: the shapes themselves.
TRANSLATORS = {"languages.py", "messages.py", "rule_docs.py", "word_pages.py", "words.py"}
LITERALS = {"say": 1, "translate": 1, "plural": 2, "translate_plural": 2}
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
    assert {english for english, _ in TRANSLATED[language]} - TEXTS == set()


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
    months = {month.template for month in MONTHS}
    assert [pair for pair in differing if pair[1].split()[0] not in days | months] == []


def test_no_english_is_left_in_what_is_dutch():
    left = {dutch: ENGLISH.findall(QUOTED.sub("", dutch)) for _, _, dutch in ALL}
    assert {dutch: words for dutch, words in left.items() if words} == {}


def test_every_rule_has_its_whole_page_in_the_catalogue():
    from journeymap.plugins import instances
    from journeymap.rule_docs import page_of

    for rule in instances("rules", "RULE"):
        page = page_of(rule)
        assert {page.summary, page.why, page.fix, *page.options.values()} <= TEXTS


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
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LITERALS
    ]
    assert [
        ast.unparse(call)
        for call in calls
        for argument in call.args[: LITERALS[call.func.id]]  # type: ignore[attr-defined]
        if not isinstance(argument, ast.Constant) and not ast.unparse(argument).endswith(".template")
    ] == []


@pytest.mark.parametrize(
    "path", sorted(catalogue.SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(catalogue.SOURCE).as_posix()
)
def test_the_forms_for_one_and_several_are_chosen_by_the_catalogue_alone(path: Path):
    """A choice by hand between two sentences knows one language: others have one form, or three."""

    def says(node: ast.AST) -> bool:
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LITERALS

    def counts_one(test: ast.expr) -> bool:
        return isinstance(test, ast.Compare) and any(
            isinstance(value, ast.Constant) and value.value == 1 for value in (test.left, *test.comparators)
        )

    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.IfExp) and counts_one(node.test) and says(node.body) and says(node.orelse)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_forms_say_the_same(language: str):
    for message in catalogue.read_catalogue(language):
        if isinstance(message.id, tuple):
            one, several = (set(placeholders(text)) for text in message.id)
            assert "count" in several
            assert one <= several
            assert several - one <= {"count", "unheard"}


def test_nothing_is_said_both_with_and_without_a_plural():
    singular = [said[0] for said in SAID if isinstance(said, tuple)]
    assert len(singular) == len(set(singular))
    assert set(singular) & set(SAID) == set()


def test_what_a_module_says_is_found_wherever_it_says_it():
    says = 'say("a {b}", b=1)\ntranslate("c", "nl")\nplural("{count} d", "{count} e", 2)\n'
    source = f'"""A rule.\n\nWhy: because.\n\nFix: do it.\n"""\n{says}RULE = 1\n'
    said = ["a {b}", "c", ("{count} d", "{count} e")]
    assert list(catalogue.said_in(source, is_rule=True)) == ["A rule.", "because.", "do it.", *said]
    assert list(catalogue.said_in(source)) == said
