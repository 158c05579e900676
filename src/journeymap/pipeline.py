"""The flow of the data, from a text to what is said about it. The one file to read first.

text -> nodes (syntax) -> blueprint (compiler) -> graph -> facts (analyses) -> findings (rules) -> diagnostics
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap import syntax
from journeymap.analysis import Journey
from journeymap.compiler import compile_blueprint, load_related, named_files
from journeymap.config import Config
from journeymap.diagnostics import INTERNAL_ERROR, OVER_BUDGET, SYNTAX_ERROR, UNREADABLE_FILE, Diagnostic, Severity
from journeymap.findings.acceptance import accept, unnecessary
from journeymap.findings.cascades import drop_cascading
from journeymap.graph import connect
from journeymap.numerics.gc_pause import gc_paused
from journeymap.plugins import instances
from journeymap.result import Result, failed, rule_failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from os import PathLike

    from journeymap.model.blueprint import Blueprint
    from journeymap.rule import Finding, Rule
    from journeymap.syntax import Parsed
    from journeymap.syntax.source import Source

__all__ = ["Result", "check_blueprint", "check_file", "check_source", "enabled_rules", "failed"]

# Whatever a project selects or ignores: a file that was not read as a whole is never called clean.
UNMUTED = frozenset({INTERNAL_ERROR, UNREADABLE_FILE, SYNTAX_ERROR, OVER_BUDGET})


def check_file(path: str | PathLike[str], config: Config | None = None, beside: Sequence[str] = ()) -> Result:
    """Read a file (`-` for standard input) and check it. What is wrong with it is in the result, never raised.

    `beside` are the files that name it as a journey beside theirs, where it does not lead to them; as seen from it.
    """
    return _check_understood(understand(partial(syntax.read, path)), config, beside)


def check_source(text: str | bytes, path: str, config: Config | None = None) -> Result:
    """Check a blueprint that is given as text; `path` is what diagnostics call it."""
    return _check_understood(understand(partial(syntax.parse, text, path)), config)


def understand(read: Callable[[], Parsed]) -> tuple[Source, Blueprint | None, list[Diagnostic]]:
    """From a text to a blueprint, as far as it can be understood, with all that is wrong with its form."""
    # All that is made here is kept and holds no circles: half of the time would go into looking for them.
    with gc_paused():
        parsed = read()
        if parsed.node is None:
            return parsed.source, None, list(parsed.problems)
        blueprint, problems = compile_blueprint(parsed.node)
    return parsed.source, blueprint, [*parsed.problems, *problems]


def _check_understood(
    understood: tuple[Source, Blueprint | None, list[Diagnostic]], config: Config | None, beside: Sequence[str] = ()
) -> Result:
    source, blueprint, problems = understood
    return check_blueprint(blueprint, config, path=source.path, text=source.text, problems=problems, beside=beside)


def check_blueprint(
    blueprint: Blueprint | None,
    config: Config | None = None,
    *,
    path: str = "",
    text: str = "",
    problems: Sequence[Diagnostic] = (),
    beside: Sequence[str] = (),
) -> Result:
    """Check a blueprint, whether it was read from a file or built in Python."""
    if blueprint is None:
        return Result(path, text, None, _in_order(problems))
    graph = connect(blueprint, partial(load_related, blueprint, path, beside) if path else None)
    journey = Journey(graph)
    settings = config or Config()
    diagnostics = list(problems)
    # Where the steps themselves could not be read, what rules would miss is not what is wrong with the service.
    unread = not blueprint.steps and any(problem.severity is Severity.ERROR for problem in problems)
    for rule in () if unread else enabled_rules(settings):
        diagnostics += _apply(rule, journey, settings, path)
    wanted = [
        diagnostic
        for diagnostic in diagnostics
        if diagnostic.code in UNMUTED or settings.wants(diagnostic.code.number, diagnostic.code.name)
    ]
    wanted = drop_cascading(wanted, blueprint)
    if path or not named_files(blueprint):
        wanted += unnecessary(wanted, blueprint, settings)
    left, accepted = accept([_as_decided(diagnostic, settings) for diagnostic in wanted], blueprint)
    return Result(path, text, journey, _in_order(left), accepted)


def enabled_rules(config: Config) -> list[Rule]:
    """Return the rules that run under a configuration, in the order of their codes."""
    rules: list[Rule] = sorted((*instances("rules", "RULE"), *config.own), key=lambda rule: rule.code)
    return [
        rule for rule in rules if rule.check is not None and config.wants(rule.code, rule.name, enabled=rule.enabled)
    ]


def _apply(rule: Rule, journey: Journey, config: Config, path: str) -> list[Diagnostic]:
    """Let a rule judge; it asks the facts for the analyses that it needs, and each is computed once."""
    options = rule.settings(config.rules.get(rule.name, {}))
    try:
        findings = list(rule.findings(journey.graph, journey.facts, options))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one broken rule must not keep the others from speaking
        return [rule_failed(rule.name, path, error)]
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
        family=rule.family,
        fixes=finding.fixes,
        onward=finding.onward,
        part=finding.part,
    )


def _as_decided(diagnostic: Diagnostic, config: Config) -> Diagnostic:
    """Return what was found as heavy as the project has decided; what could not be read stays as heavy as it is."""
    severity = None if diagnostic.code in UNMUTED else config.severity_of(diagnostic.code.name)
    return diagnostic if severity is None else replace(diagnostic, severity=severity)


def _in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.order))
