"""What would not happen if nothing failed: the arrows that are there because something went wrong, and their cost."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.graph.topology import DETOURS, EdgeKind
from journeymap.numerics.absorption import Absorption

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.graph.markov_chain import Chain
    from journeymap.graph.stated import Stated

_FAILED = frozenset({"failure", "fail", "failed", "repair", "fout", "storing", "mislukt", "herstel"})
_TAGGED = frozenset({"failure-demand", "storingsvraag", "faalvraag", "herstelvraag"})
_MEANT = frozenset({"planned", "repeat", "routine", "gepland", "herhaling", "terugkerend"})


class Caused(Struct, frozen=True):
    """What one arrow of failure adds to a total, per customer; `edge` by number."""

    edge: int
    added: float


def failure_edges(chain: Chain, stated: Stated) -> list[int]:
    """Return the arrows that a journey takes because something went wrong, by number.

    These are `recover`, `gives-up` and `closed`, arrows back to a step that the journey has come through, arrows whose
    `kind` says so (`failure`), arrows into a step that is tagged `failure-demand`, and arrows into a step from which
    only such arrows lead on; an arrow back of a `kind` that says it is meant (`planned`, `repeat`) is none.
    """
    topology = chain.topology
    kinds, targets, ids = topology.kinds, topology.targets, topology.ids
    back = _back_edges(chain)
    named: dict[int, str] = {}
    tagged = {
        step
        for step in stated.at("tags")
        if not _TAGGED.isdisjoint(tag.strip().casefold() for tag in stated.steps[step].tags)
    }
    for step in stated.on_ways("kind"):
        for edge in topology.ways[step]:
            flow = stated.steps[step].next.get(ids[targets[edge]])
            if kinds[edge] is EdgeKind.NEXT and flow is not None and flow.kind:
                named[edge] = flow.kind.strip().casefold()
    failed = {edge for edge in back if named.get(edge) not in _MEANT}
    failed.update(edge for edge, kind in named.items() if kind in _FAILED)
    failed.update(edge for step in tagged for edge in topology.incoming[step])
    if not DETOURS.isdisjoint(kinds):
        failed.update(edge for edge, kind in enumerate(kinds) if kind in DETOURS)
    return _with_ways_in(chain, {edge for edge in failed if chain.probabilities[edge] > 0})


def _with_ways_in(chain: Chain, failed: set[int]) -> list[int]:
    """Add the arrows into steps whose every way on is an arrow of failure: the detour begins where it is entered."""
    topology, probabilities = chain.topology, chain.probabilities
    waiting = sorted({topology.sources[edge] for edge in failed})
    while waiting:
        step = waiting.pop()
        taken = [edge for edge in topology.ways[step] if probabilities[edge] > 0]
        if step in chain.start or step in chain.endings or not taken or not failed.issuperset(taken):
            continue
        for edge in topology.incoming[step]:
            if probabilities[edge] > 0 and edge not in failed:
                failed.add(edge)
                waiting.append(topology.sources[edge])
    return sorted(failed)


def caused_by(chain: Chain, edges: Sequence[int], per_step: Sequence[float]) -> list[Caused]:
    """Return what each arrow of failure adds to a total that is collected at the steps, the most first.

    What all add together is exactly the difference with the same journey in which nobody takes them and their share
    goes to the other arrows of the step: the performance difference of two Markov chains (Cao and Chen 1997).
    """
    topology = chain.topology
    failed = set(edges)
    shares = list(chain.shares)
    changed: list[int] = []
    for step in sorted({topology.sources[edge] for edge in failed}):
        chances = chain.shares[step]
        if not chances or step in chain.ends:
            continue
        ways = topology.ways[step]
        kept = [0.0 if edge in failed else share for edge, share in zip(ways, chances, strict=False)]
        kept += chances[len(ways) :]
        left = fsum(kept)
        if left > 0:
            changed.append(step)
            shares[step] = [share / left for share in kept]
    if not changed:
        return []
    ahead = _ahead(chain, shares, per_step)
    by_edge = []
    for step in changed:
        usual = sum(share * ahead[target] for target, share in zip(chain.successors[step], shares[step], strict=True))
        by_edge += [
            Caused(edge, chain.flow(edge) * (ahead[topology.targets[edge]] - usual))
            for edge in topology.ways[step]
            if edge in failed
        ]
    return sorted(by_edge, key=lambda caused: (-caused.added, caused.edge))


def _ahead(chain: Chain, shares: Sequence[Sequence[float]], per_step: Sequence[float]) -> list[float]:
    """Return what is collected from each step on when the shares are these.

    Without its ways back a journey mostly has no circles left; then one pass from the last steps to the first does it.
    """
    # The steps that only a failure leads to count too.
    order = _last_first(chain.successors, shares, [*chain.start, *chain.reached])
    if order is None:
        flawless = Absorption(chain.successors, shares, chain.ends, chain.absorption.classes)
        return flawless.totals(chain.reward(per_step))
    ahead = [*per_step, *([0.0] * (len(chain.successors) - chain.nowhere))]
    for step in order:
        for target, share in zip(chain.successors[step], shares[step], strict=True):
            if share:
                ahead[step] += share * ahead[target]
    return ahead


def _last_first(
    successors: Sequence[Sequence[int]], shares: Sequence[Sequence[float]], starts: Iterable[int]
) -> list[int] | None:
    """Return what can be reached, every step behind all that it leads to; None where there is a circle."""
    taken = [
        targets if all(row) else [target for target, share in zip(targets, row, strict=True) if share]
        for targets, row in zip(successors, shares, strict=True)
    ]
    state = bytearray(len(taken))  # 0 not seen, 1 on the path, 2 done
    order: list[int] = []
    for start in starts:
        if state[start]:
            continue
        state[start] = 1
        path = [(start, iter(taken[start]))]
        while path:
            step, ways = path[-1]
            for target in ways:
                if not state[target]:
                    state[target] = 1
                    path.append((target, iter(taken[target])))
                    break
                if state[target] == 1:
                    return None
            else:
                state[step] = 2
                order.append(step)
                path.pop()
    return order


def _back_edges(chain: Chain) -> set[int]:
    """Return the edges to a step that is still on the path of a search in depth from the starts, in file order."""
    topology = chain.topology
    ways, targets, probabilities = topology.ways, topology.targets, chain.probabilities
    state = bytearray(len(topology))  # 0 not seen, 1 on the path, 2 done
    back: set[int] = set()
    for start in topology.starts:
        if state[start]:
            continue
        state[start] = 1
        path = [(start, iter(ways[start]))]
        while path:
            step, edges = path[-1]
            for edge in edges:
                if not probabilities[edge]:
                    continue
                target = targets[edge]
                if state[target] == 1:
                    back.add(edge)
                elif not state[target]:
                    state[target] = 1
                    path.append((target, iter(ways[target])))
                    break
            else:
                state[step] = 2
                path.pop()
    return back
