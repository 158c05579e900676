"""Words of a cell and any other value: written where it belongs, in whatever short form the file has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.changes import NotPossibleError, Put, Take, dotted
from journeymap.editing.operations.asking import LANES, Plan, Scene, several
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from journeymap.changes import Path

# What a text stands for where more could be said: under which word it stands then.
_SHORT = {
    **dict.fromkeys(LANES, "does"),
    **dict.fromkeys(("pains", "ideas", "notes"), "text"),
    **dict.fromkeys(("personas", "channels", "actors", "systems", "sources", "phases"), "name"),
    "fails": "what",
    "deadline": "within",
    "because": "reason",
    "chased": "share",
    "experience": "emotion",
    "next": "share",
    "informs": "what",
}
_NAMES = frozenset({"next", "informs"})
_LISTS = frozenset({*LANES, "pains", "ideas", "notes", "fails"})

BEHIND_THE_LAST = -1
"""The number of an item that is to come behind all others of its list."""


def words(scene: Scene, at: Path, text: str) -> Plan:
    """Return the plan for other words at a path: those of a cell, of a pain, a name, a title.

    NotPossibleError where a list or a mapping stands there that is no single cell.
    """
    text = text.strip("\n").strip()
    if not text:
        raise NotPossibleError(say("some words are needed here"))
    path = at
    there = scene.at(path)
    if isinstance(there, list) and len(there) == 1:
        path, there = (*path, 0), there[0]
    if isinstance(there, dict):
        word = _SHORT.get(_field(path))
        if word is None or isinstance(there.get(word), (dict, list)) or (there and word not in there):
            raise several(at)
        path = (*path, word)
    elif isinstance(there, list):
        raise several(at)
    return Plan(_written(scene, path, text), say('"{text}" written', text=text), _step_of(at))


def value(scene: Scene, at: Path, new: Any) -> Plan:
    """Return the plan for any value at a path, None to take away what stands there."""
    if not at:
        raise NotPossibleError(say("a change needs a place"))
    if at[-1] == BEHIND_THE_LAST:
        at = _behind_the_last(scene, at[:-1])
    if new is None:
        if scene.at(at) is None and not _is_key(scene, at):
            raise NotPossibleError(say('the file has nothing at "{path}"', path=dotted(at)))
        return Plan([Take(_reduced(scene, at))], say('"{path}" taken out', path=dotted(at)), _step_of(at))
    return Plan(_written(scene, at, _plain(new)), say('"{path}" written', path=dotted(at)), _step_of(at))


def _behind_the_last(scene: Scene, at: Path) -> Path:
    """Return the path of one more item; a first one is written without a list."""
    there = scene.at(at)
    return at if there is None else (*at, len(there) if isinstance(there, list) else 1)


def _reduced(scene: Scene, at: Path) -> Path:
    """Return what is taken away with a value: the whole list or mapping where nothing else is in it."""
    while len(at) > 3 and at[0] == "steps":
        holder = scene.at(at[:-1])
        if not isinstance(holder, (dict, list)) or len(holder) != 1:
            break
        at = at[:-1]
    return at


def _is_key(scene: Scene, at: Path) -> bool:
    holder = scene.at(at[:-1])
    return isinstance(holder, dict) and at[-1] in holder


def _plain(new: Any) -> Any:
    """Return a value of JSON as a file holds it: mappings, lists and texts."""
    if new is None or isinstance(new, str):
        return new
    if isinstance(new, bool):
        return "true" if new else "false"
    if isinstance(new, dict):
        return {str(name): _plain(item) for name, item in new.items()}
    if isinstance(new, list):
        return [_plain(item) for item in new]
    return str(new)


def _written(scene: Scene, at: Path, new: Any) -> list[Put]:
    """Return the change that writes a value, with a short form on its way written out."""
    if len(at) == 5 and at[2] == "experience":
        rating = scene.at(at[:4])
        # A lone figure is the emotion: beside it something else can only stand where it is written out.
        if isinstance(rating, dict) and rating.keys() <= {"emotion"} and at[4] not in rating:
            return [Put(at[:4], {**rating, str(at[4]): new})]
    holder: Any = scene.model
    for place, part in enumerate(at):
        rest = at[place:]
        if isinstance(holder, str) or (isinstance(holder, list) and not isinstance(part, int)):
            return [Put(at[:place], _in_full(at[:place], holder, rest, new))]
        if isinstance(part, int) and not isinstance(holder, list):
            if holder is None and part == 0:
                return [Put(at[:place], _below(at[:place], rest[1:], new, in_list=True))]
            if isinstance(holder, dict) and part == 0:
                return _written(scene, (*at[:place], *rest[1:]), new)
            if isinstance(holder, dict) and part == 1:
                return [Put(at[:place], [holder, _nested(rest[1:], new)])]
            raise NotPossibleError(say('the file has nothing at "{path}"', path=dotted(at)))
        holder = scene.at(at[: place + 1])
    return [Put(at, new)]


def _nested(rest: Path, new: Any) -> Any:
    for part in reversed(rest):
        new = {str(part): new}
    return new


def _below(path: Path, rest: Path, new: Any, *, in_list: bool) -> Any:
    """Return a value below keys that are not there yet; a first text of a list needs no list."""
    inner = _nested(rest, new)
    return [inner] if in_list and _field(path) not in _LISTS and isinstance(inner, str) else inner


def _in_full(path: Path, short: str | list[Any], rest: Path, new: Any) -> Any:
    """Return a short form with a value in it."""
    field = _field(path)
    if isinstance(rest[0], int) and isinstance(short, str):
        if rest[0] == 0 and len(rest) > 1:
            return _in_full(path, short, rest[1:], new)
        if rest[0] == 0:
            return new
        if rest[0] == 1:
            return [short, _nested(rest[1:], new)]
    elif field in _NAMES and path[-1] == field:
        targets = [short] if isinstance(short, str) else [str(target) for target in short]
        ways: dict[str, Any] = dict.fromkeys(targets)
        ways[str(rest[0])] = _nested(rest[1:], new)
        return ways
    elif isinstance(short, str) and field in _SHORT and len(rest) == 1:
        return new if rest[0] == _SHORT[field] else {_SHORT[field]: short, str(rest[0]): new}
    raise NotPossibleError(
        say('"{path}" is a text or a list and cannot hold "{word}"', path=dotted(path), word=str(rest[0]))
    )


def _field(path: Path) -> str:
    """Return the word of the format that something belongs to: that of a list for its items, of ways for one way."""
    if len(path) >= 2 and path[0] == "steps":
        return str(path[2]) if len(path) > 2 else ""
    return str(path[0]) if path else ""


def _step_of(path: Path) -> str | None:
    return str(path[1]) if len(path) > 1 and path[0] == "steps" else None
