"""What became of findings, in sentences: grouped by rule, the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Joined, Message, say
from journeymap.i18n.references import PersonaRef, StepRef, with_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from journeymap.comparison.compare import Comparison
    from journeymap.comparison.findings import Fate, FindingChange
    from journeymap.diagnostics import Diagnostic
    from journeymap.i18n.references import Names

MOST = 6
"""How many places of one rule are named, and in short how many rules."""
WHOLE = say("the whole journey")


def finding_lines(comparison: Comparison, names: Names) -> Iterator[object]:
    """Yield what is found now and was not, in full; then what is found otherwise, and what is resolved."""
    of = comparison.of_fate
    for group in _by_rule(of("new")):
        yield _in_full(say("new"), group, names)
    for change in of("changed"):
        yield _changed(change, names)
    for change in of("moved"):
        if change.old is not None and change.new is not None:
            places = _place(change.old, names), _place(change.new, names)
            yield say("moved: {rule}, {before} -> {after}", rule=change.told.code.name, before=places[0],
                      after=places[1])  # fmt: skip
    variant = comparison.matching.mode == "variant"
    resolved = of("resolved")
    if resolved and variant:
        yield say("resolved: {rules}", rules=_counted(resolved, MOST))
    for group in () if variant else _by_rule(resolved):
        yield say("resolved: {rule} ({places})", rule=group[0].told.code.name, places=_places(group, names))


def accepted_lines(comparison: Comparison, names: Names) -> Iterator[object]:
    """Yield what is a conscious choice now, what is one no longer, and for what there is nothing left to choose."""
    words: Sequence[tuple[Fate, Callable[..., Message]]] = (
        ("reopened", lambda what: say("no longer accepted, and still found: {what}", what=what)),
        ("accepted", lambda what: say("accepted now: {what}", what=what)),
        ("lapsed", lambda what: say("was accepted, and is no longer found: {what}", what=what)),
    )
    for fate, sentence in words:
        for group in _by_rule(comparison.of_fate(fate)):
            reasons = list(dict.fromkeys(change.new_reason or change.old_reason for change in group))
            what = say('{rule} ({places}): "{reason}"', rule=group[0].told.code.name, places=_places(group, names),
                       reason=Joined(reasons, "; "))  # fmt: skip
            yield sentence(what)
    for change in comparison.of_fate("reasoned"):
        yield say('accepted for another reason: {rule} ({place}): "{before}" -> "{after}"', rule=change.told.code.name,
                  place=_place(change.told, names), before=change.old_reason, after=change.new_reason)  # fmt: skip


def _by_rule(changes: Sequence[FindingChange]) -> list[list[FindingChange]]:
    groups: dict[str, list[FindingChange]] = {}
    for change in changes:
        groups.setdefault(change.told.code.number, []).append(change)
    return list(groups.values())


def _counted(changes: Sequence[FindingChange], most: int) -> list[object]:
    """Return the rules that spoke most, each with how often, and how many more there are."""
    groups = sorted(_by_rule(changes), key=lambda group: -len(group))
    words: list[object] = [
        group[0].told.code.name if len(group) == 1 else f"{group[0].told.code.name} ({len(group)})"
        for group in groups[:most]
    ]
    more = sum(len(group) for group in groups[most:])
    return [*words, say("{count} more", count=more)] if more else words


def _in_full(head: Message, group: Sequence[FindingChange], names: Names) -> object:
    """Return a finding with its message, and the places of the others of its rule."""
    finding = group[0].told
    words: list[object] = [
        Joined([head, finding.severity, with_names(finding.message, names)], ": "),
        f"[{finding.code.number} {finding.code.name}]",
    ]
    if len(group) > 1:
        words.append(say("and also: {places}", places=_places(group[1:], names)))
    return Joined(words, " ")


def _changed(change: FindingChange, names: Names) -> object:
    """Return a finding that weighs otherwise, holds for others, or speaks of something else at the same place."""
    old, new = change.old, change.new
    if old is None or new is None:
        return ""
    rule, place = new.code.name, _place(new, names)
    if old.severity is not new.severity:
        return say("changed: {rule} ({place}) was {before} and is {after}", rule=rule, place=place,
                   before=old.severity, after=new.severity)  # fmt: skip
    if set(old.personas) != set(new.personas):
        return say("changed: {rule} ({place}) was for {before} and is for {after}", rule=rule, place=place,
                   before=_whom(old, names), after=_whom(new, names))  # fmt: skip
    return say("changed: {rule} ({place}): {message}", rule=rule, place=place, message=with_names(new.message, names))


def _whom(finding: Diagnostic, names: Names) -> object:
    return [names.name(PersonaRef(name)) for name in finding.personas] or say("everyone")


def _place(finding: Diagnostic, names: Names) -> object:
    return WHOLE if finding.step is None else names.name(StepRef(finding.step))


def _places(group: Sequence[FindingChange], names: Names) -> list[object]:
    places = {change.told.step: _place(change.told, names) for change in group}
    listed = list(places.values())
    more = len(listed) - MOST
    return [*listed[:MOST], say("{count} more", count=more)] if more > 0 else listed
