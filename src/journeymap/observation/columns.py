"""Which column of a log holds what: known by its name, or said on the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.i18n.text import without_marks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.i18n.messages import Message

ROLES = ("case", "activity", "time", "lifecycle", "order")
NEEDED = ("case", "activity", "time")
_NAMES: Mapping[str, tuple[str, ...]] = {
    "case": (
        "caseconceptname", "caseid", "case", "traceid", "trace", "zaak", "zaaknummer", "zaakid", "dossier",
        "dossiernummer", "casenumber", "journeyid", "klantreis", "ticket", "ticketid", "aanvraag", "aanvraagnummer",
    ),
    "activity": (
        "conceptname", "activity", "activityname", "event", "eventname", "task", "activiteit", "handeling",
        "gebeurtenis", "stap", "step", "taak", "action", "actie",
    ),
    "time": (
        "timetimestamp", "timestamp", "completetimestamp", "endtime", "end", "time", "datum", "datumtijd", "tijdstip",
        "date", "datetime", "moment", "tijd", "eventtime", "completed",
    ),
    "lifecycle": ("lifecycletransition", "lifecycle", "registrationtype", "transition"),
    "order": ("order", "sequence", "volgorde", "volgnummer", "seq"),
}  # fmt: skip


class LogNotReadError(Exception):
    """A log that cannot be read as it was given; `wrong_use` where another option reads it."""

    def __init__(self, message: Message, *, wrong_use: bool = False) -> None:
        super().__init__(str(message))
        self.message = message
        self.wrong_use = wrong_use


def folded(word: str) -> str:
    """Return a word as it is compared: without case, marks and anything that is no letter or figure."""
    return dashed(word).replace("-", "")


def dashed(word: str) -> str:
    """Return a word as names are compared: small letters and figures without marks, all else one dash."""
    return re.sub(r"[\W_]+", "-", without_marks(word.casefold())).strip("-")


def columns(names: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the column of each role; LogNotReadError where one that is needed is not known, or two fit equally."""
    roles: dict[str, str] = {}
    for role in ROLES:
        if role in chosen:
            roles[role] = _called(chosen[role], names)
            continue
        taken = set(roles.values()) | set(chosen.values())
        by_rank: dict[int, list[str]] = {}
        for name in names:
            if name not in taken and folded(name) in _NAMES[role]:
                by_rank.setdefault(_NAMES[role].index(folded(name)), []).append(name)
        fitting = by_rank[min(by_rank)] if by_rank else []
        if len(fitting) > 1:
            raise LogNotReadError(
                say(
                    '"{one}" and "{other}" are both read as the {role} of a log; name one with --{role}',
                    one=fitting[0], other=fitting[1], role=role,
                ),
                wrong_use=True,
            )  # fmt: skip
        if fitting:
            roles[role] = fitting[0]
        elif role in NEEDED:
            raise LogNotReadError(
                say(
                    "no column is known as the {role} of a log; name it with --{role} COLUMN; there are: {columns}",
                    role=role, columns=", ".join(names),
                ),
                wrong_use=True,
            )  # fmt: skip
    return roles


def _called(wanted: str, names: Sequence[str]) -> str:
    if wanted in names:
        return wanted
    alike = [name for name in names if folded(name) == folded(wanted)]
    if len(alike) == 1:
        return alike[0]
    raise LogNotReadError(
        say('there is no column "{column}"; there are: {columns}', column=wanted, columns=", ".join(names)),
        wrong_use=True,
    )
