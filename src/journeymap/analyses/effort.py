"""What a journey asks of the customer: contacts, changes of channel and hands, what they must tell, pages and clicks.

All are expected values per customer: what a step asks, times how often it is done. Contacts that are there only because
something failed are counted apart: failure demand (Seddon 2003).
"""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.failures import caused_by, failure_edges
from journeymap.graph.service_graph import LANE_RANK
from journeymap.graph.units import COUNT, SHARE
from journeymap.numerics.absorption import Absorption

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.graph.markov_chain import Chain
    from journeymap.graph.per_persona import PersonaFigure
    from journeymap.model.step import Cell

_ORGANISATION = ("frontstage", "backstage", "support")
_ACTING = ("customer", *_ORGANISATION)
_NOTED = 1e-12


class FailureCause(Struct, frozen=True):
    """An arrow that is taken because something went wrong, and the contacts it adds per customer, over all of them."""

    source: str
    target: str
    contacts: Annotated[float, COUNT]


class ChasedStep(Struct, frozen=True):
    """A step at which customers who wait ask how it stands: how often per customer, over all of them."""

    step: str
    contacts: Annotated[float, COUNT]


class Effort(Struct, frozen=True):
    """The effort of one journey, per customer; each with its spread over the personas.

    `contacts` are meetings of customer and organisation: both act, or one of them through a channel, and customers who
    wait and ask how it stands (`chases`). `touchpoints` are all steps that the customer does or sees.
    `channel_switches` and `hand_offs` count how often the channel, or the person of the organisation who acts first, is
    another than at the last step that had one. `line_crossings` counts the lines between lanes (interaction,
    visibility, internal interaction) crossed inside steps and on arrows.
    `items_asked` counts what must be told or handed over, each time anew. Changes of channel, hand-offs, items,
    `pages`, `clicks` and `burden` (per kind) have no figure where no step states a channel, who acts, or any of them.
    All of these are infinite for those who go round for ever where they are asked for it again and again. `actors` are
    those of the organisation whom a journey may meet, in the file's order.

    `failure_contacts` are the contacts that would not be there if nothing failed, `failure_share` their part of all
    contacts (None without contacts, and where these have no end), `failure_causes` the arrows that cause them and
    `chased_at` the steps at which customers ask how it stands, the greatest first.
    """

    contacts: Annotated[PersonaFigure, COUNT]
    chases: Annotated[PersonaFigure, COUNT]
    touchpoints: Annotated[PersonaFigure, COUNT]
    channel_switches: Annotated[PersonaFigure, COUNT]
    hand_offs: Annotated[PersonaFigure, COUNT]
    line_crossings: Annotated[PersonaFigure, COUNT]
    items_asked: Annotated[PersonaFigure, COUNT]
    pages: Annotated[PersonaFigure, COUNT]
    clicks: Annotated[PersonaFigure, COUNT]
    burden: Annotated[Mapping[str, PersonaFigure], COUNT]
    actors: tuple[str, ...]
    failure_contacts: Annotated[PersonaFigure, COUNT]
    failure_share: Annotated[PersonaFigure, SHARE]
    failure_causes: tuple[FailureCause, ...]
    chased_at: tuple[ChasedStep, ...]


class _Columns(Struct, frozen=True):
    """What each step asks, by its number."""

    contacts: list[float]
    touchpoints: list[float]
    items: list[float]
    pages: list[float]
    clicks: list[float]
    crossings: list[float]
    ranks: list[int | None]
    actors: list[str | None]
    burden: dict[str, list[float]]
    stated: frozenset[str]


def compute(graph: ServiceGraph) -> Effort:
    """Return what the journey asks of the customer."""
    columns = _columns(graph)
    known: dict[int, tuple[float, float]] = {}
    for persona in graph.personas:
        chain = graph.chain(persona)
        if id(chain) not in known:
            known[id(chain)] = (
                expected_switches(chain, columns.actors),
                chain.total_work(columns.crossings) + _crossed_on_arrows(chain, columns.ranks),
            )
    switches = _switches(graph) if "channels" in columns.stated else dict.fromkeys(graph.personas)

    def spread(figure: Callable[[Chain], float | None]) -> PersonaFigure:
        return graph.spread({persona: figure(graph.chain(persona)) for persona in graph.personas}, "shares")

    def total(column: Sequence[float], *, stated: bool = True) -> PersonaFigure:
        return spread(lambda chain: chain.total_work(column) if stated else None)

    failed, causes = _failed(graph, columns.contacts)
    met = total(columns.contacts)
    chases, chased_at = _chases(graph)
    contacts = graph.spread(
        {persona: (number or 0.0) + chases[persona] for persona, number in met.by_persona.items()}, "shares"
    )
    failed = {persona: number + chases[persona] for persona, number in failed.items()}
    # Of all contacts of all customers: who has more of them counts for more.
    every = {persona: number or 0.0 for persona, number in contacts.by_persona.items()}
    shares = {
        persona: min(1.0, failed[persona] / number) if number and isfinite(number) else None
        for persona, number in every.items()
    }
    weights = {persona: number if isfinite(number) else 0.0 for persona, number in every.items()}
    return Effort(
        contacts=contacts,
        chases=graph.spread(dict(chases), "shares"),
        touchpoints=total(columns.touchpoints),
        channel_switches=graph.spread(switches, "shares"),
        hand_offs=spread(lambda chain: known[id(chain)][0] if "actors" in columns.stated else None),
        line_crossings=spread(lambda chain: known[id(chain)][1]),
        items_asked=total(columns.items, stated="items" in columns.stated),
        pages=total(columns.pages, stated="pages" in columns.stated),
        clicks=total(columns.clicks, stated="clicks" in columns.stated),
        burden={kind: total(column) for kind, column in columns.burden.items()},
        actors=_met(graph),
        failure_contacts=graph.spread(failed, "shares"),
        failure_share=graph.spread(shares, "shares", among=weights),
        failure_causes=causes,
        chased_at=chased_at,
    )


