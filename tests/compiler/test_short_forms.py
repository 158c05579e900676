# ruff: noqa: E501 (each form on a line of its own)
"""Short forms are read as what they stand for, keep their places, and stay the same when they are written out."""

from __future__ import annotations

import pytest

from journeymap.compiler import compile_blueprint
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_blueprint, check_source
from journeymap.syntax import parse

HEAD = "journeymap: 1\ntitle: T\n"


def read(text: str) -> Blueprint:
    blueprint, problems = compile_blueprint(parse(HEAD + text, "a.yaml").node)
    assert [str(problem) for problem in problems] == []
    return blueprint


def said(text: str) -> list[str]:
    problems = compile_blueprint(parse(HEAD + text, "a.yaml").node)[1]
    return [f"{one.span.line}:{one.span.column} {one.message}" for one in problems]


STEPS = (
    "steps: {a: {customer: x, next: {b: 80%, c: rest}}, b: {customer: y, end: helped}, c: {customer: z, end: gave-up}}"
)
FORMS = [
    ("personas: [{name: Anna, share: 40%}, {name: Bob, share: rest}]\n" + STEPS, "list of personas"),
    ("phases: [{id: p1, name: Before}, {name: After}]\nsteps: [{id: a, phase: Before, customer: x, next: {b: half, c: }}, "
     "{id: b, phase: After, customer: y, end: geholpen}, {id: c, customer: z, end: gave up}]", "list of phases"),
    ("steps:\n- name: Ask for help\n  customer: x\n- name: Get it\n  customer: y\n  end: helped\n", "list of steps"),
    ("steps:\n- a:\n    customer: x\n- b:\n    customer: y\n    end: helped\n", "list of named steps"),
    ("steps:\n- customer: x\n- customer: y\n  end: helped\n", "list of nameless steps"),
    ("steps: {a: {customer: x, emotion: -2, next: b}, b: {customer: y, experience: {perceived: 7}, end: helped}}",
     "feelings"),
    ("steps: {a: {customer: x, next: [{to: b, when: 'yes'}, {to: c, when: 'no'}]}, b: {customer: y, end: helped}, "
     "c: {customer: z, end: refused}}", "ways"),
    ("steps: {a: {customer: x, next: [b (80%), c (rest)]}, b: {customer: y, end: helped}, c: {customer: z, end: refused}}",
     "share"),
    ("steps: {a: {customer: x, next: [b (80%), c]}, b: {customer: y, end: helped}, c: {customer: z, end: refused}}", "share"),
    ("steps: {a: {customer: x, frontstage: f, channel: phone, because: the law, next: b}, b: {customer: y, end: helped}}",
     "channel"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), FORMS, ids=[name for _, name in FORMS])
def test_a_short_form_says_the_same_when_it_is_written_out_as_json(text: str, name: str):
    blueprint = read(text)
    again = Blueprint.model_validate_json(blueprint.model_dump_json())
    assert again == blueprint
    first, second = (sorted(str(d.message) for d in check_blueprint(one).diagnostics) for one in (blueprint, again))
    assert first == second
    from_file = check_source(blueprint.model_dump_json(by_alias=True, exclude_defaults=False), "a.json")
    assert from_file.blueprint == blueprint


def test_items_of_a_list_are_never_merged():
    blueprint = read("personas: [{name: 'Anna, 81', share: 40%}, {name: 'Bob, 24', share: 60%}]\n" + STEPS)
    assert {key: persona.share for key, persona in blueprint.personas.items()} == {"Anna, 81": 0.4, "Bob, 24": 0.6}
    assert str(blueprint.personas["Bob, 24"].at("share")) == "a.yaml:3:69"
    ways = read("steps: {a: {customer: x, next: [{to: b, when: 'yes'}, {to: c, when: 'no'}]}, b: {customer: y, end: helped},"
                " c: {customer: z, end: refused}}").steps["a"].next  # fmt: skip
    assert {key: flow.when for key, flow in ways.items()} == {"b": "yes", "c": "no"}


