"""Three more cases of each kind of edge in times: waits at joins and on arrows, spreads, what is drawn by chance.

Each right value is worked out beside its case, by hand or by counting, and not by the program.
"""

from __future__ import annotations

from math import log, sqrt

import pytest
from own_cases import checked, fact, names

from journeymap.analyses.journey_time import ANALYSIS as TIME
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES

DAY = 1440.0
END = "  z: {customer: Z, frontstage: f, end: helped}\n"

TWO_BRANCHES = """steps:
  a: {customer: A, frontstage: f, start: true, takes: 5 min, starts: [v, w], next: b}
  v: {backstage: V, takes: 20 min}
  w: {backstage: W, wait: 1 h, takes: 30 min}
  b: {customer: B, takes: 30 min, next: c}
  c: {customer: C, needs: [v, w], end: helped}
"""
# After 5 minutes both branches begin: V is done after 20 more, W after 90. The customer is at C after 30 more: 60 left.
ONE_IN_FOUR = """steps:
  a: {customer: A, frontstage: f, start: true, takes: 10 min, starts: w, next: {c: 25%, d: 75%}}
  w: {backstage: W, takes: 90 min}
  c: {customer: C, needs: w, takes: 5 min, end: helped}
  d: {customer: D, takes: 15 min, end: refused}
"""
# One in four waits 90 minutes: 22.5 on average. Active are 10 + 5/4 + 15 * 3/4 = 22.5.
ONE_AFTER_THE_OTHER = """steps:
  a: {customer: A, frontstage: f, start: true, takes: 5 min, starts: w, next: b}
  w: {backstage: W, takes: 2 days}
  b: {customer: B, frontstage: f, needs: w, takes: 10 min, starts: x, next: c}
  x: {backstage: X, wait: 1 day, takes: 60 min}
  c: {customer: C, wait: 12 h, needs: x, end: helped}
"""
# Two days at B. At C one waits for X, a day and an hour, and then the half day of C itself.


@pytest.mark.parametrize(
    ("text", "whole", "active", "waiting", "held"),
    [
        (TWO_BRANCHES, 95, 35, 60, 60),
        (ONE_IN_FOUR, 45, 22.5, 22.5, 22.5),
        (ONE_AFTER_THE_OTHER, 15 + 2 * DAY + 37 * 60, 15, 2 * DAY + 37 * 60, 2 * DAY + 25 * 60),
    ],
    ids=["two branches", "one in four", "one after the other"],
)
def test_what_is_waited_for_at_a_join_is_waiting_and_the_parts_add_up(
    text: str, whole: float, active: float, waiting: float, held: float
):
    time = fact(TIME, text).by_persona["everyone"]
    off = 5 * time.error + 1e-9 * whole
    assert time.error < 0.02 * whole
    assert time.finished == pytest.approx(whole, abs=off)
    assert time.active == pytest.approx(active, abs=off)
    assert (time.waiting + time.hidden, time.held) == pytest.approx((waiting, held), abs=off)
    assert time.active + time.waiting + time.hidden + time.lasting == pytest.approx(time.finished)


JOIN = """steps:
  a: {{customer: A, frontstage: f, start: true, takes: 5 min{tells}, starts: w, next: b}}
  w: {{backstage: W, takes: {takes}}}
  b: {{customer: B, frontstage: f, needs: w{promise}, end: helped}}
"""


@pytest.mark.parametrize(
    ("tells", "takes", "promise", "found", "silent"),
    [
        ("", "10 days", "", {"silent-wait"}, 10 * DAY),
        (", tells: ten days", "10 days", ", promise: 12 days", set(), 0),
        (", tells: two days", "10 days", ", promise: 2 days", {"broken-promise"}, 0),
    ],
    ids=["not a word", "told and kept", "told and not kept"],
)
def test_a_wait_at_a_join_is_held_against_what_was_told_and_promised(
    tells: str, takes: str, promise: str, found: set[str], silent: float
):
    text = JOIN.format(tells=tells, takes=takes, promise=promise)
    assert names(checked(text)) & {"silent-wait", "hidden-wait", "broken-promise"} == found
    assert fact(TIME, text).hidden.mean == pytest.approx(silent)


