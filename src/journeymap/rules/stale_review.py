"""A blueprint that nobody has compared with the real service for long.

Why: maps are shown once or twice, the service changes, and then nobody trusts them any more. A picture that is not
true any longer is worse than none: decisions still rest on it.

Fix: walk the journey again, with those who do the work and with customers, correct what changed, and write the day as
`reviewed`. Age is counted to today.

Options:
    * `max-months`: the age in months up to which a review counts as fresh.
    * `required`: whether a file must state when it was reviewed.

Bad::

    journeymap: 1
    reviewed: 2019-11-01
    steps:
      call: {customer: Calls, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    reviewed: 2026-09-01
    steps:
      call: {customer: Calls, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.changes import writing
from journeymap.diagnostics import Severity
from journeymap.graph.dates import age_in_words, today
from journeymap.i18n.messages import say
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, options: Options) -> Iterable[Finding]:
    """Find a review that is too long ago."""
    age = graph.months_since_review
    if age is None and options["required"]:
        message = say("the file does not say when it was last compared with the real service")
    elif age is not None and age > options["max-months"]:
        message = say("the last review was {age} ago", age=age_in_words(age, graph.blueprint.reviewed))
    else:
        return
    yield Finding(
        graph.blueprint.at("reviewed") if age is not None else graph.blueprint.key_at("title"),
        message,
        help=say('walk the journey again, correct what changed, and write the day as "reviewed"'),
        effect=say("decisions for customers rest on a service that is no more"),
        fixes=(writing("reviewed", value=today().isoformat()),),
    )


RULE = Rule(
    code="JM806",
    name="stale-review",
    severity=Severity.NOTE,
    check=check,
    options={
        "max-months": 24,
        "required": False,
    },
)
