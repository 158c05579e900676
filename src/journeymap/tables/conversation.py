"""Where customer and organisation really talk, and which needs are met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import NOT_STATED, YES_NO, Term
from journeymap.tables.per_persona import assumed, listed, way
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analyses.conversation import Conversation
    from journeymap.graph import ServiceGraph
    from journeymap.terminal.charts import TerminalStyle

WEIGHTS: Mapping[str, Message] = {"low": say("low"), "medium": say("medium"), "high": say("high")}


def view(conversation: Conversation, graph: ServiceGraph, persona: str | None, look: TerminalStyle) -> list[Table]:  # noqa: ARG001
    """Return which touchpoints are a conversation, and the needs of each persona."""
    notes = [
        say("conversations: {share} of the touchpoints", share=Amount(conversation.two_way_share, "share")),
        say("given up where both speak: {both}; where only one does: {one}",
            both=Amount(conversation.sacrifice_two_way, "points"),
            one=Amount(conversation.sacrifice_one_way, "points")),
    ]  # fmt: skip
    rows = [
        [talk.step, YES_NO[talk.customer_acts], YES_NO[talk.organisation_acts], YES_NO[talk.exchanged],
         NOT_STATED if talk.answers is None else YES_NO[talk.answers], YES_NO[talk.two_way],
         "" if talk.sacrifice is None else Amount(talk.sacrifice.mean, "points")]
        for talk in conversation.touchpoints
    ]  # fmt: skip
    heads = (say("step"), say("customer acts"), say("organisation acts"), say("asked or told"), say("channel answers"),
             say("conversation"), say("given up"))  # fmt: skip
    needs = [
        [need.persona, Term(need.need), WEIGHTS.get(need.weight, need.weight), listed(need.met_by), way(need.missed_on),
         assumed(need.basis.assumed_share)]
        for need in conversation.needs if persona in (None, need.persona)
    ]  # fmt: skip
    tables = [Table(say("touchpoints"), heads, rows, notes)]
    if needs:
        needed = (say("persona"), say("need"), say("weight"), say("met by"), say("missed on"), say("assumed"))
        tables.append(Table(say("needs"), needed, needs))
    return tables
