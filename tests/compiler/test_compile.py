"""A file becomes a blueprint as far as it goes, and each mistake is said at its place."""

from __future__ import annotations

from textwrap import dedent

import pytest

from journeymap import syntax
from journeymap.compiler import compile_blueprint


def compiled(text: str):
    parsed = syntax.parse(dedent(text), "f.yaml")
    assert not parsed.problems
    assert parsed.node is not None
    return compile_blueprint(parsed.node)


def said(text: str) -> list[str]:
    _, problems = compiled("journeymap: 1\n" + dedent(text))
    ordered = sorted(problems, key=lambda problem: problem.order)
    return [f"{p.span.line}:{p.span.column} {p.code.name}: {p.message} | {p.help}" for p in ordered]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titel: x", '2:1 unknown-key: "titel" is not a word that can stand here | did you mean "title"?'),
        (
            "steps: {a: {custmer: x}}",
            '2:13 unknown-key: "custmer" is not a word that can stand here | did you mean "customer"?',
        ),
        (
            "steps: {a: {customer: {does: x, bye: p}}}",
            '2:33 unknown-key: "bye" is not a word that can stand here | did you mean "by"?',
        ),
        (
            "steps: {a: {next: {b: {shar: 1}}}}",
            '2:24 unknown-key: "shar" is not a word that can stand here | did you mean "share"?',
        ),
        (
            "steps: {a: {customer: {by: p, does: Waits, but calls}}}",
            '2:44 unknown-key: "but calls" is not a word that can stand here | '
            "if it belongs to the text before the comma, put the whole text in quotes",
        ),
        (
            "steps: {a: {wait: 5}}",
            '2:19 invalid-value: "5" has no unit of time | write it with its unit, such as "5 min" or "5 days"',
        ),
        (
            "steps: {a: {next: {b: 120%}}}",
            '2:23 invalid-value: "120%" is not between 0% and 100% | write a share such as "80%", "0.8" or "4 of 5"',
        ),
        (
            "steps: {a: {end: heleped}}",
            '2:18 invalid-value: "heleped" is not one of the words that "end" knows | did you mean "helped"?',
        ),
        (
            "status: maybe",
            '2:9 invalid-value: "maybe" is not one of the words that "status" knows | write one of: as-is, to-be',
        ),
        (
            "channels: {p: {open: Mo-Fr 9-5}}",
            '2:22 invalid-value: "Mo-Fr 9-5" cannot be read as opening hours, from "9-5" on | '
            'write "Mo-Fr 09:00-17:00" if that is meant',
        ),
        ("actors: {k: {name: K}}", '2:10 invalid-value: "lane" is missing here | add "lane: …"'),
        (
            "steps: {a: {accept: {bare-no: ''}}}",
            '2:31 invalid-value: "bare-no" is empty | write a reason that others can understand',
        ),
        (
            "steps: {a: {fails: {what: f, severity: 11}}}",
            "2:40 invalid-value: 11 is outside the allowed range | severity must be at most 10",
        ),
        (
            "steps: {a b: {customer: x}}",
            '2:9 invalid-value: "a b" cannot be the id of a step | use letters, digits and hyphens, such as a-b',
        ),
        (
            "scale: 1-5\nsteps: {a: {experience: {everyone: {perceived: 7}}}}",
            "3:48 invalid-value: 7 is not on the scale of this file, 1 to 5 | write a rating on that scale, "
            'or change "scale" at the top of the file',
        ),
    ],
)
def test_a_mistake_is_said_at_its_place_with_what_to_do(text, expected):
    assert said(text) == [expected]


def test_one_mistake_hides_no_other_and_the_rest_is_still_a_blueprint():
    blueprint, problems = compiled(
        """\
        journeymap: 1
        steps:
          a:
            customer: [Calls, {doet: x}]
            wait: 5
            next: {b: {share: 200%, when: soon}, c: 10%}
          b: Arrives
          c: {customer: Leaves, end: gone}
        """
    )
    assert blueprint is not None
    assert sorted({problem.span.line for problem in problems}) == [4, 5, 6, 7, 8]
    assert [cell.does for cell in blueprint.steps["a"].customer] == ["Calls", "x"]
    assert list(blueprint.steps["a"].next) == ["b", "c"]
    assert blueprint.steps["a"].next["b"].when == "soon"
    assert blueprint.steps["c"].customer[0].does == "Leaves"


def test_a_cell_that_cannot_be_understood_takes_nothing_else_with_it():
    blueprint, problems = compiled("journeymap: 1\nsteps: {a: {customer: {qqq: x}, frontstage: Answers}}")
    assert [str(problem.message) for problem in problems] == [
        '"does" is missing here',
        '"qqq" is not a word that can stand here',
    ]
    assert blueprint.steps["a"].frontstage[0].does == "Answers"


def test_a_file_without_a_version_is_warned_about_and_read():
    blueprint, problems = compiled("steps: {a: {customer: x}}")
    assert blueprint is not None
    assert [(problem.code.name, str(problem.severity)) for problem in problems] == [("missing-version", "warning")]


def test_a_version_of_the_future_is_refused_in_words():
    _, problems = compiled("journeymap: 7")
    assert str(problems[0].message) == "this program does not know version 7 of the format"


def test_words_keep_their_look_where_text_is_meant():
    blueprint, problems = compiled(
        """\
        journeymap: 1
        title: no
        steps:
          a: {customer: 08:30, frontstage: 1e3, backstage: 0x1F, evidence: 2026-01-01}
        """
    )
    assert not problems
    assert blueprint.title == "no"
    step = blueprint.steps["a"]
    assert [step.cells(lane)[0].does for lane in ("customer", "frontstage", "backstage", "evidence")] == [
        "08:30",
        "1e3",
        "0x1F",
        "2026-01-01",
    ]


def test_every_element_knows_its_own_place_and_that_of_its_fields():
    blueprint, _ = compiled(
        """\
        journeymap: 1
        steps:
          a:
            owner: Ann
            customer: Calls
            frontstage: [Answers, {does: Asks}]
            next:
              b: 80%
              c: {share: 20%, when: busy}
          b: {customer: x}
          c: {customer: y}
        """
    )
    step = blueprint.steps["a"]
    places = {
        "step": step.key_at(),
        "owner": step.at("owner"),
        "customer": step.customer[0].at(),
        "second": step.frontstage[1].at("does"),
        "next": step.at("next"),
        "to b": step.key_at("next", "b"),
        "share of b": step.next["b"].at("share"),
        "when": step.next["c"].at("when"),
    }
    assert {name: (span.line, span.column) for name, span in places.items()} == {
        "step": (3, 3),
        "owner": (4, 12),
        "customer": (5, 15),
        "second": (6, 34),
        "next": (7, 5),
        "to b": (8, 7),
        "share of b": (8, 10),
        "when": (9, 29),
    }


def test_the_place_is_no_part_of_the_value():
    one, _ = compiled("journeymap: 1\nsteps: {a: {customer: x}}")
    other, _ = compiled("journeymap: 1\n\n\nsteps:\n  a:\n    customer: x")
    assert one == other


def test_json_is_read_as_the_same_blueprint():
    one, _ = compiled("journeymap: 1\nsteps: {a: {customer: x, next: {b: 0.8}}, b: {pages: 3, start: true}}")
    other, _ = compiled(
        '{"journeymap": 1, "steps": {"a": {"customer": "x", "next": {"b": 0.8}}, "b": {"pages": 3, "start": true}}}'
    )
    assert one == other
