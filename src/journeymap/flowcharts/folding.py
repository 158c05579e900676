"""Nodes that are no steps: decisions, forks and joins, starts and ends without words. They become words of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.flowcharts.chart import DECISION, END, JOIN, NEEDS, NEXT, SPLIT, START, STARTS, TASK
from journeymap.flowcharts.guessing import is_outcome_word, language_of, outcome_of, says_start
from journeymap.flowcharts.rewiring import bypass, shares_multiply
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from journeymap.flowcharts.chart import Arrow, Chart, Node


LONGEST_CONDITION = 200
"""How many characters the words of decisions may have that are put together into one condition."""


def fold(chart: Chart, language: str | None) -> None:
    """Fold all nodes that are no steps, where nothing is lost by it; what has no words is named in a language."""
    _fold_starts(chart)
    _fold_splits(chart)
    _fold_joins(chart)
    _fold_decisions(chart)
    _fold_ends(chart)
    _name_what_has_no_words(chart, language or language_of([node.label for node in chart.nodes.values()]) or "en")


def _of_kind(chart: Chart, kind: str) -> list[Node]:
    return [node for node in chart.nodes.values() if node.kind == kind]


def _fold_starts(chart: Chart) -> None:
    """Let what follows on a start without words be one; a start that several ways lead from stays."""
    for node in _of_kind(chart, START):
        ways = chart.out_of(node.id)
        if chart.into(node.id) or not ways:
            node.kind = TASK
        elif says_start(node.label) and len(ways) == 1 and ways[0].kind == NEXT and not ways[0].label:
            chart.nodes[ways[0].target].extra["start"] = True
            bypass(chart, node.id)
        else:
            node.extra["start"] = True


def _fold_splits(chart: Chart) -> None:
    """Of several ways that begin together the first goes on, and the others start beside it."""
    for node in _of_kind(chart, SPLIT):
        ways = chart.out_of(node.id, NEXT)
        if not chart.into(node.id):
            node.kind = TASK
        if len(ways) > 1:
            for way in ways[1:]:
                way.kind = STARTS
            name = chart.nodes[ways[0].target].label or ways[0].target
            chart.guessed(node.place, say('of the ways that begin together, the one to "{step}" goes on', step=name))
        if node.kind == SPLIT:
            bypass(chart, node.id)


def _fold_joins(chart: Chart) -> None:
    """All splits are read before any join: the way that was not started beside goes on, the others are waited for."""
    joins = _of_kind(chart, JOIN)
    beside = _beside_the_path(chart) if joins else set()
    for node in joins:
        ways, onward = chart.into(node.id, NEXT), chart.out_of(node.id, NEXT)
        if len(ways) == 1 and onward:
            bypass(chart, node.id)
        elif not ways or len(onward) != 1 or onward[0].target == node.id:
            node.kind = TASK
        else:
            main = next((way for way in ways if way.source not in beside), ways[0])
            for way in ways:
                if way is not main and way.source != node.id:
                    # What is waited for stands on the step that waits: `needs` leads from it to what it needs.
                    chart.turn(way, onward[0].target, way.source, NEEDS)
            bypass(chart, node.id)


def _beside_the_path(chart: Chart) -> set[str]:
    """Return the nodes that only what was started beside the path leads to."""
    begun = {arrow.target for arrow in chart.arrows if arrow.kind == STARTS}
    path: set[str] = set()
    waiting = [node for node in chart.nodes if node not in begun and not chart.into(node)]
    while waiting:
        node = waiting.pop()
        if node not in path:
            path.add(node)
            waiting += [arrow.target for arrow in chart.out_of(node, NEXT)]
    return set(chart.nodes) - path


def _fold_decisions(chart: Chart) -> None:
    """Fold each decision with one way in into what stands before it, where that leads nowhere else."""
    for node in _of_kind(chart, DECISION):
        ways = chart.out_of(node.id)
        if len(ways) < 2 or any(way.kind != NEXT for way in ways):
            node.kind = TASK
    changed = True
    while changed:
        changed = False
        for node in _of_kind(chart, DECISION):
            if _folds(chart, node):
                _fold_decision(chart, node)
                changed = True


def _folds(chart: Chart, node: Node) -> bool:
    before = chart.into(node.id)
    if len(before) != 1 or before[0].kind != NEXT or before[0].source == node.id or node.extra.keys() - {"notes"}:
        return False
    step = chart.nodes[before[0].source]
    if step.kind == DECISION:
        # The share of a way through both is known only where those of both are; and nobody reads a condition for ever.
        ways = chart.out_of(node.id)
        words = len(before[0].label) + len(node.label) + max(len(way.label) for way in ways)
        return words <= LONGEST_CONDITION and all(shares_multiply(chart, before[0], way) for way in ways)
    return step.kind in (TASK, START) and len(chart.out_of(step.id, NEXT)) == 1


def _fold_decision(chart: Chart, node: Node) -> None:
    (before,) = chart.into(node.id)
    step = chart.nodes[before.source]
    ways = chart.out_of(node.id)
    question = node.label
    if question and not any(way.label for way in ways):
        step.note(question)
        question = ""
    for way in ways:
        way.label = " ".join(part for part in (question, way.label) if part) if way.label else ""
        if node.lane is not None and step.lane is not None and node.lane != step.lane:
            way.decides = way.decides or node.lane
    for note in node.extra.get("notes", ()):
        step.note(note["text"])
    bypass(chart, node.id)


def _fold_ends(chart: Chart) -> None:
    """Fold each end that says no more than an outcome into the steps before it, where they lead nowhere else."""
    for node in _of_kind(chart, END):
        ways = chart.into(node.id)
        steps = [chart.nodes[way.source] for way in ways]
        alone = all(len(chart.out_of(step.id, NEXT)) == 1 and step.kind == TASK for step in steps)
        plain = is_outcome_word(node.label) and not node.extra.keys() - {"end"} and not chart.out_of(node.id)
        if ways and alone and plain and all(way.kind == NEXT and _says_nothing(way) for way in ways):
            for step in steps:
                _end_with(chart, step, node, outcome_of(step.label))
            bypass(chart, node.id)
        else:
            _end_with(chart, node, node, outcome_of(" ".join(way.label for way in ways)))


def _end_with(chart: Chart, step: Node, end: Node, otherwise: str | None) -> None:
    """Give a step the outcome of an end: as chosen, else as its words say, else as other words do, else a good one."""
    if "end" in step.extra:
        return
    named = outcome_of(end.label)
    step.extra["end"] = end.extra.get("end") or named or otherwise or "helped"
    if "end" not in end.extra or end is step:
        if named is not None and is_outcome_word(end.label):
            return
        name = step.label or end.label
        message = say('the end "{name}" is taken for "{outcome}"', name=name or "?", outcome=step.extra["end"])
        remedy = say('--map "{name}=end:{outcome}" says otherwise', name=name, outcome=_another(step)) if name else None
        chart.guessed(step.place, message, remedy, step.id)


def _another(node: Node) -> str:
    """Return an outcome that an end may have instead of the one it is taken to have."""
    return "refused" if node.extra["end"] == "helped" else "helped"


def _says_nothing(way: Arrow) -> bool:
    return not (way.label or way.wait or way.decides) and way.share is None


def _name_what_has_no_words(chart: Chart, language: str) -> None:
    names = {DECISION: say("Decision"), END: say("The end"), START: say("The start"), SPLIT: say("The start")}
    names[JOIN] = say("All is done")
    for node in chart.nodes.values():
        if not node.label:
            node.label = names.get(node.kind, say("A step without words")).text(language)
            chart.guessed(node.place, say('what has no words is called "{name}"', name=node.label), step=node.id)
