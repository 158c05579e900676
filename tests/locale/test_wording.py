"""The program says what a designer can show to a team: nobody is "he", and one thing has one name."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import catalogue  # noqa: E402
from journeymap.rule_docs import read_page  # noqa: E402

SOURCE = catalogue.SOURCE
HE = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
HIJ = re.compile(r"\b(?:hij|hem|hijzelf|hemzelf|zijne)\b", re.IGNORECASE)
ENGLISH = [form for said in catalogue.messages() for form in catalogue.forms_in_english(said)]
DUTCH = [form for message in catalogue.read_catalogue("nl") if message.id for form in catalogue.forms_of(message)]
SHOWN = [*sorted(SOURCE.rglob("templates/*")), *sorted(SOURCE.rglob("*.js")), SOURCE / "starters/en.yaml"]
READ_BY_PEOPLE = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# A persona is somebody.
PERSONAS = re.compile(r"^ *context: .*$", re.MULTILINE)


def docstrings() -> dict[str, str]:
    """What is written above each module, class and function: help, pages and documentation are made of it."""
    texts = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and (text := ast.get_docstring(node)):
                texts[f"{path.relative_to(SOURCE).as_posix()}:{getattr(node, 'lineno', 1)}"] = text
    return texts


def test_no_message_makes_a_man_of_the_customer():
    assert [text for text in ENGLISH if HE.search(text)] == []


def test_no_dutch_message_makes_a_man_of_the_customer():
    assert [text for text in DUTCH if HIJ.search(text)] == []


@pytest.mark.parametrize("folder", ["cli", "rules", "analyses", "tables", "exporters", "reporters", "report", "model"])
def test_no_help_page_or_example_makes_a_man_of_the_customer(folder: str):
    texts = {place: text for place, text in docstrings().items() if place.startswith(f"{folder}/")}
    assert {place: HE.findall(text) for place, text in texts.items() if HE.search(text)} == {}


@pytest.mark.parametrize("path", [*SHOWN, *READ_BY_PEOPLE], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_template_starter_or_document_makes_a_man_of_the_customer(path: Path):
    # The glossary speaks of the word.
    text = PERSONAS.sub("", path.read_text(encoding="utf-8"))
    assert HE.findall(text) == []


def test_the_dutch_starter_makes_no_man_of_the_customer():
    assert HIJ.findall(PERSONAS.sub("", (SOURCE / "starters/nl.yaml").read_text(encoding="utf-8"))) == []


def test_the_examples_of_rules_are_among_what_is_looked_at():
    page = read_page(docstrings()["rules/no_way_out.py:1"])
    assert "customer:" in page.bad
