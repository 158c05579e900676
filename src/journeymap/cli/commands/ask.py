"""What to ask next: the statements without a good source that decide most.

{"journeymap": "ask", "format": 1, "path": …, "now": {…},
 "questions": [{"question": …, "field": …, "kind": …, "why": …, "range": {…}, "movement": …, "people": …, …}]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from journeymap.cli.answers import Answer
from journeymap.cli.inputs import Projects, warn_of_what_was_not_read
from journeymap.cli.options import all_rules, colour_option, config_option, language_option, output_option
from journeymap.cli.outputs import spare_inputs
from journeymap.cli.terminal import tell
from journeymap.i18n.languages import translate
from journeymap.i18n.text import harmless_path
from journeymap.pipeline import check_blueprint, check_file
from journeymap.reporter import STRONG, as_json
from journeymap.tables import records as data
from journeymap.tables.questions import first, question_of, table
from journeymap.terminal.table import as_text
from journeymap.what_if.questions import Question, questions

if TYPE_CHECKING:
    from journeymap.config import Config
    from journeymap.model.blueprint import Blueprint

NOT_READ = 1
FORMAT = 1


@click.command(name="ask")
@click.argument("path", metavar="PATH", type=click.Path(allow_dash=True))
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to show it."
)
@language_option
@config_option
@output_option
@colour_option
def command(
    *,
    path: str,
    form: str,
    language: str | None,
    config_file: str | None,
    output: str | None,
    colour: bool | None,
) -> int:
    """Say what to ask next.

    Each time and share that nobody was asked about, or only few or long ago, is varied (shares by half, times from half
    to twice): what moves the figures most comes first, with how many people to ask.
    """
    spare_inputs(output, [path])
    projects = Projects(config_file, all_rules())
    config = projects.of(path)
    result = check_file(path, config)
    spoken = config.with_choices(language=language).language or result.language
    if result.journey is None or not result.journey.blueprint.steps:
        tell(path, translate("nothing to ask about; `journeymap check` says why", spoken))
        return NOT_READ
    warn_of_what_was_not_read(result, spoken)
    answer = Answer.to(output, colour)
    look = answer.look(spoken)
    facts = result.journey.facts
    asked = questions(facts, lambda blueprint: _judged(blueprint, config, path))
    if form == "json":
        text = as_json({"journeymap": "ask", "format": FORMAT, "path": path, "questions": _plain(asked, look.language)})
    else:
        head = look.paint(harmless_path(path), STRONG) + "\n"
        lines = [look.plain(first(asked).text(look.language)) + "\n", *([as_text(table(asked), look)] if asked else [])]
        text = "\n".join([head, *lines])
    answer.give(text)
    return 0


def _judged(blueprint: Blueprint, config: Config, path: str) -> frozenset[tuple[str, str]]:
    """Return the findings of a blueprint, as rule and step."""
    return frozenset(
        (finding.code.name, finding.step or "") for finding in check_blueprint(blueprint, config, path=path).diagnostics
    )


def _plain(asked: tuple[Question, ...], language: str) -> list[dict[str, Any]]:
    return [
        {
            "question": question_of(question).text(language),
            "field": question.field,
            "kind": question.kind,
            "step": question.step,
            "towards": question.towards,
            "persona": question.persona,
            "why": question.why,
            "written": question.written,
            "tried": [data.number(question.low), data.number(question.high)],
            "range": {name: list(ends) for name, ends in question.range.items()},
            "movement": question.movement,
            "people": question.people,
            "findings": None
            if question.findings is None
            else [{"rule": rule, "step": step or None} for rule, step in question.findings],
        }
        for question in asked
    ]


COMMAND = command
