"""One analysis in full, as text: its own view where it has one, else every field of its result."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.text import harmless_path
from journeymap.plugins import instance, module_names
from journeymap.reporter import STRONG
from journeymap.tables.records import fields_of
from journeymap.terminal.table import Table, as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle

    View = Callable[[object, ServiceGraph, str | None, TerminalStyle], list[Table]]


def text(facts: Facts, name: str, path: str, look: TerminalStyle, persona: str | None = None) -> str:
    """Return one analysis of one file as text."""
    head = look.paint(f"{harmless_path(path)}: {name}", STRONG) + "\n"
    return "\n".join([head, *(as_text(table, look) for table in tables(facts, name, look, persona))])


def tables(facts: Facts, name: str, look: TerminalStyle, persona: str | None = None) -> list[Table]:
    """Return the tables that show an analysis."""
    module = name.replace("-", "_")
    if module not in module_names("tables"):
        return [_all_fields(facts, name)]
    view: View = import_module(f"journeymap.tables.{module}").view
    return view(facts.of(instance("analyses", "ANALYSIS", name)), facts.graph, persona, look)


def _all_fields(facts: Facts, name: str) -> Table:
    rows = [(field, "" if value is None else str(value), unit) for field, value, unit in fields_of(facts, name)]
    return Table(None, (say("field"), say("value"), say("unit")), rows, () if rows else (say("nothing to show"),))
