"""The short ways of writing: one text for a list of one, a list for a mapping, a name for a thing with a name.

Each function takes what was written and returns the full form that the model holds; what it does not recognise it
returns as it is, so that the model says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def as_list(value: Any) -> Any:
    """Read one value as a list of one."""
    if value is None:
        return ()
    return value if _is_list(value) else (value,)


def _is_list(value: Any) -> bool:
    """Return whether several things were given, in whatever Python has for that."""
    return isinstance(value, (list, tuple)) or (isinstance(value, Sequence) and not isinstance(value, (str, bytes)))


def as_cells(value: Any) -> Any:
    """Read a text, a cell or a list of either as a list of cells."""
    return [{"does": item} if isinstance(item, str) else item for item in as_list(value)]


def as_notes(value: Any) -> Any:
    """Read a text, a note or a list of either as a list of notes."""
    return [{"text": item} if isinstance(item, (str, int, float)) else item for item in as_list(value)]


def as_flows(value: Any) -> Any:
    """Read a step id, a list of ids, or ids with a share, as ids with all that is known of the arrow."""
    if isinstance(value, str):
        return {value: {}}
    if isinstance(value, Mapping):
        return {key: _as_flow(item) for key, item in value.items()}
    if _is_list(value):
        flows: dict[Any, Any] = {}
        for item in value:
            if isinstance(item, dict):
                flows.update({key: _as_flow(inner) for key, inner in item.items()})
            else:
                flows[item if isinstance(item, str) else str(item)] = {}
        return flows
    return value


def _as_flow(value: Any) -> Any:
    if value is None:
        return {}
    return {"share": value} if isinstance(value, (str, int, float)) else value


def as_shares(value: Any) -> Any:
    """Read one share as everyone's."""
    return value if isinstance(value, Mapping) else {"everyone": value}


def as_information(value: Any) -> Any:
    """Read a step id, a list of ids, or ids with a text, as ids with what they learn."""
    if isinstance(value, str):
        return {value: {}}
    if isinstance(value, Mapping):
        return {
            key: {} if item is None else {"what": item} if isinstance(item, str) else item
            for key, item in value.items()
        }
    if _is_list(value) and all(isinstance(item, str) for item in value):
        return {item: {} for item in value}
    return value


def as_named(value: Any) -> Any:
    """Read a list of names, or ids with only a name, as ids with things that have a name."""
    if _is_list(value):
        named: dict[Any, Any] = {}
        for item in value:
            named.update(as_named(item) if isinstance(item, dict) else {str(item): {"name": str(item)}})
        return named
    if isinstance(value, Mapping):
        return {
            key: {"name": item} if isinstance(item, str) else {} if item is None else item
            for key, item in value.items()
        }
    return value


def as_counts(value: Any) -> Any:
    """Read a kind, a list of kinds, or kinds with a count, as kinds with a count."""
    if isinstance(value, Mapping):
        return {key: 1 if item is None else item for key, item in value.items()}
    if isinstance(value, str) or _is_list(value):
        return {item if isinstance(item, str) else str(item): 1 for item in as_list(value)}
    return value


def as_choice(value: Any) -> Any:
    """Read a word with any capitals as the small one."""
    return value.strip().casefold() if isinstance(value, str) else value
