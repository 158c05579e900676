"""What the figures of a file rest on, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses import evidence
from journeymap.i18n.messages import Message, plural, say

if TYPE_CHECKING:
    from journeymap.analysis import Facts


def rests_on(facts: Facts) -> Message:
    """Return how many statements the file makes, and how many of them have no source."""
    total = facts.of(evidence.ANALYSIS).total
    if not total.statements:
        return say("nothing yet")
    if not total.assumed:
        return plural(
            "1 statement, with a source", "{count} statements, {unheard} without a source", total.statements,
            unheard=0,
        )  # fmt: skip
    return plural(
        "1 statement, without a source", "{count} statements, {unheard} without a source", total.statements,
        unheard=total.assumed,
    )  # fmt: skip
