"""Writes into a file that a finding is a conscious choice, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journeymap.changes import Put
from journeymap.cli.editing import edited
from journeymap.cli.inputs import Projects
from journeymap.cli.options import all_rules, config_option, rule_called
from journeymap.editing import change_text
from journeymap.i18n.text import harmless
from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from journeymap.editing import Changed
    from journeymap.result import Result
    from journeymap.rule import Rule


@click.command(name="accept")
@click.argument("path", metavar="PATH", type=click.Path())
@click.argument("rule", metavar="RULE")
@click.argument("words", metavar="[STEP] REASON", nargs=-1, required=True)
@config_option
def command(*, path: str, rule: str, words: tuple[str, ...], config_file: str | None) -> int:
    """Accept a finding, with the reason why it is meant to be so.

    RULE is what the finding is called, STEP the step it is about; without a step the rule is accepted for the whole
    file. The reason is written into the file, under `accept`, and nothing else in it changes.
    """
    if len(words) > 2:
        raise click.UsageError("There are more words than a step and a reason; put the reason in quotes.")
    step = words[0] if len(words) == 2 else None
    reason = " ".join(words[-1].split())
    if not reason:
        raise click.UsageError("A reason is needed, in words that others understand.")
    named = rule_called(rule)
    result_of = Projects(config_file, all_rules()).of(path)

    def change(text: str) -> Changed:
        _require(check_source(text, path, result_of), named, step)
        place = ("accept", named.name) if step is None else ("steps", step, "accept", named.name)
        return change_text(text, [Put(place, reason)], path)

    return edited(path, change, config_file)


def _require(result: Result, rule: Rule, step: str | None) -> None:
    """Refuse to accept what was not found; a usage error that names where it was."""
    findings = [*result.diagnostics, *(accepted.diagnostic for accepted in result.accepted)]
    places = [finding.step for finding in findings if finding.code.name == rule.name]
    if (places and step is None) or step in places:
        return
    steps = ", ".join(dict.fromkeys(harmless(place) for place in places if place))
    where = f" It was found at: {steps}." if steps else " It was not found in this file."
    at = f" at {harmless(step)!r}" if step is not None else ""
    raise click.UsageError(f"There is no {rule.name}{at} to accept.{where}")


COMMAND = command
