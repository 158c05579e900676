"""The bare graph: steps as numbers, edges as parallel lists.

Plain lists of numbers carry a million steps where objects would not, and every kernel of `numerics` works on them.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct, field

from journeymap.graph.shares import divide, divide_all_stated
from journeymap.numerics.components import Search, reverse, search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class EdgeKind(StrEnum):
    """What an edge means.

    One way of a choice; the way out of a failure, of who gives up or of who finds it closed; the begin of work beside,
    or a wait for it.
    """

    NEXT = "next"
    RECOVER = "recover"
    GIVES_UP = "gives-up"
    CLOSED = "closed"
    STARTS = "starts"
    NEEDS = "needs"


DETOURS = frozenset({EdgeKind.RECOVER, EdgeKind.GIVES_UP, EdgeKind.CLOSED})
"""The edges of those who are not served at a step: each has its share of all who come to it."""
CHOICES = frozenset({EdgeKind.NEXT, *DETOURS})
"""The edges of which a customer takes exactly one."""


class Topology(Struct, dict=True):
    """Steps and edges as numbers.

    Per step: `ids`, `outcomes` (the kind of end, None for no end), `weights` (the share of the customers who begin
    there, 0 for no start; together less than 1 where the stated ones leave a rest that begins nowhere), `in_flow`
    (False for a supporting step). Per edge: `sources`, `targets`, `kinds`, `shares` (persona id or `everyone` to
    probability as stated, None when not stated), `deciders`, of which those in `undecided` are neither stated nor
    plain, because the customer acts there. An edge of
    kind `needs` goes from the step that must be done to the step that waits for it.
    """

    ids: list[str] = field(default_factory=list)
    outcomes: list[str | None] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    in_flow: list[bool] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    kinds: list[EdgeKind] = field(default_factory=list)
    shares: list[Mapping[str, float] | None] = field(default_factory=list)
    deciders: list[str] = field(default_factory=list)
    undecided: set[int] = field(default_factory=set)

    def add_step(self, name: str, *, outcome: str | None = None, weight: float = 0.0, in_flow: bool = True) -> int:
        """Add a step and return its number."""
        self.ids.append(name)
        self.outcomes.append(outcome)
        self.weights.append(weight)
        self.in_flow.append(in_flow)
        return len(self.ids) - 1

    def add_edge(
        self,
        source: int,
        target: int,
        kind: EdgeKind = EdgeKind.NEXT,
        share: Mapping[str, float] | None = None,
        decides: str = "organisation",
    ) -> int:
        """Add an edge and return its number."""
        self.sources.append(source)
        self.targets.append(target)
        self.kinds.append(kind)
        self.shares.append(share)
        self.deciders.append(decides)
        return len(self.sources) - 1

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def index(self) -> dict[str, int]:
        """The number of each step by its id."""
        return {name: number for number, name in enumerate(self.ids)}

    @cached_property
    def outgoing(self) -> list[list[int]]:
        """Per step the numbers of all edges that leave it, in the order of the file."""
        return self._edges_at(self.sources)

    @cached_property
    def incoming(self) -> list[list[int]]:
        """Per step the numbers of all edges that come in."""
        return self._edges_at(self.targets)

    @cached_property
    def ways(self) -> list[list[int]]:
        """Per step the numbers of the edges of which exactly one is taken: those of `CHOICES`."""
        kinds = self.kinds
        if not self.has_concurrency:
            return self.outgoing
        # Compared one by one: to look an enumeration up in a set is ten times slower.
        return [
            [edge for edge in edges if kinds[edge] is not EdgeKind.STARTS and kinds[edge] is not EdgeKind.NEEDS]
            for edges in self.outgoing
        ]

    @cached_property
    def successors(self) -> list[list[int]]:
        """Per step the steps that a customer may come to next, by choice or by failure."""
        return [[self.targets[edge] for edge in edges] for edges in self.ways]

    @cached_property
    def predecessors(self) -> list[list[int]]:
        """Per step the steps from which a customer may come to it, in the order of the file."""
        return reverse(self.successors)

    @cached_property
    def path(self) -> Search:
        """What a customer may come to from where journeys begin."""
        return search(self.successors, self.starts)

    @cached_property
    def coming(self) -> list[int]:
        """Per step the place that it has in the order in which customers come to the steps.

        What counts is how many steps lie between it and a beginning, and its id among equals: the order in which steps
        are written says nothing of the service. What nobody comes to is last, from where nothing leads to it.
        """
        distance: dict[int, int] = {}
        begun: list[int] = []
        for begin in (self.starts, [step for step, edges in enumerate(self.incoming) if not edges], range(len(self))):
            away = len(begun)  # Behind all that was come to already.
            here = [step for step in begin if step not in distance]
            while here:
                distance.update(dict.fromkeys(here, away))
                begun += here
                ahead = {self.targets[edge] for step in here for edge in self.outgoing[step]}
                here = [step for step in ahead if step not in distance]
                away += 1
        rank = {step: place for place, step in enumerate(sorted(begun, key=lambda n: (distance[n], self.ids[n])))}
        return [rank[step] for step in range(len(self))]

    def as_customers_come(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return steps with the one that customers come to first in front, however the file is ordered."""
        return tuple(sorted(names, key=lambda name: self.coming[self.index[name]]))

    @cached_property
    def begun(self) -> list[list[int]]:
        """Per step the steps that it begins beside the customer's path."""
        kinds, targets = self.kinds, self.targets
        return [[targets[edge] for edge in edges if kinds[edge] is EdgeKind.STARTS] for edges in self.outgoing]

    @cached_property
    def needs(self) -> list[list[int]]:
        """Per step the steps that it waits for."""
        kinds, sources = self.kinds, self.sources
        return [[sources[edge] for edge in edges if kinds[edge] is EdgeKind.NEEDS] for edges in self.incoming]

    @cached_property
    def waits_only(self) -> list[bool]:
        """Per step whether it begins by itself when what it waits for is done: nothing else leads to it."""
        led = set(self.starts)
        led.update(target for target, kind in zip(self.targets, self.kinds, strict=True) if kind is not EdgeKind.NEEDS)
        return [bool(needs) and step not in led for step, needs in enumerate(self.needs)]

    @cached_property
    def reached(self) -> list[list[int]]:
        """Per step the steps that begin after it: its successors and the work that it starts."""
        if not self.has_concurrency:
            return self.successors
        kinds, targets = self.kinds, self.targets
        return [[targets[edge] for edge in edges if kinds[edge] is not EdgeKind.NEEDS] for edges in self.outgoing]

    @cached_property
    def starts(self) -> list[int]:
        """The steps where journeys begin."""
        return [number for number, weight in enumerate(self.weights) if weight > 0]

    @cached_property
    def ends(self) -> list[int]:
        """The steps that end the journey, well or badly."""
        return [number for number, outcome in enumerate(self.outcomes) if outcome is not None]

    @cached_property
    def good_ends(self) -> list[int]:
        """The steps at which the customer has been helped."""
        return [number for number, outcome in enumerate(self.outcomes) if outcome == "helped"]

    @cached_property
    def has_concurrency(self) -> bool:
        """Whether anything is started beside the path or waited for."""
        return EdgeKind.STARTS in self.kinds or EdgeKind.NEEDS in self.kinds

    @cached_property
    def has_joins(self) -> bool:
        """Whether any step waits for another one."""
        return EdgeKind.NEEDS in self.kinds

    def _edges_at(self, ends: list[int]) -> list[list[int]]:
        edges: list[list[int]] = [[] for _ in self.ids]
        for edge, step in enumerate(ends):
            edges[step].append(edge)
        return edges

    def probabilities(self, persona: str, everyone: Sequence[float] | None = None) -> list[float]:
        """Return for every edge the probability that a persona takes it; 0 for edges that are no choice.

        What is missing to one is nobody's way and is stranded, or, at a step with an end, ends there. How the stated
        shares are read is said at `divide`. `everyone` are the probabilities of those of whom nothing is said apart,
        where they are at hand: then only the steps that say something of the persona are divided anew.
        """
        probabilities = [0.0] * len(self.sources) if everyone is None else [*everyone]
        shares, kinds, ways, outcomes = self.shares, self.kinds, self.ways, self.outcomes
        naming: Iterable[int] = range(len(ways))
        if everyone is not None:
            naming = {step for step, share in zip(self.sources, shares, strict=True) if share and persona in share}
        for step in naming:
            edges, outcome = ways[step], outcomes[step]
            if not edges:
                continue
            if outcome is None:
                first = edges[0]
                if len(edges) == 1 and kinds[first] is EdgeKind.NEXT:
                    only = shares[first]
                    if only is None or (only[persona] if persona in only else only.get("everyone")) == 1.0:
                        probabilities[first] = 1.0
                        continue
                # Most steps state the shares of all their ways, and nothing fails there.
                stated = []
                for edge in edges:
                    share = shares[edge]
                    if share is None or kinds[edge] is not EdgeKind.NEXT:
                        break
                    part = share[persona] if persona in share else share.get("everyone")
                    if part is None:
                        break
                    stated.append(part)
                else:
                    for edge, probability in zip(edges, divide_all_stated(stated), strict=True):
                        probabilities[edge] = probability
                    continue
            self._split(edges, persona, probabilities, ends=outcome is not None)
        return probabilities

    def _split(self, edges: list[int], persona: str, probabilities: list[float], *, ends: bool) -> None:
        ways: list[int] = []
        fails: list[int] = []
        for edge in edges:
            (ways if self.kinds[edge] is EdgeKind.NEXT else fails).append(edge)
        shares = [_stated(self.shares[edge], persona) for edge in ways]
        if not fails and not any(share is not None for share in shares):
            for edge in ways:
                probabilities[edge] = 1.0 / (len(ways) + ends)
            return
        division = divide(shares, [_stated(self.shares[edge], persona) for edge in fails], ends=ends)
        for edge, probability in zip(ways, division.ways, strict=True):
            probabilities[edge] = probability
        for edge, probability in zip(fails, division.fails, strict=True):
            probabilities[edge] = probability


def _stated(share: Mapping[str, float] | None, persona: str) -> float | None:
    if share is None:
        return None
    return share.get(persona, share.get("everyone"))
