"""Ends, expected values and derivatives, against exact fractions, 200-digit decimals and published figures."""

from __future__ import annotations

import math
import random
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from journeymap.numerics.absorption import Absorption
from journeymap.numerics.elimination import factorise
from journeymap.numerics.levers import Levers
from journeymap.numerics.reward import Reward

if TYPE_CHECKING:
    from collections.abc import Sequence

Exact = list[list[Fraction]]


def solve_exactly(matrix: Exact, right: Exact) -> Exact:
    """Gauss-Jordan; `right` has one row per equation."""
    size = len(matrix)
    rows = [[*a, *b] for a, b in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = next(r for r in range(column, size) if rows[r][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = rows[column][column]
        rows[column] = [value / lead for value in rows[column]]
        for r in range(size):
            if r != column and (factor := rows[r][column]):
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[column], strict=True)]
    return [row[size:] for row in rows]


class Service:
    """A random small service with exact shares, and everything about it worked out in fractions."""

    def __init__(self, seed: int, *, stranding: bool) -> None:
        rng = random.Random(seed)
        self.size = rng.randint(3, 9)
        self.ends = {self.size - 1: 0, self.size - 2: 1} if rng.random() < 0.7 else {self.size - 1: 0}
        self.successors: list[list[int]] = []
        self.shares: list[list[Fraction]] = []
        for state in range(self.size):
            if state in self.ends:
                self.successors.append([])
                self.shares.append([])
                continue
            targets = rng.sample(range(self.size), rng.randint(1, min(4, self.size)))
            if not stranding and not any(t > state for t in targets):
                targets.append(rng.randrange(state + 1, self.size))
            weights = [rng.choice((1, 2, 5, 1000, 10**6, 10**9)) for _ in targets]
            self.successors.append(targets)
            self.shares.append([Fraction(w, sum(weights)) for w in weights])
        self.means = [Fraction(rng.randint(0, 50), 4) for _ in range(self.size)]
        self.variances = [Fraction(rng.randint(0, 9), 4) for _ in range(self.size)]
        self.waits = [[Fraction(rng.randint(0, 20), 2) for _ in row] for row in self.successors]
        self.wait_variances = [[Fraction(rng.randint(0, 4), 2) for _ in row] for row in self.successors]

    @property
    def reward(self) -> Reward:
        return Reward(
            [float(x) for x in self.means],
            [float(x) for x in self.variances],
            [[float(x) for x in row] for row in self.waits],
            [[float(x) for x in row] for row in self.wait_variances],
        )

    def absorption(self) -> Absorption:
        return Absorption(self.successors, [[float(p) for p in row] for row in self.shares], self.ends)

    def escaping(self) -> list[int]:
        """List the states that can reach an end but are none."""
        found = set(self.ends)
        while more := {s for s in range(self.size) if s not in found and found & set(self.successors[s])}:
            found |= more
        return sorted(found - set(self.ends))

    def exact(self, right: Exact) -> Exact:
        """Solve x = right + P·x on the escaping states; `right` has a row for every state."""
        states = self.escaping()
        place = {state: number for number, state in enumerate(states)}
        matrix = [[Fraction(int(a == b)) for b in states] for a in states]
        for state in states:
            for target, share in zip(self.successors[state], self.shares[state], strict=True):
                if target in place:
                    matrix[place[state]][place[target]] -= share
        solved = solve_exactly(matrix, [right[state] for state in states])
        result = [list(row) for row in right]
        for state, row in zip(states, solved, strict=True):
            result[state] = row
        return result

    def chance(self, outcome: int) -> list[Fraction]:
        right = [[Fraction(0)] for _ in range(self.size)]
        for state in self.escaping():
            right[state] = [
                sum(
                    (
                        p
                        for t, p in zip(self.successors[state], self.shares[state], strict=True)
                        if self.ends.get(t) == outcome
                    ),
                    Fraction(0),
                )
            ]
        found = [row[0] for row in self.exact(right)]
        for end, number in self.ends.items():
            found[end] = Fraction(int(number == outcome))
        return found

    def totals(self, weights: list[Fraction]) -> tuple[list[Fraction], list[Fraction]]:
        """Give E[X; weights] and E[X²; weights] from every state."""
        zero = Fraction(0)
        first = [[zero] for _ in range(self.size)]
        for state in self.escaping():
            for t, p, w in zip(self.successors[state], self.shares[state], self.waits[state], strict=True):
                first[state][0] += p * (self.means[state] + w) * weights[t]
                if t in self.ends:
                    first[state][0] += p * self.means[t] * weights[t]
        mean = [row[0] for row in self.exact(first)]
        for end in self.ends:
            mean[end] = self.means[end] * weights[end]
        second = [[zero] for _ in range(self.size)]
        at_end = {end: (self.means[end] ** 2 + self.variances[end]) * weights[end] for end in self.ends}
        for state in self.escaping():
            for place, (t, p) in enumerate(zip(self.successors[state], self.shares[state], strict=True)):
                here = self.means[state] + self.waits[state][place]
                square = here * here + self.variances[state] + self.wait_variances[state][place]
                second[state][0] += p * (square * weights[t] + 2 * here * mean[t] + at_end.get(t, zero))
        squares = [row[0] for row in self.exact(second)]
        for end, value in at_end.items():
            squares[end] = value
        return mean, squares


def close(found: float, exact: Fraction | Decimal, tolerance: float = 1e-12) -> bool:
    if not exact:
        return found == 0
    return abs(type(exact)(found) / exact - 1) <= type(exact)(tolerance)


@pytest.mark.parametrize("seed", range(220))
def test_probabilities_visits_and_expected_values_agree_with_exact_fractions(seed: int) -> None:
    service = Service(seed, stranding=seed % 2 == 0)
    absorption = service.absorption()
    escaping = service.escaping()
    states = [*escaping, *service.ends]
    chances = [service.chance(number) for number in range(absorption.classes)]
    for number, exact in enumerate(chances):
        found = absorption.probability([number])
        assert all(close(found[state], exact[state]) for state in range(service.size))
    stranded = [1 - sum(column) for column in zip(*chances, strict=True)]
    assert all(close(f, e) for f, e in zip(absorption.stranded(), stranded, strict=True))

    for given in [[number] for number in range(absorption.classes)] + [None]:
        weights = [Fraction(1)] * service.size if given is None else chances[given[0]]
        mean, square = service.totals(weights)
        expected = absorption.expected(service.reward, given)
        moments = absorption.moments(service.reward, given)
        for state in states:
            if given is None and stranded[state]:
                assert expected[state] == moments.means[state] == moments.deviations[state] == math.inf
            elif not weights[state]:
                assert math.isnan(expected[state])
            else:
                exact_mean = mean[state] / weights[state]
                assert close(expected[state], exact_mean)
                assert close(moments.means[state], exact_mean)
                variance = square[state] / weights[state] - exact_mean**2
                assert close(moments.deviations[state] ** 2, variance, 1e-11)


@pytest.mark.parametrize("seed", range(0, 220, 4))
def test_visits_agree_with_exact_fractions_and_are_infinite_only_in_circles_without_an_end(seed: int) -> None:
    service = Service(seed, stranding=True)
    absorption = service.absorption()
    escaping = service.escaping()
    start = {0: 0.25, service.size // 2: 0.75}
    visits = absorption.visits(start)
    for state in range(service.size):
        if state in escaping or state in service.ends:
            # The visits to one state are the total of a reward that is 1 there.
            right = [[Fraction(int(s == state))] for s in range(service.size)]
            for s in escaping:
                if state in service.ends:
                    right[s][0] = sum(
                        (p for t, p in zip(service.successors[s], service.shares[s], strict=True) if t == state),
                        Fraction(0),
                    )
            counted = [row[0] for row in service.exact(right)]
            exact = sum(Fraction(share) * counted[s] for s, share in start.items() if s in (*escaping, *service.ends))
            if not any(absorption.strandable[s] for s in start):
                assert close(visits.states[state], Fraction(exact))
    in_circles = {s for trap in absorption.traps for s in trap if len(trap) > 1 or s in service.successors[s]}
    assert {s for s, v in enumerate(visits.states) if math.isinf(v)} <= in_circles
    assert math.fsum(visits.outcomes) + visits.stranded + visits.never == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize("seed", range(60))
def test_derivatives_agree_with_differences_of_exact_fractions(seed: int) -> None:
    service = Service(seed, stranding=False)
    rng = random.Random(seed)
    absorption = service.absorption()
    levers = Levers(absorption, {0: 1.0})
    state = rng.choice([s for s in service.escaping() if len(service.successors[s]) > 1] or [0])
    if len(service.successors[state]) < 2:
        return
    away, towards = rng.sample(range(len(service.successors[state])), 2)
    given = [rng.randrange(absorption.classes)]
    step = Fraction(1, 10**30)

    def measure() -> tuple[Fraction, Fraction, Fraction]:
        chance = service.chance(given[0])
        conditional = service.totals(chance)[0][0] / chance[0] if chance[0] else Fraction(0)
        return chance[0], service.totals([Fraction(1)] * service.size)[0][0], conditional

    def derivative(row: list[Fraction], *changes: tuple[int, int]) -> list[Fraction]:
        before = list(row)
        for place, sign in changes:
            row[place] += sign * step
        up = measure()
        row[:] = before
        for place, sign in changes:
            row[place] -= sign * step
        down = measure()
        row[:] = before
        return [(a - b) / (2 * step) for a, b in zip(up, down, strict=True)]

    def near(found: float, exact: Fraction, scale: float) -> bool:
        return abs(found - float(exact)) <= 1e-11 * max(abs(float(exact)), scale)

    reached = service.chance(given[0])[0]
    overall, conditional = levers.total(service.reward), levers.total(service.reward, given)
    moved = derivative(service.shares[state], (away, -1), (towards, 1))
    visits = levers.visits.states[state]
    assert near(levers.outcome(given).move(state, away, towards), moved[0], visits)
    assert near(overall.move(state, away, towards), moved[1], visits * overall.value)
    later = derivative(service.waits[state], (away, 1))
    assert near(overall.passage(state, away), later[1], 0)
    longer = derivative(service.means, (state, 1))
    assert near(overall.visit(state), longer[1], 0)
    if reached:
        assert near(conditional.move(state, away, towards), moved[2], visits * conditional.value / float(reached))
        assert near(conditional.passage(state, away), later[2], 0)
        assert near(conditional.visit(state), longer[2], 0)


def restarting(steps: int, halt: int, seed: int) -> tuple[list[list[int]], list[list[float]]]:
    """Build steps that each may send the customer back to a checkpoint; the first may also send him to another end."""
    rng = random.Random(seed)
    helped, gone = steps, steps + 1
    successors, shares = [], []
    for step in range(steps):
        back = rng.randint(60_000, 80_000) / 2**20
        checkpoint = 0 if rng.random() < 0.8 else step // halt * halt
        row = {step + 1 if step + 1 < steps else helped: 1 - back}
        row[checkpoint] = row.get(checkpoint, 0.0) + back
        if step == 0:
            row[gone] = 2.0**-1000
        successors.append(list(row))
        shares.append(list(row.values()))
    return [*successors, [], []], [*shares, [], []]


def in_decimals(
    successors: list[list[int]], shares: list[list[float]], ends: Sequence[int], collected: list[float]
) -> tuple[list[Decimal], list[Decimal]]:
    """Eliminate from the last step to the first with as many digits as it takes: totals and P(ends[0])."""
    zero = Decimal(0)
    size = len(successors) - len(ends)
    rows = [dict(zip(successors[step], map(Decimal, shares[step]), strict=True)) for step in range(size)]
    totals = [Decimal(x) for x in collected]
    for step in reversed(range(size)):
        row = rows[step]
        for target in sorted((t for t in row if step < t < size), reverse=True):
            through = row.pop(target)
            totals[step] += through * totals[target]
            for further, p in rows[target].items():
                row[further] = row.get(further, zero) + through * p
        row.pop(step, None)
        leaving = sum(row.values(), zero)  # the exact shares of the row say how long it stays
        totals[step] /= leaving
        rows[step] = {t: p / leaving for t, p in row.items()}
    chance = [zero] * size
    expected = [zero] * size
    for step in range(size):
        expected[step] = totals[step] + sum((p * expected[t] for t, p in rows[step].items() if t < size), zero)
        chance[step] = sum(
            (p * (chance[t] if t < size else Decimal(int(t == ends[0]))) for t, p in rows[step].items()), zero
        )
    return expected, chance


@pytest.mark.parametrize("seed", range(3))
def test_ten_thousand_steps_with_restarts_agree_with_200_digits_where_one_try_in_1e300_gets_there(seed: int) -> None:
    steps = 10_000
    successors, shares = restarting(steps, 1000, seed)
    absorption = Absorption(successors, shares, {steps: 0, steps + 1: 1})
    rng = random.Random(seed)
    collected = [float(rng.randint(1, 60)) for _ in range(steps)]
    reward = Reward([*collected, 0.0, 0.0])
    with localcontext() as context:
        context.prec = 200
        expected, chance = in_decimals(successors, shares, [steps, steps + 1], collected)
        found_chance = absorption.probability([0])
        found = absorption.expected(reward)
        assert min(float(c) for c in chance) > 0
        for step in range(0, steps, 97):
            assert close(found[step], expected[step])
            assert close(found_chance[step], chance[step])
        spread = absorption.moments(reward)
        assert close(spread.means[0], expected[0])
        assert math.isfinite(spread.deviations[0])


def test_one_way_out_in_1e300_is_found_and_takes_as_long_as_it_must() -> None:
    steps = 1000
    successors = [[step + 1, 0] for step in range(steps)] + [[]]
    shares = [[0.5, 0.5] for _ in range(steps)] + [[]]
    absorption = Absorption(successors, shares, {steps: 0})
    assert absorption.probability([0])[0] == pytest.approx(1, rel=1e-13)
    # Tosses of a fair coin until n heads in a row: 2ⁿ⁺¹ - 2 on average, and about as many standard deviation (Feller).
    assert absorption.expected(Reward([1.0] * steps + [0.0]))[0] == pytest.approx(2.0**1001, rel=1e-12)
    moments = absorption.moments(Reward([1.0] * steps + [0.0]))
    assert moments.deviations[0] == pytest.approx(2.0**1001, rel=1e-12)
    assert absorption.visits({0: 1.0}).outcomes[0] == pytest.approx(1, rel=1e-13)


def test_a_way_out_too_unlikely_for_floating_point_is_called_practically_never_and_not_stranded() -> None:
    steps = 2000
    successors = [[step + 1, 0] for step in range(steps)] + [[]]
    shares = [[0.5, 0.5] for _ in range(steps)] + [[]]
    absorption = Absorption(successors, shares, {steps: 0})
    visits = absorption.visits({0: 1.0})
    assert visits.never == pytest.approx(1)
    assert visits.stranded == 0
    assert visits.outcomes == [0.0]
    assert not any(absorption.strandable)
    assert absorption.expected(Reward([1.0] * (steps + 1)))[0] == math.inf
    assert absorption.never()[0] == pytest.approx(1)


def test_a_state_that_hardly_ever_moves_keeps_the_ratio_of_its_ways_out() -> None:
    tiny = 2.0**-1000
    absorption = Absorption([[0, 1], [0, 2], [3, 0], [], []], [[1.0, tiny], [1.0, tiny], [0.25, 0.75], [], []], {3: 0})
    assert absorption.probability([0])[0] == pytest.approx(1)
    slow = Absorption([[0, 1, 2], [], []], [[1.0, tiny, 3 * tiny], [], []], {1: 0, 2: 1})
    assert slow.probability([1])[0] == pytest.approx(0.75, rel=1e-15)
    assert slow.visits({0: 1.0}).states[0] == pytest.approx(2.0**998, rel=1e-15)


def test_rows_scaled_up_on_the_way_leave_every_answer_as_it_was() -> None:
    # Each of the circles is left with 2⁻³⁰⁰; without scaling their product would be lost.
    p = 2.0**-300
    successors = [[1], [0, 2], [3], [2, 4], [5], [4, 0, 6], []]
    shares = [[1.0], [1.0, p], [1.0], [1.0, p], [1.0], [1.0, p / 2, p / 2], []]
    absorption = Absorption(successors, shares, {6: 0})
    visits = absorption.visits({0: 1.0})
    assert visits.outcomes == pytest.approx([1.0], rel=1e-14)
    # Two rounds through three circles, each gone round 2³⁰⁰ times.
    assert visits.states[:6] == pytest.approx([2.0**301] * 6, rel=1e-14)
    assert absorption.expected(Reward([1.0] * 6 + [0.0]))[0] == pytest.approx(12 * 2.0**300, rel=1e-14)


def test_all_rows_that_become_small_at_once_are_scaled_up() -> None:
    # States 1 and 2 each hardly leave their own circle (3 and 4); that through 0 makes both rows small at one stroke.
    tiny = 2.0**-900
    crowd = range(5, 11)  # lead to 1 and 2, so that it is not their turn before 0
    exit_one, exit_two = 11, 12
    rows: list[dict[int, float] | None] = [
        {1: 0.5, 2: 0.5},
        {3: 0.9 - tiny, 0: 0.1, exit_one: tiny},
        {4: 0.9 - tiny, 0: 0.1, exit_two: tiny},
        {1: 1.0},
        {2: 1.0},
        *({**{other: 0.1 for other in crowd if other != state}, 1: 0.25, 2: 0.25} for state in crowd),
    ]
    factors = factorise(rows, 11, 13)
    assert {1, 2} <= {row for row, _ in factors.scaled[0]}
    assert all(factor > 1 for scaled in factors.scaled.values() for _, factor in scaled)
    _, exits = factors.visit([0.5, 0.25, 0.25])
    assert exits[:2] == pytest.approx([0.5, 0.5], rel=1e-12)


def test_what_is_unlikely_behind_a_state_that_hardly_ever_moves_keeps_its_digits() -> None:
    # State 0 moves once in 2⁵⁹⁸ tries, to 1 or to one of three exits; 1 goes back by half. Through 1 comes one in 2⁵⁰⁰.
    rare, good = 2.0**-600, 5
    rows: list[dict[int, float] | None] = [
        {1: rare, 2: rare, 3: rare, 4: rare},
        {0: 0.5, good: 2.0**-500, 2: 0.5},
    ]
    factors = factorise(rows, 2, 6)
    assert factors.order == [1, 0]
    visits, exits = factors.visit([1.0, 0.0])
    assert exits[good - 2] == pytest.approx(2 / 7 * 2.0**-500, rel=1e-14, abs=0)
    assert visits == pytest.approx([2.0**598 * 8 / 7, 2 / 7], rel=1e-14)
    assert factors.accumulate([1.0, 1.0])[0] == pytest.approx(2.0**598 * 8 / 7, rel=1e-14)


def test_a_state_that_practically_never_moves_is_visited_once_and_leads_to_never() -> None:
    way_out, never = 2, 3
    factors = factorise([{1: 1.0}, {way_out: 1e-310}], 2, never)
    assert factors.stuck == [1]
    assert factors.visit([1.0, 0.0]) == ([1.0, 1.0], [0.0, 1.0])
    assert factors.accumulate([5.0, 7.0], {way_out: 100.0}) == [12.0, 7.0]


# The permit service: apply 30, check 20, papers 45, assess 120, issue 15, letter 10, end.
PERMIT = [[1], [2, 3], [1], [4, 5], [6], [7], [], []]
PERMIT_SHARES = [[1.0], [0.3, 0.7], [1.0], [0.8, 0.2], [1.0], [1.0], [], []]
MINUTES = [30.0, 20.0, 45.0, 120.0, 15.0, 10.0, 0.0, 0.0]


def test_the_permit_service_with_a_formal_refusal_takes_1483_sevenths_minutes() -> None:
    absorption = Absorption(PERMIT, PERMIT_SHARES, {6: 0, 7: 1})
    visits = absorption.visits({0: 1.0})
    assert visits.outcomes == pytest.approx([0.8, 0.2], rel=1e-14)
    assert absorption.expected(Reward(MINUTES))[0] == pytest.approx(1483 / 7, rel=1e-14)
    assert pytest.approx(211.857142857142, abs=1e-9) == 1483 / 7
    assert visits.states == pytest.approx([1, 10 / 7, 3 / 7, 1, 0.8, 0.2, 0.8, 0.2], rel=1e-14)
    levers = Levers(absorption, {0: 1.0})
    assert levers.total(Reward(MINUTES)).visit(1) == pytest.approx(10 / 7)
    assert levers.outcome([0]).move(3, 1, 0) == pytest.approx(1)
    # With p incomplete, check and papers together take (20 + 45p) / (1 - p) minutes.
    assert levers.total(Reward(MINUTES)).move(1, 0, 1) == pytest.approx(-65 / 0.49, rel=1e-12)


def test_the_permit_service_with_an_appeal_gets_20_in_23_there() -> None:
    # After the letter an appeal is offered, 60 min; then 40 % are assessed again and the others leave it at that.
    successors = [[1], [2, 3], [1], [4, 5], [7], [6], [3, 8], [], []]
    shares = [[1.0], [0.3, 0.7], [1.0], [0.8, 0.2], [1.0], [1.0], [0.4, 0.6], [], []]
    absorption = Absorption(successors, shares, {7: 0, 8: 1})
    assert absorption.visits({0: 1.0}).outcomes[0] == pytest.approx(20 / 23, rel=1e-14)
    found = absorption.expected(Reward([30.0, 20.0, 45.0, 120.0, 15.0, 10.0, 60.0, 0.0, 0.0]))[0]
    assert found == pytest.approx(38085 / 161, rel=1e-14)
    assert found == pytest.approx(236.553, abs=5e-4)


def test_a_letter_without_a_next_step_strands_a_fifth_and_makes_the_time_infinite() -> None:
    successors = [[1], [2, 3], [1], [4, 5], [6], [], []]
    shares = [[1.0], [0.3, 0.7], [1.0], [0.8, 0.2], [1.0], [], []]
    absorption = Absorption(successors, shares, {6: 0})
    visits = absorption.visits({0: 1.0})
    assert absorption.traps == [[5]]
    assert visits.outcomes == pytest.approx([0.8])
    assert visits.stranded == pytest.approx(0.2)
    assert visits.states[5] == pytest.approx(0.2)
    assert absorption.expected(Reward(MINUTES[:7]))[0] == math.inf
    assert absorption.moments(Reward(MINUTES[:7])).deviations[0] == math.inf
    helped = absorption.expected(Reward(MINUTES[:7]), [0])[0]
    assert helped == pytest.approx(30 + 20 + 65 * 3 / 7 + 120 + 15, rel=1e-14)
    assert Levers(absorption, {0: 1.0}).total(Reward(MINUTES[:7])).value == math.inf
    endless = Levers(absorption, {0: 1.0}).total(Reward(MINUTES[:7]))
    assert all(map(math.isnan, (endless.visit(0), endless.passage(0, 0), endless.move(1, 0, 1))))


def test_a_letter_and_a_desk_that_point_at_each_other_are_one_trap() -> None:
    successors = [[1], [2, 3], [1], [4, 5], [6], [7], [], [5]]
    shares = [[1.0], [0.3, 0.7], [1.0], [0.8, 0.2], [1.0], [1.0], [], [1.0]]
    absorption = Absorption(successors, shares, {6: 0})
    assert absorption.traps == [[5, 7]]
    visits = absorption.visits({0: 1.0})
    assert visits.stranded == pytest.approx(0.2)
    assert visits.states[5] == visits.states[7] == math.inf


def test_the_greps_funnel_loses_16_of_33_and_its_hot_spots_are_the_published_ones() -> None:
    # Kobialka et al.: 33 users, 6, 3, 3 and 4 of them lost before the four stages.
    users, losses = [33, 27, 24, 21], [6, 3, 3, 4]
    helped, lost = 4, 5
    successors = [[stage + 1, lost] for stage in range(4)] + [[], []]
    shares = [[(n - gone) / n, gone / n] for n, gone in zip(users, losses, strict=True)] + [[], []]
    absorption = Absorption(successors, shares, {helped: 0, lost: 1})
    chance = absorption.probability([0])
    assert chance[:5] == pytest.approx([17 / 33, 17 / 27, 17 / 24, 17 / 21, 1], rel=1e-14)
    visits = absorption.visits({0: 1.0}).states
    hot = [
        33
        * visits[s]
        * math.fsum(p * abs(chance[s] - chance[t]) for t, p in zip(successors[s], shares[s], strict=True))
        for s in range(4)
    ]
    assert [round(x, 2) for x in hot] == [6.18, 3.78, 4.25, 6.48]


def test_a_long_line_of_fixed_steps_has_no_spread_at_all() -> None:
    size = 2000
    absorption = Absorption([[s + 1] for s in range(size)] + [[]], [[1.0]] * size + [[]], {size: 0})
    moments = absorption.moments(Reward([0.1] * (size + 1)))
    assert moments.means[0] == pytest.approx(200.1, rel=1e-13)
    assert moments.deviations[0] < 1e-10


def test_a_long_line_of_steps_that_vary_a_little_keeps_all_digits_of_its_small_spread() -> None:
    size = 2000
    absorption = Absorption([[s + 1] for s in range(size)] + [[]], [[1.0]] * size + [[]], {size: 0})
    moments = absorption.moments(Reward([1000.0] * size + [0.0], [1e-6] * size + [0.0]))
    assert moments.deviations[0] == pytest.approx(math.sqrt(2000e-6), rel=1e-12)


def test_negative_values_are_added_up_apart() -> None:
    absorption = Absorption([[0, 1], []], [[0.75, 0.25], []], {1: 0})
    assert absorption.expected(Reward([-2.0, 5.0]))[0] == pytest.approx(-3.0)
    # Geometric number of visits with mean 4 and variance 12, times -2.
    assert absorption.moments(Reward([-2.0, 5.0])).deviations[0] == pytest.approx(math.sqrt(48))


def test_several_starts_mix_their_means_and_spread() -> None:
    absorption = Absorption([[2], [2], []], [[1.0], [1.0], []], {2: 0})
    reward = Reward([10.0, 20.0, 0.0], [1.0, 1.0, 0.0])
    mean, deviation = absorption.from_start(reward, {0: 0.5, 1: 0.5})
    assert mean == 15.0
    assert deviation == pytest.approx(math.sqrt(1 + 25))
    elsewhere = Absorption([[2], [3], [], []], [[1.0], [1.0], [], []], {2: 0, 3: 1})
    assert elsewhere.from_start(Reward([10.0, 20.0, 0.0, 0.0]), {0: 0.5, 1: 0.5}, [0]) == (10, 0)
    impossible = absorption.from_start(reward, {0: 1.0}, [])
    assert all(math.isnan(x) for x in impossible)


def test_journeys_that_begin_at_an_end_or_in_a_dead_end_are_counted_there() -> None:
    absorption = Absorption([[], [], [0]], [[], [], [1.0]], {0: 0})
    visits = absorption.visits({0: 0.5, 1: 0.25, 2: 0.25})
    assert visits.outcomes == [0.75]
    assert visits.stranded == 0.25
    assert visits.states == [0.75, 0.25, 0.25]


def test_an_edge_without_share_is_no_edge_but_can_be_asked_what_it_would_bring() -> None:
    absorption = Absorption([[1, 2], [], []], [[1.0, 0.0], [], []], {2: 0, 1: 1})
    assert absorption.probability([0])[0] == 0
    assert Levers(absorption, {0: 1.0}).outcome([0]).move(0, 0, 1) == 1


@pytest.mark.parametrize("row", [[0.5, 0.4], [1.5, -0.5], [math.nan, 1.0], [1.0]])
def test_shares_that_cannot_be_are_refused_with_the_state(row: list[float]) -> None:
    with pytest.raises(ValueError, match="shares of state 0"):
        Absorption([[1, 2], [], []], [row, [], []], {1: 0, 2: 0})
