"""What an editor shows of the word under the mouse: what it means, what it names, and what is computed of a step."""

from __future__ import annotations

from math import fsum, isfinite
from typing import TYPE_CHECKING

from lsprotocol.types import Hover

from journeymap.analyses import journey_time, outcomes
from journeymap.editor import words
from journeymap.editor.markup import markup, plain, strong
from journeymap.editor.places import written_at
from journeymap.findings.kinds import kind_of
from journeymap.graph.markov_chain import HELPED
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import Amount, Minutes
from journeymap.rule_docs import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.analysis import Journey
    from journeymap.editor.cursor import Path
    from journeymap.editor.open_file import OpenFile
    from journeymap.i18n.messages import Message

_MOST_FINDINGS = 6
_HUNDRED = 100


def hover(file: OpenFile, offset: int, *, markdown: bool = True) -> Hover | None:
    """Return what is known of the word at an offset, None where there is nothing to tell.

    `markdown` tells whether the editor shows that.
    """
    item = written_at(file.parsed.node, offset)
    if item is None:
        return None
    text, path = item.scalar.text, item.path
    kind = _kind_named(path, is_key=item.is_key)
    lines = list(_thing(file, kind, text)) if kind is not None else []
    if not lines and item.is_key:
        meaning = words.meaning_at(path, text, file.language)
        lines = [strong(text), meaning] if meaning else []
    if not lines:
        return None
    return Hover(markup(lines, markdown=markdown), file.positions.range(item.scalar.start, item.scalar.end))


def _kind_named(path: Path, *, is_key: bool) -> str | None:
    """Return what kind of thing a key or a text names or defines, None where it is a word or a text."""
    if is_key:
        if len(path) == 1:
            return next((kind for kind, groups in words.DEFINED.items() if path[0] in groups), None)
        return words.keys_named(path)
    holder, key = (path[:-1], str(path[-1])) if path and path[-1] != 0 else (path, None)
    return words.named_by(holder, key)


def _thing(file: OpenFile, kind: str, name: str) -> Iterator[str]:
    """Yield what is known of a thing that the file defines, or of a rule."""
    if kind == "rule":
        rule = words.rules().get(name)
        if rule is not None:
            page = page_of(rule, file.language)
            yield strong(f"{rule.code} {rule.name}")
            yield page.summary
            yield page.why
        return
    blueprint, good = file.blueprint, file.good
    if blueprint is None or good is None:
        return
    if kind in ("step", "used") and name in blueprint.steps and good.journey is not None:
        yield from _step(file, good.journey, name)
        return
    for group in words.DEFINED[kind]:
        thing = getattr(blueprint, group).get(name)
        if thing is not None:
            yield strong(getattr(thing, "name", None) or name)
            about = getattr(thing, "about", None)
            if about:
                yield plain(about)
            hours = getattr(thing, "available", None)
            if hours:
                yield plain(str(hours))


def _step(file: OpenFile, journey: Journey, name: str) -> Iterator[str]:
    """Yield a step in the designer's words, how many come there and what becomes of them, and what is found at it."""
    graph, language = journey.graph, file.language
    yield strong(graph.label(name))
    figures = " · ".join(message.text(language) for message in figures_of(journey, name))
    if figures:
        yield figures
    result = file.good
    findings = [
        diagnostic
        for diagnostic in (result.diagnostics if result is not None else ())
        if diagnostic.step == name and kind_of(diagnostic) == "service"
    ]
    listed = [
        f"- {finding.severity.text(language)}: {plain(finding.message.text(language))}"
        for finding in findings[:_MOST_FINDINGS]
    ]
    if len(findings) > _MOST_FINDINGS:
        listed.append("- …")
    if listed:
        yield "\n".join(listed)


def figures_of(journey: Journey, name: str) -> Iterator[Message]:
    """Yield how often a step is reached, how long it takes, and how many of those who come there are helped."""
    graph, facts = journey.graph, journey.facts
    visits = visits_of(journey, name)
    if visits is not None:
        yield say("{visits} visits per 100 customers", visits=Amount(visits * _HUNDRED, "count"))
    times = facts.of(journey_time.ANALYSIS).steps.get(name)
    if times is not None and times.mean:
        yield say("takes {time}", time=Minutes(times.mean))
        waiting = fsum(value for value in (times.wait, times.held, times.arriving) if value)
        if waiting:
            yield say("of which {time} waiting", time=Minutes(waiting))
    number = graph.topology.index[name]
    weights, helped = [], []
    for persona, part in graph.personas.items():
        chain = graph.chain(persona)
        weight = part * chain.passes[number]
        if weight > 0:
            weights.append(weight)
            helped.append(weight * chain.absorption.probability((HELPED,))[number])
    if weights and not any(graph.waits_for_ever(persona) for persona in graph.personas):
        yield say("helped of those who come here: {share}", share=Amount(fsum(helped) / fsum(weights), "share"))


def visits_of(journey: Journey, name: str) -> float | None:
    """Return the expected visits to a step per customer who begins, None where they are without end or not known."""
    by_persona = journey.facts.of(outcomes.ANALYSIS).by_persona
    if not journey.graph.topology.starts:
        return None
    visits = fsum(item.part * item.done.get(name, 0.0) for item in by_persona.values())
    return visits if isfinite(visits) else None
