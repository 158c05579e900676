"""A blueprint that does not say which service or journey it is about.

Why: the title stands above the diagram and in every report; without it nobody knows what the drawing is about.

Fix: write `title:` at the top of the file, in the words of the customer.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    title: Report a leak
    steps:
      call: {customer: Calls, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.changes import Fix, Move, Put
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find a file without a title."""
    blueprint = graph.blueprint
    if not (blueprint.title or "").strip():
        message = say("the blueprint has no title")
        place, remedy = blueprint.at("title"), say('write "title: …" at the top: what the customer wants')
        words = re.sub(r"[-_.\s]+", " ", re.sub(r"\.[^.]*$", "", re.split(r"[\\/]", place.path)[-1])) if place else ""
        first = (Move(("journeymap",), "title"),) if "journeymap" in blueprint.model_fields_set else ()
        title = words.strip().capitalize()
        changes = (Put(("title",), title, first=True), *first)
        fixes = (Fix(say('write "{text}"', text=f"title: {title}"), changes),) if title else ()
        yield Finding(place, message, help=remedy, fixes=fixes)


RULE = Rule(code="JM104", name="missing-title", severity=Severity.WARNING, check=check)
