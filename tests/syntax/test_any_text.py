"""What holds for every text, made up by hypothesis."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeymap.syntax import Mapping, Node, Scalar, Sequence, parse

from .test_nodes import BLUEPRINT, LOADERS, shown

QUIET = settings(max_examples=80)
# Pieces of which broken files are made.
PIECES = st.sampled_from(
    [*"-[]{}\"'>?#%@~“\\\t\n\r\0\u2028\xa0\ufeff😀", "a", "b: ", "- ", "\n  ", "\n    ", "\r\n", ", ", ": ", "&x ",
     "*x", "!t ", "|\n  ", "<<: ", "---", "...", "\\ud83d", "\\ude00", "steps:\n  ", "null", "%YAML 1.2\n", "<a>"]
)  # fmt: skip
BROKEN = st.lists(PIECES, max_size=40).map("".join)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DATA = st.recursive(
    st.none() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT.filter(bool), inner, max_size=4),
    max_leaves=20,
)
TOP = st.dictionaries(TEXT.filter(lambda key: key not in {"", "<<"}), DATA, max_size=5)
WORDS = st.text("abcé😀 -:#,'\"\\", min_size=1, max_size=12).map(str.strip).filter(bool)


def everything(node: Node) -> list[Node]:
    return [node, *(inner for child in node.children for inner in everything(child))]


def examine(text: str, loader: Any) -> None:
    parsed = parse(text, "a.yaml", loader=loader)
    lines = parsed.source.starts
    for problem in parsed.problems:
        assert problem.span is not None
        assert 1 <= problem.span.line <= len(lines)
        assert (problem.span.line, problem.span.column) <= (problem.span.end_line, problem.span.end_column)
        assert problem.span.column <= len(parsed.line(problem.span.line)) + 1
        assert str(problem.message)
        assert str(problem.help)
    assert parsed.node is not None or parsed.problems
    if parsed.node is None:
        return
    parsed.node.plain()
    for node in everything(parsed.node):
        assert 0 <= node.start <= node.end <= len(parsed.text)
        assert node.span.line <= node.span.end_line
        assert node.at().line <= node.at().end_line


@pytest.mark.parametrize("loader", LOADERS)
@given(text=st.text(max_size=80))
@QUIET
def test_no_text_makes_the_reader_fail(text, loader):
    examine(text, loader)


@pytest.mark.parametrize("loader", LOADERS)
@given(text=BROKEN)
@example(text="- &x\n- *x\n: [")
@QUIET
def test_no_broken_file_makes_the_reader_fail(text, loader):
    examine(text, loader)


@given(data=st.binary(max_size=80))
@QUIET
def test_no_bytes_make_the_reader_fail(data):
    parsed = parse(data, "a.yaml")
    assert parsed.node is not None or parsed.problems


@given(start=st.integers(0, len(BLUEPRINT)), length=st.integers(0, 30), piece=BROKEN)
@QUIET
def test_no_edit_of_a_blueprint_makes_the_reader_fail(start, length, piece):
    examine(
        BLUEPRINT[:start] + piece + BLUEPRINT[start + length :], yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
    )


@given(end=st.integers(len("# Één huurder 😀\ntitle: "), len(BLUEPRINT)))
@QUIET
def test_a_blueprint_that_is_being_typed_keeps_its_first_keys(end):
    node = parse(BLUEPRINT[:end], "a.yaml").node
    assert node is not None
    assert next(iter(node.entries)) == "title"


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("ascii_only", [True, False], ids=["escaped", "raw"])
@pytest.mark.parametrize("indent", [None, 2, "\t"], ids=["one line", "spaces", "tabs"])
@given(data=TOP)
@QUIET
def test_json_comes_back_as_it_was_written(data, indent, ascii_only, loader):
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    parsed = parse(text, "a.json", loader=loader)
    assert [str(problem.message) for problem in parsed.problems if "nothing before" not in str(problem.message)] == []
    assert parsed.node is not None
    assert parsed.node.plain() == data
    check_json_spans(parsed.node, data, text)


def check_json_spans(node: Node, data: Any, text: str) -> None:
    """Every node covers exactly the JSON that it was read from."""
    assert json.loads(text[node.start : node.end]) == data
    if isinstance(node, Mapping):
        for name, child in node.entries.items():
            assert child.key is not None
            assert json.loads(text[child.key.start : child.key.end]) == name
            check_json_spans(child, data[name], text)
    elif isinstance(node, Sequence):
        for child, item in zip(node.items, data, strict=True):
            check_json_spans(child, item, text)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("flow", [True, False, None], ids=["brackets", "lines", "both"])
@given(data=TOP)
@QUIET
def test_yaml_comes_back_as_it_was_written(data, flow, loader):
    text = yaml.dump(data, Dumper=yaml.Dumper, allow_unicode=False, default_flow_style=flow, sort_keys=False, width=40)
    if (
        "? " in text or "&" in text
    ):  # Keys that are too long for one line, and values that occur twice, have a test each.
        return
    parsed = parse(text, "a.yaml", loader=loader)
    assert parsed.problems == ()
    assert parsed.node is not None
    assert parsed.node.plain() == data


@pytest.mark.parametrize("loader", LOADERS)
@given(words=st.lists(WORDS, min_size=1, max_size=6), ending=st.sampled_from(["\n", "\r\n", "\r"]))
@QUIET
def test_the_span_of_a_text_covers_it_and_nothing_else(words, ending, loader):
    lines = ["steps:"]
    for number, word in enumerate(words):
        escaped = word.replace("\\", "\\\\").replace('"', '\\"')
        lines += [
            f"  s{number}: # 😀",
            f'    - "{escaped}"   # {word}',
            "    - {é: '" + word.replace("'", "''") + "' , b: bare é}",
        ]
    text = ending.join(lines)
    node = parse(text, "a.yaml", loader=loader).node
    assert node is not None
    for number, word in enumerate(words):
        assert yaml.safe_load(shown(node.at("steps", f"s{number}", 0), text)) == word
        assert yaml.safe_load(shown(node.at("steps", f"s{number}", 1, "é"), text)) == word
        assert shown(node.at("steps", f"s{number}", 1, "b"), text) == "bare é"
        assert shown(node.key_at("steps", f"s{number}", 1, "é"), text) == "é"
        assert shown(node.at("steps", f"s{number}"), text) == f"s{number}"


def test_what_is_written_bare_is_what_its_span_covers():
    node = parse(BLUEPRINT, "a.yaml").node
    assert node is not None
    bare = [each for each in everything(node) if isinstance(each, Scalar) and each.bare]
    assert len(bare) > 10
    assert all(BLUEPRINT[each.start : each.end] == each.text for each in bare)


@pytest.mark.parametrize("text", [r'{"a": "x\udb80\udc00y"}', r'a: "x\U000F0000y"', 'a: "x\U000f0000y"'])
def test_a_character_for_private_use_stays_however_it_is_written(text: str):
    node = parse(f"{text}\n", "a.yaml").node
    assert node is not None
    assert node.plain() == {"a": "x\U000f0000y"}
