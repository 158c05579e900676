"""What a step names: personas, channels, sources, actors, systems, phases; and findings that are accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.changes import NotPossibleError, Put
from journeymap.editing.operations.asking import Plan, Scene
from journeymap.editing.operations.ids import id_of
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = ("personas", "channels", "sources", "actors", "systems", "phases")
_ONE = {
    "personas": "persona",
    "channels": "channel",
    "sources": "source",
    "actors": "actor",
    "systems": "system",
    "phases": "phase",
}


def define(scene: Scene, kind: str, name: str, fields: Mapping[str, Any]) -> Plan:
    """Return the plan for a thing that has a name and perhaps more."""
    if kind not in KINDS:
        raise NotPossibleError(say('there is no "{word}" here', word=kind))
    called = " ".join(name.split())
    if not called:
        raise NotPossibleError(say("some words are needed here"))
    known = scene.at((kind,))
    taken = {*(known if isinstance(known, dict) else ())}
    taken |= {*scene.steps} if kind == "systems" else set()
    id_ = id_of(called, taken, _ONE[kind])
    more = {str(key): item for key, item in fields.items() if item is not None}
    value: Any = called if not more else {"name": called, **more}
    return Plan([Put((kind, id_), value)], say('"{name}" added', name=called), None, (id_,))


def accept(scene: Scene, rule: str, reason: str, step: str | None) -> Plan:
    """Return the plan for a finding that is meant to be so, with the reason why."""
    words = " ".join(reason.split())
    if not words:
        raise NotPossibleError(say("a reason is needed, in words that others understand"))
    if step is not None:
        scene.step(step)
    place = ("accept", rule) if step is None else ("steps", step, "accept", rule)
    return Plan([Put(place, words)], say('"{rule}" accepted', rule=rule), step)
