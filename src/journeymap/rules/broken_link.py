"""A path to another blueprint that leads nowhere.

Why: the picture of what a customer goes through is larger than one file. Where the link is broken, the way out, the
journey beside this one, or what a step stands for is gone, and whatever is checked over both files is not checked.

Fix: write the path as it is seen from this file, such as `../leaving.yaml`, to a blueprint that can be read. A file
cannot be its own way out, nor stand beside itself.

Bad::

    journeymap: 1
    steps:
      report: {customer: Reports the leak, journey: reprot.yaml, next: repair}
      repair: {customer: Has it repaired, journey: repair.yaml, end: helped}

Good::

    journeymap: 1
    steps:
      report: {customer: Reports the leak, journey: report.yaml, next: repair}
      repair: {customer: Has it repaired, journey: repair.yaml, end: helped}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import Severity
from journeymap.i18n.messages import say
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options


def check(graph: ServiceGraph, _facts: Facts, _options: Options) -> Iterable[Finding]:
    """Find the paths behind which there is no blueprint."""
    broken, remedies = graph.links.broken, graph.links.remedies
    if not broken:
        return
    as_a_rule = say("write the path of a blueprint as it is seen from the folder of this file")
    effect = say("what the customer goes through there is left out of what is checked here")
    relates = graph.blueprint.relates
    if relates is not None:
        for relation in ("replaces", "mirrors", "follows", "beside"):
            for number, path in enumerate(getattr(relates, relation)):
                if path in broken:
                    remedy = remedies.get(path, as_a_rule)
                    yield Finding(relates.at(relation, number), broken[path], help=remedy, effect=effect)
    for name, step in graph.blueprint.steps.items():
        if step.journey is not None and step.journey in broken:
            remedy = remedies.get(step.journey, as_a_rule)
            yield Finding(step.at("journey"), broken[step.journey], step=name, help=remedy, effect=effect)


RULE = Rule(code="JM905", name="broken-link", severity=Severity.ERROR, check=check)
