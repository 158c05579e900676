"""Who uses the library with types gets them: what a field accepts, what it holds, and nothing to silence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from journeymap.model.blueprint import Blueprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
README = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)

SCHEMA = Blueprint.model_json_schema(mode="validation", by_alias=True)
ELEMENTS = SCHEMA.pop("$defs") | {"Blueprint": SCHEMA}
REQUIRED = {
    "Actor": {"lane": '"customer"'},
    "Arrivals": {"count": '"1 per week"'},
    "Cell": {"does": '"text"'},
    "Economics": {"price": "1", "rate": "1"},
    "FailPoint": {"what": '"text"'},
    "Note": {"text": '"text"'},
    "GivesUp": {"to": '"text"'},
    "Closed": {"to": '"text"'},
    "Deadline": {"within": '"1 day"'},
    "Term": {"from_": '"a"', "to": '"b"', "within": '"1 day"'},
}
# What a schema says of the text of a value is not for types to say.
BEYOND_TYPES = {"pattern", "minimum", "maximum", "minLength", "examples", "title", "default"}


def mypy(code: str, folder: Path, cache: Path) -> dict[int, str]:
    """The complaints about a program by line, with the settings of somebody who installed mypy and journeymap."""
    (folder / "program.py").write_text(code, encoding="utf-8")
    options = ["--strict", "--config-file", os.devnull, "--cache-dir", str(cache), "--no-error-summary"]
    command = [sys.executable, "-m", "mypy", *options, "program.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    errors = re.findall(r"^program\.py:(\d+): error: (.*)$", done.stdout, re.MULTILINE)
    assert bool(errors) == bool(done.returncode), done.stdout
    return {int(line): message for line, message in errors}


def pyright(code: str, folder: Path, _cache: Path) -> dict[int, str]:
    """The complaints about a program by line, in pyright's strict mode."""
    (folder / "program.py").write_text(f"# pyright: strict\n{code}", encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "program.py"]
    environment = os.environ | {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    found = json.loads(done.stdout)["generalDiagnostics"]
    return {item["range"]["start"]["line"]: item["message"] for item in found if item["severity"] == "error"}


def named(word: str) -> str:
    """The name in Python of a word of the format: `from` is one that Python keeps for itself."""
    name = word.replace("-", "_")
    return f"{name}_" if iskeyword(name) else name


each_checker = pytest.mark.parametrize("checker", [mypy, pytest.param(pyright, marks=pytest.mark.pyright)])


@pytest.fixture
def check(checker: Callable[..., dict[int, str]], tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Return what checks a program with the checker of this run."""
    cache = request.config.cache
    kept = cache.mkdir("types") if cache is not None else tmp_path / "cache"
    return lambda code: checker(code, tmp_path, kept)


def construction(element: str, **values: str) -> str:
    """The expression that makes an element, with what it cannot do without."""
    arguments = REQUIRED.get(element, {}) | values
    return f"{element}({', '.join(f'{name}={value}' for name, value in arguments.items())})"


def in_file(element: str) -> Any:
    """What stands for an element in a file: something that is no list, and no mapping that anything else could be."""
    return {"element": [element]}


def types_only(schema: Any) -> Any:
    """A schema of which only the types are left; an element in it is the one thing called after it."""
    if isinstance(schema, list):
        return [types_only(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return {"const": in_file(schema["$ref"].rpartition("/")[2])}
    return {key: types_only(value) for key, value in schema.items() if key not in BEYOND_TYPES}


def mentioned(schema: Any, word: str) -> list[Any]:
    """All that a schema says under a word, at any depth."""
    if isinstance(schema, dict):
        inside = [item for value in schema.values() for item in mentioned(value, word)]
        return [schema[word], *inside] if word in schema else inside
    return [item for value in schema for item in mentioned(value, word)] if isinstance(schema, list) else []


def ways_to_fill(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Expressions that one may try as the value of a field, right and wrong ones, with what they are in a file."""
    words = {word for words in mentioned(schema, "enum") for word in words}
    kinds = {reference.rpartition("/")[2] for reference in mentioned(schema, "$ref")} | {"Relations"}
    plain: list[tuple[str, Any]] = [(repr(word), word) for word in sorted(words)]
    plain += [('"text"', "text"), ("1", 1), ("1.5", 1.5), ("None", None)]
    plain += [(construction(kind), in_file(kind)) for kind in sorted(kinds)]
    for expression, value in plain:
        yield expression, value
        yield f"[{expression}]", [value]
        yield f'{{"key": {expression}}}', {"key": value}
    yield "True", True


@each_checker
def test_the_example_in_python_of_the_readme_has_no_error(check: Callable[..., dict[int, str]]):
    assert check("\n".join(README)) == {}


@each_checker
def test_every_field_accepts_what_the_schema_accepts_and_nothing_else(check: Callable[..., dict[int, str]]):
    lines = [f"from journeymap import {', '.join(sorted(ELEMENTS))}"]
    expected = {}
    for element, schema in ELEMENTS.items():
        for word, field in schema["properties"].items():
            validator = Draft202012Validator(types_only(field))
            for expression, value in ways_to_fill(field):
                lines.append(construction(element, **{named(word): expression}))
                # To Python a truth value is a number as well.
                expected[lines[-1]] = validator.is_valid(value) or (value is True and validator.is_valid(1))
    errors = check("\n".join(lines))
    accepted = {line: number not in errors for number, line in enumerate(lines, 1)}
    assert {line for line, right in expected.items() if right is not accepted[line]} == set()
    assert 300 < sum(expected.values()) < len(expected) - 300, "nothing was tried"


@each_checker
def test_what_python_has_for_a_time_or_a_day_is_accepted_too(check: Callable[..., dict[int, str]]):
    code = """
from datetime import date, timedelta
from journeymap import Blueprint, Duration, Scale, Step

Step(takes=timedelta(minutes=5), wait=Duration(1, 2, 3), customer=("Looks", "Waits"), next=("a", "b"))
Blueprint(reviewed=date(2026, 9, 1), scale=Scale(0, 5), personas=("Ann", "Bob"))
"""
    assert check(code) == {}


@each_checker
def test_a_field_holds_the_full_form(check: Callable[..., dict[int, str]]):
    code = """
from journeymap import Blueprint, Step

step = Step(customer="Looks", next="pay", takes="5 min", start=True, burden="letter", helps="welcome")
texts: tuple[str, ...] = tuple(cell.does for cell in step.customer)
shares: list[dict[str, float] | None] = [flow.share for flow in step.next.values()]
minutes: float | None = step.takes.mean if step.takes else None
weight: float | None = step.start
names: list[str | None] = [persona.name for persona in Blueprint(personas=["Ann"]).personas.values()]
wrong: str = step.customer
"""
    assert list(check(code)) == [len(code.splitlines())]
