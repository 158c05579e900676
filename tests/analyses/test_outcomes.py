"""Where journeys end: published and hand-worked figures, and exact fractions on random journeys."""

from __future__ import annotations

import pytest
from journeys import APPEAL, CIRCLE, DEAD_END, FUNNEL, PERMIT, exact_visits, graph, of, random_journey

from journeymap.analyses.outcomes import ANALYSIS


def test_of_a_hundred_applications_eighty_get_a_permit():
    found = of(ANALYSIS, PERMIT)
    assert found.helped.mean == pytest.approx(0.8, rel=1e-12)
    assert found.kinds["refused"].mean == pytest.approx(0.2, rel=1e-12)
    assert found.by_persona["everyone"].visits["check"] == pytest.approx(1 / 0.7, rel=1e-12)


def test_with_an_appeal_the_chance_of_a_permit_is_twenty_in_twenty_three():
    # P = 0.8 + 0.2 * 0.4 * P, so P = 0.8 / 0.92 = 20 / 23 = 0.869565...
    assert of(ANALYSIS, APPEAL).helped.mean == pytest.approx(20 / 23, rel=1e-12)


def test_an_appeal_after_a_formal_refusal_gives_the_same():
    # The letter ends the journey as a refusal, and 40 % go on from it: ending there is the rest of the choice.
    text = (
        PERMIT.replace("end: refused", "end: refused, next: {appeal: 40%}") + "  appeal: {customer: A, next: assess}\n"
    )
    found = of(ANALYSIS, text)
    assert found.helped.mean == pytest.approx(20 / 23, rel=1e-12)
    assert found.ends["letter"].mean == pytest.approx(3 / 23, rel=1e-12)
    assert found.stranded.mean == 0


def test_going_on_from_an_end_without_a_share_splits_evenly_with_ending_there():
    found = of(
        ANALYSIS, "steps:\n  no: {customer: x, start: true, end: refused, next: yes}\n  yes: {customer: y, end: helped}"
    )
    assert (found.helped.mean, found.kinds["refused"].mean) == (0.5, 0.5)


def test_the_published_funnel_helps_seventeen_of_thirty_three():
    # Kobialka et al. 2022: 33 users, 6, 3, 3 and 4 lost.
    found = of(ANALYSIS, FUNNEL)
    assert found.helped.mean == pytest.approx(17 / 33, rel=1e-12)
    assert found.kinds["gave-up"].mean == pytest.approx(16 / 33, rel=1e-12)


def test_a_letter_with_no_next_step_strands_one_in_five():
    found = of(ANALYSIS, DEAD_END).by_persona["everyone"]
    assert found.helped == pytest.approx(0.8)
    assert found.dead_ends == {"letter": pytest.approx(0.2)}
    assert found.stranded == pytest.approx(0.2)


def test_a_circle_that_nothing_leaves_strands_who_comes_into_it():
    found = of(ANALYSIS, CIRCLE).by_persona["everyone"]
    ((circle, mass),) = found.livelocks
    assert set(circle) == {"letter", "desk"}
    assert mass == pytest.approx(0.2)
    assert found.visits["desk"] == float("inf")
    assert found.dead_ends == {}


def test_shares_under_one_strand_what_is_missing():
    text = "steps:\n  a: {customer: x, next: {b: 60%, c: 30%}}\n  b: {customer: y, end: helped}\n"
    found = of(ANALYSIS, text + "  c: {customer: z, end: refused}")
    persona = found.by_persona["everyone"]
    assert persona.unaccounted == {"a": pytest.approx(0.1)}
    assert persona.stranded == pytest.approx(0.1)


PERSONAS = """
personas: {phones: {share: 75%}, writes: {share: 25%}}
steps:
  ask:  {customer: Asks, next: {call: {share: {phones: 100%, writes: 0%}}, mail: {share: {phones: 0%, writes: 100%}}}}
  call: {customer: Calls, end: helped}
  mail: {customer: Writes}
"""


def test_a_persona_may_run_into_a_dead_end_where_the_others_do_not():
    found = of(ANALYSIS, PERSONAS)
    assert found.by_persona["phones"].kinds["helped"] == 1
    assert found.by_persona["writes"].dead_ends == {"mail": 1.0}
    assert found.helped.mean == pytest.approx(0.75)
    assert found.helped.lowest == ("writes", 0.0)
    assert found.stranded.highest == ("writes", 1.0)


