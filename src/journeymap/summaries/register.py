"""The register of conscious choices: what was accepted and why, and the reasons that steps give for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.summaries.table import Table
from journeymap.summaries.wording import NOT_STATED
from journeymap.words import Message, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.diagnostics import Acceptance
    from journeymap.graph import ServiceGraph

SERVED: Mapping[str, Message] = {
    "customer": say("customer"),
    "organisation": say("organisation"),
    "law": say("law"),
}


def chosen_tables(accepted: Sequence[Acceptance], graph: ServiceGraph) -> list[Table]:
    """Return the accepted findings with their reasons, and the steps that say why they are as they are."""
    findings = [
        [one.diagnostic.code.name, one.diagnostic.step or say("the whole file"), one.diagnostic.message, one.reason]
        for one in accepted
    ]
    reasons = []
    for name, step in graph.blueprint.steps.items():
        because = step.because
        if because is not None:
            reasons.append(
                [
                    name,
                    NOT_STATED if because.serves is None else SERVED[because.serves],
                    because.reason or NOT_STATED,
                    NOT_STATED if because.since is None else because.since.isoformat(),
                    NOT_STATED if because.review is None else because.review.isoformat(),
                ]
            )
    heads = (say("finding"), say("step"), say("what was found"), say("why it is accepted"))
    given = (say("step"), say("serves"), say("reason"), say("since"), say("reviewed"))
    none = () if findings else (say("No finding is accepted."),)
    silent = () if reasons else (say("No step says why it is as it is."),)
    return [
        Table(say("Accepted findings"), heads, findings, none),
        Table(say("Why it is done like this"), given, reasons, silent),
    ]