def _columns(graph: ServiceGraph) -> _Columns:
    size = len(graph.topology)
    columns = _Columns(
        contacts=[0.0] * size,
        touchpoints=[0.0] * size,
        items=[0.0] * size,
        pages=[0.0] * size,
        clicks=[0.0] * size,
        crossings=[0.0] * size,
        ranks=[None] * size,
        actors=[None] * size,
        burden={},
        stated=_stated(graph),
    )
    stated, in_flow = graph.stated, graph.topology.in_flow
    steps = stated.steps

    def stating(field: str) -> list[int]:
        return [number for number in stated.at(field) if in_flow[number]]

    # Whoever does or sees something is in the flow.
    columns.contacts[: len(steps)] = map(float, stated.contacts)
    columns.touchpoints[: len(steps)] = map(float, stated.touchpoints)
    for number in stating("asks"):
        columns.items[number] = float(sum(item not in stated.identifying for item in steps[number].asks))
    for number in stating("pages"):
        columns.pages[number] = steps[number].pages or 0.0
    for number in stating("clicks"):
        columns.clicks[number] = steps[number].clicks or 0.0
    for lane in _ACTING:
        rank = LANE_RANK[lane]
        for number in stating(lane):
            if getattr(steps[number], lane):
                first = columns.ranks[number]
                if first is None:
                    columns.ranks[number] = rank
                else:
                    columns.crossings[number] = float(rank - first)
    if "actors" in columns.stated:
        for lane in reversed(_ORGANISATION):
            for number in stated.named[lane]:
                if in_flow[number]:
                    columns.actors[number] = _acting(steps[number].cells(lane))
    for number in stating("burden"):
        for kind, count in steps[number].burden.items():
            columns.burden.setdefault(kind, [0.0] * size)[number] = count
    return columns


def _stated(graph: ServiceGraph) -> frozenset[str]:
    """Return the vocabularies that the file uses anywhere: from a word that it never uses nothing follows."""
    stated, steps = graph.stated, graph.stated.steps
    used = {
        "channels": any(steps[number].channel for number in stated.at("channel")),
        "items": any(steps[number].asks for number in stated.at("asks")),
        "pages": any(steps[number].pages is not None for number in stated.at("pages")),
        "clicks": any(steps[number].clicks is not None for number in stated.at("clicks")),
        "actors": any(stated.named[lane] for lane in _ORGANISATION),
    }
    return frozenset(word for word, is_used in used.items() if is_used)


def _switches(graph: ServiceGraph) -> dict[str, float | None]:
    """Return how often each persona changes channel; of several at a step each takes its own."""
    several = any(len(graph.step(number).channel) > 1 for number in graph.stated.at("channel"))
    found: dict[str, float | None] = {}
    known: dict[object, float] = {}
    for persona in graph.personas:
        chain = graph.chain(persona)
        in_flow = graph.topology.in_flow
        key: object = (id(chain), persona if several else None)
        if key not in known:
            labels: list[str | None] = [None] * len(in_flow)
            for step in graph.stated.at("channel"):
                labels[step] = graph.channel(persona, step) if in_flow[step] else None
            known[key] = expected_switches(chain, labels)
        found[persona] = known[key]
    return found


def _chases(graph: ServiceGraph) -> tuple[dict[str, float], tuple[ChasedStep, ...]]:
    """Return how often each persona asks how it stands while it waits, and at which steps over all customers."""
    chased = [number for number in graph.stated.at("chased") if graph.step(number).chased is not None]
    per_persona = dict.fromkeys(graph.personas, 0.0)
    per_step = dict.fromkeys(chased, 0.0)
    for persona, part in graph.personas.items() if chased else ():
        chain = graph.chain(persona)
        column = [0.0] * len(graph.topology)
        for number in chased:
            column[number] = graph.step(number).chasing(persona)
            per_step[number] += part * chain.done[number] * column[number] if column[number] else 0.0
        per_persona[persona] = chain.total_work(column)
    ranked = sorted((number for number in chased if per_step[number] > 0), key=lambda number: -per_step[number])
    return per_persona, tuple(ChasedStep(graph.name(number), per_step[number]) for number in ranked)


