"""What a customer knows of a wait from what a file says in its own words, where no `tells` says it.

Whoever has an appointment, or has chosen the day, knows when it is, and a period for thinking it over is known by its
name. Where what the organisation says or hands over names a length of time, something is told too. Words of both
languages count: who writes of an appointment in one does not mean something else in the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.graph.lane_texts import LaneTexts
from journeymap.graph.vocabulary import HAS_IT_DONE_ROOTS, has_it_done, is_receiving
from journeymap.model.lanes import ORGANISATION_LANES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.graph.stated import Stated

_DAY = r"(?:\w+ )?(?:days?|dates?|times?|slots?|moments?|dag(?:en)?|datum|tijd|tijdstip|moment)"
_CHOSEN = (
    rf"(?<![^\W_])(?:(?:picks?|chooses?|selects?|agrees? on|kiest|prikt) (?:zelf )?(?:an?|the|een|de|het) {_DAY}|"
    rf"spreekt (?:een|de) {_DAY} af)(?![^\W_])"
)
_AGREED = (
    r"(?<![^\W_])(?:appointments?|bookings?|books? (?:an?|and (?:takes|goes|comes))|reservations?|viewings?|"
    r"interviews?|cooling-off|notice period|withdrawal period|\w*afspra(?:ak|ken)|boekt|boeking|reservering|reserveert|"
    r"bezichtiging(?:en)?|bedenktijd|bedenktermijn|opzegtermijn|time ?slots?|tijdslot|tijdvak|bezorgmoment|ophaaldag|"
    rf"(?:confirmation|bevestiging)\b[^.;]*? {_DAY})(?![^\W_])|{_CHOSEN}"
)
_AGREED_ROOTS = (
    "appoint", "book", "reserv", "view", "cooling", "period", "afspra", "boek", "bezicht", "bedenk", "opzegt", "slot",
    "tijd", "moment", "ophaaldag", "day", "date", "time", "dag", "datum",
)  # fmt: skip
_CHOSEN_ROOTS = ("pick", "choose", "select", "agree", "kiest", "prikt", "spreekt")
_LENGTH = (
    r"(?<!\w)(?:\d+|an?|one|two|three|four|five|six|eight|ten|twelve|een|één|twee|drie|vier|vijf|zes|acht|tien|twaalf)"
    r"(?:\s*(?:-|–|to|or|tot|of|à)\s*\w+)?\s*(?:calendar |working |business |school )?"
    r"(?:hours?|days?|weeks?|months?|uur|uren|(?:werk)?dag(?:en)?|week|weken|maand(?:en)?)(?!\w)"
)
_LENGTH_ROOTS = ("hour", "day", "week", "month", "uur", "uren", "dag", "weken", "maand")


def agreed_steps(stated: Stated, ids: Sequence[str]) -> set[int]:
    """Return the steps that are, in so many words, such for which both know the time: an appointment, a set period."""
    texts = LaneTexts(range(len(ids)), ids), *map(stated.texts, ("name", "customer", "frontstage"))
    return _speaking([text for some in texts for text in some.having(_AGREED_ROOTS)], _AGREED)


def steps_of_others(stated: Stated) -> set[int]:
    """Return the steps for which customers wait for somebody of their own: a builder, an employer, a parent."""
    return {
        number
        for number, text in stated.texts("customer").having(HAS_IT_DONE_ROOTS)
        if has_it_done(text) and not any(stated.steps[number].cells(lane) for lane in ORGANISATION_LANES)
    }


def chosen_steps(stated: Stated) -> set[int]:
    """Return the steps at which, in so many words, the customer chooses the day or the time."""
    return _speaking(stated.texts("customer").having(_CHOSEN_ROOTS), _CHOSEN)


def timing_steps(stated: Stated) -> set[int]:
    """Return the steps at which what the organisation says, or the customer gets to see, names a length of time."""
    heard = [said for said in stated.texts("customer").having(_LENGTH_ROOTS) if is_receiving(said[1])]
    shown = [said for lane in ("frontstage", "evidence") for said in stated.texts(lane).having(_LENGTH_ROOTS)]
    return _speaking([*heard, *shown], _LENGTH)


def _speaking(texts: Iterable[tuple[int, str]], pattern: str) -> set[int]:
    """Return the steps of which a text holds a pattern that is in small letters."""
    return {number for number, text in texts if re.search(pattern, text.lower()) is not None}
