"""Whether a contract can be withdrawn from in three steps: withdraw, confirm, and a receipt that lasts.

Directive (EU) 2023/2673 adds Article 11a to the Consumer Rights Directive, from 19 June 2026: a function "withdraw from
contract here", prominent and always available; a statement with name, contract and address for the receipt; a function
"confirm withdrawal"; an acknowledgement on a durable medium. Which steps these are, a file says by tags.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.analysis import Analysis
from journeymap.numerics.components import search

if TYPE_CHECKING:
    from journeymap.graph import ServiceGraph

CONTRACT = frozenset({"contract", "overeenkomst"})
WITHDRAW = frozenset({"withdraw", "herroepen"})
CONFIRM = frozenset({"confirm-withdrawal", "herroeping-bevestigen"})
RECEIPT = frozenset({"withdrawal-receipt", "ontvangstbevestiging"})


class Withdrawal(Struct, frozen=True):
    """The steps that a file tags, as ids, and the ways that go round them.

    * `contracts`: steps that conclude a contract; `contract` tells that one does, or the file as a whole by its tags.
    * `functions`: steps at which the customer can withdraw; `elsewhere` tells that a mirrored file has one.
    * `unconfirmed`: a shortest way from such a step to an end, or to the receipt, that passes no confirmation.
    * `unreceipted`: a shortest way from a confirmation to an end without a receipt that leaves evidence.
    * `asked`: what is asked from withdrawing to confirming, each item once.
    * `closed`: the functions whose channel states hours and is not open all week.
    """

    contract: bool
    contracts: tuple[str, ...]
    functions: tuple[str, ...]
    elsewhere: bool
    unconfirmed: tuple[str, ...]
    unreceipted: tuple[str, ...]
    asked: tuple[str, ...]
    closed: tuple[str, ...]


def compute(graph: ServiceGraph) -> Withdrawal:
    """Return what the file says of withdrawing."""
    blueprint, topology = graph.blueprint, graph.topology
    functions = _tagged(graph, WITHDRAW)
    confirming = _tagged(graph, CONFIRM)
    receipts = [number for number in _tagged(graph, RECEIPT) if graph.step(number).evidence]
    contracts = _tagged(graph, CONTRACT)
    relates = blueprint.relates
    mirrored = [graph.related[file] for file in relates.mirrors if file in graph.related] if relates else []
    before = search(topology.predecessors, confirming)
    stating = [number for number in search(topology.successors, functions, confirming).order if number in before]
    asked = [item for number in (*(stating or functions), *confirming) for item in graph.step(number).asks]
    return Withdrawal(
        contract=bool(contracts) or _has(blueprint.tags, CONTRACT),
        contracts=graph.names(contracts),
        functions=graph.names(functions),
        elsewhere=any(_tagged(other, WITHDRAW) for other in mirrored),
        unconfirmed=_way(graph, functions, confirming, [*receipts, *topology.ends]),
        unreceipted=_way(graph, confirming, receipts, topology.ends),
        asked=tuple(dict.fromkeys(asked)),
        closed=tuple(graph.name(number) for number in functions if _closes(graph, number)),
    )


def _tagged(graph: ServiceGraph, words: frozenset[str]) -> list[int]:
    return [number for number in graph.stated.at("tags") if _has(graph.step(number).tags, words)]


def _has(tags: tuple[str, ...], words: frozenset[str]) -> bool:
    return any(tag.strip().casefold() in words for tag in tags)


def _way(graph: ServiceGraph, first: list[int], avoiding: list[int], last: list[int]) -> tuple[str, ...]:
    reached = search(graph.topology.successors, first, avoiding)
    return graph.names(min((reached.path(end) for end in last if end in reached), key=len, default=[]))


def _closes(graph: ServiceGraph, number: int) -> bool:
    words = graph.step(number).channel
    return bool(words) and all(_is_closed_at_times(graph, word) for word in words)


def _is_closed_at_times(graph: ServiceGraph, word: str) -> bool:
    channel = graph.blueprint.channels.get(word)
    if channel is None or channel.open is None or graph.calendar.unjudged(channel.open) is not None:
        return False
    hours = graph.calendar.hours(channel.open, graph.calendar.period_of(channel.open))
    return hours.total < hours.period


ANALYSIS = Analysis(name="withdrawal", compute=compute)
