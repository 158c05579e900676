"""The words of the report as a page, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS: Mapping[str, Message] = {
    "report": say("Report"),
    "contents": say("Contents"),
    "to_findings": say("Skip to the findings"),
    "to_text": say("Skip the drawing: the whole blueprint as text"),
    "in_short": say("In short"),
    "drawing": say("The drawing"),
    "drawing_how": say(
        "Click the drawing and turn the wheel to zoom, drag to move; click a step for everything about it."
    ),
    "enlarge": say("Fill the screen"),
    "worst_title": say("What harms most"),
    "findings": say("Findings"),
    "findings_title": say("Findings, the most harmful first"),
    "harm_told": say(
        "Harm, from 0 to 1: how heavy a finding is, times how many customers it reaches, times how sure it is."
    ),
    "numbers_told": say("The numbers on the cards of the drawing are those of this list."),
    "no_findings": say("Nothing was found."),
    "plots": say("Plots"),
    "as_table": say("The figures as a table"),
    "personas": say("Personas"),
    "choices": say("Conscious choices"),
    "accepted": say("Accepted findings"),
    "no_accepted": say("No finding is accepted."),
    "evidence": say("What it rests on"),
    "figures": say("All figures"),
    "meant_title": say("What the figures mean"),
    "figures_told": say(
        "Each figure for all customers and for each persona. Assumed: the part of what it rests on that has no source."
    ),
}
