"""What is wrong with a text: how it begins, its quotes, its escapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Related
from journeymap.i18n.messages import say
from journeymap.syntax.error_context import WORD, ErrorContext, Fault

if TYPE_CHECKING:
    from journeymap.syntax.nodes import Scalar


def tab(scene: ErrorContext) -> Fault:
    """Explain a tab in the indentation."""
    start = scene.place
    while start > 0 and scene.text[start - 1] == "\t":
        start -= 1
    return scene.fault(
        say("a tab is used for indentation"),
        say(
            "replace the tabs at the start of the lines by spaces, two for each level; most editors can do this at once"
        ),
        start,
        scene.place + 1,
    )


def forbidden_start(scene: ErrorContext) -> Fault:
    """Explain a character that begins nothing."""
    start = scene.place
    if scene.character() == "\t":
        return tab(scene)
    return _cannot_begin(scene, start)


def special_start(scene: ErrorContext) -> Fault:
    """Explain a text whose first character was taken for a sign of YAML."""
    return _cannot_begin(scene, scene.origin)


def _cannot_begin(scene: ErrorContext, start: int) -> Fault:
    return scene.fault(
        say('a text cannot begin with "{character}"', character=scene.text[start : start + 1]),
        say("put the whole text in quotes: {example}", example=quoted(scene.rest(start))),
        start,
    )


def cannot_begin_here(scene: ErrorContext) -> Fault:
    """Explain a sign of YAML where a text is meant."""
    return _cannot_begin(scene, scene.place)


def after_quote(scene: ErrorContext, recent: Scalar) -> Fault:
    """Explain text after a quote that seems to be closed."""
    advice = say(
        "a quote inside a text ends it; put a text that holds one kind of quotes between the other kind: {example}",
        example='"\'s avonds"',
    )
    if scene.line_of(recent.start) == scene.line_of(recent.end):
        return scene.fault(say("text follows after the closing quote"), advice, scene.place)
    closed = Related(
        scene.source.span(recent.end - 1, recent.end), say("it was taken to be closed here, and text follows")
    )
    return scene.fault(say("the quote that opens here is not closed"), advice, recent.start, related=(closed,))


def unclosed_quote(scene: ErrorContext) -> Fault:
    """Explain a quote that is open at the end of the file."""
    return scene.fault(
        say("the quote that opens here is not closed"),
        say(
            "put the same quote at the end of the text; a text that begins with an apostrophe goes between the other "
            "kind of quotes: {example}",
            example='"\'s avonds"',
        ),
        scene.origin,
    )


def bad_escape(scene: ErrorContext) -> Fault:
    """Explain a backslash with something after it that means nothing."""
    start = scene.text.rfind("\\", 0, scene.place + 1)
    start = scene.place if start < 0 else start
    word = WORD.match(scene.text, start)
    written = word[0] if word else scene.text[start : start + 1]
    length = {"x": 4, "u": 6, "U": 10}.get(written[1:2], 2)
    return scene.fault(
        say('"{written}" stands for no character', written=written[:length].rstrip("\"'")),
        say('between double quotes a "\\" begins a special character; write "\\\\" for the "\\" itself'),
        start,
        start + len(written[:length].rstrip("\"'")),
        amendment=(start, "\ufffd"),
    )


def quoted(text: str) -> str:
    """Return a text as it would be written between quotes."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def unknown(scene: ErrorContext) -> Fault:
    """Pass on the words of the library."""
    return scene.fault(
        say("this is not valid YAML: {reason}", reason=scene.problem),
        say(
            "compare this line and the one above it with a line that works; texts with special characters go in quotes"
        ),
        scene.place,
    )
