"""What became assumed, and what became known: statements that lost their source, or got one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.analyses import evidence
from journeymap.i18n.references import PersonaRef, StepRef

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analysis import Facts
    from journeymap.graph import ServiceGraph
    from journeymap.graph.evidence import Basis
    from journeymap.i18n.references import Ref


class KnowledgeChange(Struct, frozen=True):
    """What the statements about a step or a persona rest on, before and after."""

    about: Ref
    before: Basis
    after: Basis

    @property
    def became_known(self) -> bool:
        """Whether fewer of them are assumed now, and a smaller part."""
        return self.after.assumed < self.before.assumed and self._share(self.after) < self._share(self.before)

    @property
    def became_assumed(self) -> bool:
        """Whether more of them are assumed now, and a larger part."""
        return self.after.assumed > self.before.assumed and self._share(self.after) > self._share(self.before)

    @staticmethod
    def _share(basis: Basis) -> float:
        return basis.assumed_share or 0.0


def knowledge_changes(
    old: Facts, new: Facts, steps: Mapping[str, str], personas: Mapping[str, str]
) -> tuple[KnowledgeChange, ...]:
    """Return the steps and personas of which more, or less, is assumed; both are given as the new ids by the old ones.

    What only has more or fewer statements than before, or has none, became neither assumed nor known.
    """
    changes = [
        KnowledgeChange(StepRef(after), _of_step(old.graph, before), _of_step(new.graph, after))
        for before, after in steps.items()
    ]
    olds, news = (facts.of(evidence.ANALYSIS).by_persona for facts in (old, new))
    changes += [
        KnowledgeChange(PersonaRef(after), olds[before], news[after])
        for before, after in personas.items()
        if before in olds and after in news
    ]
    return tuple(
        change
        for change in changes
        if change.before.statements and change.after.statements and (change.became_known or change.became_assumed)
    )


def _of_step(graph: ServiceGraph, name: str) -> Basis:
    return graph.evidence.by_step[graph.topology.index[name]]
