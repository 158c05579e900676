"""What is wrong between brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.syntax.diagnose_lines import second_colon, unopened
from journeymap.syntax.diagnose_texts import unknown

if TYPE_CHECKING:
    from journeymap.syntax.error_context import ErrorContext, Fault

SPACE = re.compile(r"\s+")
CLOSING = {"[": "]", "{": "}"}
# What is quoted, what is a comment, and the brackets outside both.
FLOW_PIECE = re.compile(
    r"""(?<![\w)\]}])"(?:[^"\\]|\\.)*+"|(?<![\w)\]}])'(?:[^']|'')*+'|(?<!\S)#[^\r\n]*|[\[\]{}]""", re.DOTALL
)


def in_brackets(scene: ErrorContext) -> Fault:
    """Explain something between brackets that is neither a comma nor the closing bracket."""
    opening = scene.text[scene.origin : scene.origin + 1]
    expected = CLOSING.get(opening)
    if expected is None:
        return unknown(scene)
    if _closing_bracket(scene.text, scene.origin) is None:
        return _unclosed_bracket(scene, scene.origin)
    recent, place = scene.recent, scene.place
    if recent is not None and scene.line_of(recent.start) < scene.line_of(place):
        # Two lines were read as one text, so that the comma belongs at the end of the first.
        line = scene.source.line_start(recent.start)
        place = line + len(scene.rest(line))
    elif scene.character() == ":":
        return second_colon(scene)
    return scene.fault(
        say("a comma is missing here"),
        say('put a comma between the items; a text with brackets, quotes or ": " in it goes in quotes as a whole'),
        place,
        amendment=_room_for_comma(scene, place),
    )


def _room_for_comma(scene: ErrorContext, place: int) -> tuple[int, str] | None:
    """Return where a comma can take the place of a space, between what stands before a place and what follows."""
    gap = SPACE.match(scene.text, place) or SPACE.match(scene.text, max(place - 1, 0))
    spaces = [] if gap is None else [at for at in range(gap.start(), gap.end()) if scene.text[at] in " \t"]
    return (spaces[-1], ",") if spaces else None


def _unclosed_bracket(scene: ErrorContext, start: int) -> Fault:
    opening = scene.text[start : start + 1]
    return scene.fault(
        say('the "{bracket}" that opens here is not closed', bracket=opening),
        say('put a "{closing}" after the last item', closing=CLOSING[opening]),
        start,
        start + 1,
    )


def _closing_bracket(text: str, start: int) -> int | None:
    """Return where the bracket at an offset is closed, None where it never is or where another one comes first."""
    waiting: list[str] = []
    for piece in FLOW_PIECE.finditer(text, start):
        character = piece[0]
        if character in CLOSING:
            waiting.append(CLOSING[character])
        elif character in {"]", "}"}:
            if not waiting or waiting.pop() != character:
                return None
            if not waiting:
                return piece.start()
    return None


def no_content(scene: ErrorContext) -> Fault:
    """Explain a place between brackets where something is missing."""
    character = scene.character()
    if not character:
        opener = max(scene.text.rfind("[", 0, scene.place), scene.text.rfind("{", 0, scene.place))
        return _unclosed_bracket(scene, opener) if opener >= 0 else unknown(scene)
    if character == ",":
        return scene.fault(
            say("there is nothing before this comma"),
            say("remove it, or write what is missing; if it belongs to the text, put the whole text in quotes"),
            scene.place,
            scene.place + 1,
            amendment=(scene.place, " "),
        )
    if character in {"]", "}"}:
        return unopened(scene)
    return unknown(scene)
