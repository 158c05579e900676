"""Reading a blueprint: from a text, a file or standard input to nodes."""

from __future__ import annotations

import codecs
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from msgspec import Struct

from journeymap.diagnostics import OVER_BUDGET, SYNTAX_ERROR, UNREADABLE_FILE, Code, Diagnostic, Severity, Span
from journeymap.i18n.messages import say
from journeymap.syntax import foreign
from journeymap.syntax.builder import LOADER
from journeymap.syntax.limits import Budget
from journeymap.syntax.nodes import Mapping, Node, Scalar
from journeymap.syntax.recovery import build
from journeymap.syntax.source import Source
from journeymap.syntax.unseen import cut_texts, unseen
from journeymap.syntax.yaml12_compat import adapt

if TYPE_CHECKING:
    from journeymap.i18n.messages import Message
    from journeymap.syntax.builder import Loader

STANDARD_INPUT = "<stdin>"
GENEROUS = Budget()
MOST_CHARACTERS_REPORTED = 10
# A file with more than this share of zero bytes is no text, or one in UTF-16 that does not say so.
ZERO_SHARE = 0.1
UTF8_MARK = codecs.BOM_UTF8
# The longest mark first: that of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Parsed(Struct, frozen=True):
    """What was read: the top mapping, as far as it could be read, everything that is wrong, and the text itself."""

    node: Mapping | None
    problems: tuple[Diagnostic, ...]
    source: Source

    @property
    def text(self) -> str:
        """Return the decoded text."""
        return self.source.text

    def line(self, number: int) -> str:
        """Return a line of the text, counted from 1; empty where there is no such line."""
        return self.source.line(number)


def read(path: str | os.PathLike[str], budget: Budget = GENEROUS) -> Parsed:
    """Read a file, or standard input for `-`. What cannot be read is a problem in the result, never an exception."""
    name = os.fspath(path)
    if name == "-":
        return parse(sys.stdin.buffer.read(budget.size + 1), STANDARD_INPUT, budget)
    try:
        with Path(name).open("rb") as file:
            # One byte more than allowed tells that there is more; the size on disk says nothing of a device or pipe.
            return parse(file.read(budget.size + 1), name, budget)
    except FileNotFoundError:
        reason = say("there is no such file")
        advice = say("check the name and the folder")
    except IsADirectoryError:
        reason = say("this is a folder, not a file")
        advice = say("name a file in it, as in {example}", example=f"{name.rstrip('/')}/journey.yaml")
    except PermissionError:
        reason = say("this file may not be read")
        advice = say("ask whoever owns it for permission to read it")
    except (OSError, ValueError) as error:
        reason = say("this file cannot be read: {reason}", reason=getattr(error, "strerror", None) or error)
        advice = say("check the name and the folder")
    return _refused(Source(name, ""), UNREADABLE_FILE, reason, Span.whole(name), advice)


def parse(source: str | bytes, path: str, budget: Budget = GENEROUS, loader: Loader = LOADER) -> Parsed:
    """Read a text. The node is partial where the text is broken, and None where there is nothing to be had."""
    if len(source) > budget.size:
        return _refused(
            Source(path, ""),
            OVER_BUDGET,
            say("this file is larger than {limit} MB", limit=f"{budget.size / 1_000_000:g}"),
            Span.whole(path),
            say("split it, and let the parts refer to one another"),
        )
    if isinstance(source, bytes) and (kind := foreign.kind_of_bytes(source)) is not None:
        return _refused(Source(path, ""), UNREADABLE_FILE, kind, Span.whole(path), foreign.ADVICE)
    if isinstance(source, str):
        text, undecodable = source.removeprefix("\ufeff"), None
    else:
        text, undecodable = _decode(source, path)
    return _parse(Source(path, text), undecodable, budget, loader)


def text_of(data: bytes) -> str:
    """Return the text that the bytes of a file hold, as it is read; empty where they hold none."""
    return _decode(data, "")[0]


