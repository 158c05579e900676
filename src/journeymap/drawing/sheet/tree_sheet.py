"""A tree of questions: a card a step, with what else happens there and the ways that only end written on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.i18n.messages import say
from journeymap.i18n.text import printable
from journeymap.i18n.vocabulary import LANE_TITLES
from journeymap.layout.sheet import Badge, Row, in_order

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph
    from journeymap.layout.sheet import Arrow, Card, Sheet


def as_tree(sheet: Sheet, graph: ServiceGraph, language: str, *, systems: bool = True) -> Sheet:
    """Return a sheet with one row and one card for each step; an end that is written wherever it is led to has none.

    The card of a step is the one that the flow runs through; what the other cells say, and with `systems` those that
    the step uses, are lines on it.
    """
    acting = _acting(sheet)
    step_of = {card.id: card.step for card in sheet.cards}
    own = {step: acting[step].id for step in acting}
    written: dict[str, list[Badge]] = {}
    joined: set[str] = set()
    arrows: list[Arrow] = []
    for arrow in sheet.arrows:
        source, target = own[step_of[arrow.source]], own[step_of[arrow.target]]
        if arrow.stub is not None and arrow.stub.beyond == 0:
            written.setdefault(source, []).append(arrow.stub.badge)
        elif source != target or arrow.source == arrow.target:
            arrows.append(replace(arrow, source=source, target=target))
            joined.update((source, target))
    ends = {badge.target for badges in written.values() for badge in badges}
    gone = {step for step in ends if own[step] not in joined and own[step] not in written}
    row = Row("customer", "customer", LANE_TITLES["customer"].text(language))
    lines = _lines(sheet, acting, graph, language, systems=systems)
    cards = tuple(
        replace(card, row=row.id, badges=in_order((*lines.get(step, ()), *card.badges, *written.get(card.id, ()))))
        for step, card in acting.items()
        if step not in gone
    )
    empty = {card.phase for card in sheet.cards} - {card.phase for card in cards}
    phases = tuple(phase for phase in sheet.phases if phase.id not in empty)
    return replace(sheet, rows=(row,), phases=phases, cards=cards, arrows=tuple(arrows), tree=True)


def _acting(sheet: Sheet) -> dict[str, Card]:
    """Return by step the card that the flow runs through: the uppermost that is no evidence, or the evidence alone."""
    lanes = {row.id: row.lane for row in sheet.rows}
    acting: dict[str, Card] = {}
    for card in sheet.cards:
        known = acting.get(card.step)
        if known is None or (lanes[known.row] == "evidence" and lanes[card.row] != "evidence"):
            acting[card.step] = card
    return acting


def _lines(
    sheet: Sheet, acting: dict[str, Card], graph: ServiceGraph, language: str, *, systems: bool
) -> dict[str, tuple[Badge, ...]]:
    """Return by step what its other cells say, each with whose it is, and the systems that it uses."""
    titles = {row.id: row.title for row in sheet.rows}
    known = graph.blueprint.systems
    lines: dict[str, list[Badge]] = {step: [] for step in acting}
    for card in sheet.cards:
        if card is not acting[card.step]:
            words = say("{whose}: {does}", whose=titles[card.row], does=card.text)
            lines[card.step].append(Badge("cell", words.text(language)))
    for step in acting if systems else ():
        used = [printable(known[name].name or name) for name in graph.step(step).uses if name in known]
        if used:
            lines[step].append(Badge("cell", say("uses: {systems}", systems=used).text(language)))
    return {step: tuple(own) for step, own in lines.items()}
