"""A contract that cannot be withdrawn from as the law wants it: withdraw, confirm, and a receipt that lasts.

Why: Directive (EU) 2023/2673 (Article 11a, from 19 June 2026) wants every contract that is concluded online to have a
function to withdraw, prominent and always available, one to confirm, and an acknowledgement on a durable medium.

Fix: tag the step that concludes it `contract` (or the file), the steps that undo it `withdraw`, `confirm-withdrawal`
and `withdrawal-receipt`, the last with the `evidence` that the customer keeps; they may stand in a file that this one
`mirrors`. Only runs when a project asks for it: `enable = ["withdrawal-function"]` in journeymap.toml, or `--select`.

Options:
    * `items`: how much the statement may ask; the law needs a name, the contract and an address for the receipt.

Bad::

    journeymap: 1
    steps:
      order: {customer: Orders, tags: contract, next: {thing: 90%, back: 10%}}
      thing: {customer: Has it, end: helped}
      back: {customer: Clicks on withdraw, tags: withdraw, end: helped}

Good::

    journeymap: 1
    steps:
      order: {customer: Orders, tags: contract, next: {thing: 90%, back: 10%}}
      thing: {customer: Has it, end: helped}
      back: {customer: Clicks on withdraw, tags: withdraw, asks: [name, order number, e-mail], next: confirm}
      confirm: {customer: Confirms, tags: confirm-withdrawal, next: receipt}
      receipt: {evidence: Mail with what was said and when, tags: withdrawal-receipt, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.withdrawal import ANALYSIS as WITHDRAWAL
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import plural, say
from journeymap.i18n.references import StepRef
from journeymap.i18n.vocabulary import Term
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find what a withdrawal lacks."""
    withdrawal, blueprint = facts.of(WITHDRAWAL), graph.blueprint
    effect = say("customers cannot get out of the contract as easily as the law entitles them to")
    if withdrawal.contract and not withdrawal.functions and not withdrawal.elsewhere:
        step = next(iter(withdrawal.contracts), None)
        place = graph.place(step, "tags") if step is not None else blueprint.at("tags")
        remedy = say('add the step at which the customer can withdraw, and tag it "withdraw"')
        yield Finding(place, say("no step lets the customer withdraw"), step, withdrawal.contracts, remedy, effect)
    for name in withdrawal.functions:
        channels = [blueprint.channels[word] for word in graph.step(name).channel if word in blueprint.channels]
        # Of several channels the customer takes any: one that is as it should be is enough.
        channel = channels[0] if channels else None
        if channel is not None and channel.found and all(one.found not in (None, "prominent") for one in channels):
            message = say(
                'withdrawing at "{step}" is {found}, not prominent', step=StepRef(name), found=Term(channel.found)
            )
            yield Finding(channel.at("found"), message, name, help=say("show it prominently"), effect=effect)
        if channel is not None and name in withdrawal.closed:
            message = say('withdrawing at "{step}" is not possible at all hours', step=StepRef(name))
            yield Finding(channel.at("open"), message, name, help=say("keep it open day and night"), effect=effect)
    if withdrawal.unconfirmed:
        name = withdrawal.unconfirmed[0]
        message = say('a customer who withdraws at "{step}" need not confirm it', step=StepRef(name))
        remedy = say('add a step that confirms, and tag it "confirm-withdrawal"')
        yield Finding(graph.place(name, "tags"), message, name, withdrawal.unconfirmed, remedy, effect)
    if withdrawal.unreceipted:
        name = withdrawal.unreceipted[0]
        message = say('nothing that the customer can keep follows on the withdrawal at "{step}"', step=StepRef(name))
        remedy = say('add the receipt with its "evidence", and tag it "withdrawal-receipt"')
        yield Finding(graph.place(name, "tags"), message, name, withdrawal.unreceipted, remedy, effect)
    if withdrawal.functions and len(withdrawal.asked) > options["items"]:
        name = withdrawal.functions[0]
        message = plural(
            "withdrawing asks {count} thing: {items}",
            "withdrawing asks {count} things: {items}",
            len(withdrawal.asked),
            items=list(withdrawal.asked),
        )
        remedy = say("ask no more than a name, the contract and an address for the receipt")
        yield Finding(graph.place(name), message, name, help=remedy, effect=effect)


OPTIONS = {"items": 3}

RULE = Rule(
    code="JM607", name="withdrawal-function", severity=Severity.WARNING, check=check, options=OPTIONS, enabled=False
)
