"""Lists of things that say themselves what they are called: `- id: web`, `- name: Anna`, `- to: pay`.

A list of such things is read as the mapping that it stands for. Items are never merged: two of one name, or one that
has none, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from journeymap.i18n.messages import say
from journeymap.model.misread import MisreadError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Naming(Struct, frozen=True):
    """How the items of a list say what they are called.

    `keys` name the item, the first that is there; those in `taken` are then no part of the thing itself. `words` are
    the words of such a thing: an item with one key that is none of them is a name with what it names.
    """

    keys: tuple[str, ...]
    taken: tuple[str, ...]
    words: frozenset[str] = frozenset()
    remedy: str = "id"

    def name_of(self, item: Mapping[Any, Any]) -> tuple[str, str | None] | None:
        """Return what an item is called and the key that says so, None as the key where the item is a name itself."""
        for key in self.keys:
            if isinstance(item.get(key), (str, int, float)):
                return str(item[key]), key
        if len(item) == 1 and (word := next(iter(item))) not in self.words:
            return str(word), None
        return None

    def thing(self, item: Mapping[Any, Any], key: str | None) -> Any:
        """Return an item without the keys that only say what it is called."""
        if key is None:
            return next(iter(item.values()))
        return {word: value for word, value in item.items() if word not in self.taken}


TO = ("to", "step", "target", "goto", "naar", "stap")
THINGS = Naming(("id", "name", "naam"), ("id",))
WAYS = Naming(TO, TO, remedy="to")


def unnamed(naming: Naming) -> MisreadError:
    """Return what is said of an item that does not say what it is called."""
    return MisreadError(
        say("an item of this list does not say what it is called"),
        say('give each item "{key}: …" as its first line, or write “name:” with the rest below it', key=naming.remedy),
    )


def twice(name: str) -> MisreadError:
    """Return what is said of two items of one name."""
    return MisreadError(
        say('two items of this list are called "{name}"', name=name), say("give one of them another name")
    )


def by_name(items: Iterable[Any], naming: Naming) -> dict[str, Any]:
    """Return the mapping that a list of names and of things with a name stands for; MisreadError where it is none."""
    named: dict[str, Any] = {}
    for item in items:
        name_and_rest = naming.name_of(item) if isinstance(item, Mapping) else (str(item), None)
        if name_and_rest is None:
            raise unnamed(naming)
        name, key = name_and_rest
        if name in named:
            raise twice(name)
        named[name] = naming.thing(item, key) if isinstance(item, Mapping) else None
    return named


def step_id(item: Mapping[Any, Any], number: int, taken: Collection[str]) -> str:
    """Return the id of a step of a list: its own, one made from its name or from what is done in it, or its number."""
    if isinstance(item.get("id"), (str, int, float)):
        return str(item["id"])
    text = next((item[word] for word in ("name", "customer", "frontstage") if isinstance(item.get(word), str)), "")
    made = "-".join(re.findall(r"[^\W_]+", text)).lower() or f"step-{number}"
    return made if made not in taken or item.get("name") else f"{made}-{number}"
