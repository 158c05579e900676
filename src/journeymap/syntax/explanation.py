"""The errors of the YAML library, in words for someone who is no programmer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import Related
from journeymap.syntax.scene import WORD, Fault, Scene
from journeymap.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.syntax.nodes import Scalar
    from journeymap.syntax.source import Source

SPACE = re.compile(r"\s+")
CLOSING = {"[": "]", "{": "}"}
BEFORE_VALUE = re.compile(r"\s*(?:- +)*[^:\r\n]*:\s+")
UP_TO_COMMA = re.compile(r"[^,\[\]{}\r\n]*")
EXPECTED = re.compile(r"expected ',' or '[\]}]'")
KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*[\w-]+(:)(?=[^\s:/])")
CURLY_QUOTE = re.compile("[“”„‟‘’‚«»]")
# What is quoted, what is a comment, and the brackets outside both.
FLOW_PIECE = re.compile(
    r"""(?<![\w)\]}])"(?:[^"\\]|\\.)*"|(?<![\w)\]}])'(?:[^']|'')*'|(?<!\S)#[^\r\n]*|[\[\]{}]""", re.DOTALL
)


def explain(error: Any, source: Source, recent: Scalar | None) -> Fault:
    """Return what a syntax error means to whoever wrote the file."""
    scene = Scene(error, source, recent)
    for pattern, explanation in EXPLANATIONS:
        if re.search(pattern, f"{scene.context}: {scene.problem}"):
            return explanation(scene)
    return _unknown(scene)


def _unknown(scene: Scene) -> Fault:
    return scene.fault(
        say("this is not valid YAML: {reason}", reason=scene.problem),
        say(
            "compare this line and the one above it with a line that works; texts with special characters go in quotes"
        ),
        scene.place,
    )


def _tab(scene: Scene) -> Fault:
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


def _forbidden_start(scene: Scene) -> Fault:
    start = scene.place
    if scene.character() == "\t":
        return _tab(scene)
    return _cannot_begin(scene, start)


def _special_start(scene: Scene) -> Fault:
    return _cannot_begin(scene, scene.origin)


def _cannot_begin(scene: Scene, start: int) -> Fault:
    return scene.fault(
        say('a text cannot begin with "{character}"', character=scene.text[start : start + 1]),
        say("put the whole text in quotes: {example}", example=_quoted(scene.rest(start))),
        start,
    )


def _colon(scene: Scene) -> Fault:
    """Explain a colon where a value already stands."""
    recent = scene.recent
    if recent is not None and scene.line_of(recent.start) < scene.line_of(scene.place):
        return _line_too_many(scene, recent)
    value = _value(scene)
    if CURLY_QUOTE.match(value):
        advice = say(
            "curly quotes do not hold a text together; use straight ones: {example}",
            example=_quoted(value.strip("“”„‟‘’‚«»")),
        )
    else:
        advice = say(
            "if the colon belongs to the text, put the whole text in quotes: {example}", example=_quoted(value)
        )
    return scene.fault(say("there is a second colon in this line"), advice, scene.place, scene.place + 1)


def _value(scene: Scene) -> str:
    """Return what was probably meant as one text around the place: what follows the first colon of the line."""
    start = scene.source.line_start(scene.place)
    if EXPECTED.search(scene.problem):  # Between brackets a text ends at a comma.
        start = max(start, scene.recent.start if scene.recent is not None else scene.place)
        found = UP_TO_COMMA.match(scene.text, start)
        return found[0].rstrip() if found else scene.rest(start)
    found = BEFORE_VALUE.match(scene.text, start, scene.place)
    return scene.rest(found.end() if found else start)


def _line_too_many(scene: Scene, recent: Scalar) -> Fault:
    """Explain a line with a key that was read as the continuation of the text before it."""
    if not recent.bare:
        return _after_quote(scene, recent)
    before = scene.source.line_start(recent.start)
    unspaced = KEY_WITHOUT_SPACE.match(scene.text, before)
    if unspaced is not None and unspaced.end() > recent.start:
        return _no_space(scene, unspaced.start(1))
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


def _no_space(scene: Scene, colon: int) -> Fault:
    return scene.fault(
        say("there is no space after the colon"), say('put a space after it, as in "customer: calls"'), colon, colon + 1
    )


def _no_colon(scene: Scene) -> Fault:
    start = scene.origin
    unspaced = KEY_WITHOUT_SPACE.match(scene.text, start)
    if unspaced is not None:
        return _no_space(scene, unspaced.start(1))
    return _neither(scene, start)


def _neither(scene: Scene, start: int) -> Fault:
    line = scene.rest(start)
    if line.startswith("-"):
        return scene.fault(
            say('there is no space after the "-"'), say('put a space after it, as in "- item"'), start, start + 1
        )
    return scene.fault(
        say('this line is neither "key: value" nor "- item"'),
        say("indent it further if it goes on with the text above it; otherwise write a key and a colon before it"),
        start,
        start + len(line),
    )


def _no_key(scene: Scene) -> Fault:
    """Explain something that stands where a mapping expects its next key."""
    recent, place = scene.recent, scene.place
    gap = scene.text[recent.end : place] if recent is not None else "\n"
    if (
        recent is not None
        and not recent.bare
        and not gap.strip(" \t")
        and scene.text[recent.end - 1 : recent.end] in {'"', "'"}
    ):
        return _after_quote(scene, recent)
    if scene.character() in {"]", "}"}:
        return _unopened(scene)
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


def _after_quote(scene: Scene, recent: Scalar) -> Fault:
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


