"""What a browser and the server of `journeymap serve` say to each other, all of it in JSON.

Addresses. Everything lies below a folder whose name is the token, `/TOKEN/`; the page uses addresses relative to its
own. `FILE` is the name of a page without its ending.

    GET  ./                     the shelf; with one file its page
    GET  ./FILE.html            the page of a file as it is now, with the script for editing
    GET  ./state/FILE           State
    GET  ./drawing/FILE?base=N  Drawing: what differs from the drawing of version N; all of it without `base`
    GET  ./printed/FILE         {"version": N, "html": …}: what stands in `#printed`; never made by an edit
    GET  ./schema               the JSON Schema of the format, with the meaning of each word
    GET  ./events               server-sent events, one stream for all files: each `data` is an Event with its name in
                                `kind`, and `id` counts them; `Last-Event-ID`, or `?after=N`, begins behind that one
    GET  ./wait?after=N         the same without a stream: {"last": N, "events": […]}, after 25 seconds at the latest
    POST ./edit/FILE            Edit -> 200 Accepted, or one of the refusals below
    POST ./try/FILE             Trial -> 200 Tried, 422 Refusal: a what-if, nothing is written
    POST ./new                  NewFile -> 200 {"file": FILE}, 422 Refusal

A POST has `Content-Type: application/json`, an `Origin` of this server, and no more than a megabyte. 403: a foreign
Host, Origin or a wrong token. 404: no such file. 413: too long. 400: not as told here.

The page as it is served holds its state as JSON in the element `served`, `<script type="application/json"
id="served">`: a State. The page that is made by `draw` has no such element and no script for editing.

Edits. `version` and `hash` name a text of a file: the version counts the texts since the server began, the hash is that
of the bytes. An edit names the version that it was made on, its client (any text that only this browser tab has), the
operations in their order, and in `was` the values that the reader saw where something is to be replaced. A foreign
change elsewhere in the file does not disturb an edit; one of the same value does.

    200 Accepted      written. `difference` are the edits between the two texts in lines; the other answers come as
                      events of this version: `findings`, `drawing`, `figures`. Where a later edit came first they are
                      those of a later version only.
    409 Conflict      a value in `was` is another one in the file now; nothing is written. To write over it: send the
                      edit again with what it is now in `was`.
    422 Refusal       cannot be done, in words for the reader; nothing is written. `at` is the path of the edit it is
                      about, where there is one.
    428 Questions     has to be confirmed, or answered, first; nothing is written. Send the edit again with the names
                      of what is confirmed in `confirmed`, and what is answered in `answers` by name. A name says what
                      it confirms, so that another question is asked again.
    423 Refusal       the server was started with --read-only, or the file may not be written.

A path `at` is a list of keys and numbers, `["steps", "call", "backstage", 0, "does"]`, by the words of the format,
whatever words the file uses. A step is always named by its id, also where the file has a list of steps.

Events come from one thread for each file, in the order of their versions. `client` is who made the edit, empty for a
change by another program. A browser applies a Drawing only where its version is later than the one it shows; where
`base` is not what it shows it asks without `base`.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from journeymap.editing.operations.steps import NewStep

Path = list[str | int]


# Operations: what a gesture writes.


class Words(Struct, tag_field="op", tag="words"):
    """Other words for a text that is there, or a first one at a key that is not: a cell, a name, a title.

    `at` may name a cell, `["steps", "call", "customer"]`: then the words of its one item are meant, in whatever form
    it is written. Refused where several texts stand there: name one by its number.
    """

    at: Path
    text: str


class Set(Struct, tag_field="op", tag="set"):
    """Any value at a path; None takes it away. Numbers, times and shares are texts, as they are written in a file.

    The reader has to understand it, else it is refused in the reader's own words. A number of an item that is one more
    than there are adds to a list, and so does -1, however many there are by now; a text that stands where a list may
    becomes the first item of one. For the panel: fields of a step, experience per persona, pains, fails, evidence.
    """

    at: Path
    value: Any = None


class AddStep(NewStep, frozen=True, tag_field="op", tag="add-step"):
    """A step with some words, behind another one: on all its ways, or only on that to `before`, or as the first step.

    With `beside` it begins a way of its own; how many take it is asked as for Connect.

    Phase, first cell, actor and channel are those of the step before it, or `lane`, `actor`, `phase`. Accepted.made is
    its id.
    """


class Connect(Struct, tag_field="op", tag="connect"):
    """A way from one step to another.

    A first way asks nothing, unless the step ends the journey (question `end-goes-on:STEP`). For a second one the share
    is a question, `share:FROM→TO`, whose answer is a text such as "30%", or "" for: nobody knows yet.
    """

    source: str
    target: str


class Weigh(Struct, tag_field="op", tag="weigh"):
    """The share of a way, as a text; the other ways keep their proportions and share what is left. None: unknown."""

    source: str
    target: str
    share: str | None


class Disconnect(Struct, tag_field="op", tag="disconnect"):
    """A way less. A lone way asks (`lone-way:FROM→TO`)."""

    source: str
    target: str


class MoveCard(Struct, tag_field="op", tag="move-card"):
    """The words of one lane of a step to another lane, to another actor, or the step to another phase; or several.

    `item` is the number of the cell where the lane has several. Where the row is taken: question `swap:STEP.LANE`.
    """

    step: str
    lane: str | None = None
    item: int = 0
    to_lane: str | None = None
    to_actor: str | None = None
    to_phase: str | None = None


class DeleteSteps(Struct, tag_field="op", tag="delete-steps"):
    """Steps less. With one way out the ways in lead there; else what points at it is asked for, with a list."""

    steps: list[str]


class Define(Struct, tag_field="op", tag="define"):
    """A persona, channel, source, actor, system or phase by its name; Accepted.made is the id that it gets."""

    kind: Literal["personas", "channels", "sources", "actors", "systems", "phases"]
    name: str
    fields: dict[str, Any] = {}


class Rename(Struct, tag_field="op", tag="rename"):
    """Another id for something, wherever the file names it; `kind` as in Define, or "steps"."""

    kind: str
    old: str
    new: str


class Accept(Struct, tag_field="op", tag="accept"):
    """A finding accepted, with a reason; without a step for the whole file."""

    rule: str
    reason: str
    step: str | None = None


class Mend(Struct, tag_field="op", tag="mend"):
    """What a finding proposes: the finding by its `id` in the event `findings`, and the number of its fix there."""

    finding: str
    fix: int = 0


class Keep(Struct, tag_field="op", tag="keep"):
    """What was tried by `try`, written: settings as in `journeymap levers --set`."""

    settings: list[str]


class Rewrite(Struct, tag_field="op", tag="rewrite"):
    """The whole text as it was edited by hand, saved as one edit.

    409 where the file has another text than that of Edit.version. A text that cannot be read is saved all the same
    only when confirmed (`unreadable`); the drawing stays the last good one.
    """

    text: str


class Undo(Struct, tag_field="op", tag="undo"):
    """Back to the text before the last edit of this session, whoever made it."""


class Redo(Struct, tag_field="op", tag="redo"):
    """Forth again."""


Operation = (
    Words
    | Set
    | AddStep
    | Connect
    | Weigh
    | Disconnect
    | MoveCard
    | DeleteSteps
    | Define
    | Rename
    | Accept
    | Mend
    | Keep
    | Rewrite
    | Undo
    | Redo
)


class Seen(Struct):
    """A value that a reader saw before it was changed: the plain data of the file, None for nothing."""

    at: Path
    value: Any = None


class Edit(Struct):
    """What a browser wants to be changed."""

    version: int
    client: str
    edits: list[Operation]
    was: list[Seen] = []
    confirmed: list[str] = []
    answers: dict[str, str] = {}


class Trial(Struct):
    """What if: settings as in `journeymap levers --set`, such as `call.wait=1 min`."""

    settings: list[str]


class NewFile(Struct):
    """A first blueprint from nothing: a title and the language to write it in, `en` or `nl`."""

    title: str
    language: str = "en"


# Answers.


class Lines(Struct):
    """Lines of the text before, from `start` on (counted from 0), `count` of them, and those that stand there now."""

    start: int
    count: int
    lines: list[str]


class Accepted(Struct):
    """An edit that is written. `focus` is the step that it was about; `made` the ids that it gave, in order.

    `steps` are the first and last line of each step in the new text, counted from 1. `said` tells in one sentence what
    was done, for a screen reader and the note beside Undo.
    """

    version: int
    hash: str
    difference: list[Lines]
    steps: dict[str, tuple[int, int]]
    said: str = ""
    focus: str | None = None
    made: list[str] = []
    can_undo: bool = True
    can_redo: bool = False


class Refusal(Struct):
    """Why something is not done; `errors` are those of the reader, with their lines."""

    message: str
    at: Path | None = None
    errors: list[dict[str, Any]] = []


class Conflict(Struct):
    """What was changed by somebody else meanwhile: the value that the reader wants, and the one in the file now."""

    message: str
    at: Path
    mine: Any
    theirs: Any
    version: int


class Question(Struct):
    """What has to be confirmed, or with `answer` to be answered: by `name`. `details` list what it is about."""

    name: str
    message: str
    details: list[str] = []
    answer: bool = False
    choices: list[str] = []


class Questions(Struct):
    """All that has to be confirmed or answered before an edit is written."""

    questions: list[Question]


class Tried(Struct):
    """All figures before and after what was tried, and what moved along: as `journeymap levers --format json`."""

    changes: list[dict[str, Any]]
    figures: list[dict[str, Any]]


class State(Struct):
    """All that a page has to know of a file beside its drawing.

    `model` is the file as plain data by the words of the format: mappings, lists and texts, as written. `order` are the
    ids of the steps in their order. `drawn` is the version of the drawing in the page: less than `version` where the
    text cannot be read as it is. `labels` are the words of each step, `figures` as in the event.
    """

    file: str
    path: str
    version: int
    hash: str
    drawn: int
    read_only: bool
    language: str
    text: str
    model: Any
    order: list[str]
    labels: dict[str, str]
    steps: dict[str, tuple[int, int]]
    findings: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    can_undo: bool
    can_redo: bool
    last_event: int


class Drawing(Struct):
    """What is drawn, to exchange in the page.

    `root` are the attributes of `#scene`, `shapes` what stands in `#drawn`, `title` and `description` those of the
    drawing, `data` what stands in `#data`; `told`, `findings` and `accepted` what stands in `#told`, `#findings-list`
    and `#accepted-list`. With `base`, an article of `told` that is as it was is left empty, with the attribute
    `data-kept`, and the page puts in the one with the same id that it has. `count` is the number of findings. `model`,
    `order`, `labels` and `steps` as in State; `renamed` has the new ids of steps by their old ones since `base`.
    """

    file: str
    version: int
    hash: str
    base: int | None
    root: dict[str, str]
    shapes: str
    title: str
    description: str
    data: Any
    told: str
    findings: str
    accepted: str
    count: int
    model: Any
    order: list[str]
    labels: dict[str, str]
    steps: dict[str, tuple[int, int]]
    renamed: dict[str, str]


class Event(Struct):
    """Something that happened to a file.

    kind       what `content` holds
    accepted   an Accepted: somebody edited the file here; a browser that got it as an answer passes over its own
    changed    an Accepted: another program changed the file
    findings   {"findings": [{id, rule, code, severity, message, help, step, line, column, fixes: [words…]}],
               "new": [id…], "gone": [message…], "readable": bool}
    drawing    {}: a new drawing can be fetched
    figures    {"figures": [{name, label, unit, better, before, after, told: [before, after], improved}]}, since the
               session began
    shelf      {}: files have come or gone
    gone       {}: the file is no longer there; it is asked for again every now and then
    """

    kind: Literal["accepted", "changed", "findings", "drawing", "figures", "shelf", "gone"]
    file: str
    version: int
    hash: str
    client: str
    content: Any
