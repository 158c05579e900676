"""The JSON Schema: every key explained, every way of writing allowed, every common mistake refused."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from journeymap import syntax
from journeymap.cli.commands.new import starter
from journeymap.model import blueprint as blueprint_module
from journeymap.model import step as step_module
from journeymap.model.blueprint import Blueprint
from journeymap.model.element import hyphenated
from journeymap.model.schema import json_schema
from journeymap.pipeline import check_source

ROOT = Path(__file__).parents[2]
SCHEMA = json_schema({"dead-end": "A step with no way on."})
VALIDATOR = Draft202012Validator(SCHEMA)
FILES = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / "blueprints").rglob("*.yaml")}
FILES |= {f"starter {language}": starter(language) for language in ("en", "nl")}
HEAD = "journeymap: 1\ntitle: A\n"


def as_texts(text: str) -> Any:
    """What the reader of journeymap gets: every scalar a text."""
    return syntax.parse(text, "x.yaml").node.plain()


def as_typed(value: Any) -> Any:
    """What a reader of YAML 1.2 gets, such as that of an editor: numbers and switches by their look."""
    if isinstance(value, dict):
        return {key: as_typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_typed(item) for item in value]
    if isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"-?\d+\.\d+", value):
        return float(value)
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def objects(schema: Any, path: str = "") -> Any:
    """All schemas of mappings with known keys, with where they stand."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield path, schema
        for key, item in schema.items():
            if key not in ("examples", "default", "enum"):
                yield from objects(item, f"{path}/{key}")
    elif isinstance(schema, list):
        for number, item in enumerate(schema):
            yield from objects(item, f"{path}/{number}")


def test_it_is_a_valid_schema_of_2020_12():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["title"]
    assert all(VALIDATOR.is_valid(example) for example in SCHEMA["examples"])


def test_every_key_is_explained():
    unexplained = [
        f"{path}/{key}"
        for path, schema in objects(SCHEMA)
        for key, entry in schema["properties"].items()
        if not entry.get("description", "").strip()
    ]
    assert unexplained == []
    assert all(schema.get("description") for schema in SCHEMA["$defs"].values())


def test_every_key_of_the_model_is_in_it_and_nothing_else():
    for module in (blueprint_module, step_module):
        for _, element in inspect.getmembers(module, inspect.isclass):
            if element.__module__ != module.__name__:
                continue
            schema = SCHEMA if element is Blueprint else SCHEMA["$defs"][element.__name__]
            short = ["emotion", "emotie", "feeling", "mood"] if element.__name__ == "Step" else []
            assert list(schema["properties"]) == [hyphenated(name) for name in element.model_fields] + short
            assert schema["additionalProperties"] is False


def test_the_explanations_are_those_of_the_source():
    tree = ast.parse(inspect.getsource(step_module))
    text = next(
        after.value.value
        for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Step"
        for before, after in zip(node.body, node.body[1:], strict=False)
        if isinstance(before, ast.AnnAssign) and before.target.id == "promise"
    )  # fmt: skip
    assert SCHEMA["$defs"]["Step"]["properties"]["promise"]["description"] == text


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("typed", [False, True], ids=["texts", "numbers"])
def test_every_blueprint_fits(name: str, typed: bool):
    data = as_texts(FILES[name])
    problems = list(VALIDATOR.iter_errors(as_typed(data) if typed else data))
    assert [(list(problem.absolute_path), problem.message) for problem in problems] == []


def step(line: str) -> str:
    return f"{HEAD}steps:\n  a: {{customer: x, {line}}}\n"


