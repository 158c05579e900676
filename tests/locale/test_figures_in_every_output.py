"""A figure is rounded in one room, so it has one text wherever it is told, and never looks like what it is not."""

from __future__ import annotations

import ast
import io
import re
from contextlib import redirect_stdout
from functools import cache
from math import inf, nan
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import journeymap
from journeymap.cli import main
from journeymap.i18n.languages import LANGUAGES, LOCALES
from journeymap.i18n.messages import plural, say
from journeymap.i18n.numbers import WHOLE, Amount, Minutes, minutes, money, number, percent, quantity

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = Path(journeymap.__file__).parent
BLUEPRINT = """journeymap: 1
title: Orders
customer: {choice: free}
scale: 0-10
sources: {talk: {kind: interview, n: 1000}}
personas:
  often: {name: Comes often, share: 99.9999%}
  once: {name: Came once, share: 0.0001%}
steps:
  ask:
    customer: Asks
    frontstage: Answers
    wait: 3 days
    takes: 1000 min
    complaints: 1234567 per 1000
    heard: talk
    experience: {wanted: 9, perceived: 4, emotion: -1.25}
    fails: [{what: Is not heard, share: 99.9999%, recover: sorry}]
    next:
      served: {share: 99.9999%}
      sent away: {share: 0.0001%}
  sorry: {customer: Hears that it went wrong, next: served}
  served: {customer: Is served, end: helped}
  sent away: {customer: Is sent away, end: refused}
"""
POWER = re.compile(r"(?<![\w#.])\d+(?:[.,]\d+)?e[+-]?\d+\b")
COMMANDS = {
    "check": ("check", "--fail-on", "never"),
    "analyse": ("analyse",),
    "structure": ("analyse", "--analysis", "structure"),
    "evidence": ("analyse", "--analysis", "evidence"),
    "levers": ("levers",),
    "report": ("report",),
    "page of the report": ("report",),
    "svg": ("draw", "--format", "svg"),
    "page": ("draw", "--format", "html"),
    "outline": ("draw", "--format", "outline"),
}
REPORTS = {"report": "report.md", "page of the report": "report.html"}
DRAWINGS = ("svg", "page", "outline")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], str]:
    folder = tmp_path_factory.mktemp("figures")
    file = folder / "orders.yaml"
    file.write_text(BLUEPRINT, encoding="utf-8")

    @cache
    def output(command: str, language: str) -> str:
        written = io.StringIO()
        target = folder / f"{command} {language}".replace(" ", "-")
        arguments = [*COMMANDS[command], str(file), "--lang", language]
        if command in REPORTS:
            target.mkdir()
            arguments += ["-o", str(target / REPORTS[command])]
        elif command in DRAWINGS:
            arguments += ["-o", str(target)]
        with redirect_stdout(written):
            main(arguments)
        files = [*target.iterdir()] if target.exists() else []
        text = "".join(file.read_text(encoding="utf-8") for file in files) or written.getvalue()
        assert text
        return re.sub(
            r"<style>.*?</style>|<script.*?</script>|\bd=\"[^\"]*\"|\bdata:[^\"]*", " ", text, flags=re.DOTALL
        )

    return output


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_output_writes_a_figure_in_powers_of_ten(output: Callable[[str, str], str], command: str, language: str):
    assert POWER.findall(output(command, language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["svg", "page", "outline"])
def test_what_is_only_nearly_all_is_never_told_as_all(output: Callable[[str, str], str], command: str, language: str):
    text = output(command, language)
    without_zoom = re.sub('<output id="zoom-level"[^>]*>100%', "", text)
    nearly = Amount(0.999999, "share").text(language).replace(">", "&gt;") if command != "outline" else ">99"
    assert nearly in text
    assert re.search(r"(?<![\d.,])(?:100|0)%", without_zoom) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["svg", "page", "outline"])
