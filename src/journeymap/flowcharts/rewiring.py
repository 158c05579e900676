"""Taking a node out of a chart, with arrows of every kind moved along."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from journeymap.flowcharts.chart import MOST_ARROWS, NEXT, Arrow
from journeymap.i18n.messages import say
from journeymap.importer import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.flowcharts.chart import Chart


def bypass(chart: Chart, node: str) -> None:
    """Take a node out: each arrow into it goes on to where each arrow out of it leads, with the words of both.

    An arrow that has nothing to go on to, or nothing to come from, is folded.
    """
    for loop in [arrow for arrow in chart.out_of(node) if arrow.target == node]:
        chart.fold(loop)
    before, after = chart.into(node), chart.out_of(node)
    if len(before) * len(after) > MOST_ARROWS:
        raise UnreadableError(say("there are more than {count} arrows in it", count=MOST_ARROWS))
    for first, second in product(before, after):
        if not shares_multiply(chart, first, second):
            chart.lost(second.place, say("the share of a way that follows on another choice"), step=first.source)
    made = [[_through(chart, first, second) for second in after] for first in before]
    for first, arrows in zip(before, made, strict=True):
        chart.replace(first, arrows)
        if not after:
            chart.folded |= first.origins
    for second in after:
        chart.replace(second)
        if not before:
            chart.folded |= second.origins
    del chart.nodes[node]


def shares_multiply(chart: Chart, first: Arrow, second: Arrow) -> bool:
    """Return whether the share of a way over two arrows is known as far as a share of one of them is.

    Where a share is not stated, it is known only of the one way that leads on.
    """
    if first.share is None and second.share is None:
        return True
    return all(
        arrow.share is not None or len(chart.out_of(arrow.source, NEXT)) == 1
        for arrow in (first, second)
        if arrow.kind == NEXT
    )


def _through(chart: Chart, first: Arrow, second: Arrow) -> Arrow:
    """Return the one arrow for two, the second of which begins where the first ends."""
    shares = [arrow.share for arrow in (first, second) if arrow.share is not None]
    if not shares_multiply(chart, first, second):
        shares = []
    return Arrow(
        first.source,
        second.target,
        first.place,
        "; ".join(text for text in (first.label, second.label) if text),
        first.kind if first.kind != NEXT else second.kind,
        prod(shares) if shares else None,
        first.wait or second.wait,
        first.decides or second.decides,
        first.origins | second.origins,
    )


def merge_doubles(chart: Chart) -> None:
    """Let one arrow stand for several ways from a node to the same other one.

    Conditions are written one after the other; shares are added up where all have one.
    """
    seen: dict[tuple[str, str, str], Arrow] = {}
    for arrow in chart.arrows:
        first = seen.setdefault((arrow.source, arrow.target, arrow.kind), arrow)
        if first is arrow:
            continue
        if arrow.wait and arrow.wait != first.wait:
            chart.lost(arrow.place, say("a second way to the same step takes another time; one is kept"))
        if (first.share is None) != (arrow.share is None):
            chart.lost(arrow.place, say("of two ways to the same step only one has a share; it is left out"))
        first.label = " / ".join(dict.fromkeys(text for text in (first.label, arrow.label) if text))
        both = first.share is not None and arrow.share is not None
        first.share = min(1.0, (first.share or 0) + (arrow.share or 0)) if both else None
        first.origins |= arrow.origins
        chart.replace(arrow)


def lead_frames(chart: Chart, members: Mapping[str, Sequence[str]]) -> None:
    """Let an arrow to a frame lead to the first node in it, and one from a frame come from the last; none is invented.

    `members` are the nodes of each frame, in their order.
    """
    for arrow in chart.arrows:
        ends = []
        for name, place in ((arrow.source, -1), (arrow.target, 0)):
            if name in chart.nodes:
                ends.append(name)
                continue
            inside = [node for node in members.get(name, ()) if node in chart.nodes]
            if inside:
                ends.append(inside[place])
                message = say('an arrow at the frame "{name}" is that of a step in it', name=chart.groups[name])
                chart.guessed(arrow.place, message)
            else:
                chart.lose(arrow, say('an arrow to or from "{name}" has nothing at that end', name=name))
                break
        else:
            if ends != [arrow.source, arrow.target]:
                chart.turn(arrow, ends[0], ends[1], arrow.kind)
