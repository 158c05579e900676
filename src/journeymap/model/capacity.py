"""How many customers come, and how many people are there to serve them."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Struct
from pydantic import BeforeValidator, PlainSerializer, PlainValidator, WithJsonSchema

from journeymap.i18n.messages import say
from journeymap.model import numerals, quantities
from journeymap.model.element import Element
from journeymap.model.fields import Converted, Ids, default
from journeymap.model.misread import MisreadError
from journeymap.model.written_hours import opening_hours

# A year is 365.25 days, a month the twelfth part of it.
_WEEKS = {"hour": 1 / 168, "day": 1 / 7, "week": 1.0, "month": 365.25 / 84, "year": 365.25 / 7}
_UNITS = {
    "hour": "hour", "hr": "hour", "h": "hour", "uur": "hour", "day": "day", "d": "day", "dag": "day", "week": "week",
    "wk": "week", "w": "week", "month": "month", "maand": "month", "mnd": "month", "year": "year", "yr": "year",
    "jaar": "year",
}  # fmt: skip
_RATE = re.compile(
    rf"(?:about |circa |ca\. ?|ongeveer |~ ?)?(?P<count>{numerals.NUMBER}) ?(?:times |x |keer )?(?:per |an? |/ ?|elke "
    rf"|every |each )(?P<unit>{'|'.join(_UNITS)})",
    re.IGNORECASE,
)
_RATE_SCHEMA = {"type": "string", "examples": ["108 per week", "18,800 per year", "15 a day"]}


class Rate(Struct, frozen=True):
    """How many there are in a while: a number, and the while: hour, day, week, month or year."""

    count: float
    unit: str

    @property
    def per_week(self) -> float:
        """How many that are in a week."""
        return self.count / _WEEKS[self.unit]

    def __str__(self) -> str:
        text = f"{self.count:.15g}"
        # "1.125" would be read as thousands.
        return f"{text}0 per {self.unit}" if numerals.is_ambiguous(text) else f"{text} per {self.unit}"


def rate(value: Any) -> Rate:
    """Read how many come in how long: "108 per week", "18.800 per jaar"; MisreadError where it says no such thing."""
    if isinstance(value, Rate):
        return value
    match = _RATE.fullmatch(" ".join(str(value).split()))
    if match is None:
        raise MisreadError(
            say('"{text}" does not say how many come in how long', text=value),
            say('write a number and a while, such as "108 per week" or "18,800 per year"'),
        )
    count = numerals.number(match["count"], of="whole")
    if not count:
        raise MisreadError(say("of nobody who comes nothing can be told"), say("write how many come, or leave it out"))
    return Rate(count, _UNITS[match["unit"].casefold()])


_Rate = Annotated[Rate, PlainValidator(rate), PlainSerializer(str), WithJsonSchema(_RATE_SCHEMA)]


class Arrivals(Element):
    """How many customers begin the journey."""

    count: Converted[_Rate, str | Rate]
    """How many begin, in a week or another while: `108 per week`."""
    heard: Ids = default(())
    """The sources behind it."""


def as_arrivals(value: Any) -> Any:
    """Read how many come as all that is known of it."""
    return {"count": value} if isinstance(value, (str, int, float, Rate)) else value


OptionalArrivals = Converted[
    Annotated[Arrivals | None, BeforeValidator(as_arrivals, json_schema_input_type=str | Arrivals | None)],
    str | Rate | Arrivals | None,
]


def _people(value: Any) -> int:
    count = quantities.count(value)
    if count < 0 or count != int(count):
        raise MisreadError(
            say('"{text}" is not a number of people', text=value),
            say("write a whole number such as 2, or 0 for nobody"),
        )
    return int(count)


def staffing(value: Any) -> Any:
    """Read a number of people, or hours with a number each, in the order in which they are written."""
    if isinstance(value, Mapping):
        return {opening_hours(hours): _people(people) for hours, people in value.items()}
    return None if value is None else _people(value)


_COUNT = {"type": ["integer", "string"], "minimum": 0}
OptionalStaff = Converted[
    Annotated[
        int | dict[str, int] | None,
        BeforeValidator(staffing),
        WithJsonSchema(
            {
                "anyOf": [
                    {**_COUNT, "examples": [2]},
                    {"type": "object", "additionalProperties": _COUNT, "examples": [{"Mo-Fr 08:30-17:00": 2}]},
                    {"type": "null"},
                ]
            }
        ),
    ],
    int | str | Mapping[str, int | str] | None,
]
