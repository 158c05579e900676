"""Findings that the designer accepted, by choice and with a reason, and acceptances that accept nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.changes import taking_out
from journeymap.diagnostics import UNNECESSARY_ACCEPTANCE, Acceptance, Diagnostic, Severity
from journeymap.i18n.messages import say
from journeymap.plugins import instances

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.config import Config
    from journeymap.model.blueprint import Blueprint
    from journeymap.model.step import Step


def accept(diagnostics: Sequence[Diagnostic], blueprint: Blueprint) -> tuple[list[Diagnostic], tuple[Acceptance, ...]]:
    """Return what is left to be said, and what was accepted, by its step or by the file."""
    left: list[Diagnostic] = []
    accepted: list[Acceptance] = []
    for diagnostic in diagnostics:
        holder = _accepted_by(diagnostic, blueprint)
        if holder is None:
            left.append(diagnostic)
        else:
            accepted.append(Acceptance(diagnostic, holder[1].accept[diagnostic.code.name]))
    return left, tuple(accepted)


def _accepted_by(diagnostic: Diagnostic, blueprint: Blueprint) -> tuple[str | None, Step | Blueprint] | None:
    """Return the step, or the file (None), that accepts a finding, with its id; None when neither does."""
    step = blueprint.steps.get(diagnostic.step) if diagnostic.step is not None else None
    if step is not None and step.accept.get(diagnostic.code.name):
        return diagnostic.step, step
    return (None, blueprint) if blueprint.accept.get(diagnostic.code.name) else None


def unnecessary(diagnostics: Sequence[Diagnostic], blueprint: Blueprint, config: Config) -> list[Diagnostic]:
    """Return the acceptances that accept nothing, as far as it is certain that there was nothing to be found.

    That is not certain of rules that do not run or have thresholds of the project's own, and of no rule where the file,
    or one that it names, was not read as a whole.
    """
    code = UNNECESSARY_ACCEPTANCE
    unread = any(
        diagnostic.severity is Severity.ERROR and diagnostic.code.number.startswith(("JM0", "JM1", "JM905"))
        for diagnostic in diagnostics
    )
    if unread or not config.wants(code.number, code.name):
        return []
    certain = {
        rule.name
        for rule in (*instances("rules", "RULE"), *config.own)
        if config.wants(rule.code, rule.name, enabled=rule.enabled) and not config.rules.get(rule.name)
    }
    holders: list[tuple[str | None, Step | Blueprint]] = [(None, blueprint), *blueprint.steps.items()]
    made = {(step, name): holder for step, holder in holders for name in holder.accept if name != code.name}
    used = {
        (holder[0], diagnostic.code.name)
        for diagnostic in diagnostics
        if (holder := _accepted_by(diagnostic, blueprint)) is not None
    }
    return [
        Diagnostic(
            code,
            Severity.WARNING,
            say('nothing to accept here: the rule "{rule}" finds nothing', rule=name),
            holder.key_at("accept", name),
            say("take it out, or write it where the finding is"),
            step=step,
            effect=say("a register with empty entries loses its credibility"),
            fixes=(
                replace(
                    taking_out(*(() if step is None else ("steps", step)), "accept", name),
                    safe=True,
                ),
            ),
        )
        for (step, name), holder in made.items()
        if name in certain and (step, name) not in used
    ]
