"""Says what the customer goes through: in figures, per persona and for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journeymap.cli.answers import Answer
from journeymap.cli.inputs import Projects, collect, warn_of_what_was_not_read
from journeymap.cli.options import (
    all_rules,
    colour_option,
    config_option,
    language_option,
    near,
    output_option,
    paths_argument,
    quiet_option,
)
from journeymap.cli.outputs import spare_inputs
from journeymap.cli.terminal import (
    tell,
    with_progress,
)
from journeymap.compiler.beside import beside_each_other
from journeymap.i18n.languages import translate
from journeymap.pipeline import check_file
from journeymap.plugins import module_names
from journeymap.report.overview import overview
from journeymap.reporter import as_json
from journeymap.tables import details
from journeymap.tables import records as data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.pipeline import Result
    from journeymap.terminal.charts import TerminalStyle

ANALYSES = tuple(name.replace("_", "-") for name in module_names("analyses"))
NOT_READ = 1


@click.command(name="analyse")
@paths_argument
@click.option("--persona", metavar="ID", help="Show what this persona goes through, beside all customers.")
@click.option(
    "--analysis", "analysis", type=click.Choice(ANALYSES), metavar="NAME",
    help=f"Show one analysis in detail: {', '.join(ANALYSES)}.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "csv")), default="text", show_default=True,
    help="How to show it.",
)  # fmt: skip
@language_option
@config_option
@output_option
@quiet_option
@colour_option
def command(
    *,
    paths: tuple[str, ...],
    persona: str | None,
    analysis: str | None,
    form: str,
    language: str | None,
    config_file: str | None,
    output: str | None,
    quiet: bool,
    colour: bool | None,
) -> int:
    """Say what the customer goes through.

    How often customers are helped, how long it takes, how much is asked, what they give up, where they are lost, and
    which change helps most: each on one screen, for all customers and per persona, with the part of it that
    nobody was asked about. A PATH is a file, a folder, or - for standard input.
    """
    projects = Projects(config_file, all_rules())
    inputs = collect(paths, projects)
    spare_inputs(output, [item.path for item in inputs])
    files = [item.path for item in inputs]
    beside = beside_each_other(files) if len(files) > 1 else {}
    results = with_progress(
        files,
        "analysing",
        lambda path: check_file(path, projects.of(path), beside.get(path, ())),
        quiet=quiet,
    )
    known = [result for result in results if result.journey is not None and result.journey.blueprint.steps]
    for result in results:
        if result not in known:
            why = translate("nothing to analyse; `journeymap check` says why", language or result.language)
            tell(result.path, why)
        else:
            warn_of_what_was_not_read(result, language or result.language)
    shown = _with_persona(known, persona)
    answer = Answer.to(output, colour)
    if form == "json":
        text = as_json(data.document(shown, analysis, persona))
    elif form == "csv":
        text = data.table(shown, analysis, persona)
    else:
        parts: list[str] = []
        for result in shown:
            spoken = projects.of(result.path).with_choices(language=language).language or result.language
            parts += _text(result, analysis, persona, answer.look(spoken))
        text = "\n".join(parts)
    answer.give(text)
    return NOT_READ if len(known) < len(results) else 0


def _text(result: Result, analysis: str | None, persona: str | None, look: TerminalStyle) -> Iterator[str]:
    """Yield what is told of a file; nothing where nothing in it could be understood."""
    if result.journey is None:
        return
    if analysis is None:
        yield overview(result.journey.facts, result.path, look, persona)
    else:
        yield details.text(result.journey.facts, analysis, result.path, look, persona)


def _with_persona(results: Sequence[Result], persona: str | None) -> list[Result]:
    """Return the files that know a persona; a usage error with the nearest name when none does."""
    if persona is None:
        return list(results)
    knowing: list[Result] = []
    others: list[Result] = []
    for result in results:
        known = result.journey is not None and persona in result.journey.blueprint.personas
        (knowing if known else others).append(result)
    if results and not knowing:
        names = list(dict.fromkeys(name for result in results for name in _personas(result)))
        there_are = f" There are: {', '.join(names)}." if names else " No file describes any."
        raise click.UsageError(f"No persona is called {persona!r}.{near(persona, names)}{there_are}")
    for result in others:
        tell(result.path, f"left out: it has no persona {persona!r}")
    return knowing


def _personas(result: Result) -> list[str]:
    return [] if result.journey is None else list(result.journey.blueprint.personas)


COMMAND = command
