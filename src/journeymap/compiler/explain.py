"""What pydantic found wrong, said in the words of a designer and at the place in the file."""

from __future__ import annotations

import re
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from journeymap.changes import Fix, Reword
from journeymap.compiler.key_aliases import folded, likely, meanings
from journeymap.compiler.word_groups import word_groups, words_of
from journeymap.diagnostics import INVALID_VALUE, UNKNOWN_KEY, Code, Diagnostic, Severity
from journeymap.i18n.messages import Message, say
from journeymap.model.blueprint import Blueprint
from journeymap.model.element import Element, hyphenated
from journeymap.model.misread import MisreadError
from journeymap.model.step import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from journeymap.diagnostics import Span
    from journeymap.syntax import Node

SHOWN = 8


def diagnose(detail: ErrorDetails, node: Node) -> Diagnostic:
    """Return the diagnostic for one error of pydantic about the file behind a node."""
    path = tuple(part for part in detail["loc"] if part != "[key]")
    step = str(path[1]) if len(path) > 1 and path[0] == "steps" else None
    code, message, remedy = worded(detail, path)
    if detail["type"] == "extra_forbidden":
        span = node.key_at(*path)
        fixes = _rewritten(span, _words_meant(path))
    else:
        span = node.at(*(path[:-1] if detail["type"] == "missing" else path))
        fixes = _rewritten(span, _readings(detail)) if node.find(*path)[1] else ()
    return Diagnostic(code, Severity.ERROR, message, span, remedy, step=step, fixes=fixes)


def diagnose_key(path: tuple[str | int, ...], node: Node, child: Node) -> Diagnostic:
    """Return the diagnostic for a key of a mapping that is none of the format; `child` is what stands behind it."""
    message, remedy = _unknown_key(path, empty=child.plain() is None)
    step = str(path[1]) if len(path) > 1 and path[0] == "steps" else None
    span, words = node.key_at(path[-1]), _words_meant(path)
    fixes = _rewritten(span, words, safe=len(words) == 1)
    return Diagnostic(UNKNOWN_KEY, Severity.ERROR, message, span, remedy, step=step, fixes=fixes)


def _rewritten(span: Span, words: Sequence[str], *, safe: bool = False) -> tuple[Fix, ...]:
    """Return the fixes that write one of several words where another one stands."""
    return tuple(
        Fix(say('write "{word}"', word=word), (Reword(span.line, span.column, word),), safe=safe) for word in words
    )


