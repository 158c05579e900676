"""Work of the organisation that nobody in it answers for.

Why: what goes wrong between departments stays wrong where nobody is the owner. A blueprint without owners is looked at
once; an owner for each step is what makes it a plan (Polaine, Løvlie and Reason 2013).

Fix: write `owner` with the step, with the actor who does it, or with a system it uses; for a partner, who in your own
organisation answers for it. Reported once per file, for what happens frontstage and backstage, and only in a file that
names an owner of some step or actor.

Options:
    * `always`: whether it is said of files that name no owners at all too.

Bad::

    journeymap: 1
    actors: {desk: {lane: frontstage, owner: Head of service}, fitter: {lane: frontstage, partner: true}}
    steps:
      call: {customer: Calls, frontstage: {by: desk, does: Asks what is wrong}, next: visit}
      visit: {customer: Opens the door, frontstage: {by: fitter, does: Repairs the tap}, end: helped}

Good::

    journeymap: 1
    actors:
      desk: {lane: frontstage, owner: Head of service}
      fitter: {lane: frontstage, partner: true, owner: Head of repairs}
    steps:
      call: {customer: Calls, frontstage: {by: desk, does: Asks what is wrong}, next: visit}
      visit: {customer: Opens the door, frontstage: {by: fitter, does: Repairs the tap}, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity, shown
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef, refs
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.model.step import Step
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the steps in which the organisation acts and that have no owner."""
    blueprint = graph.blueprint
    steps = blueprint.steps
    actors = {name for name, actor in blueprint.actors.items() if actor.owner}
    if not (actors or options["always"] or any(step.owner for step in steps.values())):
        return
    owning = actors | {name for name, system in blueprint.systems.items() if system.owner}
    working = {name: step for name, step in steps.items() if step.frontstage or step.backstage}
    unowned = [name for name, step in working.items() if not step.owner and owning.isdisjoint(_hands(step))]
    if not unowned:
        return
    message = say(
        "{count} of the {all} steps in which the organisation acts have no owner: {steps}",
        count=len(unowned), all=len(working), steps=shown(refs(StepRef, unowned)),
    )  # fmt: skip
    if len(unowned) == 1:
        message = say('nobody answers for "{step}"', step=StepRef(unowned[0]))
    yield Finding(
        graph.place(unowned[0]),
        message,
        step=unowned[0] if len(unowned) == 1 else None,
        witness=tuple(unowned),
        help=say('write "owner" with the step, or with the actor or the system that does it'),
        effect=say("what goes wrong there keeps going wrong"),
    )


def _hands(step: Step) -> Iterator[str | None]:
    """Yield who and what does the step: actors, and the systems that it uses."""
    yield from (cell.by for cell in (*step.frontstage, *step.backstage, *step.support))
    yield from step.uses


RULE = Rule(
    code="JM805",
    name="unowned-step",
    severity=Severity.NOTE,
    check=check,
    options={"always": False},
)
