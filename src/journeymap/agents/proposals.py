"""Changes of a blueprint that are proposed: what they would do to the text, and to what is found."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from journeymap.agents.protocol import RefusedError
from journeymap.changes import Insert, Move, NotPossibleError, Put, Rename, Take
from journeymap.editing.edits import apply_edits
from journeymap.editing.kernel import change_text
from journeymap.editing.rename import rename
from journeymap.findings.identity import fingerprints

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeymap.changes import Change, Data
    from journeymap.diagnostics import Diagnostic

DEEDS = {
    "put": "write `value` at `at`, over what stands there or as something new",
    "take": "take away what stands at `at`",
    "insert": "put `value` into the list at `at`, before the item number `index`",
    "rename-key": "give the key at `at` the name `name`",
    "move": "put the key at `at` before the key `before` of the same mapping, or last without it",
    "rename": "give the thing with the id at the end of `at` the id `name`, wherever it is named",
}
CHANGE = {
    "type": "object",
    "properties": {
        "do": {"type": "string", "enum": list(DEEDS), "description": "; ".join(f"{a}: {b}" for a, b in DEEDS.items())},
        "at": {
            "type": "array",
            "items": {"type": ["string", "integer"]},
            "description": 'the path in the file, ["steps", "call", "wait"]; numbers are places in a list, from 0',
        },
        "value": {"description": "a text, a list, or a mapping of these; numbers and times as texts: \"5 min\""},
        "index": {"type": "integer"},
        "name": {"type": "string"},
        "before": {"type": "string"},
    },
    "required": ["do", "at"],
}  # fmt: skip


class Proposal(Struct, frozen=True):
    """What changes would do: the text after them, the lines that differ, what would be found anew, and no longer."""

    text: str
    difference: str
    new: tuple[str, ...]
    gone: tuple[str, ...]


def propose(
    text: str, changes: Sequence[Mapping[str, Any]], path: str, check: Callable[[str], Sequence[Diagnostic]]
) -> Proposal:
    """Return what changes would do to a text; RefusedError where one cannot be made, with its number and the reason."""
    now = text
    for number, wanted in enumerate(changes, 1):
        try:
            now = _changed(now, wanted, path)
        except NotPossibleError as error:
            raise RefusedError(f"change {number}: {error.message}") from None
    lines = difflib.unified_diff(
        text.splitlines(keepends=True), now.splitlines(keepends=True), f"{path} (before)", f"{path} (after)"
    )
    before, after = _found(check(text)), _found(check(now))
    return Proposal(
        now,
        "".join(line if line.endswith("\n") else f"{line}\n" for line in lines),
        tuple(words for mark, words in after.items() if mark not in before),
        tuple(words for mark, words in before.items() if mark not in after),
    )


def _found(diagnostics: Sequence[Diagnostic]) -> dict[str, str]:
    return dict(zip(fingerprints(diagnostics), map(str, diagnostics), strict=True))


def _changed(text: str, wanted: Mapping[str, Any], path: str) -> str:
    deed, at = wanted.get("do"), wanted.get("at")
    if deed not in DEEDS or not isinstance(at, list) or not at:
        raise RefusedError(f"a change has `do` (one of {', '.join(DEEDS)}) and `at` (a list of keys and numbers)")
    place = tuple(part if isinstance(part, int) and not isinstance(part, bool) else str(part) for part in at)
    if deed == "rename":
        return apply_edits(text, rename(text, str(place[-1]), _text(wanted, "name"), path).edits)
    change: Change
    if deed == "put":
        change = Put(place, plain(wanted.get("value")))
    elif deed == "take":
        change = Take(place)
    elif deed == "insert":
        index = wanted.get("index")
        if not isinstance(index, int):
            raise RefusedError("the change has to say `index`")
        change = Insert(place, index, plain(wanted.get("value")))
    elif deed == "rename-key":
        change = Rename(place, _text(wanted, "name"))
    else:
        before = wanted.get("before")
        change = Move(place, None if before is None else str(before))
    return change_text(text, [change], path).after


def _text(wanted: Mapping[str, Any], name: str) -> str:
    value = wanted.get(name)
    if not isinstance(value, str) or not value:
        raise RefusedError(f"the change has to say `{name}`")
    return value


def plain(value: object) -> Data:
    """Return a value of JSON as a file holds it: mappings, lists and texts."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value)
