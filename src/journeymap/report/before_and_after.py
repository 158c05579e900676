"""What if: some things in a blueprint are different, and all figures before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.model.element import Element, hyphenated
from journeymap.tables.records import number
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.i18n.numbers import Unit
    from journeymap.what_if import Change, WhatIf

BETTER: Mapping[bool | None, Message | str] = {True: say("better"), False: say("worse"), None: ""}
LONGEST = 80


def changes_table(what_if: WhatIf) -> Table:
    """Return what was changed, and what moved along with it."""
    rows = [
        [change.path, _value(change, change.before), _value(change, change.after),
         "" if change.asked else say("moved along")]
        for change in what_if.changes
    ]  # fmt: skip
    return Table(say("what is changed"), (say("what"), say("before"), say("after"), ""), rows)


def figures_table(what_if: WhatIf, personas: Sequence[str]) -> Table:
    """Return every figure that is stated, before and after, for everyone and for each persona."""
    rows = []
    for delta in what_if.deltas.values():
        pairs = [delta.of(persona) for persona in (None, *personas)]
        if any(value is not None for pair in pairs for value in pair):
            rows.append([delta.label, *(_pair(delta.unit, pair) for pair in pairs), BETTER[delta.improved()]])
    heads = (say("figure"), say("everyone"), *personas, "")
    return Table(say("before -> after"), heads, rows)


def _pair(unit: Unit, pair: tuple[float | None, float | None]) -> object:
    before, after = (Amount(value, unit) for value in pair)
    if pair[0] == pair[1] or str(before) == str(after):
        return after
    return say("{before} -> {after}", before=before, after=after)


def _value(change: Change, value: object) -> object:
    """Return the value of a field as it is written in a file, what is long in short."""
    if value is None or value in ((), {}):
        return NOT_STATED
    if isinstance(value, float) or _is_for_all(value):
        return _plain(value, is_share=bool({"share", "start", "complaints"} & {*change.path.split(".")}))
    return _short(str(_plain(value)))


def _plain(value: object, *, is_share: bool = False) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return Amount(value, "share" if is_share else "count", digits=6)
    if _is_for_all(value):
        return _plain(next(iter(value.values())), is_share=is_share)  # type: ignore[attr-defined]
    if isinstance(value, (tuple, list)):
        return ", ".join(str(_plain(inner)) for inner in value)
    if isinstance(value, dict):
        if any(isinstance(inner, Element) for inner in value.values()):
            return ", ".join(value)
        return ", ".join(f"{name}: {_plain(inner, is_share=is_share)}" for name, inner in value.items())
    if isinstance(value, Element):
        stated = {name: getattr(value, name) for name in type(value).model_fields if name in value.model_fields_set}
        words = [
            f"{hyphenated(name)}: {_plain(inner, is_share=name == 'share')}"
            for name, inner in stated.items()
            if inner is not None
        ]
        return "{" + ", ".join(words) + "}"
    return str(value)


def _is_for_all(value: object) -> bool:
    """Tell whether a value per persona is the same one for everybody."""
    return isinstance(value, dict) and list(value) == ["everyone"]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def as_data(what_if: WhatIf, language: str) -> dict[str, Any]:
    """Return what was changed and all figures as what JSON can hold."""
    return {
        "changes": [
            {
                "path": change.path,
                "before": None if change.before is None else str(_value(change, change.before)),
                "after": None if change.after is None else str(_value(change, change.after)),
                "asked": change.asked,
            }
            for change in what_if.changes
        ],
        "figures": [
            {
                "name": delta.name,
                "label": delta.label.text(language),
                "unit": delta.unit,
                "better": delta.better,
                "before": number(delta.before.value),
                "after": number(delta.after.value),
                "change": number(delta.change()),
                "improved": delta.improved(),
                "by_persona": {
                    persona: {"before": number(delta.before.of(persona)), "after": number(delta.after.of(persona))}
                    for persona in delta.personas
                },
            }
            for delta in what_if.deltas.values()
        ],
    }


def as_rows(what_if: WhatIf) -> list[tuple[object, ...]]:
    """Return all figures as rows: figure, persona, before, after, change, unit."""
    rows: list[tuple[object, ...]] = [("figure", "persona", "before", "after", "change", "unit")]
    for delta in what_if.deltas.values():
        for persona in (None, *delta.personas):
            before, after = delta.of(persona)
            values = (number(before), number(after), number(delta.change(persona)))
            rows.append((delta.name, persona or "", *values, delta.unit))
    return rows
