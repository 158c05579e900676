"""From the graph of a blueprint to the sheet that a layout places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.sheet.arrows import StepCards, build_arrows
from journeymap.drawing.sheet.badges import build_badges
from journeymap.drawing.sheet.rows import (
    SYSTEMS,
    RowKey,
    build_rows,
    row_id,
    row_of,
)
from journeymap.drawing.wording import printable
from journeymap.layout.sheet import LANES, Card, Phase, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.diagnostics import Acceptance, Diagnostic
    from journeymap.findings.numbering import Numbered
    from journeymap.graph import ServiceGraph
    from journeymap.layout.sheet import Badge


def build_sheet(
    graph: ServiceGraph,
    diagnostics: Iterable[Diagnostic] = (),
    accepted: Iterable[Acceptance] = (),
    *,
    language: str = "en",
    findings: Iterable[Numbered] = (),
    systems: bool = True,
) -> Sheet:
    """Return the cards, rows, phases and arrows of a blueprint. Nothing in it is lost, and unknown ids are skipped.

    `findings` are those whose numbers are to stand on the cards. Without `systems` these have no rows.
    """
    blueprint = graph.blueprint
    badges = build_badges(graph, diagnostics, accepted, language, findings)
    builder = _Cards(graph, systems=systems)
    steps = {name: builder.of_step(name, badges.get(name, ())) for name in blueprint.steps}
    phases = tuple(Phase(name, printable(phase.name or name)) for name, phase in blueprint.phases.items())
    return Sheet(
        title=printable(blueprint.title or ""),
        subtitle=printable(blueprint.about or ""),
        rows=build_rows(graph, builder.rows, language),
        phases=phases or (Phase("", ""),),
        cards=tuple(card for own in steps.values() for card in (*(card for _, card in own.cards), *own.systems)),
        arrows=tuple(build_arrows(graph, steps, language)),
    )


class _Cards:
    """Makes the cards, and remembers which rows they stand on and which ids are taken."""

    def __init__(self, graph: ServiceGraph, *, systems: bool = True) -> None:
        self.graph = graph
        self.systems = graph.blueprint.systems if systems else {}
        self.rows: set[RowKey] = set()
        self._taken: set[str] = set()
        self._order = {name: number for number, name in enumerate(graph.blueprint.actors)}

    def of_step(self, name: str, badges: tuple[Badge, ...]) -> StepCards:
        """Return the cards of a step, its badges on the uppermost one that acts."""
        step, blueprint = self.graph.step(name), self.graph.blueprint
        contents: list[tuple[RowKey, str]] = []
        for lane in LANES:
            cells = [(row_of(blueprint, lane, cell.by), cell.does) for cell in step.cells(lane)]
            contents += sorted(cells, key=lambda cell: self._order.get(cell[0][2], -1))
        if not contents:
            contents = [(("customer", "", ""), step.name or name)]
        bearer = next((number for number, (key, _) in enumerate(contents) if key[0] != "evidence"), 0)
        cards = [
            (key[0], self._card(name, key, key[0], text, badges if number == bearer else ()))
            for number, (key, text) in enumerate(contents)
        ]
        systems = [
            self._card(name, ("support", SYSTEMS, used), f"uses/{used}", self.systems[used].name or used, None)
            for used in dict.fromkeys(step.uses)
            if used in self.systems
        ]
        return StepCards(cards, systems)

    def _card(self, step: str, row: RowKey, part: str, text: str, badges: tuple[Badge, ...] | None) -> Card:
        """Make a card; without badges at all it is the compact one of a system."""
        self.rows.add(row)
        phase = self.graph.phases[step] or ""
        number, key = 1, f"{step}/{part}"
        while key in self._taken:
            number += 1
            key = f"{step}/{part}/{number}"
        self._taken.add(key)
        return Card(
            key, step, row_id(self.graph.blueprint, row), phase, printable(text), badges or (), compact=badges is None
        )
