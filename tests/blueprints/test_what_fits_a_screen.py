"""What a check shows of each blueprint fits one screen of a terminal, and is not more than a designer can bear."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journeymap.findings.harm import weighed
from journeymap.pipeline import check_file
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


def test_what_the_demonstration_says_of_all_blueprints_fits_one_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    results = [weighed(check_file(name)) for name in FILES]
    shown = summary.report(results, Settings(width=COLUMNS))
    assert len(shown.splitlines()) < LINES
