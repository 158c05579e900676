"""Where something stands in a file, and what is said about it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from msgspec import Struct

from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.changes import Fix
    from journeymap.i18n.messages import Message


_HEAVIEST_FIRST = ("error", "warning", "note")


class Severity(StrEnum):
    """How much a finding weighs; `rank` orders them, the heaviest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note."""
        return _HEAVIEST_FIRST.index(self)

    def text(self, language: str = "en") -> str:
        """Return the word for people; the value itself is for programs."""
        words = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.NOTE: say("note")}
        return words[self].text(language)


class Span(Struct, frozen=True, order=True):
    """A stretch of a file. Lines and columns count from 1, columns in code points; the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def whole(cls, path: str) -> Span:
        """Return the span that stands for a file as such: its first character."""
        return cls(path, 1, 1, 1, 1)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Place(Protocol):
    """Something that was read from a file and knows where: a syntax node."""

    def at(self, *path: str | int) -> Span:
        """Return the span of what lies at a path below this, or of the nearest thing around it that is there."""

    def key_at(self, *path: str | int) -> Span:
        """Return the span of the name of what lies at a path: a mapping's key, or a list's item itself."""


class Code(Struct, frozen=True):
    """The number and the name of a kind of diagnostic; neither ever changes its meaning."""

    number: str
    name: str


# What is reported while a file is read, before there is a graph that a rule could ask. Each has a page in `rules/`.
INTERNAL_ERROR = Code("JM000", "internal-error")
DUPLICATE_STEP = Code("JM101", "duplicate-step")
UNKNOWN_KEY = Code("JM103", "unknown-key")
DUPLICATE_KEY = Code("JM109", "duplicate-key")
UNREADABLE_FILE = Code("JM110", "unreadable-file")
SYNTAX_ERROR = Code("JM111", "syntax-error")
INVALID_VALUE = Code("JM112", "invalid-value")
MISSING_VERSION = Code("JM113", "missing-version")
OVER_BUDGET = Code("JM114", "over-budget")
CUT_TEXT = Code("JM117", "cut-text")
# And what can be said only when all rules have spoken.
UNNECESSARY_ACCEPTANCE = Code("JM807", "unnecessary-acceptance")


class Family(Struct, frozen=True):
    """Rules that may find one cause at one step, and the place of a rule among them: the lowest is most specific."""

    name: Literal["wait", "refusal", "helping", "pain", "entry"]
    place: int


class Related(Struct, frozen=True):
    """A second place that explains a diagnostic: where the other one of a clash stands."""

    span: Span
    message: Message


class Diagnostic(Struct, frozen=True):
    """One thing that is said about one place, whoever found it.

    `witness` is the path or the set of steps that proves it, as step ids; `effect` is what it does to the customer;
    `assumed` is the part of the underlying statements that has no source, from 0 to 1, None where nothing is assumed;
    `reach` is the part of the customers whom it reaches; `harm` orders the findings about a service by how heavy they
    are, how many customers they reach, how bad it is for these and how sure (`findings.harm`), from 0 to 2. `family`
    is that of the rule, where it has one. `fixes` are changes of the file that would mend it, the likeliest first.
    `onward` is the later step that it is about, of those who come to `step` only whoever comes there too; None where it
    is about all of them. `part` is how much of the visits to `step` it happens at, from 0 to 1, None for all of them.
    """

    code: Code
    severity: Severity
    message: Message
    span: Span | None
    help: Message | None = None
    related: tuple[Related, ...] = ()
    step: str | None = None
    witness: tuple[str, ...] = ()
    effect: Message | None = None
    personas: tuple[str, ...] = ()
    assumed: float | None = None
    harm: float | None = None
    reach: float | None = None
    family: Family | None = None
    fixes: tuple[Fix, ...] = ()
    onward: str | None = None
    part: float | None = None

    def __str__(self) -> str:
        where = f"{self.span}: " if self.span is not None else ""
        return f"{where}{self.severity}: {self.message} [{self.code.number} {self.code.name}]"

    @property
    def order(self) -> tuple[str, int, int, str]:
        """The reading order: path, line, column, code."""
        span = self.span or Span.whole("")
        return (span.path, span.line, span.column, self.code.number)


def heaviest(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """Return the heaviest severity among diagnostics, None when there are none."""
    return min((diagnostic.severity for diagnostic in diagnostics), key=lambda severity: severity.rank, default=None)


class Acceptance(Struct, frozen=True):
    """A finding that is a conscious choice, and the reason that was given for it."""

    diagnostic: Diagnostic
    reason: str


class NotedPains(Struct, frozen=True):
    """How many pains a file notes, how many of these nothing answers to, and the step of the worst, None for none."""

    noted: int
    open: int
    worst: str | None


_Word = TypeVar("_Word")


def shown(words: Iterable[_Word], most: int = 8) -> Sequence[_Word | str]:
    """Return the words to name in a message: all of them, or the first few and an ellipsis."""
    listed = list(words)
    return listed if len(listed) <= most else [*listed[:most], "…"]


def closest(word: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """Return the known word that is spelled most alike, or None when none is alike enough (from 0 to 1)."""
    from difflib import get_close_matches

    candidates = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), candidates, n=1, cutoff=alike)
    return candidates[found[0]] if found else None
