"""What is said about a broken file, where, and what can still be read of it."""

from __future__ import annotations

import pytest
import yaml

from journeymap.diagnostics import DUPLICATE_KEY, DUPLICATE_STEP, OVER_BUDGET, SYNTAX_ERROR, Diagnostic
from journeymap.syntax import Budget, Parsed, parse

from .test_nodes import LOADERS

# A broken text; for each problem the line, the column and the message.
BROKEN: dict[str, tuple[str, list[tuple[int, int, str]]]] = {
    "tab as indentation": ("a:\n\tb: c\n\td: e\n", [(2, 1, "a tab is used for indentation")]),
    "tab after spaces": ("a:\n  b: c\n \td: e\n", [(3, 2, "a tab is used for indentation")]),
    "tab before a text block": ("a: >\n\tx\n", [(2, 1, "a tab is used for indentation")]),
    "copied space as indentation": (
        "steps:\n\xa0 a:\n\xa0 \xa0 next: b\n",
        [(2, 1, "this line begins with a character that looks like a space and is not one")],
    ),
    "second colon": ("title: a: b\n", [(1, 9, "there is a second colon in this line")]),
    "second colon after quotes": ('title: "a": b\n', [(1, 11, "there is a second colon in this line")]),
    "second colon between brackets": ("a: {b: c: d}\n", [(1, 9, "there is a second colon in this line")]),
    "second colon after brackets": ("a: [x]: y\n", [(1, 7, "there is a second colon in this line")]),
    "curly quotes": ("title: “a: b”\n", [(1, 10, "there is a second colon in this line")]),
    "very long key": ("a: b\n" + "k" * 1100 + ": c\n", [(2, 1, 'this line is neither "key: value" nor "- item"')]),
    "very long key at the top": (
        "k" * 1100 + ": c\n",
        [(1, 1101, "what stands before this colon is too long for a key")],
    ),
    "no space after a colon": ("a: b\nc:d\ne: f\n", [(2, 2, "there is no space after the colon")]),
    "no space after the first colon": ("a:b\nc: d\n", [(1, 2, "there is no space after the colon")]),
    "no space after a dash": ("a:\n  - b\n  -c\n", [(3, 3, 'there is no space after the "-"')]),
    "no colon": ("a: b\nfoo\nc: d\n", [(2, 1, 'this line is neither "key: value" nor "- item"')]),
    "no colon above its block": ("a: b\nfoo\n  c: d\n", [(2, 1, "there is no colon after this key")]),
    "no colon in the first line": ("foo\nc: d\n", [(1, 1, 'this line is neither "key: value" nor "- item"')]),
    "indented too far": (
        "a:\n  b: c\n    d: e\n",
        [(3, 5, "this line is indented further than the one above, which is already complete")],
    ),
    "indented too far after quotes": (
        'a:\n  b: "c"\n    d: e\n',
        [(3, 5, "this line is not indented like the lines it belongs with")],
    ),
    "indented too little": (
        "a:\n    b: c\n  d: e\n",
        [(3, 3, "this line is not indented like the lines it belongs with")],
    ),
    "a text among items": (
        "a:\n  - b\n  c: d\n",
        [(3, 3, 'this line stands in a list and does not begin with "-"')],
    ),
    "a list on the line of its key": ("a: - b\n", [(1, 4, "a list cannot begin on the line of its key")]),
    "unclosed quote": ('a: b\nc: "d\ne: f\n', [(2, 4, "the quote that opens here is not closed")]),
    "unclosed quote before another": ('a: "b\nc: "d"\n', [(1, 4, "the quote that opens here is not closed")]),
    "unclosed quote at a key": ('"a: b\nc: "d"\n', [(1, 1, "the quote that opens here is not closed")]),
    "apostrophe at the start": ("a: 's avonds\nb: c\n", [(1, 4, "the quote that opens here is not closed")]),
    "text after a quote": ('a: "b" c\n', [(1, 8, "text follows after the closing quote")]),
    "text after brackets": ("a: [b] c\n", [(1, 8, 'text follows after the closing "]"')]),
    "unclosed bracket": ("a: [b, c\nd: e\n", [(1, 4, 'the "[" that opens here is not closed')]),
    "unclosed brace": ("a: {b: c\nd: e\n", [(1, 4, 'the "{" that opens here is not closed')]),
    "unclosed bracket at the end": ("a: b\nc: [", [(2, 4, 'the "[" that opens here is not closed')]),
    "wrong closing bracket": ("a: [b}\nc: d\n", [(1, 4, 'the "[" that opens here is not closed')]),
    "closing bracket alone": ("a: ]\n", [(1, 4, 'this "]" closes nothing')]),
    "one closing bracket too many": ("a: {b: c}}\n", [(1, 10, 'this "}" closes nothing')]),
    "missing comma": ('{\n  "a": 1\n  "b": 2\n}', [(2, 9, "a comma is missing here")]),
    "missing comma on a line": ('a: ["b" "c"]', [(1, 9, "a comma is missing here")]),
    "two commas": ("a: [b,,c]\n", [(1, 7, "there is nothing before this comma")]),
    "at sign": ("a: @home\n", [(1, 4, 'a text cannot begin with "@"')]),
    "percent sign": ("a: %5\n", [(1, 4, 'a text cannot begin with "%"')]),
    "backtick": ("a: `b`\n", [(1, 4, 'a text cannot begin with "`"')]),
    "asterisk": ("a: *b*\n", [(1, 4, 'a text cannot begin with "*"')]),
    "ampersand": ("a: & b\n", [(1, 4, 'a text cannot begin with "&"')]),
    "greater than": ("a: > 5 min\n", [(1, 4, 'a text cannot begin with ">"')]),
    "question mark": ("a: ? b\n", [(1, 4, 'a text cannot begin with "?"')]),
    "tag": ("a: !b c\n", [(1, 4, 'the tag "!b" has no meaning in a blueprint')]),
    "tag of YAML": ("a: !!int 3\n", [(1, 4, 'the tag "!!int" has no meaning in a blueprint')]),
    "tag after a name": ("a: &n !b [c]\n", [(1, 7, 'the tag "!b" has no meaning in a blueprint')]),
    "tag with a strange handle": ("a: !b!c d\n", [(1, 4, 'a text cannot begin with "!"')]),
    "unknown alias": ("a: *b\n", [(1, 4, '"*b" repeats something that has not been given the name "&b"')]),
    "alias before its anchor": (
        "a: *b\nc: &b d\n",
        [(1, 4, '"*b" repeats something that has not been given the name "&b"')],
    ),
    "alias within itself": ("a: &b\n  c: [*b]\n", [(2, 7, '"*b" stands inside the part that it repeats')]),
    "merge key": ("a: &b {c: d}\ne:\n  <<: *b\n", [(3, 3, '"<<" does not merge anything: it is not part of YAML 1.2')]),
    "list as a key": ("a: b\n? [c]\n: d\n", [(2, 3, "a key must be a text, not a list or a mapping")]),
    "placeholder of a template": ("a: {{name}}\n", [(1, 5, "a key must be a text, not a list or a mapping")]),
    "alias of a list as a key": ("a: &b [c]\n*b : d\n", [(2, 1, "a key must be a text, not a list or a mapping")]),
    "empty key": (": b\n", [(1, 1, "there is nothing before the colon")]),
    "empty key in quotes": ('a: b\n"": c\n', [(2, 1, "there is nothing before the colon")]),
    "unknown escape": ('a: "b\\q"\n', [(1, 6, '"\\q" stands for no character')]),
    "incomplete escape": ('a: "\\x4"\n', [(1, 5, '"\\x4" stands for no character')]),
    "half a character": ('a: "x\\ud83d"\n', [(1, 6, '"\\ud83d" stands for no character')]),
    "second document": ("a: b\n---\nc: d\n", [(2, 1, "a second document begins here; a file holds one blueprint")]),
    "text after the end": ("a: b\n...\nc: d\n", [(3, 1, "this does not belong to what stands above it")]),
    "future version of YAML": (
        "%YAML 3.0\n---\na: b\n",
        [(1, 1, 'a line that begins with "%" is an order to programs, and this one is not understood')],
    ),
    "order without a document": (
        "%YAML 1.2\na: b\n",
        [(1, 1, 'a line that begins with "%" is an order to programs, and this one is not understood')],
    ),
    "zero byte": ("title: a long enough text\0\n", [(1, 26, "there is a control character here, U+0000")]),
    "control character": ("a: b\x07\n", [(1, 5, "there is a control character here, U+0007")]),
    "lone surrogate": ("a: \ud83d\n", [(1, 4, "there is a control character here, U+D83D")]),
    "empty file": ("", [(1, 1, "this file is empty")]),
    "blank file": (" \n\n", [(1, 1, "this file is empty")]),
    "only comments": ("# a\n# b\n", [(1, 1, "this file holds only comments")]),
    "empty document": ("---\n", [(1, 1, "this file is empty")]),
    "prose": ("\nDear all\nhello\n", [(2, 1, "this file is one running text, not a blueprint")]),
    "list at the top": ("- a\n- b\n", [(1, 1, "this file is a list, not a blueprint")]),
    "HTML": ('<html>\n<body style="a: b">\n', [(1, 1, "this looks like HTML or XML, not like a blueprint")]),
    "SVG": ("<svg/>", [(1, 1, "this looks like HTML or XML, not like a blueprint")]),
}


