"""Characters that nobody sees and that change what is read, and texts that a `#` cuts off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.changes import Fix, Reword
from journeymap.diagnostics import CUT_TEXT, SYNTAX_ERROR, Diagnostic, Severity
from journeymap.i18n.messages import say
from journeymap.syntax.nodes import Node, Scalar
from journeymap.syntax.yaml12_compat import JSON_START

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.syntax.source import Source

# Of no width in any text; the joiners U+200C and U+200D, which some scripts and emoji need, only count beside Latin.
UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]|(?<=[0-9A-Za-z-])[\u200c\u200d](?=[0-9A-Za-z,:}\\]\"'\\s-]|$)")
_BEFORE_A_KEY = re.compile("^[\\s\u200b\ufeff]*$")
_COMMENT = re.compile(r"(?:^|\s)#")
_HASH = re.compile(r"(?<=\S) #(?=\w)")


def unseen(source: Source, most: int) -> list[Diagnostic]:
    """Return what to say about characters of no width, outside comments, the beginnings of lines, and JSON."""
    problems: list[Diagnostic] = []
    if re.match(JSON_START, source.text):
        return problems
    for match in UNSEEN.finditer(source.text):
        if len(problems) == most:
            break
        before = source.text[source.line_start(match.start()) : match.start()]
        if _COMMENT.search(before) and not set("\"'") & set(before):
            continue
        if _BEFORE_A_KEY.match(before):
            continue  # what looks like indentation is reported with the key behind it
        problems.append(
            Diagnostic(
                SYNTAX_ERROR,
                Severity.ERROR,
                say("there is a character here that nobody sees, U+{number}", number=f"{ord(match[0]):04X}"),
                source.span(match.start(), match.end()),
                help=say("delete it; it cannot be seen, so delete what stands around it and type that again"),
            )
        )
    return problems


def cut_texts(source: Source, tree: Node | None) -> list[Diagnostic]:
    """Return what to say about texts without quotes that end at a `#` with a letter or a digit right behind it."""
    places = {match.start(): match for match in _HASH.finditer(source.text)}
    if not places or tree is None:
        return []
    return [
        Diagnostic(
            CUT_TEXT,
            Severity.WARNING,
            say('the text ends before "{rest}": a "#" after a space begins a comment', rest=_rest(source, scalar.end)),
            source.span(scalar.end + 1, source.line_end(scalar.end)),
            help=say('put the whole text in quotes: "{text}"', text=_whole(source, scalar)),
            fixes=(
                Fix(
                    say('put the whole text in quotes: "{text}"', text=_whole(source, scalar)),
                    (Reword(scalar.line, scalar.column, _whole(source, scalar)),),
                ),
            ),
        )
        for scalar in _bare_scalars(tree)
        if scalar.end in places and scalar.text
    ]


def _whole(source: Source, scalar: Scalar) -> str:
    return f"{scalar.text} {_rest(source, scalar.end)}"


def _rest(source: Source, offset: int) -> str:
    return source.text[offset : source.line_end(offset)].strip()


def _bare_scalars(tree: Node) -> Iterator[Scalar]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            if node.bare:
                yield node
        else:
            waiting.extend(node.children)
