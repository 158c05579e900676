"""Long ways that stand as a mark on the card of their source, so that no line has to run across the whole sheet.

How long a way is, is known once the steps have their columns. What then stands as a mark draws nobody to it any longer,
so the columns are found anew; that may make other ways longer, and these are looked at again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.layout.placement import place
from journeymap.layout.plan import make_plan
from journeymap.layout.sheet import in_order
from journeymap.layout.tidy_tree import tree_columns

if TYPE_CHECKING:
    from journeymap.layout.placement import Placement
    from journeymap.layout.plan import Plan
    from journeymap.layout.sheet import Badge, Sheet

_ROUNDS = 4


def place_with_stubs(sheet: Sheet) -> tuple[Plan, Placement]:
    """Find the column of every step, with those arrows taken off the sheet that stand as a mark on a card."""
    columns_of = tree_columns if sheet.tree else place
    plan = make_plan(sheet)
    placement = columns_of(plan)
    for _ in range(_ROUNDS):
        long = _long_ways(plan, placement)
        if not long:
            break
        plan = make_plan(_with_marks(plan.sheet, long))
        placement = columns_of(plan)
    return plan, placement


def _long_ways(plan: Plan, placement: Placement) -> dict[int, Badge]:
    """Return the arrows that are longer than they may be, by their place in the sheet, and what stands for each."""
    columns = [placement.column[stack] for stack in plan.stack_of]
    ways = zip(plan.sheet.arrows, plan.sources, plan.targets, strict=True)
    long = {}
    for number, (arrow, source, target) in enumerate(ways):
        length = columns[target] - columns[source]
        stub = arrow.stub_back if length < 0 else arrow.stub
        if stub and max(1, abs(length)) > stub.beyond:
            long[number] = stub.badge
    return long


def _with_marks(sheet: Sheet, ways: dict[int, Badge]) -> Sheet:
    """Return a sheet on which these arrows are marks on the cards that they leave."""
    marks: dict[str, list[Badge]] = {}
    for number, badge in ways.items():
        marks.setdefault(sheet.arrows[number].source, []).append(badge)
    return replace(
        sheet,
        cards=tuple(
            replace(card, badges=in_order((*card.badges, *marks[card.id]))) if card.id in marks else card
            for card in sheet.cards
        ),
        arrows=tuple(arrow for number, arrow in enumerate(sheet.arrows) if number not in ways),
    )
