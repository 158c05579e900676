"""Writes a report on a blueprint: figures, findings, levers, choices and evidence, with the drawing beside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from journeymap.cli.inputs import STANDARD_INPUT, Projects, only
from journeymap.cli.options import (
    DEFAULT_THEME,
    FileName,
    ThemeOption,
    all_rules,
    config_option,
    language_option,
    quiet_option,
)
from journeymap.cli.outputs import is_device, spare_inputs
from journeymap.cli.terminal import tell, write_text
from journeymap.comparison.compare import Comparison, compare_results
from journeymap.drawing import DrawOptions, draw
from journeymap.files import write_atomic
from journeymap.findings.harm import weighed
from journeymap.i18n.languages import translate
from journeymap.i18n.text import harmless_path
from journeymap.pipeline import Result, check_file
from journeymap.plugins import instance
from journeymap.report.html import html_report
from journeymap.report.markdown import markdown_report

if TYPE_CHECKING:
    from journeymap.analysis import Journey
    from journeymap.config import Config
    from journeymap.drawing import Theme

NOT_READ = 1
PAGE, TEXT = FORMATS = ("html", "markdown")
PAGE_SUFFIXES = (".html", ".htm")


@click.command(name="report")
@click.argument("path", metavar="PATH", type=click.Path(allow_dash=True))
@click.option(
    "-o", "--output", required=True, type=FileName(), metavar="FILE",
    help="Where to write it: FILE.html holds everything; of FILE.md the drawing lies beside it. - for standard output.",
)  # fmt: skip
@click.option("--format", "kind", type=click.Choice(FORMATS), help="What to write, whatever the name of the file says.")
@click.option(
    "--drawing/--no-drawing",
    default=True,
    show_default=True,
    help="Draw beside a report in Markdown: FILE.svg for FILE.md, where no such file is.",
)
@click.option("--theme", type=ThemeOption(), default=DEFAULT_THEME, help="How the drawing and the plots look.")
@language_option
@config_option
@quiet_option
def command(
    *,
    path: str,
    output: str,
    kind: str | None,
    drawing: bool,
    theme: Theme,
    language: str | None,
    config_file: str | None,
    quiet: bool,
) -> int:
    """Write a report on a blueprint: a page for a meeting (HTML), or a text (Markdown).

    What it comes to, for all customers and per persona; the drawing; what is found, the most harmful first; what one
    change buys; which choices were conscious; and what all of it rests on.
    """
    projects = Projects(config_file, all_rules())
    path = only(path, projects)
    file = Path(output)
    spare_inputs(output, [path])
    if file.suffix.lower() == ".svg":
        raise click.UsageError(f"{output!r} is the name of a drawing (`journeymap draw`); a report is an .html or .md.")
    config = projects.of(path).with_choices(language=language)
    result = weighed(check_file(path, config))
    spoken = config.language or result.language
    if result.journey is None or not result.journey.blueprint.steps:
        why = translate("nothing to report; `journeymap check` says why", spoken)
        tell(path, why)
        return NOT_READ
    as_page = (kind or _kind_of(file)) == PAGE
    beside = drawing and not as_page and output != STANDARD_INPUT and not is_device(file)
    picture = file.with_suffix(".svg") if beside else None
    if picture is not None:
        spare_inputs(str(picture), [path])
        _spare_others(picture, file)
    comparisons = _comparisons(result, result.journey, config)
    if as_page:
        text = html_report(result, spoken, theme, comparisons)
    else:
        text = markdown_report(result, spoken, quote(picture.name) if picture is not None else None, comparisons)
    if output == STANDARD_INPUT:
        write_text(text)
        return 0
    drawn = _drawn(result, result.journey, spoken, theme) + _mark(file) if picture is not None else b""
    _write(file, text, picture, drawn)
    if not quiet:
        click.echo("\n".join(harmless_path(written) for written in (file, picture) if written is not None))
    return 0


def _comparisons(result: Result, journey: Journey, config: Config) -> list[Comparison]:
    """Return the blueprint held against each that it replaces, as far as these can be read."""
    relates = journey.blueprint.relates
    if relates is None or result.path == STANDARD_INPUT:
        return []
    known = [named for named in relates.replaces if named in journey.graph.related]
    olds = [check_file(Path(result.path).parent / named, config) for named in known]
    return [compare_results(old, result) for old in olds if old.journey is not None]


def _kind_of(file: Path) -> str:
    """Return what the name of a file asks for: a page where it ends like one, else a text."""
    return PAGE if file.suffix.lower() in PAGE_SUFFIXES else TEXT


def _mark(report_file: Path) -> bytes:
    """Return what the drawing beside a report ends with, so that a later run knows it for its own."""
    name = quote(report_file.name).replace("--", "-%2D")
    return f"<!-- journeymap report {name} -->\n".encode()


def _spare_others(picture: Path, report_file: Path) -> None:
    """Refuse to write the drawing over anything but the drawing of the same report: UsageError."""
    if not os.path.lexists(picture):
        return
    if not picture.is_symlink() and picture.is_file():
        mark = _mark(report_file)
        with picture.open("rb") as there:
            there.seek(max(0, picture.stat().st_size - len(mark)))
            if there.read() == mark:
                return
    raise click.UsageError(
        f"The drawing would be written beside the report as {str(picture)!r}, and that is there already and was not "
        "written with this report. Give the report another name, or leave the drawing out with --no-drawing."
    )


def _drawn(result: Result, journey: Journey, language: str, theme: Theme) -> bytes:
    drawing = draw(journey, result.diagnostics, result.accepted, DrawOptions(language=language, theme=theme))
    content: bytes = instance("exporters", "EXPORTER", "svg").render(drawing)[0].content
    return content


def _write(file: Path, text: str, picture: Path | None, drawn: bytes) -> None:
    """Write the drawing and the report, or neither where one of them cannot be written."""
    if picture is None:
        write_atomic(file, text)
        return
    before = picture.read_bytes() if picture.is_file() else None
    write_atomic(picture, drawn)
    try:
        write_atomic(file, text)
    except OSError:
        if before is None:
            picture.unlink(missing_ok=True)
        else:
            write_atomic(picture, before)
        raise


COMMAND = command
