"""Words by which a reason is told from a habit, the organisation's words from the customer's, news from repeating."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Patterns that stand for a habit. What is left of the text beside them decides whether a reason stands there too.
HABITS: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"(?:has |have |was |were |is |we |it |this |that )*always (?:been|done|did|was|were|has|have|had|worked|works)"
        r"(?: been| done| it| so| this| that| like| way| worked)*",
        r"always (?:so|like this|this way|that way)", r"as always", r"(?:out of |force of |old |by )*habits?",
        r"traditions?", r"(?:how|way) (?:we|things) (?:do|work|are done)(?: it| things| here)*", r"used to it",
        r"(?:we |i )?(?:do not|don't) know", r"nobody knows", r"no idea", r"for (?:many )?years", r"since forever",
        r"never (?:been )?(?:different|otherwise|any other way)", r"never thought (?:about|of) it", r"historically",
        r"office hours", r"business hours", r"working hours", r"opening hours",
    ),
    "nl": (
        r"(?:zo |dat |dit |het |is |was |hebben |heeft |doen |deden |gaat |ging |wij |we |hier |er |nou eenmaal )*"
        r"altijd(?: al)?(?: zo| hier)*(?: gedaan| geweest| gegaan| gewerkt| gehad| hebben| was| is)+",
        r"(?:zo |dat |dit |het |is |was |doen |deden |gaat |ging |wij |we |hier )*altijd(?: al)? zo", r"zoals altijd",
        r"(?:uit |oude |macht der )*gewoontes?", r"(?:uit )?traditie", r"van oudsher", r"gewend",
        r"zo (?:doen|werken|hoort|gaat|is) (?:wij|we|het|dat|dit)(?: dat| het| hier| nu| nou| eenmaal| zo)*",
        r"(?:al |sinds )+jaren(?: zo)?", r"(?:wij |we |ik )?(?:weet|weten)(?: het)? niet",
        r"(?:weet|weten) (?:wij|we|ik) niet",
        r"niemand weet (?:het|waarom)", r"geen idee",
        r"nooit anders(?: geweest| gedaan)?", r"nooit over nagedacht",
        r"historisch (?:zo )?gegroeid", r"kantoortijd(?:en)?", r"kantoor[- ]?uren", r"werktijden", r"openingstijden",
    ),
}  # fmt: skip

# A habit with this many words beside it still says nothing but the habit: "habit of taking each house by itself".
BESIDE_HABIT = 6

# The organisation's words, and behind ">" what the customer would say; no ">" where customers would not say it at all.
_JARGON = {
    "en": """
        touch ?points?
        (?:customer )?journeys?
        on-?boarding > getting started
        on-?boarded > welcomed
        off-?boarding > leaving
        churns? > leaves
        (?:up|cross)-?sell\\w* > offer
        conversions?
        converts > buys
        funnels?
        use cases?
        stake-?holders?
        end-?users? > I
        key-?users?
        work-?flows?
        front[- ]?office > desk
        (?:back|middle)[- ]?office
        (?:first|second|third|1st|2nd|3rd)[- ]line
        escalates? > asks on
        case (?:numbers?|files?|workers?|managers?)
        tickets? numbers? > number of my question
        (?:opens?|raises?|submits?|logs?|creates?) (?:a |the )?(?:tickets?|incidents?|cases?|service requests?) > asks
        service requests? > question
        service levels?
        (?:omni|multi)-?channel
        self-?service > does it alone
        (?:lead|throughput) time > how long it takes
        intake process > first talk
        master data
        (?-i:SLAs?|KPIs?|CRM|ERP|FTEs?|SPOC)
    """,
    "nl": """
        touch ?points?
        klantreis|klantreizen|(?:customer )?journeys?
        klantcontactcentrum
        contactmoment(?:en)?|klantcontact(?:en)? > gesprek
        on-?boarding > beginnen
        churn
        conversies?
        funnel
        stake-?holders?
        eind-?gebruikers? > ik
        work-?flows?
        front[- ]?office > balie
        (?:back|mid)[- ]?office
        (?:eerste|tweede|derde|1e|2e|3e)[- ]?lijns?
        escaleert > vraagt door
        doorlooptijd(?:en)? > hoe lang het duurt
        verhuurmutaties?|mutatie(?:proces|woning)? > verhuizing
        (?:zaak|dossier|ticket|meldings)nummers? > nummer van mijn vraag
        zaaktypes?|zaakdossiers?
        (?:opent|maakt|schiet|dient) (?:een |het )?tickets?(?: in| aan)? > vraagt
        casus(?:sen)?
        intake(?:proces|gesprek) > eerste gesprek
        (?:opzeg|aanvraag)procedure|procesgang
        zelfbediening|self-?service > doet het zelf
        (?:omni|multi)-?channel
        debiteur(?:en)? > ik
        aanvrager|verzoeker|belanghebbende > ik
        cli[eë]ntsysteem
        ketenpartners?
        afhandel(?:ing|proces)
        serviceverzoek(?:en)? > vraag
        (?-i:SLA(?:'s)?|KPI(?:'s)?|CRM|ERP|FTE|KCC)
    """,
}


def _table(text: str) -> dict[str, str]:
    rows = (line.partition(" > ") for line in text.strip().splitlines())
    return {pattern.strip(): plain_words.strip() for pattern, _, plain_words in rows}


JARGON: Mapping[str, Mapping[str, str]] = {language: _table(text) for language, text in _JARGON.items()}


def is_habit(reason: str, language: str | None) -> bool:
    """Return whether a reason is only a habit: it names one, and hardly anything else."""
    pattern = _habit(_languages(language, HABITS))
    if pattern.search(reason) is None:
        return False
    return len(re.findall(r"\w+", pattern.sub(" ", reason))) <= BESIDE_HABIT


def is_receiving(text: str) -> bool:
    """Return whether what a customer does, in so many words, is to get, read, see or hear something."""
    return re.match(_RECEIVING, text.strip(), re.IGNORECASE) is not None


def has_it_done(text: str) -> bool:
    """Return whether a customer has something done by somebody of their own: a builder, an employer, a parent."""
    return re.match(_HAS_IT_DONE, text.strip(), re.IGNORECASE) is not None


HAS_IT_DONE_ROOTS = ("laat ", "has ", "gets ", "asks ", "vraagt ")
"""Of what `has_it_done` looks for, how each begins."""
_HAS_IT_DONE = (
    r"laat (?!zich\b|het (?:er|erbij|zitten|liggen)\b)(?:\S+ )+?\w{2,}en\b|"
    r"(?:has|gets) (?:\S+ )+?(?:made|drawn|written|valued|\w{2,}ed) by |"
    r"(?:asks|vraagt)(?: aan)? (?:a|an|the|their|een|de|het|hun|zijn|haar) (?:own |eigen )?"
    r"(?:parents?|employers?|family|friends?|neighbou?rs?|landlords?|accountants?|builders?|ouders?|werkgevers?|familie|"
    r"vrienden|vriend|vriendin|buren|buurman|buurvrouw|verhuurder|boekhouder|aannemer)\b"
)
_RECEIVING = (
    r"(?!(?:ziet (?:\w+ )*af|sees (?:to|off)|gets (?:up|on|off|out|away|into|back|rid))\b)"
    r"(?:gets|receives|reads|sees|hears|finds|is told|krijgt|ontvangt|leest|ziet|hoort|vindt|verneemt)\b"
)


# What a text says where customers can object, complain or give their opinion.
_SPEAKS = (
    r"objects?|objecting|objections?|complains?|complaining|complaints?|appeals?|appealing|feedback|opinion|"
    r"bezwaar\w*|bezwaren|klaagt|klagen|klacht(?:en)?|beroep|inspraak|tegenspraak|zienswijze|mening"
)
SPEAKS_ROOTS = (
    "object", "complain", "appeal", "feedback", "opinion", "bezwa", "klaagt", "klagen", "klacht", "beroep", "spraak",
    "zienswijze", "mening",
)  # fmt: skip
"""Parts of words, of which each that `speaks_up` looks for has one."""
# What a text says where another way is offered to those who are told no.
_OTHER_WAY = (
    r"what else|what (?:\w+ )?(?:is|are|would be) possible|alternatives?|another (?:\w+ )?(?:way|option|offer|service|"
    r"organi[sz]ation|place|home|scheme)|other (?:\w+ )?(?:options?|ways?|help|support|possibilities|services?|"
    r"organi[sz]ations?|places?|schemes?)|elsewhere|referral|referred (?:on|to)|"
    r"refers? (?:the customer |them )?(?:on|to)|who (?:else )?can help|"
    r"(?:new|another|second) (?:application|request|attempt) (?:is|will be) possible|reappl\w+|"
    r"(?:can|may|could|how to|when to) (?:apply|try|ask) again|(?:kan|kunt|kunnen|mag|mogen) (?:\w+ ){0,3}opnieuw \w+|"
    r"nieuwe (?:aanvraag|poging) (?:is |wel |wél )*mogelijk|opnieuw (?:kan|kunt|kunnen|mag) (?:aanvragen|proberen)|"
    r"(?:wat|welke hulp) (?:er )?(?:nog )?(?:wel|wél|anders) (?:nog )?(?:kan|mogelijk is)|"
    r"wat (?:kan|is) (?:er )?(?:wel|wél)(?: mogelijk)?|alternatie\w+|andere (?:\w+ )?(?:mogelijkhe\w+|opties?|hulp|"
    r"regeling\w*|wegen|weg|routes?|oplossing\w*|organisatie\w*|instantie\w*|plek\w*|voorziening\w*)|elders|"
    r"doorverw\w+|verwijst (?:\w+ ){0,2}(?:door|naar)|wie (?:er )?(?:wel|wél) (?:kan|kunnen) helpen"
)
# Where those who were told no can turn to: it is no other way, and yet it is not the end.
_RECOURSE = _SPEAKS + r"|court|tribunal|ombuds\w+|rechter|rechtbank|geschillencommissie"
_DENIED = r"(?:\b(?:no|not|never|without|nor|neither|geen|niet|nooit|zonder|noch)|n't)[ \t]+(?:\w+[ \t]+)?$"


def speaks_up(text: str) -> bool:
    """Return whether a text says that the customer objects, complains or gives an opinion; not where it denies it."""
    if text.isascii():
        # Few texts have any of these in them, and that is seen much faster.
        small = text.lower()
        if not any([root in small for root in SPEAKS_ROOTS]):  # noqa: C419 - faster for few
            return False
    return _affirms(_SPEAKS, text)


def names_another_way(text: str) -> bool:
    """Return whether a text says what else is possible; not where it says that nothing is."""
    return _affirms(_OTHER_WAY, text)


def names_recourse(text: str) -> bool:
    """Return whether a text says that one can object, appeal, or go to court; not where it says that one cannot."""
    return _affirms(_RECOURSE, text)


def _affirms(pattern: str, text: str) -> bool:
    return any(
        re.search(_DENIED, text[: match.start()], re.IGNORECASE) is None for match in _whole(pattern).finditer(text)
    )


_WHEN = (
    r"\d+(?:[-–/]\d+)* ?(?:(?:calendar|working|business) )?(?:days?|weeks?|months?|years?|hours?|dag(?:en)?|"
    r"werkdag(?:en)?|week|weken|maand(?:en)?|jaar|uur)|"
    r"(?:one|two|three|four|six|eight|ten|een|één|twee|drie|vier|zes|acht|tien) (?:working )?"
    r"(?:days?|weeks?|months?|years?|dagen|werkdagen|dag|weken|week|maand(?:en)?|jaar)|"
    r"deadlines?|due|dates?|by when|until|before|within|at the latest|time ?limits?|periods?|terms?|last day|how long|"
    r"when|binnen|voor wanneer|tot wanneer|wanneer|tot|uiterlijk|vóór|termijn(?:en)?|\w*termijn|\w*datum|\w*periode|"
    r"laatste dag|hoe lang|\d{1,2} (?:jan|feb|mar|maa|mrt|apr|may|mei|jun|jul|aug|sep|oct|okt|nov|dec)\w*"
)


def tells_when(text: str) -> bool:
    """Return whether a text speaks of a time by which something has to be done."""
    return _whole(_WHEN).search(text) is not None


def is_remote(channel: str) -> bool:
    """Return whether a channel, by its name, is a means to reach somebody from afar, and no place to come to."""
    return re.search(_REMOTE, channel, re.IGNORECASE) is not None


_REMOTE = (
    r"(?<!\w)(?:tele(?:phone|foon)|phone|tel|web|site|portal|portaal|app|whatsapp|chat|sms|e-?mail|mail)(?!\w)|"
    r"(?:web-?site|brief|letter|formulier|form|telefoon)(?!\w)"
)


def tells_of_change(text: str, item: str) -> bool:
    """Return whether a text says that something has changed, or speaks of an item as new: that is no repeating."""
    small = text.lower()
    for root in _CHANGE_ROOTS:  # few texts have any of them, which is seen sooner than that the pattern is not there
        if root in small:
            return _whole(_CHANGE + rf"|{_NEW} (?:\w+ )?{re.escape(item)}").search(text) is not None
    return False


# In both languages: who writes of a change in one does not mean it in the other.
_CHANGE = r"change[sd]?|changing|updates?|updated|(?:ge)?wijzig\w*|verander\w*|mutatie"
_NEW = r"(?:new|changed|other|nieuwe?|andere?)"
# Of each word above a part without i, k and s, which look like letters of other alphabets when capitals do not count.
_CHANGE_ROOTS = ("chang", "updat", "jz", "ander", "mutat", "new", "other", "euw")


def jargon_in(text: str, language: str | None, more: Iterable[str] = ()) -> dict[str, str]:
    """Return the organisation's words in a text as they stand there, with the customer's word for each or nothing.

    `more` are words of a project's own.
    """
    by_place: dict[int, tuple[str, str]] = {}
    words = {
        pattern: plain_words for name in _languages(language, JARGON) for pattern, plain_words in JARGON[name].items()
    }
    words.update({re.escape(word): "" for word in more})
    for pattern, plain_words in words.items():
        for match in _whole(pattern).finditer(text):
            if match.start() not in by_place or len(match[0]) > len(by_place[match.start()][0]):
                by_place[match.start()] = match[0], plain_words
    return dict(by_place[start] for start in sorted(by_place))


def _languages(language: str | None, known: Iterable[str]) -> tuple[str, ...]:
    """Return the language by whose words to judge; all that are known where the file states none of them."""
    short = (language or "").replace("_", "-").split("-")[0].casefold()
    return (short,) if short in known else tuple(known)


@lru_cache
def _habit(languages: tuple[str, ...]) -> re.Pattern[str]:
    return _whole("|".join(pattern for language in languages for pattern in HABITS[language]))


@lru_cache(maxsize=512)
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
