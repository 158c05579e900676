"""What a drawing holds, in a few sentences, for those who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.drawing.head_text import HeadText
    from journeymap.layout.geometry import Geometry


def describe(geometry: Geometry, language: str, head: HeadText | None = None, systems: Sequence[str] = ()) -> str:
    """Return what a drawing says and holds, for those who cannot see it."""
    marks = [badge.badge.kind for placed in geometry.cards for badge in placed.badges]
    rows = [placed.row.title for placed in geometry.rows]
    phases = [placed.phase.title for placed in geometry.phases if placed.phase.title]
    parts = [say("Service blueprint; time runs from left to right.")]
    if phases:
        parts.append(say("Phases: {phases}.", phases=phases))
    if rows:
        parts.append(say("Rows: {rows}.", rows=rows))
    if systems:
        parts.append(say("Systems: {systems}.", systems=list(systems)))
    parts.append(
        say(
            "Steps: {steps}; arrows: {arrows}; pains: {pains}; waits: {waits}; dead ends: {dead_ends}.",
            steps=len({placed.card.step for placed in geometry.cards if placed.card.is_there}),
            arrows=len(geometry.arrows),
            pains=marks.count("pain"),
            waits=marks.count("wait"),
            dead_ends=marks.count("dead-end"),
        )
    )
    changes = {placed.card.step: placed.card.change for placed in geometry.cards if placed.card.change}
    if changes:
        told = list(changes.values())
        parts.append(
            say(
                "Since the earlier version: new steps: {new}; gone: {gone}; changed: {changed}.",
                new=told.count("new"),
                gone=told.count("gone"),
                changed=told.count("changed"),
            )
        )
    message = [] if head is None else [head.sentence, head.time]
    if head is not None and head.hurts:
        worst = [hurt.words for hurt in head.hurts]
        message.append(say("Where it hurts most: {steps}.", steps=worst).text(language))
    elif head is not None and head.leaving:
        places = [place.words for place in head.leaving]
        message.append(say("Where people leave: {steps}.", steps=places).text(language))
    return " ".join([*filter(None, message), *(part.text(language) for part in parts)])
