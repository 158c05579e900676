"""Where journeys begin and end, as marks on the cards: how many of a hundred customers, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.vocabulary import OUTCOMES
from journeymap.layout.sheet import Badge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.graph import ServiceGraph
    from journeymap.per_hundred import PerHundred

LEFT = frozenset({"refused", "gave-up"})
"""The ends of which it matters from how many places customers come there."""
MANY = 5.0
"""From so many of a hundred on it weighs that they leave."""
_USUAL, _PER_FLOW, _WIDEST, _FEW = 1.0, 0.04, 5.0, 2.0
THIN = 0.8
_THINNEST_RECOVERY = 1.2


def start_and_end(graph: ServiceGraph, name: str, figures: PerHundred, language: str) -> Iterator[Badge]:
    """Yield the marks of a step at which journeys begin or end."""
    topology = graph.topology
    number = topology.index[name]
    if number in topology.starts:
        text = say("start").text(language)
        if len(topology.starts) > 1:
            text += f" {figures.starts[name].text(language)}%"
        yield Badge("start", text)
    outcome = topology.outcomes[number]
    if outcome is None:
        return
    words = OUTCOMES[outcome].text(language)
    sources = [source for source, count in figures.sources(name).items() if count.exact > 0]
    if outcome in LEFT and len(sources) > 1:
        words = say("{words}, from {count} places", words=words, count=len(sources)).text(language)
    figure = figures.ends[name].text(language) if figures.known else ""
    yield Badge("end", words, figure=figure, icon=outcome)


def flow_width(per_hundred: float) -> float:
    """Return how wide an arrow is, in points, that so many of a hundred customers take."""
    return THIN if per_hundred < _FEW else min(_USUAL + _PER_FLOW * per_hundred, _WIDEST)


def recovery_width(per_hundred: float) -> float:
    """Return how wide an arrow is that puts a failure right for so many of a hundred customers."""
    return max(flow_width(per_hundred), _THINNEST_RECOVERY)
