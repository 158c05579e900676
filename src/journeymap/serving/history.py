"""Undo and redo of the edits that were made in a session, over what other programs changed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.changes import NotPossibleError
from journeymap.editing.edits import Edit, apply_edits, difference, inverse
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

KEPT = 1000
"""How many edits can be undone."""


class Done(Struct, frozen=True):
    """One edit that was made: the text before and after it, what it was about and what was said of it."""

    before: str
    after: str
    edits: tuple[Edit, ...]
    focus: str | None = None
    said: str = ""


class History:
    """What can be undone and what can be done again, the last at the end."""

    def __init__(self) -> None:
        self._done: list[Done] = []
        self._undone: list[Done] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to do again."""
        return bool(self._undone)

    def copy(self) -> History:
        """Return the same once more, which stays as it is."""
        other = History()
        other._done, other._undone = [*self._done], [*self._undone]
        return other

    def add(self, done: Done) -> None:
        """Note an edit; what was undone before cannot be done again any more."""
        self._done.append(done)
        del self._done[:-KEPT]
        self._undone.clear()

    def undone(self, text: str) -> tuple[str, Done]:
        """Return a text without the last edit, and that edit; nothing is noted yet.

        NotPossibleError where there is none, or where another program changed the same place since.
        """
        if not self._done:
            raise NotPossibleError(say("there is nothing to undo"))
        done = self._done[-1]
        return apply_edits(text, _moved(inverse(done.before, done.edits), done.after, text)), done

    def redone(self, text: str) -> tuple[str, Done]:
        """Return a text with the edit that was undone last, and that edit; raises as `undone` does."""
        if not self._undone:
            raise NotPossibleError(say("there is nothing to do again"))
        done = self._undone[-1]
        return apply_edits(text, _moved(done.edits, done.before, text)), done

    def note_undone(self) -> None:
        """Note that the last edit was undone."""
        self._undone.append(self._done.pop())

    def note_redone(self) -> None:
        """Note that what was undone last was done again."""
        self._done.append(self._undone.pop())


def _moved(edits: Sequence[Edit], base: str, text: str) -> list[Edit]:
    """Return edits of a text as edits of what others made of it; NotPossibleError where both touch one place."""
    moved = []
    for foreign in difference(base, text) or (Edit(len(base), len(base), ""),):
        shift = len(foreign.text) - (foreign.end - foreign.start)
        for edit in edits:
            if edit.end < foreign.start or base == text:
                moved.append(edit)
            elif edit.start > foreign.end:
                moved.append(Edit(edit.start + shift, edit.end + shift, edit.text))
            else:
                raise NotPossibleError(say("another program changed the same place since; change it by hand"))
    return moved
