"""One thing changed in a blueprint, and what that does to all figures."""

from __future__ import annotations

import pytest

from journeymap import syntax
from journeymap.analyses import outcomes
from journeymap.analysis import Facts
from journeymap.compiler import compile_blueprint
from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint
from journeymap.what_if import apply_changes

TEXT = """
journeymap: 1
personas: {anna: {share: 50%, available: Mo-Fr 18:00-22:00}, bert: {share: 50%}}
channels: {phone: {name: Phone, open: Mo-Fr 09:00-17:00}}
sources: {talks: {n: 3}}
steps:
  call:
    customer: Calls
    frontstage: Answers
    channel: phone
    takes: 5 min
    wait: 10 min
    asks: [name, address]
    fails: [{what: Nobody answers, share: 10%}]
    experience: {everyone: {desired: 9, perceived: 5, expected: 5}}
    next:
      plan: {share: 70%, when: can be done}
      no:   {share: {everyone: 20%, bert: 25%}}
      stop: {share: {everyone: 10%, bert: 5%}}
  plan: {customer: Agrees, frontstage: Plans, end: helped}
  no: {customer: Hears no, end: refused}
  stop: {customer: Hangs up, end: gave-up}
"""


def blueprint() -> Blueprint:
    parsed = syntax.parse(TEXT, "journey.yaml")
    found, problems = compile_blueprint(parsed.node)
    assert found is not None
    assert not problems
    return found


def change(*settings: str) -> Blueprint:
    applied = apply_changes(blueprint(), settings)
    assert applied.problems == ()
    assert applied.blueprint is not None
    return applied.blueprint


def problems(*settings: str) -> list[tuple[str, str, str]]:
    applied = apply_changes(blueprint(), settings)
    assert applied.blueprint is None
    return [(str(found.span), str(found.message), str(found.help)) for found in applied.problems]


def test_a_field_of_a_step_is_changed_and_the_rest_stays():
    before = blueprint()
    applied = apply_changes(before, ["call.wait=1 min"])
    assert applied.blueprint.steps["call"].wait.mean == 1
    assert applied.blueprint.steps["call"].takes == before.steps["call"].takes
    assert applied.blueprint.steps["plan"] is before.steps["plan"]
    assert before.steps["call"].wait.mean == 10
    (made,) = applied.changes
    assert (made.path, str(made.before), str(made.after)) == ("steps.call.wait", "10 min", "1 min")


def test_a_changed_step_still_knows_where_it_stands():
    assert change("call.wait=1 min").steps["call"].at("takes").line == 11


def test_words_of_the_file_can_be_changed_too():
    changed = change("channels.phone.open=Mo-Fr 08:00-20:00", "personas.anna.share=80%", "calendar=NL")
    assert changed.channels["phone"].open == "Mo-Fr 08:00-20:00"
    assert changed.personas["anna"].share == 0.8
    assert changed.calendar == "NL"


def test_what_is_not_there_yet_can_be_set():
    changed = change("call.because.serves=customer", "plan.experience.anna.perceived=9", "call.burden.letter=2")
    assert changed.steps["call"].because.serves == "customer"
    assert changed.steps["plan"].experience["anna"].perceived == 9
    assert changed.steps["call"].burden == {"letter": 2}


def test_an_empty_value_takes_a_field_away():
    changed = change("call.wait=", "call.asks=[name]")
    assert changed.steps["call"].wait is None
    assert changed.steps["call"].asks == ("name",)


def test_an_item_of_a_list_goes_by_its_number():
    assert change("call.fails.1.share=2%").steps["call"].fails[0].share == 0.02


def test_the_other_ways_of_a_choice_share_what_is_left():
    applied = apply_changes(blueprint(), ["call.next.plan.share=85%"])
    shares = {target: flow.share for target, flow in applied.blueprint.steps["call"].next.items()}
    # 20 and 10 keep their proportion within 15; Bert's 25 and 5 within his.
    assert shares["no"] == {"everyone": pytest.approx(0.10), "bert": pytest.approx(0.125)}
    assert shares["stop"] == {"everyone": pytest.approx(0.05), "bert": pytest.approx(0.025)}
    assert [change.asked for change in applied.changes] == [True, False, False, False, False]
    facts = Facts(connect(applied.blueprint))
    assert facts.of(outcomes.ANALYSIS).helped.by_persona == {"anna": pytest.approx(0.85), "bert": pytest.approx(0.85)}


def test_the_share_of_one_persona_moves_only_its_own():
    shares = {target: flow.share for target, flow in change("call.next.no.share.bert=10%").steps["call"].next.items()}
    assert shares["no"] == {"everyone": 0.2, "bert": 0.1}
    assert shares["stop"] == {"everyone": 0.1, "bert": pytest.approx(0.2)}


