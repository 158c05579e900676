"""How shares divide customers: at a choice, among fail points, over personas and over beginnings."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.graph import connect
from journeymap.graph.shares import divide
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_source

HEAD = "journeymap: 1\ntitle: t\nsteps:\n"
ENDS = "  yes: {customer: Is helped, end: helped}\n  no: {customer: Leaves, end: gave-up}\n"


def findings(result) -> list[str]:
    return [one.code.name for one in result.diagnostics if one.code.name.startswith("shares")]


def outcomes(result, persona: str = "everyone") -> dict[str, float]:
    chain = result.graph.chain(persona)
    return {**{kind: share for kind, share in chain.outcomes.items() if share}, "stranded": chain.stranded}


@pytest.mark.parametrize(
    ("starts", "helped", "said"),
    [
        pytest.param({"web": "30%", "desk": "true"}, 0.3, [], id="true is the rest"),
        pytest.param({"web": "true", "desk": "30%"}, 0.7, [], id="whichever comes first"),
        pytest.param({"web": "true", "desk": "true"}, 0.5, [], id="two that say true divide the rest"),
        pytest.param({"web": "0%", "desk": "true"}, 0.0, [], id="nobody begins at 0 %"),
        pytest.param({"web": "0%", "desk": None}, 0.0, [], id="0 % is said, so the rest begins elsewhere"),
        pytest.param({"web": "30%", "desk": None}, 0.3, [], id="the rest where nothing leads to"),
        pytest.param({"web": "1%", "desk": None}, 0.01, [], id="a small share is small"),
        pytest.param({"web": "false", "desk": None}, 0.0, [], id="false is nobody"),
        pytest.param({"web": "100%", "desk": "0%"}, 1.0, [], id="all and nobody"),
        pytest.param({"web": None, "desk": None}, 0.5, [], id="nothing said: equal parts"),
        pytest.param({"web": "33.3%", "desk": "66.6%"}, 1 / 3, [], id="rounded"),
        pytest.param({"web": "30%", "desk": "30%"}, 0.3, ["shares-under-one"], id="under one"),
        pytest.param({"web": "80%", "desk": "80%"}, 0.5, ["shares-over-one"], id="over one"),
        pytest.param({"web": "100%", "desk": "100%"}, 0.5, ["shares-over-one"], id="twice all"),
    ],
)
def test_journeys_begin_where_the_starts_say(starts: dict[str, str | None], helped: float, said: list[str]):
    def step(name: str, target: str) -> str:
        start = "" if starts[name] is None else f"start: {starts[name]}, "
        return f"  {name}: {{customer: Begins, frontstage: Answers, {start}next: {target}}}\n"

    result = check_source(HEAD + step("web", "yes") + step("desk", "no") + ENDS, "t.yaml")
    assert outcomes(result)["helped"] if helped else True
    assert result.graph.chain("everyone").outcomes["helped"] == pytest.approx(helped)
    assert findings(result) == said


def test_who_begins_nowhere_is_stranded_and_it_is_said_how_many():
    text = HEAD + "  web: {customer: A, start: 30%, next: yes}\n  desk: {customer: B, start: 30%, next: no}\n" + ENDS
    result = check_source(text, "t.yaml")
    assert outcomes(result) == pytest.approx({"helped": 0.3, "gave-up": 0.3, "stranded": 0.4})
    (said,) = [one for one in result.diagnostics if one.code.name == "shares-under-one"]
    assert str(said.message) == "40% of the customers begin nowhere"
    assert said.witness == ("web", "desk")


def test_a_step_that_python_starts_with_nothing_begins_no_journey():
    steps = {"a": {"customer": "x", "start": 0.0, "next": "b"}, "c": {"customer": "y", "next": "b"}, "b": {}}
    assert connect(Blueprint.model_validate({"steps": steps})).topology.weights == [0, 1, 0]


def test_a_start_survives_being_written_as_json():
    steps = {"a": {"start": True}, "b": {"start": 1.0}, "c": {"start": "30%"}, "d": {"start": False}}
    blueprint = Blueprint.model_validate({"steps": steps})
    again = Blueprint.model_validate_json(blueprint.model_dump_json())
    assert again == blueprint
    assert [step.start for step in again.steps.values()] == [True, 1.0, 0.3, 0.0]
    assert [type(step.start) for step in again.steps.values()] == [bool, float, float, float]


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (("30%", "30%"), ["shares-under-one"]),
        (("60%", "60%"), ["shares-over-one"]),
        (("33%", "66.6%"), []),
        (("30%", None), []),
    ],
)
def test_personas_add_up_as_the_ways_of_a_choice_do(shares: tuple[str, str | None], said: list[str]):
    first, second = (f"{{share: {share}}}" if share else "{}" for share in shares)
    text = f"journeymap: 1\ntitle: t\npersonas: {{p: {first}, q: {second}}}\nsteps:\n" + ENDS
    result = check_source(text, "t.yaml")
    assert findings(result) == said
    assert sum(result.graph.personas.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("ways", "fails", "ends", "expected", "said"),
    [
        pytest.param([0.7, 0.2], [0.1], False, ([0.7, 0.2], [0.1], 0), "", id="of all"),
        pytest.param([0.7, 0.3], [0.1], False, ([0.63, 0.27], [0.1], 0), "", id="of those for whom nothing fails"),
        pytest.param([0.5, 0.1], [0.2, 0.2], False, ([0.5, 0.1], [0.2, 0.2], 0), "", id="of all, two fail points"),
        pytest.param([0.7, None], [0.1], False, ([0.63, 0.27], [0.1], 0), "", id="with a rest"),
        pytest.param([0.7], [0.1], True, ([0.63], [0.1], 0.27), "", id="with an end"),
        pytest.param([None], [0.1], False, ([0.9], [0.1], 0), "", id="a single way"),
        pytest.param([0.333] * 3, [], False, ([1 / 3] * 3, [], 0), "", id="three times 33.3 %"),
        pytest.param([0.33] * 3, [], False, ([1 / 3] * 3, [], 0), "", id="three times 33 %"),
        pytest.param([0.166] * 6, [], False, ([1 / 6] * 6, [], 0), "", id="six times 16.6 %"),
        pytest.param([0.34, 0.34, 0.33], [], False, ([34 / 101, 34 / 101, 33 / 101], [], 0), "", id="rounded up"),
        pytest.param([0.6, 0.299], [0.1], False, ([0.6 / 0.999, 0.299 / 0.999], [0.1 / 0.999], 0), "", id="round"),
        pytest.param([0.995], [], False, ([1], [], 0), "", id="one way rounded"),
        pytest.param([0.7, 0.2], [], False, ([0.7, 0.2], [], 0.1), "under", id="under"),
        pytest.param([0.6, 0.2], [0.1], False, ([0.6, 0.2], [0.1], 0.1), "under", id="under both, nearer to all"),
        pytest.param([0.7, 0.2], [0.3], False, ([0.49, 0.14], [0.3], 0.07), "under", id="under, over together"),
        pytest.param([0.7, 0.25], [0.06], False, ([0.7 / 1.01, 0.25 / 1.01], [0.06 / 1.01], 0), "", id="all, rounded"),
        pytest.param([0.8, 0.4], [], False, ([2 / 3, 1 / 3], [], 0), "over", id="over"),
        pytest.param([1.0], [0.6, 0.6], False, ([0], [0.5, 0.5], 0), "failing", id="fail points over"),
        pytest.param([], [0.6], False, ([], [0.6], 0.4), "under", id="only fail points"),
        pytest.param([], [0.6], True, ([], [0.6], 0.4), "", id="only fail points at an end"),
        pytest.param([], [0.5, 0.5], False, ([], [0.5, 0.5], 0), "", id="fail points for all"),
        pytest.param([0.4, 0.6], [None], False, ([0.4, 0.6], [0], 0), "", id="a fail point without a share"),
    ],
)  # fmt: skip
def test_a_choice_divides_its_customers(ways, fails, ends, expected, said):
    found = divide(ways, fails, ends=ends)
    assert found.ways == pytest.approx(expected[0])
    assert found.fails == pytest.approx(expected[1])
    assert found.rest == pytest.approx(expected[2])
    assert [name for name in ("over", "under") if getattr(found, name)] == ([said] if said in ("over", "under") else [])
    assert bool(found.failing_over) == (said == "failing")


@given(
    st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=5),
    st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=3),
    st.booleans(),
)
def test_nobody_is_lost_or_counted_twice_at_a_choice(ways, fails, ends):
    found = divide(ways, fails, ends=ends)
    parts = [*found.ways, *found.fails, found.rest]
    assert all(0 <= part <= 1 + 1e-9 for part in parts)
    assert sum(parts) == pytest.approx(1)
    if found.rest and not ends:
        assert found.under


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_stated_every_customer_ends_somewhere_or_it_is_said(seed: int):
    rng = random.Random(seed)

    def share() -> str:
        return f"{rng.choice([0, 5, 10, 20, 33, 33.3, 40, 50, 60, 100])}%"

    targets = ["b", "c", "yes", "no"]
    steps = []
    for name in ("a", "b", "c"):
        start = rng.choice(["", "", f"start: {share()}, ", "start: true, "])
        ways = rng.sample(targets, rng.randint(1, 3))
        following = ", ".join(f"{way}: {share() if rng.random() < 0.7 else ''}" for way in ways if way != name)
        fails = ", ".join(
            f"{{what: f{place}, share: {share()}, recover: {rng.choice(['yes', 'no'])}}}"
            for place in range(rng.choice([0, 0, 1, 2]))
        )
        steps.append(f"  {name}: {{customer: A, {start}fails: [{fails}], next: {{{following or 'yes: '}}}}}\n")
    text = HEAD + "".join(steps) + ENDS
    result = check_source(text, "t.yaml")
    chain = result.graph.chain("everyone")
    whole = sum(chain.outcomes.values()) + chain.stranded
    if result.graph.topology.starts:
        assert whole == pytest.approx(1)
    said = {one.code.name for one in result.diagnostics if str(one.severity) in ("error", "warning")}
    if chain.beginless or any(chain.journey.states[step] for step in chain.unaccounted):
        assert said & {"shares-under-one", "empty-choice", "dead-end"}, text


def test_the_shares_of_a_published_funnel_stay_as_they_are():
    found = divide([27 / 33, 6 / 33])
    assert found.ways == (pytest.approx(27 / 33, rel=1e-15), pytest.approx(6 / 33, rel=1e-15))
    assert Fraction(found.stated).limit_denominator(1000) == 1


@pytest.mark.parametrize("seed", range(60))
def test_of_every_persona_each_customer_ends_somewhere_or_it_is_said(seed: int):
    """Shares in every form: of personas, per persona on a way, of starts, and of fail points."""
    rng = random.Random(seed)

    def share() -> str:
        part = rng.choice([0, 5, 10, 20, 25, 33.3, 40, 50, 60, 100])
        return rng.choice([f"{part}%", f"{part / 100:g}", f"{part} of 100", f'"{part} op 100"'])

    def per_persona() -> str:
        told = rng.sample(["p", "q", "r"], rng.randint(1, 3))
        return rng.choice([share(), f"{{{', '.join(f'{name}: {share()}' for name in told)}}}", "rest", "", ""])

    personas = ", ".join(f"{name}: {{share: {share()}}}" if rng.random() < 0.6 else f"{name}: {{}}" for name in "pqr")
    steps = []
    for name in ("a", "b", "c"):
        start = rng.choice(["", f"start: {share()}, ", "start: true, "])
        targets = rng.sample([way for way in ("b", "c", "yes", "no") if way != name], rng.randint(1, 3))
        ways = ", ".join(f"{way}: {{share: {part}}}" if (part := per_persona()) else f"{way}: {{}}" for way in targets)
        fails = f"{{what: f, share: {share()}, recover: yes}}" if rng.random() < 0.3 else ""
        steps.append(f"  {name}: {{customer: A, {start}fails: [{fails}], next: {{{ways}}}}}\n")
    text = HEAD.replace("steps:\n", f"personas: {{{personas}}}\nsteps:\n") + "".join(steps) + ENDS
    result = check_source(text, "t.yaml")
    said = {one.code.name for one in result.diagnostics if str(one.severity) in ("error", "warning")}
    whole = sum(result.graph.personas.values())
    assert whole == pytest.approx(1), text
    stated = [persona.share for persona in result.blueprint.personas.values()]
    if None not in stated and sum(stated) != pytest.approx(1, abs=0.01):
        assert said & {"shares-under-one", "shares-over-one"}, text
    for persona in result.graph.personas:
        chain = result.graph.chain(persona)
        ended = sum(chain.outcomes.values()) + chain.stranded
        assert not result.graph.topology.starts or ended == pytest.approx(1), text
        if chain.beginless or any(chain.journey.states[step] for step in chain.unaccounted):
            assert said & {"shares-under-one", "empty-choice", "dead-end"}, text
