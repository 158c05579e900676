"""All words of a place, in groups that belong together, for whoever wrote another one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.i18n.messages import Message, say
from journeymap.model.blueprint import Blueprint
from journeymap.model.element import Element, hyphenated
from journeymap.model.step import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

_GROUPS: dict[type[Element], tuple[tuple[Message, str], ...]] = {
    Blueprint: (
        (say("who and what is in it"), "title steps phases personas channels actors systems items sources customer"),
        (say("what it is"), "journeymap about status language owner reviewed relates"),
        (say("how it is reckoned"), "scale calendar economics terms arrivals"),
        (say("remarks"), "pains ideas notes links tags accept"),
    ),
    Step: (
        (say("what happens"), "name phase evidence customer frontstage backstage support channel uses journey"),
        (say("where it leads"), "next end start starts needs informs gives-up closed"),
        (say("how long it takes"), "takes wait lasts promise tolerance deadline"),
        (say("what is said"), "asks whose changed identifies tells helps meets"),
        (say("how it is for people"), "experience emotion complaints chased fails burden pages clicks pains ideas"),
        (say("how it is known"), "heard because owner accept notes links tags"),
    ),
}  # fmt: skip


class WordGroups(Struct, frozen=True):
    """The words of a place by group, to be put into a message: "what happens: name, phase; how long: takes, wait"."""

    element: type[Element] | None

    def text(self, language: str = "en") -> str:
        """Return the groups as text in a language; the words themselves are the same in all."""
        return "; ".join(
            ", ".join(words) if title is None else f"{title.text(language)}: {', '.join(words)}"
            for title, words in self.groups()
        )

    def groups(self) -> Iterator[tuple[Message | None, list[str]]]:
        """Yield each group with its title; a place with few words is one group without a title."""
        known = [*words_of(self.element)] if self.element is not None else []
        if self.element is Step:
            known.append("emotion")
        left = dict.fromkeys(known)
        for title, words in _GROUPS.get(self.element, ()) if self.element is not None else ():
            group = [word for word in words.split() if word in left]
            for word in group:
                del left[word]
            yield title, group
        if left:
            yield (say("and") if len(left) < len(known) else None), [*left]

    def __str__(self) -> str:
        return self.text()


def word_groups(element: type[Element] | None) -> WordGroups:
    """Return all words of an element in groups."""
    return WordGroups(element)


@lru_cache
def words_of(element: type[Element]) -> tuple[str, ...]:
    """Return the words that an element knows, as they are written in a file."""
    return tuple(hyphenated(name) for name in element.model_fields)
