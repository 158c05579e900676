"""What a customer can be sure of, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say
from journeymap.numerics.games import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

SURE: Mapping[Standing | None, Message] = {
    Standing.GUARANTEED: say("yes, whatever the organisation does"),
    Standing.LIKELY: say("in the end, if he keeps trying: the organisation can only send him round and round"),
    Standing.IN_THEIR_HANDS: say("no, only if the organisation chooses so"),
    Standing.POSSIBLE: say("no, it takes luck"),
    Standing.LOST: say("no, no way leads there"),
    None: say("no end says that the customer is helped"),
}
"""Whether he is sure to be helped; None where there is no good end."""

CLASSES: Mapping[Standing, Message] = {
    Standing.GUARANTEED: say("guaranteed"),
    Standing.LIKELY: say("likely"),
    Standing.IN_THEIR_HANDS: say("in the organisation's hands"),
    Standing.POSSIBLE: say("possible"),
    Standing.LOST: say("lost"),
}
