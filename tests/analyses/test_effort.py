"""What a journey asks of the customer, worked out by hand."""

from __future__ import annotations

import pytest
from journeys import PERMIT, of

from journeymap.analyses.effort import ANALYSIS, FailureCause

HELP = """
channels: {phone: {name: P}, web: {name: W}, desk: {name: D}}
actors:
  anna: {lane: frontstage}
  ben: {lane: frontstage}
  carl: {lane: backstage}
steps:
  look:  {customer: Looks, channel: web, pages: 3, clicks: 5, next: think}
  think: {customer: Thinks it over, next: {call: 50%, desk: 25%, again: 25%}}
  again: {customer: Looks again, channel: web, pages: 1, end: gave-up}
  call:
    customer: Calls
    frontstage: {by: anna, does: Answers}
    channel: phone
    asks: [name, date]
    burden: {form: 2}
    next: file
  desk:  {customer: Comes, frontstage: {by: ben, does: Helps}, channel: desk, asks: name, next: done}
  file:  {backstage: {by: carl, does: Files}, next: done}
  done:  {frontstage: {by: anna, does: Confirms}, channel: phone, end: helped}
"""


def test_each_figure_is_what_the_steps_ask_times_how_often_they_are_done():
    found = of(ANALYSIS, HELP)
    # look 1, again 1/4, call 1/2, desk 1/4, done 3/4; thinking it over is no contact.
    assert found.contacts.mean == pytest.approx(1 + 0.25 + 0.5 + 0.25 + 0.75)
    assert found.touchpoints.mean == pytest.approx(found.contacts.mean + 1)
    assert found.items_asked.mean == pytest.approx(0.5 * 2 + 0.25)
    assert found.pages.mean == pytest.approx(3.25)
    assert found.clicks.mean == pytest.approx(5)
    assert {kind: spread.mean for kind, spread in found.burden.items()} == {"form": 1.0}
    assert found.actors == ("anna", "ben", "carl")


def test_a_channel_lasts_until_the_next_step_that_has_one():
    # web -> phone 1/2 and web -> desk 1/4, both over a step without a channel; web -> web none; desk -> phone 1/4.
    assert of(ANALYSIS, HELP).channel_switches.mean == pytest.approx(0.5 + 0.25 + 0.25)


def test_hand_offs_are_between_the_people_who_act_one_after_the_other():
    # anna -> carl -> anna on the way by phone (1/2), ben -> anna at the desk (1/4).
    assert of(ANALYSIS, HELP).hand_offs.mean == pytest.approx(0.5 * 2 + 0.25)


def test_lines_are_crossed_inside_steps_and_on_arrows():
    # Inside: call and desk one each. Arrows: call (customer) to file (backstage) two, file to done (frontstage) one,
    # desk (customer) to done one.
    assert of(ANALYSIS, HELP).line_crossings.mean == pytest.approx(0.75 + 0.5 * 3 + 0.25)


def test_what_is_not_stated_is_not_a_figure():
    found = of(ANALYSIS, PERMIT)
    assert found.pages.mean is None
    assert found.clicks.mean is None
    assert found.burden == {}


def test_coming_back_for_missing_papers_is_failure_demand():
    text = PERMIT.replace("frontstage: Checks", "frontstage: Checks, customer: Waits").replace(
        "customer: Adds papers", "customer: Adds papers, frontstage: Takes them"
    )
    found = of(ANALYSIS, text)
    # check 1/0.7 times and papers 0.3/0.7 times; if nothing failed: check once and papers never.
    assert found.contacts.mean == pytest.approx(1.3 / 0.7)
    assert found.failure_contacts.mean == pytest.approx(1.3 / 0.7 - 1)
    assert found.failure_share.mean == pytest.approx((1.3 / 0.7 - 1) / (1.3 / 0.7))
    assert found.failure_causes == (FailureCause("check", "papers", pytest.approx(1.3 / 0.7 - 1)),)


def test_a_recovery_is_failure_demand_and_a_planned_return_is_none():
    text = """
steps:
  visit:
    customer: Comes
    frontstage: Treats
    start: true
    fails: {what: No room, share: 20%, recover: move}
    next: plan
  move:   {customer: Moves, frontstage: Finds a room, next: plan}
  plan:   {customer: Agrees, frontstage: Plans, next: {visit: {share: 50%, kind: planned}, done: 50%}}
  done:   {customer: Is better, end: helped}
"""
    found = of(ANALYSIS, text)
    # Two rounds on average, each with a chance of 1/5 to be moved.
    assert found.contacts.mean == pytest.approx(2 * 2.2)
    assert found.failure_contacts.mean == pytest.approx(2 * 0.2)
    unplanned = of(ANALYSIS, text.replace(", kind: planned", ""))
    assert unplanned.failure_contacts.mean == pytest.approx(4.4 - 2)


def test_contacts_that_differ_per_persona_come_with_their_spread():
    text = """
personas: {calls: {share: 80%}, comes: {share: 20%}}
channels: {phone: {name: P}, desk: {name: D}}
steps:
  ask:  {customer: x, next: {call: {share: {calls: 100%, comes: 0%}}, come: {share: {calls: 0%, comes: 100%}}}}
  call: {customer: Calls, channel: phone, next: done}
  come: {customer: Comes, channel: desk, next: talk}
  talk: {customer: Talks, channel: desk, next: done}
  done: {customer: z, end: helped}
"""
    contacts = of(ANALYSIS, text).contacts
    assert contacts.by_persona == {"calls": 1, "comes": 2}
    assert contacts.mean == pytest.approx(1.2)
    assert contacts.width == 1


