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


# How the codes begin of what is wrong with the file and not with the service.
_FORM = "JM1"


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
    while (step := _next(text, findings, check, path, tried, unsafe=unsafe)) is not None:
        text, findings, finding, fix = step
        mended.append((finding, fix))
    return Mended(text, tuple(mended))


def _next(
    text: str, findings: Sequence[Diagnostic], check: Check, path: str, tried: set[tuple[object, ...]], *, unsafe: bool
) -> tuple[str, Sequence[Diagnostic], Diagnostic, Fix] | None:
    """Return the text after the next fix that can be kept, what is wrong with it, and what was mended how.

    `tried` are the fixes that need no second look; None where none is left.
    """
    for finding in findings:
        for number, fix in enumerate(finding.fixes):
            mark = (*_kind(finding), number)
            if mark in tried or not (unsafe or fix.safe):
                continue
            tried.add(mark)
            after = _after(text, fix, path)
            remaining = _kept(findings, finding, check(after)) if after is not None else None
            if after is not None and remaining is not None:
                return after, remaining, finding, fix
    return None


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
    # Where the file could not be read, what is found once it can be is no work of the fix.
    form = _is_form(finding)
    errors = (item for item in after if item.severity is Severity.ERROR and (not form or _is_form(item)))
    return None if any(new[_kind(item)] > gone[_kind(item)] for item in errors) else after


def _is_form(finding: Diagnostic) -> bool:
    return finding.code.number.startswith(_FORM)


def _kind(finding: Diagnostic) -> tuple[object, ...]:
    return (finding.code, finding.step, str(finding.message))
