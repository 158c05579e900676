"""Change one thing in a blueprint, as a designer says it: `bellen.wait=1 min`.

A setting is a path and a value. A path begins with a step or with a word of the file and goes down by words and ids:
`bellen.wait`, `bellen.next.inplannen.share`, `channels.phone.open`, `personas.oudere.share`, `bellen.fails.1.share` for
the first fail point. The value is read like that field in a file; an empty one takes the field away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from pydantic import ValidationError

from journeymap.compiler.compile import off_scale
from journeymap.compiler.explain import worded
from journeymap.compiler.key_aliases import likely
from journeymap.compiler.word_groups import words_of
from journeymap.diagnostics import INVALID_VALUE, UNKNOWN_KEY, Code, Diagnostic, Severity, Span, closest, shown
from journeymap.graph.references import check_references
from journeymap.i18n.messages import Message, say
from journeymap.model.blueprint import Blueprint
from journeymap.model.element import Element, hyphenated
from journeymap.model.step import Flow
from journeymap.plugins import known
from journeymap.what_if.shares import balance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic_core import ErrorDetails

PLACE = "--set"
E = TypeVar("E", bound=Element)


class Change(Struct, frozen=True):
    """One field that became another: its path, and its value before and after, None for not stated.

    `asked` is False for a share that only moved because another one of the same choice was set.
    """

    path: str
    before: object
    after: object
    asked: bool = True


class Applied(Struct, frozen=True):
    """The changed blueprint, what changed in it, and what could not be changed; `blueprint` is None when anything is.

    The problems stand in a text called `--set` with a setting on each line.
    """

    blueprint: Blueprint | None
    changes: tuple[Change, ...]
    problems: tuple[Diagnostic, ...]


class _CannotChangeError(Exception):
    """A setting that cannot be applied: what is wrong with which part of it, counted from 0; -1 for its value."""

    def __init__(self, part: int, code: Code, message: Message, remedy: Message | None) -> None:
        super().__init__(str(message))
        self.part, self.code, self.message, self.remedy = part, code, message, remedy


def apply_changes(blueprint: Blueprint, settings: Sequence[str]) -> Applied:
    """Return a blueprint in which some things are different; the one that is given stays as it is.

    Where the share of a way is set, the other ways of that choice keep their proportions and share what is left; the
    same for the part of a persona among all customers, and for the share of those who begin at a step.
    """
    changes: list[Change] = []
    problems: list[Diagnostic] = []
    changed = blueprint
    for line, setting in enumerate(settings, start=1):
        try:
            changed, change = _apply(changed, setting)
            changes.append(change)
        except _CannotChangeError as error:
            span = _place(setting, line, error.part)
            problems.append(Diagnostic(error.code, Severity.ERROR, error.message, span, error.remedy))
    if problems:
        return Applied(None, (), tuple(problems))
    for place, code, message, remedy in _misfits(blueprint, changed, [change.path for change in changes]):
        span = _place(settings[place], place + 1, -1)
        problems.append(Diagnostic(code, Severity.ERROR, message, span, remedy))
    if problems:
        return Applied(None, (), tuple(problems))
    changed, moved = balance(blueprint, changed, [change.path for change in changes])
    changes += [Change(path, before, after, asked=False) for path, before, after in moved]
    return Applied(changed, tuple(changes), ())


def _apply(blueprint: Blueprint, setting: str) -> tuple[Blueprint, Change]:
    path, sign, value = setting.partition("=")
    if not sign or not path.strip():
        message = say('"{setting}" does not say what becomes what', setting=setting)
        raise _CannotChangeError(
            0, INVALID_VALUE, message, say('write a path and a value, such as "bellen.wait=1 min"')
        )
    parts = [part.strip() for part in path.split(".")]
    words = words_of(Blueprint)
    lead = 0
    if parts[0] not in words:
        if parts[0] not in blueprint.steps:
            raise _unknown(0, parts[0], [*blueprint.steps, *words], say("this file has no step and no word {name}"))
        parts, lead = ["steps", *parts], 1
    if parts[0] == "relates":
        message = say('what "relates" names is read from files, and cannot be set here')
        raise _CannotChangeError(0, INVALID_VALUE, message, say('write it under "relates" in the file'))
    if parts == ["steps"]:
        message = say('"steps" holds all steps; say which of them')
        raise _CannotChangeError(0, INVALID_VALUE, message, say("known here: {words}", words=shown(blueprint.steps)))
    walk = _Walk(blueprint, parts, value.strip(), lead)
    changed = walk.element(blueprint, 0)
    return changed, Change(".".join(parts), walk.before, walk.after)


def _names(blueprint: Blueprint) -> dict[str, list[str]]:
    """Return per field the names that it may refer to, or that may be the names of what is in it."""
    steps = list(blueprint.steps)
    personas = [*blueprint.personas, "everyone"]
    return {
        "next": steps,
        "informs": steps,
        "experience": [*personas, "staff"],
        "share": personas,
    }


class _Walk:
    """The way down to the field that changes, and the copies made on the way back up."""

    def __init__(self, blueprint: Blueprint, parts: list[str], value: str, lead: int) -> None:
        self.names = _names(blueprint)
        self.parts = parts
        self.value = value
        self.lead = lead  # parts that were not written
        self.before: object = None
        self.after: object = None

    def element(self, element: E, depth: int) -> E:
        """Change what lies at the rest of the path inside an element."""
        kind = type(element)
        words = words_of(kind)
        word = self.parts[depth]
        if word not in words:
            raise self.unknown(depth, words)
        field = next(name for name in kind.model_fields if hyphenated(name) == word)
        value = getattr(element, field)
        if depth + 1 == len(self.parts):
            if word == "fails" and value and self.value and self.value[0] not in "[{":
                raise self.which(depth, len(value))
            self.before = value
            changed = self.checked(element, field, self.read(), depth)
            self.after = getattr(changed, field)
            return changed
        if isinstance(value, Element):
            return element.model_copy(update={field: self.element(value, depth + 1)})
        if isinstance(value, dict):
            return self.mapping(element, field, value, depth)
        if isinstance(value, tuple) and value and isinstance(value[0], Element):
            return self.sequence(element, field, value, depth)
        if value is None:
            return self.checked(element, field, self.nested(depth + 1), depth)
        message = say('"{key}" is one value, and nothing lies inside it', key=word)
        raise _CannotChangeError(depth + 1 - self.lead, UNKNOWN_KEY, message, None)

    def mapping(self, element: E, field: str, values: dict[str, Any], depth: int) -> E:
        key = self.parts[depth + 1]
        inside = values.get(key)
        if isinstance(inside, Flow) and depth + 2 == len(self.parts) and self.value and self.value[0] not in "[{":
            # Whoever sets an arrow to "80%" means its share, and not that it loses its condition.
            self.parts.append("share")
        if isinstance(inside, Element) and depth + 2 < len(self.parts):
            return element.model_copy(update={field: {**values, key: self.element(inside, depth + 2)}})
        known = self.names.get(field) if self.parts[0] == "steps" else None
        if known is None and any(isinstance(value, Element) for value in values.values()):
            known = list(values)
        if inside is None and known is not None and key not in known:
            raise self.unknown(depth + 1, known)
        self.before = inside
        new = {**values, key: self.nested(depth + 2)}
        changed = self.checked(element, field, new if new[key] is not None else _without(values, key), depth)
        self.after = getattr(changed, field).get(key)
        return changed

    def sequence(self, element: E, field: str, values: tuple[Any, ...], depth: int) -> E:
        place = self.parts[depth + 1]
        if not place.isdecimal() or not 1 <= int(place) <= len(values) or depth + 2 == len(self.parts):
            raise self.which(depth, len(values))
        number = int(place) - 1
        changed = self.element(values[number], depth + 2)
        return element.model_copy(update={field: (*values[:number], changed, *values[number + 1 :])})

    def which(self, depth: int, count: int) -> _CannotChangeError:
        message = say('"{key}" is a list; say which of them', key=self.parts[depth])
        remedy = say("write {key}.1 for the first; there are {count}", key=self.parts[depth], count=count)
        at = depth + 1 if depth + 1 < len(self.parts) else depth
        return _CannotChangeError(at - self.lead, INVALID_VALUE, message, remedy)

    def nested(self, depth: int) -> Any:
        """Return the value wrapped in what is left of the path, for a part of the file that is not there yet."""
        inner: Any = self.read()
        for word in reversed(self.parts[depth:]):
            inner = {word: inner}
        return inner

    def read(self) -> Any:
        """Return the value as it would come out of a file: nothing, a list or mapping in brackets, or a text."""
        if not self.value:
            return None
        if self.value[0] in "[{":
            from journeymap import syntax

            node = syntax.parse(f"value: {self.value}", PLACE).node
            if node is not None:
                plain: Any = node.plain()
                return plain["value"]
        return self.value

    def checked(self, element: E, field: str, value: Any, depth: int) -> E:
        """Return a copy of an element with a new value in a field, read as that field is read."""
        values = {name: getattr(element, name) for name in element.model_fields_set if name != field}
        try:
            new = type(element).model_validate({**values, field: value})
        except ValidationError as error:
            detail: ErrorDetails = error.errors(include_url=False)[0]
            inside = tuple(part for part in detail["loc"] if part != "[key]")
            code, message, remedy = worded(detail, (*self.parts[:depth], *inside))
            at = depth + len(inside) - 1
            unknown = code is UNKNOWN_KEY and at < len(self.parts)
            raise _CannotChangeError(at - self.lead if unknown else -1, code, message, remedy) from None
        if self.after is None and depth + 1 < len(self.parts):
            self.after = value
        return element.model_copy(update={field: getattr(new, field)})

    def unknown(self, depth: int, known: Sequence[str] | dict[str, Any]) -> _CannotChangeError:
        where = ".".join(self.parts[self.lead : depth]) or say("the file")
        return _unknown(
            depth - self.lead, self.parts[depth], list(known), say("there is no {name} in {where}", where=where)
        )


def _misfits(
    before: Blueprint, after: Blueprint, paths: Sequence[str]
) -> Iterator[tuple[int, Code, Message, Message | None]]:
    """Yield what does not fit any more: by which of the changed paths, counted from 0, what is wrong, and what to do.

    What was wrong in the file already is said by a check, not here.
    """
    wrong = {(step, message.text()) for _, step, message, _ in _wrong_in(before)}
    known = set()
    for code, step, message, remedy in _wrong_in(after):
        culprit = _culprit(paths, step, code)
        if (step, message.text()) not in wrong and (culprit, message.text()) not in known:
            known.add((culprit, message.text()))
            yield culprit, code, message, remedy


def _wrong_in(blueprint: Blueprint) -> Iterator[tuple[Code, str | None, Message, Message | None]]:
    rules = {rule.name for rule in known("rules", "RULE")}
    for reference, message, remedy in check_references(blueprint, rules):
        yield UNKNOWN_KEY, reference.step, message, remedy
    for problem in off_scale(blueprint):
        yield INVALID_VALUE, problem.step, problem.message, problem.help


def _culprit(paths: Sequence[str], step: str | None, code: Code) -> int:
    """Return which setting it comes of: one of the scale, else the last of this step, else the last of all."""
    scale = [number for number, path in enumerate(paths) if path == "scale" and code is INVALID_VALUE]
    here = [number for number, path in enumerate(paths) if path.split(".")[:2] == ["steps", step]]
    return max(scale or here, default=len(paths) - 1)


def _without(values: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != key}


def _unknown(part: int, word: str, known: Sequence[str], message: Message) -> _CannotChangeError:
    named = Message(message.template, {**message.values, "name": f'"{word}"'})
    meant = likely(word, known) or closest(word, known)
    remedy = say('did you mean "{word}"?', word=meant) if meant else say("known here: {words}", words=shown(known))
    return _CannotChangeError(part, UNKNOWN_KEY, named, remedy)


def _place(setting: str, line: int, part: int) -> Span:
    """Return the place of a part of a setting in the text of all settings, one on each line."""
    path, sign, _ = setting.partition("=")
    if part < 0:
        return Span(PLACE, line, len(path + sign) + 1, line, len(setting) + 1)
    written = path.split(".")[: part + 1]
    end = len(".".join(written))
    return Span(PLACE, line, end - len(written[-1]) + 1, line, end + 1)
