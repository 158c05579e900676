"""The short ways of writing: one text for a list of one, a list for a mapping, a name for a thing with a name.

Each function takes what was written and returns the full form that the model holds; what it does not recognise it
returns as it is, so that the model says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from journeymap.model.lists import THINGS, WAYS, by_name, step_id, twice, unnamed


def as_list(value: Any) -> Any:
    """Read one value as a list of one."""
    if value is None:
        return ()
    return value if _is_list(value) else (value,)


def _is_list(value: Any) -> bool:
    """Return whether several things were given, in whatever Python has for that."""
    return isinstance(value, (list, tuple)) or (isinstance(value, Sequence) and not isinstance(value, (str, bytes)))


def as_cells(value: Any) -> Any:
    """Read a text, a cell or a list of either as a list of cells."""
    return [{"does": item} if isinstance(item, str) else item for item in as_list(value)]


def as_notes(value: Any) -> Any:
    """Read a text, a note or a list of either as a list of notes."""
    return [{"text": item} if isinstance(item, (str, int, float)) else item for item in as_list(value)]


def as_flows(value: Any) -> Any:
    """Read a step id, a list of ids or of ways, or ids with a share, as ids with all that is known of the arrow."""
    if isinstance(value, str):
        return {name: {} for name in _in_one_line(value)}
    if isinstance(value, Mapping):
        if isinstance(value.get("to"), str) and value.keys() <= _OF_A_WAY:
            return as_flows([value])
        return {key: _as_flow(item) for key, item in value.items()}
    if _is_list(value):
        return {key: _as_flow(item) for key, item in by_name(map(_with_its_share, value), WAYS).items()}
    return value


_OF_A_WAY = {"to", "share", "when", "decides", "wait", "kind", "formerly", "deadline", "lasts"}
_SEVERAL = re.compile(r"[^\W_]+(?:-+[^\W_]+)*(?:\s*,\s*[^\W_]+(?:-+[^\W_]+)*)+")
REST = frozenset({
    "rest", "the rest", "remainder", "remaining", "other", "others", "otherwise", "else", "anders", "overig", "overige",
    "de rest",
})  # fmt: skip
_WITH_SHARE = re.compile(
    rf"(?P<step>[^\s(]+)\s*\(\s*(?P<share>[~≈]?\s*[\d.,]+\s*%?|(?i:{'|'.join(sorted(REST))}))\s*\)"
)


def _in_one_line(text: str) -> list[str]:
    """Return the step ids of "b" or "b, c"; an id holds no comma."""
    return re.split(r"\s*,\s*", text) if _SEVERAL.fullmatch(text) else [text]


def share_behind(text: str) -> tuple[str, str] | None:
    """Return the step and the share of "b (80%)" or "b (rest)"; None where no share stands behind a step."""
    match = _WITH_SHARE.fullmatch(text.strip())
    return None if match is None else (match["step"], match["share"])


def _with_its_share(item: Any) -> Any:
    """Read "b (80%)" as b with that share, and "b (rest)" as b with what is left."""
    parts = share_behind(item) if isinstance(item, str) else None
    return item if parts is None else {parts[0]: parts[1]}


def _as_flow(value: Any) -> Any:
    """Read a share as all that is known of a way; "rest" is what the others leave, as if no share were given."""
    if value is None or is_rest(value):
        return {}
    if isinstance(value, Mapping) and is_rest(value.get("share")):
        return {key: item for key, item in value.items() if key != "share"}
    return {"share": value} if isinstance(value, (str, int, float)) else value


def is_rest(value: Any) -> bool:
    """Tell whether a share is what the others leave."""
    return isinstance(value, str) and " ".join(value.split()).casefold() in REST


def without_rest(value: Any) -> Any:
    """Read "rest" for a share as no share: what is not given is what the others leave."""
    return None if is_rest(value) else value


def as_shares(value: Any) -> Any:
    """Read one share as everyone's."""
    return value if isinstance(value, Mapping) else {"everyone": value}


def as_deadline(value: Any) -> Any:
    """Read a time as the deadline that is all that is known of it."""
    return value if value is None or isinstance(value, Mapping) or hasattr(value, "within") else {"within": value}


