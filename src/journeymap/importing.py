"""From a file of another tool to the text of a blueprint: the format found, the data read, written and read back."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap import syntax
from journeymap.diagnostics import Severity
from journeymap.flowcharts.mermaid_text import top_of
from journeymap.i18n.messages import say
from journeymap.importer import GUESSED, LOST, Choices, Incoming, UnreadableError, folded
from journeymap.model.shortening import shortened
from journeymap.pipeline import understand
from journeymap.plugins import instance, instances
from journeymap.syntax.emit import yaml_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

    from journeymap.diagnostics import Diagnostic
    from journeymap.importer import Importer, Reading, Remark
    from journeymap.model.blueprint import Blueprint

_FENCE = re.compile(r"[ ]{0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<word>[^\s`]*)")
_CHARTS = frozenset({"mermaid", "{mermaid}"})
PAGES = (".md", ".markdown")


class ImportFaultError(Exception):
    """What was made of a source is no valid blueprint: a fault of the program."""

    def __init__(self, problems: Sequence[Diagnostic]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


class Imported(Struct, frozen=True):
    """What came of a source: the blueprint, the text of its file, and what was lost and guessed."""

    blueprint: Blueprint
    text: str
    remarks: tuple[Remark, ...]

    @property
    def lost(self) -> list[Remark]:
        """What does not come along."""
        return [remark for remark in self.remarks if remark.kind == LOST]

    @property
    def guessed(self) -> list[Remark]:
        """What the source does not say and was taken to be so."""
        return [remark for remark in self.remarks if remark.kind == GUESSED]


def formats() -> tuple[str, ...]:
    """Return the names of all formats that can be read."""
    return tuple(importer.name for importer in instances("importers", "IMPORTER"))


def importer_for(source: Incoming, name: str | None = None) -> Importer:
    """Return the importer of a format, or else the one that recognises a source; UnreadableError where none does."""
    if name is not None:
        chosen: Importer = instance("importers", "IMPORTER", name)
        return chosen
    importers: tuple[Importer, ...] = instances("importers", "IMPORTER")
    for importer in importers:
        if importer.recognises(source):
            return importer
    top = top_of(source.beginning(10_000))
    if top is not None:
        message = say(
            '{kind} is a kind of Mermaid that is not read; "flowchart", "journey" and "stateDiagram" are', kind=top.kind
        )
        raise UnreadableError(message, source.place(1, 1))
    for importer in importers:
        if source.suffix in importer.suffixes:
            return importer
    remedy = say("name it with --from: {formats}", formats=list(formats()))
    raise UnreadableError(say("it cannot be told which format this is"), source.name, remedy)


def sources_in(source: Incoming) -> list[Incoming]:
    """Return what is to be imported of a file: each Mermaid block of a page of Markdown, else the file itself."""
    if source.suffix not in PAGES:
        return [source]
    blocks: list[Incoming] = []
    opened: tuple[str, str, int] | None = None
    lines = source.text().split("\n")
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence is None:
            continue
        if opened is None:
            opened = fence["fence"], fence["word"], number + 1
        elif fence["fence"].startswith(opened[0]) and not fence["word"]:
            if opened[1].casefold() in _CHARTS:
                text = "\n".join((*lines[opened[2] : number], ""))
                blocks.append(Incoming(source.name, text.encode("utf-8", "replace"), opened[2]))
            opened = None
    if not blocks:
        raise UnreadableError(say("there is no block of Mermaid in this page"), source.name)
    return blocks


def import_source(source: Incoming, choices: Choices, name: str | None = None) -> Imported:
    """Return the blueprint of a source; UnreadableError where nothing can be made of it.

    ImportFaultError where what was made of it cannot be read as a blueprint.
    """
    reading = importer_for(source, name).read(source, choices)
    text = text_of(reading, choices.language or reading.data.get("language") or "en")
    _, blueprint, problems = understand(partial(syntax.parse, text, source.name))
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if blueprint is None or errors:
        raise ImportFaultError(errors)
    return Imported(blueprint, text, reading.remarks)


def text_of(reading: Reading, language: str = "en") -> str:
    """Return the text of a file with imported data, and what was lost as comments above the steps that it concerns.

    The comments are in a language.
    """
    comments: dict[str, list[str]] = {}
    steps = reading.data.get("steps", {})
    for remark in reading.remarks:
        if remark.kind == LOST:
            step = remark.step if remark.step in steps else None
            comment = say("lost: {remark}", remark=f"{remark.place}: {remark.message.text(language)}")
            comments.setdefault(step or "", []).append(comment.text(language))
    return yaml_text(shortened(reading.data), comments)


def load_from(path: str | PathLike[str], format: str | None = None, map: Mapping[str, str] | None = None) -> Imported:  # noqa: A002 - the names of the options of the command
    """Return the blueprint that a file of another tool stands for, its text, and what was lost and guessed.

    `format` is the name of one of the formats of `journeymap import`; without it the file itself tells. `map` says what
    names of the source stand for: a lane, "phase", "system", "skip", or "end:" and an outcome.

    Raises UnreadableError where nothing can be made of the file, OSError where it cannot be read. Of a page with
    several charts it is the first.
    """
    name = str(path)
    source = Incoming(name, Path(path).read_bytes())
    choices = Choices({folded(word): way for word, way in (map or {}).items()})
    return import_source(sources_in(source)[0], choices, format)
