"""A part of a blueprint: some phases, or the neighbourhood of a step. Arrows that leave it end in a pill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from journeymap.drawing.name_lookup import named
from journeymap.i18n.messages import Message, plural, say
from journeymap.layout.sheet import Card

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.layout.sheet import Arrow, Sheet


class Part(Struct, frozen=True):
    """The steps of a part, and what part it is in words."""

    steps: frozenset[str]
    about: Message


def part_of(graph: ServiceGraph, focus: str | None, depth: int, phases: Sequence[str]) -> Part | None:
    """Return the part that is asked for by a step and how many arrows far, by phases, or by both; None for the whole.

    Raises ChoiceError for a step or a phase that the blueprint does not have.
    """
    steps: set[str] = set()
    about: list[Message] = []
    if phases:
        known = {name: phase.name or "" for name, phase in graph.blueprint.phases.items()}
        none = say("this blueprint has no phases")
        chosen = [named(word, known, say('no phase is called "{name}"', name=word), none) for word in phases]
        steps |= {name for name, phase in graph.phases.items() if phase in chosen}
        names = [known[name] or name for name in known if name in chosen]
        about.append(say("only {phases}", phases=names))
    if focus is not None:
        labels = {name: graph.label(name) for name in graph.blueprint.steps}
        step = named(focus, labels, say('no step is called "{name}"', name=focus), say("this blueprint has no steps"))
        steps |= neighbourhood(graph, step, depth)
        about.append(
            plural("around {step}, {count} arrow far", "around {step}, {count} arrows far", depth, step=labels[step])
        )
    return Part(frozenset(steps), about[0] if len(about) == 1 else say("{parts}", parts=about)) if about else None


def neighbourhood(graph: ServiceGraph, step: str, depth: int) -> set[str]:
    """Return a step and those at most so many arrows away, whatever their kind and direction."""
    topology, steps = graph.topology, graph.blueprint.steps
    beside: dict[str, list[str]] = {name: [] for name in steps}
    pairs = [(topology.ids[a], topology.ids[b]) for a, b in zip(topology.sources, topology.targets, strict=True)]
    pairs += [
        (name, other)
        for name, step_at_hand in steps.items()
        for other in (*step_at_hand.uses, *step_at_hand.informs)
        if other in steps
    ]
    for step_at_hand, other in pairs:
        beside[step_at_hand].append(other)
        beside[other].append(step_at_hand)
    near, edge = {step}, [step]
    for _ in range(depth):
        edge = [after for name in edge for after in dict.fromkeys(beside[name]) if after not in near]
        near.update(edge)
    return near


def cut(sheet: Sheet, part: Part, language: str) -> Sheet:
    """Return a sheet with the cards of a part only, and a pill for each step outside that an arrow leads to or from."""
    cards = {card.id: card for card in sheet.cards}
    kept = [card for card in sheet.cards if card.step in part.steps]
    rows = {card.row for card in kept}
    pills: dict[str, Card] = {}
    arrows: list[Arrow] = []
    for arrow in sheet.arrows:
        source, target = cards[arrow.source], cards[arrow.target]
        inside = (source.step in part.steps, target.step in part.steps)
        if all(inside):
            arrows.append(arrow)
        elif inside[0]:
            pill = _pill(source, target, rows, say("to: {step}"), language)
            arrows.append(replace(arrow, target=pills.setdefault(pill.id, pill).id, stub=None, stub_back=None))
        elif inside[1]:
            pill = _pill(target, source, rows, say("from: {step}"), language)
            arrows.append(replace(arrow, source=pills.setdefault(pill.id, pill).id, stub=None, stub_back=None))
    phases = {card.phase for card in kept}
    about = part.about.text(language)
    return replace(
        sheet,
        subtitle=f"{sheet.subtitle} · {about}" if sheet.subtitle else about,
        rows=tuple(row for row in sheet.rows if row.id in rows),
        phases=tuple(phase for phase in sheet.phases if phase.id in phases),
        cards=(*kept, *pills.values()),
        arrows=tuple(arrows),
    )


def _pill(inside: Card, outside: Card, rows: Container[str], words: Message, language: str) -> Card:
    """Return the pill for a card outside, on its own row, where that is drawn, in the phase that it is joined to."""
    row = outside.row if outside.row in rows else inside.row
    text = replace(words, values={"step": outside.text}).text(language)
    name = f"{words.template.split(':')[0]}/{outside.id}/{row}/{inside.phase}"
    return Card(name, name, row, inside.phase, text, compact=True, elsewhere=outside.step)
