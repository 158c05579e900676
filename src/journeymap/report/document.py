"""What a report is made of: sections of blocks, with nothing in them of the format that they are written in.

The sections build this tree, and `markdown` and `html` write it. All words in it are texts of the designer's, or what
can be read in any language; a step is a `StepName`, so that a page can lead to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diagnostics import Severity
    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.i18n.messages import Message
    from journeymap.terminal.table import Table

Medium: TypeAlias = Literal["text", "page"]
"""What a report is to be: a text has no room for pictures, a page none for sentences that its tiles tell."""


class Paragraph(Struct, frozen=True):
    """Some sentences: those that lead a section in, or a note below what they are about."""

    words: object
    kind: Literal["lead", "note", "none"] = "note"
    more: object = ""  # what is added on paper alone


class Fact(Struct, frozen=True):
    """One thing that is said about something, and the part of what it rests on that is assumed."""

    about: Message
    words: object
    assumed: float | None = None


class Facts(Struct, frozen=True):
    """Facts beside each other: sentences that figures alone cannot say, or what figures mean."""

    kind: Literal["sentences", "meant"]
    facts: Sequence[Fact]


class Lines(Struct, frozen=True):
    """Sentences below each other, with a heading of their own where they have one."""

    lines: Sequence[object]
    kind: Literal["unknown", "plain"] = "plain"
    title: Message | None = None


class Tile(Struct, frozen=True):
    """One figure that stands out: what it is, how much, what lies behind it, and the part that is assumed."""

    name: str
    label: Message
    value: object
    more: Sequence[object]
    assumed: float | None


class Tiles(Struct, frozen=True):
    """The figures that stand out, and the same in sentences for where no tiles can stand."""

    tiles: Sequence[Tile]
    told: Sequence[object]


class Entry(Struct, frozen=True):
    """One finding as a report tells it.

    `number` is its place in the list of all findings by harm, None for an accepted one, which has a `reason`. `step` is
    the id of the step that it is about; `whom` are the ids of the personas that it holds for, `personas` their names.
    `alike` is how many more there are of the same rule, and `others` are these where they are told with it; `also` are
    the rules that show the same cause. `harm` is from 0 to 2, None for what harms no customer.
    """

    number: int | None
    severity: Severity
    where: object
    message: Message
    effect: Message | None
    remedy: Message | None
    rule: str
    step: str | None = None
    line: int | None = None
    whom: Sequence[str] = ()
    personas: Sequence[str] = ()
    witness: Sequence[object] = ()
    harm: float | None = None
    assumed: float | None = None
    reason: str = ""
    answers: object = ""
    alike: int = 0
    also: Sequence[str] = ()
    others: Sequence[Entry] = ()


class WorstFindings(Struct, frozen=True):
    """The few findings that harm most, each in short."""

    title: Message
    entries: Sequence[Entry]


class FindingList(Struct, frozen=True):
    """All findings of a kind: about the service, the file, the picture, what is known; or all that were accepted."""

    kind: Literal["found", "file", "picture", "known", "not-judged", "accepted"]
    entries: Sequence[Entry]
    none: Message


class TableBlock(Struct, frozen=True):
    """A table; the name of some is heard and not seen, since a heading above says it."""

    table: Table
    hidden_title: bool = False


class Chart(Struct, frozen=True):
    """A plot: its short name, what it is called, what to see in it, its drawings, and the same as tables.

    `assumed` is the part of what it rests on that has no source, None where it rests on no statement. `key` says in
    words what short signs on the drawings stand for, where they need it. `bare` is a drawing without the rest.
    """

    name: str
    title: Message
    lead: object
    scenes: tuple[Scene, ...]
    tables: tuple[Table, ...]
    assumed: float | None
    key: Sequence[object] = ()
    bare: bool = False


class Portraits(Struct, frozen=True):
    """Each persona by name, with what there is to say of it."""

    portraits: Sequence[tuple[str, Sequence[object]]]


class DrawingBlock(Struct, frozen=True):
    """The drawing: a page holds it, a text links to it."""

    title: object


class Heading(Struct, frozen=True):
    """The name of what follows in a section."""

    words: Message


class Columns(Struct, frozen=True):
    """What stands side by side where there is room."""

    left: Sequence[Block]
    right: Sequence[Block]


Block: TypeAlias = (
    Paragraph
    | Facts
    | Lines
    | Tiles
    | WorstFindings
    | FindingList
    | TableBlock
    | Chart
    | Portraits
    | DrawingBlock
    | Heading
    | Columns
)


class Section(Struct, frozen=True):
    """A part of the report that can be found by its name: the word for it in addresses, its title, what it holds.

    `short` is its title in a list of contents, where that has to be shorter; `listed` tells whether it stands there.
    `count` is how many things it holds, where that is worth saying.
    """

    name: str
    title: Message
    blocks: Sequence[Block]
    short: Message | None = None
    count: int | None = None
    listed: bool = True


class Document(Struct, frozen=True):
    """A whole report: what it is about, what is known of that from the start, and its sections in their order."""

    title: object
    about: str
    facts: Sequence[tuple[Message, object]]
    sections: Sequence[Section]
    language: str
