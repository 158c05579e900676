"""What the figures of a report mean, in words for who has never heard of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeymap.figures import Figure

_MEANT: Mapping[str, Message] = {
    "helped": say("the part of all customers who begin that ends at a step that says they are helped"),
    "transferred": say("the part that is sent on to somebody outside of this service"),
    "stranded": say("the part that comes to a place where nothing goes on and nobody says that it is over"),
    "time": say("on the calendar, nights and weekends included; never where some customers come to no end"),
    "active": say("somebody does something for the customer, or with him"),
    "waiting": say("the customer waits at a step that he sees himself"),
    "hidden-waiting": say("the customer waits for work that he does not see, and nobody tells him how it stands"),
    "simulated-time": say("as the time of journeys that end, but with the waits for work that is done beside the path"),
    "contacts": say("how often customer and organisation meet, in a journey"),
    "hand-offs": say("how often somebody else of the organisation takes over"),
    "items-asked": say("how many things the customer has to tell, the same one counted each time"),
    "failure-demand": say("the part of the contacts that would not be needed if nothing went wrong"),
    "sacrifice": say(
        "what the customer wanted exactly, less what he settles for; a mean, what matters more to him counts for more"
    ),
    "satisfaction-gap": say("what the customer gets less what he expected; below 0 it falls short"),
    "peak-end": say("the mean of the strongest feeling and the last one, which is what is remembered; from -2 to 2"),
    "two-way": say("where the customer can say something back and gets an answer"),
    "access": say("of the channel that is hardest to reach: how much of the time the customer is free it is open"),
    "profit": say("what is left of the price after all costs, when it goes as it goes on average"),
}


def explained(figures: Iterable[Figure]) -> Iterator[tuple[Message, Message]]:
    """Yield the figures that are stated and whose names do not speak for themselves: the name, what it means."""
    for figure in figures:
        if figure.stated and figure.name in _MEANT:
            yield figure.label, _MEANT[figure.name]
