"""JSON, the blueprint itself: what was written, in the long form, as a file that journeymap reads back.

Short ways of writing are spelled out and what stands at its default is left out; comments and the order of keys within
a step are not kept.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from journeymap.exporter import Exporter, Part
from journeymap.reporter import as_json

if TYPE_CHECKING:
    from journeymap.drawing import Drawing


def render(drawing: Drawing) -> tuple[Part, ...]:
    """Return the blueprint of a drawing as JSON."""
    blueprint = drawing.graph.blueprint
    data = {"journeymap": blueprint.journeymap, **blueprint.model_dump(mode="json", exclude_defaults=True)}
    return (Part("", as_json(_readable(data)).encode()),)


def _readable(value: Any) -> Any:
    """Return numbers as a person would write them: whole ones without a point, small ones without an exponent."""
    if isinstance(value, dict):
        return {key: _readable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_readable(item) for item in value]
    if isinstance(value, float):
        if value.is_integer():
            return int(value)
        return value if "e" not in repr(value) else f"{Decimal(repr(value)):f}"
    return value


EXPORTER: Exporter[Drawing] = Exporter("json", ".json", binary=False, render=render)
