"""Characters that nobody sees are named with their place, and break no reference."""

from __future__ import annotations

import unicodedata

import pytest

from journeymap.pipeline import check_source

HEAD = "journeymap: 1\ntitle: T\n"


IN_AND_BEHIND = ("next: b{0}}}", "next: {{b{0}: 80%}}}}", 'next: "b{0}"}}')


@pytest.mark.parametrize(
    ("character", "text"),
    [
        *((character, text) for character in "\u200b\u2060\ufeff\u200c\u200d\u00ad" for text in IN_AND_BEHIND),
        # A joiner counts behind a letter.
        *((character, "next: [{0}b]}}") for character in "\u200b\u2060\ufeff\u00ad"),
    ],
)
def test_a_character_of_no_width_is_said_once_where_it_stands(character: str, text: str):
    line = f"  a: {{customer: x, frontstage: f, {text.format(character)}"
    found = check_source(
        f"{HEAD}steps:\n{line}\n  b: {{customer: y, frontstage: g, end: helped}}\n", "a.yaml"
    ).diagnostics
    errors = [one for one in found if one.severity == "error"]
    assert [(one.code.name, one.span.line, one.span.column) for one in errors] == [
        ("syntax-error", 4, line.index(character) + 1)
    ]
    assert f"U+{ord(character):04X}" in str(errors[0].message)


@pytest.mark.parametrize("text", ["title: Family 👨\u200d👩\u200d👧", "title: می\u200cخواهم", "title: T # a\u200bb"])
def test_joiners_of_emoji_and_scripts_and_comments_are_left_alone(text: str):
    found = check_source(f"journeymap: 1\n{text}\nsteps: {{a: {{customer: x, end: helped}}}}\n", "a.yaml").diagnostics
    assert not [one for one in found if one.severity == "error"]


@pytest.mark.parametrize("word", ["één", "überprüfen", "reçu", "ångström"])
@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_letters_with_accents_are_the_same_however_they_are_put_together(word: str, forms: tuple[str, str]):
    here, there = (unicodedata.normalize(form, word) for form in forms)
    text = f"{HEAD}steps:\n  a: {{customer: x, frontstage: f, next: {here}}}\n"
    text += f"  {there}: {{customer: y, frontstage: g, end: helped}}\n"
    result = check_source(text, "a.yaml")
    assert not [one for one in result.diagnostics if one.severity == "error"]
    assert list(result.blueprint.steps) == ["a", unicodedata.normalize("NFC", word)]


@pytest.mark.parametrize(
    "line", ["customer:\u00a0Calls", "customer:\u2003Calls", "customer:\u202fCalls", "customer:\u3000Calls"]
)
def test_a_false_space_behind_a_colon_is_named_and_the_rest_is_read(line: str):
    result = check_source(f"{HEAD}steps:\n  a:\n    {line}\n    end: helped\n", "a.yaml")
    errors = [one for one in result.diagnostics if one.severity == "error"]
    assert [(one.span.line, one.span.column) for one in errors] == [(5, 14)]
    assert "looks like a space" in str(errors[0].message)
    assert result.blueprint.steps["a"].end == "helped"


def test_lines_that_were_broken_on_purpose_stay_broken():
    text = f"{HEAD}about: |\n  First line\n\n  Second\n    indented\nsteps: {{a: {{customer: x, end: helped}}}}\n"
    assert check_source(text, "a.yaml").blueprint.about == "First line\n\nSecond\n  indented\n"
