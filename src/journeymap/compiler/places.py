"""Tells every element of a model where it stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.element import Element, hyphenated
from journeymap.syntax import Mapping, Sequence

if TYPE_CHECKING:
    from journeymap.syntax import Node


def place(element: Element, node: Node) -> None:
    """Give an element and all elements inside it the node that it was read from.

    Where the file used a short way of writing, the inner element has no node of its own and gets the one around it.
    """
    element.placed(node)
    entries = node.entries if isinstance(node, Mapping) else {}
    for name in element.model_fields_set:
        value = element.__dict__[name]
        if isinstance(value, Element):
            place(value, entries.get(hyphenated(name), node))
        elif isinstance(value, dict):
            inner = entries.get(hyphenated(name), node)
            for key, item in value.items():
                if not isinstance(item, Element):
                    break
                place(item, _named(inner, key))
        elif isinstance(value, tuple) and value and isinstance(value[0], Element):
            inner = entries.get(hyphenated(name), node)
            listed = inner.items if isinstance(inner, Sequence) else []
            for index, item in enumerate(value):
                place(item, listed[index] if index < len(listed) else inner)


def _named(node: Node, key: str) -> Node:
    """Return the entry of a mapping, or the item of a list, that has a name; the node itself when there is none."""
    if isinstance(node, Mapping):
        return node.entries.get(key, node)
    if isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Mapping) and key in item.entries:
                return item.entries[key]
            if getattr(item, "text", None) == key:
                return item
    return node
