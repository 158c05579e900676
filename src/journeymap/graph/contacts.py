"""Where customer and organisation meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeymap.model.step import Step


def is_contact(step: Step) -> bool:
    """Tell whether customer and organisation meet at a step: both act, or one of them through a channel."""
    return bool(step.customer and step.frontstage) or (step.is_touchpoint and step.channel is not None)
