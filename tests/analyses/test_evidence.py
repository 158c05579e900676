"""What rests on a source and what does not."""

from __future__ import annotations

from datetime import date

import pytest
from journeys import of

from journeymap.analyses.evidence import ANALYSIS, months_between
from journeymap.graph import connect
from journeymap.graph.evidence import NOTHING, Basis
from journeymap.model.blueprint import Blueprint

HEARD = """
reviewed: 2026-09-01
sources:
  talks: {kind: interview, n: 12, date: 2024-08-31}
  log:   {kind: complaints, n: 340}
personas:
  anna: {share: 50%, available: Mo-Fr 09:00-17:00, heard: talks}
  bert: {share: 50%, context: Works at night}
pains: {text: Slow, heard: log}
ideas: Faster
steps:
  ask:
    customer: Asks
    takes: 5 min
    experience:
      everyone: {desired: 9, expected: 5, perceived: 6}
      bert: {perceived: 3}
    complaints: 46 per 1000
    heard: [talks, log]
    because: {since: 2025, reason: New system}
    next: {yes: 80%, no: 20%}
  yes:
    customer: Gets it
    wait: 2 days
    pains: {text: Cold, severity: 5, heard: log}
    experience: {anna: {emotion: 1}}
    end: helped
  no:  {customer: Does not, heard: unknown-source, takes: 1 min, end: refused}
"""


def test_statements_are_counted_by_kind_and_by_step():
    found = of(ANALYSIS, HEARD)
    kinds = {kind: (basis.statements, basis.assumed) for kind, basis in found.by_kind.items()}
    assert kinds == {
        "ratings": (5, 1),
        "shares": (2, 0),
        "times": (3, 2),
        "complaints": (1, 0),
        "fails": (0, 0),
        "notes": (1, 0),
    }
    # 4 ratings, 2 shares, 1 time, 1 frequency of complaints.
    assert (found.by_step["ask"].statements, found.by_step["ask"].assumed) == (8, 0)
    assert (found.by_step["no"].statements, found.by_step["no"].assumed) == (1, 1)
    assert {name: (basis.statements, basis.assumed) for name, basis in found.by_persona.items()} == {
        "anna": (2, 0),
        "bert": (2, 2),
    }
    # 12 statements of steps, 4 of personas, 2 notes on the file as a whole.
    assert (found.total.statements, found.total.assumed) == (18, 3 + 2 + 1)


def test_sources_have_an_age_at_the_last_review_and_say_what_rests_on_them():
    talks, log = of(ANALYSIS, HEARD).sources
    assert (talks.age, talks.n, talks.steps, talks.personas) == (24, 12, ("ask",), ("anna",))
    assert talks.statements == 8 + 2
    assert log.age is None


def test_months_are_whole_months():
    assert months_between(date(2024, 8, 31), date(2026, 9, 1)) == 24
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert months_between(date(2026, 5, 1), date(2026, 1, 1)) == 0


def test_good_ratings_that_a_source_speaks_against_are_named():
    found = {(one.kind, one.step, one.persona, one.source) for one in of(ANALYSIS, HEARD).contradictions}
    assert found == {
        # Anna is said to get more than she expects where 46 in 1000 complain; Bert is not.
        ("rated-well", "ask", "anna", "log"),
        ("rated-well", "yes", "anna", "log"),
        # The interviews are from before the new system.
        ("older-than-practice", "ask", None, "talks"),
    }


def test_a_file_that_states_nothing_assumes_nothing():
    found = of(ANALYSIS, "steps:\n  a: {customer: x, end: helped}")
    assert found.total.assumed_share is None
    assert found.as_of is None


@pytest.mark.parametrize(
    ("personas", "basis"),
    [
        ({"anna": {"share": "50%", "heard": "talks"}}, NOTHING),
        ({"anna": {"share": "50%", "heard": "talks"}, "bert": {"share": "50%"}}, Basis(2, 1)),
        # The part of the only one who is silent is the rest; that of several is divided evenly, which nobody said.
        ({"anna": {"share": "50%", "heard": "talks"}, "bert": {}}, Basis(1, 0)),
        ({"anna": {"share": "50%", "heard": "talks"}, "bert": {"share": "20%"}, "c": {}, "d": {}}, Basis(3, 2)),
        ({"anna": {"heard": "talks"}, "bert": {}, "c": {}}, Basis(2, 2)),
    ],
)
def test_the_parts_of_personas_rest_on_what_is_stated_and_on_how_the_rest_is_divided(personas: dict, basis: Basis):
    sources = {"talks": {"kind": "interview", "n": 12}}
    steps = {"ask": {"customer": "Asks", "end": "helped"}}
    graph = connect(Blueprint.model_validate({"sources": sources, "personas": personas, "steps": steps}))
    assert graph.evidence.mix == basis


@pytest.mark.parametrize(
    ("begins", "basis"),
    [
        # Where nobody says where journeys begin, an even split over what nothing leads to is assumed.
        (({}, {}), Basis(1, 1)),
        (({"start": True}, {"start": True}), Basis(1, 1)),
        (({"start": "30%"}, {"start": True}), Basis(1, 0)),
        (({"start": "30%"}, {"start": "70%"}), Basis(2, 0)),
        (({"start": True}, {}), Basis(0, 0)),
    ],
)
def test_where_journeys_begin_rests_on_what_is_stated_and_on_an_even_split_of_the_rest(
    begins: tuple[dict, dict], basis: Basis
):
    first, second = begins
    steps = {
        "call": {"customer": "Calls", "heard": "talks", "next": "end", **first},
        "write": {"customer": "Writes", "heard": "talks", "next": "end", **second},
        "end": {"customer": "Is helped", "end": "helped"},
    }
    sources = {"talks": {"kind": "interview", "n": 12}}
    graph = connect(Blueprint.model_validate({"sources": sources, "steps": steps}))
    assert graph.evidence.basis(range(3), "shares") == basis