def said(parsed: Parsed) -> list[tuple[int, int, str]]:
    assert all(isinstance(problem, Diagnostic) and problem.span is not None for problem in parsed.problems)
    return [(p.span.line, p.span.column, str(p.message)) for p in parsed.problems if p.span is not None]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("name", BROKEN)
def test_each_fault_is_said_once_in_plain_words_at_its_place(name, loader):
    text, expected = BROKEN[name]
    parsed = parse(text, "a.yaml", loader=loader)
    assert said(parsed) == expected
    assert {problem.code for problem in parsed.problems} == {SYNTAX_ERROR}
    assert all(problem.help is not None and str(problem.help) for problem in parsed.problems)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize(
    "name", ["tab as indentation", "second colon", "unclosed bracket", "unclosed quote", "no colon"]
)
def test_a_fault_is_found_at_the_same_place_whatever_ends_a_line(name, ending):
    text, expected = BROKEN[name]
    assert said(parse(text.replace("\n", ending), "a.yaml")) == expected


@pytest.mark.parametrize("name", BROKEN)
def test_no_sentence_of_the_yaml_library_reaches_the_reader(name):
    text, _ = BROKEN[name]
    assert not any("not valid YAML" in str(problem.message) for problem in parse(text, "a.yaml").problems)


def test_a_sentence_that_is_not_known_is_passed_on(monkeypatch):
    class Odd:
        def __init__(self, text):
            pass

        def get_event(self):
            raise yaml.scanner.ScannerError(None, None, "an unheard-of problem", None)

    parsed = parse("a: b", "a.yaml", loader=Odd)
    assert said(parsed) == [(1, 5, "this is not valid YAML: an unheard-of problem")]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("a: b: c\n", 'if the colon belongs to the text, put the whole text in quotes: "b: c"'),
        ("a: {b: c: d, e: f}\n", 'if the colon belongs to the text, put the whole text in quotes: "c: d"'),
        ('a: b "x": c\n', "if the colon belongs to the text, put the whole text in quotes: 'b \"x\": c'"),
        ("a: “b: c”\n", 'curly quotes do not hold a text together; use straight ones: "b: c"'),
        ("a: @home now\n", 'put the whole text in quotes: "@home now"'),
    ],
)
def test_the_help_shows_the_text_as_it_should_be_written(text, advice):
    assert [str(problem.help) for problem in parse(text, "a.yaml").problems] == [advice]


