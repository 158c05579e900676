"""The types of the model's fields: a value, the short ways of writing it, and what an editor is told about both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar

from msgspec import Struct
from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)

from journeymap.i18n.dates import written_day
from journeymap.i18n.messages import say
from journeymap.model import choices, durations, quantities
from journeymap.model.element import DECIMAL_POINT
from journeymap.model.misread import MisreadError
from journeymap.model.shorthand import as_choice, as_counts, as_list, as_shares, without_rest
from journeymap.model.written_hours import opening_hours

Value_co = TypeVar("Value_co", covariant=True)
Input_contra = TypeVar("Input_contra", contravariant=True)

if TYPE_CHECKING:

    class Converted(Generic[Value_co, Input_contra]):
        """The type of a field that holds a value of the first type and may be given as one of the second.

        Type checkers take what a dataclass field accepts from the `__set__` of its type, and what it holds from its
        `__get__`. When the program runs, this is the type of the value and nothing else; a validator converts. A test
        compares the second type with the schema.
        """

        def __get__(self, element: object, kind: type | None = None, /) -> Value_co: ...
        def __set__(self, element: object, value: Input_contra, /) -> None: ...

else:

    class Converted:
        """The type of the value, which a validator makes from what was given."""

        def __class_getitem__(cls, types: tuple[Any, Any]) -> Any:
            """Return the type of the value."""
            return types[0]


def default(value: Any) -> Any:
    """Return the default of a converted field, typed so that it need not be what the field may be given as."""
    if isinstance(value, dict):
        return Field(default_factory=value.copy)
    # A schema has no default that is no plain value.
    return Field(default_factory=lambda: value) if isinstance(value, Struct) else value


def _text(value: Any) -> Any:
    """Read a number as the text it was written as: a title may be 2026."""
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _count(value: Any, info: ValidationInfo) -> Any:
    """Read how many; in JSON a point is always a decimal one."""
    return quantities.rating(value) if info.context == DECIMAL_POINT else quantities.count(value)


def _number(value: Any, info: ValidationInfo) -> Any:
    return quantities.rating(value) if info.context == DECIMAL_POINT else quantities.number(value)


Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, StringConstraints(min_length=1)]
Texts = Converted[
    Annotated[tuple[Text, ...], BeforeValidator(as_list, json_schema_input_type=str | list[str])], str | Sequence[str]
]
Ids = Texts

_Duration = Annotated[
    quantities.Duration,
    PlainValidator(quantities.duration),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": durations.PATTERN,
            "examples": ["5 min", "2-5 working days", "1/3/8 weeks", "half an hour", "PT15M"],
        }
    ),
]
RequiredDuration = Converted[_Duration, str | timedelta | quantities.Duration]
OptionalDuration = Converted[_Duration | None, str | timedelta | quantities.Duration | None]
_SHARE = {"type": ["string", "number"], "minimum": 0, "maximum": 1, "pattern": quantities.SHARE_PATTERN}
_Share = Annotated[
    float,
    BeforeValidator(quantities.share),
    WithJsonSchema({**_SHARE, "examples": ["80%", "4 of 5", 0.8]}),
]
OptionalShare = Converted[Annotated[_Share | None, BeforeValidator(without_rest)], str | float | None]
_Shares = Annotated[
    dict[str, _Share],
    BeforeValidator(as_shares),
    WithJsonSchema(
        {
            "anyOf": [
                {**_SHARE, "examples": ["80%"]},
                {"type": "object", "additionalProperties": _SHARE},
            ]
        }
    ),
]
OptionalShares = Converted[_Shares | None, str | float | Mapping[str, str | float] | None]
_Frequency = Annotated[
    float,
    BeforeValidator(quantities.frequency),
    WithJsonSchema({"type": ["string", "number"], "examples": ["46 per 1000", "4.6%"]}),
]
OptionalFrequency = Converted[_Frequency | None, str | float | None]
_Scale = Annotated[
    quantities.Scale,
    PlainValidator(quantities.scale),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*-?[0-9.,]+\s*(-|–|\.\.|to|tot)\s*-?[0-9.,]+\s*$",
            "examples": ["0-10", "1-5"],
        }
    ),
]
Scale = Converted[_Scale, str | quantities.Scale]
_NUMBER = {"type": ["number", "string"], "examples": [7.5]}
_Number = Annotated[float, BeforeValidator(_number), WithJsonSchema(_NUMBER)]
_Rated = Annotated[float, BeforeValidator(quantities.rating), WithJsonSchema(_NUMBER)]
Number = Converted[_Number, str | float]
OptionalRated = Converted[_Rated | None, str | float | None]
_Emotion = Annotated[
    float,
    Field(ge=-2, le=2),
    BeforeValidator(quantities.rating),
    WithJsonSchema({"type": ["number", "string"], "minimum": -2, "maximum": 2}),
]
OptionalEmotion = Converted[_Emotion | None, str | float | None]
_Count = Annotated[
    float,
    Field(ge=0),
    BeforeValidator(_count),
    WithJsonSchema({"type": ["number", "string"], "minimum": 0}),
]
OptionalCount = Converted[_Count | None, str | float | None]


def _truth(value: Any) -> Any:
    """Read the Dutch words too; pydantic knows those of YAML 1.1 and English."""
    word = as_choice(value)
    return {"ja": True, "nee": False}.get(word, value) if isinstance(word, str) else value


Truth = Annotated[bool, BeforeValidator(_truth, json_schema_input_type=bool)]


def _partner(value: Any) -> Any:
    """Read whether somebody belongs to another organisation, or is one of many that do the same work."""
    word = as_choice(value)
    if word in ("many", "several", "veel", "vele", "meerdere"):
        return "many"
    if isinstance(word, (bool, str)) and word in _TRUTHS:
        return _TRUTHS[word]
    raise MisreadError(say('"{value}" cannot stand here', value=value), say('write true, false, or "many"'))


_TRUTHS: dict[bool | str, bool] = {
    True: True, "true": True, "yes": True, "ja": True, False: False, "false": False, "no": False, "nee": False,
}  # fmt: skip
Partner = Annotated[bool | Literal["many"], BeforeValidator(_partner, json_schema_input_type=bool | Literal["many"])]
Grade10 = Annotated[int, Field(ge=1, le=10)]
Grade5 = Annotated[int, Field(ge=1, le=5)]
_Day = Annotated[
    date,
    BeforeValidator(quantities.day),
    PlainSerializer(written_day, return_type=str, when_used="json"),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": quantities.DAY_PATTERN,
            "examples": ["2026-09-01", "2026"],
        }
    ),
]
OptionalDay = Converted[_Day | None, str | int | date | None]
Hours = Annotated[
    str,
    BeforeValidator(opening_hours),
    WithJsonSchema({"type": "string", "examples": ["Mo-Fr 08:30-17:00; Sa 10:00-14:00", "24/7"]}),
]
Country = Annotated[
    str, BeforeValidator(quantities.country), WithJsonSchema({"type": "string", "examples": ["NL", "BE"]})
]
_Counts = Annotated[
    dict[str, _Count],
    BeforeValidator(as_counts),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
                {"type": "object", "additionalProperties": {"type": ["number", "string", "null"]}},
            ]
        }
    ),
]
Counts = Converted[_Counts, str | Sequence[str] | Mapping[str, str | float | None]]


def _of(others: dict[str, str]) -> BeforeValidator:
    """Return what reads a word of a choice: with any capitals, spaces or underscores, or another word for it."""
    return BeforeValidator(partial(as_choice, others=others))


_WeightInput = Literal["low", "medium", "high", "laag", "gemiddeld", "hoog"]
_Weight = Annotated[
    Literal["low", "medium", "high"],
    BeforeValidator(partial(as_choice, others=choices.WEIGHTS), json_schema_input_type=_WeightInput),
]
Weights = Converted[dict[str, _Weight], Mapping[str, _WeightInput]]

Status = Annotated[Literal["as-is", "to-be"], _of(choices.STATUSES)]
Freedom = Annotated[Literal["free", "limited", "captive"], _of(choices.FREEDOMS)]
LaneName = Annotated[Literal["evidence", "customer", "frontstage", "backstage", "support"], _of(choices.LANES)]
Findability = Annotated[Literal["prominent", "visible", "buried", "absent"], _of(choices.FINDABILITIES)]
ChannelKind = Annotated[
    Literal["phone", "letter", "email", "online", "app", "chat", "counter", "visit", "machine"],
    _of(choices.CHANNEL_KINDS),
]
Decider = Annotated[Literal["customer", "organisation", "chance"], _of(choices.DECIDERS)]
Outcome = Annotated[Literal["helped", "refused", "gave-up", "transferred"], _of(choices.OUTCOMES)]
Help = Annotated[Literal["welcome", "clarify", "alternative", "advise", "evaluate"], _of(choices.HELPS)]
Helps = Converted[
    Annotated[tuple[Help, ...], BeforeValidator(as_list, json_schema_input_type=Help | list[Help])],
    Help | Sequence[Help],
]
Beneficiary = Annotated[Literal["customer", "organisation", "law"], _of(choices.BENEFICIARIES)]