def test_what_a_step_starts_is_done_without_being_passed():
    found = of(
        ANALYSIS,
        "steps:\n  a: {customer: x, start: true, starts: [side], next: b}\n  side: {backstage: y, next: more}\n"
        "  more: {backstage: z}\n  b: {customer: w, end: helped}",
    ).by_persona["everyone"]
    assert found.stranded == 0
    assert found.visits["side"] == 0
    assert (found.done["side"], found.done["more"], found.done["b"]) == (1, 1, 1)


def test_stated_shares_without_a_source_are_assumptions():
    assert of(ANALYSIS, PERMIT).helped.basis.assumed_share == 1
    heard = PERMIT.replace("journeymap: 1", "journeymap: 1\nsources: {counts: {n: 100}}").replace(
        "next: {papers", "heard: counts, next: {papers"
    )
    # Two shares of four are sourced.
    assert of(ANALYSIS, heard).helped.basis.assumed_share == 0.5


def test_an_even_split_that_nobody_stated_is_an_assumption():
    text = "steps:\n  a: {customer: x, next: [b, c]}\n  b: {customer: y, end: helped}\n  c: {customer: z, end: refused}"
    found = of(ANALYSIS, text)
    assert found.helped.mean == 0.5
    assert (found.helped.basis.statements, found.helped.basis.assumed) == (1, 1)


@pytest.mark.parametrize("seed", range(150))
def test_visits_and_stranded_mass_agree_with_exact_fractions(seed: int):
    journey = random_journey(seed)
    visits, stranded = exact_visits(graph(journey))
    found = of(ANALYSIS, journey).by_persona["everyone"]
    assert found.stranded == pytest.approx(float(stranded), rel=1e-12, abs=1e-15)
    for step, exact in visits.items():
        assert found.visits[step] == pytest.approx(float(exact), rel=1e-12)
    assert sum(found.kinds.values()) == pytest.approx(1, rel=1e-12)


HALF_FORGOTTEN = """
steps:
  ask:    {customer: Asks, next: {order: 25%, forget: 75%}}
  order:  {frontstage: Takes the order, starts: [bake], next: eat}
  forget: {frontstage: Forgets the order, next: eat}
  bake:   {backstage: Bakes, takes: 1 h}
  eat:    {customer: Eats, needs: [bake], end: helped}
"""


def test_who_waits_for_ever_for_what_was_never_begun_is_stranded_and_not_helped():
    found = of(ANALYSIS, HALF_FORGOTTEN).by_persona["everyone"]
    error = (0.25 * 0.75 / 20_000) ** 0.5
    assert abs(found.helped - 0.25) < 4 * error
    assert found.stranded == pytest.approx(1 - found.helped)
    assert (found.waits, found.waits_at) == (pytest.approx(found.stranded), ("eat",))
    assert found.ends == {"eat": pytest.approx(found.helped)}


def test_a_join_that_every_way_fulfils_leaves_the_exact_figures():
    found = of(ANALYSIS, HALF_FORGOTTEN.replace("Forgets the order", "Orders late, starts: [bake]"))
    assert found.helped.mean == 1
    assert found.by_persona["everyone"].waits == 0


def branches(missed: str) -> str:
    """So much work beside the path, each piece of which may come to nothing, that no one can look at all situations."""
    numbers = range(18)
    lines = [f"  w{at}: {{backstage: W, next: {{d{at}: rest, e{at}: {missed}}}}}" for at in numbers]
    lines += [f"  {name}{at}: {{backstage: D}}" for name in "de" for at in numbers]
    begun, awaited = (", ".join(f"{name}{at}" for at in numbers) for name in "wd")
    ask = f"  ask: {{customer: Asks, starts: [{begun}], next: get}}"
    return "\n".join(["steps:", ask, *lines, f"  get: {{customer: Gets, needs: [{awaited}], end: helped}}"])


def test_what_was_only_drawn_says_its_error():
    found = of(ANALYSIS, branches("1%")).by_persona["everyone"]
    assert found.errors["helped"] == found.errors["stranded"] > 0
    assert abs(found.helped - 0.99**18) < 4 * found.errors["helped"]
    assert found.errors["refused"] == 0


def test_what_all_journeys_do_that_were_drawn_is_not_called_exact():
    # One in 55,556 waits for ever: none of those that are drawn.
    found = of(ANALYSIS, branches("0.0001%")).by_persona["everyone"]
    assert (found.helped, found.waits) == (1, 0)
    assert found.errors["helped"] == found.errors["stranded"] >= 1 / 20_000
    assert found.errors["refused"] == 0
