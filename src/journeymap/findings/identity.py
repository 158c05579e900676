"""Who a finding is: what stays the same when lines, figures and words around it change.

A finding is known by its rule, by the step that it is about or the file, by the personas that it holds for, and by what
distinguishes two of one rule there: the things of the blueprint and the designer's words that its message names. Lines,
figures and the wording of the message are no part of it.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.i18n.messages import Joined, Message, Quoted
from journeymap.i18n.references import ActorRef, ChannelRef, Ref, SourceRef, StepRef, SystemRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeymap.diagnostics import Diagnostic

SCHEME = "journeymap/v1"
"""The name of how fingerprints are made; a later way gets another one."""
LENGTH = 32
"""How many hexadecimal digits a fingerprint has."""
_ELEMENTS = (ActorRef, ChannelRef, SourceRef, SystemRef)
_NO_RENAMES: Mapping[str, str] = MappingProxyType({})


class Identity(Struct, frozen=True):
    """Who one finding is, within one file.

    `subject` is what its message names beside its step; `occurrence` counts, from 1, those of which all else is alike.
    """

    rule: str
    step: str | None
    personas: tuple[str, ...]
    subject: tuple[str, ...]
    occurrence: int = 1

    @property
    def fingerprint(self) -> str:
        """The identity as a short text for other programs: the same as long as the identity is."""
        parts = [self.rule, self.step or "", *self.personas, "", *self.subject, str(self.occurrence)]
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def identities(diagnostics: Sequence[Diagnostic], renamed: Mapping[str, str] = _NO_RENAMES) -> list[Identity]:
    """Return who each finding of one file is, in the order given; no two are the same.

    `renamed` has the ids by which steps, and personas, are to be known, by those that they have in this file.
    """
    bare = [_identity(diagnostic, renamed) for diagnostic in diagnostics]
    # Of findings that nothing else tells apart the words decide who is the first: never the place in the file.
    order = sorted(range(len(bare)), key=lambda place: (str(bare[place]), diagnostics[place].message.text()))
    counts: Counter[Identity] = Counter()
    numbered: dict[int, Identity] = {}
    for place in order:
        counts[bare[place]] += 1
        known = bare[place]
        numbered[place] = Identity(known.rule, known.step, known.personas, known.subject, counts[known])
    return [numbered[place] for place in range(len(bare))]


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Return the fingerprint of each finding of one file, in the order given; no two are the same."""
    return [identity.fingerprint for identity in identities(diagnostics)]


def things_listed(diagnostic: Diagnostic) -> tuple[str, ...]:
    """Return the designer's words that the message of a finding lists: items that are asked, say; no steps or personas.

    They are no part of who it is, since they come and go; where it is found at another step they tell that it moved.
    """
    return tuple(sorted(set(_listed(diagnostic.message.values.values()))))


def _listed(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        match value:
            case str():
                continue
            case Quoted():
                yield from [value.words] if isinstance(value.words, str) else ()
            case Joined():
                yield from (part for part in value.parts if isinstance(part, str))
                yield from _listed(value.parts)
            case list() | tuple():
                yield from (part for part in value if isinstance(part, str))
                yield from _listed(value)


def _identity(diagnostic: Diagnostic, renamed: Mapping[str, str]) -> Identity:
    step = diagnostic.step
    return Identity(
        diagnostic.code.name,
        None if step is None else renamed.get(step, step),
        tuple(sorted(renamed.get(persona, persona) for persona in diagnostic.personas)),
        tuple(dict.fromkeys(_named(diagnostic.message.values.values(), step, renamed))),
    )


def _named(values: Iterable[object], step: str | None, renamed: Mapping[str, str]) -> Iterator[str]:
    """Yield what a message names: things of the blueprint but its own step, and words that somebody wrote."""
    for value in values:
        match value:
            case StepRef() if value.id == step:
                continue
            case Ref():
                yield f"{type(value).__name__}:{renamed.get(value.id, value.id)}"
            case Quoted():
                yield from _named([value.words], step, renamed)
            case Message() | Joined():
                continue  # what is said of it, which changes with the figures
            case str() if value != step:
                yield value
            case list() | tuple() if value and all(isinstance(item, _ELEMENTS) for item in value):
                # Steps and personas in lists are where and whom it was found: these come and go.
                yield from sorted(_named(value, step, renamed))
