"""Words of a file that nothing knows: the first are told one by one, what is left as one.

To look for the word that was meant takes time for each, and nobody reads a thousand of them. What counts are different
words: one that stands wrong in a thousand places is told, and can be corrected, in each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from journeymap.diagnostics import UNKNOWN_KEY, Diagnostic, Severity
from journeymap.i18n.messages import plural, say

if TYPE_CHECKING:
    from journeymap.diagnostics import Span

MOST = 200
"""How many different words of one file are told."""


class UnknownWords(Struct):
    """The words of one file that are not known; `more` counts those beyond `MOST`, of which `first` is the place."""

    words: set[str] = field(default_factory=set)
    more: int = 0
    first: Span | None = None

    def may_tell(self, word: str) -> bool:
        """Return whether a word is among those that are told one by one."""
        if len(self.words) < MOST:
            self.words.add(word)
        return word in self.words

    def leave(self, span: Span) -> None:
        """Count a word that is not told by itself, and where it stands."""
        self.more += 1
        self.first = self.first or span

    def rest(self) -> list[Diagnostic]:
        """Return what is said of all that were not told: one finding, or none."""
        if not self.more:
            return []
        message = plural(
            "{count} more word of this file is not known, from here on",
            "{count} more words of this file are not known, from here on",
            self.more,
        )
        remedy = say("correct those before it first: only the first {most} different words are told", most=MOST)
        return [Diagnostic(UNKNOWN_KEY, Severity.ERROR, message, self.first, remedy)]
