"""What a text alternative of a blueprint is made of: phases, steps, groups of facts, and findings.

The plain outline and the interactive page tell the same, one in Markdown and one in HTML. All words are already in the
language of the drawing; they are plain, and escaping is for the writer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.diagnostics import Severity
    from journeymap.findings.kinds import Kind

GroupKind = Literal["marks", "lanes", "meeting", "time", "talk", "in", "out", "experience", "wrong", "why", "more"]


class Link(Struct, frozen=True):
    """A step that is named in a text, by its id."""

    step: str


class Address(Struct, frozen=True):
    """An address outside of the blueprint."""

    text: str


Piece = str | Link | Address


class Line(Struct, frozen=True):
    """One fact: what it is about, which may be empty, and what is said."""

    label: str
    pieces: tuple[Piece, ...]


class Group(Struct, frozen=True):
    """Facts that belong together, under a title. Either all of them have a label or none."""

    kind: GroupKind
    title: str
    lines: tuple[Line, ...]


class OutlineFinding(Struct, frozen=True):
    """A finding: how much it weighs and in which word, which rule says so, and its message and remarks.

    `reason` is that of a conscious choice; empty for what is still open. `step` is the step it is about, None for the
    blueprint as a whole; `number` its place in the order of the findings. `kind` tells what it is about, and `personas`
    for whom it is, none for all; `behind` that another one with this number stands for it.
    """

    number: int
    severity: Severity
    word: str
    code: str
    name: str
    message: str
    step: str | None
    remarks: tuple[Line, ...]
    reason: str = ""
    kind: Kind = "service"
    personas: tuple[str, ...] = ()
    behind: bool = False


class OutlineStep(Struct, frozen=True):
    """A step: its id, its number in reading order, the designer's words for it, and all that is known of it."""

    id: str
    number: int
    label: str
    groups: tuple[Group, ...]
    findings: tuple[OutlineFinding, ...]
    accepted: tuple[OutlineFinding, ...]


class OutlinePhase(Struct, frozen=True):
    """A phase and its steps; without a title where the blueprint has no phases."""

    title: str
    about: str
    steps: tuple[OutlineStep, ...]


class Outline(Struct, frozen=True):
    """A whole blueprint in words, in reading order. `labels` hold number and words of each step by its id."""

    title: str
    language: str
    description: str
    groups: tuple[Group, ...]
    phases: tuple[OutlinePhase, ...]
    findings: tuple[OutlineFinding, ...]
    accepted: tuple[OutlineFinding, ...]
    labels: Mapping[str, str]
