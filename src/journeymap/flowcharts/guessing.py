"""What words of other tools mean: lanes, outcomes, shares, languages. English, Dutch and, of names of roles, German."""

from __future__ import annotations

import re

from journeymap.importer import folded

LANE_WORDS = {
    "evidence": "evidence", "physicalevidence": "evidence", "bewijs": "evidence", "bewijsstukken": "evidence",
    "customer": "customer", "customeractions": "customer", "klant": "customer", "klantacties": "customer",
    "frontstage": "frontstage", "frontoffice": "frontstage", "onstage": "frontstage", "voorkant": "frontstage",
    "backstage": "backstage", "backoffice": "backstage", "achterkant": "backstage",
    "support": "support", "supportprocesses": "support", "ondersteuning": "support",
}  # fmt: skip
"""The words for lanes themselves, as `folded` returns them."""
_ROLES = {
    "customer": """
        customer customers client clients citizen citizens applicant user users patient tenant visitor buyer student
        guest passenger consumer member parent child klant klanten burger burgers aanvrager gebruiker huurder bezoeker
        koper inwoner deelnemer gast reiziger cliënt leerling ouder kind kunde kundin bürger bürgerin antragsteller
        antragstellerin nutzer mieter besucher käufer""",
    "frontstage": """
        reception receptionist helpdesk counter sales balie receptie verkoop klantenservice klantcontactcentrum kcc
        empfang schalter vertrieb kundenservice""",
    "support": """
        system systems bank supplier provider database crm erp systeem systemen leverancier lieferant software server
        application applicatie anwendung""",
}
_LANES_OF_ROLES = {lane: frozenset(words.split()) for lane, words in _ROLES.items()}
_OUTCOMES = {
    outcome: tuple(f" {words}" for words in phrases.split(", "))
    for outcome, phrases in (
        ("refused", "refus, reject, ineligible, not eligible, denied, declin, afgewezen, afwijz, geweigerd, weiger"
                    ", niet toegekend, abgelehnt, ablehn"),
        ("gave-up", "gave up, give up, gives up, cancel, timeout, time out, abandon, withdraw, opgegeven, geeft op"
                    ", haakt af, afgebroken, geannuleerd, ingetrokken, abbruch, abgebrochen"),
        ("transferred", "transferred, forwarded, handed over, referred, doorverwezen, overgedragen, doorgestuurd"
                        ", weitergeleitet"),
        ("helped", "helped, geholpen"),
    )
}  # fmt: skip
"""How words begin that speak of an outcome."""
_END_WORDS = frozenset({"", "end", "the end", "stop", "finish", "finished", "einde", "eind", "klaar", "ende", "fertig"})
_START_WORDS = frozenset({"", "start", "begin", "beginning", "the start", "beginn", "anfang"})
_SHARE = re.compile(
    r"\(?\s*(?:~|ca\.?|about|ongeveer)?\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:%|pct|procent|percent)\s*\)?", re.IGNORECASE
)
_STOP_WORDS = {
    language: frozenset(words.split())
    for language, words in (
        ("nl", "de het een en van is niet naar met voor op wordt aan bij klant door of als u uw wil"),
        ("en", "the a an and of is not to with for on by or if you your customer in at be are"),
    )
}


def lane_word(name: str) -> str | None:
    """Return the lane that a name is the word for."""
    return LANE_WORDS.get(folded(name))


def lane_of(name: str) -> str | None:
    """Return the lane in which somebody of a name acts, None where nothing says it."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", name)}
    return next((lane for lane, hints in _LANES_OF_ROLES.items() if not words.isdisjoint(hints)), None)


def outcome_of(label: str) -> str | None:
    """Return the outcome that the words of an end speak of, None where they speak of none."""
    text = f" {' '.join(label.casefold().replace('-', ' ').split())}"
    return next((outcome for outcome, words in _OUTCOMES.items() if any(word in text for word in words)), None)


def is_outcome_word(label: str) -> bool:
    """Return whether a label is nothing but the word for an outcome, or for an end."""
    text = " ".join(label.casefold().replace("-", " ").split())
    plain = {"helped", "refused", "gave up", "transferred", "geholpen", "afgewezen", "opgegeven", "doorverwezen"}
    return text in plain or text in _END_WORDS


def says_end(label: str) -> bool:
    """Return whether words say that something ends, and nothing else."""
    return bool(label) and label.casefold().strip(" .!") in _END_WORDS


def says_start(label: str) -> bool:
    """Return whether words say no more than that something begins."""
    return label.casefold().strip(" .!") in _START_WORDS


def share_in(label: str) -> tuple[float | None, str]:
    """Return the share that a label states, and the rest of the label."""
    match = _SHARE.search(label)
    if match is None or (value := float(match[1].replace(",", "."))) > 100:
        return None, label
    rest = f"{label[: match.start()]} {label[match.end() :]}"
    return value / 100, " ".join(rest.split()).strip(" ,;:-–")


def language_of(texts: list[str]) -> str | None:
    """Return the language of texts by the words that every sentence has; None where they do not tell."""
    words = [word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())]
    counts = {language: sum(word in stops for word in words) for language, stops in _STOP_WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    others = [count for language, count in counts.items() if language != best]
    return best if counts[best] >= 3 and counts[best] > 2 * max(others) else None
