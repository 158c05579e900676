"""What is new, gone or different in a file, step by step and field by field, in the designer's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from journeymap.i18n.references import ActorRef, ChannelRef, PersonaRef, PhaseRef, Ref, SourceRef, StepRef, SystemRef
from journeymap.i18n.text import words_of
from journeymap.model.element import Element, hyphenated
from journeymap.model.quantities import Duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.comparison.matching import Matching
    from journeymap.graph import ServiceGraph

Kind: TypeAlias = Literal["steps", "personas", "channels", "actors", "systems", "sources", "phases", "file"]

REFERENCES: Mapping[str, type[Ref]] = {
    "phase": PhaseRef, "channel": ChannelRef, "prefers": ChannelRef, "by": ActorRef, "heard": SourceRef,
    "uses": SystemRef, "starts": StepRef, "needs": StepRef, "recover": StepRef, "missed": StepRef, "from_": StepRef,
    "to": StepRef,
}  # fmt: skip
"""The fields that hold the id of something else, or several of them."""
KEYED: Mapping[str, type[Ref]] = {
    "next": StepRef, "informs": StepRef, "experience": PersonaRef, "share": PersonaRef,
    "to": StepRef,
}  # fmt: skip
"""The fields that hold values by the id of something else."""
KINDS: Mapping[type[Ref], Kind] = {
    StepRef: "steps", PersonaRef: "personas", ChannelRef: "channels", ActorRef: "actors", SystemRef: "systems",
    SourceRef: "sources", PhaseRef: "phases",
}  # fmt: skip
REF_OF: Mapping[Kind, type[Ref]] = {kind: ref for ref, kind in KINDS.items()}
TOLD_ELSEWHERE = frozenset({"was", "accept", "phase"})
"""Fields of a step that say nothing by themselves: what follows from them is told in another place."""
ORDERED = frozenset({"prefers"})
"""Lists of which the order says something; of all others it is only how they were written."""
TEXT_OF = ("does", "what", "text", "name")
"""The field by which one of several cells, fail points, notes or terms is known."""


class FieldChange(Struct, frozen=True):
    """One field that became another: the keys that lead to it, words of the format and references, and its values.

    None stands for what is not stated. Of a list `before` has what is no longer in it, `after` what is new in it.
    """

    path: tuple[object, ...]
    before: object
    after: object
    in_list: bool = False

    @property
    def key(self) -> str:
        """The word of the format for the field itself."""
        return next((word for word in reversed(self.path) if isinstance(word, str)), "")


class ThingChange(Struct, frozen=True):
    """A step or another thing that is new (`old` is None), gone (`new` is None), or different in some fields."""

    kind: Kind
    old: str | None
    new: str | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def ref(self) -> Ref | None:
        """The thing as a reference, by its id in the later version where it is there; None for the file itself."""
        ref = REF_OF.get(self.kind)
        return None if ref is None else ref(self.new or self.old or "")


def thing_changes(old: ServiceGraph, new: ServiceGraph, matching: Matching) -> tuple[ThingChange, ...]:
    """Return what is new, gone or different: steps in the order of the file, the other things, then the file."""
    return tuple(_Fields(old, new, matching).changes())


class _Fields:
    """The comparison of two files, field by field."""

    def __init__(self, old: ServiceGraph, new: ServiceGraph, matching: Matching) -> None:
        self.old, self.new = old, new
        self.matching = matching
        self.pairs = {"steps": matching.steps, **matching.things}

    def changes(self) -> Iterator[ThingChange]:
        before, after = self.old.blueprint, self.new.blueprint
        for kind in KINDS.values():
            yield from self._of_kind(kind, getattr(before, kind), getattr(after, kind))
        fields = tuple(
            change
            for name in type(after).model_fields
            if name not in (*KINDS.values(), "journeymap", "accept")
            for change in self._field((hyphenated(name),), name, getattr(before, name), getattr(after, name))
        )
        if fields:
            yield ThingChange("file", "", "", fields)

    def _of_kind(
        self, kind: Kind, before: Mapping[str, Element], after: Mapping[str, Element]
    ) -> Iterator[ThingChange]:
        old_of, new_of = self.pairs[kind].old_of, self.pairs[kind].new_of
        for new, element in after.items():
            old = old_of.get(new)
            if old is None:
                yield ThingChange(kind, None, new)
                continue
            fields = tuple(self._element((), before[old], element))
            if kind == "steps":
                fields = (*self._phase(old, new), *fields)
            if fields or old != new:
                yield ThingChange(kind, old, new, fields)
        for old in before:
            if old not in new_of:
                yield ThingChange(kind, old, None)

    def _phase(self, old: str, new: str) -> Iterator[FieldChange]:
        """Yield the phase of a step where it is another one; it may follow from the step before it."""
        before, after = self._ref(PhaseRef, self.old.phases[old]), self.new.phases[new]
        if before != (None if after is None else PhaseRef(after)):
            yield FieldChange(("phase",), before, None if after is None else PhaseRef(after))

    def _ref(self, kind: type[Ref], name: str | None) -> Ref | None:
        """Return a thing of the earlier version as a reference, by the id that it has in the later one."""
        if name is None:
            return None
        if kind is SystemRef and name in self.old.blueprint.steps:
            kind = StepRef
        return kind(self.pairs[KINDS[kind]].new_of.get(name, name))

    def _now(self, kind: type[Ref], name: str) -> Ref:
        return (StepRef if kind is SystemRef and name in self.new.blueprint.steps else kind)(name)

    def _element(self, path: tuple[object, ...], before: Element, after: Element) -> Iterator[FieldChange]:
        for name in type(after).model_fields:
            if name not in TOLD_ELSEWHERE:
                yield from self._field((*path, hyphenated(name)), name, getattr(before, name), getattr(after, name))

    def _field(self, path: tuple[object, ...], name: str, before: object, after: object) -> Iterator[FieldChange]:
        """Yield what is different in a field, given as the model holds it."""
        kind = REFERENCES.get(name)
        if kind is not None and not isinstance(before, Mapping) and not isinstance(after, Mapping):
            yield from self._references(path, kind, before, after, ordered=name in ORDERED)
        elif before == after and name not in KEYED:
            return
        elif isinstance(before, Mapping) or isinstance(after, Mapping):
            yield from self._mapping(path, name, before or {}, after or {})  # type: ignore[arg-type]
        elif isinstance(before, Element) and isinstance(after, Element):
            yield from self._element(path, before, after)
        elif isinstance(before, tuple) and isinstance(after, tuple):
            yield from self._items(path, before, after)
        elif _meant(before) != _meant(after):
            yield FieldChange(path, before, after)

    def _references(
        self, path: tuple[object, ...], kind: type[Ref], before: object, after: object, *, ordered: bool
    ) -> Iterator[FieldChange]:
        if not isinstance(before, tuple) or not isinstance(after, tuple):
            old = self._ref(kind, before if isinstance(before, str) else None)
            new = self._now(kind, after) if isinstance(after, str) else None
            if old != new:
                yield FieldChange(path, old, new)
            return
        olds = [self._ref(kind, name) for name in before]
        news = [self._now(kind, name) for name in after]
        gone, added = [ref for ref in olds if ref not in news], [ref for ref in news if ref not in olds]
        if gone or added:
            yield FieldChange(path, tuple(gone), tuple(added), in_list=True)
        elif ordered and olds != news:
            yield FieldChange(path, tuple(olds), tuple(news))

    def _mapping(
        self, path: tuple[object, ...], name: str, before: Mapping[str, object], after: Mapping[str, object]
    ) -> Iterator[FieldChange]:
        kind = KEYED.get(name)
        olds = {(key if kind is None else self._key(kind, key)): value for key, value in before.items()}
        news = {(key if kind is None else self._key(kind, key, now=True)): value for key, value in after.items()}
        if name == "share" and _alone(olds) and _alone(news):
            before_all, after_all = next(iter(olds.values()), None), next(iter(news.values()), None)
            if before_all != after_all:
                yield FieldChange(path, before_all, after_all)
            return
        for key in dict.fromkeys([*olds, *news]):
            old, new = olds.get(key), news.get(key)
            if old == new:
                if isinstance(old, Element) and isinstance(new, Element):
                    yield from self._element((*path, key), old, new)  # equal words may name what has another id now
            elif isinstance(old, Element) and isinstance(new, Element):
                yield from self._element((*path, key), old, new)
            elif _meant(old) != _meant(new):
                yield FieldChange((*path, key), old, new)

    def _key(self, kind: type[Ref], name: str, *, now: bool = False) -> object:
        if name in ("everyone", "staff"):
            return name
        return self._now(kind, name) if now else self._ref(kind, name)

    def _items(
        self, path: tuple[object, ...], before: tuple[object, ...], after: tuple[object, ...]
    ) -> Iterator[FieldChange]:
        """Yield what is different in a list: one cell, note or fail point by its fields, several by what they say."""
        olds, news = [_meant(item) for item in before], [_meant(item) for item in after]
        gone = [item for item, meant in zip(before, olds, strict=True) if meant not in news]
        added = [item for item, meant in zip(after, news, strict=True) if meant not in olds]
        pairs = [(old, new) for old in gone for new in added if _text(old) is not None and _text(old) == _text(new)]
        if not pairs and len(gone) == len(added) == 1 and isinstance(gone[0], Element):
            pairs = [(gone[0], added[0])]
        for old, new in pairs:
            if old in gone and new in added and isinstance(old, Element) and isinstance(new, Element):
                gone.remove(old)
                added.remove(new)
                for change in self._element(path, old, new):
                    plain = change.path[:-1] if change.path[-1] in TEXT_OF else change.path
                    yield FieldChange(plain, change.before, change.after, change.in_list)
        if gone or added:
            yield FieldChange(path, tuple(map(_shown, gone)), tuple(map(_shown, added)), in_list=True)


def _meant(value: object) -> object:
    """Return a value without the way in which it was written: an hour is 60 minutes, and white space says nothing."""
    if isinstance(value, Duration):
        return replace(value, written="")
    if isinstance(value, str):
        return " ".join(words_of(value))
    return tuple(map(_meant, value)) if isinstance(value, tuple) else value


def _alone(values: Mapping[object, object]) -> bool:
    return list(values) in ([], ["everyone"])


def _text(item: object) -> object:
    """Return the words by which an item of a list is known; None where it has none."""
    return next((_meant(getattr(item, name)) for name in TEXT_OF if getattr(item, name, None) is not None), None)


def _shown(item: object) -> object:
    return _text(item) if isinstance(item, Element) and _text(item) is not None else item
