"""Tells every element of a model where it stands in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.model.element import Element, hyphenated

if TYPE_CHECKING:
    from journeymap.syntax import Node


def place(element: Element, node: Node) -> None:
    """Give an element and all elements inside it the node that it was read from.

    Where the file used a short way of writing, the inner element has no node of its own and gets the one around it.
    """
    element.placed(node)
    for name in element.model_fields_set:
        value = element.__dict__[name]
        if isinstance(value, Element):
            place(value, node.below(hyphenated(name)) or node)
        elif isinstance(value, (dict, tuple)) and value:
            inner = node.below(hyphenated(name)) or node
            for key, item in value.items() if isinstance(value, dict) else enumerate(value):
                if not isinstance(item, Element):
                    break
                place(item, inner.below(key) or inner)
