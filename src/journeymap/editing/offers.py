"""What fixes would change in a text, for whoever carries them out elsewhere: an editor, code scanning, an agent.

Every edit is proven as when it is carried out here. Those that have nothing to do with one another are proven at once,
by one reading of the text in which all of them are made: many fixes cost little more than one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.changes import NotPossibleError, Take
from journeymap.editing.edits import apply_edits
from journeymap.editing.kernel import change_text, prove
from journeymap.editing.placing import Placing
from journeymap.editing.resolving import resolved
from journeymap.syntax import parse
from journeymap.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.changes import Change, Fix
    from journeymap.diagnostics import Diagnostic, Span
    from journeymap.editing.edits import Edit
    from journeymap.syntax import Parsed


class Offer(Struct, frozen=True):
    """A fix, and the edits of the text by which it is made."""

    fix: Fix
    edits: tuple[Edit, ...]


def places(text: str, edits: Sequence[Edit], path: str = "") -> list[tuple[Span, str]]:
    """Return edits by the lines and columns that they replace, in the order of the text, each with what comes there."""
    source = Source(path, text)
    return [(source.span(edit.start, edit.end), edit.text) for edit in sorted(edits)]


class _Placed(Struct, frozen=True):
    """A change with the edits that make it, not yet proven; `number` is that of its fix."""

    number: int
    change: Change
    edits: tuple[Edit, ...]


def offers(text: str, findings: Iterable[Diagnostic], path: str = "") -> list[tuple[Offer, ...]]:
    """Return for each finding the fixes that can be made in a text, the likeliest first."""
    listed = [finding.fixes for finding in findings]
    edits = _edits_of(text, [fix for fixes in listed for fix in fixes], path)
    known = iter(edits)
    return [tuple(Offer(fix, made) for fix in fixes if (made := next(known))) for fixes in listed]


def _edits_of(text: str, fixes: Sequence[Fix], path: str) -> list[tuple[Edit, ...]]:
    """Return the edits of each fix; none where it cannot be made."""
    edits: list[tuple[Edit, ...]] = [()] * len(fixes)
    if not fixes:
        return edits
    parsed = parse(text, path)
    waiting: list[_Placed] = []
    for number, fix in enumerate(fixes):
        if len(fix.changes) > 1 or isinstance(fix.changes[0], Take):
            edits[number] = _proven(text, fix, path)
        elif (placed := _placed(number, fix, parsed)) is not None:
            waiting.append(placed)
    while waiting:
        together, waiting = _apart(waiting)
        if _hold(parsed, together, path):
            for placed in together:
                edits[placed.number] = placed.edits
        else:
            for placed in together:
                edits[placed.number] = _proven(text, fixes[placed.number], path)
    return edits


def _proven(text: str, fix: Fix, path: str) -> tuple[Edit, ...]:
    try:
        return change_text(text, fix.changes, path).edits
    except NotPossibleError:
        return ()


def _placed(number: int, fix: Fix, parsed: Parsed) -> _Placed | None:
    try:
        change = resolved(fix.changes[0], parsed)
        return _Placed(number, change, Placing(parsed).edits(change))
    except NotPossibleError:
        return None


def _apart(waiting: Sequence[_Placed]) -> tuple[list[_Placed], list[_Placed]]:
    """Return changes of which no two touch the same place, and the rest of them."""
    together: list[_Placed] = []
    rest: list[_Placed] = []
    for placed in waiting:
        taken = any(_touch(placed, other) for other in together)
        (rest if taken else together).append(placed)
    return together, rest


def _touch(placed: _Placed, other: _Placed) -> bool:
    one, two = placed.change.path, other.change.path
    shorter = min(len(one), len(two))
    if one[:shorter] == two[:shorter] or one[:-1] == two[:-1]:
        return True
    return any(
        first.start <= second.end and second.start <= first.end for first in placed.edits for second in other.edits
    )


def _hold(parsed: Parsed, together: Sequence[_Placed], path: str) -> bool:
    """Return whether the data becomes what all the changes make of it, by all their edits at once."""
    text = apply_edits(parsed.source.text, [edit for placed in together for edit in placed.edits])
    try:
        prove(parsed, parse(text, path), [placed.change for placed in together])
    except NotPossibleError:
        return False
    return True
