"""The journey on one screen."""

from __future__ import annotations

from pathlib import Path

import clinic
import pytest

from journeymap.pipeline import check_file
from journeymap.summaries.overview import LINES, overview
from journeymap.summaries.plots import Look
from journeymap.words import LANGUAGES

EXPECTED = Path(__file__).parent / "expected"
BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
FILES = sorted(BLUEPRINTS.rglob("*.yaml"))


@pytest.mark.parametrize(
    ("name", "persona", "look"),
    [
        ("overview.txt", None, Look()),
        ("overview-elder.txt", "elder", Look()),
        ("overview-plain.txt", None, Look(unicode=False)),
    ],
)
def test_the_overview_reads_as_expected(name: str, persona: str | None, look: Look, accept: bool):
    facts = clinic.clinic().facts
    assert facts is not None
    text = overview(facts, "clinic.yaml", look, persona)
    if accept:
        (EXPECTED / name).write_text(text, encoding="utf-8")
    assert text == (EXPECTED / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(BLUEPRINTS).as_posix())
def test_every_blueprint_fits_on_one_screen(path: Path):
    result = check_file(path)
    assert result.facts is not None
    for language in LANGUAGES:
        for unicode in (True, False):
            lines = overview(result.facts, path.name, Look(language, unicode=unicode)).splitlines()
            assert len(lines) <= LINES
            assert max(map(len, lines)) <= 80


def test_many_personas_are_shown_by_the_least_and_the_most_of_them():
    personas = "".join(f"  a-long-name-{number}: {{share: 10%}}\n" for number in range(10))
    shares = "{" + ", ".join(f"a-long-name-{number}: {number}0%" for number in range(10)) + "}"
    source = (
        f"journeymap: 1\npersonas:\n{personas}steps:\n  a: {{customer: x, next: {{b: {{share: {shares}}}, c: }}}}\n"
        "  b: {customer: y, end: helped}\n  c: {customer: z, end: refused}\n"
    )
    from journeymap.pipeline import check_source

    facts = check_source(source, "many.yaml").facts
    assert facts is not None
    lines = overview(facts, "many.yaml", Look()).splitlines()
    assert lines[1].split() == ["everyone", "least", "most", "assumed"]
    assert lines[2].split()[2:5] == ["45%", "0%", "90%"]


def test_a_first_sketch_says_what_it_does_not_state():
    from journeymap.pipeline import check_source

    facts = check_source("journeymap: 1\nsteps:\n  a: {customer: x, next: b}\n  b: {customer: y}\n", "a.yaml").facts
    assert facts is not None
    text = overview(facts, "a.yaml", Look())
    assert "not stated: time, what is given up, feelings" in " ".join(text.split())
    assert "stranded at: b (100%)" in text