def _parse(source: Source, undecodable: Diagnostic | None, budget: Budget, loader: Loader) -> Parsed:
    if undecodable is not None and not source.text:
        return Parsed(None, (undecodable,), source)
    if (kind := foreign.kind_of_text(source.text)) is not None:
        return _refused(source, SYNTAX_ERROR, kind, Span.whole(source.path), foreign.ADVICE)
    adapted, forbidden = adapt(source.text, tabs_separate=loader is not yaml.Loader)
    tree, problems = build(source, adapted, budget, loader)
    problems += [_forbidden(source, offset) for offset in forbidden[:MOST_CHARACTERS_REPORTED]]
    problems += unseen(source, MOST_CHARACTERS_REPORTED)
    problems += cut_texts(source, tree)
    if problems and source.text.lstrip().startswith("<"):
        tree = None  # Words of the page that happen to have a colon after them.
    if not isinstance(tree, Mapping):
        problems = _no_blueprint(source, tree, problems)
    if undecodable is not None:
        problems.append(undecodable)
    problems.sort(key=lambda problem: problem.order)
    return Parsed(tree if isinstance(tree, Mapping) else None, tuple(problems), source)


def _decode(data: bytes, path: str) -> tuple[str, Diagnostic | None]:
    """Return the text of a file; where a byte is not what it should be, the rest and the problem."""
    data = data.removeprefix(UTF8_MARK)
    encoding = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if data.count(0) > len(data) * ZERO_SHARE or encoding != "utf-8":
            return "", _no_text(path)
        before = Source(path, data[: error.start].decode(encoding))
        span = before.span(len(before.text), len(before.text))
        problem = Diagnostic(
            UNREADABLE_FILE,
            Severity.ERROR,
            say("the character here is not written in UTF-8"),
            Span(path, span.line, span.column, span.line, span.column + 1),
            help=say('save the file again with the encoding "UTF-8"; editors ask for it where a file is saved'),
        )
        return data.decode(encoding, errors="replace"), problem
    if text.count("\0") > len(text) * ZERO_SHARE:
        return "", _no_text(path)
    return text, None


def _no_text(path: str) -> Diagnostic:
    return Diagnostic(
        UNREADABLE_FILE,
        Severity.ERROR,
        say("this file is not a text"),
        Span.whole(path),
        help=say('a blueprint is a text file; if this is one, save it again with the encoding "UTF-8"'),
    )


def _forbidden(source: Source, offset: int) -> Diagnostic:
    return Diagnostic(
        SYNTAX_ERROR,
        Severity.ERROR,
        say("there is a control character here, U+{number}", number=f"{ord(source.text[offset]):04X}"),
        source.span(offset, offset + 1),
        help=say("delete it; it cannot be seen, so delete what stands around it and type that again"),
    )


def _no_blueprint(source: Source, tree: Node | None, problems: list[Diagnostic]) -> list[Diagnostic]:
    """Return what to say about a file whose top is no mapping."""
    beginning = source.text.lstrip()
    advice = say('write "title:" and "steps:", each on a line of its own, and what belongs to it after or below it')
    if foreign.is_table(source.text):
        message, advice = say("this is a table, as a spreadsheet saves it"), foreign.ADVICE
    elif beginning.startswith("<"):
        message = say("this looks like HTML or XML, not like a blueprint")
    elif problems:
        return problems
    elif tree is None or (isinstance(tree, Scalar) and tree.is_null):
        message = say("this file holds only comments") if "#" in beginning else say("this file is empty")
        return list(_refused(source, SYNTAX_ERROR, message, Span.whole(source.path), advice).problems)
    elif isinstance(tree, Scalar):
        message = say("this file is one running text, not a blueprint")
    else:
        message = say("this file is a list, not a blueprint")
    place = tree.at() if tree is not None else Span.whole(source.path)
    return list(_refused(source, SYNTAX_ERROR, message, place, advice).problems)


def _refused(source: Source, code: Code, message: Message, span: Span, advice: Message) -> Parsed:
    return Parsed(None, (Diagnostic(code, Severity.ERROR, message, span, help=advice),), source)
