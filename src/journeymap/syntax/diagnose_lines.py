"""What is wrong with lines: their indentation, their colons and dashes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.diagnostics import Related
from journeymap.i18n.messages import say
from journeymap.syntax.diagnose_texts import after_quote, quoted

if TYPE_CHECKING:
    from journeymap.i18n.messages import Message
    from journeymap.syntax.error_context import ErrorContext, Fault
    from journeymap.syntax.nodes import Scalar

LONGEST_KEY = 1024
BEFORE_VALUE = re.compile(r"\s*(?:- +)*[^:\r\n]*:\s+")
UP_TO_COMMA = re.compile(r"[^,\[\]{}\r\n]*")
EXPECTED = r"expected ',' or '[\]}]'"
KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*[\w-]+(:)(?=[^\s:/])")
FALSE_SPACE_AFTER = "\\s*(?:- +)*[\\w-]+(:)[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]|(-)[\xa0\u2000-\u200a\u202f]"
TYPE_A_SPACE = say("delete it and type an ordinary space; this often comes with copied text")
CURLY_QUOTE = "[“”„‟‘’‚«»]"


def second_colon(scene: ErrorContext) -> Fault:
    """Explain a colon where a value already stands."""
    recent = scene.recent
    if recent is not None and scene.line_of(recent.start) < scene.line_of(scene.place):
        return _line_too_many(scene, recent)
    if recent is not None and scene.place - recent.start > LONGEST_KEY:
        return scene.fault(
            say("what stands before this colon is too long for a key"),
            say("a key has at most {limit} characters; if this is a text, put it in quotes", limit=LONGEST_KEY),
            scene.place,
            scene.place + 1,
        )
    value = _value(scene)
    if re.match(CURLY_QUOTE, value):
        advice = say(
            "curly quotes do not hold a text together; use straight ones: {example}",
            example=quoted(value.strip("“”„‟‘’‚«»")),
        )
    else:
        advice = say("if the colon belongs to the text, put the whole text in quotes: {example}", example=quoted(value))
    return scene.fault(say("there is a second colon in this line"), advice, scene.place, scene.place + 1)


def _value(scene: ErrorContext) -> str:
    """Return what was probably meant as one text around the place: what follows the first colon of the line."""
    start = scene.source.line_start(scene.place)
    if re.search(EXPECTED, scene.problem):  # Between brackets a text ends at a comma.
        start = max(start, scene.recent.start if scene.recent is not None else scene.place)
        match = UP_TO_COMMA.match(scene.text, start)
        return match[0].rstrip() if match else scene.rest(start)
    match = BEFORE_VALUE.match(scene.text, start, scene.place)
    return scene.rest(match.end() if match else start)


def _line_too_many(scene: ErrorContext, recent: Scalar) -> Fault:
    """Explain a line with a key that was read as the continuation of the text before it."""
    if not recent.bare:
        return after_quote(scene, recent)
    before = scene.source.line_start(recent.start)
    unspaced = KEY_WITHOUT_SPACE.match(scene.text, before)
    if unspaced is not None and unspaced.end() > recent.start:
        return _no_space(scene, unspaced.start(1))
    false = _false_space(scene, before)
    if false is not None and false.start > recent.start:
        return false
    if recent.start == before + len(scene.rest(before)) - len(scene.rest(before).lstrip()):
        return _neither(scene, recent.start)
    start = scene.source.line_start(scene.place)
    start += len(scene.rest(start)) - len(scene.rest(start).lstrip())
    return scene.fault(
        say("this line is indented further than the one above, which is already complete"),
        say("let it begin in the same column as the keys it belongs with"),
        start,
        scene.place,
    )


def _no_space(scene: ErrorContext, colon: int) -> Fault:
    return scene.fault(
        say("there is no space after the colon"), say('put a space after it, as in "customer: calls"'), colon, colon + 1
    )


def no_colon(scene: ErrorContext) -> Fault:
    """Explain a line without a colon among lines with keys."""
    start = scene.origin
    unspaced = KEY_WITHOUT_SPACE.match(scene.text, start)
    if unspaced is not None:
        return _no_space(scene, unspaced.start(1))
    return _neither(scene, start)


def _false_space(scene: ErrorContext, start: int) -> Fault | None:
    """Explain a character that looks like the space behind a colon or a dash, where a line has one."""
    hidden = re.match(FALSE_SPACE_AFTER, scene.rest(start))
    if hidden is None:
        return None
    place = start + hidden.end() - 1
    return scene.fault(after_mark(hidden[1] or hidden[2]), TYPE_A_SPACE, place, place + 1, amendment=(place, " "))


def after_mark(mark: str) -> Message:
    """Return what is said of a character behind a colon or a dash that only looks like a space."""
    return say('after this "{mark}" stands a character that looks like a space and is not one', mark=mark)


def _neither(scene: ErrorContext, start: int) -> Fault:
    line = scene.rest(start)
    false = _false_space(scene, start)
    if false is not None:
        return false
    if line.startswith("-"):
        return scene.fault(
            say('there is no space after the "-"'), say('put a space after it, as in "- item"'), start, start + 1
        )
    if _heads_a_block(scene, start):
        return scene.fault(
            say("there is no colon after this key"),
            say('put one after it: "{key}:"', key=line.rstrip()),
            start,
            start + len(line),
        )
    return scene.fault(
        say('this line is neither "key: value" nor "- item"'),
        say("indent it further if it goes on with the text above it; otherwise write a key and a colon before it"),
        start,
        start + len(line),
    )


def _heads_a_block(scene: ErrorContext, start: int) -> bool:
    """Return whether a line is a word with lines of keys below it that are indented further."""
    line = scene.rest(start)
    if re.fullmatch(r"[\w-]+\s*", line) is None:
        return False
    below = re.match(r"(?:[ ]*\n)+([ ]*)[\w-]+:(?:[ ]|$)", scene.text[start + len(line) :], re.MULTILINE)
    return below is not None and len(below[1]) > start - scene.source.line_start(start)


def no_key(scene: ErrorContext) -> Fault:
    """Explain something that stands where a mapping expects its next key."""
    recent, place = scene.recent, scene.place
    if recent is not None and _ends_in_quote(scene, recent):
        return after_quote(scene, recent)
    if scene.character() in {"]", "}"}:
        return unopened(scene)
    if scene.character() == ":":
        return scene.fault(
            say("there is nothing before the colon"),
            say("write a key before it; if the colon belongs to the text, put the whole text in quotes"),
            place,
        )
    before = scene.text[scene.source.line_start(place) : place].rstrip(" \t")
    if before.endswith(("]", "}")):
        return scene.fault(
            say('text follows after the closing "{bracket}"', bracket=before[-1]),
            say("if the brackets belong to the text, put the whole text in quotes"),
            place,
        )
    column = scene.source.position(scene.origin)[1]
    return scene.fault(
        say("this line is not indented like the lines it belongs with"),
        say("lines that belong together begin in the same column; those above begin in column {column}", column=column),
        place,
        place + len(scene.rest(place)),
    )


def not_an_item(scene: ErrorContext) -> Fault:
    """Explain a line without a dash in a list."""
    false = _false_space(scene, scene.place)
    if false is not None:
        return false
    begins = Related(scene.source.span(scene.origin, scene.origin + 1), say("the list begins here"))
    return scene.fault(
        say('this line stands in a list and does not begin with "-"'),
        say('begin it with "- ", or let it begin in the same column as the key it belongs with'),
        scene.place,
        scene.place + len(scene.rest(scene.place)),
        related=(begins,),
    )


def list_on_key_line(scene: ErrorContext) -> Fault:
    """Explain a dash after a key."""
    return scene.fault(
        say("a list cannot begin on the line of its key"),
        say(
            'begin it on the next line; if the "-" belongs to the text, put the whole text in quotes: {example}',
            example=quoted(scene.rest(scene.place)),
        ),
        scene.place,
        scene.place + 1,
    )


def _ends_in_quote(scene: ErrorContext, recent: Scalar) -> bool:
    """Return whether the place comes right after the closing quote of the last text."""
    quoted_before = not recent.bare and scene.text[recent.end - 1 : recent.end] in {'"', "'"}
    return quoted_before and not scene.text[recent.end : scene.place].strip(" \t")


def unopened(scene: ErrorContext) -> Fault:
    """Explain a closing bracket that nothing opened."""
    return scene.fault(
        say('this "{bracket}" closes nothing', bracket=scene.character()),
        say("remove it; if it belongs to the text, put the whole text in quotes"),
        scene.place,
        scene.place + 1,
    )


def directive(scene: ErrorContext) -> Fault:
    """Explain a line that begins with a percent sign."""
    start = scene.source.line_start(scene.origin)
    return scene.fault(
        say('a line that begins with "%" is an order to programs, and this one is not understood'),
        say("remove the line; if it is text, put it after its key and in quotes"),
        start,
        start + len(scene.rest(start)),
    )


def after_document(scene: ErrorContext) -> Fault:
    """Explain what follows when the document is already complete."""
    if scene.source.line(1).startswith("%"):  # Such lines must be followed by one with "---".
        scene.origin = 0
        return directive(scene)
    if scene.recent is not None and _ends_in_quote(scene, scene.recent):
        return after_quote(scene, scene.recent)
    return scene.fault(
        say("this does not belong to what stands above it"),
        say('a blueprint is one list of "key: value" lines that all begin in the first column'),
        scene.place,
        scene.place + len(scene.rest(scene.place)),
    )