ARROWS = {
    "one of two ways": (
        # Half come over the way with the wait of 4 days: that is late for them, and 2 days on average.
        "steps:\n  a: {customer: A, frontstage: f, tells: x, next: {b: {share: 50%, wait: 4 days}, c: }}\n"
        "  c: {customer: C, frontstage: f, next: b}\n  b: {customer: B, frontstage: f, promise: 3 days, end: helped}\n",
        {"broken-promise"}, 2 * DAY, 0,
    ),
    "on the way and at the step": (
        # Two days on the way and two at the step, where three were promised.
        "steps:\n  a: {customer: A, frontstage: f, tells: x, next: {b: {wait: 2 days}}}\n"
        "  b: {customer: B, frontstage: f, wait: 2 days, promise: 3 days, end: helped}\n",
        {"broken-promise"}, 4 * DAY, 0,
    ),
    "within the patience of whoever comes": (
        "steps:\n  a: {customer: A, frontstage: f, tells: x, next: {b: {wait: 2 days}}}\n"
        "  b: {customer: B, frontstage: f, tolerance: 3 days, end: helped}\n",
        set(), 2 * DAY, 0,
    ),
    "and nobody says a word": (
        "steps:\n  a: {customer: A, frontstage: f, next: {b: {wait: 9 days}}}\n"
        "  b: {customer: B, frontstage: f, tolerance: 3 days, end: helped}\n",
        {"over-tolerance", "silent-wait"}, 9 * DAY, 9 * DAY,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "found", "waiting", "silent"), ARROWS.values(), ids=ARROWS)
def test_a_wait_on_an_arrow_belongs_to_the_step_it_leads_to(text: str, found: set[str], waiting: float, silent: float):
    assert names(checked(text)) & {"broken-promise", "over-tolerance", "silent-wait", "hidden-wait"} == found
    time = fact(TIME, text).by_persona["everyone"]
    assert (time.waiting + time.hidden, time.hidden) == pytest.approx((waiting, silent))


def one_wait(text: str, more: str = "") -> str:
    return f"steps:\n  a: {{customer: A, frontstage: f, tells: x, wait: {text}{more}, next: z}}\n{END}"


@pytest.mark.parametrize(("least", "likely", "most"), [(1, 2, 5), (2, 2, 8), (3, 7, 7), (4, 6, 20)])
def test_three_points_are_a_triangle(least: int, likely: int, most: int):
    """Its variance is (a2 + b2 + c2 - ab - ac - bc) / 18; a tenth lies above b - sqrt((b - a)(b - c) / 10) or below."""
    time = fact(TIME, one_wait(f"{least}/{likely}/{most} days"))
    a, c, b = least, likely, most
    variance = (a * a + b * b + c * c - a * b - a * c - b * c) / 18
    assert time.by_persona["everyone"].deviation == pytest.approx(sqrt(variance) * DAY)
    rising = (c - a) / (b - a)  # the part before the likely one
    late = b - sqrt((b - a) * (b - c) / 10) if rising <= 0.9 else a + sqrt(0.9 * (b - a) * (c - a))
    assert time.steps["a"].quantile(0.9) == pytest.approx(late * DAY, rel=1e-9)
    p90 = time.simulated().p90
    assert p90.value == pytest.approx(late * DAY, abs=5 * p90.standard_error)


@pytest.mark.parametrize(
    ("wait", "promise", "late"),
    [
        # Whoever asks on one of the five working days waits so many days: 1 working day is 1, but 3 from a Friday.
        ("1 working day", "2 days", 0.2),
        ("3 working days", "4 days", 0.6),
        ("5 working days", "7 days", 0.0),
        ("4 working days", "5 days", 0.8),
    ],
)
def test_working_days_last_as_long_as_the_day_they_begin_on_makes_them(wait: str, promise: str, late: float):
    """Counted day by day: from which weekday on so many working days take longer than was promised."""
    days = int(wait.split(maxsplit=1)[0])
    asked_on = [
        next(passed for passed in range(1, 20) if sum((day + n) % 7 < 5 for n in range(1, passed + 1)) == days)
        for day in range(5)
    ]
    over = sum(passed > int(promise.split(maxsplit=1)[0]) for passed in asked_on) / 5
    assert over == pytest.approx(late)
    found = checked(one_wait(wait, f", promise: {promise}")).diagnostics
    said = [str(item.message) for item in found if item.code.name == "broken-promise"]
    assert bool(said) == (late > 0.1)
    assert all(f"{late:.0%} of the customers" in text or "on average" in text for text in said), said


