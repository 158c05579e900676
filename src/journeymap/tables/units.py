"""In which unit each figure of an analysis is, by the class and the field that hold it.

What lies below a field (the personas of a spread, the steps of a mapping) is in its unit. `step` marks the number of a
step, which is shown as its id. Counts are per customer where they are no whole numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

STEP = "step"

UNITS: Mapping[str, Mapping[str, str]] = {
    "Basis": {"statements": "count", "assumed": "count", "assumed_share": "share"},
    "PersonaFigure": {"covered": "share"},
    "ChannelAccess": {
        "open_minutes": "minutes a week", "available_minutes": "minutes a week", "both_minutes": "minutes a week",
        "coverage": "share", "longest_closed": "minutes", "closed_from": "minutes since Monday 0:00",
        "longest_gap": "minutes", "expected_wait": "minutes",
    },
    "Access": {"coverage": "share", "expected_wait": "minutes"},
    "JourneyBurden": {"kinds": "count", "nuisance_days": "days", "minutes": "minutes", "outcomes": "share"},
    "Visit": {"expected": "count"},
    "Combinable": {"saved": "count"},
    "Meeting": {"ends_differ": "share", "apart": "minutes"},
    "Burden": {"kinds": "count", "nuisance_days": "days", "by_persona": "count"},
    "Talk": {"sacrifice": "points"},
    "NeedMet": {"level": "place in the hierarchy of needs"},
    "Conversation": {"two_way_share": "share", "sacrifice_two_way": "points", "sacrifice_one_way": "points"},
    "Need": {"steps": STEP},
    "Dependence": {"steps": STEP, "way": STEP},
    "Profit": {
        "price": "money", "rate": "money a minute", "materials": "money", "overhead": "money", "standard": "minutes",
        "expected": "minutes", "acceptable": "minutes", "break_even": "minutes", "at_standard": "money",
        "at_expected": "money", "at_acceptable": "money",
    },
    "FailureCause": {"contacts": "count"},
    "Effort": dict.fromkeys(
        ("contacts", "touchpoints", "channel_switches", "hand_offs", "line_crossings", "items_asked", "pages", "clicks",
         "burden", "failure_contacts"), "count",
    ) | {"failure_share": "share"},
    "SourceUse": {"n": "count", "age": "months", "statements": "count"},
    "EvidenceFound": {"assumed_ratings": "count"},
    "FailRisk": {
        "place": "count", "share": "share", "severity": "grade 1-10", "occurrence": "grade 1-10",
        "detection": "grade 1-10", "number": "grades multiplied",
    },
    "StepGap": {
        "desired": "points", "expected": "points", "perceived": "points", "importance": "points",
        "emotion": "emotion -2 to 2", "satisfaction": "points", "sacrifice": "points", "opportunity": "0 to 20",
        "weight": "ratio to the average", "visits": "count",
    },
    "Sums": {"satisfaction": "points", "sacrifice": "points", "total_sacrifice": "points", "rated": "count"},
    "PersonaGaps": dict.fromkeys(("mean_emotion", "lowest", "peak", "last", "peak_end"), "emotion -2 to 2"),
    "Gaps": {
        "scale": "points", "step_sacrifice": "points", "step_satisfaction": "points", "satisfaction": "points",
        "sacrifice": "points", "total_sacrifice": "points", "peak_end": "emotion -2 to 2", "staff": "emotion -2 to 2",
    },
    "PointOfNoReturn": {"source": STEP, "target": STEP, "way": STEP},
    "Guarantee": {"losing_way": STEP},
    "HotSpot": {"loss": "change of the share helped, times visits", "helped": "share"},
    "StepTime": {
        "wait": "minutes", "takes": "minutes", "mean": "minutes", "deviation": "minutes", "promise": "minutes",
        "tolerance": "minutes",
    },
    "WayTime": {"mean": "minutes", "deviation": "minutes"},
    "PersonaTime": dict.fromkeys(
        ("total", "finished", "deviation", "active", "waiting", "hidden", "unagreed", "work", "given"), "minutes"
    ),
    "SimulatedTimes": {
        "journeys": "count", "finished": "count", "blocked": "count", "broken_off": "count", "mean": "minutes",
        "p50": "minutes", "p90": "minutes",
    },
    "JourneyTime": dict.fromkeys(
        ("total", "finished", "active", "waiting", "hidden", "unagreed", "work", "waits"), "minutes"
    ),
    "Lever": {
        "helped": "share", "minutes": "minutes", "contacts": "count", "sacrifice": "points", "gain": "ratio",
        "by_persona": "that of the figure",
    },
    "LeversFound": {"now": "that of the figure"},
    "Fall": {"depth": "points"},
    "Unrelieved": {"emotions": "emotion -2 to 2"},
    "PersonaOutcomes": {
        "part": "share", "visits": "count", "done": "count", "ends": "share", "kinds": "share", "dead_ends": "share",
        "livelocks": "share", "unaccounted": "share", "beginless": "share",
        "practically_never": "share", "waits": "share",
    },
    "Outcomes": {"kinds": "share", "ends": "share"},
    "Loop": {"entry": STEP, "steps": STEP, "round": STEP},
    "Region": {"entries": STEP, "steps": STEP},
    "Reachability": dict.fromkeys(("starts", "path", "led_to", "to_end", "to_good_end", "leaves", "open_ends"), STEP),
    "Own": dict.fromkeys(("path", "to_end", "leaves"), STEP),
    "Wait": {"step": STEP, "missing": STEP, "run": STEP},
    "Doubling": {"starter": STEP, "way": STEP},
    "Soundness": {"situations": "count", "no_option_to_complete": STEP, "dead": STEP},
    "MomentOfTruth": {"visits": "count", "importance": "part of the scale"},
    "Structure": dict.fromkeys(
        ("steps", "touchpoints", "backstage", "supporting", "arrows", "choices", "cyclomatic"), "count"
    ) | dict.fromkeys(("divergence", "path_divergence", "choice_entropy"), "bits")
    | dict.fromkeys(("contact_ratio", "potential_efficiency", "cycle_efficiency", "first_time_right"), "share"),
    "Way": {
        "helped": "share", "steps": "count", "clicks": "count", "pages": "count", "items": "count",
        "minutes": "minutes", "expected_steps": "count", "expected_minutes": "minutes",
        "findability": "1 (prominent) to 4 (absent)",
    },
    "Pair": {"ratios": "ratio"},
}  # fmt: skip

PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "Basis": ("assumed_share",),
    "PersonaFigure": ("lowest", "highest"),
    "Profit": ("at_standard", "at_expected", "at_acceptable"),
    "Soundness": ("sound",),
    "JourneyTime": ("waits",),
    "PointOfNoReturn": ("way",),
    "StepTime": ("silent",),
    "WayWithout": ("steps", "decision"),
}
"""What is computed from the fields of a class and shown with them."""

INTERNAL: Mapping[str, tuple[str, ...]] = {"Guarantee": ("own",), "StepTime": ("parts",)}
"""What fields of a class hold for further questions and not to be shown."""
