"""Checks blueprints and says what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap import __version__
from journeymap.cli.baselines import DEFAULT, known_baseline, new_only, write_baseline
from journeymap.cli.checking import check_files
from journeymap.cli.inputs import Projects, collect
from journeymap.cli.options import (
    RuleNames,
    all_rules,
    colour_option,
    config_option,
    jobs_option,
    joined,
    language_option,
    no_cache_option,
    output_option,
    paths_argument,
    quiet_option,
)
from journeymap.cli.outputs import spare_inputs
from journeymap.cli.terminal import columns, wants_colour, write_text
from journeymap.config import FAIL_ON
from journeymap.diagnostics import INTERNAL_ERROR, Severity
from journeymap.files import write_atomic
from journeymap.plugins import instance, module_names
from journeymap.reporter import Settings
from journeymap.result import Result

if TYPE_CHECKING:
    from journeymap.cli.checking import Checked
    from journeymap.config import Config

FOUND, INTERNAL = 1, 3
TELLS_HARM = ("json", "text")


@click.command(name="check")
@paths_argument
@click.option(
    "--format", "form", type=click.Choice(module_names("reporters")), default="text", show_default=True,
    help="How to report.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), help="From which severity on the exit code is 1.  [default: error]"
)
@click.option("--all", "everything", is_flag=True, help="Show every finding in full, not only the worst.")
@click.option(
    "--sort", type=click.Choice(("place", "harm")), default="place", show_default=True,
    help="What comes first: what stands first in the file, or what harms customers most.",
)  # fmt: skip
@click.option("--fix", is_flag=True, help="Mend in the files what can be mended without changing what they mean.")
@click.option("--unsafe", is_flag=True, help="With --fix: carry out proposals as well; look at what they changed.")
@click.option("--no-own-rules", is_flag=True, help="Load no rules of the project that are code.")
@click.option(
    "--baseline", type=click.Path(dir_okay=False), metavar="FILE",
    help="Leave out what this file knows: only new findings fail, and those that are gone are said.",
)  # fmt: skip
@click.option(
    "--write-baseline", "writes_baseline", is_flag=True,
    help=f"Write what is found as the baseline, into the file of --baseline, else {DEFAULT}.",
)  # fmt: skip
@click.option(
    "--changed-since", "revision", metavar="REV",
    help="Check only what changed since this revision of Git, and what points at it.",
)  # fmt: skip
@click.option(
    "--with-dependents", "dependents", is_flag=True,
    help="Check as well the blueprints of the current folder that point at one of these.",
)  # fmt: skip
@jobs_option
@no_cache_option
@click.option("--select", type=RuleNames(), multiple=True, callback=joined, help="Run only these rules.")
@click.option("--ignore", type=RuleNames(), multiple=True, callback=joined, help="Leave these rules out.")
@language_option
@config_option
@output_option
@quiet_option
@colour_option
def check(
    *,
    paths: tuple[str, ...],
    form: str,
    fail_on: str | None,
    everything: bool,
    sort: str,
    fix: bool,
    unsafe: bool,
    no_own_rules: bool,
    baseline: str | None,
    writes_baseline: bool,
    revision: str | None,
    dependents: bool,
    jobs: int,
    no_cache: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    language: str | None,
    config_file: str | None,
    output: str | None,
    quiet: bool,
    colour: bool | None,
) -> int:
    """Check blueprints and say what is wrong with them.

    A PATH is a file, a folder (all *.yaml, *.yml and *.json in it and below it), or - for standard input. Rules are
    given by name (dead-end), code (JM203) or family (2xx), with commas between them.
    """
    projects = Projects(config_file, all_rules(), code=not no_own_rules)
    inputs = collect(paths, projects)
    spare_inputs(output, [item.path for item in inputs])
    if revision is not None:
        from journeymap.cli.changed import changed_since

        inputs = changed_since(revision, inputs, projects)
    if dependents:
        from journeymap.cli.changed import with_dependents

        inputs = with_dependents(inputs, projects)
    known = None if baseline is None or writes_baseline else known_baseline(baseline)
    if unsafe and not fix:
        raise click.UsageError("--unsafe says which fixes --fix may carry out; write --fix --unsafe.")

    def config_for(path: str) -> Config:
        own = projects.of(path)
        return own.with_choices(fail_on=fail_on, select=select, ignore=(*own.ignore, *ignore), language=language)

    if fix:
        from journeymap.cli.editing import fix_files

        fix_files([item.path for item in inputs], config_for, unsafe=unsafe)
    wants_harm = form in TELLS_HARM and not (form == "text" and everything)
    results = check_files(
        [item.path for item in inputs],
        config_for,
        order="harm" if sort == "harm" else "weighed" if wants_harm else "place",
        keeps=not no_cache,
        jobs=jobs,
        quiet=quiet,
    )
    spoken = language or projects.of_folder(Path.cwd()).language or "en"
    if writes_baseline:
        write_baseline(results, baseline or DEFAULT, spoken, quiet=quiet)
        known = known_baseline(baseline or DEFAULT)
        quiet = True
    if known is not None:
        results = new_only(results, known, spoken, quiet=quiet)
    fails = [_fails(result, config_for(item.path).fail_on) for item, result in zip(inputs, results, strict=True)]
    for path, text, problems in projects.problems():
        results.insert(0, Result(path, text, None, tuple(problems)))
        fails.append(_fails(results[0], fail_on or "error"))
    file = Path(output) if output not in (None, "-") else None
    languages = {config_for(item.path).language for item in inputs}
    settings = Settings(
        language=languages.pop() if len(languages) == 1 else None,
        colour=bool(colour) if file is not None else wants_colour(colour),
        quiet=quiet,
        folder=Path.cwd(),
        version=__version__,
        everything=everything,
        width=columns(file is None),
    )
    report = instance("reporters", "REPORTER", form).report(results, settings)
    if file is not None:
        write_atomic(file, report)
    else:
        write_text(report, colour=settings.colour)
    if any(diagnostic.code == INTERNAL_ERROR for result in results for diagnostic in result.diagnostics):
        return INTERNAL
    return FOUND if any(fails) else 0


def _fails(result: Checked, fail_on: str) -> bool:
    """Return whether a file has a finding at or above the severity from which a check fails."""
    worst = result.worst()
    return worst is not None and fail_on != "never" and worst.rank <= Severity(fail_on).rank


COMMAND = check