def test_the_share_of_failure_weighs_each_persona_by_its_contacts():
    text = """
personas: {smooth: {share: 50%}, rough: {share: 50%}}
channels: {phone: {name: P}}
steps:
  call:
    start: true
    customer: Calls
    frontstage: Answers
    channel: phone
    next: {done: {share: {rough: 25%, everyone: 100%}}, fix: {share: {rough: 75%, everyone: 0%}}}
  fix:  {customer: Waits, next: {call: {share: 100%, kind: failure}}}
  done: {customer: Hangs up, end: helped}
"""
    found = of(ANALYSIS, text)
    assert found.contacts.by_persona == {"smooth": 1, "rough": 4}
    assert found.failure_share.by_persona == {"smooth": 0, "rough": pytest.approx(0.75)}
    # Three of the five contacts of two customers, not the mean of none and three quarters.
    assert found.failure_share.mean == pytest.approx(3 / 5)


CHASED = """
personas: {calm: {share: 60%}, worried: {share: 40%}}
channels: {phone: {name: P}}
steps:
  apply: {customer: Applies, frontstage: Takes it in, channel: phone, next: check}
  check: {backstage: Checks, wait: 6 weeks, chased: {share: {calm: 10%, worried: 60%}, channel: phone},
          next: {done: 80%, apply: 20%}}
  done:  {customer: Has it, channel: phone, end: helped}
"""


def test_customers_who_ask_how_it_stands_are_contacts_that_failure_causes():
    found = of(ANALYSIS, CHASED.replace("{done: 80%, apply: 20%}", "done"))
    assert found.contacts.by_persona == pytest.approx({"calm": 2.1, "worried": 2.6})
    assert found.chases.by_persona == pytest.approx({"calm": 0.1, "worried": 0.6})
    assert found.failure_contacts.mean == pytest.approx(0.6 * 0.1 + 0.4 * 0.6)
    assert found.failure_share["worried"] == pytest.approx(0.6 / 2.6)
    assert [(at.step, at.contacts) for at in found.chased_at] == [("check", pytest.approx(0.3))]


def test_who_comes_back_and_waits_again_asks_again_and_no_contact_is_counted_twice():
    around = of(
        ANALYSIS,
        CHASED.replace("next: apply", "next: apply, start: true").replace("  apply: {", "  apply: {start: true, "),
    )
    rounds = 1 / 0.8
    assert around.contacts["calm"] == pytest.approx(rounds + rounds * 0.1 + 1)
    assert around.failure_contacts["calm"] == pytest.approx((rounds - 1) + rounds * 0.1)


def test_from_a_word_that_no_step_uses_no_figure_follows():
    bare = of(
        ANALYSIS,
        """
steps:
  a: {customer: Tells the nurse, frontstage: Nurse asks, next: b}
  b: {customer: Tells the doctor, frontstage: Doctor asks, end: helped}
""",
    )
    for figure in (bare.hand_offs, bare.channel_switches, bare.items_asked):
        assert (figure.mean, set(figure.by_persona.values())) == (None, {None})
    one_word_each = of(
        ANALYSIS,
        """
channels: {desk: Desk}
actors: {nurse: {lane: frontstage}}
steps:
  a: {customer: Tells the nurse, frontstage: {by: nurse, does: Asks}, channel: desk, asks: name, next: b}
  b: {customer: Tells the doctor, frontstage: Doctor asks, end: helped}
""",
    )
    assert (one_word_each.hand_offs.mean, one_word_each.channel_switches.mean) == (0.0, 0.0)
    assert one_word_each.items_asked.mean == 1.0


SEVERAL = """
channels: {web: {name: W, open: 24/7}, phone: {name: P, open: 'Mo-Fr 09:00-12:00'}, post: {name: L}}
personas:
  caller: {share: 50%, prefers: [phone, web], available: 'Mo-Fr 18:00-20:00'}
  writer: {share: 25%, prefers: post, available: 'Mo-Fr 18:00-20:00'}
  other:  {share: 25%, available: 'Mo-Fr 18:00-20:00'}
steps:
  ask:  {customer: Asks, frontstage: Answers, channel: [phone, web], next: send}
  send: {customer: Sends it, frontstage: Takes it, channel: web, next: done}
  done: {customer: Has it, frontstage: Sends it, channel: [web, post], end: helped}
"""


def test_of_several_channels_each_customer_takes_the_one_that_suits():
    # The caller changes from phone to web and stays; the writer from web to post; who prefers none takes what is open.
    assert of(ANALYSIS, SEVERAL).channel_switches.by_persona == {"caller": 1.0, "writer": 1.0, "other": 0.0}


def test_the_shares_of_those_who_ask_are_statements_that_need_a_source():
    chased = CHASED.replace("{done: 80%, apply: 20%}", "done")
    bare = of(ANALYSIS, chased.replace("chased: {share: {calm: 10%, worried: 60%}, channel: phone},", ""))
    assert of(ANALYSIS, chased).contacts.basis.statements == bare.contacts.basis.statements + 2
