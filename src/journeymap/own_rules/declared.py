"""Rules that a project says in its configuration, for people who do not program.

    [[own-rule]]
    name = "phone-without-number"
    where = "steps"
    when = "channel == 'phone' and not evidence"
    say = "who calls here has no number in the hand"
    help = "put the number on the letter or the site, and write it as evidence"
    severity = "warning"

`where` is what is looked at, one by one: steps, ways, personas or channels. What `when` may name are the words that
stand there in a file, and a few facts (`FACTS`). `{name}` in `say` and `help` stands for what is looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from journeymap.analyses.journey_time import ANALYSIS as TIME
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.diagnostics import Severity
from journeymap.i18n.messages import Message
from journeymap.i18n.references import ChannelRef, PersonaRef, StepRef
from journeymap.model.blueprint import Channel, Persona
from journeymap.model.element import Element, hyphenated
from journeymap.model.step import Flow, Step
from journeymap.own_rules.expression import Expression, holds
from journeymap.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from journeymap.analysis import Facts
    from journeymap.diagnostics import Span
    from journeymap.graph import ServiceGraph
    from journeymap.rule import Options

# Where a rule can look, what stands there in a file, and what else is known of it.
_ELEMENTS: Mapping[str, type[Element]] = {"steps": Step, "ways": Flow, "personas": Persona, "channels": Channel}
FACTS: Mapping[str, frozenset[str]] = {
    "steps": frozenset({"id", "visits", "waits", "touchpoint"}),
    "ways": frozenset({"id", "to"}),
    "personas": frozenset({"id", "helped"}),
    "channels": frozenset({"id", "used"}),
}
PLACES = tuple(_ELEMENTS)


def known_words(where: str) -> frozenset[str]:
    """Return what a condition may name of the things at one place."""
    return frozenset(map(hyphenated, _ELEMENTS[where].model_fields)) | FACTS[where]


class Declared(Struct, frozen=True):
    """One rule as it is said: its name and code, where it looks, when it speaks, and what it says."""

    name: str
    code: str
    where: str
    when: Expression
    say: str
    help: str | None = None
    effect: str | None = None
    severity: Severity = Severity.WARNING

    def rule(self) -> Rule:
        """Return the rule that judges by it."""
        parts = [self.say[:1].upper() + self.say[1:] + "."]
        parts += [f"Why: {self.effect}"] if self.effect else []
        parts += [f"Fix: {self.help}"] if self.help else []
        docs = "\n\n".join(parts)
        return Rule(code=self.code, name=self.name, severity=self.severity, check=self.check, docs=docs)

    def check(self, graph: ServiceGraph, facts: Facts, _options: Options) -> Iterable[Finding]:
        """Find the things of which the condition holds for certain."""
        for thing in _LISTS[self.where](graph, facts):
            if holds(self.when, thing.values):
                yield Finding(
                    thing.place,
                    _worded(self.say, thing.named),
                    step=thing.step,
                    help=None if self.help is None else _worded(self.help, thing.named),
                    effect=None if self.effect is None else _worded(self.effect, thing.named),
                    personas=thing.personas,
                )


class _Thing(Struct, frozen=True):
    """One thing that a condition is asked of: where it stands, what it says and is, and what it is called."""

    place: Span | None
    values: Mapping[str, Any]
    named: object
    step: str | None = None
    personas: tuple[str, ...] = ()


def _worded(text: str, named: object) -> Message:
    """Return words of a project, which are the same in every language, with the thing for `{name}`."""
    escaped = re.sub(r"[{}]", lambda match: match[0] * 2, text).replace("{{name}}", "{name}")
    return Message(escaped, {"name": named})


def _stated(element: Element) -> dict[str, Any]:
    """Return the words of an element; None or nothing for what is not stated, unless it is so by itself."""
    return {hyphenated(name): _plain(getattr(element, name)) for name in type(element).model_fields}


def _plain(value: Any) -> Any:
    """Return a value as a condition compares it: an element as its text, a list or mapping as what is in it."""
    if isinstance(value, Element):
        return next((text for text in vars(value).values() if isinstance(text, str) and text), str(value))
    if isinstance(value, dict):
        return tuple(value)
    return tuple(_plain(item) for item in value) if isinstance(value, (tuple, list)) else value


def _steps(graph: ServiceGraph, facts: Facts) -> Iterator[_Thing]:
    times, outcomes = facts.of(TIME).steps, facts.of(OUTCOMES)
    for name, step in graph.blueprint.steps.items():
        visits = [
            (part, outcomes.by_persona[persona].visits.get(name, 0.0)) for persona, part in graph.personas.items()
        ]
        values = {
            **_stated(step), "id": name, "touchpoint": step.is_touchpoint,
            "visits": sum(part * count for part, count in visits),
            "waits": times[name].waiting if name in times else None,
        }  # fmt: skip
        yield _Thing(graph.place(name), values, StepRef(name), name)


def _ways(graph: ServiceGraph, _facts: Facts) -> Iterator[_Thing]:
    for name, step in graph.blueprint.steps.items():
        for target, flow in step.next.items():
            # Of a share per persona no one figure is stated.
            share = (flow.share or {}).get("everyone")
            values = {**_stated(flow), "share": share, "id": name, "to": target}
            yield _Thing(step.key_at("next", target), values, StepRef(name), name)


def _personas(graph: ServiceGraph, facts: Facts) -> Iterator[_Thing]:
    helped = facts.of(OUTCOMES).by_persona
    for name, persona in graph.blueprint.personas.items():
        values = {**_stated(persona), "id": name, "helped": helped[name].helped if name in helped else None}
        yield _Thing(persona.key_at(), values, PersonaRef(name), personas=(name,))


def _channels(graph: ServiceGraph, _facts: Facts) -> Iterator[_Thing]:
    for name, channel in graph.blueprint.channels.items():
        used = sum(name in step.channel for step in graph.blueprint.steps.values())
        yield _Thing(channel.key_at(), {**_stated(channel), "id": name, "used": float(used)}, ChannelRef(name))


_LISTS: Mapping[str, Callable[[ServiceGraph, Facts], Iterator[_Thing]]] = {
    "steps": _steps, "ways": _ways, "personas": _personas, "channels": _channels,
}  # fmt: skip
