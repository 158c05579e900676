"""The order in which a file is written says nothing of the service: only which step is the first, where none begins."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from casebook import Case, books, cases

from journeymap.config import Config
from journeymap.diagnostics import Severity
from journeymap.findings.identity import identities
from journeymap.findings.kinds import kind_of
from journeymap.pipeline import check_source

ROOT = Path(__file__).parents[2]
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "blueprints").rglob("*.yaml"))
SEEDS = (1, 2, 3)


def shuffled(value: Any, source: random.Random, path: tuple[str, ...] = ()) -> Any:
    """The same with its keys in another order; the first step stays in front, and what is a list stays one."""
    if isinstance(value, list):
        return [shuffled(item, source, path) for item in value]
    if not isinstance(value, dict):
        return value
    first = list(value)[:1] if path == ("steps",) else []
    others = [key for key in value if key not in first]
    source.shuffle(others)
    return {key: shuffled(value[key], source, (*path, key)) for key in first + others}


def written(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1_000_000)


def said(text: str, path: str, config: Config | None = None) -> list[str]:
    result = check_source(text, path, config)
    return sorted(map(str, identities(result.diagnostics)))


@pytest.mark.parametrize("name", FILES)
def test_the_findings_of_a_blueprint_do_not_depend_on_the_order_of_its_keys(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    blueprint = yaml.load(Path(name).read_text(encoding="utf-8"), yaml.BaseLoader)
    expected = said(written(blueprint), name)
    for seed in SEEDS:
        assert said(written(shuffled(blueprint, random.Random(seed))), name) == expected


@pytest.mark.parametrize("case", [case for book in books() for case in cases(book)], ids=lambda case: case.title)
def test_the_findings_of_a_case_do_not_depend_on_the_order_of_its_keys(case: Case) -> None:
    config = Config(enable=(case.rule,), rules={case.rule: case.thresholds})
    result = check_source(case.blueprint, "case.yaml", config)
    if any(found.severity is Severity.ERROR and kind_of(found) == "file" for found in result.diagnostics):
        return  # What is wrong with the form may well be where something is written.
    blueprint = yaml.load(case.blueprint, yaml.BaseLoader)
    expected = said(written(blueprint), "case.yaml", config)
    for seed in SEEDS:
        assert said(written(shuffled(blueprint, random.Random(seed))), "case.yaml", config) == expected
