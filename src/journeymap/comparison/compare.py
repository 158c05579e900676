"""Two versions of a blueprint beside each other: what customers notice, and where it comes from.

    result of each -> which is which (matching) -> figures per persona, promises, findings, fields, knowledge

Nothing is told that lies within the tolerance or within what simulated journeys cannot tell: a version compared with
itself gives nothing, and so do comments, the order of keys and white space.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.comparison.customers import Tolerance, figures_of, persona_changes
from journeymap.comparison.fields import thing_changes
from journeymap.comparison.findings import FATES, finding_changes
from journeymap.comparison.knowledge import knowledge_changes
from journeymap.comparison.matching import match
from journeymap.comparison.promises import promise_changes
from journeymap.findings.harm import weighed
from journeymap.findings.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analysis import Journey
    from journeymap.comparison.customers import PersonaChange
    from journeymap.comparison.fields import ThingChange
    from journeymap.comparison.findings import FindingChange
    from journeymap.comparison.knowledge import KnowledgeChange
    from journeymap.comparison.matching import Matching, Mode
    from journeymap.comparison.promises import PromiseChange
    from journeymap.figures import Delta
    from journeymap.result import Result

NO_TOLERANCE: Mapping[str, Tolerance] = MappingProxyType({})


class Comparison(Struct, frozen=True):
    """What is different between two versions, in the order in which it is told: first what customers notice.

    `deltas` are all figures before and after, by name; `customers` what of them each persona notices, who loses most
    first and all customers together last. `things` are the steps and all else that is new, gone or different in the
    file; `knowledge` is what became assumed, or known.
    """

    old: Result
    new: Result
    matching: Matching
    deltas: Mapping[str, Delta]
    customers: tuple[PersonaChange, ...]
    promises: tuple[PromiseChange, ...]
    findings: tuple[FindingChange, ...]
    things: tuple[ThingChange, ...]
    knowledge: tuple[KnowledgeChange, ...]

    @property
    def worse(self) -> bool:
        """Whether any persona, or the customers together, are worse off in anything, or a promise is broken now."""
        return any(change.worse for change in self.customers) or any(change.newly_broken for change in self.promises)

    @property
    def has_new_findings(self) -> bool:
        """Whether there is a finding that was not there, or not open, before."""
        return any(change.fate in ("new", "reopened") for change in self.findings)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (
            any(change.differs for change in self.customers)
            or self.promises
            or self.findings
            or self.things
            or self.knowledge
        )

    def of_fate(self, fate: str) -> tuple[FindingChange, ...]:
        """Return the findings of which one thing became, one for each cause, the worst first."""
        assert fate in FATES  # noqa: S101 - a slip of the pen must not look like nothing was found
        return tuple(change for change in self.findings if change.fate == fate and not change.behind)


def compare_results(
    old: Result,
    new: Result,
    mode: Mode | None = None,
    tolerances: Mapping[str, Tolerance] = NO_TOLERANCE,
) -> Comparison:
    """Return what is different between two checked versions. ValueError where one of them could not be understood.

    `tolerances` are differences of figures, by their names, that are let pass.
    """
    before, after = _journey(old), _journey(new)
    old, new = weighed(old), weighed(new)
    matching = match(before.graph, after.graph, mode)
    personas = matching.things["personas"]
    things = thing_changes(before.graph, after.graph, matching)
    # Where nothing in the files is different, what journeys were drawn by chance makes no difference either.
    alike = not things and _say_the_same(before, after)
    facts = before.facts if alike else after.facts
    deltas = figures_of(before.facts, facts, personas)
    now = {earlier: later for later, earlier in matching.renamed.items()}
    return Comparison(
        old,
        new,
        matching,
        deltas,
        persona_changes(deltas, before.facts, after.facts, personas, tolerances),
        promise_changes(before.facts, facts, matching.steps),
        _findings(old, new, now, same=alike and before.blueprint == after.blueprint),
        things,
        knowledge_changes(before.facts, after.facts, matching.steps.new_of, personas.new_of),
    )


def _findings(old: Result, new: Result, now: Mapping[str, str], *, same: bool) -> tuple[FindingChange, ...]:
    """Return what became of each finding; of files that say the same only what is wrong with their form can differ."""
    changes = finding_changes(old, new, now)
    return tuple(change for change in changes if kind_of(change.told) == "file") if same else changes


def _say_the_same(before: Journey, after: Journey) -> bool:
    """Return whether two versions say the same of the service, and the files that they name as well."""
    return before.blueprint.steps == after.blueprint.steps and [
        (path, graph.blueprint) for path, graph in before.graph.related.items()
    ] == [(path, graph.blueprint) for path, graph in after.graph.related.items()]


def _journey(result: Result) -> Journey:
    if result.journey is None:
        raise ValueError(f"{result.path}: nothing can be compared with a file that could not be understood")
    return result.journey
