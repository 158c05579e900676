"""What levers try, written into the file: `call.wait=1 min`, with the shares that move along."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from journeymap import syntax
from journeymap.changes import NotPossibleError, Put, Take
from journeymap.compiler import compile_blueprint
from journeymap.editing.edits import difference
from journeymap.editing.kernel import Changed, change_text
from journeymap.i18n.messages import say
from journeymap.model.quantities import figure
from journeymap.what_if.overrides import apply_changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.changes import Change, Data, Path
from journeymap.what_if.overrides import Change as Setting

# What is called by its name alone in a short form: `channels: {phone: Telephone}`.
_NAMED = frozenset({"personas", "channels", "actors", "systems", "sources", "phases"})


def write_settings(text: str, settings: Sequence[Setting], written: Sequence[str], path: str = "") -> Changed:
    """Return a text in which settings are made; NotPossibleError where one cannot be written in this file.

    `settings` are what `apply_changes` says of `written`, the lines as they were given: those that were asked for, in
    their order, and the shares that moved along. The blueprint of the new text is the one that they make.
    """
    values = iter(written)
    now = text
    for setting in settings:
        value = _plain(next(values).partition("=")[2].strip()) if setting.asked else _share(setting.after)
        data = _data(now, path)
        now = change_text(now, [_placed(tuple(setting.path.split(".")), value, data)], path).after
    _prove(text, now, written, path)
    return Changed(text, now, difference(text, now))


def _data(text: str, path: str) -> Data:
    node = syntax.parse(text, path).node
    if node is None:
        raise NotPossibleError(say("the file cannot be read; correct that first"))
    return node.plain()


def _plain(value: str) -> Data:
    """Return a value as it would come out of a file; None where nothing is written."""
    if value[:1] not in ("[", "{"):
        return value or None
    node = syntax.parse(f"value: {value}", "").node
    data = node.plain() if node is not None else None
    return data["value"] if isinstance(data, dict) else value


def _share(value: object) -> Data:
    return f"{figure(value * 100)}%" if isinstance(value, float) else None


def _placed(path: Path, value: Data, data: Data) -> Change:
    """Return the change that writes a value at a path of the model, in the form that the file uses there."""
    holder: Data = data
    for index, part in enumerate(path):
        if isinstance(holder, list) and str(part).isdecimal():
            path = (*path[:index], int(part) - 1, *path[index + 1 :])
            holder = holder[int(part) - 1] if 0 < int(part) <= len(holder) else None
            continue
        if isinstance(holder, dict) and str(part) == "1" and "1" not in holder:
            # One thing may stand where a list of them could.
            return _placed((*path[:index], *path[index + 1 :]), value, data)
        if isinstance(holder, (str, list)) and index > 1:
            return Put(path[:index], _in_full(path[index - 1], holder, path[index:], value))
        holder = holder.get(str(part)) if isinstance(holder, dict) else None
    if value is None:
        return Take(path)
    if path[-1] == "share" and len(path) == 5 and path[2] == "next":
        ways = _below(data, path[:-1])
        if not isinstance(ways, dict):
            return Put(path[:-1], value)
    return Put(path, value)


def _below(data: Data, path: Path) -> Data:
    for part in path:
        data = data.get(str(part)) if isinstance(data, dict) else None
    return data


def _in_full(word: str | int, short: str | list[Data], rest: Path, value: Data) -> Data:
    """Return a short form with a value in it: ways without shares, a thing of which only the name is said."""
    if word == "next" or (isinstance(short, list) and word == "next"):
        targets = [short] if isinstance(short, str) else [str(target) for target in short]
        return {target: value if target == rest[0] else None for target in targets}
    if rest == ("share",) and not isinstance(short, list):
        return value
    if isinstance(short, str) and len(rest) == 1:
        return {"share": short, str(rest[0]): value} if "%" in short else {"name": short, str(rest[0]): value}
    raise NotPossibleError(say('"{word}" is written in a short form; write it out first', word=str(word)))


def _prove(before: str, after: str, written: Sequence[str], path: str) -> None:
    """Refuse a text whose blueprint is not the one that the settings make."""
    blueprints = [compile_blueprint(node)[0] for text in (before, after) if (node := syntax.parse(text, path).node)]
    meant = apply_changes(blueprints[0], written).blueprint if blueprints[0] is not None else None
    made = blueprints[1] if len(blueprints) == 2 else None
    if meant is None or made is None or not _same(meant.model_dump(), made.model_dump()):
        raise NotPossibleError(say("this cannot be changed here without changing something else; change it by hand"))


def _same(meant: Any, made: Any) -> bool:
    """Return whether two values are equal, figures to nine digits."""
    if isinstance(meant, float) and isinstance(made, (int, float)):
        return math.isclose(meant, made, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(meant, dict) and isinstance(made, dict):
        return meant.keys() == made.keys() and all(_same(meant[key], made[key]) for key in meant)
    if isinstance(meant, (list, tuple)) and isinstance(made, (list, tuple)):
        return len(meant) == len(made) and all(map(_same, meant, made))
    return bool(meant == made)