def _acting(cells: Sequence[Cell]) -> str | None:
    """Return who acts in a lane of a step, the first who is named; None when nobody is."""
    for cell in cells:
        if cell.by is not None:
            return cell.by
    return None


def _crossed_on_arrows(chain: Chain, ranks: Sequence[int | None]) -> float:
    """Return the lines that are crossed between the topmost acting lanes of steps that follow each other."""
    crossed = 0.0
    for step, targets in enumerate(chain.successors[: chain.nowhere]):
        here, visits = ranks[step], chain.passes[step]
        if here is None or not visits or step in chain.ends:
            continue
        for target, share in zip(targets, chain.shares[step], strict=True):
            there = ranks[target] if target < chain.nowhere else None
            if there is not None and there != here and share:
                if step in chain.ceaseless:
                    return inf
                crossed += visits * share * abs(there - here)
    return crossed


def _met(graph: ServiceGraph) -> tuple[str, ...]:
    if not graph.blueprint.actors:
        return ()
    reached = {step for persona in graph.personas for step in graph.chain(persona).reached}
    met = {
        cell.by
        for lane in _ORGANISATION
        for number in graph.stated.at(lane)
        if number in reached
        for cell in graph.step(number).cells(lane)
    }
    return tuple(actor for actor in graph.blueprint.actors if actor in met)


def _failed(graph: ServiceGraph, contacts: Sequence[float]) -> tuple[dict[str, float], tuple[FailureCause, ...]]:
    """Return the contacts that failures cause, per persona, and by which arrows over all customers."""
    added: dict[int, dict[int, float]] = {}
    for persona in graph.personas:
        chain = graph.chain(persona)
        if id(chain) not in added:
            edges = failure_edges(chain, graph.stated)
            contacts_of_failures = caused_by(chain, edges, contacts) if edges else []
            added[id(chain)] = {
                failure.edge: failure.added for failure in contacts_of_failures if failure.added > _NOTED
            }
    failed = {persona: sum(added[id(graph.chain(persona))].values()) for persona in graph.personas}
    together: dict[int, float] = {}
    for persona, part in graph.personas.items():
        for edge, more in added[id(graph.chain(persona))].items():
            together[edge] = together.get(edge, 0.0) + part * more
    topology = graph.topology
    ranked = sorted(together.items(), key=lambda item: (-item[1], item[0]))
    return failed, tuple(
        FailureCause(graph.name(topology.sources[edge]), graph.name(topology.targets[edge]), more)
        for edge, more in ranked
    )


ANALYSIS = Analysis(name="effort", compute=compute)


def expected_switches(chain: Chain, labels: Sequence[str | None]) -> float:
    """Return how often, on average, a journey comes from a step with one label to the next step with another.

    `labels` gives the label of each step by number; steps without one (None) are passed over. Infinite where journeys
    go round for ever in a circle with several labels.
    """
    names = sorted({label for label in labels if label is not None})
    if len(names) < 2:
        return 0.0
    if any(len({labels[step] for step in circle} - {None}) > 1 for circle, _ in chain.livelocks):
        return inf
    number = {label: place for place, label in enumerate(names)}
    switched = 0.0
    # Per label, what leaves its steps towards steps without a label: the next label is still to be found.
    silent: dict[str, dict[int, float]] = {}
    for step, label in enumerate(labels):
        visits = chain.passes[step]
        if label is None or not visits or step in chain.ends:
            continue
        for target, share in zip(chain.successors[step], chain.shares[step], strict=True):
            if target >= chain.nowhere or not share:
                continue
            following = labels[target]
            if following is None:
                begun = silent.setdefault(label, {})
                begun[target] = begun.get(target, 0.0) + visits * share
            elif following != label:
                switched += visits * share
    if not silent:
        return switched
    # Journeys through steps without a label are a chain of their own, that ends in the next label.
    labelled = {step: number[label] for step, label in enumerate(labels) if label is not None}
    stop = labelled.keys() | chain.ends.keys()
    successors = [[] if step in stop else targets for step, targets in enumerate(chain.successors)]
    shares = [[] if step in stop else ways_on for step, ways_on in enumerate(chain.shares)]
    between = Absorption(successors, shares, labelled, len(names))
    for label, begun in silent.items():
        arriving = between.visits(begun).outcomes
        switched += sum(mass for place, mass in enumerate(arriving) if names[place] != label)
    return switched