def test_a_key_that_is_given_twice_is_reported_at_the_second_and_points_at_the_first():
    parsed = parse("a: 1\nb: {c: 1, c: 2}\na: 2\n", "a.yaml")
    assert said(parsed) == [(2, 11, '"c" is given twice'), (3, 1, '"a" is given twice')]
    assert {problem.code for problem in parsed.problems} == {DUPLICATE_KEY}
    related = parsed.problems[1].related[0]
    assert (str(related.span), str(related.message)) == ("a.yaml:1:1", "the first one is here")
    assert parsed.node is not None
    assert parsed.node.plain() == {"a": "1", "b": {"c": "1"}}


def test_a_step_that_is_given_twice_is_a_finding_of_its_own():
    parsed = parse("steps:\n  a: {next: b, next: c}\n  a: {next: d}\nother:\n  steps: {a: 1, a: 2}\n", "a.yaml")
    assert [(problem.code, str(problem.message)) for problem in parsed.problems] == [
        (DUPLICATE_KEY, '"next" is given twice'),
        (DUPLICATE_STEP, 'the step "a" is given twice'),
        (DUPLICATE_KEY, '"a" is given twice'),
    ]


def test_all_faults_of_a_file_are_found_in_one_run_and_the_rest_of_it_is_read():
    parsed = parse(
        "title: a: b\n"
        "steps:\n"
        "  one: {customer: x: y, next: two}\n"
        "  two:\n"
        "    next: [three, four\n"
        "  three:\n"
        "    customer: ok\n"
        "      frontstage: no\n"
        "    next: @four\n"
        "    next: four\n"
        "  four: !x\n"
        "    customer: 's avonds\n"
        "    end: helped\n"
        "owner: me\n",
        "a.yaml",
    )
    assert said(parsed) == [
        (1, 9, "there is a second colon in this line"),
        (3, 20, "there is a second colon in this line"),
        (5, 11, 'the "[" that opens here is not closed'),
        (8, 7, "this line is indented further than the one above, which is already complete"),
        (9, 11, 'a text cannot begin with "@"'),
        (11, 9, 'the tag "!x" has no meaning in a blueprint'),
        (12, 15, "the quote that opens here is not closed"),
    ]
    assert parsed.node is not None
    assert parsed.node.plain() == {
        "title": "a",
        "steps": {
            "one": {"customer": "x"},
            "two": {"next": ["three", "four"]},
            "three": {"customer": "ok", "next": "four"},
            "four": {"customer": None, "end": "helped"},
        },
        "owner": "me",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\nsteps:\n  x:\n    next: [y, ", {"a": "b", "steps": {"x": {"next": ["y"]}}}),
        ("s:\n  x:\n    f: {by: kcc, does: ", {"s": {"x": {"f": {"by": "kcc", "does": None}}}}),
        ("s:\n  x:\n    n: [y\n    w: 5\n  y:\n    e: h\n", {"s": {"x": {"n": ["y"], "w": "5"}, "y": {"e": "h"}}}),
        ("a: b\nsteps:\n  x:\n    cust\n", {"a": "b", "steps": {"x": "cust"}}),
        ("steps:\n  x:\n    next: y\n    cust\n    wait: 5\n", {"steps": {"x": {"next": "y", "wait": "5"}}}),
        ('a: "b\nsteps:\n  x: "y"\n', {"a": "b", "steps": {"x": "y"}}),
        ("a:\n\tb: c\n\td:\n\t\te: f\n", {"a": {"b": "c", "d": {"e": "f"}}}),
        ("&n a: @b\nc: &m @d\ne: [*n, *m]\n", {"a": None, "c": None, "e": [None, None]}),
        ("{\n \"a\": 1\n \"b\": 2\n \"c\": [3,,4]\n}", {"a": "1", "b": "2", "c": ["3", "4"]}),
    ],
)  # fmt: skip
def test_an_editor_gets_what_can_be_read_of_a_broken_file(text, expected):
    node = parse(text, "a.yaml").node
    assert node is not None
    assert node.plain() == expected


