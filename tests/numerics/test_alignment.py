"""What happened, held against what is drawn: the golden journeys, and an exhaustive search as a second opinion."""

import random
from heapq import heappop, heappush
from itertools import permutations

import pytest

from journeymap.numerics.alignment import MOST_ALIKE, Aligned, Events, Move, Net, align

APPLY, CHECK, ADD_PAPERS, ASSESS, ISSUE, LETTER, APPEAL, LEAVES_IT = range(8)
PERMIT_WAYS = [[CHECK], [ADD_PAPERS, ASSESS], [CHECK], [ISSUE, LETTER], [], [APPEAL], [ASSESS, LEAVES_IT], []]
REGISTER, EXAMINE, CHECK_TICKET, DECIDE, REINITIATE, PAY, REJECT = range(7)
CLAIM_WAYS = [[EXAMINE], [DECIDE], [], [REINITIATE, PAY, REJECT], [EXAMINE], [], []]


def net(ways: list[list[int]], ends: set[int], **others: object) -> Net:
    steps = range(len(ways))
    given: dict[str, object] = {
        "unseen": [False for _ in steps],
        "starts": [0],
        "begun": [[] for _ in steps],
        "needs": [[] for _ in steps],
        "alone": [False for _ in steps],
        "labels": [(step,) for step in steps],
        **others,
    }
    return Net(ways=ways, ends=[step in ends for step in steps], **given)  # type: ignore[arg-type]


PERMIT = net(PERMIT_WAYS, {ISSUE, LEAVES_IT})
CLAIM = net(
    CLAIM_WAYS,
    {PAY, REJECT},
    begun=[[CHECK_TICKET], [], [], [], [CHECK_TICKET], [], []],
    needs=[[], [], [], [CHECK_TICKET], [], [], []],
)


def journey(*steps: int) -> Events:
    return tuple((step,) for step in steps)


def explained(of: Net, events: Events, **how: bool) -> Aligned:
    aligned = align(of, events, **how)
    assert aligned is not None
    return aligned


def deviations(aligned: Aligned) -> list[tuple[Move, int]]:
    return [(move, step) for move, step in aligned.moves if move not in (Move.DRAWN, Move.UNSEEN, Move.ENDED)]


@pytest.mark.parametrize(
    ("steps", "found", "cost", "strict"),
    [
        ((APPLY, CHECK, ASSESS, ISSUE), [], 0, 0),
        ((APPLY, CHECK, ADD_PAPERS, CHECK, ASSESS, ISSUE), [], 0, 0),
        ((APPLY, CHECK, ASSESS, LETTER, APPEAL, ASSESS, ISSUE), [], 0, 0),
        ((APPLY, CHECK, ISSUE), [(Move.MISSING, ASSESS)], 1, 1),
        ((APPLY, ASSESS, CHECK, ISSUE), [(Move.OUT_OF_ORDER, CHECK)], 2, 2),
        ((APPLY, CHECK, CHECK, ASSESS, ISSUE), [(Move.REPEATED, CHECK)], 1, 1),
        ((APPLY, CHECK, ASSESS, LETTER), [(Move.BROKEN_OFF, LETTER)], 1, 2),
        ((APPLY, CHECK, ASSESS, ISSUE, APPEAL), [(Move.AD_HOC, APPEAL)], 1, 1),
    ],
)
def test_each_deviation_is_told_as_what_it_is(
    steps: tuple[int, ...], found: list[tuple[Move, int]], cost: int, strict: int
) -> None:
    aligned = explained(PERMIT, journey(*steps))

    assert deviations(aligned) == found
    assert aligned.cost == cost
    assert explained(PERMIT, journey(*steps), strict=True).cost == strict


def test_a_journey_that_still_runs_has_not_broken_off() -> None:
    assert deviations(explained(PERMIT, journey(APPLY, CHECK), running=True)) == [(Move.RUNNING, CHECK)]


def test_the_shortest_journey_is_the_fewest_events_to_an_end() -> None:
    assert PERMIT.shortest == 4
    assert CLAIM.shortest == 5


@pytest.mark.parametrize("order", [(EXAMINE, CHECK_TICKET), (CHECK_TICKET, EXAMINE)])
def test_work_that_runs_beside_may_be_done_in_any_order(order: tuple[int, int]) -> None:
    assert explained(CLAIM, journey(REGISTER, *order, DECIDE, PAY)).cost == 0


def test_work_that_is_begun_again_has_to_be_done_again() -> None:
    again = (REINITIATE, EXAMINE, CHECK_TICKET, DECIDE, REJECT)

    assert explained(CLAIM, journey(REGISTER, EXAMINE, CHECK_TICKET, DECIDE, *again)).cost == 0
    assert deviations(
        explained(CLAIM, journey(REGISTER, EXAMINE, CHECK_TICKET, DECIDE, REINITIATE, EXAMINE, DECIDE, REJECT))
    ) == [(Move.MISSING, CHECK_TICKET)]


