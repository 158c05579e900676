"""In which unit a figure is: said once, beside the field that holds it, and read wherever the field is shown.

    mean: Annotated[float, MINUTES]

What lies below a field (the personas of a figure, the steps of a mapping) is in its unit. Counts are per customer where
they are no whole numbers.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from msgspec import Struct

Function = TypeVar("Function", bound="Callable[..., Any]")

COUNT = "count"
SHARE = "share"
RATIO = "ratio"
RATIO_TO_MEAN = "ratio to the average"
BITS = "bits"
MINUTES = "minutes"
MINUTES_A_WEEK = "minutes a week"
MINUTES_OF_THE_WEEK = "minutes since Monday 0:00"
A_WEEK = "a week"
PEOPLE = "people"
MONEY_A_WEEK = "money a week"
DAYS = "days"
MONTHS = "months"
MONEY = "money"
MONEY_A_MINUTE = "money a minute"
POINTS = "points"
EMOTION = "emotion -2 to 2"
OPPORTUNITY = "0 to 20"
PART_OF_SCALE = "part of the scale"
GRADE = "grade 1-10"
GRADE_TO_5 = "grade 1-5"
GRADES_MULTIPLIED = "grades multiplied"
FINDABILITY_GRADE = "1 (prominent) to 4 (absent)"
NEED_LEVEL = "place in the hierarchy of needs"
LOSS = "change of the share helped, times visits"
OF_THE_FIGURE = "that of the figure"
STEP = "step"
"""The number of a step, which is shown as its id."""
INTERNAL = "internal"
"""What a field holds for further questions and is not shown."""

_ANNOTATED = re.compile(r"Annotated\[.*, (\w+)\]", re.DOTALL)
_MARK = "unit"


def derived(unit: str = "") -> Callable[[Function], Function]:
    """Mark what a property computes from the fields as a part of the result, and say its unit.

    The mark goes below `property` or `cached_property`.
    """

    def mark(function: Function) -> Function:
        vars(function)[_MARK] = unit
        return function

    return mark


def units_of(kind: type[Struct]) -> dict[str, str]:
    """Return the parts of a result that are shown and their units, empty for none: its fields, then its properties.

    Fields that are private or `INTERNAL` are not shown, and properties only when they are marked `derived`.
    """
    shown: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        # Annotations stay texts: what they name beside the unit may be known to type checkers alone.
        for name, annotation in vars(base).get("__annotations__", {}).items():
            if name in kind.__struct_fields__ and not name.startswith("_"):
                shown[name] = _unit_in(annotation, base)
        for name, member in vars(base).items():
            function = getattr(member, "fget", None) or getattr(member, "func", None)
            if function is not None and _MARK in vars(function):
                shown[name] = vars(function)[_MARK]
    return {name: unit for name, unit in shown.items() if unit != INTERNAL}


def _unit_in(annotation: object, kind: type[Any]) -> str:
    """Return the unit that an annotation names: one of this module, or of the one that defines the class."""
    if not isinstance(annotation, str):
        return str(getattr(annotation, "__metadata__", ("",))[-1])
    match = _ANNOTATED.fullmatch(annotation)
    if match is None:
        return ""
    names = {**globals(), **vars(sys.modules[kind.__module__])}
    return str(names[match[1]])