def test_an_over_long_list_of_faults_ends():
    assert len(parse("a: b: c\n" * 500, "a.yaml").problems) == 20
    assert len(parse("a: b\1\n" * 500, "a.yaml").problems) < 10 + 500


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a: " + "[" * 100_000,
        "{a: " * 50_000,
        "- " * 2_000,
        "".join(" " * n + "a:\n" for n in range(500)),
    ],
    ids=["lists", "lists below a key", "mappings", "dashes", "indentation"],
)
def test_a_file_that_goes_too_deep_is_refused(text, loader):
    parsed = parse(text, "a.yaml", loader=loader)
    assert [problem.code for problem in parsed.problems] == [OVER_BUDGET]
    assert said(parsed)[0][2] == "lists and mappings lie more than 100 deep in one another"


@pytest.mark.parametrize("loader", LOADERS)
def test_a_file_that_grows_by_repeating_itself_is_refused(loader):
    text = "a: &a [l, l, l, l, l, l, l, l, l]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        text += f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    parsed = parse(text, "a.yaml", loader=loader)
    assert [problem.code for problem in parsed.problems] == [OVER_BUDGET]
    assert said(parsed) == [(6, 12, 'the parts that are repeated with "*" add more than 200000 items')]
    assert parsed.node is not None
    assert parsed.node.plain()


def test_a_file_that_goes_deep_by_repeating_itself_is_refused():
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [[[*a{n - 1}]]]\n" for n in range(1, 400))
    parsed = parse(text, "a.yaml")
    assert [problem.code for problem in parsed.problems] == [OVER_BUDGET]
    assert parsed.node is not None
    assert parsed.node.plain()


def test_repeating_a_little_is_allowed():
    text = "a: &a {b: [1, 2]}\n" + "".join(f"c{n}: *a\n" for n in range(1_000))
    assert parse(text, "a.yaml").problems == ()


def test_the_budget_can_be_set():
    assert parse("a: [[b]]", "a.yaml", Budget(depth=3)).problems == ()
    assert parse("a: [[b]]", "a.yaml", Budget(depth=2)).problems[0].code is OVER_BUDGET
    assert parse("a: &a [b]\nc: *a", "a.yaml", Budget(expansion=1)).problems[0].code is OVER_BUDGET
    assert parse("a: bcd", "a.yaml", Budget(size=5)).problems[0].code is OVER_BUDGET


def test_nothing_recurses_however_deep_a_budget_lets_a_file_go():
    node = parse("a: " + "[" * 5_000 + "]" * 5_000, "a.yaml", Budget(depth=10_000)).node
    deep = parse("a: &a " + "[" * 5_000 + "]" * 5_000 + "\nb: *a", "a.yaml", Budget(depth=10_000)).node
    for tree in (node, deep):
        assert tree is not None
        assert tree.plain()
        assert str(tree.at(*["a", *[0] * 4_999])) == "a.yaml:1:5003" if tree is node else True
