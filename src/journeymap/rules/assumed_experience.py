"""Ratings of the customer's experience that no customer was asked for.

Why: what designers think that customers feel is mostly kinder than what customers say: the first of the gaps of service
quality is the one between what customers expect and what managers believe (Parasuraman, Zeithaml and Berry 1985). All
that is computed from such ratings is as good as the guess.

Fix: name under `heard` in each step the sources that its ratings come from; ask a few customers where there are none.
Until then, take the rating out or say in `accept` that it is a guess. Reported once per file.

Options:
    * `warn-above`: the percentage of ratings without a source above which it is a warning.

Bad::

    journeymap: 1
    sources: {interviews: {kind: interview, n: 12, date: 2026-05-12}}
    steps:
      call: {customer: Calls, experience: {everyone: {expected: 6, perceived: 5}}, heard: interviews, next: wait}
      wait: {customer: Waits, experience: {everyone: {expected: 4, perceived: 7, emotion: 1}}, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    sources: {interviews: {kind: interview, n: 12, date: 2026-05-12}}
    steps:
      call: {customer: Calls, experience: {everyone: {expected: 6, perceived: 5}}, heard: interviews, next: wait}
      wait: {customer: Waits, experience: {everyone: {expected: 4, perceived: 3}}, heard: interviews, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.evidence import ANALYSIS as EVIDENCE
from journeymap.changes import Fix, Put
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
    """Find the ratings without a source."""
    known = facts.of(EVIDENCE)
    assumed, ratings = known.assumed_ratings, known.by_kind["ratings"]
    if not assumed:
        return
    steps = tuple(assumed)
    sources = list(graph.blueprint.sources)
    unheard = [step for step in steps if not graph.step(step).heard]
    changes = tuple(Put(("steps", step, "heard"), sources[0]) for step in unheard) if len(sources) == 1 else ()
    fixes = (Fix(say('write "{text}"', text=f"heard: {sources[0]}"), changes),) if changes else ()
    many = 100 * ratings.assumed > options["warn-above"] * ratings.statements
    yield Finding(
        graph.place(steps[0], "experience"),
        say("there is no source for {assumed} of the {all} ratings", assumed=ratings.assumed, all=ratings.statements),
        step=steps[0] if len(steps) == 1 else None,
        witness=steps,
        help=say('name under "heard" in these steps who told so, or ask a few customers'),
        effect=say("what the customer goes through is an estimate by the organisation itself"),
        severity=Severity.WARNING if many else None,
        fixes=fixes,
    )


RULE = Rule(
    code="JM801",
    name="assumed-experience",
    severity=Severity.NOTE,
    check=check,
    options={"warn-above": 50},
)
