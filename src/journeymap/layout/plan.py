"""The sheet as numbers: what the steps of a layout compute with.

Rows, phases, cards and arrows are known by their place in the sheet. What moves as one is a *stack*: the cards of one
step, which share a column. All lists are in document order, which also settles every tie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from journeymap.layout.sheet import Sheet

_LATER = frozenset({"flow", "starts", "needs", "recover", "gives-up", "closed"})


class Stack(Struct):
    """The cards of one step in one phase, from the upper row to the lower, and the rows they reach over."""

    phase: int
    cards: list[int] = field(default_factory=list)
    top: int = 0
    bottom: int = 0
    acts: bool = False  # has a card of the customer

    @property
    def single(self) -> bool:
        """Whether it is one card, which may share its row and column with another."""
        return len(self.cards) == 1


class Link(Struct):
    """An arrow between two stacks: the target wants to be `distance` columns later, unless the arrow goes `back`."""

    source: int
    target: int
    distance: int
    flows: bool
    across: bool  # joins cards of different rows
    back: bool = False


class Plan(Struct):
    """A sheet as numbers. `links` belong to `arrows` by place; an arrow within one stack has none."""

    sheet: Sheet
    row_of: list[int]
    stack_of: list[int]
    stacks: list[Stack]
    sources: list[int]
    targets: list[int]
    links: list[Link | None]

    @property
    def customer_first(self) -> list[int]:
        """Stacks in reading order: by phase, those in which the customer acts first."""
        return sorted(
            range(len(self.stacks)),
            key=lambda number: (self.stacks[number].phase, not self.stacks[number].acts, number),
        )


def make_plan(sheet: Sheet) -> Plan:
    """Turn a sheet into numbers. A row, phase or card that is named but not on the sheet is a KeyError."""
    rows = {row.id: index for index, row in enumerate(sheet.rows)}
    phases = {phase.id: index for index, phase in enumerate(sheet.phases)}
    cards = {card.id: index for index, card in enumerate(sheet.cards)}
    row_of = [rows[card.row] for card in sheet.cards]
    stack_of: list[int] = []
    stacks: list[Stack] = []
    known: dict[tuple[str, int], int] = {}
    for index, card in enumerate(sheet.cards):
        key = (card.step, phases[card.phase])
        if key not in known:
            known[key] = len(stacks)
            stacks.append(Stack(key[1]))
        stack_of.append(known[key])
        stacks[known[key]].cards.append(index)
    for stack in stacks:
        stack.cards.sort(key=lambda card: (row_of[card], card))
        stack.top, stack.bottom = row_of[stack.cards[0]], row_of[stack.cards[-1]]
        stack.acts = any(sheet.rows[row_of[card]].lane == "customer" for card in stack.cards)
    sources = [cards[arrow.source] for arrow in sheet.arrows]
    targets = [cards[arrow.target] for arrow in sheet.arrows]
    links: list[Link | None] = []
    for arrow, source, target in zip(sheet.arrows, sources, targets, strict=True):
        a, b = stack_of[source], stack_of[target]
        if a == b:
            links.append(None)
            continue
        across = row_of[source] != row_of[target]
        flows = arrow.kind in _LATER
        meet = stacks[a].top <= stacks[b].bottom and stacks[b].top <= stacks[a].bottom
        links.append(Link(a, b, 1 if flows or meet else 0, flows, across))
    return Plan(sheet, row_of, stack_of, stacks, sources, targets, links)
