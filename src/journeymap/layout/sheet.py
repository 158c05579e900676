"""What is to be laid out: the cards of a blueprint on their rows and in their phases, and the arrows between them.

The sheet knows nothing of steps, rules or files; sizes and texts are all that a layout needs. Lengths are in points.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Lane = Literal["evidence", "customer", "frontstage", "backstage", "support"]
LANES: tuple[Lane, ...] = ("evidence", "customer", "frontstage", "backstage", "support")

ArrowKind = Literal["flow", "informs", "uses", "starts", "needs", "recover", "cell"]
BadgeKind = Literal[
    "error",
    "warning",
    "remark",
    "pain",
    "wait",
    "dead-end",
    "fail-point",
    "complaint",
    "metric",
    "accepted",
    "finding",
    "idea",
    "more",
]


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
    """A mark on a card, an icon and words."""

    kind: BadgeKind
    text: str


class Card(Struct, frozen=True):
    """One cell of one step: the unit that is placed.

    Cards of the same `step` share a column, whatever their rows. `compact` is a card of one short line: a system's.
    `elsewhere` is the id of a step that is not drawn: the card is then no cell but a mark of where an arrow comes from
    or goes to.
    """

    id: str
    step: str
    row: str
    phase: str
    text: str
    badges: tuple[Badge, ...] = ()
    compact: bool = False
    elsewhere: str = ""


class Arrow(Struct, frozen=True):
    """A line from one card to another. `both` puts a head on either end.

    `cell` joins neighbouring cards of one step and is always one vertical piece. `flow`, `starts`, `needs` and
    `recover` ask for a later column; `informs` and `uses` are happiest in the same one. Whether a flow arrow goes back
    is found out by the layout. `main` is an arrow of the main path, which is kept straight.
    """

    source: str
    target: str
    kind: ArrowKind
    text: str = ""
    both: bool = False
    main: bool = False


class Sheet(Struct, frozen=True):
    """Everything that a layout places, in document order. Ids of rows, phases and cards are unique in their kind."""

    title: str
    subtitle: str
    rows: tuple[Row, ...]
    phases: tuple[Phase, ...]
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
