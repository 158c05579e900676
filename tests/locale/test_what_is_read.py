"""Whoever reads Dutch reads only Dutch: checks, pages of rules, drawings, figures and reports; the same for English."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.cli import main
from journeymap.i18n.messages import quoted, say
from journeymap.i18n.numbers import Minutes, WeekMoment
from journeymap.i18n.vocabulary import Term, WeekHours
from journeymap.model.quantities import Scale
from journeymap.plugins import instances, module_names
from journeymap.rule_docs import page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.rule import Rule

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
DUTCH_FILES = sorted(
    path
    for path in BLUEPRINTS.rglob("*.yaml")
    if re.search(r"^language: nl", path.read_text(encoding="utf-8"), re.MULTILINE)
)
FEW = [BLUEPRINTS / f"{name}.yaml" for name in ("reparatieverzoek", "aardbevingsschade", "sportschool-opzeggen")]
ENGLISH = re.compile(
    r"\b(?:the|and|with|without|which|that|this|from|has|have|are|not|no|by|on|to|customers?|steps?|waits?|takes|"
    r"channels?|findings?|nobody|somebody|errors?|warnings?|notes?|help|witness|assumed|journeys?|where|what|who|"
    r"buried|visible|prominent|letters?|forms?|home-visits?|safety|certainty|refused|helped|gave|stranded|"
    r"days?|hours?|weeks|months?|years?|Monday|Friday|Tuesday|Customer actions|Physical evidence|Line of|Waiting|"
    r"page|Phases?|Rows|everyone|staff)\b"
)
DUTCH = re.compile(
    r"\b(?:de|het|een|niet|geen|wordt|voor|naar|klant|stap|wat te doen|gevolg|te zien aan|fout|waarschuwing|opmerking|"
    r"dagen|uur|maandag|vrijdag|kanaal|contactmoment|Interactielijn|Klantacties|zichtbaarheidslijn)\b"
)
# The designer's own words, words of the format and names of rules and files; the lines of the file itself, and ways.
RULES: list[Rule] = sorted(instances("rules", "RULE"), key=lambda rule: rule.code)
NAMES = "|".join(sorted((rule.name for rule in RULES), key=len, reverse=True))
THEIRS = re.compile(
    rf"(?<![\w-])(?:{NAMES}|as-is|to-be)(?![\w-])|"
    r'"[^"]*"|`[^`]*`|\[JM[^\]]*\]|\S+\.(?:yaml|svg|md)\S*|^\s*\d* \|.*$|^  = (?:te zien aan|witness):.*$|'
    r"(?<=: )[\w -]+(?:, [\w -]+)*$|\([^()]* -> [^()]*\)|end: helped|way-out|journeymap",
    re.MULTILINE,
)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run the command line and return what it prints."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")

    def said(*arguments: object) -> str:
        main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return captured.out

    return said


def words_of(page: str) -> str:
    """Return what a page or a drawing shows, says to those who hear it, and tells where the mouse is."""
    words = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return unescape("\n".join(re.findall(r"(?:>|aria-label=\"|title=\")([^<>\"]+)", words)))


def english_in(text: str) -> list[str]:
    return [line for line in THEIRS.sub("", text).splitlines() if ENGLISH.search(line)]


def dutch_in(text: str) -> list[str]:
    return [line for line in THEIRS.sub("", text).splitlines() if DUTCH.search(line)]


@pytest.mark.parametrize("path", DUTCH_FILES, ids=lambda path: path.stem)
def test_a_dutch_file_is_spoken_of_in_dutch(said: Callable[..., str], path: Path):
    text = said("check", path, "--all")
    assert "  = wat te doen: " in text or "geen bevindingen" in text
    assert english_in(text) == []


@pytest.mark.parametrize("path", DUTCH_FILES, ids=lambda path: path.stem)
def test_what_a_dutch_file_comes_to_on_one_screen_is_dutch(said: Callable[..., str], path: Path):
    text = said("check", path)
    assert any(words in text for words in ("wat te doen: ", "niet beoordeeld: ", "geen bevindingen"))
    assert english_in(text) == []


@pytest.mark.parametrize("path", FEW, ids=lambda path: path.stem)
def test_english_is_spoken_of_a_dutch_file_on_demand(said: Callable[..., str], path: Path):
    text = said("check", path, "--lang", "en", "--all")
    assert ": warning: " in text
    assert "  = help: " in text
    assert dutch_in(text) == []


def test_an_english_file_is_spoken_of_in_dutch_on_demand(said: Callable[..., str]):
    text = said("check", BLUEPRINTS / "hospital-visit.yaml", "--lang", "nl", "--format", "text", "--all")
    assert ": opmerking: " in text or ": waarschuwing: " in text
    assert english_in(text) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_page_of_a_rule_is_dutch(said: Callable[..., str], rule: Rule):
    page, english = page_of(rule, "nl"), page_of(rule)
    assert page.summary != english.summary
    assert page.why != english.why
    assert page.fix != english.fix
    assert all(page.options[name] != meaning for name, meaning in english.options.items())
    text = said("explain", rule.name, "--lang", "nl")
    headings = re.findall(r"^([A-Z][\w ]+)$", text, re.MULTILINE)
    assert headings == [
        "Waarom",
        "Wat te doen",
        *(["Instellingen"] if rule.options else []),
        *(["Zo niet"] if page.bad else []),
        *(["Zo wel"] if page.good else []),
    ]


def test_rules_are_listed_in_dutch(said: Callable[..., str]):
    text = said("rules", "--lang", "nl")
    assert english_in(text) == []
    assert "| ernst |" in said("rules", "--lang", "nl", "--format", "markdown")


@pytest.mark.parametrize("analysis", [name.replace("_", "-") for name in module_names("analyses")])
@pytest.mark.parametrize("path", FEW, ids=lambda path: path.stem)
def test_the_figures_of_a_dutch_file_are_dutch(said: Callable[..., str], path: Path, analysis: str):
    # The first line names the analysis, as the option does.
    assert english_in(said("analyse", path, "--analysis", analysis).split("\n", 1)[1]) == []


@pytest.mark.parametrize("path", DUTCH_FILES, ids=lambda path: path.stem)
def test_the_summary_of_a_dutch_file_is_dutch(said: Callable[..., str], path: Path):
    assert english_in(said("analyse", path)) == []


@pytest.mark.parametrize("path", DUTCH_FILES, ids=lambda path: path.stem)
def test_the_report_on_a_dutch_file_is_dutch(said: Callable[..., str], path: Path):
    assert english_in(said("report", path, "-o", "-")) == []


@pytest.mark.parametrize("path", FEW, ids=lambda path: path.stem)
def test_the_report_as_a_page_is_dutch(said: Callable[..., str], path: Path, tmp_path: Path):
    page = tmp_path / "report.html"
    said("report", path, "-o", page)
    assert english_in(words_of(page.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("form", ["svg", "outline", "html"])
@pytest.mark.parametrize("path", FEW, ids=lambda path: path.stem)
def test_the_drawing_of_a_dutch_file_is_dutch(said: Callable[..., str], path: Path, form: str):
    text = said("draw", path, "-o", "-", "--format", form, "--findings", "--show", "emotion")
    assert english_in(text if form == "outline" else words_of(text)) == []


def test_the_drawing_of_a_dutch_file_is_english_on_demand(said: Callable[..., str]):
    text = said("draw", FEW[0], "-o", "-", "--lang", "en")
    for words in ("LINE OF VISIBILITY", "LINE OF INTERACTION", "CUSTOMER ACTIONS", "PHYSICAL EVIDENCE"):
        assert words in text.upper()
    for words in ("ZICHTBAARHEIDSLIJN", "INTERACTIELIJN", "KLANTACTIES", "FYSIEK BEWIJS"):
        assert words not in text.upper()
        assert words in said("draw", FEW[0], "-o", "-").upper()


@pytest.mark.parametrize(
    ("value", "english", "dutch"),
    [
        (Minutes(90), "90 min", "90 min"),
        (Minutes(3.5 * 60), "3.5 hours", "3,5 uur"),
        (Minutes(2.25 * 1440), "2.25 days", "2,25 dagen"),
        (Minutes(4 * 30.436875 * 1440), "4 months", "4 maanden"),
        (Minutes(2.5 * 365.2425 * 1440), "2.5 years", "2,5 jaar"),
        (WeekMoment(4 * 1440 + 12 * 60), "Friday 12:00", "vrijdag 12:00"),
        (WeekMoment(0), "Monday 00:00", "maandag 00:00"),
        (Scale(0, 10), "0 to 10", "0 tot 10"),
        (Scale(0.5, 5), "0.5 to 5", "0,5 tot 5"),
        (WeekHours("Mo-Fr 08:30-17:00; Sa off; PH off"), "Mo-Fr 08:30-17:00; Sa off; PH off",
         "ma-vr 08:30-17:00; za dicht; feestdagen dicht"),
        (WeekHours("24/7"), "24/7", "24/7"),
        (Term("home-visit"), "home visits", "huisbezoeken"),
        (Term("huilbui"), "huilbui", "huilbui"),
        (1.5, "1.5", "1,5"),
        (12345.6, "12346", "12346"),
        (7, "7", "7"),
        ("1.5", "1.5", "1.5"),
        ([1.5, Minutes(2880), "Mo"], "1.5, 2 days, Mo", "1,5, 2 dagen, Mo"),
        (quoted(["Balie", "Tel."]), '"Balie", "Tel."', '"Balie", "Tel."'),
        (say("no findings"), "no findings", "geen bevindingen"),
    ],
    ids=str,
)  # fmt: skip
def test_a_value_follows_the_language_of_its_sentence(value: object, english: str, dutch: str):
    message = say("{value}", value=value)
    assert message.text("en") == english
    assert message.text("nl") == dutch
    assert str(message) == english
