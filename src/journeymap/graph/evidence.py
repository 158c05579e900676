"""What rests on a source, and what on our own assumption.

A statement is one figure or rating that a designer wrote down: a rating, a share, a time, a number of complaints. It
has a source when the step, persona or note it belongs to names one in `heard` that the file knows; else it is an
assumption. What the program itself has to assume, such as an even split where no share is stated, counts as one too.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from msgspec import Struct

from journeymap.graph.topology import EdgeKind
from journeymap.graph.units import COUNT, SHARE, derived

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeymap.graph.stated import Stated
    from journeymap.graph.topology import Topology
    from journeymap.model.blueprint import Blueprint
    from journeymap.model.step import Rating

Kind: TypeAlias = Literal["ratings", "shares", "times", "complaints", "fails", "notes"]
"""What a statement of a step is about; `notes` are its pains and ideas."""

KINDS: tuple[Kind, ...] = ("ratings", "shares", "times", "complaints", "fails", "notes")
_FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "ratings": ("experience",),
    "times": ("takes", "wait"),
    "complaints": ("complaints",),
    "fails": ("fails",),
    "notes": ("pains", "ideas"),
}
RATED = ("desired", "expected", "perceived", "importance", "emotion")


class Basis(Struct, frozen=True):
    """What a figure rests on: how many statements went into it, and how many of those nobody was asked about."""

    statements: Annotated[int, COUNT] = 0
    assumed: Annotated[int, COUNT] = 0

    @property
    @derived(SHARE)
    def assumed_share(self) -> float | None:
        """The part of the statements that has no source, from 0 to 1; None for a figure that rests on none."""
        return self.assumed / self.statements if self.statements else None

    def __add__(self, other: Basis) -> Basis:
        return Basis(self.statements + other.statements, self.assumed + other.assumed)


NOTHING = Basis()


class Evidence:
    """How many statements each step makes, and which steps have a source for theirs."""

    def __init__(self, blueprint: Blueprint, topology: Topology, stated: Stated) -> None:
        self._blueprint = blueprint
        self._topology = topology
        self._stated = stated
        self._known: dict[Kind, list[int]] = {}
        self._bases: dict[tuple[int, int], Basis] = {}

    @cached_property
    def sources(self) -> dict[str, tuple[str, ...]]:
        """Per step the sources behind it that the file knows, in the order in which the step names them."""
        sources: dict[str, tuple[str, ...]] = dict.fromkeys(self._blueprint.steps, ())
        for number in self._stated.at("heard"):
            sources[self._topology.ids[number]] = self.known(self._stated.steps[number].heard)
        return sources

    def known(self, heard: Iterable[str]) -> tuple[str, ...]:
        """Return those of the named sources that the file describes."""
        known = self._blueprint.sources
        return tuple(source for source in heard if source in known) if known else ()

    def counts(self, kind: Kind) -> list[int]:
        """Return for every step by its number how many statements of one kind it makes."""
        if kind not in self._known:
            # A graph that was built without a blueprint has steps of which nothing is stated.
            self._known[kind] = self._choices[0] if kind == "shares" else self._count(kind)
        return self._known[kind]

    def _count(self, kind: Kind) -> list[int]:
        stated, personas = self._stated, self._blueprint.personas
        counts = [0] * len(self._topology)
        if kind == "times":
            for number in stated.on_ways("wait"):
                counts[number] = sum(flow.wait is not None for flow in stated.steps[number].next.values())
        for field in _FIELDS[kind]:
            for number in stated.at(field):
                value = getattr(stated.steps[number], field)
                if isinstance(value, tuple):
                    counts[number] += len(value)
                elif value is not None:
                    counts[number] += _ratings(value, personas) if kind == "ratings" else 1
        return counts

    @cached_property
    def _choices(self) -> tuple[list[int], list[int]]:
        """Per step the shares that are stated, and those that had to be assumed because they are not."""
        topology = self._topology
        stated, assumed = [0] * len(topology), [0] * len(topology)
        shares, kinds = topology.shares, topology.kinds
        for step, edges in enumerate(topology.ways):
            ends = topology.outcomes[step] is not None
            if len(edges) == 1 and not ends and shares[edges[0]] is None and kinds[edges[0]] is EdgeKind.NEXT:
                continue
            silent = 0 if ends and edges else -1
            for edge in edges:
                share = shares[edge]
                if share is not None:
                    stated[step] += len(share)
                elif kinds[edge] is not EdgeKind.NEXT:
                    assumed[step] += 1
                else:
                    silent += 1
            # The last of the shares that are not stated follows from the others.
            assumed[step] += max(0, silent)
        steps = self._stated.steps
        for step in self._stated.at("chased"):
            chased = steps[step].chased
            stated[step] += len(chased.share or ()) if chased is not None else 0
        begins = {step: steps[step].start for step in self._stated.at("start")}
        entries = [step for step, weight in begins.items() if weight is True]
        for step, weight in begins.items():
            stated[step] += weight is not None and 0 < weight < 1
        if not any(begins.values()):
            entries = topology.starts
        # Who begins at the last of those that state no share follows from the others.
        for step in entries[1:]:
            assumed[step] += 1
        return stated, assumed

    def basis(self, steps: Sequence[int], *kinds: Kind) -> Basis:
        """Return what a figure rests on that uses all statements of some kinds of some steps, given by number."""
        statements = assumed = 0
        unheard = [step for step in steps if not self._sourced[step]] if any(self._sourced) else steps
        for kind in kinds:
            if kind != "notes":
                counts = self.counts(kind)
                made = sum(map(counts.__getitem__, steps))
                statements += made
                assumed += made if len(unheard) == len(steps) else sum(map(counts.__getitem__, unheard))
        if "shares" in kinds:
            more = sum(map(self._choices[1].__getitem__, steps))
            statements, assumed = statements + more, assumed + more
        basis = Basis(statements, assumed)
        return basis + self._notes(steps) if "notes" in kinds else basis

    def _notes(self, steps: Sequence[int]) -> Basis:
        """Return what the pains and ideas of some steps rest on: a note may have a source of its own."""
        counts = self.counts("notes")
        unheard = statements = 0
        for number in steps:
            if counts[number]:
                step = self._stated.steps[number]
                statements += counts[number]
                if not self._sourced[number]:
                    unheard += sum(not self.known(note.heard) for note in (*step.pains, *step.ideas))
        return Basis(statements, unheard)

    @cached_property
    def file_notes(self) -> Basis:
        """What the pains and ideas of the file as a whole rest on."""
        notes = (*self._blueprint.pains, *self._blueprint.ideas)
        return Basis(len(notes), sum(not self.known(note.heard) for note in notes))

    @cached_property
    def by_step(self) -> list[Basis]:
        """What all statements of each step together rest on, by its number."""
        columns = [self.counts(kind) for kind in KINDS if kind != "notes"]
        notes, split = self.counts("notes"), self._choices[1]
        bases = []
        for number, counts in enumerate(zip(*columns, strict=True)):
            stated = sum(counts)
            basis = self.step(number, stated)
            if split[number]:
                basis += Basis(split[number], split[number])
            bases.append(basis + self._notes((number,)) if notes[number] else basis)
        return bases

    def step(self, number: int, statements: int) -> Basis:
        """Return what a figure rests on that uses so many statements of one step."""
        key = statements, 0 if self._sourced[number] else statements
        if key not in self._bases:  # few figures of steps rest on many statements: the same ones again and again
            self._bases[key] = Basis(*key)
        return self._bases[key]

    @cached_property
    def _sourced(self) -> list[bool]:
        sourced = [False] * len(self._topology)
        for number in self._stated.at("heard"):
            sourced[number] = bool(self.sources[self._topology.ids[number]])
        return sourced

    @cached_property
    def mix(self) -> Basis:
        """What the parts of the personas among all customers rest on; nothing where there is only one."""
        personas = self._blueprint.personas
        if len(personas) < 2:
            return NOTHING
        silent = sum(persona.share is None for persona in personas.values())
        stated = [persona for persona in personas.values() if persona.share is not None]
        unheard = sum(not self.known(persona.heard) for persona in stated)
        assumed = max(0, silent - 1)
        return Basis(len(stated) + assumed, unheard + assumed)


def _ratings(experience: Mapping[str, Rating], personas: Mapping[str, object]) -> int:
    return sum(
        [
            getattr(rating, field) is not None
            for name, rating in experience.items()
            if name in personas or name in ("everyone", "staff")
            for field in RATED
        ]
    )
