"""What was found before and is not now, what is found now and was not, and what is found elsewhere or otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from msgspec import Struct

from journeymap.findings.digest import part_of
from journeymap.findings.harm import order
from journeymap.findings.identity import Identity, identities, things_listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from journeymap.diagnostics import Acceptance, Diagnostic
    from journeymap.result import Result

Fate: TypeAlias = Literal["new", "resolved", "moved", "changed", "accepted", "reopened", "lapsed", "reasoned"]
"""What became of a finding.

`moved`: it is found at another step; `changed`: it weighs otherwise, holds for others or speaks of another thing there;
`accepted`: it is a conscious choice now; `reopened`: it was one and is not any more; `lapsed`: it was one and is no
longer found; `reasoned`: it is one for another reason.
"""
FATES: tuple[Fate, ...] = ("new", "reopened", "changed", "moved", "resolved", "accepted", "lapsed", "reasoned")


class FindingChange(Struct, frozen=True):
    """One finding before and after; None where it is not there. The reasons are those for which it was accepted.

    `behind` tells that another change of the same fate stands for it: another sign of one cause.
    """

    fate: Fate
    old: Diagnostic | None
    new: Diagnostic | None
    old_reason: str | None = None
    new_reason: str | None = None
    behind: bool = False

    @property
    def told(self) -> Diagnostic:
        """The finding as it is told: as it is now, else as it was."""
        if self.new is not None:
            return self.new
        return cast("Diagnostic", self.old)


class _Found(Struct, frozen=True):
    """A finding of one version with who it is, and the reason where it was accepted."""

    identity: Identity
    diagnostic: Diagnostic
    reason: str | None


def finding_changes(old: Result, new: Result, renamed: Mapping[str, str]) -> tuple[FindingChange, ...]:
    """Return what became of each finding that is not the same in two results that are weighed, the worst first.

    `renamed` has the ids of the later version by those of the earlier one, where they differ.
    """
    before, after = _found(old, renamed), _found(new, {})
    changes = [
        change
        for identity in before.keys() & after.keys()
        if (change := _same(before[identity], after[identity])) is not None
    ]
    gone = {identity: found for identity, found in before.items() if identity not in after}
    come = {identity: found for identity, found in after.items() if identity not in before}
    changes += _paired(gone, come)
    changes += [
        FindingChange("resolved" if found.reason is None else "lapsed", found.diagnostic, None, found.reason)
        for found in gone.values()
    ]
    changes += [
        FindingChange("new" if found.reason is None else "accepted", None, found.diagnostic, None, found.reason)
        for found in come.values()
    ]
    changes.sort(key=lambda change: (FATES.index(change.fate), order(change.told), str(change.told.message)))
    return _with_causes(changes)


def _found(result: Result, renamed: Mapping[str, str]) -> dict[Identity, _Found]:
    diagnostics: Sequence[Diagnostic] = [*result.diagnostics, *_diagnostics(result.accepted)]
    reasons: list[str | None] = [None] * len(result.diagnostics)
    reasons += [acceptance.reason for acceptance in result.accepted]
    known = zip(identities(diagnostics, renamed), diagnostics, reasons, strict=True)
    return {identity: _Found(identity, diagnostic, reason) for identity, diagnostic, reason in known}


def _diagnostics(accepted: Iterable[Acceptance]) -> list[Diagnostic]:
    return [acceptance.diagnostic for acceptance in accepted]


def _same(before: _Found, after: _Found) -> FindingChange | None:
    """Return what became of a finding that is in both versions; None where nothing did."""
    old, new = before.diagnostic, after.diagnostic
    reasons = before.reason, after.reason
    if before.reason is None and after.reason is not None:
        return FindingChange("accepted", old, new, *reasons)
    if before.reason is not None and after.reason is None:
        return FindingChange("reopened", old, new, *reasons)
    if before.reason != after.reason:
        return FindingChange("reasoned", old, new, *reasons)
    if old.severity is not new.severity and before.reason is None:
        return FindingChange("changed", old, new)
    return None


def _paired(gone: dict[Identity, _Found], come: dict[Identity, _Found]) -> list[FindingChange]:
    """Take out and return the findings of which one that is gone and one that has come are the same, seen otherwise.

    First those of one rule at one step of which there is one on either side, then those that name the same thing at
    another step.
    """
    changes = []
    for fate, key in (("changed", _place), ("moved", _thing)):
        for old, new in _alone(gone, come, key):
            before, after = gone.pop(old), come.pop(new)
            same = _same(before, after)
            kind: Fate = "moved" if fate == "moved" else "changed"
            changes.append(
                same
                if same is not None and same.fate != "changed"
                else FindingChange(kind, before.diagnostic, after.diagnostic, before.reason, after.reason)
            )
    return changes


def _place(found: _Found) -> tuple[object, ...] | None:
    return found.identity.rule, found.identity.step


def _thing(found: _Found) -> tuple[object, ...] | None:
    """Return a finding by what it names, or else lists; None where it does neither."""
    identity = found.identity
    things = identity.subject or things_listed(found.diagnostic)
    return (identity.rule, identity.personas, things) if things else None


def _alone(
    gone: Mapping[Identity, _Found], come: Mapping[Identity, _Found], key: Callable[[_Found], object | None]
) -> list[tuple[Identity, Identity]]:
    """Return the pairs of findings that share a key with each other and with nothing else."""
    groups: dict[object, tuple[list[Identity], list[Identity]]] = {}
    for side, found in enumerate((gone, come)):
        for identity in found:
            if (shared := key(found[identity])) is not None:
                groups.setdefault(shared, ([], []))[side].append(identity)
    return [(olds[0], news[0]) for olds, news in groups.values() if len(olds) == 1 and len(news) == 1]


def _with_causes(changes: Sequence[FindingChange]) -> tuple[FindingChange, ...]:
    """Return the changes with those marked for which another one of the same fate stands, since it is one cause."""
    marked = list(changes)
    for fate in FATES:
        places = [place for place, change in enumerate(changes) if change.fate == fate]
        for member in part_of([changes[place].told for place in places]):
            place = places[member]
            marked[place] = FindingChange(
                changes[place].fate,
                changes[place].old,
                changes[place].new,
                changes[place].old_reason,
                changes[place].new_reason,
                behind=True,
            )
    return tuple(marked)
