"""Words that people write instead of those of the format: in Dutch and English, of other tools, and near ones.

The words are those of service blueprints and journey maps elsewhere (NN/g, the templates of Miro, UXPressia, Smaply),
of process charts (BPMN) and of tests with users.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from journeymap.diagnostics import closest

if TYPE_CHECKING:
    from collections.abc import Collection

# By the words of the format that may be meant, the likeliest first; those that are known at a place are meant there.
_ENGLISH = {
    "about": "scenario",
    "about context": "background",
    "about notes": "desc, description, goal, goals, jobs to be done, jtbd, purpose, summary",
    "actors": "participants, pool, roles",
    "actors by": "stakeholder, stakeholders",
    "after": "patience",
    "arrivals": "demand, volume, volumes, inflow, caseload",
    "asks": "ask, data, form fields, needs text, question, questions",
    "available": "availability",
    "backstage":
        "back, back office, back stage, backoffice, backstage action, backstage actions, backstage interactions, "
        "backstage processes, behind the scenes, internal, invisible contact actions, offstage",
    "because": "policies, policy, rationale, regulation, regulations, rule, rules",
    "by": "performer, who",
    "by actors": "actor",
    "calendar": "country, holidays",
    "channel": "channels in step, device, location, media, medium, place, platform",
    "chased": "chaser, chasers, follow up calls, status calls",
    "choice next": "choice",
    "clicks": "click, misclicks, taps",
    "complaints": "complaint",
    "context about": "bio",
    "customer":
        "action, actions, activities, activity, citizen, client, client actions, customer action, customer "
        "actions, customer activities, customer journey, does customer, doing, patient, task, tasks, user, user "
        "action, user actions, user task",
    "customer channel": "touch point, touchpoint",
    "deadline": "due, due date, time limit",
    "desired": "ideal",
    "desired experience": "wish, wishes",
    "detection": "detectability",
    "effect": "consequence",
    "effect severity": "impact",
    "end": "bounce, completed, drop off, dropoff, end event, exit, final, outcome, result",
    "evidence":
        "artifact, artifacts, physical, physical evidence, physical evidences, prop, props, screen, screens, "
        "tangibles",
    "expected experience": "expectation, expectations",
    "experience":
        "csat, effort score, emotional curve, emotional graph, emotional journey, emotional state, emotions, "
        "experience graph, "
        "feelings, mood, nps, rating, ratings, satisfaction, score, sentiment, think and feel",
    "closed": "out of hours, after hours, when closed",
    "fails":
        "error, errors, exception, fail point, fail points, failpoint, failure, failure mode, failure point, "
        "failures, risk, risks",
    "frontstage":
        "agent, contact person, employee, employee actions, employees, front, front office, front stage, "
        "frontoffice, frontstage action, frontstage actions, frontstage interactions, on stage, onstage, onstage "
        "actions, staff, staff actions, visible contact actions",
    "heard": "evidence source",
    "helped": "content, done, glad, happy, satisfied, solved, success, successful",
    "helps": "help",
    "ideas":
        "delight, improvement, improvements, opportunities, opportunity, recommendation, recommendations, "
        "solution, solutions, suggestion, suggestions",
    "importance severity": "priority",
    "journey": "sub process, subjourney, subprocess",
    "journey steps": "journey",
    "journeymap": "version",
    "lane": "lane type, swimlane",
    "language": "lang, locale",
    "lasts": "elapses, lasting, lifetime, period, runs for, valid for",
    "links": "document, documents, image, link to, picture, screenshot, screenshots, storyboard",
    "links link": "url",
    "n": "how many, respondents, sample, sample size",
    "name": "step name",
    "name tags": "label",
    "needs": "after, dependencies, dependency, depends on, prerequisite, requires",
    "next":
        "connects to, decision, decisions, flow, flows, gateway, go to, goes to, goto, leads to, next step, next "
        "steps, nextstep, outgoing, sequence flow, target, targets, then, to",
    "notes":
        "comment, comments, details, gain, gains, insight, insights, kpi, kpis, measure, motivation, "
        "motivations, note, quote, quotes, remark, remarks, "
        "thinking, thought, thoughts, verbatim, volume",
    "notes complaints": "metric, metrics",
    "open": "open times, opening",
    "open available": "hours, opening hours, opening times",
    "owner": "accountable, department, ownership, process owner, responsibility, responsible, team",
    "pages": "page",
    "pains":
        "barrier, barriers, friction, frustration, frustrations, issue, issues, negatives, pain point, pain "
        "points, painpoint, painpoints, problem, problems",
    "perceived": "actual",
    "personas": "customer segments, persona, segment, segments, users",
    "phase": "moment, phase name, stage, substage",
    "phases": "stages",
    "promise": "deadline, guarantee, norm, promised, promises, service level, sla",
    "rate notes": "cost, costs",
    "recover": "recovery",
    "refused": "rejected",
    "reviewed": "last reviewed, last updated, updated",
    "role by": "role",
    "share": "fraction, occurrence, pct, percent, percentage, probability, weight",
    "share complaints": "frequency",
    "sources heard": "research, source",
    "start": "begin, entry, entry point, start event",
    "starts": "also starts, fork, parallel",
    "status": "state",
    "steps": "activities list, event, journey steps, moments, node, nodes, touchpoints",
    "support":
        "process, processes, support actions, support process, support processes, supporting processes, third "
        "parties, third party",
    "support actors": "partners",
    "support partner": "partner",
    "systems uses": "applications, it, software, systems, tech, technology, tools",
    "tags": "category, keywords, labels, moment of truth, moments of truth, mot",
    "takes":
        "active, cycle time, duration, effort time, handling time, length, process time, processing time, "
        "time, time on task",
    "takes promise": "lead time, leadtime, throughput time, turnaround, turnaround time",
    "tells": "communication, informs customer, message to customer, tell, tells who",
    "terms": "service levels",
    "text notes": "text",
    "title": "heading, title text",
    "tolerance": "patience",
    "tolerance acceptable": "acceptable time",
    "uses": "application, data object, system, tool",
    "wait": "delay, delays, queue, wait time, waiting, waiting time, waits",
    "was": "former id, formerly known as, old id, previous id, renamed from",
    "when next": "condition, condition expression, conditions, guard, if",
    "why": "cause, causes",
    "why because": "why",
}  # fmt: skip
_DUTCH = {
    "about": "over",
    "about context": "achtergrond",
    "about notes": "beschrijving, doel, doelen, omschrijving, samenvatting, toelichting",
    "absent": "afwezig",
    "actors frontstage": "medewerkers",
    "actors": "actoren, betrokkenen, partijen, rollen",
    "answers": "antwoordt, beantwoordt",
    "arrivals": "instroom, komt per, aantal klanten, aanbod",
    "asks": "gegevens, gevraagde gegevens, vraag, vraagt, vragen",
    "available": "beschikbaar",
    "backstage": "achter de schermen, achterkant, intern",
    "because": "beleid, omdat, regel",
    "because heard": "onderbouwing",
    "burden": "lasten",
    "buried": "verstopt",
    "by": "door, wie",
    "calendar": "land",
    "captive": "gebonden",
    "chance": "toeval",
    "channel": "kanaal",
    "channels channel": "kanalen",
    "chased": "belt na, nabellen, statusvragen",
    "choice next": "keuze",
    "clicks": "klikken",
    "closed": "gesloten, dicht",
    "complaints": "klacht, klachten",
    "customer":
        "actie, acties, burger, gebruiker, handeling, handelingen, inwoner, klant, klantactie, klantacties, "
        "klanten",
    "customer channel": "contactmoment, contactpunt",
    "date": "datum, datum onderzoek",
    "deadline terms": "termijn",
    "decides": "beslist",
    "decides next": "besluit",
    "desired": "gewenst, wenselijk",
    "desired experience": "wens, wensen",
    "detection": "merkbaar",
    "does": "doet",
    "effect": "gevolg",
    "end": "eind, einde, eindigt, resultaat, uitkomst",
    "evidence":
        "artefact, artefacts, bewijs, bewijsstuk, brief, formulier, fysiek bewijs, scherm, tastbaar, tastbaar bewijs",
    "expected": "verwacht",
    "expected experience": "verwachting, verwachtingen",
    "experience": "beleving, emoties, ervaring, gevoel, gevoelens, klantbeleving, stemming, tevredenheid",
    "experience emotion": "emotie",
    "fails": "faalpunt, faalpunten, faalt, fout, fouten, foutpunt, risico, risicos",
    "elsewhere": "elders, ander werk",
    "found": "gevonden, vindbaar, vindbaarheid",
    "free available": "vrij",
    "frontstage": "voorkant",
    "frontstage channel": "balie, loket",
    "frontstage staff": "medewerker",
    "staff": "bezetting, formatie, personeel",
    "costs": "uurtarief, uurkosten",
    "gave-up": "afgehaakt, opgegeven",
    "heard": "bron, herkomst",
    "gives-up": "haakt af, hangt op, geeft op",
    "helped": "blij, geholpen, opgelost, tevreden",
    "helps": "helpt",
    "ideas":
        "idee, ideeen, ideeën, kansen, oplossing, oplossingen, quick win, quick wins, verbetering, "
        "verbeteringen, verbeterkans, verbeterkansen, verbeterpunt, verbeterpunten",
    "importance": "belang, belangrijk",
    "importance severity": "prioriteit",
    "informs": "informeert",
    "journey": "deelreis",
    "journeymap": "versie",
    "lane": "laag",
    "language": "taal",
    "law": "wet",
    "links": "bijlage",
    "missed": "gemist, te laat",
    "n share": "aantal",
    "name": "naam stap, stapnaam",
    "name title": "naam",
    "needs": "behoefte, behoeften, nodig, wacht op",
    "next": "daarna, gaat naar, naar, vervolg, vervolgstap, vervolgstappen, volgende, volgende stap",
    "notes":
        "citaat, citaten, gedachte, gedachten, hoogtepunt, inzicht, inzichten, notitie, notities, opmerking, "
        "opmerkingen",
    "open available": "bereikbaar, openingstijden, uren",
    "organisation": "organisatie",
    "owner": "afdeling, eigenaar, proceseigenaar, verantwoordelijk, verantwoordelijke",
    "pages": "paginas",
    "pains":
        "ergernis, ergernissen, frustratie, frustraties, knelpunt, knelpunten, pijn, pijnpunt, pijnpunten, "
        "probleem, problemen",
    "perceived": "ervaren, werkelijk",
    "personas": "doelgroepen, klantgroepen, klanttypes",
    "phase": "fase",
    "phases": "fasen, fases",
    "plural": "meervoud",
    "prefers": "voorkeur",
    "price": "prijs",
    "promise": "belofte, beloofd, servicenorm",
    "rate notes": "kosten",
    "reason because": "reden",
    "recover": "herstel",
    "refused": "afgewezen, geweigerd",
    "reviewed": "gecontroleerd, gezien",
    "role by": "rol",
    "scale": "schaal",
    "seen-as": "gezien als, in logboek, activiteit",
    "serves": "dient",
    "severity": "ernst",
    "share": "aandeel, deel",
    "share ideas": "kans",
    "since": "sinds",
    "sources heard": "bronnen, onderzoek",
    "starts": "tegelijk",
    "steps": "stap, stappen",
    "support": "leverancier, ondersteunend proces, ondersteunende processen, ondersteuning",
    "systems uses": "applicaties, systemen",
    "tags": "categorie",
    "takes": "behandeltijd, bewerkingstijd, duur, tijd, tijdsduur",
    "lasts": "looptijd, looptijden, loopt, periode, uitkeringsperiode",
    "lasts takes": "duurt",
    "takes promise": "doorlooptijd",
    "tells": "communicatie, vertelt",
    "terms deadline": "beslistermijnen, termijnen",
    "text does": "tekst",
    "title": "titel",
    "tolerance after": "geduld",
    "tolerance": "tolerantie",
    "transferred": "doorverwezen, overgedragen",
    "uses": "applicatie, gebruikt, hulpmiddel, hulpmiddelen, systeem",
    "visible": "zichtbaar",
    "wait": "vertraging, wacht, wachten, wachttijd",
    "was": "eerder, heette, oude id, voorheen",
    "what": "wat",
    "when": "als, mits, wanneer",
    "when next": "indien, voorwaarde",
    "why": "oorzaak",
    "why because": "waarom",
    "within": "binnen",
}  # fmt: skip
# From here on a word is a slip of the keyboard and not another word.
ALIKE = 0.8


def folded(word: str) -> str:
    """Return a word without capitals, and with one space for hyphens, underscores and spaces."""
    return re.sub(r"[\s_-]+", " ", word).strip().casefold()


@lru_cache
def other_words() -> dict[str, tuple[str, ...]]:
    """Return the words of the format that each other word may stand for."""
    tables = (*_ENGLISH.items(), *_DUTCH.items())
    return {word: tuple(meant.split()) for meant, words in tables for word in words.split(", ")}


@lru_cache
def _dutch() -> frozenset[str]:
    return frozenset(word for words in _DUTCH.values() for word in words.split(", "))


def is_dutch(word: str) -> bool:
    """Tell whether somebody who writes a word for one of the format writes Dutch."""
    return folded(word) in _dutch()


def meanings(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the known words that may be meant: one that only looks otherwise, other words for the same, or a slip."""
    return _meanings(word, tuple(known))


@lru_cache(maxsize=4096)
def _meanings(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    plain, names = folded(word), _by_look(known)
    if plain in names:
        return (names[plain],)
    meant = tuple(name for name in other_words().get(plain, ()) if name in known)
    if meant:
        return meant
    guess = closest(plain, names, ALIKE)
    return () if guess is None else (names[guess],)


@lru_cache
def _by_look(known: tuple[str, ...]) -> dict[str, str]:
    """Return words by what they look like; of those that look the same the first."""
    return {folded(name): name for name in reversed(known)}


def likely(word: str, known: Collection[str]) -> str | None:
    """Return the known word that was probably meant, None when nothing is likely enough."""
    return next(iter(meanings(word, known)), None)
