"""Fixes of findings, carried out one by one, each kept only where it mends and breaks nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.changes import NotPossibleError
from journeymap.diagnostics import Severity
from journeymap.editing.kernel import change_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.changes import Fix
    from journeymap.diagnostics import Diagnostic

    Check = Callable[[str], Sequence[Diagnostic]]

# One fix may make room for another; a file that still changes after so many was not written by a person.
_ROUNDS = 10


class Mended(Struct, frozen=True):
    """A text after fixes, and what was mended by which fix, in the order in which that was done."""

    text: str
    mended: tuple[tuple[Diagnostic, Fix], ...]


def mend(text: str, check: Check, *, path: str = "", unsafe: bool = False) -> Mended:
    """Return a text in which all is mended that can be: by safe fixes, and with `unsafe` by proposals as well.

    `check` says what is wrong with a text. A fix is kept where its finding is gone and no error is new. Of several
    fixes of a finding the first that can be kept is taken.
    """
    mended: list[tuple[Diagnostic, Fix]] = []
    tried: set[tuple[object, ...]] = set()
    findings = check(text)
    for _ in range(_ROUNDS):
        before = text
        # From the end to the beginning: what stands before a change keeps its line and column.
        for finding in sorted(findings, key=lambda finding: finding.order, reverse=True):
            for fix in finding.fixes:
                mark = (*_kind(finding), str(fix.title))
                if mark in tried or not (unsafe or fix.safe):
                    continue
                tried.add(mark)
                after = _after(text, fix, path)
                now = _kept(findings, finding, check(after)) if after is not None else None
                if after is None or now is None:
                    continue
                text, findings = after, now
                mended.append((finding, fix))
                break
        if text == before:
            break
        findings = check(text)
    return Mended(text, tuple(mended))


def _after(text: str, fix: Fix, path: str) -> str | None:
    """Return a text after a fix, None where it cannot be made."""
    try:
        after = change_text(text, fix.changes, path).after
    except NotPossibleError:
        return None
    return after if after != text else None


def _kept(
    before: Sequence[Diagnostic], finding: Diagnostic, after: Sequence[Diagnostic]
) -> Sequence[Diagnostic] | None:
    """Return what is wrong after a fix, None where its finding is still there or an error is new."""
    gone, new = Counter(map(_kind, before)), Counter(map(_kind, after))
    if new[_kind(finding)] >= gone[_kind(finding)]:
        return None
    errors = (item for item in after if item.severity is Severity.ERROR)
    return None if any(new[_kind(item)] > gone[_kind(item)] for item in errors) else after


def _kind(finding: Diagnostic) -> tuple[object, ...]:
    return (finding.code, finding.step, str(finding.message))
