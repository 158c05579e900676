"""Where the steps of a tree of questions stand: in columns by depth, what follows a question beside and below it.

A tidy tree (Reingold and Tilford 1981) on the grid: each step that leads no further has a sub-row to itself, and a
question stands on that of the middle one of what follows it. So ways of the tree never cross; the router leads what
comes in besides, and loops, like any other arrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.layout.cycles import forward_order, mark_back_links
from journeymap.layout.placement import Placement
from journeymap.layout.stacking import Levels

if TYPE_CHECKING:
    from journeymap.layout.plan import Plan


def tree_columns(plan: Plan) -> Placement:
    """Give every step the first column of its phase that comes after all that lead to it."""
    mark_back_links(plan)
    column = [0] * len(plan.stacks)
    earliest: list[int] = [0] * len(plan.stacks)
    after: list[list[tuple[int, int]]] = [[] for _ in plan.stacks]
    for link in plan.links:
        if link and not link.back:
            after[link.source].append((link.target, max(1, link.distance)))
    members: list[list[int]] = [[] for _ in plan.sheet.phases]
    for stack in forward_order(plan):
        members[plan.stacks[stack].phase].append(stack)
    phases = []
    start = 0
    for own in members:
        end = start
        for stack in own:
            column[stack] = max(start, earliest[stack])
            end = max(end, column[stack])
            for target, distance in after[stack]:
                earliest[target] = max(earliest[target], column[stack] + distance)
        phases.append((start, end))
        start = end + 1
    return Placement(column, phases)


def tree_levels(plan: Plan, placement: Placement) -> Levels:
    """Give every step its sub-row: leaves one each from top to bottom, a question that of the middle of its answers."""
    children, roots = _tree(plan, placement)
    level = [0] * len(plan.stacks)
    count = 0
    rest = [(root, False) for root in reversed(roots)]
    while rest:
        stack, placed = rest.pop()
        own = children[stack]
        if not own:
            level[stack] = count
            count += 1
        elif placed:
            level[stack] = level[own[(len(own) - 1) // 2]]
        else:
            rest.append((stack, True))
            rest.extend((child, False) for child in reversed(own))
    return Levels([level[stack] for stack in plan.stack_of], [0], [max(1, count)])


def _tree(plan: Plan, placement: Placement) -> tuple[list[list[int]], list[int]]:
    """Take of what leads to each step the nearest, the first of equals; return what follows each, and what is left."""
    parent: dict[int, int] = {}
    for link in plan.links:
        if link is None or link.back or not link.flows:
            continue
        known = parent.get(link.target)
        if known is None or placement.column[link.source] > placement.column[known]:
            parent[link.target] = link.source
    children: list[list[int]] = [[] for _ in plan.stacks]
    for link in plan.links:
        if link and parent.get(link.target) == link.source and link.target not in children[link.source]:
            children[link.source].append(link.target)
    return children, [stack for stack in range(len(plan.stacks)) if stack not in parent]
