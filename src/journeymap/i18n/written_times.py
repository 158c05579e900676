"""Times as the designer wrote them, in the reader's language and without the notation of the file.

"1/2/4 weken" is "mostly 2 weeks (1-4)" in English. What is no number with one unit ("half an hour", "max 5 days") stays
as it was written: these are the designer's words, and as good as any.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from journeymap.i18n.languages import locale_of, translate, translate_plural

_NUMBER = r"\d+(?:[.,]\d{1,2})?"
_FORM = (
    rf"({_NUMBER})(?:\s*(?:-|–|to|tot)\s*({_NUMBER})|\s*/\s*({_NUMBER})\s*/\s*({_NUMBER}))?"
    r"\s*([^\W\d]+(?: [^\W\d]+)?)\.?"
)
_SPELT = {
    "min": "m min mins minute minutes minuut minuten",
    "hour": "h hr hrs hour hours u uur uren",
    "day": "d day days dag dagen",
    "week": "w wk wks week weeks weken",
    "month": "month months mth mths maand maanden mnd",
    "year": "y yr yrs year years jaar jaren",
    "working day": "workday workdays werkdag werkdagen",
}
_UNITS = {spelling: unit for unit, spellings in _SPELT.items() for spelling in spellings.split()} | {
    "calendar day": "day", "calendar days": "day", "kalenderdag": "day", "kalenderdagen": "day",
    "working day": "working day", "working days": "working day", "business day": "working day",
    "business days": "working day",
}  # fmt: skip


class WrittenTime(Struct, frozen=True):
    """A text that may be a time as the designer wrote it, to be read in any language; any other text stays so."""

    written: str

    def text(self, language: str = "en") -> str:
        """Return the text for readers in a language."""
        return time_in(self.written, language)

    def __str__(self) -> str:
        return self.written


@lru_cache(maxsize=4096)
def time_in(written: str, language: str) -> str:
    """Return a time for readers in a language: the likely one first where three points are written."""
    form = re.fullmatch(_FORM, written.strip(), re.IGNORECASE)
    if form is None or (unit := _UNITS.get(form[5].casefold())) is None:
        return written
    parts = [None if part is None else _localised(part, language) for part in form.group(1, 2, 3, 4)]
    first, last, likely, most = parts
    if likely is not None:
        time = _with_unit(likely, unit, _forms(form[3]), language)
        return translate("mostly {time} ({least}-{most})", language).format(time=time, least=first, most=most)
    if last is not None:
        return _with_unit(f"{first}-{last}", unit, 2, language)
    return _with_unit(first or "", unit, _forms(form[1]), language)


def _localised(number: str, language: str) -> str:
    return number.replace(",", ".").replace(".", locale_of(language).decimal)


def _forms(number: str) -> int:
    """Return the whole number by which a language chooses the form of the unit; a fraction takes that of a few."""
    return int(number) if number.isdecimal() else 2


def _with_unit(text: str, unit: str, count: int, language: str) -> str:
    if unit == "year":
        template = translate_plural("{count} year", "{count} years", count, language)
    elif unit == "month":
        template = translate_plural("{count} month", "{count} months", count, language)
    elif unit == "week":
        template = translate_plural("{count} week", "{count} weeks", count, language)
    elif unit == "day":
        template = translate_plural("{count} day", "{count} days", count, language)
    elif unit == "working day":
        template = translate_plural("{count} working day", "{count} working days", count, language)
    elif unit == "hour":
        template = translate_plural("{count} hour", "{count} hours", count, language)
    else:
        template = translate("{count} min", language)
    return template.format(count=text)
