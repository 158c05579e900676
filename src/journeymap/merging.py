"""The changes that bring what a source of another tool says into a blueprint that was made of it, and edited since.

What the source does not speak of stays as it is: times, ratings, other lanes, steps and ways that somebody has added.
Models are compared, not texts, so that another way of writing the same is no change.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from journeymap import syntax
from journeymap.changes import NotPossibleError, Put, Take
from journeymap.diagnostics import Severity
from journeymap.editing.kernel import Changed, change_text
from journeymap.i18n.messages import say
from journeymap.model.shortening import shortened
from journeymap.pipeline import understand

if TYPE_CHECKING:
    from collections.abc import Collection

    from journeymap.changes import Change
    from journeymap.i18n.messages import Message
    from journeymap.model.blueprint import Blueprint

Long = dict[str, Any]
_LANES = ("customer", "frontstage", "backstage", "support", "evidence")
_THINGS = ("phases", "actors", "systems")
_WAYS = ("next", "informs")
_SAID_OF_A_WAY = frozenset({"when", "share", "wait", "what"})


class Merged(Struct, frozen=True):
    """What came of it: the text of the file before and after, and what whoever asked for it should know."""

    changed: Changed
    remarks: tuple[Message, ...]


def merge_into(text: str, path: str, imported: Blueprint, *, prune: bool = False) -> Merged:
    """Return the text of a file with what a source says in it; NotPossibleError where that cannot be done.

    With `prune` steps and ways that the source does not have go; otherwise they stay, and steps are said.
    """
    existing = _understood(text, path)
    merging = _Merging(_long(existing), _long(imported), prune=prune)
    changed = change_text(text, merging.changes(), path)
    _understood(changed.after, path)
    return Merged(changed, tuple(merging.remarks))


def _understood(text: str, path: str) -> Blueprint:
    _, blueprint, problems = understand(partial(syntax.parse, text, path))
    if blueprint is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise NotPossibleError(say("this is no valid blueprint; `journeymap check` says why"))
    return blueprint


def _long(blueprint: Blueprint) -> Long:
    return blueprint.model_dump(mode="json", exclude_defaults=True)


class _Merging:
    """The comparison of what a file says with what a source says."""

    def __init__(self, existing: Long, imported: Long, *, prune: bool) -> None:
        self.existing = existing
        self.steps: Long = existing.get("steps", {})
        self.prune = prune
        self.remarks: list[Message] = []
        self.ids = self._matched_steps(imported.get("steps", {}))
        self.things = {kind: self._matched_things(kind, imported.get(kind, {})) for kind in _THINGS}
        self.imported_things: dict[str, Long] = {
            kind: {self.things[kind][name]: thing for name, thing in imported.get(kind, {}).items()} for kind in _THINGS
        }
        self.imported = {self.ids[name]: self._with_ids(step) for name, step in imported.get("steps", {}).items()}

    def _matched_steps(self, imported: Long) -> dict[str, str]:
        """Return for each step of the source the one of the file that it is: by its id, else by an equal name."""
        names: dict[str, list[str]] = {}
        for name, step in self.steps.items():
            if name not in imported:
                names.setdefault(_name(step), []).append(name)
        ids: dict[str, str] = {}
        for name, step in imported.items():
            same = names.get(_name(step), [])
            ids[name] = name if name in self.steps or len(same) != 1 else same.pop()
            if ids[name] != name:
                self.remarks.append(say('"{step}" is known by what it is called', step=ids[name]))
        return ids

    def _matched_things(self, kind: str, imported: Long) -> dict[str, str]:
        known = self.existing.get(kind, {})
        by_name = {thing.get("name", name): name for name, thing in known.items()}
        return {
            name: name if name in known else by_name.get(thing.get("name"), name) for name, thing in imported.items()
        }

    def _with_ids(self, step: Long) -> Long:
        """Return a step of the source with the ids that the file has."""
        made = dict(step)
        for word in _WAYS:
            if word in made:
                made[word] = {self.ids.get(target, target): way for target, way in made[word].items()}
        for word in ("starts", "needs"):
            if word in made:
                made[word] = [self.ids.get(target, target) for target in made[word]]
        if "phase" in made:
            made["phase"] = self.things["phases"].get(made["phase"], made["phase"])
        if "uses" in made:
            made["uses"] = [self.things["systems"].get(name, name) for name in made["uses"]]
        for lane in _LANES:
            if lane in made:
                made[lane] = [
                    {**cell, "by": self.things["actors"].get(cell["by"], cell["by"])} if "by" in cell else cell
                    for cell in made[lane]
                ]
        return made

    def changes(self) -> list[Change]:
        """Return the changes of the file, those of things before those of the steps that name them."""
        made: list[Change] = []
        for kind in _THINGS:
            known = self.existing.get(kind, {})
            new = {name: thing for name, thing in self.imported_things[kind].items() if name not in known}
            short = shortened({kind: new})[kind] if new else {}
            made += [Put((kind, name), short[name] if isinstance(short, dict) else {}) for name in new]
        before: str | None = None
        for name, step in self.imported.items():
            if name in self.steps:
                made += self._of_step(name, step)
            else:
                made.append(Put(("steps", name), _short(step), after=before))
            before = name
        return [*made, *self._gone()]

    def _of_step(self, name: str, imported: Long) -> list[Change]:
        existing = self.steps[name]
        wanted = _merged_step(existing, imported, prune=self.prune)
        if self.prune:
            wanted = _without(wanted, self.steps.keys() - self.imported.keys())
        short = _short(wanted)
        made: list[Change] = [Take(("steps", name, word)) for word in existing if word not in wanted]
        return made + [
            Put(("steps", name, word), short[word])
            for word, value in wanted.items()
            if value != existing.get(word) and isinstance(short, dict)
        ]

    def _gone(self) -> list[Change]:
        """Return the changes that take out what the source does not have, where that is wanted; else say it."""
        gone = [name for name in self.steps if name not in self.imported]
        for name in gone:
            words = say('"{step}" is not in the source; it is taken out', step=name) if self.prune else say(
                '"{step}" is not in the source; it stays, --prune takes it out', step=name
            )  # fmt: skip
            self.remarks.append(words)
        return [Take(("steps", name)) for name in gone] if self.prune else []


def _short(step: Long) -> Any:
    steps: Any = shortened({"steps": {"step": step}})["steps"]
    return steps["step"]


def _name(step: Long) -> str:
    """Return what a step is called: its name, else what the first cell says."""
    cells = [cell["does"] for lane in _LANES for cell in step.get(lane, ()) if cell.get("does")]
    return str(step.get("name") or next(iter(cells), "")).casefold()


def _merged_step(existing: Long, imported: Long, *, prune: bool) -> Long:
    """Return a step of the file with what the source says of it."""
    wanted = dict(existing)
    for word, value in imported.items():
        if word in _LANES:
            wanted[word] = _cells(existing, value, word)
        elif word in _WAYS:
            wanted[word] = _ways(existing.get(word, {}), value, prune=prune)
        elif isinstance(value, list):
            wanted[word] = _with_missing(existing.get(word, []), value)
        elif word == "experience":
            wanted[word] = {
                who: {**existing.get(word, {}).get(who, {}), **value.get(who, {})}
                for who in dict.fromkeys((*existing.get(word, {}), *value))
            }
        elif word == "phase":
            wanted[word] = value
        elif word not in ("end", "next"):
            wanted.setdefault(word, value)
    if prune and "next" in existing and "next" not in imported:
        del wanted["next"]
    if "end" in imported and not wanted.get("next"):
        wanted.setdefault("end", imported["end"])
    if imported.get("next") and "end" not in imported:
        wanted.pop("end", None)
    return {word: value for word, value in wanted.items() if value or word in existing}


def _without(step: Long, gone: Collection[str]) -> Long:
    """Return a step that names no step that goes."""
    made = dict(step)
    for word in ("next", "informs", "starts", "needs"):
        named = made.get(word, ())
        if any(target in gone for target in named):
            left = [target for target in named if target not in gone]
            made[word] = {target: named[target] for target in left} if isinstance(named, dict) else left
            if not left:
                del made[word]
    return made


def _cells(existing: Long, imported: list[Long], lane: str) -> list[Long]:
    """Return the cells of a lane; a cell that stands in any lane of the step is there already."""
    there = {cell.get("does") for other in _LANES for cell in existing.get(other, ())}
    cells: list[Long] = existing.get(lane, [])
    missing = [cell for cell in imported if cell.get("does") not in there]
    if len(missing) == len(imported) == len(cells) == 1:
        return [{**cells[0], **missing[0]}]
    return [*cells, *missing]


def _ways(existing: Long, imported: Long, *, prune: bool) -> Long:
    kept = {target: way for target, way in existing.items() if target in imported or not prune}
    for target, way in imported.items():
        before = kept.get(target, {})
        kept[target] = {
            **before,
            **{word: told for word, told in way.items() if word in _SAID_OF_A_WAY or word not in before},
        }
    return kept


def _with_missing(existing: list[Any], imported: list[Any]) -> list[Any]:
    """Return a list with what is not in it yet; of remarks the words count."""
    words = [item.get("text", item) if isinstance(item, dict) else item for item in existing]
    return existing + [
        item for item in imported if (item.get("text", item) if isinstance(item, dict) else item) not in words
    ]
