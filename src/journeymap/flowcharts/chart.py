"""A chart: nodes, arrows between them, and the frames around them, with their places in the source."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from journeymap.i18n.messages import say
from journeymap.importer import GUESSED, LOST, Remark, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.i18n.messages import Message

TASK, DECISION, START, END, SPLIT, JOIN = "task", "decision", "start", "end", "split", "join"
NEXT, STARTS, NEEDS, INFORMS = "next", "starts", "needs", "informs"
MOST_ARROWS = 20_000
DEEPEST = 200
"""How many frames may stand within each other."""


class Node(Struct):
    """A node: what it says, what it is, the lane and the phase it stands in, and what else a step gets from it.

    `lane` is the name of who acts, as the source has it; `row` is the lane of the blueprint where somebody chose it.
    """

    id: str
    label: str
    place: str
    kind: str = TASK
    lane: str | None = None
    group: str | None = None
    row: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    def note(self, text: str) -> None:
        """Add a remark that the step is to keep."""
        self.extra["notes"] = [*self.extra.get("notes", []), {"text": text}]


class Arrow(Struct, eq=False):
    """An arrow. `origins` are the numbers of the arrows of the source that it stands for."""

    source: str
    target: str
    place: str
    label: str = ""
    kind: str = NEXT
    share: float | None = None
    wait: str | None = None
    decides: str | None = None
    origins: frozenset[int] = frozenset()


class Chart:
    """What a source holds. Every arrow that was ever added is kept, folded into something, or listed as lost.

    `otherwise` is the lane of those who act and of whom nothing tells it.
    """

    def __init__(self, name: str, *, title: str = "", about: str = "", otherwise: str = "backstage") -> None:
        self.name = name
        self.otherwise = otherwise
        self.title = title
        self.about = about
        self.nodes: dict[str, Node] = {}
        self.groups: dict[str, str] = {}
        self.remarks: list[Remark] = []
        self.folded: set[int] = set()
        self.listed: set[int] = set()
        self._out: dict[str, list[Arrow]] = {}
        self._in: dict[str, list[Arrow]] = {}
        self._numbers = count()
        self._arrows_in = 0

    @property
    def arrows(self) -> Iterator[Arrow]:
        """All arrows, those of a node in their order; a copy, so that they may be changed meanwhile."""
        return iter([arrow for arrows in self._out.values() for arrow in arrows])

    @property
    def arrows_in(self) -> int:
        """How many arrows the source has."""
        return self._arrows_in

    @property
    def unaccounted(self) -> set[int]:
        """The arrows of the source that fell away without a word: none, or the program is at fault."""
        kept = {number for arrow in self.arrows for number in arrow.origins}
        return set(range(self._arrows_in)) - kept - self.folded - self.listed

    def add(self, node: Node) -> Node:
        """Add a node; one of that id that is there already stays."""
        return self.nodes.setdefault(node.id, node)

    def connect(self, source: str, target: str, place: str, **words: Any) -> Arrow:
        """Add an arrow; UnreadableError where there are far too many."""
        if self._arrows_in >= MOST_ARROWS:
            raise UnreadableError(say("there are more than {count} arrows in it", count=MOST_ARROWS), place)
        arrow = Arrow(source, target, place, **words, origins=frozenset({next(self._numbers)}))
        self._arrows_in += 1
        self._out.setdefault(source, []).append(arrow)
        self._in.setdefault(target, []).append(arrow)
        return arrow

    def into(self, node: str, kind: str | None = None) -> list[Arrow]:
        """Return the arrows that lead to a node."""
        return [arrow for arrow in self._in.get(node, ()) if kind in (None, arrow.kind)]

    def out_of(self, node: str, kind: str | None = None) -> list[Arrow]:
        """Return the arrows that lead from a node."""
        return [arrow for arrow in self._out.get(node, ()) if kind in (None, arrow.kind)]

    def replace(self, arrow: Arrow, others: Sequence[Arrow] = ()) -> None:
        """Put other arrows in the place of one, among those that leave its node."""
        out = self._out[arrow.source]
        index = out.index(arrow)
        out[index : index + 1] = others
        self._in[arrow.target].remove(arrow)
        for other in others:
            self._in.setdefault(other.target, []).append(other)

    def turn(self, arrow: Arrow, source: str, target: str, kind: str) -> None:
        """Let an arrow lead elsewhere."""
        self.replace(arrow)
        arrow.source, arrow.target, arrow.kind = source, target, kind
        self._out.setdefault(source, []).append(arrow)
        self._in.setdefault(target, []).append(arrow)

    def fold(self, arrow: Arrow) -> None:
        """Take an arrow away whose meaning stands elsewhere now."""
        self.replace(arrow)
        self.folded |= arrow.origins

    def lose(self, arrow: Arrow, message: Message, remedy: Message | None = None) -> None:
        """Take an arrow away and say so."""
        self.replace(arrow)
        self.listed |= arrow.origins
        self.remarks.append(Remark(LOST, arrow.place, message, remedy, arrow.source))

    def lost(self, place: str, message: Message, remedy: Message | None = None, step: str | None = None) -> None:
        """Say what does not come along; without a place of its own it is the source as a whole."""
        self.remarks.append(Remark(LOST, place or self.name, message, remedy, step))

    def guessed(self, place: str, message: Message, remedy: Message | None = None, step: str | None = None) -> None:
        """Say what the source does not say and was taken to be so."""
        self.remarks.append(Remark(GUESSED, place or self.name, message, remedy, step))