def test_steps_of_a_list_lead_to_the_next_unless_they_say_otherwise():
    steps = read("steps:\n- {name: Ask for help, customer: x}\n- {id: wait, customer: y, next: end-it}\n"
                 "- {name: Never, customer: n, end: refused}\n- {id: end-it, customer: z, end: helped}\n").steps  # fmt: skip
    assert {key: list(step.next) for key, step in steps.items()} == {
        "ask-for-help": ["wait"], "wait": ["end-it"], "never": [], "end-it": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("personas: [{share: 40%, context: x}, {name: B}]\nsteps: {}", ["3:12 an item of this list does not say what it is called"]),
        ("personas: [{name: A}, {name: A, share: 1%}]\nsteps: {}", ['3:23 two items of this list are called "A"']),
        ("steps: {a: {customer: x, next: [{when: y, share: 1%}, b]}, b: {end: helped}}",
         ["3:33 an item of this list does not say what it is called"]),
        ("steps: {a: {customer: x, next: [{to: b, when: y}, {to: b, when: z}]}, b: {end: helped}}",
         ['3:51 two items of this list are called "b"']),
        ("steps: [a, {id: b, end: helped}]", ["3:9 an item of this list does not say what it is called"]),
        ("personas:\n- {name: Anna, shar: 40%}\nsteps: {}", ['4:16 "shar" is not a word that can stand here']),
        ("steps:\n- {id: a, customer: x, end: soon}\n", ['4:29 "soon" is not one of the words that "end" knows']),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_list_is_said_at_its_item(text: str, expected: list[str]):
    assert said(text) == expected


def test_python_reads_lists_as_a_file_does_and_merges_nothing():
    made = Blueprint.model_validate({"personas": [{"name": "Anna", "share": "40%"}, {"id": "b", "name": "Bob"}]})
    assert {key: persona.name for key, persona in made.personas.items()} == {"Anna": "Anna", "b": "Bob"}
    with pytest.raises(ValueError, match="two items"):
        Blueprint.model_validate({"personas": [{"name": "Anna"}, {"name": "Anna"}]})


def test_a_name_stands_for_the_one_thing_that_has_it():
    blueprint = read(
        "phases: {open: Open an account, use: Use it}\nchannels: {tel: {name: Telephone}}\nsystems: {crm: {name: The CRM}}\n"
        "actors: {desk: {name: Service desk, lane: frontstage}}\nsources: {talks: {name: Ten talks}}\n"
        "personas: {p: {name: Anna, prefers: [Telephone], heard: Ten talks}}\n"
        "steps:\n  a: {name: Ask, phase: open an Account, customer: x, frontstage: {by: Service desk, does: y}, "
        "channel: telephone, uses: The CRM, heard: Ten talks, next: Get it}\n"
        "  b: {name: Get it, phase: use, customer: z, experience: {Anna: {perceived: 7}}, end: helped}\n"
    )  # fmt: skip
    step = blueprint.steps["a"]
    assert (step.phase, step.channel, step.uses, step.heard, list(step.next)) == (
        "open",
        ("tel",),
        ("crm",),
        ("talks",),
        ["b"],
    )
    assert step.frontstage[0].by == "desk"
    assert list(blueprint.steps["b"].experience) == ["p"]
    assert blueprint.personas["p"].prefers == ("tel",)


def test_a_channel_that_nobody_defined_is_one_unless_it_is_a_slip_of_the_keyboard():
    text = "channels: {telephone: {open: always}}\nsteps:\n  a: {customer: x, channel: post, next: b}\n"
    assert list(read(text + "  b: {customer: y, end: helped}").channels) == ["telephone", "post"]
    found = check_source(
        HEAD + text.replace("post", "telefone") + "  b: {customer: y, end: helped}", "a.yaml"
    ).diagnostics
    assert [str(one.help) for one in found if one.code.name == "unknown-reference"] == ['did you mean "telephone"?']


@pytest.mark.parametrize(
    ("text", "emotions"),
    [
        ("emotion: -2", {"everyone": -2}), ("emotie: '-1'", {"everyone": -1}), ("feeling: 1", {"everyone": 1}),
        ("mood: 2, experience: {p: {emotion: 0}}", {"p": 0, "everyone": 2}), ("experience: -2", {"everyone": -2}),
        ("experience: {emotion: -2}", {"everyone": -2}), ("experience: {p: 1, staff: -1}", {"p": 1, "staff": -1}),
    ],
)  # fmt: skip
def test_a_feeling_may_be_written_on_the_step(text: str, emotions: dict[str, float]):
    step = read(f"personas: {{p: P}}\nsteps: {{a: {{customer: x, {text}, end: helped}}}}").steps["a"]
    assert {key: rating.emotion for key, rating in step.experience.items()} == emotions


def test_a_feeling_that_is_off_the_scale_is_said_where_it_is_written():
    assert said("steps: {a: {customer: x, mood: 5, end: helped}}") == ["3:32 5 is outside the allowed range"]


@pytest.mark.parametrize(
    ("written", "code"),
    [("Nederlands", "nl"), ("Dutch", "nl"), ("English", "en"), ("Engels", "en"), ("nl-BE", "nl-BE")],
)
def test_a_language_may_be_called_by_its_name(written: str, code: str):
    assert read(f"language: {written}\nsteps: {{}}").language == code


def test_who_writes_dutch_words_is_spoken_to_in_dutch():
    dutch = check_source("journeymap: 1\ntitel: T\nstappen: {a: {klant: x, einde: geholpen}}\n", "a.yaml")
    english = check_source("journeymap: 1\ntitle: T\nsteps: {a: {user: x, outcome: helped}}\n", "a.yaml")
    assert (dutch.language, english.language) == ("nl", "en")
    assert [one.code.name for one in dutch.diagnostics if one.severity == "error"] == ["unknown-key"] * 4