@pytest.mark.parametrize(
    ("steps", "cost"),
    [
        ((REGISTER, DECIDE), 3),
        ((CHECK_TICKET, DECIDE), 3),
        ((REGISTER, EXAMINE, DECIDE, CHECK_TICKET, PAY), 2),
        ((REGISTER, CHECK_TICKET, EXAMINE, DECIDE, PAY), 0),
    ],
)
def test_the_cost_of_forks_is_that_of_the_cheapest_explanation(steps: tuple[int, ...], cost: int) -> None:
    assert explained(CLAIM, journey(*steps), strict=True).cost == cost


def test_events_of_one_moment_are_read_in_any_order() -> None:
    chain = net([[1], [2], []], {2})

    for moment in permutations((0, 1, 2)):
        assert explained(chain, (moment,)).cost == 0
    assert explained(chain, ((0,), (2, 1))).cost == 0


def test_a_step_that_no_system_sees_costs_nothing() -> None:
    aligned = explained(net([[1], [2], []], {2}, unseen=[False, True, False]), journey(0, 2))

    assert (aligned.cost, aligned.moves[1]) == (0, (Move.UNSEEN, 1))


def test_an_activity_of_two_steps_is_the_one_that_its_place_says() -> None:
    shared = net([[1], [2], [3], []], {3}, labels=[(0,), (1, 3), (2,)])

    assert [step for _, step in explained(shared, journey(0, 1, 2, 1)).moves] == [0, 1, 2, 3, 3]


def test_beyond_the_budget_a_journey_is_not_judged() -> None:
    assert align(PERMIT, journey(ISSUE, APPLY, LETTER, ASSESS), states=3) is None


def exhaustive(of: Net, events: Events) -> int | None:
    """Return the cost by Dijkstra's search over the same rules, written anew: tokens as a list, nothing tied."""
    flat = [event for moment in events for event in moment]
    begin = (0, -1, (), frozenset())
    best = {begin: 0}
    heap: list[tuple[int, int, tuple[int, int, tuple[int, ...], frozenset[int]]]] = [(0, 0, begin)]
    count = 0
    while heap:
        cost, _, state = heappop(heap)
        if cost > best[state]:
            continue
        read, at, tokens, done = state
        if read == len(flat) and at >= 0 and of.ends[at] and not tokens:
            return cost
        onward = []
        if read < len(flat):
            onward.append((cost + 1, (read + 1, at, tokens, done)))
        places = [("own", step) for step in (of.starts if at < 0 else of.ways[at])]
        places += [(str(number), ~token) for number, token in enumerate(tokens) if token < 0]
        for whose, step in places:
            if not set(of.needs[step]) <= done:
                continue
            others = list(tokens) if whose == "own" else [t for n, t in enumerate(tokens) if n != int(whose)]
            arrived = (
                step if whose == "own" else at,
                tuple(sorted([*others, *(~work for work in of.begun[step] if others.count(~work) < MOST_ALIKE)])),
                (done - set(of.begun[step])) | {step},
            )
            if of.unseen[step]:
                onward.append((cost, (read, *arrived)))
            else:
                onward.append((cost + 1, (read, *arrived)))
                if read < len(flat) and step in of.labels[flat[read]]:
                    onward.append((cost, (read + 1, *arrived)))
        for price, state_ in onward:
            if price < best.get(state_, price + 1):
                best[state_] = price
                count += 1
                heappush(heap, (price, count, state_))
    return None


def random_net(chance: random.Random) -> Net:
    """Return a journey of a few steps with loops, shared labels, unseen steps, and work beside that may be needed."""
    size = chance.randint(3, 5)
    ways = [sorted({chance.randrange(size) for _ in range(chance.randint(0, 2))} | {step + 1}) for step in range(size)]
    ways[size - 1] = []
    beside = [size, size + 1]
    ways += [[], []]
    begun: list[list[int]] = [[] for _ in ways]
    needs: list[list[int]] = [[] for _ in ways]
    for work in beside:
        begun[chance.randrange(size - 1)].append(work)
        if chance.random() < 0.5:
            needs[chance.randrange(1, size)].append(work)
    unseen = [chance.random() < 0.2 for _ in ways]
    seen = [step for step in range(len(ways)) if not unseen[step]]
    labels = [
        tuple(sorted({step, chance.choice(seen)})) if seen and not unseen[step] and chance.random() < 0.2 else (step,)
        for step in range(len(ways))
    ]
    return net(
        [[way for way in ahead if way < len(ways)] for ahead in ways],
        {size - 1},
        begun=begun,
        needs=needs,
        unseen=unseen,
        labels=labels,
    )


@pytest.mark.parametrize("seed", range(40))
def test_the_cost_is_that_of_an_exhaustive_search(seed: int) -> None:
    chance = random.Random(seed)
    of = random_net(chance)
    for _ in range(5):
        seen = [step for step, hidden in enumerate(of.unseen) if not hidden]
        events = journey(*(chance.choice(seen) for _ in range(chance.randint(0, 6) if seen else 0)))
        aligned = align(of, events, strict=True)
        assert (None if aligned is None else aligned.cost) == exhaustive(of, events)
