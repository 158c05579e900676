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


# The words that were decided, by the word that stood for the same thing before. Placeholders and words of the format
# are not looked at; what a word also means is left out of what is looked for.
ONCE = {
    "tekort, komt tekort": r"\b(?:offers?|ingeleverd|inlever\w*)\b|\blever\w* .*\bin\b",
    "vastgelopen": r"\b(?:ge)?strand\w*\b",
    "een klant die niet weg kan": r"\bgebonden\b",
    "kan naar een ander": r"\bweglopen\b",
    "impact": r"\bschade\w*\b",
    "zonder bron": r"\b(?:aanname\w*|aangenomen)\b",
    "ingevulde waarden": r"\buitspra(?:ak|ken)\b",
    "doorlooptijd": r"\btot een einde\b",
    "klantreis": r"\b(?:reis|reizen)\b",
    # Physical evidence is the lane.
    "te zien aan": r"(?<!fysiek )\bbewijs\b(?!t)",
    "wat te doen": r"^oplossing$",
    "zo niet": r"^(?-i:Fout)$",
    "instellingen": r"\bdrempels?\b",
    "regelnummer": r"\bregel in het bestand\b",
    "verantwoordelijk": r"\b(?:instaa\w*|instaat|staat ervoor in|staat in voor)\b",
    "laatst gecontroleerd": r"\b(?:nagelopen|opnieuw bekeken)\b",
    "in het belang van": r"\bdit dient\b|\bgediend\b",
    "gevraagde gegevens": r"\bkeer iets gevraagd\b",
    "overdrachten": r"\bovergedragen aan\b",
    "afwijzing": r"\bweigering\b",
    "laag": r"\bbaan\b",
    "je": r"\bu\b(?!\+)",
    "interne interactielijn": r"\blijn van interne interactie\b",
    "route": r"\b(?:elke|deze|één|goede|andere|slechtste|enige) weg\b(?! kan)|\bwegen\b(?! zwaar)|"
    r"\bop het pad\b(?! staat)",
    "opzeggen, erbij komen": r"\bweg (?:erin|eruit|erheen)\b",
    "percentage, aandeel": r"\been deel bij\b|\balle delen\b|\bde delen zijn\b",
    "voeg toe": r"\bbeschrijf\b",
}
MARKED = re.compile(r"`[^`]*`|\{[^}]*\}")


@pytest.mark.parametrize(("decided", "before"), ONCE.items(), ids=ONCE)
def test_one_thing_has_one_dutch_name(decided: str, before: str):
    texts = [*DUTCH, *(SOURCE / "starters/nl.yaml").read_text(encoding="utf-8").splitlines()]
    assert [text for text in texts if re.search(before, MARKED.sub("", text), re.IGNORECASE | re.MULTILINE)] == [], (
        f"the Dutch word is: {decided}"
    )


@pytest.mark.parametrize(
    ("decided", "before"),
    [
        ("is help guaranteed?", r"\bsure to be helped\b"),
        ("total time", r"\btime to an end\b"),
        ("of which", r"^of (?:it|them) "),
        ("half finish within", r"\bend within\b"),
        ("impact", r"\bharm(?:s|ful)?\b"),
        ("ask follow-up questions", r"\basks? on\b"),
        ("correct, repair", r"\bmend(?:s|ed)?\b"),
        ("reported once per file", r"\b(?:is )?said once\b"),
        ("never use `helps`", r"\bspeaks? of helping\b"),
        ("never reaches the customer", r"\bcomes out at the customer\b"),
        ("is not a", r"(?<!there )\bis no (?:whole |name of |head of |unit of |length of |day of )?"
                     r"(?:number|colour|font|PNG|file|dash|arrow|path|rule|time|share|scale|date|calendar|end)\b"),
    ],
)  # fmt: skip
def test_one_thing_has_one_english_name(decided: str, before: str):
    assert [text for text in ENGLISH if re.search(before, text, re.IGNORECASE)] == [], f"the word is: {decided}"
