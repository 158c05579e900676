"""A visit at home of somebody whom the customer cannot know.

Why: whoever opens the door to a stranger wants to know who it is, and many tenants do not open.

Fix: send the name and a picture beforehand, and write that under `evidence`.

Bad::

    journeymap: 1
    channels: {home: {name: At home}}
    steps:
      visit: {customer: Opens the door, frontstage: Mends the tap, channel: home, end: helped}

Good::

    journeymap: 1
    channels: {home: {name: At home}}
    steps:
      visit:
        evidence: Message with name and picture
        customer: Opens the door
        frontstage: Mends the tap
        channel: home
        end: helped
"""

from collections.abc import Iterable
from typing import Any

from journeymap import Facts, Finding, Rule, ServiceGraph, Severity, message


def check(graph: ServiceGraph, facts: Facts, options: Any) -> Iterable[Finding]:
    """Find these visits."""
    for name, step in graph.blueprint.steps.items():
        if "home" in step.channel and not step.evidence:
            yield Finding(
                graph.place(name),
                message("the customer cannot know who comes"),
                step=name,
                help=message("send the name and a picture beforehand, and write that as evidence"),
            )


RULE = Rule(code="HOUSE001", name="unnamed-visit", severity=Severity.WARNING, check=check)
