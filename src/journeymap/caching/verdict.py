"""What a check says of one file, without the blueprint that it was found in: it can be kept, and given from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from journeymap.caching.words import encoded, words_of
from journeymap.diagnostics import Acceptance, Code, Diagnostic, Family, NotedPains, Related, Severity, Span, heaviest

if TYPE_CHECKING:
    from journeymap.result import Result


class Verdict(Struct, frozen=True):
    """What was found in one file, as reporters and baselines take it; the fields are those of a result."""

    path: str
    text: str
    language: str
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Acceptance, ...] = ()
    pains: NotedPains | None = None

    @classmethod
    def of(cls, result: Result) -> Verdict:
        """Return what a result says."""
        return cls(result.path, result.text, result.language, result.diagnostics, result.accepted, result.pains)

    def worst(self) -> Severity | None:
        """Return the heaviest severity among the diagnostics, None when there are none."""
        return heaviest(self.diagnostics)


# A place in the file itself has None for its path: the file may be called otherwise where it is looked at next.
_Place = tuple[str | None, int, int, int, int]


class _Found(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A diagnostic as it is kept: words are of any kind that `words` knows."""

    number: str
    name: str
    severity: Severity
    message: Any
    span: _Place | None
    help: Any
    related: tuple[tuple[_Place, Any], ...]
    step: str | None
    witness: tuple[str, ...]
    effect: Any
    personas: tuple[str, ...]
    assumed: float | None
    harm: float | None
    reach: float | None
    family: tuple[str, int] | None
    fixes: tuple[Any, ...]
    onward: str | None
    part: float | None


class _Content(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A verdict as it is kept, without the text, which is in the file itself."""

    language: str
    diagnostics: tuple[_Found, ...]
    accepted: tuple[tuple[_Found, str], ...]
    pains: tuple[int, int, str | None] | None


_READER = msgspec.msgpack.Decoder(_Content, ext_hook=words_of)


def to_bytes(verdict: Verdict) -> bytes:
    """Return a verdict as bytes; raises as `words.encoded` does."""
    path = verdict.path
    pains = verdict.pains
    return encoded([
        verdict.language,
        [_kept(diagnostic, path) for diagnostic in verdict.diagnostics],
        [[_kept(choice.diagnostic, path), choice.reason] for choice in verdict.accepted],
        None if pains is None else [pains.noted, pains.open, pains.worst],
    ])  # fmt: skip


def from_bytes(content: bytes, path: str, text: str) -> Verdict:
    """Return the verdict that bytes hold for a file; raises ValueError or TypeError where they hold none."""
    known: _Content = _READER.decode(content)
    return Verdict(
        path,
        text,
        known.language,
        tuple(_diagnostic(found, path) for found in known.diagnostics),
        tuple(Acceptance(_diagnostic(found, path), reason) for found, reason in known.accepted),
        None if known.pains is None else NotedPains(*known.pains),
    )


def _kept(diagnostic: Diagnostic, path: str) -> list[object]:
    family = diagnostic.family
    return [
        diagnostic.code.number, diagnostic.code.name, str(diagnostic.severity), diagnostic.message,
        None if diagnostic.span is None else _place(diagnostic.span, path), diagnostic.help,
        [[_place(related.span, path), related.message] for related in diagnostic.related], diagnostic.step,
        diagnostic.witness, diagnostic.effect, diagnostic.personas, diagnostic.assumed, diagnostic.harm,
        diagnostic.reach, None if family is None else [family.name, family.place], diagnostic.fixes, diagnostic.onward,
        diagnostic.part,
    ]  # fmt: skip


def _place(span: Span, path: str) -> list[object]:
    own = span.path == path
    return [None if own else span.path, span.line, span.column, span.end_line, span.end_column]


def _diagnostic(found: _Found, path: str) -> Diagnostic:
    family = found.family
    return Diagnostic(
        Code(found.number, found.name),
        found.severity,
        found.message,
        None if found.span is None else _span(found.span, path),
        found.help,
        tuple(Related(_span(place, path), message) for place, message in found.related),
        found.step,
        found.witness,
        found.effect,
        found.personas,
        found.assumed,
        found.harm,
        found.reach,
        None if family is None else Family(family[0], family[1]),  # type: ignore[arg-type]  # as the rule gave it
        found.fixes,
        found.onward,
        found.part,
    )


def _span(place: _Place, path: str) -> Span:
    own, line, column, end_line, end_column = place
    return Span(path if own is None else own, line, column, end_line, end_column)
