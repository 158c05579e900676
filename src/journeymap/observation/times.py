"""How a log writes its moments, found out from all of them; each becomes a whole number of microseconds.

What is not written unambiguously is not guessed: `03/04/2026` has to be explained unless another line does so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from journeymap.i18n.messages import say
from journeymap.observation.columns import LogNotReadError
from journeymap.observation.engine import named, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

DayOrder = Literal["day", "month"] | None
_OFFSET = r"(Z|z|[+-][0-9]{2}:?[0-9]{2}|[+-][0-9]{2})$"
_PARTED = r"^\s*([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(.*)$"
_NUMBER = r"^\s*-?[0-9]+([.][0-9]*)?\s*$"
_CLOCK = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f")


def moment(database: Any, column: str, *, zone: str | None, days: DayOrder) -> str:
    """Return what a query writes for the moment of a line, in microseconds since 1970; NULL where it is none.

    Times without an offset are in `zone`, else in UTC. `days` says whether a day or a month comes first.
    """
    text = f"trim({named(column)})"
    parted = _parted(database, text, days)
    local = f"coalesce({', '.join(f'try_strptime({text}, {quoted(form)})' for form in parted)})" if parted else "null"
    plain = f"coalesce(try_cast({text} as timestamp), {local})"
    local_instant = f"timezone({quoted(zone)}, {plain})" if zone else plain
    offset = f"regexp_matches({text}, {quoted(_OFFSET)}) and position(':' in {text}) > 0"
    return f"""case
      when regexp_matches({text}, {quoted(_NUMBER)}) then {_counted(text)}
      when {offset} then epoch_us(try_cast({text} as timestamptz))
      else epoch_us({local_instant}) end"""


def _counted(text: str) -> str:
    """Return a moment that is written as a number, in the unit that its size tells."""
    value = f"try_cast(regexp_replace({text}, '[.].*$', '') as bigint)"
    sizes: Mapping[int, int] = {10**11: 1_000_000, 10**14: 1_000, 10**17: 1}
    cases = " ".join(f"when {value} < {size} then {value} * {factor}" for size, factor in sizes.items())
    return f"case when {value} < 1000000000 then null {cases} end"


def _parted(database: Any, text: str, days: DayOrder) -> list[str]:
    """Return the forms of days that are written as three numbers, the year last; none where no line is."""
    first, second, count = database.execute(
        f"""select max(cast(regexp_extract(x, {quoted(_PARTED)}, 1) as integer)),
                   max(cast(regexp_extract(x, {quoted(_PARTED)}, 2) as integer)), count(*)
            from (select {text} as x from raw) as texts where regexp_matches(x, {quoted(_PARTED)})"""  # noqa: S608
    ).fetchone()
    if not count:
        return []
    if days is None and first <= 12 and second <= 12:
        example = database.execute(
            f"select min(x) from (select {text} as x from raw) as texts where regexp_matches(x, {quoted(_PARTED)})"  # noqa: S608
        ).fetchone()[0]
        raise LogNotReadError(
            say('"{text}" can be read in two ways; say --day-first or --month-first', text=example), wrong_use=True
        )
    day_first = days == "day" or (days is None and first > 12)
    return [
        f"{day}{sign}%Y{clock}"
        for sign in "/-."
        for day in [f"%d{sign}%m" if day_first else f"%m{sign}%d"]
        for clock in _CLOCK
    ]
