"""What if: some things in a blueprint are different, and all figures before and after."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Any

from journeymap.analysis import Facts
from journeymap.graph import connect
from journeymap.i18n.amounts import NOT_STATED, Amount
from journeymap.i18n.messages import Message, say
from journeymap.model.element import Element, hyphenated
from journeymap.tables.records import number
from journeymap.terminal.table import Table
from journeymap.what_if import Figure, apply_changes
from journeymap.what_if.summary_figures import Figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.what_if import Change
    from journeymap.what_if.summary_figures import Figured

BETTER: Mapping[bool | None, Message | str] = {True: say("better"), False: say("worse"), None: ""}
# A difference between two samples that is smaller than so many standard errors says nothing.
ERRORS = 2.0
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure before and after, and whether that is for the better; None where it cannot be told."""

    figure: Figure
    improved: bool | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What was changed, and all figures before and after; nothing but the problems when something cannot be changed."""

    changes: tuple[Change, ...]
    differences: tuple[Difference, ...]
    problems: tuple[Diagnostic, ...]


def what_if(facts: Facts, settings: Sequence[str]) -> WhatIf:
    """Return all figures before and after some settings such as `bellen.wait=1 min`."""
    applied = apply_changes(facts.graph.blueprint, settings)
    if applied.blueprint is None:
        return WhatIf((), (), applied.problems)
    graph = connect(applied.blueprint)
    graph.find_links = lambda: facts.graph.links
    before, after = Figures(facts).all, Figures(Facts(graph)).all
    names = dict.fromkeys([*before, *after])
    return WhatIf(applied.changes, tuple(_difference(before.get(name), after.get(name)) for name in names), ())


def _difference(before: Figured | None, after: Figured | None) -> Difference:
    known = before or after
    assert known is not None  # noqa: S101 - the name comes from one of the two
    ours: Mapping[str, float | None] = before.by_persona if before else {}
    theirs: Mapping[str, float | None] = after.by_persona if after else {}
    figure = Figure(
        known.name,
        known.label,
        known.unit,  # type: ignore[arg-type]
        known.better,
        before.value if before else None,
        after.value if after else None,
        {persona: (ours.get(persona), theirs.get(persona)) for persona in dict.fromkeys([*ours, *theirs])},
    )
    improved = figure.improved
    errors = hypot((before.error if before else None) or 0.0, (after.error if after else None) or 0.0)
    if errors and figure.delta is not None and abs(figure.delta) <= ERRORS * errors:
        improved = None
    return Difference(figure, improved)


def changes_table(found: WhatIf) -> Table:
    """Return what was changed, and what moved along with it."""
    rows = [
        [change.path, _value(change, change.before), _value(change, change.after),
         "" if change.asked else say("moved along")]
        for change in found.changes
    ]  # fmt: skip
    return Table(say("what is changed"), (say("what"), say("before"), say("after"), ""), rows)


def figures_table(found: WhatIf, personas: Sequence[str]) -> Table:
    """Return every figure that is stated, before and after, for everyone and for each persona."""
    rows = []
    for one in found.differences:
        figure = one.figure
        pairs = [(figure.before, figure.after), *(figure.by_persona.get(name, (None, None)) for name in personas)]
        if any(value is not None for pair in pairs for value in pair):
            rows.append([figure.label, *(_pair(figure, pair) for pair in pairs), BETTER[one.improved]])
    heads = (say("figure"), say("everyone"), *personas, "")
    return Table(say("before -> after"), heads, rows)


def _pair(figure: Figure, pair: tuple[float | None, float | None]) -> object:
    before, after = (Amount(value, figure.unit) for value in pair)
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


def as_data(found: WhatIf, language: str) -> dict[str, Any]:
    """Return what was changed and all figures as what JSON can hold."""
    return {
        "changes": [
            {
                "path": change.path,
                "before": None if change.before is None else str(_value(change, change.before)),
                "after": None if change.after is None else str(_value(change, change.after)),
                "asked": change.asked,
            }
            for change in found.changes
        ],
        "figures": [
            {
                "name": one.figure.name,
                "label": one.figure.label.text(language),
                "unit": one.figure.unit,
                "better": one.figure.better,
                "before": number(one.figure.before),
                "after": number(one.figure.after),
                "change": number(one.figure.delta),
                "improved": one.improved,
                "by_persona": {
                    name: {"before": number(before), "after": number(after)}
                    for name, (before, after) in one.figure.by_persona.items()
                },
            }
            for one in found.differences
        ],
    }


def as_rows(found: WhatIf) -> list[tuple[object, ...]]:
    """Return all figures as rows: figure, persona, before, after, change, unit."""
    rows: list[tuple[object, ...]] = [("figure", "persona", "before", "after", "change", "unit")]
    for one in found.differences:
        figure = one.figure
        rows.append((figure.name, "", number(figure.before), number(figure.after), number(figure.delta), figure.unit))
        for name, (before, after) in figure.by_persona.items():
            change = None if before is None or after is None else (0.0 if before == after else after - before)
            rows.append((figure.name, name, number(before), number(after), number(change), figure.unit))
    return rows