GOOD = {
    "a list of phases": f"{HEAD}phases: [One, 2026]\n",
    "phases by id": f"{HEAD}phases: {{one: One, two: {{name: Two, about: x}}, three: }}\n",
    "a persona by name": f"{HEAD}personas: {{p: Fatima}}\n",
    "one next step": step("next: b"),
    "several next steps": step("next: [b, c]"),
    "next with shares": step("next: {b: 80%, c: 0.2, d: }"),
    "next in full": step("next: {b: {share: {p: 10%, everyone: 90%}, when: x, decides: customer, wait: 2 days}}"),
    "a list of cells": step("frontstage: [one, {does: two, by: kcc}]"),
    "start": step("start: true"),
    "start with a share": step("start: 30%"),
    "empty keys": f"{HEAD}about:\ntags:\nsteps:\n  a: {{customer: x, next: , takes: , experience: , pains: }}\n",
    "durations": step("takes: 5-12 min, wait: 1/3/8 weeks, promise: PT15M, tolerance: 2 werkdagen"),
    "numbers in quotes": step('clicks: "3", fails: [{what: x, severity: "8"}], experience: {p: {desired: "7,5"}}'),
    "numbers": step("clicks: 3, fails: [{what: x, severity: 8}], experience: {everyone: {desired: 7.5, emotion: -2}}"),
    "short notes": step("pains: slow, ideas: [one, {text: two, severity: 3}]"),
    "burden": step("burden: {home-visit: 2, bell: , letter: 1}"),
    "burden as a list": step("burden: [letter, form]"),
    "years as dates": f"{HEAD}reviewed: 2026\nsources: {{s: {{date: 2026-05}}}}\n",
    "a title that is a number": "journeymap: 1\ntitle: 2026\nsteps: {}\n",
    "a feeling on a step": step("emotion: -2"),
    "a feeling in Dutch": step('emotie: "1"'),
    "a rating of everyone": step("experience: {perceived: 7, emotion: 1}"),
    "a feeling of everyone": step("experience: -1"),
    "a feeling of each persona": step("experience: {p: -2, everyone: {emotion: 1}}"),
    "a reason in a word": step("because: the law wants it"),
    "other words of a choice": step("end: geholpen, helps: [doorvragen], next: {b: {decides: organisatie}}"),
    "a list of personas":
        f"{HEAD}personas: [{{name: Anna, share: 40%}}, {{id: bob, name: Bob}}, Carla, {{dirk: Dirk}}]\n",
    "phases in a list": f"{HEAD}phases: [{{id: p1, name: Before}}, {{name: After}}]\n",
    "a list of channels": f"{HEAD}channels: [{{name: Phone, open: always}}, web]\n",
    "a list of actors": f"{HEAD}actors: [{{name: Desk, lane: voorkant}}, {{it: {{lane: support}}}}]\n",
    "a list of sources": f"{HEAD}sources: [{{id: talks, kind: interview, n: 1.200}}]\n",
    "a list of steps": f"{HEAD}steps: [{{id: a, customer: x}}, {{name: The end, customer: y, end: helped}}]\n",
    "a list of steps with names before them":
        f"{HEAD}steps: [{{a: {{customer: x}}}}, {{b: {{customer: y, end: helped}}}}]\n",
    "a list of ways": step("next: [{to: b, when: x}, {c: 20%}, d]"),
    "a way in one line": step("next: {to: b, when: x, share: rest}"),
    "shares with a rest": step("next: {b: 80%, c: rest, d: {share: anders}}"),
    "shares in words": step("next: {b: half, c: een kwart, d: 1 op 4}"),
    "durations in words": step("takes: half an hour, wait: anderhalve week, promise: max 5 days, tolerance: ca. 8 min"),
    "no wait at all": step('wait: "0"'),
    "days with a month in words": f"{HEAD}reviewed: 12 mei 2026\nsources: {{s: {{date: sept 2025}}}}\n",
    "hours as people write them": f"{HEAD}channels: {{c: {{open: ma-vr 9.00-17.00 uur}}}}\n",
    "informs with words": step("informs: {b: the date, c: {what: y}, d: }"),
}  # fmt: skip
BAD = {
    "unknown key": f"{HEAD}stpes: {{}}\n",
    "unknown key of a step": step("nxt: b"),
    "unknown key of a cell": step("frontstage: {does: x, bye: y}"),
    "unknown key of an arrow": step("next: {b: {shar: 1}}"),
    "unknown key of a rating": step("experience: {everyone: {emotoin: 1}}"),
    "unknown key of a persona": f"{HEAD}personas: {{p: {{nme: x}}}}\n",
    "unknown version": "journeymap: 2\n",
    "unknown outcome": step("end: help"),
    "unknown status": f"{HEAD}status: as was\n",
    "unknown lane": f"{HEAD}actors: {{a: {{lane: front}}}}\n",
    "actor without a lane": f"{HEAD}actors: {{a: {{name: x}}}}\n",
    "unknown decider": step("next: {b: {decides: boss}}"),
    "unknown rule of helping": step("helps: [welcom]"),
    "duration without a unit": step("takes: 15"),
    "duration in words": step("takes: a while"),
    "share over one as a number": step("next: {b: {share: 2}}"),
    "share in words": step("next: {b: {share: most}}"),
    "date in another order": f"{HEAD}reviewed: 01-09-2026\n",
    "emotion out of range": step("experience: {everyone: {emotion: 5}}"),
    "emotion in words": step("experience: {everyone: {emotion: sad}}"),
    "severity out of range": step("fails: [{what: x, severity: 11}]"),
    "severity in words": step("fails: [{what: x, severity: high}]"),
    "fail point without words": step("fails: [{share: 8%}]"),
    "a list where a text is meant": f"{HEAD}about: [a, b]\n",
    "a mapping where a text is meant": f"{HEAD}owner: {{name: x}}\n",
    "steps as a list": f"{HEAD}steps: [a, b]\n",
    "a step as a text": f"{HEAD}steps: {{a: x}}\n",
    "step id with a space": f"{HEAD}steps: {{a b: {{customer: x}}}}\n",
    "a scale of one": f"{HEAD}scale: 10\n",
    "neither true nor false": f"{HEAD}actors: {{a: {{lane: support, partner: perhaps}}}}\n",
    "an empty reason": step('accept: {dead-end: ""}'),
}


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("typed", [False, True], ids=["texts", "numbers"])
def test_every_way_of_writing_is_allowed(name: str, typed: bool):
    data = as_texts(GOOD[name])
    assert [problem.message for problem in VALIDATOR.iter_errors(as_typed(data) if typed else data)] == []


