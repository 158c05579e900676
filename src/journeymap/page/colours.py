"""The colours of a drawing as custom properties, so that one drawing is light, dark, faint or in the reader's own.

A theme is walked through field by field. Every colour becomes a property of its own, `--c0`, `--c1` and so on, and the
same walk through another theme gives what the properties are worth there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing import Theme

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
# What is a ground and what stands on one: of no use to a reader who has chosen two colours for everything.
_GROUNDS = ("paper", "card", "band", "ground", "on_phase")


def colours(theme: Theme) -> dict[str, str]:
    """Return all colours of a theme by the names of the fields that lead to them, in the order of the fields."""
    return dict(_walk("", theme))


def by_property(theme: Theme) -> Theme:
    """Return a theme whose colours are references to custom properties."""
    names = iter(range(len(colours(theme))))
    named: Theme = _named(theme, names)
    return named


def properties(theme: Theme, like: Theme) -> str:
    """Return what the properties of one theme are worth in another that is made like it, as declarations."""
    values = colours(like)
    return "".join(
        f"--c{number}:{values.get(name, value)};" for number, (name, value) in enumerate(colours(theme).items())
    )


def forced(theme: Theme) -> str:
    """Return what the properties are worth for a reader who has chosen the colours of all pages."""
    return "".join(
        f"--c{number}:{'Canvas' if name.endswith(_GROUNDS) else 'CanvasText'};"
        for number, name in enumerate(colours(theme))
    )


def _is_colour(value: object) -> bool:
    return isinstance(value, str) and _COLOUR.fullmatch(value) is not None


def _walk(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if _is_colour(value):
        yield name, value
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from _walk(f"{name}.{field}", getattr(value, field))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _walk(f"{name}.{key}", item)


def _named(value: Any, numbers: Iterator[int]) -> Any:
    if _is_colour(value):
        return f"var(--c{next(numbers)})"
    if isinstance(value, Struct):
        return replace(value, **{name: _named(getattr(value, name), numbers) for name in value.__struct_fields__})
    if isinstance(value, Mapping):
        return {key: _named(item, numbers) for key, item in value.items()}
    return value
