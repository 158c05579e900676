"""What those go through who go round for ever: as endless as their time, and nothing else is."""

from __future__ import annotations

from math import inf

import pytest
from journeys import of

from journeymap.analyses import burden, economics, effort, gaps, journey_time, levers, outcomes, structure

ROUND = """
channels: {phone: {name: Phone}, desk: {name: Desk}}
actors: {clerk: {lane: frontstage}, boss: {lane: frontstage}}
personas: {ann: {share: 25%}, bea: {share: 75%}}
economics: {price: 10, rate: 1}
steps:
  ask:
    customer: Asks
    channel: phone
    takes: 5 min
    asks: [name]
    burden: {form: 1}
    experience: {everyone: {desired: 5, perceived: 4}}
    next: {wait: {share: {ann: 60%, bea: 0%}}, done: {share: {ann: 40%, bea: 100%}}}
  wait:
    customer: Calls again
    frontstage: {by: boss, does: Listens}
    channel: desk
    takes: 5 min
    asks: [number]
    burden: {home-visit: 1}
    next: told
  told:
    customer: Hears the same
    frontstage: {by: clerk, does: Says to call again}
    channel: phone
    experience: {everyone: {desired: 5, perceived: 2}}
    next: wait
  done: {customer: Is helped, frontstage: {by: clerk, does: Helps}, end: helped}
"""


def test_what_is_asked_in_a_circle_that_nothing_leaves_is_asked_without_end():
    found = of(effort.ANALYSIS, ROUND)
    for figure in (found.contacts, found.touchpoints, found.items_asked, found.channel_switches, found.hand_offs,
                   found.line_crossings, found.burden["home-visit"]):  # fmt: skip
        assert figure.by_persona["ann"] == inf
        assert figure.mean == inf
    assert found.contacts["bea"] == pytest.approx(2)
    assert found.items_asked["bea"] == pytest.approx(1)
    assert found.channel_switches["bea"] == 0
    assert found.burden["form"].by_persona == {"ann": 1, "bea": 1}


def test_what_is_not_asked_in_the_circle_comes_to_an_end():
    text = ROUND.replace("    asks: [number]\n", "").replace("channel: desk", "channel: phone")
    found = of(effort.ANALYSIS, text.replace("by: boss", "by: clerk"))
    assert found.contacts["ann"] == inf
    assert found.items_asked["ann"] == pytest.approx(1)
    assert found.channel_switches["ann"] == 0
    assert found.hand_offs["ann"] == 0


def test_who_comes_into_the_circle_meets_everybody_in_it():
    assert of(effort.ANALYSIS, ROUND).actors == ("clerk", "boss")


def test_the_part_of_contacts_caused_by_failure_is_not_told_where_contacts_have_no_end():
    found = of(effort.ANALYSIS, ROUND).failure_share
    assert found["ann"] is None
    assert found["bea"] == 0


def test_what_is_given_up_again_and_again_has_no_end_but_its_mean_is_on_the_scale():
    found = of(gaps.ANALYSIS, ROUND)
    assert found.total_sacrifice["ann"] == inf
    assert found.total_sacrifice["bea"] == pytest.approx(1)
    # One round of the circle counts: 1 point at asking, 3 at hearing the same for the 60% who do.
    assert found.sacrifice["ann"] == pytest.approx((1 + 0.6 * 3) / 1.6)


def test_a_circle_in_which_nothing_is_given_up_costs_no_more_than_the_way_there():
    found = of(gaps.ANALYSIS, ROUND.replace("perceived: 2", "perceived: 5"))
    assert found.total_sacrifice["ann"] == pytest.approx(1)


def test_the_steps_of_the_circle_are_done_without_end():
    found = of(outcomes.ANALYSIS, ROUND)
    assert found.by_persona["ann"].done == {"ask": 1, "wait": inf, "told": inf, "done": pytest.approx(0.4)}
    assert found.by_persona["bea"].done == {"ask": 1, "wait": 0, "told": 0, "done": 1}
    assert found.done("told") == inf


def test_so_are_the_work_the_visits_to_the_home_and_the_moments_of_truth():
    assert of(journey_time.ANALYSIS, ROUND).work["ann"] == inf
    found = of(burden.ANALYSIS, ROUND)
    assert found.kinds["home-visit"] == inf
    assert found.by_persona["bea"]["home-visit"] == 0
    moments = {one.step: one.visits.mean for one in of(structure.ANALYSIS, ROUND).moments_of_truth}
    assert moments["wait"] == inf


def test_work_without_end_earns_nothing_that_can_be_named_and_free_work_costs_nothing():
    assert of(economics.ANALYSIS, ROUND).at_expected == -inf
    assert of(economics.ANALYSIS, ROUND.replace("rate: 1", "rate: 0")).at_expected == 10


def test_work_that_a_step_of_the_circle_starts_is_done_again_and_again_too():
    text = ROUND.replace("    next: told\n", "    starts: file\n    next: told\n")
    text += "  file: {backstage: {by: boss, does: Files it}, asks: [form], next: kept}\n  kept: {backstage: Keeps it}\n"
    found = of(outcomes.ANALYSIS, text).by_persona["ann"].done
    assert found["file"] == inf
    assert found["kept"] == inf


def test_levers_tell_nothing_of_figures_that_stay_without_end():
    found = of(levers.ANALYSIS, ROUND)
    assert found.now["contacts"] == inf
    assert found.now["sacrifice"] == inf
    way_out = next(one for one in found.by_gain if one.kind == "point")
    assert (way_out.step, way_out.towards) == ("ask", "done")
    assert way_out.contacts is None
    assert way_out.by_persona["ann"]["contacts"] is None
    assert way_out.by_persona["ann"]["sacrifice"] is None
    assert way_out.by_persona["ann"]["helped"] == pytest.approx(0.01)
