"""What a customer knows of a wait from what a file says in its own words, where no `tells` says it.

Whoever has an appointment, or has chosen the day, knows when it is, and a period for thinking it over is known by its
name. Where what the organisation says or hands over names a length of time, something is told too. Words of both
languages count: who writes of an appointment in one does not mean something else in the other.
"""

from __future__ import annotations

import re
from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING

from journeymap.graph.vocabulary import has_it_done, is_receiving
from journeymap.model.lanes import ORGANISATION_LANES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    texts = [*enumerate(ids), *_names(stated), *_texts(stated, ("customer", "frontstage"))]
    return _speaking(texts, _AGREED, _AGREED_ROOTS)


def steps_of_others(stated: Stated) -> set[int]:
    """Return the steps for which customers wait for somebody of their own: a builder, an employer, a parent."""
    return {
        number
        for number, text in _texts(stated, ("customer",))
        if has_it_done(text) and not any(stated.steps[number].cells(lane) for lane in ORGANISATION_LANES)
    }


def chosen_steps(stated: Stated) -> set[int]:
    """Return the steps at which, in so many words, the customer chooses the day or the time."""
    return _speaking(_texts(stated, ("customer",)), _CHOSEN, _CHOSEN_ROOTS)


def timing_steps(stated: Stated) -> set[int]:
    """Return the steps at which what the organisation says, or the customer gets to see, names a length of time."""
    heard = [(number, text) for number, text in _texts(stated, ("customer",)) if is_receiving(text)]
    return _speaking([*heard, *_texts(stated, ("frontstage", "evidence"))], _LENGTH, _LENGTH_ROOTS)


def _names(stated: Stated) -> Iterator[tuple[int, str]]:
    for number in stated.at("name"):
        yield number, stated.steps[number].name or ""


def _texts(stated: Stated, lanes: Iterable[str]) -> Iterator[tuple[int, str]]:
    for lane in lanes:
        for number in stated.at(lane):
            for cell in stated.steps[number].cells(lane):
                yield number, cell.does


def _speaking(texts: Iterable[tuple[int, str]], pattern: str, roots: Sequence[str]) -> set[int]:
    """Return the steps of which a text holds a pattern.

    Few texts have any of its roots, and these are found soonest in all texts put behind each other.
    """
    numbers, small = [], []
    for number, text in texts:
        numbers.append(number)
        small.append(text.lower())
    together = "\n".join(small)
    begins = [0, *accumulate(len(text) + 1 for text in small)]
    rooted: set[int] = set()
    for root in roots:
        at = together.find(root)
        while at >= 0:
            place = bisect(begins, at) - 1
            rooted.add(place)
            at = together.find(root, begins[place + 1])
    return {numbers[place] for place in rooted if re.search(pattern, small[place]) is not None}
