"""The service as a graph: what analyses and rules ask their questions of."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from journeymap.changes import adding
from journeymap.graph.calendar import Calendar
from journeymap.graph.channel_choice import channel_taken
from journeymap.graph.dates import months_until_today, stated_day, today
from journeymap.graph.evidence import Evidence
from journeymap.graph.held import NOBODY, held_in
from journeymap.graph.markov_chain import Chain
from journeymap.graph.paths import Paths
from journeymap.graph.per_persona import PersonaFigure
from journeymap.graph.ratings import Ratings
from journeymap.graph.silence import HOW_LONG, Silence
from journeymap.graph.stated import Stated
from journeymap.graph.times import Times
from journeymap.i18n.languages import SOURCE_LANGUAGE
from journeymap.model.lanes import LANES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    import networkx as nx

    from journeymap.changes import Fix
    from journeymap.diagnostics import Span
    from journeymap.graph.evidence import Basis, Kind
    from journeymap.graph.held import Held
    from journeymap.graph.sampling import WaitsForEver
    from journeymap.graph.topology import Topology
    from journeymap.i18n.messages import Message
    from journeymap.model.blueprint import Blueprint
    from journeymap.model.step import Step
    from journeymap.numerics.reward import Reward
    from journeymap.numerics.simulation import Sample

    Network: TypeAlias = nx.MultiDiGraph[str]
    """A networkx multigraph whose nodes are step ids."""

EVERYONE = "everyone"
LANE_RANK = {lane: rank for rank, lane in enumerate(LANES)}


class Links(Struct, frozen=True):
    """The graphs of other blueprints, by the path as it is written; those not read, with the reason and what to do.

    `returned` holds by the same paths in which ways the other names this one: `mirrors`, `beside`, and so on. `beside`
    are the paths of all journeys of the same customer: those that this one names, and those that these name in turn.
    """

    related: Mapping[str, ServiceGraph] = field(default_factory=dict)
    broken: Mapping[str, Message] = field(default_factory=dict)
    remedies: Mapping[str, Message] = field(default_factory=dict)
    returned: Mapping[str, frozenset[str]] = field(default_factory=dict)
    beside: tuple[str, ...] = ()


class ServiceGraph:
    """A blueprint and its graph.

    Steps are known by their ids where people are spoken to, and by their numbers (the order of the file) where it is
    computed: `topology` holds the numbers.

    `read_links` reads the blueprints that this one names, when somebody first asks for them; there are none for a
    blueprint that has no file.
    """

    def __init__(self, blueprint: Blueprint, topology: Topology, read_links: Callable[[], Links] | None = None) -> None:
        self.blueprint = blueprint
        self.topology = topology
        self._read_links = read_links or Links
        self._paths: dict[str, Paths] = {}
        self._channels: dict[tuple[str, tuple[str, ...]], str | None] = {}
        self._chains: dict[str, Chain] = {}
        self._probabilities: dict[str, list[float]] = {}
        self._waits: dict[int, WaitsForEver | None] = {}
        self._samples: dict[int, Sample] = {}
        self._time_rewards: dict[int, Reward] = {}
        self._held: dict[int, Held] = {}
        self._bases: dict[tuple[str | None, ...], Basis] = {}

    def step(self, which: int | str) -> Step:
        """Return a step by its number or its id."""
        return self.blueprint.steps[which] if isinstance(which, str) else self.stated.steps[which]

    def name(self, number: int) -> str:
        """Return the id of a step."""
        return self.topology.ids[number]

    def names(self, numbers: list[int] | tuple[int, ...]) -> tuple[str, ...]:
        """Return the ids of several steps."""
        return tuple(map(self.topology.ids.__getitem__, numbers))

    def label(self, which: int | str) -> str:
        """Return a step in the designer's own words, or its id when it has none."""
        name = which if isinstance(which, str) else self.topology.ids[which]
        return self.blueprint.steps[name].label or name

    def place(self, which: int | str, *path: str | int) -> Span | None:
        """Return where a step, or a field of it, stands in the file: its key when no field is given."""
        step = self.step(which)
        return step.at(*path) if path else step.key_at()

    def channel(self, persona: str, which: int | str) -> str | None:
        """Return the channel that a persona takes at a step: of several the one that suits it best; None for none."""
        offered = self.step(which).channel
        if len(offered) < 2:
            return offered[0] if offered else None
        key = persona, offered
        if key not in self._channels:
            self._channels[key] = channel_taken(self.blueprint, self.calendar, persona, offered)
        return self._channels[key]

    @cached_property
    def stated(self) -> Stated:
        """The steps by their numbers, and which of them state what."""
        return Stated(self.blueprint)

    @cached_property
    def personas(self) -> dict[str, float]:
        """The personas and their parts of all customers; one called `everyone` when the file knows none.

        What is not stated splits what is left evenly; the parts are scaled to add up to one.
        """
        stated = {name: persona.share for name, persona in self.blueprint.personas.items()}
        if not stated:
            return {EVERYONE: 1.0}
        missing = [name for name, share in stated.items() if share is None]
        left = max(0.0, 1 - sum(share for share in stated.values() if share is not None))
        parts = {name: left / len(missing) if share is None else share for name, share in stated.items()}
        total = sum(parts.values())
        return {name: part / total if total else 1 / len(parts) for name, part in parts.items()}

    def last_contact(self, name: str) -> str:
        """Return the step at which, or before which, the organisation last had the chance to say something."""
        return self.name(self.silence.contact_before(self.topology.index[name]))

    def telling_at(self, name: str) -> Fix:
        """Return the proposal to tell at a step how long it will take, in the language of the file."""
        words = HOW_LONG.text(self.blueprint.language or SOURCE_LANGUAGE)
        return adding("steps", name, "tells", value=words, to=self.step(name).tells)

    def unless_all(self, personas: Iterable[str]) -> tuple[str, ...]:
        """Return some personas in the order of the file, or none where they are all that the journey is for."""
        named = set(personas)
        return tuple(name for name in self.personas if name in named) if len(named) < len(self.personas) else ()

    @cached_property
    def phases(self) -> dict[str, str | None]:
        """The phase of every step by its id: its own, else that of the step before it in the file, else the first.

        None for all where the file has no phases.
        """
        known = self.blueprint.phases
        current = next(iter(known), None)
        phase_of: dict[str, str | None] = {}
        for name, step in self.blueprint.steps.items():
            if step.phase in known:
                current = step.phase
            phase_of[name] = current
        return phase_of

    def lanes(self, which: int | str) -> tuple[str, ...]:
        """Return the lanes in which something happens in a step, from the customer's side to the back."""
        step = self.step(which)
        return tuple(lane for lane in LANES if step.cells(lane))

    @cached_property
    def links(self) -> Links:
        """The blueprints that this one names."""
        return self._read_links()

    @property
    def related(self) -> Mapping[str, ServiceGraph]:
        """The graphs of the blueprints that this one names, by the path as it is written in the file."""
        return self.links.related

    @cached_property
    def as_of(self) -> date:
        """The day by which ages are counted: last review, else newest source, else today."""
        return stated_day(self.blueprint) or today()

    @property
    def months_since_review(self) -> int | None:
        """The whole months from the last review until today; None when the file does not say when that was."""
        reviewed = self.blueprint.reviewed
        return months_until_today(reviewed) if reviewed is not None else None

    @cached_property
    def evidence(self) -> Evidence:
        """What rests on a source and what on an assumption."""
        return Evidence(self.blueprint, self.topology, self.stated)

    @cached_property
    def ratings(self) -> Ratings:
        """How each persona lives through each step."""
        return Ratings(self.blueprint, self.evidence, self.stated)

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar by which opening hours and working days are read."""
        reviewed = self.blueprint.reviewed
        return Calendar(self.blueprint.calendar, reviewed.year if reviewed else None)

    @cached_property
    def times(self) -> Times:
        """How long steps and arrows take."""
        return Times(self.stated, self.topology, self.calendar, self.silence)

    @cached_property
    def silence(self) -> Silence:
        """Where customers come without having been told anything."""
        return Silence(self.stated, self.topology, self._successors_of_any)

    @cached_property
    def _successors_of_any(self) -> list[list[int]]:
        """Per step the steps to which some persona goes on, as `Paths.successors`."""
        walks = list({id(paths): paths for paths in map(self.paths, self.personas)}.values())
        if len(walks) == 1:
            return walks[0].successors
        if any(paths.ways is self.topology.ways for paths in walks):
            return self.topology.successors
        taken = {edge for paths in walks for edges in paths.ways for edge in edges}
        targets = self.topology.targets
        return [[targets[edge] for edge in edges if edge in taken] for edges in self.topology.ways]

    @cached_property
    def distinguished(self) -> frozenset[str]:
        """The personas of whom some arrow says which share of them goes that way; all others walk alike."""
        named: set[str] = set()
        for share in self.topology.shares:
            if share is not None and (len(share) > 1 or EVERYONE not in share):
                named.update(share)
        return frozenset(named - {EVERYONE})

    @property
    def _walks(self) -> int:
        """How many personas walk differently; those of whom no arrow says anything are one."""
        return max(1, len(self.distinguished) + (len(self.distinguished) < len(self.personas)))

    def paths(self, persona: str) -> Paths:
        """Return the graph as a persona may walk it."""
        who = persona if persona in self.distinguished else EVERYONE
        if who not in self._paths:
            self._paths[who] = Paths(self.topology, self._taken(who))
        return self._paths[who]

    def chain(self, persona: str) -> Chain:
        """Return the journeys of a persona as a Markov chain, solved once."""
        who = persona if persona in self.distinguished else EVERYONE
        if who not in self._chains:
            self._chains[who] = Chain(self.topology, self._taken(who))
        return self._chains[who]

    def _taken(self, who: str) -> list[float]:
        """Return the probability of every edge, divided once for paths and chain."""
        if who not in self._probabilities:
            everyone = self._taken(EVERYONE) if who != EVERYONE and self._walks > 1 else None
            self._probabilities[who] = self.topology.probabilities(who, everyone)
        return self._probabilities[who]

    def waits_for_ever(self, persona: str) -> WaitsForEver | None:
        """Return how many of a persona's journeys wait for ever at a join, and where the others end; None if none."""
        waits = self.joined(persona)
        return waits if waits is not None and waits.blocked else None

    def joined(self, persona: str) -> WaitsForEver | None:
        """Return the same where none was found to wait for ever among the journeys drawn; None where it is certain."""
        if not self.topology.has_concurrency:
            return None
        chain = self.chain(persona)
        if id(chain) not in self._waits:
            from journeymap.graph.sampling import waits_for_ever

            self._waits[id(chain)] = waits_for_ever(chain, self.times, self._walks)
        return self._waits[id(chain)]

    def sample(self, persona: str) -> Sample:
        """Return journeys of a persona that were drawn by chance; the same ones every time."""
        chain = self.chain(persona)
        if id(chain) not in self._samples:
            from journeymap.graph.sampling import SEED, draw_journeys

            place = next(place for place, name in enumerate(self.personas) if self.chain(name) is chain)
            self._samples[id(chain)] = draw_journeys(chain, self.times, SEED + place, personas=self._walks)
        return self._samples[id(chain)]

    def held(self, persona: str) -> Held:
        """Return how long a persona is held at the steps that wait for work beside the path."""
        if not (self.topology.has_joins and self.times.stated):
            return NOBODY
        chain = self.chain(persona)
        if id(chain) not in self._held:
            self._held[id(chain)] = held_in(self.sample(persona))
        return self._held[id(chain)]

    def collected(
        self,
        persona: str,
        per_step: Sequence[float],
        per_edge: Mapping[int, float],
        given: Sequence[int] | None = None,
    ) -> float | None:
        """Return what a persona's customers who come to an end collect on average at steps and on edges.

        `given` some kinds of end, as places in `OUTCOMES`: those who come to one of these. None where nobody does, or
        where some wait for ever and there are too many situations to look at.
        """
        waits = self.waits_for_ever(persona)
        if waits is None:
            return self.chain(persona).expected(per_step, per_edge, given)
        return None if waits.situations is None else waits.situations.expected(per_step, per_edge, given)

    def time_reward(self, persona: str) -> Reward:
        """Return the minutes of all steps and arrows in the shape of a persona's chain, made once."""
        chain = self.chain(persona)
        if id(chain) not in self._time_rewards:
            times = self.times
            self._time_rewards[id(chain)] = chain.reward(
                times.total, times.total_on_way, times.variance, times.on_way_variance
            )
        return self._time_rewards[id(chain)]

    def minutes(self, persona: str, given: Sequence[int] | None = None) -> float | None:
        """Return how long journeys take that come to an end, or to some kinds of end; None if none does or is timed."""
        if not self.times.stated:
            return None
        waits = self.waits_for_ever(persona)
        if waits is not None and waits.situations is None:
            totals = self.sample(persona).totals(given)
            return sum(totals) / len(totals) if totals else None
        times = self.times
        if waits is None:
            path = self.chain(persona).expected(times.total, times.total_on_way, given, self.time_reward(persona))
        else:
            path = self.collected(persona, times.total, times.total_on_way, given)
        return None if path is None else path + self.held(persona).expected(given)

    def basis(self, persona: str | None, *kinds: Kind) -> Basis:
        """Return what a figure rests on that uses some kinds of statements of every step that a persona comes to.

        With None as the persona: the same for all customers together, with the personas' parts of them.
        """
        key = persona, *kinds
        if key not in self._bases:
            if persona is None:
                reached = {step for name in self.personas for step in self.chain(name).reached}
                self._bases[key] = self.evidence.basis(sorted(reached), *kinds) + self.evidence.mix
            else:
                self._bases[key] = self.evidence.basis(self.chain(persona).reached, *kinds)
        return self._bases[key]

    def spread(
        self, by_persona: Mapping[str, float | None], *kinds: Kind, among: Mapping[str, float] | None = None
    ) -> PersonaFigure:
        """Return a figure of every persona with that of all customers, resting on some kinds of statements.

        `among` a share of each persona's customers, that of all is the mean over these only. Where no journey begins
        there is nobody of whom it could be told, so that it is None for all.
        """
        if not self.topology.starts:
            by_persona = dict.fromkeys(by_persona)
        return PersonaFigure.of(by_persona, self.personas, self.basis(None, *kinds), among)

    @cached_property
    def network(self) -> Network:
        """The graph as a networkx multigraph: a node per step with its fields, an edge per arrow with its kind."""
        import networkx as nx

        network: Network = nx.MultiDiGraph(title=self.blueprint.title or "")
        phases = self.phases
        for name, step in self.blueprint.steps.items():
            fields = step.model_dump(mode="python", exclude_defaults=True, exclude={"next", "phase"})
            network.add_node(name, label=self.label(name), **{**fields, "phase": phases[name]})
        topology = self.topology
        for edge, (source, target) in enumerate(zip(topology.sources, topology.targets, strict=True)):
            share = topology.shares[edge]
            network.add_edge(
                topology.ids[source],
                topology.ids[target],
                kind=str(topology.kinds[edge]),
                decides=topology.deciders[edge],
                share=None if share is None else dict(share),
            )
        for name, step in self.blueprint.steps.items():
            for informed, information in step.informs.items():
                if informed in self.blueprint.steps:
                    network.add_edge(name, informed, kind="informs", what=information.what)
            for used in step.uses:
                if used in self.blueprint.steps:
                    network.add_edge(name, used, kind="uses")
        return network
