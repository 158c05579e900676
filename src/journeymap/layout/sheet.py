"""What is to be laid out: the cards of a blueprint on their rows and in their phases, and the arrows between them.

The sheet knows nothing of steps, rules or files; sizes and texts are all that a layout needs. Lengths are in points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

Lane = Literal["evidence", "customer", "frontstage", "backstage", "support"]
LANES: tuple[Lane, ...] = ("evidence", "customer", "frontstage", "backstage", "support")

ArrowKind = Literal["flow", "informs", "uses", "starts", "needs", "recover", "gives-up", "closed", "cell"]
Change = Literal["", "new", "gone", "changed"]
"""What became of a card or an arrow since an earlier version that a drawing is held against; empty without one."""
BadgeKind = Literal[
    "start",
    "gone",
    "new",
    "changed",
    "cell",
    "error",
    "warning",
    "remark",
    "channel",
    "wait",
    "late",
    "pain",
    "fail-point",
    "complaint",
    "metric",
    "accepted",
    "finding",
    "idea",
    "more",
    "dead-end",
    "return",
    "onward",
    "exit",
    "end",
]
"""The kinds of marks, in the order in which they stand on a card: a start above its words, all others below these."""


class Row(Struct, frozen=True):
    """One row of the sheet: a lane, or one actor or system of a lane. Rows come in the order of the lanes."""

    id: str
    lane: Lane
    title: str
    subtitle: str = ""


class Phase(Struct, frozen=True):
    """One phase of the journey, a range of columns. A blueprint without phases has one, with an empty title."""

    id: str
    title: str


class Badge(Struct, frozen=True):
    """A mark on a card, an icon and words.

    `figure` is a number that stands larger before the words: how many of 100 customers end, leave or go back there.
    `icon` is the word for what the icon shows where the kind does not say it: the kind of a channel, or of an end.
    `strong` is a mark that weighs: of many who leave. `target` is the step that a way leads to that stands here instead
    of an arrow. `short` is what stays of the words where there is little room.
    """

    kind: BadgeKind
    text: str
    figure: str = ""
    icon: str = ""
    strong: bool = False
    target: str = ""
    short: str = ""


_PLACES = {kind: place for place, kind in enumerate(get_args(BadgeKind))}


def in_order(badges: Iterable[Badge]) -> tuple[Badge, ...]:
    """Return the marks of a card as they stand below each other."""
    return tuple(sorted(badges, key=lambda badge: _PLACES[badge.kind]))


class Card(Struct, frozen=True):
    """One cell of one step: the unit that is placed.

    Cards of the same `step` share a column, whatever their rows. `compact` is a card of one short line.
    `elsewhere` is the id of a step that is not drawn: the card is then no cell but a mark of where an arrow comes from
    or goes to. `acts` is the card of its step that the flow runs through: its words weigh more; those of a `quiet` one
    weigh less. `least` is how wide it is at least, in points, and `taller` how many lines more than usual its words may
    take before it becomes wider. `rank` is the place of its step among the worst, 0 for the others. `astray` names the
    region of the journey that cannot be left, or only without help, empty for none. `change` is what became of its
    step since an earlier version.
    """

    id: str
    step: str
    row: str
    phase: str
    text: str
    badges: tuple[Badge, ...] = ()
    compact: bool = False
    elsewhere: str = ""
    acts: bool = False
    quiet: bool = False
    rank: int = 0
    astray: str = ""
    change: Change = ""
    least: float = 0.0
    taller: int = 0

    @property
    def is_there(self) -> bool:
        """Whether it is a cell of a step that is there: no mark of a step that is not drawn, and none that is gone."""
        return not self.elsewhere and self.change != "gone"


class Stub(Struct, frozen=True):
    """What stands on the source's card instead of an arrow that would be longer than `beyond` columns.

    An arrow within a column, or to a neighbouring one, is as long as one column at most.
    """

    badge: Badge
    beyond: int = 0


class Arrow(Struct, frozen=True):
    """A line from one card to another. `both` puts a head on either end.

    `cell` joins neighbouring cards of one step and is always one vertical piece. `flow`, `starts`, `needs`,
    `recover`, `gives-up` and `closed` ask for a later column; `informs` and `uses` are happiest in the same one.
    Whether a flow arrow goes back is found out by the layout. `main` is an arrow of the main path, which is kept
    straight. `stub` is what may stand in its place where it leads on, `stub_back` where it leads to an earlier column;
    without one it is always drawn. `width` is that of its line in points, by how many take it; 0 for the usual one of
    its kind. `change` is what became of it since an earlier version.
    """

    source: str
    target: str
    kind: ArrowKind
    text: str = ""
    both: bool = False
    main: bool = False
    stub: Stub | None = None
    stub_back: Stub | None = None
    width: float = 0.0
    change: Change = ""


class Sheet(Struct, frozen=True):
    """Everything that a layout places, in document order. Ids of rows, phases and cards are unique in their kind.

    A `tree` has one row and a card a step, and is laid out as a tree of questions. On a `close` one columns stand
    nearer to each other, for paper that is a little too narrow.
    """

    title: str
    subtitle: str
    rows: tuple[Row, ...]
    phases: tuple[Phase, ...]
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    tree: bool = False
    close: bool = False
