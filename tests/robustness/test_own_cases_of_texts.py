"""Three more cases of each kind of edge in texts: broken lines, false spaces, and signs that cut a text off."""

from __future__ import annotations

import re

import pytest
from own_cases import HEAD, checked

from journeymap.pipeline import check_source

LINES = {
    # A bar keeps every break; what is indented further stays so; one break at the end.
    "a bar": ("notes: |\n      one\n        two\n\n      four\n", "one\n  two\n\nfour\n"),
    # With a minus none at the end, with a plus all of them.
    "a bar and a minus": ("notes: |-\n      one\n      two\n\n", "one\ntwo"),
    "a bar and a plus": ("notes: |+\n      one\n\n\n", "one\n\n\n"),
    # An angle folds single breaks, and keeps an empty line as one break.
    "an angle": ("notes: >-\n      one\n      two\n\n      three\n", "one two\nthree"),
    "an angle with lines that are indented further": (
        "notes: >-\n      one\n        - a\n        - b\n      two\n",
        "one\n  - a\n  - b\ntwo",
    ),
    "double quotes": ('notes: "one\\ntwo\\n\\nfour"\n', "one\ntwo\n\nfour"),
    "bare over two lines": ("notes: one\n      two\n\n      four\n", "one two\nfour"),
}


@pytest.mark.parametrize(("text", "meant"), LINES.values(), ids=LINES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_line_that_was_broken_on_purpose_stays_broken(text: str, meant: str, ending: str):
    whole = f"{HEAD}steps:\n  a:\n    customer: A\n    {text}    end: helped\n"
    blueprint = check_source(whole.replace("\n", ending), "own.yaml").blueprint
    assert blueprint is not None
    assert [note.text for note in blueprint.steps["a"].notes] == [meant]
    assert blueprint.steps["a"].end == "helped"


@pytest.mark.parametrize(
    ("step", "places"),
    [
        ("a:\n    frontstage:\u00a0Answers\n    end: helped", [(5, 16)]),
        ("a:\n    customer: A\n    next:\u2009z\n    takes:\u00a05 min", [(6, 10), (7, 11)]),
        ("a: {customer:\u00a0Calls, end:\u00a0helped}", [(4, 16), (4, 28)]),
        ("a: {customer: Calls, next: [{to:\u3000z, share: 80%}]}", [(4, 35)]),
        (
            "a:\n    customer: A\n    fails:\n      - what:\u00a0It breaks\n        share: 5%\n    end: helped",
            [(7, 14)],
        ),
        ("a:\n    customer: A\n    tells:\n      - when\n      -\u00a0what it costs\n    end: helped", [(8, 8)]),
    ],
)
def test_a_false_space_is_named_where_it_stands_and_what_is_behind_it_is_read(step: str, places: list[tuple[int, int]]):
    text = f"steps:\n  {step}\n  z: {{customer: Z, end: helped}}\n"
    errors = [item for item in checked(text).diagnostics if item.severity == "error"]
    assert all("looks like a space" in str(item.message) for item in errors)
    assert [(item.span.line, item.span.column) for item in errors if item.span is not None] == places
    spaced = checked(re.sub("[\u00a0\u2009\u3000]", " ", text)).blueprint
    assert checked(text).blueprint == spaced


@pytest.mark.parametrize(
    ("line", "left", "cut"),
    [
        ("customer: Opens folder #B", "Opens folder", True),
        ("customer: Opens folder # and reads", "Opens folder", False),  # a comment, as comments are written
        ("customer: Opens folder#12", "Opens folder#12", False),
        ("customer: 'Opens folder #12'", "Opens folder #12", False),
        ("customer: Goes to room #3 on the left", "Goes to room", True),
    ],
)
def test_a_text_that_a_sign_cuts_off_is_warned_of_and_a_comment_is_not(line: str, left: str, cut: bool):
    result = checked(f"steps:\n  a:\n    {line}\n    end: helped\n")
    assert result.blueprint is not None
    assert [cell.does for cell in result.blueprint.steps["a"].customer] == [left]
    said = [item for item in result.diagnostics if item.code.name == "cut-text"]
    assert len(said) == cut
    if cut:
        assert said[0].span is not None
        assert said[0].span.line == 5
