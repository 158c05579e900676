"""What a rule says of a step or a persona a report says with what it is called, and never with its id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from casebook import Case, books, cases
from msgspec.structs import replace

from journeymap.config import Config
from journeymap.pipeline import check_source
from journeymap.report.markdown import markdown_report
from journeymap.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOOKS = books()


def with_names(blueprint: str) -> str:
    """A blueprint in which every persona has a name that is not its id."""
    tree = parse(blueprint.encode(), "case.yaml").node
    content: Any = tree.plain() if tree else {}
    personas = content.get("personas")
    for number, persona in enumerate(personas.values() if isinstance(personas, dict) else ()):
        if isinstance(persona, dict):
            persona.setdefault("name", f"Somebody {number}")
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def has_word(word: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def sentences(case: Case) -> Iterator[tuple[str, str]]:
    """The ids in what the rule says, each with what a report says of the same."""
    config = Config(enable=(case.rule,), rules={case.rule: case.thresholds})
    result = check_source(with_names(case.blueprint), "case.yaml", config)
    # What is wrong with the file itself is said in the words that stand in it.
    said = [one for one in result.diagnostics if one.code.name == case.rule and not one.code.number.startswith("JM1")]
    if result.facts is None or not said:
        return
    graph = result.facts.graph
    names = {name: graph.label(name) for name in graph.blueprint.steps}
    names |= {name: persona.name or name for name, persona in graph.blueprint.personas.items()}
    asked = [question for step in graph.blueprint.steps.values() for question in step.asks]
    other_words = " ".join([*names.values(), *map(str, asked)])
    for diagnostic in said:
        written = f"{diagnostic.message.template} {other_words}"
        quoted = [f'"{name}"' for name, words in names.items() if name != words]
        ids = [name for name in quoted if name in str(diagnostic.message)]
        ids += [name for name in names if has_word(name, str(diagnostic.message)) and not has_word(name, written)]
        if ids:
            text = markdown_report(replace(result, diagnostics=(diagnostic,)), "en")
            headline = re.search(r"^- \*\*1 · (?:error|warning|note): (.*)\*\*", text, re.MULTILINE)
            assert headline is not None
            yield from ((name, headline[1]) for name in ids)


@pytest.mark.parametrize("book", [pytest.param(book, id=book.stem) for book in BOOKS])
def test_a_report_names_steps_and_personas_in_words_whatever_is_said_of_them(book: Path):
    for case in cases(book):
        for name, text in sentences(case):
            assert not has_word(name, text), case.title


def test_most_rules_say_something_of_a_step_or_a_persona():
    naming = [book for book in BOOKS if any(True for case in cases(book) for _ in sentences(case))]
    assert len(naming) > len(BOOKS) / 2
