"""Words that people write instead of those of the format: in Dutch, and near ones in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import closest

if TYPE_CHECKING:
    from collections.abc import Collection

# One word may stand for several of the format; the first that is known at a place is meant.
_MEANT: dict[str, tuple[str, ...]] = {
    "aandeel": ("share",), "achterkant": ("backstage",), "active": ("takes",), "actoren": ("actors",),
    "afgehaakt": ("gave-up",), "afgewezen": ("refused",), "afwezig": ("absent",), "als": ("when",),
    "antwoordt": ("answers",), "beantwoordt": ("answers",), "begin": ("start",), "behoefte": ("needs",),
    "behoeften": ("needs",), "belang": ("importance",), "belofte": ("promise",), "beloofd": ("promise",),
    "beschikbaar": ("available",), "beslist": ("decides",), "besluit": ("decides",), "bewijs": ("evidence",),
    "bron": ("heard",), "bronnen": ("sources", "heard"), "daarna": ("next",), "datum": ("date",), "deel": ("share",),
    "dient": ("serves",), "doel": ("about",), "doet": ("does",), "done": ("helped",), "door": ("by",),
    "doorverwezen": ("transferred",), "duration": ("takes",), "duur": ("takes",), "duurt": ("takes",),
    "eigenaar": ("owner",), "eind": ("end",), "einde": ("end",), "emotie": ("emotion",), "ernst": ("severity",),
    "ervaren": ("perceived",), "ervaring": ("experience",), "fase": ("phase",), "fasen": ("phases",),
    "fases": ("phases",), "faalpunten": ("fails",), "faalt": ("fails",), "gebonden": ("captive",),
    "gebruikt": ("uses",), "geduld": ("tolerance",), "geholpen": ("helped",), "gevonden": ("found",),
    "geweigerd": ("refused",), "gewenst": ("desired",), "gezien": ("reviewed",), "goal": ("about",),
    "helpt": ("helps",), "herkomst": ("heard",), "herstel": ("recover",), "ideeen": ("ideas",), "ideeën": ("ideas",),
    "informeert": ("informs",), "kanaal": ("channel",), "kanalen": ("channels",), "kans": ("share",),
    "klachten": ("complaints",), "klant": ("customer",), "lasten": ("burden",), "medewerker": ("frontstage", "staff"),
    "medewerkers": ("actors",), "merkbaar": ("detection",), "mits": ("when",), "naam": ("name",), "naar": ("next",),
    "nodig": ("needs",), "notities": ("notes",), "omdat": ("because",), "ondersteuning": ("support",),
    "opening": ("open",), "openingstijden": ("open",), "opgegeven": ("gave-up",), "opmerkingen": ("notes",),
    "organisatie": ("organisation",), "outcome": ("end",), "over": ("about",), "overgedragen": ("transferred",),
    "partijen": ("actors",), "pijn": ("pains",), "pijnpunten": ("pains",), "probability": ("share",),
    "reden": ("reason", "because"), "rejected": ("refused",), "result": ("end",), "resultaat": ("end",),
    "rol": ("role",), "rollen": ("actors",), "schaal": ("scale",), "sinds": ("since",), "solved": ("helped",),
    "stage": ("phase",), "stages": ("phases",), "stap": ("steps",), "stappen": ("steps",), "success": ("helped",),
    "systeem": ("uses",), "systemen": ("systems", "uses"), "taal": ("language",), "tekst": ("text", "does"),
    "then": ("next",), "tijd": ("takes",), "time": ("takes",), "to": ("next",), "toeval": ("chance",),
    "tolerantie": ("tolerance",), "touchpoints": ("steps",), "vervolg": ("next",), "verstopt": ("buried",),
    "vertelt": ("tells",), "verwacht": ("expected",), "vindbaar": ("found",), "vindbaarheid": ("found",),
    "volgende": ("next",), "voorkant": ("frontstage",), "voorkeur": ("prefers",), "vraagt": ("asks",),
    "vrij": ("free", "available"), "waarom": ("why", "because"), "wacht": ("wait",), "wachten": ("wait",),
    "wachttijd": ("wait",), "wanneer": ("when",), "wat": ("what",), "wet": ("law",), "wie": ("by",),
    "zichtbaar": ("visible",),
}  # fmt: skip


def likely(word: str, known: Collection[str]) -> str | None:
    """Return the known word that was probably meant: one that is spelled alike, or another word for the same."""
    meant = _MEANT.get(word.strip().casefold(), ())
    return next((one for one in meant if one in known), None) or closest(word, known)
