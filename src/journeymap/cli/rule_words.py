"""What designers call the problems that rules find, in Dutch: `journeymap explain doodlopend` finds dead-end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.cli.options import all_rules
from journeymap.compiler.key_aliases import folded
from journeymap.rule_docs import page_of

if TYPE_CHECKING:
    from journeymap.rule import Rule

_DUTCH = {
    "internal-error": "interne fout, programmafout",
    "duplicate-step": "dubbele stap, stap dubbel",
    "unknown-reference": "onbekende verwijzing, verwijst nergens naar, bestaat niet",
    "unknown-key": "onbekend woord, onbekende sleutel, spelfout",
    "missing-title": "titel ontbreekt, geen titel",
    "unused-definition": "ongebruikt, niet gebruikt",
    "self-loop": "pijl naar zichzelf, lus naar zichzelf",
    "shares-over-one": "meer dan honderd procent, te veel procent, percentages te hoog",
    "empty-choice": "lege keuze",
    "duplicate-key": "dubbel woord, dubbele sleutel",
    "unreadable-file": "onleesbaar bestand, bestand niet te openen",
    "syntax-error": "schrijffout, syntaxfout, geen yaml",
    "invalid-value": "ongeldige waarde, verkeerde waarde",
    "missing-version": "versie ontbreekt, geen versie",
    "over-budget": "te groot bestand, bestand te groot",
    "shares-under-one": "minder dan honderd procent, te weinig procent, percentages te laag",
    "cut-text": "afgebroken tekst, afgekapte tekst, hekje",
    "no-start": "geen begin, begint nergens",
    "no-good-end": "geen goed einde",
    "dead-end": "doodlopend, doodlopende stap, dood spoor, loopt dood",
    "no-way-out": "geen uitweg, kastje naar de muur, van het kastje naar de muur, eindeloos rondje",
    "lost-journey": "verloren reis, niet meer te helpen, vastgelopen, vastlopen",
    "unreachable-step": "onbereikbare stap, onbereikbaar, losse stap",
    "only-way-is-back": "alleen terug, terug bij af",
    "loop-without-change": "rondje zonder verandering, rondje, herhaling",
    "improper-completion": "splitsing en samenkomst, wacht op wat nooit komt, samenkomst",
    "undecided-choice": "onbesliste keuze, keuze zonder voorwaarde",
    "broad-file": "te veel stappen, te groot",
    "unanswered-customer-action": "onbeantwoord, klant krijgt geen antwoord",
    "missing-evidence": "fysiek bewijs ontbreekt, fysiek bewijs, geen bewijs",
    "unsupported-frontstage": "niets achter de frontstage, niets achter de schermen",
    "line-skip": "overgeslagen laag, laag overgeslagen",
    "orphan-backstage": "los werk achter de schermen, wees",
    "single-point-of-failure": "enkel storingspunt, kwetsbaar punt, afhankelijk van een systeem",
    "broken-term": "overschreden termijn, termijn niet gehaald, beslistermijn, termijn",
    "hidden-deadline": "verborgen deadline, onbekende termijn, verzwegen termijn",
    "broken-promise": "gebroken belofte, belofte",
    "over-tolerance": "geduld op, over de tolerantie",
    "silent-wait": "wachten zonder bericht, stil wachten, stilte",
    "hidden-wait": "verborgen wachten, verborgen wachttijd, achter de schermen wachten",
    "unpriced-wait": "wachttijd zonder grens, wachttijd zonder belofte",
    "loss-making-time": "verlies, verliesgevend, te duur",
    "wait-dominated": "vooral wachten, meer wachten dan helpen",
    "pain-point": "pijnpunt, pijnpunten, knelpunt",
    "satisfied-but-sacrificing": "tevreden maar tekort, tekort, offer",
    "average-hides-persona": "gemiddelde klant, gemiddelde verbergt",
    "repeated-complaint": "terugkerende klacht, klacht, klachten",
    "unmet-need": "onvervulde behoefte, behoefte",
    "one-way-relationship": "eenrichtingsverkeer",
    "bad-ending": "slecht einde, slechte afloop",
    "staff-pain": "pijn van medewerkers, medewerkers",
    "emotion-without-relief": "slecht gevoel zonder herstel",
    "closed-when-customer-can": "gesloten, openingstijden, dicht als de klant kan",
    "preferred-channel-missing": "voorkeurskanaal ontbreekt, voorkeurskanaal",
    "channel-steering": "kanaalsturing, sturen naar een kanaal",
    "buried-contact": "verstopt contact, verstopt telefoonnummer, verstopt",
    "harder-out-than-in": "opzeggen moeilijker, moeilijker eruit dan erin, opzeggen",
    "choice-taken-away": "keuze afgenomen, afgenomen keuze",
    "withdrawal-function": "herroepingsknop, herroepen",
    "unjudged-hours": "tijden niet beoordeeld, schoolvakanties, feestdagen",
    "bare-no": "kaal nee, nee zonder alternatief, afwijzing",
    "solved-before-asked": "opgelost voor gevraagd, doorvragen",
    "unasked-verdict": "oordeel niet gevraagd, niet gevraagd of het hielp",
    "reactive-only": "alleen reageren, reactief",
    "incomplete-detours": "omweg niet compleet, wie opgeeft, opgeven",
    "detour-said-twice": "dubbel geteld, twee keer gezegd",
    "overloaded": "te veel werk, te weinig mensen, bezetting, overbelast",
    "unattended-hours": "open zonder mensen, niemand aanwezig, bezetting",
    "work-beyond-shift": "te lang voor een dienst, past niet in een dienst",
    "told-twice": "twee keer vertellen, dubbel vertellen, opnieuw vertellen",
    "unrecovered-fail-point": "faalpunt zonder herstel, faalpunt",
    "risk-priority": "risico, risicogetal",
    "failure-demand": "faalvraag, herhaalverkeer",
    "no-voice": "geen stem, stem, bezwaar",
    "not-guaranteed": "niet gegarandeerd, garantie, zekerheid",
    "assumed-experience": "aangenomen beleving, zonder bron, aanname",
    "stale-source": "verouderde bron, oude bron",
    "thin-source": "dunne bron, te weinig mensen",
    "unexamined-habit": "gewoonte, omdat we het altijd zo doen",
    "unowned-step": "niemand verantwoordelijk, zonder eigenaar, eigenaar",
    "stale-review": "lang niet gecontroleerd, verouderd",
    "unnecessary-acceptance": "overbodige keuze, keuze zonder bevinding",
    "unknown-customer": "onbekende klant",
    "inside-out-words": "jargon, vaktaal, woorden van de organisatie",
    "piled-burden": "te veel huisbezoeken, opgestapelde last, huisbezoeken",
    "combinable-visits": "bezoeken combineren, te combineren bezoeken",
    "colliding-journeys": "botsende reizen, botsing",
    "mirror-missing": "spiegel ontbreekt, andere kant",
    "broken-link": "kapotte verwijzing, gebroken link",
}
_LEAST_LETTERS = 5


def rules_in_words(words: str) -> list[Rule]:
    """Return the rules that are called so in Dutch, or else those whose page in Dutch has these words; maybe none."""
    wanted = folded(words)
    rules = all_rules()
    named = [rule for rule in rules if wanted in _DUTCH.get(rule.name, "").split(", ")]
    if named or len(wanted) < _LEAST_LETTERS:
        return named
    begun = [rule for rule in rules if any(name.startswith(wanted) for name in _DUTCH.get(rule.name, "").split(", "))]
    return begun or [rule for rule in rules if wanted in folded(page_of(rule, "nl").summary)]
