"""The flow of the data, from a text to what is said about it. The one file to read first.

text -> nodes (syntax) -> blueprint (compiler) -> graph -> facts (analyses) -> findings (rules) -> diagnostics
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from journeymap import syntax
from journeymap.analysis import Facts
from journeymap.compiler import compile_blueprint, load_related, named_files
from journeymap.config import Config
from journeymap.diagnostics import (
    INTERNAL_ERROR,
    OVER_BUDGET,
    SYNTAX_ERROR,
    UNNECESSARY_ACCEPTANCE,
    UNREADABLE_FILE,
    Acceptance,
    Diagnostic,
    Severity,
    Span,
)
from journeymap.discovery import instances
from journeymap.graph import ServiceGraph, connect
from journeymap.words import say, supported

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from os import PathLike

    from journeymap.model.blueprint import Blueprint
    from journeymap.model.step import Step
    from journeymap.rule import Finding, Rule
    from journeymap.syntax import Parsed

# Whatever a project selects or ignores: a file that was not read as a whole is never called clean.
UNMUTED = frozenset({INTERNAL_ERROR, UNREADABLE_FILE, SYNTAX_ERROR, OVER_BUDGET})
_OUR_FAULT = say("this is a fault of the program, not of the file; please report it")


@dataclass(frozen=True, slots=True)
class Result:
    """All that is known of one file, or of one blueprint that was built in Python.

    `blueprint`, `graph` and `facts` are None when nothing in the file could be understood. `diagnostics` come in
    reading order, without what was accepted; that stands in `accepted`.
    """

    path: str
    text: str
    blueprint: Blueprint | None
    graph: ServiceGraph | None
    facts: Facts | None
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Acceptance, ...] = field(default=())

    @property
    def language(self) -> str:
        """The language in which to speak of this file: its own where the program knows it, else English."""
        return supported(self.blueprint.language if self.blueprint is not None else None)

    def worst(self) -> Severity | None:
        """Return the heaviest severity among the diagnostics, None when there are none."""
        return min((diagnostic.severity for diagnostic in self.diagnostics), key=lambda s: s.rank, default=None)


def check_file(path: str | PathLike[str], config: Config | None = None) -> Result:
    """Read a file (`-` for standard input) and check it. What is wrong with it is in the result, never raised."""
    return _check_parsed(syntax.read(path), config)


def check_source(text: str | bytes, path: str, config: Config | None = None) -> Result:
    """Check a blueprint that is given as text; `path` is what diagnostics call it."""
    return _check_parsed(syntax.parse(text, path), config)


def _check_parsed(parsed: Parsed, config: Config | None) -> Result:
    found = list(parsed.problems)
    blueprint = None
    if parsed.node is not None:
        blueprint, more = compile_blueprint(parsed.node)
        found += more
    source = parsed.source
    return check_blueprint(blueprint, config, path=source.path, text=source.text, problems=found)


def check_blueprint(
    blueprint: Blueprint | None,
    config: Config | None = None,
    *,
    path: str = "",
    text: str = "",
    problems: Sequence[Diagnostic] = (),
) -> Result:
    """Check a blueprint, whether it was read from a file or built in Python."""
    if blueprint is None:
        return Result(path, text, None, None, None, _in_order(problems))
    graph = connect(blueprint)
    if path:
        graph.find_links = partial(load_related, blueprint, path)
    facts = Facts(graph)
    settings = config or Config()
    found = list(problems)
    # Where the steps themselves could not be read, what rules would miss is not what is wrong with the service.
    unread = not blueprint.steps and any(problem.severity is Severity.ERROR for problem in problems)
    for rule in () if unread else enabled_rules(settings):
        found += _apply(rule, graph, facts, settings, path)
    kept = [
        diagnostic
        for diagnostic in found
        if diagnostic.code in UNMUTED or settings.wants(diagnostic.code.number, diagnostic.code.name)
    ]
    if path or not named_files(blueprint):
        kept += _unnecessary(kept, blueprint, settings)
    accepted = [(diagnostic, _acceptance(diagnostic, blueprint)) for diagnostic in kept]
    return Result(
        path,
        text,
        blueprint,
        graph,
        facts,
        _in_order(diagnostic for diagnostic, reason in accepted if reason is None),
        tuple(Acceptance(diagnostic, reason) for diagnostic, reason in accepted if reason is not None),
    )


def failed(path: str, error: Exception) -> Result:
    """Return the result for a file on which the program itself failed."""
    message = say("the program failed on this file: {reason}", reason=f"{type(error).__name__}: {error}")
    problem = Diagnostic(INTERNAL_ERROR, Severity.ERROR, message, Span.whole(path), _OUR_FAULT)
    return Result(path, "", None, None, None, (problem,))


def enabled_rules(config: Config) -> list[Rule]:
    """Return the rules that run under a configuration, in the order of their codes."""
    rules: list[Rule] = sorted(instances("rules", "RULE"), key=lambda rule: rule.code)
    return [
        rule for rule in rules if rule.check is not None and config.wants(rule.code, rule.name, enabled=rule.enabled)
    ]


def _apply(rule: Rule, graph: ServiceGraph, facts: Facts, config: Config, path: str) -> list[Diagnostic]:
    assert rule.check is not None  # noqa: S101 - enabled_rules leaves the others out
    try:
        findings = list(rule.check(graph, facts, rule.settings(config.rules.get(rule.name, {}))))
    except Exception as error:  # noqa: BLE001 - one broken rule must not keep the others from speaking
        message = say("the rule {rule} failed: {reason}", rule=rule.name, reason=f"{type(error).__name__}: {error}")
        return [Diagnostic(INTERNAL_ERROR, Severity.ERROR, message, Span.whole(path) if path else None, _OUR_FAULT)]
    return [_diagnostic(rule, finding) for finding in findings]


def _diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    return Diagnostic(
        rule.label,
        finding.severity or rule.severity,
        finding.message,
        finding.place,
        finding.help,
        finding.related,
        finding.step,
        finding.witness,
        finding.effect,
        finding.personas,
    )


def _acceptance(diagnostic: Diagnostic, blueprint: Blueprint) -> str | None:
    """Return the reason for which a finding is accepted, by its step or by the file; None when it is not."""
    holder = _accepted_by(diagnostic, blueprint)
    return holder[1].accept[diagnostic.code.name] if holder is not None else None


def _accepted_by(diagnostic: Diagnostic, blueprint: Blueprint) -> tuple[str | None, Step | Blueprint] | None:
    """Return the step, or the file (None), that accepts a finding, with its id; None when neither does."""
    step = blueprint.steps.get(diagnostic.step) if diagnostic.step is not None else None
    if step is not None and step.accept.get(diagnostic.code.name):
        return diagnostic.step, step
    return (None, blueprint) if blueprint.accept.get(diagnostic.code.name) else None


def _unnecessary(found: Sequence[Diagnostic], blueprint: Blueprint, config: Config) -> list[Diagnostic]:
    """Return the acceptances that accept nothing, as far as it is certain that there was nothing to be found.

    That is not certain of rules that do not run or have thresholds of the project's own, and of no rule where the file,
    or one that it names, was not read as a whole.
    """
    code = UNNECESSARY_ACCEPTANCE
    unread = any(
        one.severity is Severity.ERROR and one.code.number.startswith(("JM0", "JM1", "JM905")) for one in found
    )
    if unread or not config.wants(code.number, code.name):
        return []
    certain = {
        rule.name
        for rule in instances("rules", "RULE")
        if config.wants(rule.code, rule.name, enabled=rule.enabled) and not config.rules.get(rule.name)
    }
    holders: list[tuple[str | None, Step | Blueprint]] = [(None, blueprint), *blueprint.steps.items()]
    made = {(step, name): holder for step, holder in holders for name in holder.accept if name != code.name}
    used = {(holder[0], one.code.name) for one in found if (holder := _accepted_by(one, blueprint)) is not None}
    return [
        Diagnostic(
            code,
            Severity.WARNING,
            say('there is no finding of the rule "{rule}" here to accept', rule=name),
            holder.key_at("accept", name),
            say("take it out, or write it where the finding is"),
            step=step,
            effect=say("a list of choices with some that are none is believed no longer"),
        )
        for (step, name), holder in made.items()
        if name in certain and (step, name) not in used
    ]


def _in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.order))
