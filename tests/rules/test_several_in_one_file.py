"""What a rule says of a step does not depend on what stands before it in the file.

The blueprints of all cases of a rule about which it is silent are put, one after the other and each with names of its
own, in front of one about which it says something: that is said all the same.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from casebook import books, cases

from journeymap.config import Config
from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from casebook import Case

    from journeymap.pipeline import Result


def checked(text: str, rule: str) -> Result:
    return check_source(text, "case.yaml", Config(enable=(rule,)))


def findings(result: Result, rule: str, steps: dict[str, Any]) -> Counter[str]:
    """Those of the steps of which the rule says something, each with how often."""
    return Counter(d.step for d in result.diagnostics if d.code.name == rule and d.step in steps)


def with_names_of_its_own(value: Any, names: set[str], prefix: str) -> Any:
    if isinstance(value, dict):
        return {
            with_names_of_its_own(key, names, prefix): with_names_of_its_own(inner, names, prefix)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [with_names_of_its_own(inner, names, prefix) for inner in value]
    return prefix + value if isinstance(value, str) and value in names else value


def parts_of(case: Case, prefix: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """What a case says of the whole file, and its steps, each beginning marked as one; None where these are left open.

    Where nobody can tell where journeys begin, or what a misspelt name stands for, less is said of the whole file.
    """
    if case.beside or case.thresholds:
        return None
    try:
        written = yaml.safe_load(case.blueprint)
    except yaml.YAMLError:
        return None
    if not isinstance(written, dict) or not isinstance(written.get("steps"), dict):
        return None
    result = checked(case.blueprint, case.rule)
    journey = result.journey
    if any(diagnostic.code.name == "unknown-reference" for diagnostic in result.diagnostics):
        return None
    if journey is None or not all(
        isinstance(name, str) and isinstance(step, dict) for name, step in written["steps"].items()
    ):
        return None
    topology = journey.graph.topology
    if not topology.starts:
        return None
    steps: dict[str, Any] = written.pop("steps")
    written.pop("title", None)
    for number in topology.starts:
        steps[topology.ids[number]].setdefault("start", True)
    return written, with_names_of_its_own(steps, set(steps), prefix)


# What these say depends on the whole file: on the last moment of the likeliest journey, or on what it uses at all.
OF_THE_WHOLE = {"bad-ending", "missing-evidence", "no-voice", "unpriced-wait", "unsupported-frontstage"}
BOOKS = {book.stem: cases(book) for book in books()}


@pytest.mark.parametrize("rule", sorted(BOOKS.keys() - OF_THE_WHOLE))
def test_what_is_said_of_a_step_is_said_whatever_stands_before_it(rule: str):
    silent = [parts_of(case, f"q{number}-") for number, case in enumerate(BOOKS[rule]) if not case.expected]
    for case in BOOKS[rule]:
        parts = parts_of(case, "") if case.expected else None
        if parts is None:
            continue
        file, steps = parts
        before = {name: step for other in silent if other and other[0] == file for name, step in other[1].items()}
        before["plain"] = {"customer": "Is there", "start": True, "end": "helped"}
        alone = yaml.safe_dump({**file, "steps": steps}, sort_keys=False)
        together = yaml.safe_dump({**file, "steps": {**before, **steps}}, sort_keys=False)
        assert findings(checked(together, rule), rule, steps) == findings(checked(alone, rule), rule, steps)
