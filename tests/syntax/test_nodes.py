"""What a node knows: its value, its place, and where to point for something below it."""

from __future__ import annotations

import pytest
import yaml

from journeymap.diagnostics import Span
from journeymap.syntax import Mapping, Node, Scalar, Sequence, parse, source_line
from journeymap.syntax.builder import LOADER

# The one that is used, which is in C wherever it can be, and the one that takes its place.
LOADERS = [
    pytest.param(LOADER, id="in C"),
    pytest.param(yaml.Loader, id="in Python"),
]

BLUEPRINT = """\
# Één huurder 😀
title: Reparatie 😀 melden
steps:
  bellen:
    customer: Zoekt het nummer
    frontstage: {by: kcc, does: Neemt op}
    asks: [adres, "klacht"]
    heard:
      - interviews
      - klachten: 40
      - a: 1
        b: 2
    next:
      inplannen: {share: 72%}
      opgeven:
    about: |
      eerste regel
      tweede regel

  opgelost: {end: helped}
"""


def tree(text: str | bytes, **options: object) -> Mapping:
    parsed = parse(text, "a.yaml", **options)  # type: ignore[arg-type]
    assert parsed.problems == ()
    assert parsed.node is not None
    return parsed.node


def shown(span: Span, text: str = BLUEPRINT) -> str:
    """The text that a span covers, found by counting lines and columns as an editor does."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    inner = lines[span.line : span.end_line - 1]
    return "\n".join([lines[span.line - 1][span.column - 1 :], *inner, lines[span.end_line - 1][: span.end_column - 1]])


@pytest.mark.parametrize("loader", LOADERS)
def test_every_scalar_stays_the_text_that_was_written(loader):
    text = "a: no\nb: 08:30\nc: 1e3\nd: 0x1F\ne: 2026-01-01\nf: 'null'\ng: \"~\"\nh: ''\ni: 1_000\nj: |\n  null\n"
    assert tree(text, loader=loader).plain() == {
        "a": "no", "b": "08:30", "c": "1e3", "d": "0x1F", "e": "2026-01-01",
        "f": "null", "g": "~", "h": "", "i": "1_000", "j": "null\n",
    }  # fmt: skip


@pytest.mark.parametrize("loader", LOADERS)
def test_only_an_empty_value_a_bare_tilde_and_a_bare_null_are_nothing(loader):
    assert tree("a:\nb: ~\nc: null\nd: [~, null, Null]\nnull: 1\n", loader=loader).plain() == {
        "a": None, "b": None, "c": None, "d": [None, None, "Null"], "null": "1",
    }  # fmt: skip


def test_keys_keep_the_order_of_the_file():
    assert list(tree("z: 1\na: 2\nm: {y: 1, b: 2}\n").entries) == ["z", "a", "m"]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("title",), "Reparatie 😀 melden"),
        (("steps",), "steps"),
        (("steps", "bellen"), "bellen"),
        (("steps", "bellen", "frontstage"), "frontstage"),
        (("steps", "bellen", "frontstage", "by"), "kcc"),
        (("steps", "bellen", "frontstage", 0, "by"), "kcc"),
        (("steps", "bellen", "customer", 0, "does"), "Zoekt het nummer"),
        (("steps", "bellen", "asks", 1), '"klacht"'),
        (("steps", "bellen", "asks", "klacht"), '"klacht"'),
        (("steps", "bellen", "asks", "adres", "kind"), "adres"),
        (("steps", "bellen", "asks", 7), "asks"),
        (("steps", "bellen", "heard", "klachten"), "40"),
        (("steps", "bellen", "heard", 1), "klachten: 40"),
        (("steps", "bellen", "heard", 2), "a: 1"),
        (("steps", "bellen", "next"), "next"),
        (("steps", "bellen", "next", "inplannen"), "inplannen"),
        (("steps", "bellen", "next", "inplannen", "share", "werkend"), "72%"),
        (("steps", "bellen", "next", "opgeven"), "opgeven"),
        (("steps", "bellen", "next", "nowhere"), "next"),
        (("steps", "bellen", "wait", "shortest"), "bellen"),
        (("steps", "bellen", "about"), "|\n      eerste regel\n      tweede regel"),
        (("steps", "opgelost", "end"), "helped"),
        (("nothing", "of", 1, "this"), "title: Reparatie 😀 melden"),
        ((), "title: Reparatie 😀 melden"),
    ],
)
def test_a_path_points_at_what_lies_there_or_at_the_nearest_thing_around_it(loader, path, expected):
    assert shown(tree(BLUEPRINT, loader=loader).at(*path)) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("title",), "title"),
        (("steps", "bellen", "frontstage", 0, "does"), "does"),
        (("steps", "bellen", "heard", "klachten"), "klachten"),
        (("steps", "bellen", "heard", 0), "interviews"),
        (("steps", "bellen", "asks", "adres"), "adres"),
        (("steps", "bellen", "next", "inplannen", "share"), "share"),
        (("steps", "bellen", "owner"), "bellen"),
    ],
)
def test_the_key_of_what_lies_at_a_path_can_be_pointed_at(path, expected):
    assert shown(tree(BLUEPRINT).key_at(*path)) == expected


def test_a_shorthand_that_the_model_writes_out_is_found_by_its_text():
    node = tree("next: bellen\nuses: crm\n")
    assert shown(node.at("next", "bellen", "share"), "next: bellen") == "bellen"
    assert shown(node.key_at("next", "bellen"), "next: bellen") == "bellen"


def test_the_span_of_a_collection_reaches_from_its_first_to_its_last_part():
    node = tree(BLUEPRINT)
    step, _ = node.find("steps", "opgelost")
    assert shown(step.span) == "{end: helped}"
    flow, _ = node.find("steps", "bellen", "next")
    assert shown(flow.span) == "inplannen: {share: 72%}\n      opgeven:"
    assert (flow.line, flow.column, flow.end_line) == (14, 7, 15)
    assert flow.path == "a.yaml"


def test_a_value_knows_the_key_it_stands_under_and_an_item_has_none():
    node = tree("a: {b: [c]}\n")
    inner = node.entries["a"]
    assert isinstance(inner, Mapping)
    items = inner.entries["b"]
    assert isinstance(items, Sequence)
    assert node.key is None
    assert inner.key is not None
    assert inner.key.text == "a"
    assert items.key is not None
    assert items.key.column == 5
    assert items.items[0].key is None


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_and_columns_are_those_of_an_editor_whatever_ends_a_line(ending):
    text = ending.join(["a: é😀b", "", "c: [x,", "  y]", "d: z"])
    node = tree(text)
    assert str(node.at("c", 1)) == "a.yaml:4:3"
    assert str(node.at("d")) == "a.yaml:5:4"
    assert node.at("a") == Span("a.yaml", 1, 4, 1, 7)


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85"])
@pytest.mark.parametrize("loader", LOADERS)
def test_a_separator_that_ends_no_line_in_an_editor_ends_none_here(character, loader):
    node = tree(f"a: x{character}y\nb: '{character}'\nk{character}: z\n", loader=loader)
    assert node.plain() == {"a": f"x{character}y", "b": character, f"k{character}": "z"}
    assert str(node.at("b")) == "a.yaml:2:4"


def test_a_byte_order_mark_takes_no_column():
    assert str(tree(b"\xef\xbb\xbfa: b\n").at("a")) == "a.yaml:1:4"
    assert str(tree("\ufeffa: b\n").at("a")) == "a.yaml:1:4"


@pytest.mark.parametrize("loader", LOADERS)
def test_an_alias_has_its_own_place_and_key_and_shares_what_is_in_it(loader):
    text = "a: &shared\n  x: [1]\nb: *shared\nc: &t word\nd: [*t]\n*t : e\n"
    node = tree(text, loader=loader)
    first, second = node.entries["a"], node.entries["b"]
    assert node.plain() == {"a": {"x": ["1"]}, "b": {"x": ["1"]}, "c": "word", "d": ["word"], "word": "e"}
    assert isinstance(first, Mapping)
    assert isinstance(second, Mapping)
    assert second.entries["x"] is first.entries["x"]
    assert second.key is not None
    assert second.key.text == "b"
    assert shown(second.span, text) == "*shared"
    assert shown(node.at("d", 0), text) == "*t"
    assert shown(node.at("b", "x", 0), text) == "1"


@pytest.mark.parametrize("loader", LOADERS)
def test_the_name_before_a_value_is_not_part_of_it(loader):
    text = "a: &x value\nb: &y   # why\n  c: d\ne: &z |\n  text\nf: &empty\n"
    node = tree(text, loader=loader)
    assert shown(node.at("a"), text) == "value"
    assert shown(node.entries["b"].span, text) == "c: d"
    assert shown(node.at("e"), text) == "|\n  text"
    assert shown(node.at("f"), text) == "f"


@pytest.mark.parametrize("loader", LOADERS)
def test_json_is_read_as_it_is(loader):
    text = (
        '{\n\t"title": "a\\/b \\ud83d\\ude00 \\u00e9",\n\t"n": [1.5e3, true, null, "null", "\\\\ud83d"],\n'
        '\t"k"\n\t:\t{"x":-1},\n\t"raw": "\x7f\u2028"\n}'
    )
    node = tree(text, loader=loader)
    assert node.plain() == {
        "title": "a/b 😀 é",
        "n": ["1.5e3", "true", None, "null", "\\ud83d"],
        "k": {"x": "-1"},
        "raw": "\x7f\u2028",
    }
    assert shown(node.at("title"), text) == '"a\\/b \\ud83d\\ude00 \\u00e9"'
    assert str(node.at("n", 0)) == "a.yaml:3:8"
    assert str(node.at("k", "x")) == "a.yaml:5:9"


@pytest.mark.parametrize("loader", LOADERS)
def test_an_escape_outside_double_quotes_is_text(loader):
    node = tree('{a: \'\\ud83d\\ude00\', b: \\ud83d\\ude00, "c": "\\ud83d\\ude00"}', loader=loader)
    assert node.plain() == {"a": "\\ud83d\\ude00", "b": "\\ud83d\\ude00", "c": "😀"}


def test_the_lines_of_the_text_can_be_shown():
    parsed = parse("a: b\r\nc: d\re: f\n", "a.yaml")
    assert [parsed.line(number) for number in range(6)] == ["", "a: b", "c: d", "e: f", "", ""]
    assert parsed.text == "a: b\r\nc: d\re: f\n"
    assert source_line("x\ny", 2) == "y"


def test_nodes_show_what_they_are():
    node = tree("a: [b]\nc: {d: e}\n")
    shown_as = [repr(each) for each in (node, *node.children)]
    assert shown_as == ["Mapping(a, c)", "Sequence(1 items)", "Mapping(d)"]
    assert isinstance(node.entries["a"], Node)
    assert repr(Scalar(node.source, 0, 1, "a", True)) == "Scalar('a')"
    assert list(Scalar(node.source, 0, 1, "a", True).children) == []
