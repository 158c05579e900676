"""What one change buys: the best ones, or those that are asked for.

    {"journeymap": "levers", "format": 1, "path": …, "now": {…}, "assumed": …, "levers": [{"change": …, "kind": …, …}]}

and with `--set`:

    {"journeymap": "levers", "format": 1, "path": …,
     "changes": [{"path": …, "before": …, "after": …, "asked": true}],
     "figures": [{"name": …, "label": …, "unit": …, "better": …, "before": …, "after": …, "change": …, "improved": …,
                  "by_persona": {id: {"before": …, "after": …}}}]}

`asked` is false for a share that moved along with the one that was set; `improved` is null where it cannot be told,
such as for a difference that lies within the error of journeys drawn by chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from journeymap.analyses.levers import ANALYSIS
from journeymap.cli.answers import Answer
from journeymap.cli.editing import edited
from journeymap.cli.inputs import Projects, warn_of_what_was_not_read
from journeymap.cli.options import all_rules, colour_option, config_option, language_option, output_option
from journeymap.cli.outputs import spare_inputs
from journeymap.cli.terminal import tell
from journeymap.editing.settings import write_settings
from journeymap.i18n.languages import translate
from journeymap.i18n.text import harmless_path
from journeymap.pipeline import Result, check_file
from journeymap.plugins import instance
from journeymap.report.before_and_after import as_data, as_rows, changes_table, figures_table
from journeymap.reporter import STRONG, Settings, as_json
from journeymap.tables import details
from journeymap.tables import records as data
from journeymap.tables.lever_words import what
from journeymap.terminal.table import as_text
from journeymap.what_if import WhatIf, what_if

if TYPE_CHECKING:
    from journeymap.analysis import Facts
    from journeymap.terminal.charts import TerminalStyle

NOT_READ, WRONG_USE = 1, 2
FORMAT = 1


@click.command(name="levers")
@click.argument("path", metavar="PATH", type=click.Path(allow_dash=True))
@click.option(
    "--set", "settings", multiple=True, metavar="FIELD=VALUE",
    help="Change a field: call.wait='1 min', call.next.planned.share=80%, channels.phone.open='Mo-Fr 08:00-20:00'.",
)  # fmt: skip
@click.option("--write", is_flag=True, help="Write what --set changes into the file; nothing else in it changes.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "csv")), default="text", show_default=True,
    help="How to show it.",
)  # fmt: skip
@language_option
@config_option
@output_option
@colour_option
def command(
    *,
    path: str,
    settings: tuple[str, ...],
    write: bool,
    form: str,
    language: str | None,
    config_file: str | None,
    output: str | None,
    colour: bool | None,
) -> int:
    """Say what one change buys.

    Without --set: the changes that win most, each by itself (one minute less, no wait before a step, one percent
    of the customers led another way). With --set, which may be given several times: all figures before and after.
    """
    spare_inputs(output, [path])
    if write and not settings:
        raise click.UsageError("--write writes what --set changes; say with --set what is to change.")
    projects = Projects(config_file, all_rules())
    result = check_file(path, projects.of(path))
    spoken = projects.of(path).with_choices(language=language).language or result.language
    if result.journey is None or not result.journey.blueprint.steps:
        why = translate("nothing to change; `journeymap check` says why", spoken)
        tell(path, why)
        return NOT_READ
    warn_of_what_was_not_read(result, spoken)
    answer = Answer.to(output, colour)
    look = answer.look(spoken)
    results = None
    if settings:
        lines = [" ".join(setting.split()) for setting in settings]
        results = what_if(result.journey.facts, lines)
        if results.problems:
            _refuse("\n".join(lines), results, spoken)
            return WRONG_USE
        if write and (code := _write(path, results, lines, config_file)):
            return code
    text = _report(result.journey.facts, path, results, form, look)
    answer.give(text)
    return 0


def _write(path: str, result: WhatIf, settings: list[str], config_file: str | None) -> int:
    """Write into the file what was tried; return the exit code."""
    return edited(path, lambda text: write_settings(text, result.changes, settings, path), config_file)


def _report(facts: Facts, path: str, result: WhatIf | None, form: str, look: TerminalStyle) -> str:
    if form == "text":
        if result is None:
            return details.text(facts, ANALYSIS.name, path, look)
        head = look.paint(harmless_path(path), STRONG) + "\n"
        tables = (changes_table(result), figures_table(result, list(facts.graph.blueprint.personas)))
        return "\n".join([head, *(as_text(table, look) for table in tables)])
    if form == "csv":
        return data.as_csv(as_rows(result) if result is not None else _lever_rows(facts))
    content = as_data(result, look.language) if result is not None else _levers(facts, look.language)
    return as_json({"journeymap": "levers", "format": FORMAT, "path": path, **content})


def _levers(facts: Facts, language: str) -> dict[str, Any]:
    result = facts.of(ANALYSIS)
    return {
        "now": {name: data.number(value) for name, value in result.now.items()},
        "assumed": result.basis.assumed_share,
        "levers": [
            {"change": what(lever).text(language), **data.plain(lever, facts.graph)} for lever in result.by_gain
        ],
    }


def _lever_rows(facts: Facts) -> list[tuple[object, ...]]:
    heads = ("rank", "kind", "step", "away", "towards", "decides", "persona", "helped", "minutes", "contacts",
             "sacrifice", "gain")  # fmt: skip
    rows: list[tuple[object, ...]] = [heads]
    for rank, lever in enumerate(facts.of(ANALYSIS).by_gain, 1):
        change = (rank, lever.kind, lever.step, lever.away, lever.towards, lever.decides)
        rows.append((*change, "", lever.helped, lever.minutes, lever.contacts, lever.sacrifice, lever.gain))
        rows += [(*change, name, *figures.values(), None) for name, figures in lever.by_persona.items()]
    return rows


def _refuse(text: str, result: WhatIf, language: str) -> None:
    """Say which setting cannot be applied and why, with the place in it."""
    wrong = Result("--set", text, None, result.problems)
    report = instance("reporters", "REPORTER", "text").report([wrong], Settings(language=language, quiet=True))
    click.echo(report, nl=False, err=True)


COMMAND = command
