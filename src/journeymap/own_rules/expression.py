"""The conditions of rules that are said and not programmed: `channel == 'phone' and not evidence`.

A closed language: words of the format, named facts, texts, numbers, comparisons, `in`, `and`, `or`, `not`. Nothing of
it is ever run. What a file does not state is not known, and from what is not known nothing follows: a condition holds
only where it is certain. Whether a word is stated at all is asked by the word alone, `not evidence`.
"""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from journeymap.i18n.messages import say
from journeymap.model.misread import MisreadError
from journeymap.model.quantities import Duration, duration, share

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from journeymap.i18n.messages import Message

# More than a person writes; a longer or deeper condition is a mistake.
MOST_CHARACTERS = 2000
MOST_DEEP = 40

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>\d+(?:\.\d+)?%?)|(?P<word>[^\W\d_][\w-]*)"
    r"|(?P<sign>==|!=|<=|>=|<|>|\(|\)|\[|\]|,))"
)
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_RESERVED = frozenset({"and", "or", "not", "in", "true", "false"})


class ExpressionError(ValueError):
    """A condition that cannot be understood: why, and the column from 0 at which it goes wrong."""

    def __init__(self, message: Message, column: int) -> None:
        super().__init__(str(message))
        self.message = message
        self.column = column


class Literal(Struct, frozen=True):
    """A text, a number, true or false, or a list of these."""

    value: Any


class Word(Struct, frozen=True):
    """A word of the format, or a named fact."""

    name: str


class Not(Struct, frozen=True):
    """The opposite of a condition."""

    inner: Expression


class Both(Struct, frozen=True):
    """Two conditions, both of which have to hold, or, where `either`, one of them."""

    left: Expression
    right: Expression
    either: bool


class Comparison(Struct, frozen=True):
    """Two values and how they compare; `sign` may be `in` too."""

    left: Expression
    sign: str
    right: Expression


Expression: TypeAlias = "Literal | Word | Not | Both | Comparison"


def parse(text: str, known: Collection[str]) -> Expression:
    """Return what a condition means; ExpressionError where it cannot be understood or names what is not `known`."""
    if len(text) > MOST_CHARACTERS:
        raise ExpressionError(say("a condition has at most {most} characters", most=MOST_CHARACTERS), MOST_CHARACTERS)
    return _Parser(text, known).whole()