def _words_meant(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the words of the format that a key may stand for; none where a form is meant and not only a word."""
    word, around = str(path[-1]), element_at(path[:-1])
    if around is None or (around is Step and folded(word) in _FORMS):
        return ()
    return tuple(meanings(word, words_of(around))[:2])


def _readings(detail: ErrorDetails) -> tuple[str, ...]:
    """Return what may have been meant by a value that cannot be read, the likeliest first."""
    context: dict[str, Any] = detail.get("ctx") or {}
    error = context.get("error")
    if isinstance(error, MisreadError):
        return error.readings
    if detail["type"] == "literal_error":
        meant = likely(str(detail["input"]), _allowed(context))
        return (meant,) if meant else ()
    return ()


def _allowed(context: dict[str, Any]) -> list[str]:
    return re.findall(r"'([^']*)'", str(context.get("expected", "")))


def worded(detail: ErrorDetails, path: tuple[str | int, ...]) -> tuple[Code, Message, Message | None]:
    """Return the kind of one error of pydantic about what lies at a path of the file, what it is, and what to do."""
    if detail["type"] == "extra_forbidden":
        message, remedy = _unknown_key(path, empty=detail["input"] is None)
        return UNKNOWN_KEY, message, remedy
    if detail["type"] == "missing":
        message = say('"{key}" is missing here', key=str(path[-1]))
        return INVALID_VALUE, message, say('add "{key}: …"', key=str(path[-1]))
    return INVALID_VALUE, *_wrong_value(detail, path)


def _unknown_key(path: tuple[str | int, ...], *, empty: bool) -> tuple[Message, Message]:
    word, around = str(path[-1]), element_at(path[:-1])
    known = words_of(around) if around is not None else ()
    message = say('"{key}" is not a word that can stand here', key=word)
    meant = meanings(word, known)
    form = _FORMS.get(folded(word)) if meant else None
    if form is not None and around is Step:
        return message, form
    if len(meant) > 1:
        return message, say('did you mean "{word}" or "{other}"?', word=meant[0], other=meant[1])
    if meant:
        return message, say('did you mean "{word}"?', word=meant[0])
    if empty and " " in word:
        return message, say("if it belongs to the text before the comma, put the whole text in quotes")
    place = _KINDS.get(around.__name__, _ANYWHERE) if around is not None else _ANYWHERE
    return message, say("known words of {place}: {words}", place=place, words=word_groups(around))


# Where another word stands for a form, that form is told and not only its first word.
_WHO_ACTS = say('write who does what: "frontstage: {{by: …, does: …}}"')
_RATED = say('write "experience: {{everyone: {{perceived: …}}}}"')
_ON_THE_WAY = say('write it on the way that it belongs to: "next: {{STEP: {{when: …}}}}"')
_WHY = say('write "because: {{serves: organisation, reason: …}}"')
_FORMS = (
    dict.fromkeys(("employee", "employees", "staff", "medewerker", "agent", "contact person"), _WHO_ACTS)
    | dict.fromkeys(("satisfaction", "tevredenheid", "score", "rating", "ratings", "csat", "nps"), _RATED)
    | dict.fromkeys(
        ("if", "condition", "conditions", "condition expression", "voorwaarde", "indien", "guard"), _ON_THE_WAY
    )
    | dict.fromkeys(("policy", "policies", "regulation", "regulations", "rule", "rules", "beleid", "regel"), _WHY)
)
_ANYWHERE = say("this place")
_KINDS = {
    "Blueprint": say("the file"),
    "Step": say("a step"),
    "Cell": say("a cell"),
    "Flow": say("an arrow"),
    "GivesUp": say("customers who give up"),
    "Closed": say("customers who find it closed"),
    "Detour": say("an arrow"),
    "Persona": say("a persona"),
    "Channel": say("a channel"),
    "Actor": say("an actor"),
    "System": say("a system"),
    "Source": say("a source"),
    "Phase": say("a phase"),
    "Rating": say("a rating"),
    "FailPoint": say("a fail point"),
    "Reason": say("a reason"),
    "Customer": say("the customer"),
    "Arrivals": say("who comes"),
}


def _wrong_value(detail: ErrorDetails, path: tuple[str | int, ...]) -> tuple[Message, Message | None]:
    kind, given = detail["type"], detail["input"]
    context: dict[str, Any] = detail.get("ctx") or {}
    field = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    error = context.get("error")
    if isinstance(error, MisreadError):
        return error.message, error.remedy
    if kind == "literal_error":
        allowed = _allowed(context)
        meant = likely(str(given), allowed)
        remedy = say('did you mean "{word}"?', word=meant) if meant else say("write one of: {words}", words=allowed)
        return say('"{value}" is not one of the words that "{key}" knows', value=_short(given), key=field), remedy
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        template = "at least" if kind == "greater_than_equal" else "at most"
        if field == "journeymap":
            message = say("this program does not know version {value} of the format", value=_short(given))
            return message, say("write the version that the file is written in; the newest is {limit}", limit=limit)
        bound = say("{key} must be at least {limit}", key=field, limit=limit)
        if template == "at most":
            bound = say("{key} must be at most {limit}", key=field, limit=limit)
        return say("{value} is outside the allowed range", value=_short(given)), bound
    if kind.startswith(("int_", "float_", "decimal_")):
        return say('"{value}" is not a whole number', value=_short(given)), say("write a whole number such as 7")
    if kind.startswith("bool_"):
        return say('"{value}" is neither true nor false', value=_short(given)), say('write "true" or "false"')
    if kind.startswith("string_too_short"):
        return say('"{key}" is empty', key=field), say("write a reason that others can understand")
    if kind.startswith("string_"):
        return say('"{key}" must be a text', key=field), say("write one line of text, in quotes if it has a colon")
    if kind in ("dict_type", "model_type", "model_attributes_type", "mapping_type"):
        around = element_at(path)
        words = words_of(around) if around is not None else ()
        remedy = say("write it as key and value below each other; known words: {words}", words=words[:SHOWN])
        if not words:
            remedy = say("write it as names with values: each on a line of its own, such as “name: value”")
        return say('"{key}" cannot be a text or a list', key=field), remedy
    if kind in ("tuple_type", "list_type"):
        return say('"{key}" must be a list', key=field), say('write a list: each item on a line that begins with "- "')
    return say('"{value}" cannot stand here: {reason}', value=_short(given), reason=detail["msg"]), None


def _short(value: object) -> str:
    text = f"{value:.15g}" if isinstance(value, float) else " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "…"


def element_at(path: tuple[str | int, ...]) -> type[Element] | None:
    """Return the type of the element at a path of the file, or None when there is no element there."""
    here: Any = Blueprint
    for part in path:
        if isinstance(here, type) and issubclass(here, Element):
            fields = {hyphenated(name): field for name, field in here.model_fields.items()}
            field = fields.get(str(part)) or here.model_fields.get(str(part))
            if field is None:
                return None
            here = bare(field.annotation)
        else:
            origin, arguments = get_origin(here), get_args(here)
            if origin is dict:
                here = bare(arguments[1])
            elif origin is tuple:
                here = bare(arguments[0])
            else:
                return None
    while get_origin(here) is tuple:
        here = bare(get_args(here)[0])
    return here if isinstance(here, type) and issubclass(here, Element) else None


def bare(annotation: Any) -> Any:
    """Return a type without what is said about it and without the chance of it being absent."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, UnionType):
            annotation = next(item for item in get_args(annotation) if item is not type(None))
        else:
            return annotation
