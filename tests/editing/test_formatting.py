"""Putting a file in order changes its order and nothing else."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from journeymap.changes import NotPossibleError
from journeymap.editing.formatting import format_text
from journeymap.editing.kernel import comments
from journeymap.model.element import hyphenated
from journeymap.model.step import Step
from journeymap.model.word_order import OF_STEP
from journeymap.syntax import parse

BLUEPRINTS = sorted((Path(__file__).parents[2] / "blueprints").rglob("*.yaml"))


def test_every_word_of_a_step_has_its_place() -> None:
    words = {hyphenated(name) for name in Step.model_fields} | {"emotion"}
    assert words == set(OF_STEP)


def shuffled(text: str, chance: random.Random) -> str:
    """A text whose steps have their words in another order, with empty lines where there were none."""
    lines: list[str] = []
    block: list[str] = []

    def done() -> None:
        groups: list[list[str]] = []
        for line in block:
            if line.startswith("    ") and not line.startswith(("     ", "    -", "    #")):
                groups.append([line])
            elif groups:
                groups[-1].append(line)
            else:
                lines.append(line)
        chance.shuffle(groups)
        for group in groups:
            lines.extend(group)
            if chance.random() < 0.2:
                lines.append("")
        block.clear()

    steps = False
    for line in text.split("\n"):
        if line and not line.startswith(" "):
            done()
            steps = line.startswith("steps:")
        if steps and line.startswith("  ") and not line.startswith("   "):
            done()
        if steps and line.startswith("    "):
            block.append(line)
        else:
            done()
            lines.append(line)
    done()
    return "\n".join(lines)


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_order_says_the_same_keeps_every_comment_and_is_reached_at_once(path: Path) -> None:
    text = shuffled(path.read_text(encoding="utf-8"), random.Random(path.stem))
    before = parse(text, "")
    if before.problems or before.node is None:
        pytest.fail("the shuffled text is no blueprint: the test is wrong")
    after = format_text(text).after
    read = parse(after, "")
    assert read.node is not None
    assert read.node.plain() == before.node.plain()
    assert list(read.node.plain()["steps"]) == list(before.node.plain()["steps"])
    assert Counter(comments(read)) == Counter(comments(before))
    assert format_text(after).after == after


def test_the_words_of_a_step_come_in_one_order() -> None:
    text = "steps:\n  a:\n    wait: 2 days\n    # why it waits\n    next: b\n    customer: Asks\n  b: {end: helped}\n"
    expected = (
        "steps:\n  a:\n    customer: Asks\n    wait: 2 days\n    # why it waits\n    next: b\n\n  b: {end: helped}\n"
    )
    assert format_text(text).after == expected


def test_what_stands_above_the_file_stays_there() -> None:
    assert format_text("# Who reads this?\ntitle: A\njourneymap: 1\n").after.startswith("# Who reads this?\n")


def test_empty_lines_inside_a_text_stay() -> None:
    text = "journeymap: 1\nabout: |\n  One.\n\n\n  Two.\nsteps: {a: {end: helped}}\n"
    assert "One.\n\n\n  Two." in format_text(text).after


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_lines_end_as_they_did(ending: str) -> None:
    text = "title: A\njourneymap: 1\nsteps:\n  a:\n    next: b\n  b:\n    end: helped\n".replace("\n", ending)
    after = format_text(text).after
    assert after.count("\n") == after.count(ending)


def test_a_text_that_cannot_be_read_is_left_alone() -> None:
    with pytest.raises(NotPossibleError):
        format_text("steps: [\n")
