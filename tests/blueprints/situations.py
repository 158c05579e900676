"""What must be found in each blueprint, and what must not: the table that the situations were written for.

`FOUND` names, per file, the rules that must speak and the step at which each does; None where the rule speaks of the
file as a whole, or where several steps are as good. `CHOSEN` are findings that a better version keeps, by choice and
with a reason. `SILENT` are the rules that must have nothing to say.
"""

from __future__ import annotations

FOUND: dict[str, dict[str, str | None]] = {
    "reparatieverzoek.yaml": {
        "closed-when-customer-can": "bellen",
        "unexamined-habit": "bellen",
        "hidden-wait": "inplannen",
        "silent-wait": "tweede-bezoek",
        "told-twice": "bezoek",
        "choice-taken-away": "inplannen",
    },
    "klantenservice-bereiken.yaml": {
        "channel-steering": "keuzemenu",
        "buried-contact": "keuzemenu",
        "preferred-channel-missing": None,
    },
    "sportschool-opzeggen.yaml": {
        "harder-out-than-in": None,
        "buried-contact": "zoekt-site",
    },
    "winkel-retour.yaml": {
        "choice-taken-away": "geld-terug",
        "satisfied-but-sacrificing": "geld-terug",
    },
    "supermarkt-parkeren.yaml": {
        "unexamined-habit": "langs-ingang",
        "pain-point": "regen",
    },
    "woning-aanvragen.yaml": {
        "bare-no": "afwijzing-inkomen",
        "solved-before-asked": "woont",
        "unasked-verdict": "woont",
        "no-voice": None,
        "not-guaranteed": None,
        "reactive-only": None,
    },
    "aardbevingsschade.yaml": {
        "piled-burden": None,
        "combinable-visits": "opname",
        "colliding-journeys": None,
        "no-voice": "geld-op-bank",
        "not-guaranteed": None,
        "lost-journey": "afgewezen",
    },
    "schoorsteen-weghalen.yaml": {
        "piled-burden": None,
        "combinable-visits": "opname",
        "colliding-journeys": None,
        "no-voice": None,
    },
    "huis-versterken.yaml": {
        "piled-burden": None,
        "combinable-visits": "opname",
        "colliding-journeys": None,
        "no-voice": None,
        "not-guaranteed": None,
        "lost-journey": "van-de-lijst",
    },
    "nieuwbouw-op-maat.yaml": {
        "satisfied-but-sacrificing": "optielijst",
        "average-hides-persona": "keuken",
    },
    "nieuwbouw-op-maat-folder.yaml": {
        "satisfied-but-sacrificing": "optielijst",
        "average-hides-persona": "keuken",
    },
    "wijk-onderhoud.yaml": {
        "reactive-only": None,
        "assumed-experience": None,
        "stale-source": None,
    },
    "klacht-als-signaal.yaml": {
        "repeated-complaint": "afrekening",
        "unexamined-habit": "afrekening",
        "thin-source": None,
        "failure-demand": None,
    },
    "permit-variants/permit-application-dead-end.yaml": {
        "dead-end": "letter",
    },
    "permit-variants/permit-application-no-way-out.yaml": {
        "no-way-out": "letter",
    },
    "permit-variants/permit-application-lost-journey.yaml": {
        "lost-journey": "letter",
    },
    "permit-variants/permit-application-improper-completion.yaml": {
        "improper-completion": "close",
    },
    "permit-variants/permit-application-unreachable.yaml": {
        "unreachable-step": "survey",
    },
}

CHOSEN: dict[str, dict[str, str]] = {
    "reparatieverzoek-to-be.yaml": {"closed-when-customer-can": "balie"},
}

SILENT: dict[str, tuple[str, ...]] = {
    "reparatieverzoek-to-be.yaml": (
        "closed-when-customer-can",
        "unexamined-habit",
        "hidden-wait",
        "silent-wait",
        "told-twice",
        "choice-taken-away",
    ),
    "winkel-retour-to-be.yaml": ("choice-taken-away", "satisfied-but-sacrificing"),
    "supermarkt-parkeren-to-be.yaml": ("unexamined-habit", "pain-point"),
    "woning-aanvragen-to-be.yaml": (
        "bare-no",
        "solved-before-asked",
        "unasked-verdict",
        "no-voice",
        "not-guaranteed",
        "reactive-only",
    ),
    "aardbeving-samen.yaml": (
        "piled-burden",
        "combinable-visits",
        "colliding-journeys",
        "no-voice",
        "not-guaranteed",
        "lost-journey",
    ),
    "nieuwbouw-op-maat-gesprek.yaml": ("satisfied-but-sacrificing", "average-hides-persona"),
    "wijk-onderhoud-to-be.yaml": ("reactive-only", "assumed-experience", "stale-source"),
    "sportschool-aanmelden.yaml": ("buried-contact",),
}

HEALTHY = ("city-bike.yaml", "hospital-visit.yaml", "permit-application.yaml")
"""The files a reader meets first: nothing of form, flow or blueprint may be wrong in them."""

WITNESS: dict[str, tuple[str, ...]] = {
    "permit-variants/permit-application-dead-end.yaml": ("apply", "check", "assess", "letter"),
    "permit-variants/permit-application-no-way-out.yaml": ("letter", "appeal-desk", "letter"),
    "permit-variants/permit-application-lost-journey.yaml": (
        "apply", "check", "assess", "letter", "objection", "filed",
    ),
    "permit-variants/permit-application-improper-completion.yaml": ("apply", "check", "assess", "issue", "close"),
    "permit-variants/permit-application-unreachable.yaml": ("survey",),
}  # fmt: skip
"""The path or the steps that prove the one fault of each faulty variant."""
