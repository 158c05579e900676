"""The Dutch of what docs/generate.py adds to the texts of the program, for the pages in docs/nl/."""

from __future__ import annotations

import re

from dutch_formats import FORMATS

TEXTS = {
    "The file": "Het bestand",
    "A step": "Een stap",
    "key": "sleutel",
    "meaning": "betekenis",
    "option": "instelling",
    **FORMATS,
    "default": "standaard",
    "Bad": "Zo niet",
    "Good": "Zo wel",
    # The kinds of elements
    "Blueprint": "Blueprint",
    "Customer": "Klant",
    "Persona": "Persona",
    "Phase": "Fase",
    "Channel": "Kanaal",
    "Actor": "Actor",
    "System": "Systeem",
    "Source": "Bron",
    "Relations": "Relaties met andere bestanden",
    "Economics": "Kosten en prijs",
    "Step": "Stap",
    "Cell": "Cel",
    "Flow": "Pijl",
    "Item": "Gegeven",
    "Information": "Wat een stap van een andere hoort",
    "FailPoint": "Faalpunt",
    "Rating": "Beoordeling",
    "Reason": "Reden",
    "Note": "Opmerking",
    "Term": "Termijn van de dienst",
    "Deadline": "Termijn voor de klant",
    "Arrivals": "Wie er komt",
    "Chase": "Navraag tijdens het wachten",
    "GivesUp": "Wie het opgeeft",
    "Closed": "Wie dicht treft",
    "Detour": "Pijl van wie vertrekt",
    # Ways of writing
    "Ways of writing": "Schrijfwijzen",
    "Short forms": "Korte vormen",
    "What is written on the left is read as what stands on the right, and keeps its place in the file.": (
        "Wat links staat, wordt gelezen als wat rechts staat, en houdt zijn plek in het bestand."
    ),
    "written": "geschreven",
    "read as": "gelezen als",
    "`customer: [{does: Calls}]`; a list has several cells": "`customer: [{does: Calls}]`; een lijst heeft meer cellen",
    "b with 80%, c with what is left; also `otherwise`, `anders`": (
        "b met 80%, c met wat er overblijft; ook `otherwise`, `anders`"
    ),
    "b with 80%, c with what is left; so is `c (rest)`": "b met 80%, c met wat er overblijft; `c (rest)` ook",
    "ways with their conditions": "routes met hun voorwaarden",
    "`experience: {everyone: {emotion: -2}}`; also `emotie`, `feeling`, `mood`": (
        "`experience: {everyone: {emotion: -2}}`; ook `emotie`, `feeling`, `mood`"
    ),
    "`Anna` and `bob`, each a persona; items of a list are never merged. The same for `phases`, `channels`, `actors`, "
    "`systems`, `sources`": (
        "`Anna` en `bob`, elk een persona; onderdelen van een lijst worden nooit samengevoegd. Zo ook voor `phases`, "
        "`channels`, `actors`, `systems`, `sources`"
    ),
    "`ask`, which leads to `get`: a step of a list that says neither `next` nor `end` leads to the one after it, and "
    "has an id made of its name": (
        "`ask`, die naar `get` leidt: een stap van een lijst zonder `next` en zonder `end` leidt naar die erna, en "
        "krijgt een id die van de naam is gemaakt"
    ),
    "the phase that has that name; the same for channels, actors, systems, sources, personas and steps": (
        "de fase met die naam; zo ook voor kanalen, actoren, systemen, bronnen, persona's en stappen"
    ),
    "`channel: phone`, not under `channels`": "`channel: phone`, niet onder `channels`",
    "a channel with that name and nothing else stated": "een kanaal met die naam, en verder niets ingevuld",
    "`asks: income` with `whose: {income: partner}`": "`asks: income` met `whose: {income: partner}`",
    "`asks: [income, number]` with `changed: income` and `identifies: number`": (
        "`asks: [income, number]` met `changed: income` en `identifies: number`"
    ),
    "Values": "Waarden",
    "What may mean two things is refused, with both.": (
        "Wat twee dingen kan betekenen, wordt niet gelezen; de melding noemt beide."
    ),
    "kind": "soort",
    "examples": "voorbeelden",
    "a time": "een tijd",
    "`5 min`, `1h30`, `2-5 working days`, `1/3/8 weeks`, `PT15M`, `half an hour`, `anderhalve week`, `about 8 min` "
    "(8 minutes), `max 5 days` (0 to 5 days), `1/2 day`, `0`": (
        "`5 min`, `1h30`, `2-5 working days`, `1/3/8 weeks`, `PT15M`, `half an hour`, `anderhalve week`, `about 8 min` "
        "(8 minuten), `max 5 days` (0 tot 5 dagen), `1/2 day`, `0`; ook in het Nederlands"
    ),
    "a share": "een percentage",
    "how often": "hoe vaak",
    "a number": "een getal",
    "`7`, `7.5`, `7,5`. Three digits behind one mark (`1.200`) are thousands where something is counted and in what "
    "comes behind `per`, decimals in a rating or a share; elsewhere they are refused. In JSON a point is always a "
    "decimal one": (
        "`7`, `7.5`, `7,5`. Drie cijfers achter één teken (`1.200`) zijn duizendtallen waar iets wordt geteld en "
        "achter `per`, en decimalen in een beoordeling of een percentage; ergens anders worden ze niet gelezen. In "
        "JSON is een punt altijd een decimaalteken"
    ),
    "a date": "een datum",
    "`2026-09-01`, `2026-09`, `2026`, `1 September 2026`, `sept 2026`; from the year 1000 to 2999": (
        "`2026-09-01`, `2026-09`, `2026`, `1 September 2026`, `sept 2026`; van het jaar 1000 tot en met 2999"
    ),
    "hours": "openingstijden",
    "a choice": "een keuze",
    "the words of the key, with any capitals, spaces or underscores; in Dutch too: `geholpen`, `gave up`, "
    "`organisatie`, `doorvragen`": (
        "de woorden van de sleutel, met hoofdletters, spaties of lage streepjes naar keuze; ook in het Nederlands: "
        "`geholpen`, `gave up`, `organisatie`, `doorvragen`"
    ),
}
FORMAT_TITLE = """\
# Het blueprintbestand

Eén bestand is één service blueprint, in YAML of JSON. Alles behalve de stappen mag weg. `docs/generate.py` schrijft
deze pagina uit het model; `journeymap schema` geeft een editor hetzelfde. De woorden van het formaat (`next`,
`tells`) zijn in elke taal gelijk; `journeymap explain WOORD --lang nl` legt ze uit."""
RULES_TITLE = """\
# De regels

`docs/generate.py` schrijft deze pagina uit de regels zelf; `journeymap explain NAAM --lang nl` toont hetzelfde. Een
bevinding is geen oordeel: met `accept: {naam: reden}` bij een stap of bij het bestand wordt het een bewuste keuze."""
HOURS = """\
### Hoe openingstijden worden beoordeeld

Openingstijden worden bekeken over een week als elke week gelijk is, en anders over het hele jaar van `reviewed` (2026
als dat er niet staat), met de feestdagen van `calendar`; noemen ze weken en geen data, dan over de genummerde weken
van dat jaar (ISO 8601), elk in zijn geheel. Wat een regel over een dag zegt, geldt voor alles wat op die dag begint:
`Mo-Fr 22:00-02:00; We off` is dicht in de nacht van woensdag op donderdag. `12:00-13:00 off` knipt er een uur uit;
`||` begint tijden die gelden waar die ervoor dicht zijn, en een opmerking daar (`|| "by appointment"`) telt als
dicht. Uit schoolvakanties (`SH`), feestdagen zonder `calendar`, opmerkingen in plaats van tijden, `10:00+` en
zonsopgang wordt niets afgeleid: ze tellen als niet ingevuld, en `unjudged-hours` zegt dat.

### Andere woorden

Een sleutel die alleen anders heet (`physical evidence`, `pijnpunt`, `waiting time`) is een fout die het bedoelde
woord noemt; wat erachter staat, wordt gewoon gelezen, zodat er niets volgt uit het ontbreken ervan. `journeymap
explain WOORD` zegt naar welk woord van het formaat een ander woord leidt."""
FORMAT = """\
## Hoe percentages worden gelezen

De percentages van één keuze, de aandelen van de persona's en de percentages van de stappen waar klantreizen beginnen,
verdelen elk alle klanten.

* **Een route zonder percentage** krijgt wat de andere overlaten, gelijk verdeeld als het er meer zijn. Bij een stap
  met een `end` is daar eindigen nog zo'n route.
* **`start`**: daar begint een percentage; `true` is de rest, 1 min wat er staat, gelijk verdeeld over de stappen die
  het zeggen; `0%` of `false` is niemand. Blijft er een rest over en staat nergens `true`, dan begint die bij de
  eerste stap van het bestand waar niets naartoe leidt en die niets zegt; is die er niet, dan begint ze nergens, en
  `shares-under-one` zegt dat. Zegt geen enkele stap iets, dan beginnen klantreizen gelijk verdeeld waar niets naartoe
  leidt.
* **`personas`**: een persona zonder aandeel krijgt wat er overblijft.
* **Faalpunten** met `recover` hebben elk een eigen percentage van allen die bij de stap komen. De percentages van
  `next` ernaast zijn die van de klanten bij wie niets misgaat, en zijn samen 100%, of die van allen, en zijn samen
  met de faalpunten 100%. Wat geen van beide doet, melden `shares-under-one` of `shares-over-one`, met beide sommen;
  de cijfers lezen het dan zo dat er het minst ontbreekt.
* **Afronden**: een half procent per percentage mag ontbreken (3 × 33,3%, 6 × 16,6%) en wordt naar verhouding over de
  routes verdeeld. Wat er meer ontbreekt, loopt in de cijfers vast; wat er te veel is, wordt naar verhouding kleiner;
  van beide zegt een regel iets.

## Hoe tijden worden gelezen

* **Een tijd** is een punt (`5 min`), een bereik (`2-5 days`, alles even waarschijnlijk) of drie punten (`1/3/8
  weeks`: kortst, waarschijnlijk, langst, op een driehoek, ook als de waarschijnlijke in het midden ligt).
* **Een werkdag** is 8 uur werk, en gemiddeld 1,4 dagen van de kalender; met een `calendar` maken feestdagen dat
  langer. Twee werkdagen die op maandag ingaan, zijn op woensdag om, en op donderdag ingaan op maandag: die spreiding
  telt in P50 en P90 en bij een belofte in andere eenheden; wat in werkdagen is beloofd, wordt naast werkdagen gelegd.
  `takes: 3 working days` bij een contactmoment is 24 uur werk; nachten en weekend gaan voorbij zonder dat iemand
  wacht.
* **`wait`** bij een stap of op een pijl, en de tijd die een stap op zijn `needs` wacht, zijn wachten, en tellen tegen
  de `promise` en de `tolerance` van de stap waar ze naartoe leiden.
* **`lasts`** is tijd die voorbijgaat zonder dat iemand wacht: in geen regel over wachten, geen voorgestelde
  verandering, en apart in de cijfers.
* **Wachten zonder bericht**: een klant kan er komen zonder iets te hebben gehoord. Wat bij een stap die de klant ziet
  wordt verteld, geldt tot de volgende stap die de klant ziet; wat op papier staat, bij een stap met `evidence`, tot
  een wachttijd erna voorbij is.

## Wie er beslist

`decides` zegt wie een keuze maakt. Staat het er niet, dan beslist de organisatie bij een stap waarin alleen zij iets
doet; bij elke andere stap is het niet ingevuld. Waar een klant op kan rekenen, wordt dan berekend met de klant en met
de organisatie als beslisser: geven beide hetzelfde, dan is het bekend; verschillen ze, dan hangt het ervan af wie er
beslist.
## Wie er komt en wie er zit

`arrivals` zegt hoeveel klantreizen er in een tijd beginnen, `staff` hoeveel mensen er van een actor zijn. Een aantal
mensen is er zolang er een kanaal open is waarop de actor antwoordt (een telefoon, een balie, een bezoek, een chat; niet
een brief of een website); zegt geen van die kanalen wanneer het open is, dan acht uur van elke werkdag. Staan er uren,
dan gaat een latere regel alleen in zijn eigen minuten voor een eerdere: `{Mo-Fr 08:30-17:00: 2, Mo 08:30-12:30: 3}` is
drie mensen op maandagochtend. De week is een gewone, zonder feestdagen. `elsewhere` is het deel van hun tijd dat naar
ander werk gaat; staat het er niet, dan doen ze niets anders, en dat telt als een aanname.

Het werk van een actor is, opgeteld over de stappen, wat er in een week komt maal hoe vaak de stap voor één klant wordt
gedaan maal hoelang een zaak de actor bezighoudt: `takes` van de cel, en anders die van de stap. Wie het opgeeft of
dicht treft, is geen werk. Staat een tijd er niet, of vragen klanten hoe het ermee staat (`chased`) via een kanaal
waarop de actor antwoordt, dan is het werk ten minste dat. Bezet is het werk in het deel van hun tijd dat ervoor is.
Vanaf 1 blijft liggen wat in een week niet af komt: elke week wachten er (werk - tijd) / (tijd van een zaak) zaken meer,
behalve als klanten het opgeven.

`gives-up` zegt wat er wordt van wie te lang wacht, `closed` van wie komt terwijl het kanaal dicht is. De aandelen onder
`to` zijn van wie vertrekt; `share` naast `to` is het deel van iedereen die bij de stap komt, zoals het is gemeten.
Zonder dat zijn de routes er wel, en telt geen cijfer er iemand op.
"""


def dutch(text: str) -> str:
    """Return a text of the pages in Dutch; what is only code stays as it is, and what has no Dutch too."""
    return TEXTS.get(text, text)


def untranslated(text: str) -> bool:
    """Return whether a text holds words for readers and has no Dutch."""
    return text not in TEXTS and re.search(r"[A-Za-z]{2}", re.sub(r"`[^`]*`|\([^)]*\)", "", text)) is not None
