"""Words that are not those of the format, and what they were meant to be."""

from __future__ import annotations

import pytest

from journeymap.compiler import key_aliases
from journeymap.compiler.explain import words_of
from journeymap.compiler.key_aliases import likely
from journeymap.model import blueprint, step
from journeymap.model.element import Element
from journeymap.pipeline import check_source

KNOWN = {
    word
    for module in (blueprint, step)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Element)
    for word in words_of(kind)
}
CHOICES = {"helped", "refused", "gave-up", "transferred", "captive", "free", "visible", "buried", "absent", "customer",
           "organisation", "chance", "law", "staff"}  # fmt: skip


def test_every_word_that_is_proposed_is_one_of_the_format():
    meant = {word for words in key_aliases.other_words().values() for word in words}
    assert meant <= KNOWN | CHOICES


def test_no_word_of_the_format_is_taken_for_another_where_it_is_known():
    for word in key_aliases.other_words():
        if word in KNOWN:
            assert likely(word, [word, "next"]) == word


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("stappen: {a: {customer: x}}", "steps"),
        ("kanalen: {web: {name: Web}}", "channels"),
        ("steps: {a: {klant: x, end: helped}}", "customer"),
        ("steps: {a: {customer: x, wachttijd: 3 dagen, end: helped}}", "wait"),
        ("steps: {a: {customer: x, duration: 3 days, end: helped}}", "takes"),
        ("steps: {a: {customer: x, next: {b: {aandeel: 100%}}}, b: {customer: y, end: helped}}", "share"),
        ("personas: {a: {behoeften: {safety: high}}}", "needs"),
    ],
)
def test_a_word_of_another_language_leads_to_the_one_that_was_meant(line: str, word: str):
    found = check_source(f"journeymap: 1\ntitle: T\n{line}\n", "a.yaml").diagnostics
    helps = [str(one.help) for one in found if one.code.name in ("unknown-key", "invalid-value")]
    assert helps == [f'did you mean "{word}"?']


def test_of_a_file_the_steps_are_among_the_words_that_are_named_first():
    (found,) = [one for one in check_source("journeymap: 1\nxyzzy: 1\n", "a.yaml").diagnostics
                if one.code.name == "unknown-key"]  # fmt: skip
    assert "title, steps, phases" in str(found.help)
