"""Draws blueprints in one or more formats."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from journeymap.cli.inputs import Projects, collect
from journeymap.cli.options import (
    DEFAULT_THEME,
    Names,
    ThemeOption,
    all_rules,
    config_option,
    joined,
    language_option,
    paths_argument,
    quiet_option,
)
from journeymap.cli.outputs import Target, destinations
from journeymap.cli.terminal import tell, with_progress, write_bytes
from journeymap.diagnostics import Severity
from journeymap.drawing import ROWS, SHOWN, STUBS, VIEWS, ChoiceError, DrawOptions, draw
from journeymap.exporter import ExportError
from journeymap.files import write_atomic
from journeymap.findings.harm import weighed
from journeymap.i18n.languages import translate
from journeymap.i18n.messages import plural, say
from journeymap.i18n.text import harmless, harmless_path
from journeymap.layout.pages import PAPERS
from journeymap.pipeline import check_file
from journeymap.plugins import instance, module_names
from journeymap.reporter import tally

if TYPE_CHECKING:
    from pathlib import Path

    from journeymap.cli.earlier import EarlierVersions
    from journeymap.cli.inputs import Input
    from journeymap.config import Config
    from journeymap.drawing import Drawing, Theme
    from journeymap.exporter import Exporter
    from journeymap.i18n.messages import Message
    from journeymap.pipeline import Result

FORMATS = tuple(name.replace("_", "-") for name in module_names("exporters"))
ERRORS_SHOWN = 5
NOT_DRAWN, INTERNAL = 1, 3


@click.command(name="draw")
@paths_argument
@click.option(
    "-o", "--output", default="output", show_default=True, type=click.Path(allow_dash=True), metavar="FOLDER",
    help="Where to write: a folder, a file for one drawing, or - for standard output.",
)  # fmt: skip
@click.option(
    "--format", "formats", type=Names("format", FORMATS), multiple=True, callback=joined,
    help="The formats to write, with commas between them.  [default: svg]",
)  # fmt: skip
@click.option("--page", type=click.Choice(list(PAPERS), case_sensitive=False), help="Cut into pages of this size.")
@click.option(
    "--poster", type=click.Choice(list(PAPERS), case_sensitive=False),
    help="Set it on a sheet of this size, in tiles of the size of --page (A4) with crop marks.",
)  # fmt: skip
@click.option("--portrait", is_flag=True, help="Hold the pages upright.")
@click.option("--theme", type=ThemeOption(), default=DEFAULT_THEME, help="How it looks.  [default: default]")
@click.option("--findings", is_flag=True, help="Number what was found on the cards and list it.")
@click.option("--focus", metavar="STEP", help="Draw only what is around this step.")
@click.option(
    "--depth", type=click.IntRange(0, 100), default=1, show_default=True, help="How many arrows around, with --focus.",
)  # fmt: skip
@click.option("--phase", "phases", metavar="PHASE", multiple=True, help="Draw only this phase; may be given again.")
@click.option(
    "--show", type=Names("row", ROWS), multiple=True, callback=joined,
    help=f"Rows and marks to draw besides the usual ones ({', '.join(row for row in ROWS if row in SHOWN)}).",
)  # fmt: skip
@click.option(
    "--hide", type=Names("row", ROWS), multiple=True, callback=joined,
    help="Rows and marks to leave out; without findings it is drawn as it was written.",
)  # fmt: skip
@click.option(
    "--stubs", type=click.Choice(STUBS), default="bad-ends", show_default=True,
    help="Which long ways to write on the card that they leave: exits and far loops back, or long ways on too.",
)  # fmt: skip
@click.option(
    "--view", type=click.Choice(VIEWS),
    help="Rows of a blueprint, or a tree of questions.  [default: a tree where most steps are questions]",
)  # fmt: skip
@click.option(
    "--against", metavar="OLD",
    help="Show what became of an earlier version: a file, a folder, or what Git keeps, such as HEAD.",
)  # fmt: skip
@click.option("--persona", metavar="NAME", help="Let the way of this persona stand out, with its own ratings.")
@click.option(
    "--dpi", type=click.FloatRange(18, 1200), default=144.0, show_default=True, help="Dots per inch, for PNG."
)
@click.option(
    "--check", "checks", is_flag=True,
    help="Write nothing: fail where a drawing that is there is not what would be drawn, and say which.",
)  # fmt: skip
@language_option
@config_option
@quiet_option
def command(
    *,
    paths: tuple[str, ...],
    output: str,
    formats: tuple[str, ...],
    page: str | None,
    poster: str | None,
    portrait: bool,
    theme: Theme,
    findings: bool,
    focus: str | None,
    depth: int,
    phases: tuple[str, ...],
    show: tuple[str, ...],
    hide: tuple[str, ...],
    stubs: str,
    view: str | None,
    against: str | None,
    persona: str | None,
    dpi: float,
    checks: bool,
    language: str | None,
    config_file: str | None,
    quiet: bool,
) -> int:
    """Draw blueprints.

    A PATH is a file, a folder, or - for standard input. A blueprint with errors is drawn as far as it could be read.
    """
    projects = Projects(config_file, all_rules())
    inputs = collect(paths, projects)
    target = Target(output, formats, inputs)
    exporters: list[Exporter[Any]] = [instance("exporters", "EXPORTER", name) for name in target.formats]
    if checks and target.is_stream:
        raise click.UsageError("--check looks at drawings that are there; name their folder or file with -o.")
    run = _Run(target, exporters, quiet=quiet, checks=checks)

    def config_for(item: Input) -> Config:
        return projects.of(item.path).with_choices(language=language)

    def work(item_and_place: tuple[Input, Path]) -> None:
        item, place = item_and_place
        config = config_for(item)
        options = DrawOptions(
            language=config.language,
            rows=(SHOWN | {*show, *(("findings",) if findings else ())}) - _hidden(hide),
            asked=frozenset(show),
            dpi=dpi,
            page=page,
            poster=poster,
            portrait=portrait,
            persona=persona,
            focus=focus,
            depth=depth,
            phases=phases,
            theme=theme,
            stubs=stubs,
            view=view,
        )
        try:
            result = weighed(check_file(item.path, config))
            if earlier is not None and result.journey is not None:
                version = earlier.of(item, result.journey, config, config.language or result.language)
                if version is None:
                    run.exit_code = run.exit_code or NOT_DRAWN
                    return
                options = replace(options, against=version)
            run.draw(result, place, options)
        except (click.ClickException, OSError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - a fault in one file must not keep the others from being drawn
            run.fault(item.path, error)

    with ExitStack() as stack:
        earlier = None if against is None else stack.enter_context(_earlier_versions(against, projects))
        with_progress(
            list(zip(inputs, destinations(inputs), strict=True)), "drawing", work, quiet=quiet or target.is_stream
        )
    for path, _, problems in projects.problems():
        problem = plural(
            "{count} problem in the configuration; `journeymap check` shows it",
            "{count} problems in the configuration; `journeymap check` shows them",
            len(problems),
        )
        tell(path, problem.text(language or "en"))
    if len(inputs) > 1 and not quiet and not checks:
        text = plural(
            "{count} drawing of {blueprints} blueprints",
            "{count} drawings of {blueprints} blueprints",
            run.written,
            blueprints=len(inputs),
        )
        click.echo(text.text(language or "en"))
    return run.exit_code


def _earlier_versions(against: str, projects: Projects) -> EarlierVersions:
    from journeymap.cli.earlier import EarlierVersions

    return EarlierVersions(against, projects)


def _hidden(hide: tuple[str, ...]) -> frozenset[str]:
    """Return what is left out: whoever wants no findings wants none of what was found out."""
    return frozenset({*hide, "harm"} if "findings" in hide else hide)


class _Run:
    """One run of the command: what was written, and what could not be."""

    def __init__(self, target: Target, exporters: list[Exporter[Any]], *, quiet: bool, checks: bool = False) -> None:
        self.target = target
        self.exporters = exporters
        self.quiet = quiet
        self.checks = checks
        self.exit_code = 0
        self.written = 0
        self._refused: set[str] = set()

    def draw(self, result: Result, place: Path, options: DrawOptions) -> None:
        """Draw one blueprint in all formats, as far as it goes."""
        language = options.language or result.language
        self._tell(result, language)
        if result.journey is None or not result.journey.blueprint.steps:
            self._fail(result.path, translate("not drawn: there are no steps in it", language))
            return
        try:
            drawing = draw(result.journey, result.diagnostics, result.accepted, options)
        except ChoiceError as error:
            reason = say("not drawn: {reason}", reason=_reason(error, language))
            self._fail(result.path, reason.text(language))
            return
        for exporter in self.exporters:
            try:
                parts = exporter.render(drawing)
            except ExportError as error:
                self._refuse(result.path, exporter, error, language)
                continue
            if self.target.is_stream and len(parts) > 1:
                raise click.UsageError(f"The drawing has {len(parts)} pages; name a folder with -o.")
            self._warn(result.path, drawing, language)
            for part in parts:
                file = self.target.file_for(place, part.name, exporter.suffix)
                if self.checks:
                    self._compare(part.content, file, language)
                else:
                    self._write(part.content, file, exporter)

    def fault(self, path: str, error: Exception) -> None:
        """Tell that the program itself failed on a file."""
        tell(path, harmless(f"not drawn, by a fault of the program: {type(error).__name__}: {error}"))
        self.exit_code = INTERNAL

    def _write(self, content: bytes, file: Path, exporter: Exporter[Any]) -> None:
        if self.target.is_stream:
            if exporter.binary and sys.stdout.isatty():
                raise click.UsageError(f"A terminal cannot show {exporter.name}; send it to a file or a program.")
            write_bytes(content)
        elif os.path.realpath(file) in self.target.inputs:
            self._fail(file, "not written: that is the blueprint itself; name another file or folder with -o")
        else:
            write_atomic(file, content)
            self.written += 1
            if not self.quiet:
                click.echo(harmless_path(file))

    def _compare(self, content: bytes, file: Path, language: str) -> None:
        """Fail where a drawing is not there, or is not what was drawn now."""
        if not file.is_file():
            self._fail(file, translate("there is no such drawing; draw it", language))
        elif file.read_bytes() != content:
            self._fail(file, translate("not what would be drawn now; draw it anew", language))

    def _tell(self, result: Result, language: str) -> None:
        """Say in short what is wrong with a file, to whoever wanted a drawing."""
        errors = [diagnostic for diagnostic in result.diagnostics if diagnostic.severity is Severity.ERROR]
        if not errors or (self.quiet and result.journey is not None):
            return
        # Whoever draws one file looks at it; of many, the errors are a matter for a check.
        few = ERRORS_SHOWN if len(self.target.inputs) <= 1 else 0
        for diagnostic in errors[:few]:
            tell(
                str(diagnostic.span),
                harmless(f"{diagnostic.severity.text(language)}: {diagnostic.message.text(language)}"),
            )
        if len(errors) > few:
            rest = translate("`journeymap check` shows all", language)
            tell(result.path, f"{tally([result], language)}; {rest}")

    def _warn(self, path: str, drawing: Drawing, language: str) -> None:
        """Tell what a reader should know of a drawing, each thing once."""
        for message, place, remedy in drawing.notices:
            line = harmless(f"{translate('warning', language)}: {message.text(language)}") + _helped(remedy, language)
            line = f"{harmless_path(str(place or path))}: {line}"
            if line not in self._refused:
                self._refused.add(line)
                click.echo(line, err=True)

    def _refuse(self, path: str, exporter: Exporter[Any], error: ExportError, language: str) -> None:
        """Say that a format cannot be written; what holds for all files, such as a missing program, is said once."""
        reason = f"{exporter.name}: {_reason(error, language)}"
        self.exit_code = self.exit_code or NOT_DRAWN
        if reason not in self._refused:
            self._refused.add(reason)
            self._fail(path, reason)

    def _fail(self, path: str | Path, message: str) -> None:
        tell(path, message)
        self.exit_code = self.exit_code or NOT_DRAWN


def _reason(error: ExportError | ChoiceError, language: str) -> str:
    """Return why something cannot be drawn, and on a line of its own what to do about it."""
    return harmless(error.message.text(language)) + _helped(error.remedy, language)


def _helped(remedy: Message | None, language: str) -> str:
    """Return what to do about something, on a line of its own."""
    return f"\n  = {translate('help', language)}: {harmless(remedy.text(language))}" if remedy else ""


COMMAND = command