@pytest.mark.parametrize("days", [1, 3, 10])
def test_work_of_working_days_is_eight_hours_of_each_and_the_nights_are_no_wait(days: int):
    text = f"steps:\n  a: {{customer: A, frontstage: f, takes: {days} working days, next: z}}\n{END}"
    time = fact(TIME, text).by_persona["everyone"]
    assert time.work == pytest.approx(days * 8 * 60)
    assert time.finished == pytest.approx(days * 1.4 * DAY)
    assert time.waiting + time.hidden == 0


def beside(work: str, own: str) -> str:
    """Work that is begun beside the path, and a customer who comes for it after a time of their own."""
    return (
        f"steps:\n  a: {{customer: A, frontstage: f, start: true, starts: w, next: b}}\n  w: {{backstage: W, {work}}}\n"
        f"  b: {{customer: B, takes: {own}, next: c}}\n  c: {{customer: C, needs: w, end: helped}}\n"
    )


@pytest.mark.parametrize(
    ("text", "mean"),
    [
        # The work takes 30 to 90 minutes, evenly; who comes after 60 waits (u - 60) for u over 60: 30^2 / 2 / 60 = 7.5.
        (beside("takes: 30-90 min", "60 min"), 67.5),
        # The longer of two that each take 0 to 60 minutes, evenly, is 40 on average.
        (beside("takes: 0-60 min", "0-60 min"), 40),
        # Half of the work takes 10 minutes and half 100, and the customer comes after 40: half wait 60.
        (beside("takes: 10 min, next: {x: 50%, y: 50%}}\n  y: {backstage: Y, takes: 90 min, next: x}\n"
                "  x: {backstage: X", "40 min").replace("needs: w", "needs: x"), 70),
    ],
    ids=["a range and a point", "two ranges", "two ways of the work"],
)  # fmt: skip
def test_what_is_drawn_by_chance_says_its_error_and_is_right_within_it(text: str, mean: float):
    time = fact(TIME, text).by_persona["everyone"]
    assert time.finished == pytest.approx(mean, abs=5 * time.error + 1e-9)
    assert 0 < time.error < 0.02 * mean
    assert time.active + time.waiting + time.hidden == pytest.approx(time.finished)


@pytest.mark.parametrize(
    ("work", "helped"),
    [
        # Each round may go wrong on its own.
        ("next: {d: 73%, lost: 27%}", 0.73),
        ("next: {half: 50%, lost: 50%}}\n  half: {backstage: H, next: {d: 90%, lost: 10%}", 0.45),
        ("next: {d: 10%, again: 90%}}\n  again: {backstage: G, next: {w: 80%, lost: 20%}", 0.1 / (1 - 0.72)),
    ],
    ids=["one choice", "two in a row", "round and round"],
)
def test_who_waits_for_work_that_may_go_wrong_is_counted_exactly(work: str, helped: float):
    text = (
        "steps:\n  a: {customer: A, frontstage: f, start: true, takes: 7 min, starts: w, next: c}\n"
        f"  w: {{backstage: W, {work}}}\n  d: {{backstage: D}}\n  lost: {{backstage: L}}\n"
        "  c: {customer: C, takes: 3 min, needs: d, end: helped}\n"
    )
    outcomes = fact(OUTCOMES, text).by_persona["everyone"]
    assert outcomes.helped == pytest.approx(helped, rel=1e-9)
    assert outcomes.errors["helped"] == 0
    assert outcomes.stranded == pytest.approx(1 - helped, rel=1e-9)
    # Only of those who come to an end is it known how long it takes.
    assert fact(TIME, text).by_persona["everyone"].finished == pytest.approx(10)


@pytest.mark.parametrize(("again", "minutes"), [(0.9999, 3), (0.99999, 2), (0.999995, 1)])
def test_of_a_journey_without_end_for_most_no_quantile_is_below_what_is_known(again: float, minutes: int):
    """Rounds until the first success: half need ln 2 / (1 - again) of them, nine in ten need ln 10 / (1 - again)."""
    text = (
        f"steps:\n  a: {{customer: A, frontstage: f, start: true, takes: {minutes} min, next: {{b: {again:.6%}, "
        f"z: {1 - again:.6%}}}}}\n  b: {{customer: B, frontstage: f, next: a}}\n{END}"
    )
    time = fact(TIME, text)
    assert time.by_persona["everyone"].finished == pytest.approx(minutes / (1 - again), rel=1e-6)
    simulated = time.simulated()
    for quantile, rounds in ((simulated.p50, log(2)), (simulated.p90, log(10))):
        exact = minutes * rounds / (1 - again)
        assert quantile is None or quantile.value == pytest.approx(exact, abs=5 * quantile.standard_error)
