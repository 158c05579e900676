"""Service blueprints as code.

    import journeymap

    blueprint = journeymap.load("blueprints/city-bike.yaml")    # or built in Python: Blueprint(steps={...})
    result = journeymap.check(blueprint)                        # what is found, with places, witnesses and remedies
    journeymap.analyse(blueprint).figures["helped"].value       # one figure: the share who are helped
    journeymap.draw(blueprint)                                  # in a notebook: the drawing itself
    journeymap.to_networkx(blueprint)                           # the graph, for questions of your own

Everything below is loaded when it is first used, so that importing the library costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journeymap.analysis import Facts
    from journeymap.api import Analysed, BlueprintError, Picture, analyse, check, draw, load, to_networkx
    from journeymap.config import Config
    from journeymap.diagnostics import Diagnostic, Severity, Span
    from journeymap.drawing import ChoiceError, DrawOptions
    from journeymap.exporter import ExportError
    from journeymap.figures import Delta, Figure, Figures, compare
    from journeymap.graph import ServiceGraph
    from journeymap.importer import UnreadableError
    from journeymap.importing import Imported, load_from
    from journeymap.model.blueprint import (
        Actor,
        Blueprint,
        Channel,
        Customer,
        Economics,
        Item,
        Persona,
        Phase,
        Relations,
        Source,
        System,
        Term,
    )
    from journeymap.model.capacity import Arrivals, Rate
    from journeymap.model.quantities import Duration, Scale
    from journeymap.model.step import Cell, Deadline, FailPoint, Flow, Information, Note, Rating, Reason, Step
    from journeymap.model.waiting import Chase, Closed, Detour, GivesUp
    from journeymap.own_rules import message
    from journeymap.pipeline import Result
    from journeymap.rule import Finding, Rule

_HOMES = {
    "journeymap.analysis": ("Facts",),
    "journeymap.api": ("Analysed", "BlueprintError", "Picture", "analyse", "check", "draw", "load", "to_networkx"),
    "journeymap.config": ("Config",),
    "journeymap.diagnostics": ("Diagnostic", "Severity", "Span"),
    "journeymap.drawing": ("ChoiceError", "DrawOptions"),
    "journeymap.exporter": ("ExportError",),
    "journeymap.figures": ("Delta", "Figure", "Figures", "compare"),
    "journeymap.graph": ("ServiceGraph",),
    "journeymap.importer": ("UnreadableError",),
    "journeymap.importing": ("Imported", "load_from"),
    "journeymap.model.capacity": ("Arrivals", "Rate"),
    "journeymap.model.blueprint": (
        "Actor", "Blueprint", "Channel", "Customer", "Economics", "Item", "Persona", "Phase", "Relations", "Source",
        "System", "Term",
    ),
    "journeymap.model.quantities": ("Duration", "Scale"),
    "journeymap.model.step": (
        "Cell", "Deadline", "FailPoint", "Flow", "Information", "Note", "Rating", "Reason", "Step",
    ),
    "journeymap.model.waiting": ("Chase", "Closed", "Detour", "GivesUp"),
    "journeymap.own_rules": ("message",),
    "journeymap.pipeline": ("Result",),
    "journeymap.rule": ("Finding", "Rule"),
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__version__ = "0.1.0"
__all__ = [
    "Actor", "Analysed", "Arrivals", "Blueprint", "BlueprintError", "Cell", "Channel", "Chase", "ChoiceError",
    "Closed", "Config", "Customer", "Deadline", "Delta", "Detour", "Diagnostic", "DrawOptions", "Duration",
    "Economics", "ExportError", "Facts", "FailPoint", "Figure", "Figures", "Finding", "Flow", "GivesUp", "Imported",
    "Information", "Item", "Note", "Persona", "Phase", "Picture", "Rate", "Rating", "Reason", "Relations", "Result",
    "Rule", "Scale", "ServiceGraph", "Severity", "Source", "Span", "Step", "System", "Term", "UnreadableError",
    "analyse", "check", "compare", "draw", "load", "load_from", "message", "to_networkx",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a name of the library when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    """Return the public names, for completion."""
    return sorted({*globals(), *__all__})
