"""Things that are called by their name instead of their id, and channels that nobody defined.

`phase: Open an account` is read where one phase has that name; `channel: phone` is a channel of which nothing else is
stated, unless the file defines one that is spelled nearly so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from journeymap.model.element import Element
    from journeymap.model.step import Deadline, Step
    from journeymap.model.waiting import Chase, Closed, GivesUp

ElementT = TypeVar("ElementT", bound="Element")
LeftT = TypeVar("LeftT", "GivesUp", "Closed")
# From here on a channel is one that is defined, with a slip of the keyboard, and not another one.
ALIKE = 0.6


class Names:
    """The ids behind the names of one kind of thing; a name that two things have, or that is an id, stands for none."""

    def __init__(self, things: Mapping[str, Any], label: Callable[[Any], str | None]) -> None:
        self._known = things
        self._ids: dict[str, str | None] = {}
        self._composed = {normalize("NFC", key): key for key in things if not key.isascii()}
        for key, thing in things.items():
            name = _folded(label(thing) or "")
            self._ids[name] = key if name and name not in self._ids else None

    @property
    def has_none(self) -> bool:
        """Whether nothing can be called otherwise than by its id."""
        return not self._composed and not any(self._ids.values())

    def __call__(self, word: str) -> str:
        """Return the id that a word stands for, or the word itself."""
        if word in self._known:
            return word
        return self._ids.get(_folded(word)) or self._composed.get(normalize("NFC", word)) or word

    def all(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the ids that words stand for."""
        return tuple(self(word) for word in words)

    def keys(self, mapping: Mapping[str, Any]) -> dict[str, Any]:
        """Return a mapping with ids for keys; of two that stand for the same, both are kept as they are written."""
        renamed = {self(key): value for key, value in mapping.items()}
        return renamed if len(renamed) == len(mapping) else dict(mapping)

    def alike(self, word: str) -> bool:
        """Tell whether a known id is spelled nearly as a word is."""
        from difflib import SequenceMatcher

        return any(SequenceMatcher(None, _folded(word), _folded(key)).ratio() >= ALIKE for key in self._known)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def changed(element: ElementT, **fields: Any) -> ElementT:
    """Return an element with some fields replaced by values that need no reading, or itself where nothing differs."""
    if all(getattr(element, name) == value for name, value in fields.items()):
        return element
    copy = element.model_copy()
    copy.__dict__.update(fields)
    return copy


def _deadline(deadline: Deadline | None, ways: Names) -> Deadline | None:
    return deadline if deadline is None or deadline.missed is None else changed(deadline, missed=ways(deadline.missed))


def _chased(chase: Chase, names: Mapping[str, Names]) -> Chase:
    return changed(
        chase,
        share=None if chase.share is None else names["personas"].keys(chase.share),
        channel=None if chase.channel is None else names["channels"](chase.channel),
    )


def _led_on(left: LeftT | None, ways: Names) -> LeftT | None:
    return None if left is None else changed(left, to=ways.keys(left.to))


def with_ids(step: Step, names: Mapping[str, Names]) -> Step:
    """Return a step in which ids stand for the names that were written; `names` are by the kind of thing."""
    people, ways, sources = names["personas"], names["steps"], names["sources"]
    lanes = {
        lane: tuple(
            cell if cell.by is None else changed(cell, by=names["actors"](cell.by)) for cell in step.cells(lane)
        )
        for lane in ("evidence", "customer", "frontstage", "backstage", "support")
        if any(cell.by is not None for cell in step.cells(lane))
    }
    flows = {
        target: changed(
            flow,
            share=None if flow.share is None else people.keys(flow.share),
            deadline=_deadline(flow.deadline, ways),
        )
        for target, flow in step.next.items()
    }
    return changed(
        step,
        **lanes,
        phase=None if step.phase is None else names["phases"](step.phase),
        channel=names["channels"].all(step.channel),
        chased=None if step.chased is None else _chased(step.chased, names),
        deadline=_deadline(step.deadline, ways),
        gives_up=_led_on(step.gives_up, ways),
        closed=_led_on(step.closed, ways),
        next=ways.keys(flows),
        starts=ways.all(step.starts),
        needs=ways.all(step.needs),
        informs=ways.keys(step.informs),
        fails=tuple(f if f.recover is None else changed(f, recover=ways(f.recover)) for f in step.fails),
        uses=names["systems"].all(step.uses),
        heard=sources.all(step.heard),
        experience=people.keys(step.experience),
    )
