"""What some changes do: all figures before and after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.analysis import Facts
from journeymap.figures import Figures, compare
from journeymap.graph import connect
from journeymap.what_if.overrides import apply_changes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.figures import Delta
    from journeymap.what_if.overrides import Change


class WhatIf(Struct, frozen=True):
    """What was changed, and all figures before and after; nothing but the problems when something cannot be changed."""

    changes: tuple[Change, ...]
    deltas: Mapping[str, Delta]
    problems: tuple[Diagnostic, ...]


def what_if(facts: Facts, settings: Sequence[str]) -> WhatIf:
    """Return all figures before and after some settings such as `bellen.wait=1 min`.

    The blueprints that the file names count for both.
    """
    applied = apply_changes(facts.graph.blueprint, settings)
    if applied.blueprint is None:
        return WhatIf((), {}, applied.problems)
    graph = connect(applied.blueprint, links=lambda: facts.graph.links)
    return WhatIf(applied.changes, compare(Figures(facts), Figures(Facts(graph))), ())
