"""The Dutch of the tables of docs/interchange.md."""

from __future__ import annotations

FORMATS = {
    "format": "formaat",
    "what it is": "wat het is",
    "comes along": "komt mee",
    "stays behind": "blijft achter",
    "Forms as JSON, as the form designers of governments keep them: pages, and which page follows which.": (
        "Formulieren als JSON, zoals formulierenmakers van overheden ze bewaren: pagina's, en welke "
        "pagina op welke volgt."
    ),
    "each page as a step of the customer, its fields as what is asked, a section as a phase, a "
    "condition as the words on the arrow, the page it starts with, a page that sums up or confirms as"
    " a good end.": (
        "elke pagina als een stap van de klant, de velden als wat er gevraagd wordt, een sectie als fase,"
        " een voorwaarde als de woorden bij de pijl, de pagina waar het begint, een pagina die samenvat "
        "of bevestigt als een goed einde."
    ),
    "what is written on a page, lists to choose from, rules for what may be filled in.": (
        "wat er op een pagina geschreven staat, keuzelijsten, regels voor wat er ingevuld mag worden."
    ),
    "Mermaid flowcharts: boxes, arrows and frames.": ("Stroomschema's van Mermaid: vakken, pijlen en kaders."),
    "every box as a step, every arrow as a way, words on arrows as conditions, percentages as shares,"
    " a frame as a phase, or as a lane where it bears the name of one; a rhombus folds into the step "
    "before it.": (
        "elk vak als een stap, elke pijl als een route, woorden bij pijlen als voorwaarden, percentages "
        "als aandelen, een kader als fase, of als rij als het de naam ervan heeft; een ruit gaat op in de"
        " stap ervoor."
    ),
    "looks (classes, styles, icons), what a click does, the direction.": (
        "het uiterlijk (klassen, stijlen, pictogrammen), wat een klik doet, de richting."
    ),
    "Mermaid user journeys: tasks with a score, in sections.": (
        "Klantreizen van Mermaid (`journey`): taken met een score, in secties."
    ),
    "each task as a step of the first who is named, a section as a phase, a score from 1 to 5 as the feeling.": (
        "elke taak als een stap van wie het eerst genoemd is, een sectie als fase, een score van 1 tot 5 "
        "als het gevoel."
    ),
    "who else takes part in a task. The order of the tasks is taken for the flow.": (
        "wie er nog meer meedoet aan een taak. De volgorde van de taken geldt als de route."
    ),
    "Mermaid state diagrams: states and transitions.": ("Toestandsdiagrammen van Mermaid: toestanden en overgangen."),
    "each state as a step, each transition as a way with its words, a composite state as a phase, a "
    "note as a remark, forks and joins as work that starts beside the path and is waited for; `[*]` "
    "begins or ends a way.": (
        "elke toestand als een stap, elke overgang als een route met haar woorden, een samengestelde "
        "toestand als fase, een notitie als opmerking, splitsingen en samenkomsten als werk dat ernaast "
        "begint en waarop gewacht wordt; `[*]` begint of eindigt een route."
    ),
    "that parts of a state run at the same time, and looks (classes, the direction).": (
        "dat delen van een toestand tegelijk lopen, en het uiterlijk (klassen, de richting)."
    ),
    "Mermaid, a flowchart for wikis and pages of Markdown: a frame per row, a box per cell, all "
    "arrows with their words.": (
        "Mermaid, een stroomschema voor wiki's en pagina's Markdown: een kader per rij, een vak per cel, "
        "alle pijlen met hun woorden."
    ),
    "every card and every arrow of the drawing, with its words, and the rows. `journeymap import` reads it back.": (
        "elke kaart en elke pijl van de tekening, met de woorden, en de rijen. `journeymap import` leest het weer."
    ),
    "marks, times, experience, findings and all else that is no card and no arrow.": (
        "tekens, tijden, beleving, bevindingen en al het andere dat geen kaart en geen pijl is."
    ),
    "Mermaid, a user journey: what the customer does, phase by phase, with how it feels from 1 to 5.": (
        "Mermaid, een klantreis: wat de klant doet, fase voor fase, met hoe het voelt van 1 tot 5."
    ),
    "each cell of the customer of which a feeling is stated, its phase, who acts, and the mean feeling.": (
        "elke cel van de klant waarvan er een gevoel staat, de fase, wie handelt, en het gemiddelde gevoel."
    ),
    "all other lanes, the arrows, and what nobody has rated: a score that is not known is not made up.": (
        "alle andere rijen, de pijlen, en wat niemand heeft beoordeeld: een score die niet bekend is, "
        "wordt niet verzonnen."
    ),
}
