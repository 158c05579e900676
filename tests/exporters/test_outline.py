"""The outline tells everything, in reading order, in Markdown that shows what was written."""

from __future__ import annotations

import re

from drawings_for_tests import CASES, LABELS, export, hostile_drawing, texts
from markdown_it import MarkdownIt

from journeymap.analysis import Journey
from journeymap.drawing import Drawing, DrawOptions, draw
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_file


def outline(drawing: Drawing) -> str:
    (part,) = export("outline", drawing)
    return part.content.decode("utf-8")


def checked(language: str | None = None) -> Drawing:
    result = check_file(CASES / "outline.yaml")
    assert result.journey is not None
    return draw(result.journey, result.diagnostics, result.accepted, DrawOptions(language=language))


def test_the_outline_is_the_one_that_was_read(accept: bool):
    file = CASES / "outline.md"
    if accept:
        file.write_text(outline(checked()), encoding="utf-8")
    assert outline(checked()) == file.read_text(encoding="utf-8")


def shown(markdown: str) -> str:
    """What a reader of Markdown shows, on one line."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    words = [
        child.content
        for token in tokens
        for child in token.children or ()
        if child.type in ("text", "softbreak", "html_inline", "code_inline")
    ]
    assert not [token for token in tokens if token.type in ("html_block", "code_block", "fence")]
    assert not [
        child for token in tokens for child in token.children or () if child.type in ("html_inline", "link_open")
    ]
    return " ".join(" ".join(words).split())


def test_hostile_texts_are_shown_as_they_are():
    text = shown(outline(hostile_drawing())).replace(" ", "")
    assert [label for label in LABELS if "".join(label.split()) not in text] == []


def test_all_texts_of_the_drawing_are_in_it():
    drawing = checked("en")
    text = shown(outline(drawing)).casefold()
    # What a card has no room for is only counted there; what stands on an arrow is told in parts, and who it is for.
    counted = [words for words in texts(drawing) if not words.startswith("and ")]
    parts = [part for words in counted for part in re.split(", per persona|, |–|\u00a0· |^wait ", words) if part]
    parts = [re.sub(r" \d+%$", "", part.replace("\u00a0", " ")) for part in parts]
    assert [part for part in parts if part.casefold() not in text] == []


def test_headings_follow_the_phases_and_the_steps():
    lines = [line for line in outline(checked()).splitlines() if line.startswith("#")]
    assert lines[0] == "# Reporting a repair"
    steps = [line for line in lines if line.startswith("### ")]
    assert [line.split(".")[0] for line in steps] == [f"### {number}" for number in range(1, len(steps) + 1)]
    assert lines.index("## Report") < lines.index("### 2. Calling") < lines.index("## Repair")


def test_it_speaks_the_language_of_the_drawing():
    assert "## Bevindingen" in outline(checked("nl"))
    assert "## Findings" in outline(checked("en"))


def test_a_blueprint_with_nothing_in_it_has_an_outline():
    assert outline(draw(Journey.of(Blueprint.model_validate({"steps": {"only": {}}})))).startswith(
        "# Service blueprint\n"
    )
