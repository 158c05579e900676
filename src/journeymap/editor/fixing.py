"""What an editor offers to mend: the fixes of findings, and accepting a finding with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import CodeAction, CodeActionKind, TextDocumentEdit, TextEdit, WorkspaceEdit
from lsprotocol.types import OptionalVersionedTextDocumentIdentifier as VersionedFile

from journeymap.changes import NotPossibleError, Put
from journeymap.editing.formatting import format_text
from journeymap.editing.kernel import change_text
from journeymap.editing.mending import mend
from journeymap.editor.diagnosing import diagnostic_of, range_of
from journeymap.editor.naming import edits_of
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lsprotocol.types import Range

    from journeymap.changes import Fix
    from journeymap.diagnostics import Diagnostic
    from journeymap.editor.open_file import Check, OpenFile

_UNACCEPTABLE = ("JM0", "JM1")
_SOURCE_FIX = CodeActionKind.SourceFixAll


def actions(
    file: OpenFile, around: Range, only: Sequence[CodeActionKind | str] | None, check: Check
) -> list[CodeAction]:
    """Return what can be done about the findings in a range; `only` are the kinds that are asked for."""
    found: list[CodeAction] = []
    if file.result is None:
        return found
    if _wanted(CodeActionKind.QuickFix, only):
        for finding in file.result.diagnostics:
            if _meet(range_of(file, finding), around):
                found += _fixes(file, finding)
                found += _acceptance(file, finding)
    if only is not None and _wanted(_SOURCE_FIX, only):
        found += _all_at_once(file, check)
    return found


def in_order(file: OpenFile) -> list[TextEdit]:
    """Return the edits that put a file in order; none where it is, or where it cannot be read."""
    try:
        changed = format_text(file.text, file.path)
    except NotPossibleError:
        return []
    return edits_of(file, changed)


def _wanted(kind: CodeActionKind, only: Sequence[CodeActionKind | str] | None) -> bool:
    return only is None or any(
        kind == wanted or str(getattr(kind, "value", kind)).startswith(f"{getattr(wanted, 'value', wanted)}.")
        for wanted in only
    )


def _meet(first: Range, second: Range) -> bool:
    return (first.start.line, first.start.character) <= (second.end.line, second.end.character) and (
        second.start.line,
        second.start.character,
    ) <= (first.end.line, first.end.character)


def _fixes(file: OpenFile, finding: Diagnostic) -> Iterator[CodeAction]:
    """Yield the fixes of a finding that can be carried out in the text as it is."""
    for place, fix in enumerate(finding.fixes):
        edits = _carried_out(file, fix)
        if edits:
            yield _action(file, fix.title.text(file.language), finding, edits, preferred=place == 0 and fix.safe)


def _carried_out(file: OpenFile, fix: Fix) -> list[TextEdit]:
    try:
        return edits_of(file, change_text(file.text, fix.changes, file.path))
    except NotPossibleError:
        return []


def _acceptance(file: OpenFile, finding: Diagnostic) -> Iterator[CodeAction]:
    """Yield the acceptance of a finding, with a reason for its author to write in."""
    if finding.code.number.startswith(_UNACCEPTABLE):
        return
    holder = ("steps", finding.step) if finding.step is not None else ()
    reason = say("because …").text(file.language)
    try:
        changed = change_text(file.text, [Put((*holder, "accept", finding.code.name), reason)], file.path)
    except NotPossibleError:
        return
    title = say('accept "{rule}", and write why', rule=finding.code.name).text(file.language)
    yield _action(file, title, finding, edits_of(file, changed))


def _all_at_once(file: OpenFile, check: Check) -> Iterator[CodeAction]:
    """Yield all safe fixes of the file as one change."""
    after = mend(file.text, lambda text: check(text, file.path).diagnostics, path=file.path).text
    if after != file.text:
        whole = TextEdit(file.positions.range(0, len(file.text)), after)
        yield CodeAction(
            say("correct all that is certain").text(file.language), kind=_SOURCE_FIX, edit=_edit(file, [whole])
        )


def _action(
    file: OpenFile, title: str, finding: Diagnostic, edits: list[TextEdit], *, preferred: bool = False
) -> CodeAction:
    return CodeAction(
        title[:1].upper() + title[1:],
        kind=CodeActionKind.QuickFix,
        diagnostics=[diagnostic_of(file, finding)],
        is_preferred=preferred or None,
        edit=_edit(file, edits),
    )


def _edit(file: OpenFile, edits: Sequence[TextEdit]) -> WorkspaceEdit:
    return WorkspaceEdit(document_changes=[TextDocumentEdit(VersionedFile(file.uri, file.version), list(edits))])
