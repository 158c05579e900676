"""Terms over several steps and deadlines, with chances worked out by hand."""

from __future__ import annotations

import pytest
from journeys import of

from journeymap.analyses.burden import ANALYSIS as BURDEN
from journeymap.analyses.terms import ANALYSIS

DAY = 1440.0
DECISION = """
terms: {name: Decision, from: apply, to: decide, within: 8 weeks, serves: law}
steps:
  apply:  {customer: Applies, frontstage: Takes it in, wait: 30 days, takes: 2 days, next: check}
  check:  {backstage: Checks, wait: 2-10 weeks, next: {decide: 75%, more: 25%}}
  more:   {customer: Gives up, end: gave-up}
  decide: {customer: Reads it, frontstage: Sends it, next: {granted: 50%, refused: 50%}}
  granted: {customer: Has it, wait: 90 days, end: helped}
  refused: {customer: Has it not, end: refused}
"""


def test_a_term_runs_from_the_end_of_its_first_step_to_the_end_of_its_last():
    term = of(ANALYSIS, DECISION).terms[0]
    assert (term.name, term.source, term.target, term.serves) == ("Decision", "apply", "decide", "law")
    assert term.within == 56 * DAY
    assert term.arrived.mean == pytest.approx(0.75)
    # Evenly between 14 and 70 days: half within 42, nine in ten within 64.4, and 42 of 56 days are in time.
    for found, right in ((term.mean, 42 * DAY), (term.p50, 42 * DAY), (term.p90, 64.4 * DAY), (term.kept, 0.75)):
        assert found is not None
        assert found.value == pytest.approx(right, abs=4 * found.standard_error)
        assert found.standard_error < right / 50


def test_a_time_that_is_always_the_same_is_kept_or_broken_for_certain():
    fixed = DECISION.replace("2-10 weeks", "8 weeks")
    kept = of(ANALYSIS, fixed).terms[0].kept
    assert kept is not None
    assert (kept.value, kept.standard_error) == (1.0, 0.0)
    broken = of(ANALYSIS, fixed.replace("wait: 8 weeks", "wait: 57 days")).terms[0].kept
    assert broken is not None
    assert (broken.value, broken.standard_error) == (0.0, 0.0)


def test_each_persona_has_its_own_chance_and_who_walks_alike_has_the_same():
    found = of(ANALYSIS, """
personas: {slow: {share: 25%}, quick: {share: 75%}, other: {share: 0%}}
terms: {from: a, to: z, within: 3 days}
steps:
  a:
    customer: Asks
    next:
      post: {share: {slow: 100%, quick: 0%, other: 0%}}
      web: {share: {slow: 0%, quick: 100%, other: 100%}}
  post: {customer: Posts, wait: 5 days, next: z}
  web: {customer: Clicks, wait: 1 day, next: z}
  z: {customer: Has it, end: helped}
""").terms[0]  # fmt: skip
    assert {who: kept.value for who, kept in found.kept_by.items()} == {"slow": 0.0, "quick": 1.0}
    assert found.kept is not None
    assert found.kept.value == pytest.approx(0.75, abs=0.001)


def test_work_beside_the_path_is_waited_for_in_a_term_too_and_what_began_before_it_is_taken_to_be_done():
    found = of(
        ANALYSIS,
        """
terms: {from: b, to: z, within: 12 days}
steps:
  a: {customer: Asks, starts: [early], next: b}
  early: {backstage: Begins, wait: 100 days}
  b: {customer: Sends papers, starts: [check], next: z}
  check: {backstage: Checks, wait: 10 days}
  z: {customer: Has it, needs: [check, early], wait: 1 day, end: helped}
""",
    ).terms[0]
    assert found.mean is not None
    assert found.mean.value == pytest.approx(11 * DAY)
    assert found.kept is not None
    assert found.kept.value == 1.0


def test_without_any_time_or_any_way_there_nothing_is_known_of_a_term():
    untimed = of(ANALYSIS, DECISION.replace("wait: 2-10 weeks, ", "").replace("wait: 30 days, takes: 2 days, ", "")
                 .replace("wait: 90 days, ", "")).terms[0]  # fmt: skip
    assert (untimed.kept, untimed.p90) == (None, None)
    nowhere = of(ANALYSIS, DECISION.replace("from: apply, to: decide", "from: more, to: decide")).terms[0]
    assert nowhere.arrived.mean == 0.0
    assert nowhere.kept is None


def test_a_circle_through_the_first_step_counts_until_the_last_step_is_done():
    found = of(
        ANALYSIS,
        """
terms: {from: ask, to: done, within: 1 week}
steps:
  ask: {customer: Asks, start: true, wait: 2 days, next: answer}
  answer: {frontstage: Answers, wait: 1 day, next: {done: 50%, ask: 50%}}
  done: {customer: Has it, end: helped}
""",
    ).terms[0]
    assert found.mean is not None
    # A day, and once on average the way back: two days at the first step, which was done when the term began, and one.
    assert found.mean.value == pytest.approx(4 * DAY, abs=4 * found.mean.standard_error)


