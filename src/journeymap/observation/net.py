"""The blueprint as what a log may follow: ways, work beside the path, and what each activity stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.numerics.alignment import Net
from journeymap.numerics.components import search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.graph import Topology


def net_of(topology: Topology, labels: Sequence[tuple[int, ...]]) -> Net:
    """Return what is drawn, and which steps each activity stands for; a step of no activity leaves no event."""
    seen = {step for label in labels for step in label}
    ended = [outcome is not None for outcome in topology.outcomes]
    return Net(
        ways=[list(dict.fromkeys(targets)) for targets in topology.successors],
        ends=ended,
        unseen=[step not in seen for step in range(len(topology))],
        starts=topology.starts,
        begun=topology.begun,
        needs=topology.needs,
        alone=topology.waits_only,
        labels=labels,
    )


def threads(topology: Topology) -> list[int]:
    """Return per step the line of events that it belongs to: 0 is the customer's path, each work beside its own."""
    lines = [0] * len(topology)
    begun = [step for steps in topology.begun for step in steps]
    begun += [step for step, alone in enumerate(topology.waits_only) if alone]
    for number, begin in enumerate(dict.fromkeys(begun), 1):
        for step in search(topology.successors, [begin]).order:
            if step not in topology.path and not lines[step]:
                lines[step] = number
    return lines
