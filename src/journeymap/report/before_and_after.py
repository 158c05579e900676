"""What if: some things in a blueprint are different, and all figures before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.comparison.written import SHARES, written
from journeymap.i18n.messages import Message, say
from journeymap.tables.records import number
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.figures import Delta
    from journeymap.what_if import Change, WhatIf

BETTER: Mapping[bool | None, Message | str] = {True: say("better"), False: say("worse"), None: ""}


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
        pairs = [delta.told(persona) for persona in (None, *personas)]
        if any(amount.value is not None for pair in pairs for amount in pair):
            rows.append([delta.label, *(both(*pair) for pair in pairs), BETTER[delta.improved()]])
    heads = (say("figure"), say("everyone"), *personas, "")
    return Table(say("before -> after"), heads, rows)


def both(before: object, after: object) -> object:
    """Return two values of one thing beside each other, as they are told; one where they are the same."""
    return after if before == after else say("{before} -> {after}", before=before, after=after)


def _value(change: Change, value: object) -> object:
    """Return the value of a field as it is written in a file, what is long in short."""
    return written(value, is_share=bool(SHARES & {*change.path.split(".")}))


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
        "figures": [figure_data(delta, language) for delta in what_if.deltas.values()],
    }


def figure_data(delta: Delta, language: str) -> dict[str, Any]:
    """Return one figure before and after as what JSON can hold."""
    return {
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


def as_rows(what_if: WhatIf) -> list[tuple[object, ...]]:
    """Return all figures as rows: figure, persona, before, after, change, unit."""
    rows: list[tuple[object, ...]] = [("figure", "persona", "before", "after", "change", "unit")]
    for delta in what_if.deltas.values():
        for persona in (None, *delta.personas):
            before, after = delta.of(persona)
            values = (number(before), number(after), number(delta.change(persona)))
            rows.append((delta.name, persona or "", *values, delta.unit))
    return rows
