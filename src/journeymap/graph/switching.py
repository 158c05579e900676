"""How often something changes on the way: the channel a customer uses, the person he speaks with."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from journeymap.numerics.absorption import Absorption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.graph.markov_chain import Chain


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
    shares = [[] if step in stop else found for step, found in enumerate(chain.shares)]
    between = Absorption(successors, shares, labelled, len(names))
    for label, begun in silent.items():
        arriving = between.visits(begun).outcomes
        switched += sum(mass for place, mass in enumerate(arriving) if names[place] != label)
    return switched
