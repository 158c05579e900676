"""An earlier version as a drawing is held against it: which step is which, and what became of each in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.comparison.fields import thing_changes
from journeymap.comparison.matching import match
from journeymap.drawing.earlier import Earlier
from journeymap.graph.names import BlueprintNames
from journeymap.i18n.messages import Quoted, say
from journeymap.i18n.text import harmless
from journeymap.model.lanes import LANES
from journeymap.report.compared_fields import field_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.analysis import Journey
    from journeymap.comparison.fields import FieldChange, ThingChange
    from journeymap.i18n.references import Names

TIMES = ("wait", "takes", "lasts", "promise", "tolerance", "deadline", "chased")
TELLING = (*TIMES, "end", "channel", "asks", "burden", "fails", "complaints", "experience", "start")
"""What customers notice of a step, the most telling first; behind it the rest, and last words chosen otherwise."""
TOLD_BY_ARROWS = frozenset({"next", "starts", "needs", "informs", "uses"})
"""What leads on from a step is seen in the drawing."""


def earlier_version(old: Journey, new: Journey, name: str) -> Earlier:
    """Return an earlier version of a blueprint, called by a name, for a drawing of the later one."""
    matching = match(old.graph, new.graph)
    names = BlueprintNames(new.graph)
    changes = {
        change.new: tuple(_told(change, names))
        for change in thing_changes(old.graph, new.graph, matching)
        if change.kind == "steps" and change.old is not None and change.new is not None
    }
    things = matching.things
    return Earlier(
        harmless(name),
        old,
        matching.steps.new_of,
        personas=things["personas"].new_of,
        actors=things["actors"].new_of,
        phases=things["phases"].new_of,
        changes={step: told for step, told in changes.items() if told},
    )


def _told(change: ThingChange, names: Names) -> Iterator[object]:
    """Yield what became of a step, the most telling first."""
    fields = [field for field in change.fields if not (_is_seen(field) or _became_known(field))]
    for field in sorted(fields, key=_place):
        yield _line(field, names)


def _is_seen(change: FieldChange) -> bool:
    return str(change.path[0]) in TOLD_BY_ARROWS


def _became_known(change: FieldChange) -> bool:
    """Whether what customers think was only asked, or is not known any more: nothing is otherwise for them."""
    return change.path[0] == "experience" and (change.before is None or change.after is None)


def _place(change: FieldChange) -> int:
    key = str(change.path[0])
    if key in TELLING:
        return TELLING.index(key)
    return len(TELLING) + (key in LANES)


def _line(change: FieldChange, names: Names) -> object:
    """Return what became of a field; of what is done, which stands on the card, only how it was written before."""
    if change.path[0] in LANES and len(change.path) == 1 and isinstance(change.before, str) and change.after:
        return say("before: {words}", words=Quoted(change.before))
    return field_line(change, names)
