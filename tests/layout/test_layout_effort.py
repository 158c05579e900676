"""A layout keeps to a budget of counted work, on any sheet, and what the budget does not allow hides nothing either."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from layout_judge import faults
from layout_random import natural_sheet, plain_sheet

from journeymap.layout import arrange
from journeymap.layout.crossing import MEETINGS, PAIRS
from journeymap.layout.effort import Effort
from journeymap.layout.grid import Grid, make_grid
from journeymap.layout.placement import place
from journeymap.layout.plan import Plan, make_plan
from journeymap.layout.routing import Router, Ways, route
from journeymap.layout.sheet import Arrow, Card, Phase, Row, Sheet
from journeymap.layout.stacking import find_levels
from journeymap.layout.tracks import assign_tracks

ROWS = (Row("c", "customer", "Customer"), Row("b", "backstage", "Office"))
NOTHING = Effort(routing=0, tracks=0, labels=0)


def sheet(count: int, arrows: list[tuple[int, int]], text: str = "", row: int = 0) -> Sheet:
    """So many cards, every `row`-th in the second row, and these arrows between them."""
    cards = [Card(f"s{at}", f"s{at}", "b" if row and at % row == 0 else "c", "p", f"Step {at}") for at in range(count)]
    flows = [Arrow(f"s{a}", f"s{b}", "flow", text) for a, b in arrows]
    return Sheet("Title", "", ROWS if row else ROWS[:1], (Phase("p", ""),), tuple(cards), tuple(flows))


def complete(count: int, text: str = "") -> Sheet:
    return sheet(count, [(a, b) for a in range(count) for b in range(count) if a != b], text)


def hub(count: int) -> Sheet:
    return sheet(count + 1, [pair for at in range(1, count + 1) for pair in ((0, at), (at, 0))])


def fan(count: int) -> Sheet:
    return sheet(count + 1, [(0, at) for at in range(1, count + 1)])


def funnel(count: int) -> Sheet:
    return sheet(count + 1, [(at, count) for at in range(count)])


def dense(count: int, each: int, text: str = "") -> Sheet:
    rng = Random(count)
    return sheet(count, [(a, b) for a in range(count) for b in rng.sample(range(count), each)], text, row=3)


def loops(count: int) -> Sheet:
    return sheet(count, [pair for at in range(count - 1) for pair in ((at, at + 1), (at + 1, at), (at, at))])


def multiple(count: int) -> Sheet:
    return sheet(2, [(0, 1)] * count, "again")


HOSTILE = {
    "complete graph": complete(14),
    "complete graph with words": complete(9, "when it rains"),
    "hub": hub(40),
    "fan": fan(60),
    "funnel": funnel(60),
    "dense": dense(40, 8),
    "dense with words": dense(20, 6, "some words"),
    "loops": loops(40),
    "many arrows between two cards": multiple(40),
}


def grid_of(drawn: Sheet) -> tuple[Plan, Grid]:
    plan = make_plan(drawn)
    placement = place(plan)
    return plan, make_grid(plan, placement, find_levels(plan, placement))


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.7])
def test_no_budget_makes_an_arrow_run_through_a_card_or_on_another(name: str, share: float) -> None:
    drawn = HOSTILE[name]
    plan, grid = grid_of(drawn)
    work = route(plan, grid, 10**9).work
    geometry = arrange(drawn, Effort(round(work * share), round(2000 * share), round(20_000 * share)))
    found = faults(geometry)
    # A label that nobody looked for a place for may lie on something; it is there all the same.
    found.pop("label on a card", None)
    found.pop("label on a label", None)
    assert found == {}


@pytest.mark.parametrize("seed", range(40))
def test_a_random_sheet_without_any_budget_still_hides_no_arrow(seed: int) -> None:
    for drawn in (plain_sheet(seed, 25), natural_sheet(seed, 10)):
        geometry = arrange(drawn, NOTHING)
        found = faults(geometry)
        found.pop("label on a card", None)
        found.pop("label on a label", None)
        assert found == {}
        assert geometry.plain or not drawn.arrows or all(arrow.kind == "cell" or arrow.main for arrow in drawn.arrows)


@pytest.mark.parametrize(
    ("drawn", "most"),
    [
        (complete(20), 150_000),
        (hub(200), 600_000),
        (fan(500), 1_100_000),
        (complete(40), 900_000),
    ],
    ids=["complete 20", "hub of 200", "500 targets", "complete 40"],
)
def test_what_people_may_write_is_routed_with_care_and_with_bounded_work(drawn: Sheet, most: int) -> None:
    plan, grid = grid_of(drawn)
    ways = route(plan, grid, Effort.for_arrows(len(drawn.arrows)).routing)
    assert not ways.plain
    assert ways.work <= most


@pytest.mark.parametrize(
    "make", [lambda n: dense(n, 8), hub, fan, funnel, loops], ids=["dense", "hub", "fan", "funnel", "loops"]
)
def test_the_work_of_a_layout_grows_with_the_number_of_arrows_and_no_faster(make: object) -> None:
    for count in (60, 240):
        drawn = make(count)  # type: ignore[operator]
        effort = Effort(routing=100 * len(drawn.arrows), tracks=50 * len(drawn.arrows), labels=0)
        plan, grid = grid_of(drawn)
        ways = route(plan, grid, effort.routing)
        # The search that was under way when the budget ran out may look at every state once more for each window.
        assert ways.work <= effort.routing + 3 * 4 * len(grid.vertical) * len(grid.horizontal)
        assert all(len(ways.paths[arrow]) == 5 for arrow in ways.plain)


def test_a_sheet_within_the_budget_is_laid_out_as_if_there_were_none() -> None:
    for seed in range(10):
        drawn = plain_sheet(seed, 30)
        assert arrange(drawn) == arrange(drawn, Effort(10**12, 10**12, 10**12))
        assert arrange(drawn).plain == 0


@pytest.mark.parametrize("drawn", [complete(14), hub(40), dense(40, 8)], ids=["complete", "hub", "dense"])
def test_arrows_that_are_not_looked_at_again_are_told(drawn: Sheet) -> None:
    whole = arrange(drawn, Effort(10**12, 10**12, 10**12))
    plan, grid = grid_of(drawn)
    work = route(plan, grid, 10**12).work
    assert whole.once == 0
    found = [arrange(drawn, Effort(work * tenths // 10, 10**12, 10**12)) for tenths in range(1, 10)]
    assert any(geometry.once and not geometry.plain for geometry in found)
    # Where nothing is told, nothing is different either.
    assert all(geometry.once or geometry.plain or geometry == whole for geometry in found)


@pytest.mark.parametrize("drawn", [*(plain_sheet(seed, 30) for seed in range(12)), complete(10), hub(30), dense(30, 6)])
def test_an_arrow_that_is_passed_over_would_have_been_led_the_same_way(
    drawn: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, grid = grid_of(drawn)
    quick = route(plan, grid, 10**9)
    monkeypatch.setattr(Router, "_untouched", lambda *_: False)
    thorough: Ways = route(plan, grid, 10**9)
    assert quick.paths == thorough.paths
    assert quick.work <= thorough.work


def crossings_one_by_one(ways: list[list[tuple[int, int]]], mine: list[tuple[int, int]]) -> int:
    """How many arrows a way crosses, told arrow by arrow: each is a list of (side in, side out), one for each point."""

    def goes_first(shared: int, own: int, other: int) -> bool:
        return (own - shared) % 4 < (other - shared) % 4

    count = 0
    for other in ways:
        met: bool | None = None
        for (back, way), theirs in zip(mine, other, strict=True):
            if back in theirs:
                (far,) = set(theirs) - {back}
                if far != way and met is not None:
                    count += goes_first(back, way, far) == met
            elif way in theirs:
                (far,) = set(theirs) - {way}
                met = goes_first(way, back, far)
            elif abs(back - way) == 2 and abs(theirs[0] - theirs[1]) == 2:
                count += 1
    return count


@pytest.mark.parametrize("seed", range(60))
def test_crossings_reckoned_as_bits_are_those_told_arrow_by_arrow(seed: int) -> None:
    rng = Random(seed)
    points = 6
    mine: list[tuple[int, int]] = []
    back = rng.randrange(4)
    for _ in range(points):
        way = rng.choice([side for side in range(4) if side != back])
        mine.append((back, way))
        back = way ^ 2
    ways = [[tuple(rng.sample(range(4), 2)) for _ in range(points)] for _ in range(30)]
    first = last = crossings = 0
    for at, (back, way) in enumerate(mine):
        masks = [0] * 6
        for arrow, other in enumerate(ways):
            masks[PAIRS[other[at][0]][other[at][1]]] |= 1 << arrow
        part_1, part_1_first, part_2, part_2_first, join_1, join_1_first, join_2, join_2_first, straight = MEETINGS[
            (back ^ 2) * 4 + way
        ]
        crossings += (masks[part_1] & (first if part_1_first else last)).bit_count()
        crossings += (masks[part_2] & (first if part_2_first else last)).bit_count()
        crossings += masks[straight].bit_count() if straight >= 0 else 0
        for mask, is_first in ((masks[join_1], join_1_first), (masks[join_2], join_2_first)):
            first, last = (first | mask, last & ~mask) if is_first else (first & ~mask, last | mask)
    assert crossings == crossings_one_by_one(ways, mine)  # type: ignore[arg-type]


def test_tracks_beyond_the_budget_are_apart_wherever_pieces_meet() -> None:
    plan, grid = grid_of(dense(30, 6))
    tracks = assign_tracks(grid, route(plan, grid, 10**9).paths, 0)
    assert tracks.unordered
    for channel in (*tracks.vertical.values(), *tracks.horizontal.values()):
        by_offset: dict[float, list[tuple[float, float]]] = {}
        for segment in channel.segments:
            by_offset.setdefault(segment.offset, []).append((segment.low, segment.high))
            assert abs(segment.offset) <= segment.spread <= channel.reach
        assert all(a[1] < b[0] for spans in by_offset.values() for a, b in pairwise(sorted(spans)))
