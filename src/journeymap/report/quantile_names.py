"""What P50 and P90 of the time are called where figures stand in a table."""

from __future__ import annotations

from journeymap.i18n.messages import Message, say


def quantile_labels(*, endless: bool) -> tuple[tuple[str, Message], ...]:
    """Return what P50 and P90 are called by their names; `endless` where not all journeys come to an end."""
    if endless:
        return (
            ("p50", say("of those that end, half within")),
            ("p90", say("of those that end, nine in ten within")),
        )
    return ("p50", say("half finish within")), ("p90", say("nine in ten finish within"))
