"""Thousands of words that are not known: the first are told with what was meant, the rest in one finding."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pytest

from journeymap.config import read_config
from journeymap.drawing import read_theme
from journeymap.pipeline import check_source
from journeymap.plugins import instances
from journeymap.unknown_words import MOST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from journeymap.diagnostics import Diagnostic

MANY = MOST + 1000
WORDS = [f"word{at}" for at in range(MANY)]
HEAD = "journeymap: 1\ntitle: T\n"
STEPS = "steps:\n  a: {customer: A, start: true, next: b}\n  b:\n    customer: B\n    end: helped\n"


def of_a_blueprint(text: str, _: Path) -> list[Diagnostic]:
    return check_source(text, "b.yaml").diagnostics


def of_a_configuration(text: str, folder: Path) -> list[Diagnostic]:
    path = folder / "journeymap.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path, "journeymap.toml", tuple(instances("rules", "RULE")))[1]


def of_a_theme(text: str, folder: Path) -> list[Diagnostic]:
    path = folder / "theme.toml"
    path.write_text(text, encoding="utf-8")
    return read_theme(path, "theme.toml")[1]


PLACES: dict[str, tuple[Callable[[str, Path], list[Diagnostic]], str]] = {
    "top of the file": (of_a_blueprint, HEAD + STEPS + "\n".join(f"{word}: 1" for word in WORDS)),
    "one step": (of_a_blueprint, HEAD + STEPS + "\n".join(f"    {word}: 1" for word in WORDS)),
    "many steps": (
        of_a_blueprint,
        HEAD + STEPS + "\n".join(f"  s{at}: {{customer: C, next: b, {word}: 1}}" for at, word in enumerate(WORDS)),
    ),
    "a persona": (of_a_blueprint, HEAD + STEPS + "personas:\n  p:\n" + "\n".join(f"    {word}: 1" for word in WORDS)),
    "a rating": (
        of_a_blueprint,
        HEAD + STEPS + "    experience: {everyone: {" + ", ".join(f"{word}: 1" for word in ["emotion", *WORDS]) + "}}",
    ),
    "a configuration": (of_a_configuration, "\n".join(f"{word} = 1" for word in WORDS)),
    "rules": (of_a_configuration, "[rules]\n" + "\n".join(f"{word} = 1" for word in WORDS)),
    "thresholds": (of_a_configuration, "[rules.broad-file]\n" + "\n".join(f"{word} = 1" for word in WORDS)),
    "a list of rules": (of_a_configuration, f"ignore = {WORDS!r}"),
    "a theme": (of_a_theme, "\n".join(f"{word} = 1" for word in WORDS)),
    "colours": (of_a_theme, "[colours]\n" + "\n".join(f'{word} = "#fff"' for word in WORDS)),
    "lanes": (of_a_theme, "[lanes.customer]\n" + "\n".join(f'{word} = "#fff"' for word in WORDS)),
}


@pytest.mark.parametrize("place", PLACES)
def test_of_thousands_of_unknown_words_the_first_are_told_and_the_rest_is_counted(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    compared: list[str] = []
    matches = difflib.get_close_matches
    monkeypatch.setattr(
        difflib, "get_close_matches", lambda word, *rest, **more: compared.append(word) or matches(word, *rest, **more)
    )
    check, text = PLACES[place]
    unknown = [problem for problem in check(text, tmp_path) if problem.code.name == "unknown-key"]
    assert len(unknown) == MOST + 1
    (rest,) = [problem for problem in unknown if problem.message.text("en").startswith("1000 more words")]
    assert rest.span is not None
    assert rest.span.line > 1 or "[" in text
    assert "more" not in str(unknown[0].message)
    assert len(compared) <= 2 * MOST


def test_a_word_that_stands_wrong_everywhere_is_told_in_each_place():
    steps = "\n".join(f"  s{at}: {{custmer: C, next: b}}" for at in range(MOST + 50))
    unknown = [
        found for found in check_source(HEAD + STEPS + steps, "b.yaml").diagnostics if found.code.name == "unknown-key"
    ]
    assert len(unknown) == MOST + 50
    assert all("customer" in str(found.help) for found in unknown)


def test_a_configuration_that_selects_no_known_rule_does_not_run_them_all(tmp_path: Path):
    path = tmp_path / "journeymap.toml"
    path.write_text('select = ["no-such-rule", "none-either"]', encoding="utf-8")
    config, problems = read_config(path, "journeymap.toml", tuple(instances("rules", "RULE")))
    assert len(problems) == 2
    assert not any(config.wants(rule.code, rule.name) for rule in instances("rules", "RULE"))