_OF_A_CHASE = frozenset({"share", "channel"})


def as_chase(value: Any) -> Any:
    """Read a share, or shares per persona, as all that is known of the customers who ask how it stands."""
    if isinstance(value, (str, int, float)) or (isinstance(value, Mapping) and not value.keys() <= _OF_A_CHASE):
        return {"share": value}
    return value


def as_led_to(value: Any) -> Any:
    """Read a step as where all go who find it closed."""
    return {"to": value} if isinstance(value, str) else value


def as_information(value: Any) -> Any:
    """Read a step id, a list of ids, or ids with a text, as ids with what they learn."""
    if isinstance(value, str):
        return {value: {}}
    if isinstance(value, Mapping):
        return {
            key: {} if item is None else {"what": item} if isinstance(item, str) else item
            for key, item in value.items()
        }
    if _is_list(value) and all(isinstance(item, str) for item in value):
        return {item: {} for item in value}
    return value


def as_named(value: Any) -> Any:
    """Read a list of names or of things with a name, or ids with only a name, as ids with things that have a name."""
    if _is_list(value):
        listed = as_named(by_name(value, THINGS))
        return {key: item or {"name": key} for key, item in listed.items()}
    if isinstance(value, Mapping):
        return {
            key: {"name": item} if isinstance(item, str) else {} if item is None else item
            for key, item in value.items()
        }
    return value


def as_steps(value: Any, words: frozenset[str]) -> Any:
    """Read a list of steps as ids with steps; a step that leads nowhere and is no end leads to the one after it.

    `words` are those of a step. An id that is not given is made from the name, or from what is done in the step.
    """
    if not _is_list(value):
        return value
    steps: dict[str, Any] = {}
    for number, item in enumerate(value, 1):
        if not isinstance(item, Mapping):
            raise unnamed(THINGS)
        alone = next(iter(item)) if len(item) == 1 else None
        named = alone is not None and alone not in words and alone != "id"
        name = str(alone) if named else step_id(item, number, steps)
        if name in steps:
            raise twice(name)
        step = item[alone] if named else {key: inner for key, inner in item.items() if key != "id"}
        steps[name] = {} if step is None else step
    for (name, step), after in zip(steps.items(), [*steps][1:], strict=False):
        if isinstance(step, Mapping) and step.get("next") is None and step.get("end") is None:
            steps[name] = {**step, "next": after}
    return steps


def as_experience(value: Any, words: frozenset[str]) -> Any:
    """Read one rating as everyone's, and a number as an emotion; `words` are those of a rating."""
    if isinstance(value, (str, int, float)):
        return {"everyone": {"emotion": value}}
    if not isinstance(value, Mapping):
        return value
    if value and value.keys() <= words:
        return {"everyone": value}
    return {key: {"emotion": item} if isinstance(item, (str, int, float)) else item for key, item in value.items()}


def as_counts(value: Any) -> Any:
    """Read a kind, a list of kinds, or kinds with a count, as kinds with a count."""
    if isinstance(value, Mapping):
        return {key: 1 if item is None else item for key, item in value.items()}
    if isinstance(value, str) or _is_list(value):
        return {item if isinstance(item, str) else str(item): 1 for item in as_list(value)}
    return value


def as_reason(value: Any) -> Any:
    """Read a text as the reason why something is as it is."""
    return {"reason": value} if isinstance(value, str) else value


_LANGUAGES = {
    "nederlands": "nl", "dutch": "nl", "hollands": "nl", "vlaams": "nl-BE", "flemish": "nl-BE", "engels": "en",
    "english": "en", "duits": "de", "german": "de", "deutsch": "de", "frans": "fr", "french": "fr", "français": "fr",
}  # fmt: skip


def as_language(value: Any) -> Any:
    """Read the name of a language as its code."""
    return _LANGUAGES.get(value.strip().casefold(), value) if isinstance(value, str) else value


def as_choice(value: Any, others: Mapping[str, str] | None = None) -> Any:
    """Read a word with any capitals, spaces or underscores as the one of the format; `others` are others for it."""
    if not isinstance(value, str):
        return value
    word = re.sub(r"[\s_-]+", "-", value.strip().casefold())
    return (others or {}).get(word, word)