class _Parser:
    """Reads one condition; every method reads what it is called after, and leaves what follows."""

    def __init__(self, text: str, known: Collection[str]) -> None:
        self.text = text
        self.known = known
        self.tokens = list(_tokens(text))
        self.place = 0
        self.depth = 0

    def whole(self) -> Expression:
        expression = self.either()
        if self.place < len(self.tokens):
            raise self.wrong(say('"{word}" is not expected here', word=self.token[1]))
        return expression

    @property
    def token(self) -> tuple[str, str, int]:
        """The kind, the text and the column of what comes next; the kind is empty at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else ("", "", len(self.text))

    def take(self, *texts: str) -> str | None:
        """Take what comes next where it is one of some signs or small words."""
        kind, text, _ = self.token
        if kind in ("sign", "word") and text in texts:
            self.place += 1
            return text
        return None

    def wrong(self, message: Message) -> ExpressionError:
        return ExpressionError(message, self.token[2])

    def either(self) -> Expression:
        expression = self.both()
        while self.take("or"):
            expression = Both(expression, self.both(), either=True)
        return expression

    def both(self) -> Expression:
        expression = self.negated()
        while self.take("and"):
            expression = Both(expression, self.negated(), either=False)
        return expression

    def negated(self) -> Expression:
        self.depth += 1
        if self.depth > MOST_DEEP:
            raise self.wrong(say("the condition is too deep in one another"))
        expression = Not(self.negated()) if self.take("not") else self.compared()
        self.depth -= 1
        return expression

    def compared(self) -> Expression:
        left = self.value()
        if (sign := self.take(*_COMPARE, "in")) is not None:
            return Comparison(left, sign, self.value())
        if self.token[1] == "not" and self.tokens[self.place + 1 : self.place + 2][:1] != []:
            following = self.tokens[self.place + 1]
            if following[:2] == ("word", "in"):
                self.place += 2
                return Not(Comparison(left, "in", self.value()))
        return left

    def value(self) -> Expression:
        kind, text, _ = self.token
        if self.take("("):
            inner = self.either()
            self.expect(")")
            return inner
        if self.take("["):
            return Literal(self.items())
        if kind == "word" and text not in _RESERVED:
            if text not in self.known:
                raise self.wrong(self.unknown(text))
            self.place += 1
            return Word(text)
        return Literal(self.literal())

    def items(self) -> tuple[Any, ...]:
        items: list[Any] = []
        while not self.take("]"):
            items.append(self.literal())
            if not self.take(","):
                self.expect("]")
                break
        return tuple(items)

    def literal(self) -> Any:
        kind, text, _ = self.token
        if kind == "text":
            value: Any = text[1:-1]
        elif kind == "number":
            value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
        elif text in ("true", "false"):
            value = text == "true"
        elif not kind:
            raise self.wrong(say("the condition ends too early"))
        else:
            raise self.wrong(say('"{word}" is not expected here', word=text))
        self.place += 1
        return value

    def expect(self, sign: str) -> None:
        if not self.take(sign):
            raise self.wrong(say('a "{sign}" is missing here', sign=sign))

    def unknown(self, word: str) -> Message:
        from journeymap.diagnostics import closest, shown

        meant = closest(word, self.known, alike=0.7)
        if meant is not None:
            return say('"{word}" is not known here; did you mean "{meant}"?', word=word, meant=meant)
        known = shown(sorted(self.known))
        return say(
            '"{word}" is not known here; texts stand in quotes, known words are: {known}', word=word, known=known
        )


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    place = 0
    text = text.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            column = place + len(text[place:]) - len(text[place:].lstrip())
            message = say('"{sign}" cannot be understood here', sign=text[column : column + 1])
            if text[column] in "'\"":
                message = say("the quote that is opened here is not closed")
            raise ExpressionError(message, column)
        yield match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)
        place = match.end()


def holds(expression: Expression, values: Mapping[str, Any]) -> bool:
    """Return whether a condition holds for certain; `values` are words and facts, None for what is not stated."""
    return _truth(expression, values) is True


def _truth(expression: Expression, values: Mapping[str, Any]) -> bool | None:
    """Return whether a condition holds; None where that is not known (the logic of Kleene, 1952)."""
    match expression:
        case Not(inner):
            truth = _truth(inner, values)
            return None if truth is None else not truth
        case Both(left, right, either):
            truths = (_truth(left, values), _truth(right, values))
            if either in truths:
                return either
            return None if None in truths else not either
        case Comparison(left, sign, right):
            return _compared(_value(left, values), sign, _value(right, values))
    value = _value(expression, values)
    # A word alone asks whether it is stated, and a switch whether it is on.
    return value if isinstance(value, bool) else value not in (None, "", (), 0)


def _value(expression: Expression, values: Mapping[str, Any]) -> Any:
    if isinstance(expression, Word):
        value = values[expression.name]
        return tuple(value) if isinstance(value, (list, dict)) else value
    return expression.value if isinstance(expression, Literal) else _truth(expression, values)


def _compared(left: Any, sign: str, right: Any) -> bool | None:
    if left is None or right is None or left == () or right == ():
        return None
    if sign == "in":
        if isinstance(right, str) and isinstance(left, str):
            return left.casefold() in right.casefold()
        wanted = right if isinstance(right, tuple) else (right,)
        truths = [_compared(left, "==", item) for item in wanted]
        return True if True in truths else None if None in truths else False
    # What may hold several is equal to what is one of them.
    if isinstance(left, tuple) and not isinstance(right, tuple):
        equal = any(_compared(item, "==", right) for item in left)
        return {"==": equal, "!=": not equal}.get(sign)
    if isinstance(right, tuple) and not isinstance(left, tuple):
        return _compared(right, sign, left)
    left, right = _alike(left, right)
    try:
        return bool(_COMPARE[sign](left, right))
    except TypeError:
        return None


def _alike(left: Any, right: Any) -> tuple[Any, Any]:
    """Return two values in one measure: a time beside a text is read as a time, a number beside one as a share."""
    if isinstance(right, str) and not isinstance(left, str):
        return left if not isinstance(left, Duration) else left.mean, _read(right, left)
    if isinstance(left, str) and not isinstance(right, str):
        return _read(left, right), right if not isinstance(right, Duration) else right.mean
    if isinstance(left, Duration) or isinstance(right, Duration):
        return tuple(item.mean if isinstance(item, Duration) else item for item in (left, right))  # type: ignore[return-value]
    return left, right


def _read(text: str, beside: Any) -> Any:
    try:
        if isinstance(beside, bool):
            return text
        return duration(text).mean if not isinstance(beside, float) or not text.endswith("%") else share(text)
    except MisreadError:
        return text
