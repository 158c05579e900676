"""The library that knows OpenStreetMap's opening hours and the public holidays of countries.

There is no wheel of it for every machine. Where it cannot be loaded, hours are taken as they are written and nothing is
concluded from them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from journeymap.i18n.messages import say

NOT_COMPUTED = say("opening hours are not computed here, as the package opening-hours-py cannot be loaded")


@lru_cache(maxsize=1)
def is_here() -> bool:
    """Whether the library can be loaded."""
    try:
        import opening_hours  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def has_holidays(country: str) -> bool:
    """Whether the public holidays of a country are known, by its code in capitals; any code where nothing can tell."""
    if not is_here():
        return re.fullmatch("[A-Z]{2}", country) is not None
    from opening_hours import OpeningHours, UnknownCountryError  # type: ignore[attr-defined]

    try:
        OpeningHours("PH", country=country)
    except UnknownCountryError:
        return False
    return True