def test_a_great_figure_stands_there_with_all_its_digits(
    output: Callable[[str, str], str], command: str, language: str
):
    assert "1234567 " in output(command, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_figures_have_the_decimal_sign_of_the_language_only(
    output: Callable[[str, str], str], command: str, language: str
):
    other = next(locale.decimal for name, locale in LOCALES.items() if name != language)
    text = re.sub(r"<[^>]*>|https?:\S+", " ", output(command, language))
    assert re.findall(rf"(?<![\w.,:-])\d+{re.escape(other)}\d+%?(?= (?:days|dagen|min|%|uur|hours))", text) == []


@pytest.mark.parametrize(
    ("text", "english", "dutch"),
    [
        (lambda language: number(1234567.8, language), "1234568", "1234568"),
        (lambda language: number(999.4, language), "999", "999"),
        (lambda language: number(999.6, language), "1000", "1000"),
        (lambda language: number(-2.5, language), "-2.5", "-2,5"),
        (lambda language: number(1e-9, language), "<0.001", "<0,001"),
        (lambda language: number(inf, language), "without end", "zonder einde"),
        (lambda language: number(nan, language), "not stated", "niet ingevuld"),
        (lambda language: percent(0.999999, language), ">99.9%", ">99,9%"),
        (lambda language: percent(0.999999, language, 2), ">99%", ">99%"),
        (lambda language: percent(0.9951, language, WHOLE), ">99%", ">99%"),
        (lambda language: percent(0.004, language, WHOLE), "<1%", "<1%"),
        (lambda language: percent(0.0625, language, WHOLE), "6%", "6%"),
        (lambda language: percent(1.0004, language), ">100%", ">100%"),
        (lambda language: percent(1.05, language), "105%", "105%"),
        (lambda language: percent(1 - 1e-12, language), "100%", "100%"),
        (lambda language: percent(0, language), "0%", "0%"),
        (lambda language: money(-12.345, language), "-12.35", "-12,35"),
        (lambda language: money(0.001, language), "<0.01", "<0,01"),
        (lambda language: money(-inf, language), "a loss without end", "een verlies zonder einde"),
        (lambda language: minutes(0.25, language), "0.25 min", "0,25 min"),
        (lambda language: minutes(4.5 * 1440, language), "4.5 days", "4,5 dagen"),
        (lambda language: say("{x}", x=1e7).text(language), "10000000", "10000000"),
    ],
)  # fmt: skip
def test_a_figure_reads_as_it_is_meant(text, english: str, dutch: str):
    assert text("en") == english
    if "einde" not in dutch and "ingevuld" not in dutch:
        assert text("nl") == dutch
    else:
        assert text("nl") != english


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "1 finding"), (0, "0 findings"), (2, "2 findings"), (1.0004, "1 finding"), (1.5, "1.5 findings"),
     (0.4, "0.4 findings"), (inf, "without end findings")],
)  # fmt: skip
def test_the_form_of_a_noun_goes_with_the_figure_that_stands_before_it(value: float, text: str):
    assert plural("{count} finding", "{count} findings", value).text() == text
    assert plural("{count} finding", "{count} findings", Amount(value, "count")).text() == text


def test_both_languages_know_more_than_one_form():
    assert [plural("{count} finding", "{count} findings", count).text("nl") for count in (1, 2)] == [
        "1 bevinding", "2 bevindingen"]  # fmt: skip
    assert [Amount(count, "months").text(language) for language in LANGUAGES for count in (1, 2)] == [
        "1 month", "2 months", "1 maand", "2 maanden"]  # fmt: skip
    assert quantity(Amount(None, "count"), "en") == 0


def test_the_same_time_has_the_same_text_however_it_is_told():
    for value in (0.01, 0.5, 59.9, 119.96, 121, 3000, 1e5, 1e7):
        assert {Minutes(value).text("nl"), Amount(value, "minutes").text("nl"), minutes(value, "nl")} == {
            Minutes(value).text("nl")
        }


# These write numbers for programs, or back into a file as somebody could have written them.
MACHINE = ("svg/", "graphviz/", "rendering/", "exporters/", "model/", "compiler/", "syntax/", "drawing/theme/")
ROUNDING = re.compile(r"\.?\d*[fgeG%]$")


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_only_one_module_rounds_what_people_read(path: Path):
    if path.relative_to(SOURCE).as_posix() == "i18n/numbers.py" or path.relative_to(SOURCE).as_posix().startswith(
        MACHINE
    ):
        return
    formats = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FormattedValue)
        and node.format_spec is not None
        and ROUNDING.search(ast.unparse(node.format_spec).strip("f'\""))
    ]
    assert formats == []


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_module_but_that_of_the_languages_asks_which_language_it_is(path: Path):
    if path.name == "languages.py":
        return
    asked = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare)
        and any(isinstance(side, ast.Constant) and side.value in LANGUAGES for side in (node.left, *node.comparators))
    ]
    assert asked == []