def test_promises_are_listed_with_the_chance_that_they_are_kept():
    found = of(
        ANALYSIS,
        """
steps:
  a: {customer: Asks, next: {b: 50%, c: 50%}}
  b: {backstage: Looks, wait: 2-10 days, promise: 4 days, next: c}
  c: {customer: Has it, promise: 1 day, end: helped}
""",
    ).promises
    assert [(kept.step, kept.promise, kept.reached) for kept in found] == [("b", 4 * DAY, 0.5), ("c", DAY, 1.0)]
    assert found[0].kept == pytest.approx(0.25, abs=1e-4)
    assert found[1].kept is None


DEADLINE = """
steps:
  refusal: {customer: Reads it, tells: [object within 6 weeks], deadline: {within: 6 weeks, missed: late},
            next: {object: 30%, late: 70%}}
  object: {customer: Objects, next: {hearing: {deadline: 2 weeks}}}
  hearing: {customer: Is heard, frontstage: Hears, end: helped}
  late: {customer: Is too late, end: refused}
"""


def test_a_deadline_says_who_misses_it_and_where_something_was_told_before():
    refusal, hearing = of(ANALYSIS, DEADLINE).deadlines
    assert (refusal.step, refusal.target, refusal.within, refusal.way) == ("refusal", None, 42 * DAY, "late")
    assert refusal.missed is not None
    assert refusal.missed.mean == pytest.approx(0.7)
    assert refusal.told == ("refusal",)
    assert (hearing.step, hearing.target, hearing.way, hearing.missed) == ("object", "hearing", None, None)


def test_deadlines_count_as_burden_on_steps_and_on_ways():
    assert of(BURDEN, DEADLINE).kinds == {"deadline": pytest.approx(1.3)}


def test_what_lasts_at_the_first_step_is_over_when_the_term_begins_and_counts_at_the_steps_behind_it():
    found = of(
        ANALYSIS,
        """
terms: {from: grant, to: ask, within: 1 year}
steps:
  grant: {customer: Has a benefit, lasts: 100 days, next: live}
  live: {customer: Lives on it, lasts: 300 days, next: ask}
  ask: {customer: Asks anew, end: helped}
""",
    ).terms[0]
    assert found.mean is not None
    assert found.mean.value == pytest.approx(300 * DAY)


def test_the_promise_register_holds_terms_and_promises_what_is_kept_least_first():
    register = of(
        ANALYSIS,
        """
personas: {young: 50%, old: 50%}
terms: {name: Whole, from: a, to: c, within: 6 days, serves: law}
steps:
  a: {customer: Asks, next: {b: {share: {young: 100%, old: 0%}}, c: {share: {young: 0%, old: 100%}}}}
  b: {backstage: Looks, wait: 2-10 days, promise: 4 days, next: c}
  c: {customer: Has it, promise: 1 day, end: helped}
""",
    ).register
    assert [(pledge.name, pledge.source, pledge.target, pledge.serves) for pledge in register] == [
        (None, None, "b", None),
        ("Whole", "a", "c", "law"),
        (None, None, "c", None),
    ]
    promise, term, unknown = register
    assert (promise.personas, promise.reached) == (("young",), 0.5)
    assert promise.kept == pytest.approx(0.25, abs=1e-4)
    # Who is old has it at once; of who is young half wait no longer than six days.
    assert term.personas == ()
    assert term.kept == pytest.approx(0.75, abs=4 * term.error)
    assert unknown.kept is None


def test_a_term_names_the_step_that_takes_most_of_its_time():
    assert of(ANALYSIS, DECISION).terms[0].slowest == "check"


def test_a_deadline_says_where_a_time_is_told_and_not_only_where_anything_is():
    refusal, hearing = of(ANALYSIS, DEADLINE).deadlines
    assert (refusal.dated, hearing.dated) == (("refusal",), ("refusal",))
    unsaid = of(ANALYSIS, DEADLINE.replace("object within 6 weeks", "how to object")).deadlines[0]
    assert (unsaid.told, unsaid.dated) == (("refusal",), ())


def test_no_step_is_the_slowest_where_nothing_between_takes_any_time():
    timeless = DECISION.replace(", wait: 2-10 weeks", "").replace(
        "frontstage: Takes it in, wait: 30 days", "takes: 1 h"
    )
    timeless = timeless.replace("takes: 1 h, takes: 2 days", "takes: 1 h").replace("customer: Has it,", "customer: It,")
    assert of(ANALYSIS, timeless).terms[0].slowest is None
