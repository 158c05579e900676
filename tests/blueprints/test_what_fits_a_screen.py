"""What a check shows of each blueprint fits one screen of a terminal, and is not more than a designer can bear."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journeymap.findings.digest import digest
from journeymap.findings.harm import weighed
from journeymap.i18n.short_findings import IN_SHORT
from journeymap.pipeline import check_file, check_source
from journeymap.reporter import Settings
from journeymap.reporters import summary, text

ROOT = Path(__file__).parents[2]
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "blueprints").rglob("*.yaml"))
LINES, COLUMNS, GROUPS = 40, 80, 8
# What begins a group, in both languages: the word for how heavy it is.
GROUP = re.compile(r"^(?:error|warning|note|fout|waarschuwing|opmerking): ", re.MULTILINE)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_is_found_in_a_blueprint_fits_one_screen_in_at_most_eight_groups(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    result = weighed(check_file(name))
    shown = text.report([result], Settings(language=language, width=COLUMNS))
    assert len(shown.splitlines()) < LINES, "one line is for the prompt"
    assert max(map(len, shown.splitlines())) <= COLUMNS
    assert len(GROUP.findall(shown)) <= GROUPS
    # What is found about the service is told, be it by the names of its rules alone.
    service = {diagnostic.code.name for diagnostic in result.diagnostics if diagnostic.harm}
    assert not service or GROUP.search(shown)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_closing_lines_name_the_finding_that_is_shown_first(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = weighed(check_file("blueprints/reparatieverzoek.yaml"))
    worst = digest(result.diagnostics).of("service")[0].diagnostic
    for everything in (False, True):
        shown = text.report([result], Settings(language=language, width=COLUMNS, everything=everything))
        (line,) = [line for line in shown.splitlines()[-4:] if "worst: " in line or "ergste: " in line]
        words = IN_SHORT[worst.code.name].text(language)
        assert line.split(": ", 1)[1].startswith(words)
        assert line.endswith(f'"{worst.step}"')
    assert worst.message.text(language) in " ".join(shown.split())


def test_where_there_is_one_finding_the_closing_line_does_not_say_which_is_the_worst() -> None:
    steps = "a: {customer: A, frontstage: F, next: b}\n  b: {customer: B, frontstage: G, wait: 6 weeks, end: helped}"
    result = weighed(check_source(f"journeymap: 1\ntitle: T\nsteps:\n  {steps}\n", "only.yaml"))
    shown = text.report([result], Settings(width=COLUMNS))
    assert len(GROUP.findall(shown)) == 1
    assert "worst: " not in shown


def test_what_the_demonstration_says_of_all_blueprints_fits_one_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    results = [weighed(check_file(name)) for name in FILES]
    shown = summary.report(results, Settings(width=COLUMNS))
    assert len(shown.splitlines()) < LINES
