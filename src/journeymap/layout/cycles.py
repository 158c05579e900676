"""Which arrows go back, and an order in which every other arrow leads forward.

An arrow from a later to an earlier phase goes back. What cycles are left are broken where a walk in reading order meets
a step it has not finished with (model-order cycle breaking, Domroes and von Hanxleden 2022). First the flow alone is
walked, then everything: so a flow arrow is not made to go back because of a step that merely informs another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.layout.plan import Link, Plan

_MOST_RESTARTS = 60


def mark_back_links(plan: Plan) -> None:
    """Set `back` on the links that have to go against the reading direction."""
    links = [link for link in plan.links if link]
    for link in links:
        link.back = plan.stacks[link.source].phase > plan.stacks[link.target].phase
    order = plan.customer_first
    _walk(order, [link for link in links if link.flows], 0)
    restarts = _MOST_RESTARTS
    while _walk(order, links, restarts):
        restarts -= 1


def _walk(order: list[int], links: list[Link], restarts: int) -> bool:
    """Walk depth first and mark what closes a cycle; True when an earlier link was marked and a new walk is due."""
    leaving: list[list[Link]] = [[] for _ in order]
    for way in links:
        if not way.back:
            leaving[way.source].append(way)
    fresh, open_, done = 0, 1, 2
    state = [fresh] * len(order)
    for root in order:
        if state[root] != fresh:
            continue
        state[root] = open_
        trail = [(root, iter(leaving[root]))]
        path: list[Link] = []
        while trail:
            here, rest = trail[-1]
            link = next(rest, None)
            if link is None:
                state[here] = done
                trail.pop()
                if path:
                    path.pop()
            elif state[link.target] == open_:
                culprit = _least_binding(path, link) if restarts else link
                culprit.back = True
                if culprit is not link:
                    return True
            elif state[link.target] == fresh:
                state[link.target] = open_
                trail.append((link.target, iter(leaving[link.target])))
                path.append(link)
    return False


def _least_binding(path: list[Link], closing: Link) -> Link:
    """Of the cycle that a link closes, the link to give up: itself, or the last one that is not flow."""
    if not closing.flows:
        return closing
    for link in reversed(path):
        if not link.flows:
            return link
        if link.source == closing.target:
            break
    return closing


def forward_order(plan: Plan) -> list[int]:
    """Order the stacks so that what does not go back leads to a later one.

    Phase by phase; within one, what a choice leads to comes before what is beside the choice (depth first), so that
    what belongs together stands together. What comes from earlier phases begins with what comes from the last step
    there: so the ways over the border of the phases lie within each other, and cross the less.
    """
    waiting = [0] * len(plan.stacks)
    leaving: list[list[int]] = [[] for _ in plan.stacks]
    for link in plan.links:
        if link and not link.back:
            waiting[link.target] += 1
            leaving[link.source].append(link.target)
    order: list[int] = []
    opened: list[list[int]] = [[] for _ in plan.sheet.phases]
    for index in reversed(range(len(plan.stacks))):
        if not waiting[index]:
            opened[plan.stacks[index].phase].append(index)
    for rest in opened:
        while rest:
            index = rest.pop()
            order.append(index)
            for target in reversed(leaving[index]):
                waiting[target] -= 1
                if not waiting[target]:
                    opened[plan.stacks[target].phase].append(target)
    return order
