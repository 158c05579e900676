"""The arrows of a blueprint: the flow, what joins the cards of one step, and who informs, uses or waits for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing.wording import percentage, printable
from journeymap.graph.main_path import main_path
from journeymap.i18n.messages import say
from journeymap.layout.sheet import Arrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.layout.sheet import ArrowKind, Card, Lane
    from journeymap.model.step import Flow


class StepCards:
    """The cards of one step from the uppermost row down, each with its lane, and the compact ones of its systems."""

    def __init__(self, cards: Sequence[tuple[Lane, Card]], systems: Sequence[Card]) -> None:
        self.cards = cards
        self.systems = systems

    @property
    def acting(self) -> str:
        """The card that the flow runs through: the uppermost that is no evidence, or the evidence alone."""
        return next((card.id for lane, card in self.cards if lane != "evidence"), self.cards[0][1].id)

    @property
    def lowest(self) -> str:
        """The card farthest from the customer's side."""
        return self.cards[-1][1].id


def build_arrows(graph: ServiceGraph, cards: Mapping[str, StepCards], language: str) -> Iterator[Arrow]:
    """Yield all arrows, step by step. What leads to nothing that is drawn is left out."""
    main = main_path(graph)
    for name, step in graph.blueprint.steps.items():
        own = cards[name]
        yield from _within(own)

        def to(
            target: str, kind: ArrowKind, text: str = "", source: str = own.acting, *, on_main: bool = False
        ) -> Iterator[Arrow]:
            if target in cards:
                yield Arrow(source, cards[target].acting, kind, printable(text), main=on_main)

        for target, flow in step.next.items():
            yield from to(target, "flow", _condition(flow, language), on_main=(name, target) in main)
        for fail in step.fails:
            if fail.recover is not None:
                yield from to(fail.recover, "recover", fail.what)
        for target in step.starts:
            yield from to(target, "starts")
        for needed in step.needs:
            if needed in cards:
                yield Arrow(cards[needed].acting, own.acting, "needs")
        for target, information in step.informs.items():
            yield from to(target, "informs", information.what)
        for used in step.uses:
            if used not in graph.blueprint.systems:
                yield from to(used, "uses", source=own.lowest)


def _within(own: StepCards) -> Iterator[Arrow]:
    """Yield what joins the cards of one step: both ways where the customer and the frontstage meet."""
    for (above, card), (below, other) in zip(own.cards, own.cards[1:], strict=False):
        meet = above == "customer" and below == "frontstage"
        yield Arrow(card.id, other.id, "cell", both=meet)
    for card in own.systems:
        yield Arrow(own.lowest, card.id, "uses")


def _condition(flow: Flow, language: str) -> str:
    """Return what stands on an arrow of the flow: when it is taken, how often, and what time passes on it."""
    parts = [flow.when] if flow.when else []
    shares = sorted(set((flow.share or {}).values()))
    if shares:
        parts.append("–".join(percentage(share, language) for share in dict.fromkeys((shares[0], shares[-1]))))
    if flow.wait is not None:
        parts.append(say("after {time}", time=str(flow.wait)).text(language))
    return ", ".join(parts)