@pytest.mark.parametrize("name", GOOD)
def test_what_the_schema_allows_is_read(name: str):
    reading = {"JM103", "JM109", "JM111", "JM112"}
    found = check_source(GOOD[name], "x.yaml").diagnostics
    assert [str(d) for d in found if d.code.number in reading] == []


# A schema cannot tell how large the number in a text is.
TOO_LARGE = ("share over one as a number", "emotion out of range", "severity out of range")


@pytest.mark.parametrize("name", BAD)
def test_common_mistakes_do_not_fit(name: str):
    assert not VALIDATOR.is_valid(as_typed(as_texts(BAD[name])))


@pytest.mark.parametrize("name", [name for name in BAD if name not in TOO_LARGE])
def test_common_mistakes_do_not_fit_as_texts_either(name: str):
    assert not VALIDATOR.is_valid(as_texts(BAD[name]))


@pytest.mark.parametrize("name", BAD)
def test_what_the_schema_refuses_is_refused_by_the_reader_too(name: str):
    assert any(
        d.code.number.startswith("JM1") and d.severity == "error" for d in check_source(BAD[name], "x").diagnostics
    )


def test_the_names_of_rules_are_offered_where_findings_are_accepted():
    for accept in (SCHEMA["properties"]["accept"], SCHEMA["$defs"]["Step"]["properties"]["accept"]):
        assert accept["properties"]["dead-end"]["description"] == "A step with no way on."
