"""The types of the model's fields: a value, the short ways of writing it, and what an editor is told about both."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema

from journeymap.model import quantities
from journeymap.model.shorthand import as_choice, as_counts, as_list, as_shares


def _text(value: Any) -> Any:
    """Read a number as the text it was written as: a title may be 2026."""
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_text)]
Name = Annotated[str, StringConstraints(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(as_list, json_schema_input_type=str | list[str])]
Ids = Annotated[tuple[Text, ...], BeforeValidator(as_list, json_schema_input_type=str | list[str])]

Duration = Annotated[
    quantities.Duration,
    BeforeValidator(quantities.duration),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*([0-9].*[A-Za-z].*|[Pp][0-9A-Za-z.,]+)$",
            "examples": ["5 min", "2-5 working days", "1/3/8 weeks", "PT15M"],
        }
    ),
]
_SHARE = {"type": ["string", "number"], "minimum": 0, "maximum": 1, "pattern": r"^\s*[0-9.].*$"}
Share = Annotated[
    float,
    BeforeValidator(quantities.share),
    WithJsonSchema({**_SHARE, "examples": ["80%", "4 of 5", 0.8]}),
]
Shares = Annotated[
    dict[str, Share],
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
Frequency = Annotated[
    float,
    BeforeValidator(quantities.frequency),
    WithJsonSchema({"type": ["string", "number"], "examples": ["46 per 1000", "4.6%"]}),
]
Scale = Annotated[
    quantities.Scale,
    BeforeValidator(quantities.scale),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*-?[0-9.,]+\s*(-|–|\.\.|to|tot)\s*-?[0-9.,]+\s*$",
            "examples": ["0-10", "1-5"],
        }
    ),
]
Number = Annotated[
    float, BeforeValidator(quantities.number), WithJsonSchema({"type": ["number", "string"], "examples": [7.5]})
]
Emotion = Annotated[
    float,
    Field(ge=-2, le=2),
    BeforeValidator(quantities.number),
    WithJsonSchema({"type": ["number", "string"], "minimum": -2, "maximum": 2}),
]
Count = Annotated[
    float,
    Field(ge=0),
    BeforeValidator(quantities.number),
    WithJsonSchema({"type": ["number", "string"], "minimum": 0}),
]


def _truth(value: Any) -> Any:
    """Read the Dutch words too; pydantic knows those of YAML 1.1 and English."""
    word = as_choice(value)
    return {"ja": True, "nee": False}.get(word, value) if isinstance(word, str) else value


Truth = Annotated[bool, BeforeValidator(_truth, json_schema_input_type=bool)]
Grade10 = Annotated[int, Field(ge=1, le=10)]
Grade5 = Annotated[int, Field(ge=1, le=5)]
Day = Annotated[
    date,
    BeforeValidator(quantities.day),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": r"^\s*[0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2})?)?\s*$",
            "examples": ["2026-09-01", "2026"],
        }
    ),
]
Hours = Annotated[
    str,
    BeforeValidator(quantities.opening_hours),
    WithJsonSchema({"type": "string", "examples": ["Mo-Fr 08:30-17:00; Sa 10:00-14:00", "24/7"]}),
]
Country = Annotated[
    str, BeforeValidator(quantities.country), WithJsonSchema({"type": "string", "examples": ["NL", "BE"]})
]
Counts = Annotated[
    dict[str, Count],
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

_WEIGHTS = {"laag": "low", "gemiddeld": "medium", "middel": "medium", "midden": "medium", "hoog": "high"}


def _weight(value: Any) -> Any:
    word = as_choice(value)
    return _WEIGHTS.get(word, word) if isinstance(word, str) else word


Weight = Annotated[
    Literal["low", "medium", "high"],
    BeforeValidator(_weight, json_schema_input_type=Literal["low", "medium", "high", "laag", "gemiddeld", "hoog"]),
]

Status = Annotated[Literal["as-is", "to-be"], BeforeValidator(as_choice)]
Freedom = Annotated[Literal["free", "limited", "captive"], BeforeValidator(as_choice)]
LaneName = Annotated[Literal["evidence", "customer", "frontstage", "backstage", "support"], BeforeValidator(as_choice)]
Findability = Annotated[Literal["prominent", "visible", "buried", "absent"], BeforeValidator(as_choice)]
Decider = Annotated[Literal["customer", "organisation", "chance"], BeforeValidator(as_choice)]
Outcome = Annotated[Literal["helped", "refused", "gave-up", "transferred"], BeforeValidator(as_choice)]
Help = Annotated[Literal["welcome", "clarify", "alternative", "advise", "evaluate"], BeforeValidator(as_choice)]
Helps = Annotated[tuple[Help, ...], BeforeValidator(as_list, json_schema_input_type=Help | list[Help])]
Beneficiary = Annotated[Literal["customer", "organisation", "law"], BeforeValidator(as_choice)]
