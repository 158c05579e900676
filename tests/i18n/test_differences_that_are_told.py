"""Two figures beside each other: what is called different never reads alike, and reads in the right direction."""

from __future__ import annotations

import random
from math import inf

import pytest

from journeymap.figures import Delta, Figure
from journeymap.i18n.differences import matters, told_apart
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount, Headcount, Unit

UNITS: tuple[Unit, ...] = ("share", "minutes", "work", "count", "points", "emotion", "money", "ratio", "bits", "months")
ROUNDS = 4000


def size(chance: random.Random, unit: Unit) -> float:
    if unit == "share":
        near = chance.random() ** 6
        return chance.choice([0, 1, chance.random(), near, 1 - near, chance.randint(0, 100) / 100])
    if unit == "emotion":
        return chance.choice([chance.uniform(-2, 2), 0])
    sign = chance.choice([1, -1]) if unit in ("money", "points") else 1
    return sign * chance.choice([0, 10 ** chance.uniform(-4, 7), chance.randint(0, 200), 10 ** chance.uniform(-1, 3)])


def figure(chance: random.Random, unit: Unit, value: float, *, uncertain: bool, counted: bool) -> Figure:
    error = abs(value) * 10 ** chance.uniform(-4, -0.5) if uncertain else None
    whole = min(100, max(0, int(100 * value) + chance.randint(0, 1))) if counted else 0
    counts = {None: Headcount(whole, 100 * value)} if counted else {}
    return Figure("any", say("x"), unit, "less", value, {}, None, error, {}, counts)


def delta(chance: random.Random, unit: Unit) -> Delta:
    """Any two figures, most of them near each other; rounded by their errors, or counted by the hundred."""
    before = size(chance, unit)
    after = before * (1 + chance.choice([-1, 1]) * 10 ** chance.uniform(-4, 0))
    after = size(chance, unit) if chance.random() < 0.2 else min(1, after) if unit == "share" else after
    how = {"uncertain": unit == "minutes" and chance.random() < 0.5, "counted": unit == "share" and before >= 0.5}
    return Delta(figure(chance, unit, before, **how), figure(chance, unit, after, **how))


@pytest.mark.parametrize("unit", UNITS)
def test_what_is_called_better_or_worse_reads_so_in_any_language(unit: Unit):
    chance = random.Random(unit)
    called = 0
    for _ in range(ROUNDS):
        change = delta(chance, unit)
        before, after = change.told()
        better = change.improved()
        if better is None:
            assert before == after
            continue
        called += 1
        assert before.value is not None
        assert after.value is not None
        for language in ("en", "nl"):
            assert before.text(language) != after.text(language)
        assert better == (after.value < before.value)
    assert called > ROUNDS / 4


@pytest.mark.parametrize("unit", UNITS)
def test_both_directions_are_told_alike(unit: Unit):
    chance = random.Random(unit)
    for _ in range(ROUNDS):
        there = delta(chance, unit)
        back = Delta(there.after, there.before)
        better = there.improved()
        assert back.improved() == (None if better is None else not better)
        if better is not None:
            assert back.told() == there.told()[::-1]


@pytest.mark.parametrize(
    ("unit", "before", "after", "told"),
    [
        ("points", 1.0, 1.01, ("1", "1.01")),
        ("minutes", 43200, 43450, ("30 days", "30.2 days")),
        ("minutes", 119.6, 121, ("1.99 hours", "2.02 hours")),
        ("share", 0.656, 0.664, ("65.6%", "66.4%")),
        ("share", 0.99899, 0.9999, ("99.9%", ">99.9%")),
        ("count", 3, 4, ("3", "4")),
        ("minutes", 10, inf, ("10 min", "never")),
    ],
)
def test_both_have_the_digit_that_differs(unit: Unit, before: float, after: float, told: tuple[str, str]):
    pair = told_apart(Amount(before, unit, digits=2), Amount(after, unit, digits=2))
    assert tuple(amount.text() for amount in pair) == told
    assert matters(before, after, unit) or unit == "share"


@pytest.mark.parametrize(
    ("unit", "before", "after"),
    [("minutes", 43200, 43201), ("share", 0.6649, 0.6651), ("count", 4, 4.01), ("money", 10, 10.004), ("points", 0, 0)],
)
def test_what_nobody_decides_on_is_no_difference_on_whichever_side_of_a_border_it_lies(unit: Unit, before, after):
    assert not matters(before, after, unit)
    assert not matters(after, before, unit)


def test_a_count_that_must_add_up_never_turns_a_difference_round():
    """Of 66.1 and 66.3 of a hundred the first may be told as 67 and the second as 66, since all of them are 100."""
    before, after = (
        Figure("any", say("x"), "share", "more", exact / 100, {}, counts={None: Headcount(whole, exact)})
        for exact, whole in ((66.1, 67), (66.3, 66))
    )
    change = Delta(before, after)
    assert change.improved() is True
    assert [amount.text() for amount in change.told()] == ["66.1%", "66.3%"]
