"""Other words for those that a field chooses from, by the field's own words: Dutch, and near ones in English."""

from __future__ import annotations

OUTCOMES = {
    "geholpen": "helped", "afgewezen": "refused", "geweigerd": "refused", "rejected": "refused", "denied": "refused",
    "opgegeven": "gave-up", "afgehaakt": "gave-up", "gives-up": "gave-up", "given-up": "gave-up",
    "gave-it-up": "gave-up", "doorverwezen": "transferred", "overgedragen": "transferred", "referred": "transferred",
}  # fmt: skip
STATUSES = {"as-it-is": "as-is", "current": "as-is", "huidig": "as-is", "nu": "as-is", "future": "to-be",
            "gewenst": "to-be", "toekomst": "to-be", "straks": "to-be", "tobe": "to-be", "asis": "as-is"}  # fmt: skip
FREEDOMS = {"vrij": "free", "beperkt": "limited", "gebonden": "captive"}
LANES = {
    "bewijs": "evidence", "klant": "customer", "voorkant": "frontstage", "achterkant": "backstage",
    "ondersteuning": "support", "front-stage": "frontstage", "onstage": "frontstage", "front-office": "frontstage",
    "back-stage": "backstage", "back-office": "backstage",
}  # fmt: skip
FINDABILITIES = {"opvallend": "prominent", "zichtbaar": "visible", "verstopt": "buried", "afwezig": "absent"}
CHANNEL_KINDS = {
    "telefoon": "phone", "telephone": "phone", "call": "phone", "brief": "letter", "post": "letter",
    "e-mail": "email", "website": "online", "web": "online", "site": "online", "portaal": "online", "portal": "online",
    "balie": "counter", "desk": "counter", "loket": "counter", "winkel": "counter", "shop": "counter",
    "bezoek": "visit", "huisbezoek": "visit", "home-visit": "visit", "automaat": "machine", "kiosk": "machine",
}  # fmt: skip
DECIDERS = {"klant": "customer", "organisatie": "organisation", "organization": "organisation", "toeval": "chance"}
HELPS = {"welkom": "welcome", "doorvragen": "clarify", "alternatief": "alternative", "advies": "advise",
         "adviseren": "advise", "evalueren": "evaluate", "evaluatie": "evaluate"}  # fmt: skip
BENEFICIARIES = {"klant": "customer", "organisatie": "organisation", "organization": "organisation", "wet": "law"}
WEIGHTS = {"laag": "low", "gemiddeld": "medium", "middel": "medium", "midden": "medium", "hoog": "high"}

# By the words of the format, for the schema.
OTHER_WORDS: dict[frozenset[str], dict[str, str]] = {
    frozenset({"helped", "refused", "gave-up", "transferred"}): OUTCOMES,
    frozenset({"as-is", "to-be"}): STATUSES,
    frozenset({"free", "limited", "captive"}): FREEDOMS,
    frozenset({"evidence", "customer", "frontstage", "backstage", "support"}): LANES,
    frozenset({"prominent", "visible", "buried", "absent"}): FINDABILITIES,
    frozenset({"phone", "letter", "email", "online", "app", "chat", "counter", "visit", "machine"}): CHANNEL_KINDS,
    frozenset({"customer", "organisation", "chance"}): DECIDERS,
    frozenset({"welcome", "clarify", "alternative", "advise", "evaluate"}): HELPS,
    frozenset({"customer", "organisation", "law"}): BENEFICIARIES,
}