def _unclosed_quote(scene: Scene) -> Fault:
    return scene.fault(
        say("the quote that opens here is not closed"),
        say(
            "put the same quote at the end of the text; a text that begins with an apostrophe goes between the other "
            "kind of quotes: {example}",
            example='"\'s avonds"',
        ),
        scene.origin,
    )


def _not_an_item(scene: Scene) -> Fault:
    begins = Related(scene.source.span(scene.origin, scene.origin + 1), say("the list begins here"))
    return scene.fault(
        say('this line stands in a list and does not begin with "-"'),
        say('begin it with "- ", or let it begin in the same column as the key it belongs with'),
        scene.place,
        scene.place + len(scene.rest(scene.place)),
        related=(begins,),
    )


def _unopened(scene: Scene) -> Fault:
    return scene.fault(
        say('this "{bracket}" closes nothing', bracket=scene.character()),
        say("remove it; if it belongs to the text, put the whole text in quotes"),
        scene.place,
        scene.place + 1,
    )


def _in_brackets(scene: Scene) -> Fault:
    """Explain something between brackets that is neither a comma nor the closing bracket."""
    opening = scene.text[scene.origin : scene.origin + 1]
    expected = CLOSING.get(opening)
    if expected is None:
        return _unknown(scene)
    if _closing_bracket(scene.text, scene.origin) is None:
        return _unclosed_bracket(scene, scene.origin)
    recent, place = scene.recent, scene.place
    if recent is not None and scene.line_of(recent.start) < scene.line_of(place):
        # Two lines were read as one text, so that the comma belongs at the end of the first.
        line = scene.source.line_start(recent.start)
        place = line + len(scene.rest(line))
    elif scene.character() == ":":
        return _colon(scene)
    return scene.fault(
        say("a comma is missing here"),
        say('put a comma between the items; a text with brackets, quotes or ": " in it goes in quotes as a whole'),
        place,
        amendment=_room_for_comma(scene, place),
    )


def _room_for_comma(scene: Scene, place: int) -> tuple[int, str] | None:
    """Return where a comma can take the place of a space, between what stands before a place and what follows."""
    gap = SPACE.match(scene.text, place) or SPACE.match(scene.text, max(place - 1, 0))
    spaces = [] if gap is None else [at for at in range(gap.start(), gap.end()) if scene.text[at] in " \t"]
    return (spaces[-1], ",") if spaces else None


def _unclosed_bracket(scene: Scene, start: int) -> Fault:
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


def _no_content(scene: Scene) -> Fault:
    character = scene.character()
    if not character:
        opener = max(scene.text.rfind("[", 0, scene.place), scene.text.rfind("{", 0, scene.place))
        return _unclosed_bracket(scene, opener) if opener >= 0 else _unknown(scene)
    if character == ",":
        return scene.fault(
            say("there is nothing before this comma"),
            say("remove it, or write what is missing; if it belongs to the text, put the whole text in quotes"),
            scene.place,
            scene.place + 1,
            amendment=(scene.place, " "),
        )
    if character in {"]", "}"}:
        return _unopened(scene)
    return _unknown(scene)


def _escape(scene: Scene) -> Fault:
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


def _list_on_key_line(scene: Scene) -> Fault:
    return scene.fault(
        say("a list cannot begin on the line of its key"),
        say(
            'begin it on the next line; if the "-" belongs to the text, put the whole text in quotes: {example}',
            example=_quoted(scene.rest(scene.place)),
        ),
        scene.place,
        scene.place + 1,
    )


def _here(scene: Scene) -> Fault:
    return _cannot_begin(scene, scene.place)


def _directive(scene: Scene) -> Fault:
    start = scene.source.line_start(scene.origin)
    return scene.fault(
        say('a line that begins with "%" is an order to programs, and this one is not understood'),
        say("remove the line; if it is text, put it after its key and in quotes"),
        start,
        start + len(scene.rest(start)),
    )


def _after_document(scene: Scene) -> Fault:
    if scene.source.line(1).startswith("%"):  # Such lines must be followed by one with "---".
        scene.origin = 0
        return _directive(scene)
    return scene.fault(
        say("this does not belong to what stands above it"),
        say('a blueprint is one list of "key: value" lines that all begin in the first column'),
        scene.place,
        scene.place + len(scene.rest(scene.place)),
    )


def _quoted(text: str) -> str:
    """Return a text as it would be written between quotes."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


# The words of the library, in C and in Python, as "context: problem".
EXPLANATIONS: tuple[tuple[str, Callable[[Scene], Fault]], ...] = (
    (r"tab character", _tab),
    (r"cannot start any token", _forbidden_start),
    (r"mapping values are not allowed", _colon),
    (r"could not find expected ':'", _no_colon),
    (r"scanning an? (anchor|alias)|(scanning|parsing) a tag|tag handle", _special_start),
    (r"block scalar: .*(comment or a? ?line break|indentation indicator)", _special_start),
    (r"sequence entries are not allowed", _list_on_key_line),
    (r"mapping keys are not allowed", _here),
    (r"block mapping: (did not find expected key|expected <block end>)", _no_key),
    (r"block collection: (did not find expected '-'|expected <block end>)", _not_an_item),
    (EXPECTED.pattern, _in_brackets),
    (r"node content", _no_content),
    (r"quoted scalar: found unexpected (end of stream|document)", _unclosed_quote),
    (r"escape|hexdecimal|hexadecimal", _escape),
    (r"directive|incompatible YAML", _directive),
    (r"document start", _after_document),
)
