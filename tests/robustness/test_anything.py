"""Whatever a file holds, it is checked and, as far as there is a blueprint in it, drawn; nothing is ever raised."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import mutated

from journeymap.cli import main
from journeymap.cli.commands.new import starter
from journeymap.diagnostics import INTERNAL_ERROR
from journeymap.drawing import draw
from journeymap.pipeline import Result, check_source
from journeymap.plugins import instance
from journeymap.reporter import Settings

ROOT = Path(__file__).parents[2]
BLUEPRINTS = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "blueprints").rglob("*.yaml"))}
BLUEPRINTS |= {f"starter-{language}": starter(language) for language in ("en", "nl")}
EACH = 6


def survives(data: str | bytes) -> Result:
    """Check, report and draw; fail when the program does."""
    result = check_source(data, "any.yaml")
    assert not [d for d in result.diagnostics if d.code == INTERNAL_ERROR], result.diagnostics
    for form in ("text", "json", "sarif", "github", "summary"):
        instance("reporters", "REPORTER", form).report([result], Settings())
    if result.graph is not None and result.graph.blueprint.steps:
        drawing = draw(result.journey, result.diagnostics, result.accepted)
        for form in ("svg", "geometry", "dot"):
            assert instance("exporters", "EXPORTER", form).render(drawing)
    return result


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_any_bytes(data: bytes):
    assert survives(data).diagnostics


@given(st.text(max_size=400))
@settings(max_examples=150)
def test_any_text(text: str):
    survives(text)


KEYS = st.sampled_from([
    "journeymap", "title", "steps", "personas", "channels", "actors", "systems", "sources",
    "phases", "accept", "relates",
    "customer", "frontstage", "backstage", "support", "evidence", "next", "end", "start", "uses",
    "informs", "starts", "needs",
    "takes", "wait", "promise", "experience", "fails", "because", "burden", "share", "when",
    "decides", "does", "by", "lane",
    "everyone", "emotion", "text", "what", "a", "b", "c",
])  # fmt: skip
SCALARS = st.sampled_from([
    "1", "a", "b", "helped", "50%", "150%", "5 min", "-3", "yes", "", "~", "captive", "frontstage",
    "24/7", "2026", "é漢👩‍👩‍👧",
]) | st.text(max_size=12)  # fmt: skip
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | SCALARS, inner, max_size=6),
    max_leaves=25,
)
STEPS = st.dictionaries(st.sampled_from("abcdef"), st.dictionaries(KEYS, TREES, max_size=5), max_size=6)


def as_flow(tree: object) -> str:
    """Write a tree as YAML in one line."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{quoted(key)}: {as_flow(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(as_flow(item) for item in tree) + "]"
    return quoted(str(tree))


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@given(st.dictionaries(KEYS, TREES, max_size=6), STEPS)
@settings(max_examples=250)
def test_any_tree_of_known_and_unknown_words(top: dict[str, object], steps: dict[str, object]):
    survives(as_flow({"journeymap": "1", **top, "steps": steps}))


@pytest.mark.parametrize("name", sorted(BLUEPRINTS))
def test_spoilt_blueprints(name: str):
    chance = random.Random(f"spoilt {name}")
    for _ in range(EACH):
        survives(mutated(BLUEPRINTS[name], chance))


def test_spoilt_blueprints_through_the_command_line(tmp_path, capsys):
    chance = random.Random("command line")
    for number, (name, text) in enumerate(BLUEPRINTS.items()):
        (tmp_path / f"{number}-{name}.yaml").write_bytes(mutated(text, chance).encode("utf-8", "replace"))
    assert main(["check", str(tmp_path)]) in (0, 1)
    assert main(["draw", str(tmp_path), "--format", "svg", "-o", str(tmp_path / "drawn")]) in (0, 1)
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert "JM000" not in out + err
