"""How the journey helps: the five rules of helping along every way, and whether the customer can answer back.

Welcome, clarify before solving, another way when the answer is no, unasked advice, and the question whether it helped.
What counts is not that a step exists but that no way leads round it: each fact comes with a shortest way that does.
Voice is what protects a customer who cannot leave (Hirschman 1970). All searches are linear in steps plus arrows.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.graph.topology import EdgeKind
from journeymap.graph.units import derived
from journeymap.graph.vocabulary import SPEAKS_ROOTS, is_receiving, names_another_way, names_recourse, speaks_up
from journeymap.model.lanes import ORGANISATION_LANES
from journeymap.numerics import components

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from journeymap.graph import ServiceGraph, Topology
    from journeymap.graph.paths import Paths
    from journeymap.graph.stated import Stated
    from journeymap.model.step import Step

    Back = Callable[[], Iterator[int]]
    """Goes a way from its end back to its start, as numbers of steps."""

RULES = ("welcome", "clarify", "alternative", "advise", "evaluate")
# Tags by which a step says that the customer can complain or object there.
_VOICE = frozenset({
    "voice", "complaint", "complaints", "objection", "objections", "appeal", "appeals", "feedback", "reaction",
    "opinion", "inspraak", "stem", "klacht", "klachten", "bezwaar", "bezwaren", "beroep", "reactie", "mening",
    "tegenspraak",
})  # fmt: skip
_PREVENTION = frozenset({
    "prevent", "prevents", "prevention", "preventive", "proactive", "voorkomen", "preventie", "preventief", "vooruit",
})  # fmt: skip
_WORD = re.compile(r"\w+")


class WayWithout(Struct, frozen=True):
    """A shortest way from a start to an end on which something is missing, as ids.

    `outcome` is how it ends. `personas` are those who may go such a way, empty for all of them.
    """

    end: str
    outcome: str
    personas: tuple[str, ...]
    # Steps are found when they are asked for: the ways to very many ends would grow with the square of the service.
    _graph: ServiceGraph
    _back: Back
    _objecting: Collection[int]

    @property
    @derived()
    def steps(self) -> tuple[str, ...]:
        """The steps of the way, the end included."""
        return self._graph.names(list(self._back())[::-1])

    @property
    @derived()
    def decision(self) -> str | None:
        """The last step at which the organisation or chance chose between several ways; None where nobody did."""
        for target, step in pairwise(self._back()):
            if step not in self._objecting and _is_decided(self._graph.topology, step, target):
                return self._graph.name(step)
        return None


class Helping(Struct, frozen=True):
    """What the journey says of helping; each list of ways has one per end, in the order of the file.

    * `served`: per rule of helping the steps that serve it and that somebody may come to.
    * `stated`: whether any step of the file, reached or not, says how it helps.
    * `bare`: ways to a refusal on which nothing since the decision offers another way; what is offered at the step of
      the decision itself counts, and so does a way to being helped that the customer chose not to go, and a text by
      which the customer learns what else is possible. A decision on an objection is no new one.
    * `unclarified`: ways to being helped without a step before it that asks on.
    * `unevaluated`: ways to being helped on which nobody asks whether the help was good.
    * `preventing`: the steps that prevent, by their tags.
    * `voices`: the steps at which the customer can complain or answer back: they evaluate, are tagged so, or their id
      or a text of theirs says so; `unheard` are the ways to any end that pass none of them and no choice of the
      customer's that led to one. Whether to object is the customer's choice where the file names nobody else for it.
    """

    served: Mapping[str, tuple[str, ...]]
    stated: bool
    bare: tuple[WayWithout, ...]
    unclarified: tuple[WayWithout, ...]
    unevaluated: tuple[WayWithout, ...]
    preventing: tuple[str, ...]
    voices: tuple[str, ...]
    unheard: tuple[WayWithout, ...]


def compute(graph: ServiceGraph) -> Helping:
    """Return how the journey helps, and on which ways it does not."""
    stated, topology = graph.stated, graph.topology
    steps = stated.steps
    serving = {rule: {number for number in stated.at("helps") if rule in steps[number].helps} for rule in RULES}
    objecting = _objecting(stated, list(graph.blueprint.steps))
    voices = objecting | serving["evaluate"]
    heard = voices | _choosing(graph, voices) | _free_to_object(graph, objecting)
    helped = frozenset(components.search(topology.predecessors, topology.good_ends).order)
    offered = _offered_in_words(stated) if "refused" in topology.outcomes else set()
    alternatives = serving["alternative"] | _choosing(graph, helped) | offered | _trying_again(graph, helped)
    reached = {step for name in graph.personas for step in graph.paths(name).reached.order}
    preventing = [number for number in stated.at("tags") if _PREVENTION & _words(steps[number].tags)]
    good = topology.good_ends
    asking_first = serving["clarify"].difference(good)
    return Helping(
        served={rule: graph.names(sorted(numbers & reached)) for rule, numbers in serving.items()},
        stated=any(serving.values()),
        bare=_ways(graph, lambda paths: _bare(paths, alternatives, objecting), objecting),
        unclarified=_ways(graph, lambda paths: _avoiding(paths, asking_first, good)),
        unevaluated=_ways(graph, lambda paths: _avoiding(paths, serving["evaluate"], good)),
        preventing=graph.names(preventing),
        voices=graph.names(sorted(voices & reached)),
        unheard=_ways(graph, lambda paths: _avoiding(paths, heard, topology.ends)),
    )


def _objecting(stated: Stated, ids: Sequence[str]) -> set[int]:
    """Return the steps at which the customer objects or complains, by their tags, ids and texts.

    A word in `asks` proves nothing: a defect is called a complaint too.
    """
    steps = stated.steps
    objecting = {number for number in stated.at("tags") if _VOICE & _words(steps[number].tags)}
    if speaks_up("\n".join(ids).replace("_", " ")):
        objecting.update(number for number, name in enumerate(ids) if speaks_up(name.replace("_", " ")))
    for lane in ("name", "customer", "frontstage"):
        objecting.update(number for number, text in stated.texts(lane).having(SPEAKS_ROOTS) if speaks_up(text))
    for number in stated.on_ways("when"):
        if any(flow.when and speaks_up(flow.when) for flow in steps[number].next.values()):
            objecting.add(number)
    return objecting


def _offered_in_words(stated: Stated) -> set[int]:
    """Return the steps at which a text tells the customer what else is possible, or where to turn to.

    Who only does it, as a customer who writes an objection, has not been told of it by that.
    """
    steps = stated.steps
    offering = {
        number
        for number in stated.at("tells")
        if any(names_recourse(text) or names_another_way(text) for text in steps[number].tells)
    }
    for number in stated.at("customer"):
        if any(is_receiving(cell.does) and names_recourse(cell.does) for cell in steps[number].customer):
            offering.add(number)
    for lane in ("customer", "frontstage", "evidence"):
        for number in stated.at(lane):
            if any(names_another_way(cell.does) for cell in steps[number].cells(lane)):
                offering.add(number)
    for number in stated.on_ways("when"):
        if any(flow.when and names_another_way(flow.when) for flow in steps[number].next.values()):
            offering.add(number)
    return offering


def _choosing(graph: ServiceGraph, targets: Collection[int]) -> set[int]:
    """Return the steps at which the file says that the customer chooses, and of whose ways one leads to a target."""
    index = graph.topology.index
    choosing: set[int] = set()
    for number in graph.stated.on_ways("decides"):
        step = graph.step(number)
        own = [name for name, flow in step.next.items() if flow.decides == "customer" and name in index]
        if len(own) > 1 and len(own) == len(step.next) and any(index[name] in targets for name in own):
            choosing.add(number)
    return choosing


def _trying_again(graph: ServiceGraph, helped: Collection[int]) -> set[int]:
    """Return the steps after which the customer tries once more or leaves it, where the file names nobody who decides.

    All that follows are things that the customer does, and one of them leads to help or to a refusal anew: whoever
    adapts a plan and hands it in again was not left without another way.
    """
    topology = graph.topology
    refusals = [number for number, outcome in enumerate(topology.outcomes) if outcome == "refused"]
    if not refusals:
        return set()
    risked = components.search(topology.predecessors, refusals)
    steps, again = graph.stated.steps, set[int]()
    for number, edges in enumerate(topology.ways):
        ways = [edge for edge in edges if topology.kinds[edge] is EdgeKind.NEXT]
        if len(ways) < 2 or any(edge not in topology.undecided for edge in ways):
            continue
        targets = [topology.targets[edge] for edge in ways]
        if all(_is_own_doing(steps[target]) for target in targets) and any(
            target in helped and target in risked and topology.outcomes[target] is None for target in targets
        ):
            again.add(number)
    return again


def _is_own_doing(step: Step) -> bool:
    """Tell whether at a step only the customer acts, and does something."""
    alone = not any(step.cells(lane) for lane in ORGANISATION_LANES)
    return alone and bool(step.customer) and not any(is_receiving(cell.does) for cell in step.customer)


def _free_to_object(graph: ServiceGraph, objecting: Collection[int]) -> set[int]:
    """Return the steps from which a way leads to an objection or a complaint, where the file names nobody else."""
    topology, steps = graph.topology, graph.stated.steps
    free: set[int] = set()
    for target in objecting:
        for edge in topology.incoming[target]:
            flow = steps[topology.sources[edge]].next.get(topology.ids[target])
            if topology.kinds[edge] is EdgeKind.NEXT and flow is not None and flow.decides in (None, "customer"):
                free.add(topology.sources[edge])
    return free


def _words(texts: tuple[str, ...]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.casefold())}


def _ways(
    graph: ServiceGraph, find: Callable[[Paths], dict[int, Back]], objecting: Collection[int] = ()
) -> tuple[WayWithout, ...]:
    """Put together what is found for each persona; who walks alike is searched once.

    What is decided at an objecting step is no decision of its own.
    """
    known: dict[int, dict[int, Back]] = {}
    ways: dict[int, Back] = {}
    who: dict[int, list[str]] = {}
    for persona in sorted(graph.personas):
        paths = graph.paths(persona)
        if id(paths) not in known:
            known[id(paths)] = find(paths)
        for end, way in known[id(paths)].items():
            ways.setdefault(end, way)
            who.setdefault(end, []).append(persona)
    return tuple(
        WayWithout(
            end=graph.name(end),
            outcome=graph.topology.outcomes[end] or "",
            personas=graph.unless_all(who[end]),
            _graph=graph,
            _back=back,
            _objecting=objecting,
        )
        for end, back in sorted(ways.items(), key=itemgetter(0))
    )


def _is_decided(topology: Topology, step: int, target: int) -> bool:
    """Tell whether by an arrow between two steps the organisation or chance chose between several ways."""
    choices = [edge for edge in topology.ways[step] if topology.kinds[edge] is EdgeKind.NEXT]
    return len(choices) > 1 and any(
        topology.targets[edge] == target and topology.deciders[edge] != "customer" for edge in choices
    )


def _avoiding(paths: Paths, steps: Collection[int], ends: list[int]) -> dict[int, Back]:
    reached = components.search(paths.successors, paths.topology.starts, steps)
    return {end: partial(_traced, reached.parents, end) for end in ends if end in reached}


def _traced(parents: Sequence[int], step: int) -> Iterator[int]:
    """Go back to where a search began, the own parent of which is itself."""
    yield step
    while parents[step] != step:
        step = parents[step]
        yield step


def _bare(paths: Paths, alternatives: Collection[int], objecting: Collection[int]) -> dict[int, Back]:
    """Search over pairs of a step and whether another way has been offered since the last decision (2n and 2n + 1).

    What is decided where the customer objects is the same decision once more: what was offered with it still holds.
    """
    topology = paths.topology
    refusals = [step for step, outcome in enumerate(topology.outcomes) if outcome == "refused"]
    if not refusals:
        return {}
    before: dict[int, int] = {}
    waiting: list[int] = []
    for start in sorted(topology.starts, key=topology.coming.__getitem__):
        node = 2 * start + (start in alternatives)
        if node not in before:
            before[node] = -1
            waiting.append(node)
    for node in waiting:  # grows while it is read
        step, offered = divmod(node, 2)
        several = sum(topology.kinds[edge] is EdgeKind.NEXT for edge in paths.ways[step]) > 1
        for edge in sorted(paths.ways[step], key=lambda edge: topology.coming[topology.targets[edge]]):
            target = topology.targets[edge]
            decided = several and topology.kinds[edge] is EdgeKind.NEXT and topology.deciders[edge] != "customer"
            kept = step in alternatives if decided and step not in objecting else offered
            reached = 2 * target + bool(kept or target in alternatives)
            if reached not in before:
                before[reached] = node
                waiting.append(reached)
    return {end: partial(_traced_pairs, before, 2 * end) for end in refusals if 2 * end in before}


def _traced_pairs(before: Mapping[int, int], node: int) -> Iterator[int]:
    """Go back over pairs to where the search began, before which there is -1."""
    while node >= 0:
        yield node // 2
        node = before[node]


ANALYSIS = Analysis(name="helping", compute=compute)
