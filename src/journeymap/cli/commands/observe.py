"""Hold a blueprint against what customers really did, as a log tells it.

{"journeymap": "observe", "format": 1, "path": …, "columns": {…}, "record": {…}, "reality": {…}}
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import to_builtins

from journeymap.cli.answers import Answer
from journeymap.cli.inputs import Projects, warn_of_what_was_not_read
from journeymap.cli.options import all_rules, colour_option, config_option, language_option, near, output_option
from journeymap.cli.outputs import spare_inputs
from journeymap.cli.terminal import tell
from journeymap.files import write_atomic
from journeymap.i18n.languages import translate
from journeymap.i18n.text import harmless_path
from journeymap.pipeline import check_file
from journeymap.reporter import STRONG, as_json
from journeymap.terminal.table import as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.observation.recording import Recorded
    from journeymap.result import Result

NOT_READ = 1
FORMAT = 1


@click.command(name="observe")
@click.argument("log", metavar="LOG", type=click.Path())
@click.argument("path", metavar="PATH", type=click.Path())
@click.option("--case", "case", metavar="COLUMN", help="The column that tells the cases apart.")
@click.option("--activity", metavar="COLUMN", help="The column that says what happened.")
@click.option("--time", "time", metavar="COLUMN", help="The column that says when.")
@click.option("--lifecycle", metavar="COLUMN", help="The column that says whether it began or was done.")
@click.option("--order", metavar="COLUMN", help="A column of numbers that orders what happened at one moment.")
@click.option("--seen", multiple=True, metavar="STEP=ACTIVITY", help="What a step is called in the log; many times.")
@click.option("--from", "since", metavar="DATE", help="Only cases that begin on this day or later.")
@click.option("--until", metavar="DATE", help="Only cases that begin before this day; to it the log was followed.")
@click.option("--timezone", "zone", metavar="ZONE", help="Of times that say none, such as Europe/Amsterdam; else UTC.")
@click.option("--day-first/--month-first", "day_first", default=None, help="How 03/04/2026 is to be read.")
@click.option("--delimiter", metavar="C", help="What parts the columns.")
@click.option("--running", type=click.Choice(("auto", "none")), default="auto", help="Which cases may still go on.")
@click.option("--at-least", type=click.IntRange(1), default=5, help="Sequences of fewer cases are not kept.")
@click.option("--memory", default="400MB", metavar="SIZE", help="How much memory the log may take.")
@click.option("--threads", type=click.IntRange(1, 64), default=2, help="How many processors may be used.")
@click.option("--save", metavar="FILE", type=click.Path(dir_okay=False), help="Keep the record: counts, and no people.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to show it."
)
@language_option
@config_option
@output_option
@colour_option
def command(
    *,
    log: str,
    path: str,
    case: str | None,
    activity: str | None,
    time: str | None,
    lifecycle: str | None,
    order: str | None,
    seen: Sequence[str],
    since: str | None,
    until: str | None,
    zone: str | None,
    day_first: bool | None,
    delimiter: str | None,
    running: str,
    at_least: int,
    memory: str,
    threads: int,
    save: str | None,
    form: str,
    language: str | None,
    config_file: str | None,
    output: str | None,
    colour: bool | None,
) -> int:
    """Hold a blueprint against a log.

    LOG is a table with a case, an activity and a moment on each line: .csv, .parquet, .json, each also .gz. Says how
    many went as drawn, what went otherwise, where they stopped, the shares and times that were seen, and which promises
    were kept.
    """
    from journeymap.observation.columns import LogNotReadError
    from journeymap.observation.recording import Asked, record

    spare_inputs(output, [log, path])
    spare_inputs(save, [log, path])
    config = Projects(config_file, all_rules()).of(path)
    result = check_file(path, config)
    spoken = config.with_choices(language=language).language or result.language
    if result.journey is None or not result.journey.blueprint.steps:
        tell(path, translate("nothing to hold a log against; `journeymap check` says why", spoken))
        return NOT_READ
    warn_of_what_was_not_read(result, spoken)
    roles = {"case": case, "activity": activity, "time": time, "lifecycle": lifecycle, "order": order}
    asked = Asked(
        columns={role: column for role, column in roles.items() if column is not None},
        seen=_seen(seen, result),
        since=since,
        until=until,
        zone=zone,
        days=None if day_first is None else "day" if day_first else "month",
        delimiter=delimiter,
        running=running == "auto",
        at_least=at_least,
        memory=memory,
        threads=threads,
    )
    try:
        recorded = record(log, result.journey.graph, asked)
    except LogNotReadError as error:
        if error.wrong_use:
            raise click.UsageError(error.message.text(spoken)) from None
        tell(log, error.message.text(spoken))
        return NOT_READ
    if save is not None:
        write_atomic(Path(save), as_json(to_builtins(recorded.observation)))
    _show(recorded, result, path, form=form, language=spoken, output=output, colour=colour)
    return 0


def _show(
    recorded: Recorded, result: Result, path: str, *, form: str, language: str, output: str | None, colour: bool | None
) -> None:
    from journeymap.observation.reality import reality
    from journeymap.observation.telling import told

    if result.journey is None:
        return
    found = reality(result.journey.graph, recorded.observation)
    answer = Answer.to(output, colour)
    if form == "json":
        text = as_json(
            {
                "journeymap": "observe",
                "format": FORMAT,
                "path": path,
                "columns": recorded.columns,
                "record": to_builtins(recorded.observation),
                "reality": to_builtins(found),
            }
        )
    else:
        look = answer.look(language)
        head = look.paint(harmless_path(path), STRONG) + "\n"
        text = "\n".join([head, *(as_text(table, look) for table in told(recorded.observation, found, recorded.seen))])
    answer.give(text)


def _seen(words: Sequence[str], result: Result) -> dict[str, tuple[str, ...]]:
    """Return what steps are called in the log, as the command line says; a usage error for an unknown step."""
    steps = result.journey.blueprint.steps if result.journey is not None else {}
    seen: dict[str, tuple[str, ...]] = {}
    for word in words:
        step, sign, activity = word.partition("=")
        if not sign or not activity:
            raise click.UsageError(f"--seen takes STEP=ACTIVITY, not {word!r}.")
        if step not in steps:
            raise click.UsageError(f"There is no step {step!r}.{near(step, list(steps))}")
        seen[step] = (*seen.get(step, ()), activity)
    return seen


COMMAND = command
