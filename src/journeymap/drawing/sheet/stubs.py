"""Ways that may stand as a mark on the card of their source: exits, loops far back, and long ways on.

Whoever leaves is told of where they leave, with how many of a hundred do; the lines there would run across the whole
sheet and say less. Which of them are long enough is decided by the layout, which knows the columns.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from journeymap.analyses.reachability import ANALYSIS
from journeymap.graph.topology import CHOICES
from journeymap.i18n.messages import Message, say
from journeymap.i18n.text import printable
from journeymap.i18n.vocabulary import OUTCOMES
from journeymap.layout.sheet import Badge, Stub

if TYPE_CHECKING:
    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.per_hundred import PerHundred, Way

STUBS: Final = ("never", "bad-ends", "long")
"""What may stand as a mark: nothing; what only ends, and loops far back; long ways on as well."""

EXIT_COLUMNS: Final = 3
FAR_COLUMNS: Final = 6
BACK_IN_A_TREE: Final = 1
"""A loop in the tree view runs past all that stands between, which is little only from one column to the next."""
FAR_IN_A_TREE: Final = 16
"""A way on over more columns of a decision tree is written on its question: nobody follows a line over two pages."""
FAR_ON_ANY_SHEET: Final = 36
"""So many columns are wider than the largest paper: a way on over more of them is written on its step too."""
MOST_PLACES: Final = 3
"""An end to which more places lead has the ways to it written on these, however near they are."""
LEAST_CHOICES: Final = 8
STRONG: Final = 5
"""From so many of a hundred on, an exit weighs."""


class Stubs:
    """Says of each way of the flow what may stand in its place. `figures` are those of all, or of one persona.

    On a `tree` all that only ends stands on the question.
    """

    def __init__(
        self, facts: Facts, figures: PerHundred, language: str, which: str = "bad-ends", *, tree: bool = False
    ) -> None:
        self.graph = facts.graph
        self.figures = figures
        self.language = language
        self.which = which
        self.tree = tree
        self.reachability = facts.of(ANALYSIS)
        topology = self.graph.topology
        self._outcomes = dict(zip(topology.ids, topology.outcomes, strict=True))
        self._places = [
            len({topology.sources[edge] for edge in edges if topology.kinds[edge] in _FLOW})
            for edges in topology.incoming
        ]
        self._is_tree = is_decision_tree(self.graph)
        self._of_kind = Counter(kind for kind in topology.outcomes if kind is not None)

    @cached_property
    def _lost(self) -> frozenset[int]:
        """The steps from which there is an end, but none at which the customer is helped."""
        return frozenset(step for region in self.reachability.lost for step in region.steps)

    def of(self, way: Way, reason: str | None, *, main: bool = False) -> tuple[Stub | None, Stub | None]:
        """Return what may stand in the place of a way: where it leads on, and where it leads back.

        `reason` are the words on the way, without its share: the figure on the mark is of a hundred who begin. A way of
        the `main` path is drawn unless it is wider than any paper.
        """
        label, reason = printable(self.graph.label(way[1])), printable(reason or "")
        onward = _words(say("on to {step}", step=label), reason)
        if self.which == "never" and not self.tree:
            return None, None
        if main and not self.tree:
            return self._stub("onward", way, onward, FAR_ON_ANY_SHEET), None
        leaving = self._exit(way, reason)
        if leaving is not None or self.which == "never":
            return leaving, leaving
        back = _words(say("back to {step}", step=label), reason)
        far = FAR_COLUMNS if self.which == "long" else FAR_IN_A_TREE if self._is_tree else FAR_ON_ANY_SHEET
        return (
            None if self.tree else self._stub("onward", way, onward, far),
            self._stub("return", way, back, BACK_IN_A_TREE if self.tree else FAR_COLUMNS),
        )

    def _exit(self, way: Way, reason: str) -> Stub | None:
        """Return the mark of a way that only ends; None where it goes on, or to where the customer may be helped."""
        topology = self.graph.topology
        source, target = topology.index[way[0]], topology.index[way[1]]
        kind = self._outcomes[way[1]]
        if kind is None or topology.successors[target]:
            if self.tree or target not in self._lost or source in self._lost:
                return None
            return self._stub("exit", way, _words(say("→ {step}", step=self._label(way)), reason), EXIT_COLUMNS)
        shared = self.tree or self._places[target] > MOST_PLACES
        if not self.tree and kind == "helped" and not (shared and len(topology.ways[source]) > 1):
            return None
        several = self._of_kind[kind] > 1
        if self.tree and reason:  # the answer first, as it is looked for
            words = say("{answer} → {outcome}", answer=reason, outcome=OUTCOMES[kind])
            if several:
                words = say("{way}: {step}", way=words, step=self._label(way))
            return self._stub("exit", way, words, 0, icon=kind)
        verb = self._verb(kind, way)
        words = say("{outcome}: {reason}", outcome=verb, reason=reason) if reason else verb
        if several:
            words = say("{way} → {step}", way=words, step=self._label(way))
        return self._stub("exit", way, words, 0 if shared else EXIT_COLUMNS, icon=kind)

    def _label(self, way: Way) -> str:
        return printable(self.graph.label(way[1]))

    def _stub(self, kind: str, way: Way, words: Message, beyond: int, icon: str = "") -> Stub:
        figure, count = "", self.figures.taking(way)
        if self.figures.known and not count.nobody:
            figure = count.text(self.language)
        strong = kind == "exit" and icon != "helped" and bool(figure) and count.whole >= STRONG
        return Stub(Badge(kind, words.text(self.language), figure, icon, strong, way[1]), beyond)  # type: ignore[arg-type]

    def _verb(self, kind: str, way: Way) -> Message:
        """Return what those do who leave: many of them, where it is not told how many."""
        if kind != "gave-up":
            return OUTCOMES[kind]
        single = self.figures.known and self.figures.taking(way).whole == 1
        return say("gives up") if single else say("give up")


def is_decision_tree(graph: ServiceGraph) -> bool:
    """Whether a blueprint is one of questions: two thirds of what is no end are choices, a third of the ways end.

    With few choices it is read as well as any other.
    """
    topology = graph.topology
    inner = [step for step, ways in enumerate(topology.ways) if ways]
    choices = sum(len({topology.targets[edge] for edge in topology.ways[step]}) > 1 for step in inner)
    ways = [topology.targets[edge] for step in inner for edge in topology.ways[step]]
    ending = sum(topology.outcomes[target] is not None and not topology.ways[target] for target in ways)
    return choices >= LEAST_CHOICES and 3 * choices >= 2 * len(inner) and 3 * ending >= len(ways)


_FLOW = CHOICES


def _words(words: Message, reason: str) -> Message:
    return say("{reason}: {words}", reason=reason, words=words) if reason else words
