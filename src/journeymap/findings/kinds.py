"""What a finding is about: the file, the service, the picture of it, or what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic

Kind: TypeAlias = Literal["service", "file", "picture", "knowledge"]
KINDS: tuple[Kind, ...] = ("service", "file", "picture", "knowledge")
"""In the order in which findings are numbered: only what is wrong with the service happens to a customer."""
_OF_FAMILY: dict[str, Kind] = {"0": "file", "1": "file", "3": "picture", "8": "knowledge"}


def kind_of(diagnostic: Diagnostic) -> Kind:
    """Return what a finding is about, by the family of its code; rules of a project's own are about the service."""
    number = diagnostic.code.number
    return _OF_FAMILY.get(number[2:3], "service") if number.startswith("JM") else "service"