def test_the_other_personas_share_what_is_left():
    changed = apply_changes(blueprint(), ["personas.anna.share=80%"])
    assert {name: persona.share for name, persona in changed.blueprint.personas.items()} == {
        "anna": 0.8,
        "bert": pytest.approx(0.2),
    }
    assert [(one.path, one.before, one.after, one.asked) for one in changed.changes] == [
        ("personas.anna.share", 0.5, 0.8, True),
        ("personas.bert.share", 0.5, pytest.approx(0.2), False),
    ]


def test_where_journeys_begin_adds_up_too():
    found = change("call.start=true", "plan.start=25%")
    assert (found.steps["call"].start, found.steps["plan"].start) == (True, 0.25)
    again = apply_changes(found, ["plan.start=40%"]).blueprint
    assert (again.steps["call"].start, again.steps["plan"].start) == (True, 0.4)


def test_several_shares_of_one_choice_may_be_set_at_once():
    changed = change("call.next.plan=60%", "call.next.no=30%")
    shares = {target: flow.share["everyone"] for target, flow in changed.steps["call"].next.items()}
    assert shares == {"plan": 0.6, "no": 0.3, "stop": pytest.approx(0.1)}


@pytest.mark.parametrize(
    ("setting", "place", "message", "remedy"),
    [
        ("cal.wait=1 min", "--set:1:1", 'this file has no step and no word "cal"', 'did you mean "call"?'),
        ("call.wiat=1 min", "--set:1:6", 'there is no "wiat" in call', 'did you mean "wait"?'),
        ("call.wait=soon", "--set:1:11", '"soon" is not a length of time', None),
        ("channels.fone.open=24/7", "--set:1:10", 'there is no "fone" in channels', 'did you mean "phone"?'),
        ("call.next.plna.share=1%", "--set:1:11", 'there is no "plna" in call.next', 'did you mean "plan"?'),
        (
            "call.next.no.share.bart=1%",
            "--set:1:20",
            'there is no "bart" in call.next.no.share',
            'did you mean "bert"?',
        ),
        ("call.channel=fone", "--set:1:14", 'this file has no channel "fone"', 'did you mean "phone"?'),
        ("call.phase=start", "--set:1:12", 'this file has no phase "start"', 'define a phase under "phases"'),
        ("call.heard=talk", "--set:1:12", 'this file has no source "talk"', 'did you mean "talks"?'),
        ("call.uses=[crm]", "--set:1:11", 'this file has no system or step "crm"', None),
        ("personas.anna.prefers=fone", "--set:1:23", 'this file has no channel "fone"', 'did you mean "phone"?'),
        ("scale=1-5", "--set:1:7", "9 is not on the scale of this file, 1 to 5", None),
        ("scale=high", "--set:1:7", '"high" is not a scale', 'write the lowest and the highest rating, such as "0-10"'),
        ("call.experience.everyone.desired=99", "--set:1:34", "99 is not on the scale of this file, 0 to 10", None),
        ("call.fails=5%", "--set:1:6", '"fails" is a list; say which of them', None),
        ("steps=", "--set:1:1", '"steps" holds all steps; say which of them', "known here: call, plan, no, stop"),
        (
            "relates.mirrors=a.yaml",
            "--set:1:1",
            'what "relates" names is read from files, and cannot be set here',
            None,
        ),
        ("call.fails.7.share=1%", "--set:1:12", '"fails" is a list; say which of them', None),
        ("call.wait.x=1", "--set:1:11", '"wait" is one value, and nothing lies inside it', "None"),
        ("call.because.serve=x", "--set:1:14", '"serve" is not a word that can stand here', 'did you mean "serves"?'),
        ("call.wait", "--set:1:1", '"call.wait" does not say what becomes what', None),
        ("call.next.no.share=130%", "--set:1:20", '"130%" is not between 0% and 100%', None),
    ],
)
def test_what_cannot_be_changed_is_said_at_its_place(setting: str, place: str, message: str, remedy: str | None):
    ((where, what, help_),) = problems(setting)
    assert (where, what) == (place, message)
    assert remedy is None or help_ == remedy


def test_a_scale_can_be_changed_together_with_the_ratings_on_it():
    ratings = [f"call.experience.everyone.{word}=4" for word in ("desired", "perceived", "expected")]
    assert str(change("scale=1-5", *ratings).scale) == "1 to 5"


def test_the_plain_value_of_an_arrow_is_its_share_and_its_condition_stays():
    flow = change("call.next.plan=80%").steps["call"].next["plan"]
    assert flow.share == {"everyone": 0.8}
    assert flow.when == "can be done"


def test_what_was_wrong_in_the_file_before_is_no_fault_of_a_setting():
    wrong = Blueprint.model_validate({"steps": {"a": {"customer": "x", "channel": "fone", "wait": "1 min"}}})
    assert apply_changes(wrong, ["a.wait=2 min"]).problems == ()


def test_all_settings_are_looked_at_before_any_is_refused():
    assert [where for where, _, _ in problems("call.wait=soon", "call.takes=1 min", "cal.x=1")] == [
        "--set:1:11",
        "--set:3:1",
    ]
