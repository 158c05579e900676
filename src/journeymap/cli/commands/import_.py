"""Make a blueprint of a file of another tool.

{"journeymap": "import", "format": 1, "sources": [{"source": …, "file": …, "steps": …, "phases": …,
"lost": [{"place": …, "message": …, "help": …, "step": …}], "guessed": […]}]}
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from journeymap.changes import NotPossibleError
from journeymap.cli.inputs import STANDARD_INPUT, Projects
from journeymap.cli.options import config_option, near
from journeymap.cli.terminal import tell, write_text
from journeymap.files import write_atomic
from journeymap.i18n.languages import LANGUAGES
from journeymap.i18n.messages import plural, say
from journeymap.i18n.text import harmless, harmless_path
from journeymap.importer import WAYS_TO_MAP, Choices, Incoming, UnreadableError, folded
from journeymap.plugins import module_names
from journeymap.reporter import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.importer import Remark
    from journeymap.importing import Imported

FORMATS = tuple(name.replace("_", "-") for name in module_names("importers"))
FORMAT = 1
SOMETHING_LOST, NOT_READ, FAULT = 1, 2, 3
ENDING = ".yaml"
SHOWN_OF_A_KIND = 3


class Made(Struct, frozen=True):
    """A blueprint that was made: of which source, for which file, None for standard output."""

    source: str
    file: Path | None
    imported: Imported
    language: str


@click.command(name="import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", type=click.Path(allow_dash=True))
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(allow_dash=True),
    help="Where to write: a file, a folder, or - for standard output.  [default: beside the source]",
)  # fmt: skip
@click.option("--from", "form", type=click.Choice(FORMATS), help="The format; without it the file itself tells.")
@click.option(
    "--map", "mapped", multiple=True, metavar="NAME=WAY",
    help=f"What a name of the source stands for; may be given again. Ways: {', '.join(WAYS_TO_MAP)}.",
)  # fmt: skip
@click.option("--language", "--lang", type=click.Choice(LANGUAGES), help="The language of the source.")
@click.option(
    "--into", metavar="FILE", type=click.Path(exists=True, dir_okay=False),
    help="Bring what the source says into a blueprint that is there; what it does not speak of stays.",
)  # fmt: skip
@click.option("--prune", is_flag=True, help="With --into: take out steps and ways that the source does not have.")
@click.option("--strict", is_flag=True, help="Exit with 1 where something of the source does not come along.")
@click.option("--report", metavar="FILE", type=click.Path(dir_okay=False), help="Write all remarks to a file, as JSON.")
@config_option
def command(
    *,
    sources: tuple[str, ...],
    output: str | None,
    form: str | None,
    mapped: tuple[str, ...],
    language: str | None,
    into: str | None,
    prune: bool,
    strict: bool,
    report: str | None,
    config_file: str | None,
) -> int:
    """Make blueprints of files of other tools.

    Says what did not come along, and what had to be guessed, with the place in the source. A page of Markdown gives a
    blueprint for each chart in it. No file that is there is replaced.
    """
    if into is not None and output is not None:
        raise click.UsageError("--into and -o name the file to write in two ways; leave one out.")
    if prune and into is None:
        raise click.UsageError("--prune takes something out of a blueprint that is there; name it with --into.")
    chosen = _chosen(mapped)
    run = _Run(Projects(config_file, code=False), output, form, chosen, language)
    for source in dict.fromkeys(sources):
        run.read(source)
    unknown = [name for name in chosen if folded(name) not in run.names]
    if unknown and run.made:
        hint = near(unknown[0], list(run.names.values()))
        raise click.UsageError(f"Nothing in the source is called {unknown[0]!r}.{hint}")
    if into is None:
        run.write()
    else:
        run.merge(into, prune=prune)
    if report is not None:
        listed = {"journeymap": "import", "format": FORMAT, "sources": [_record(item) for item in run.made]}
        write_atomic(Path(report), as_json(listed))
    lost = any(item.imported.lost for item in run.made)
    return run.exit_code or (SOMETHING_LOST if strict and lost else 0)


def _chosen(words: Iterable[str]) -> dict[str, str]:
    """Return what names stand for, as the command line says; a usage error for what is written otherwise."""
    chosen: dict[str, str] = {}
    for word in words:
        name, sign, way = word.rpartition("=")
        way = way.strip().casefold()
        if not sign or not folded(name):
            raise click.UsageError(f"--map takes NAME=WAY, not {word!r}.")
        if way not in WAYS_TO_MAP:
            hint = near(way, list(WAYS_TO_MAP))
            raise click.UsageError(f"--map does not know the way {way!r}.{hint} There are: {', '.join(WAYS_TO_MAP)}.")
        chosen[name.strip()] = way
    return chosen


class _Run:
    """One run of the command: what was read and made, and what could not be."""

    def __init__(
        self, projects: Projects, output: str | None, form: str | None, chosen: dict[str, str], language: str | None
    ) -> None:
        self.projects = projects
        self.output = output
        self.form = form
        self.chosen = chosen
        self.language = language
        self.exit_code = 0
        self.names: dict[str, str] = {}
        self.made: list[Made] = []

    def read(self, path: str) -> None:
        """Make what is in a file into blueprints; what cannot be is said."""
        from journeymap.importing import ImportFaultError, import_source, sources_in

        config = self.projects.of(path)
        spoken = self.language or config.language or "en"
        words = {**config.import_map, **self.chosen}
        choices = Choices({folded(name): way for name, way in words.items()}, self.language, names=self.names)
        content = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
        try:
            parts = sources_in(Incoming(path, content))
            for number, part in enumerate(parts, 1):
                imported = import_source(part, choices, self.form)
                language = self.language or config.language or imported.blueprint.language or "en"
                self.made.append(Made(path, self._file(path, number), imported, language))
        except UnreadableError as error:
            place = error.place or path
            remedy = f"\n  = {say('help').text(spoken)}: {error.remedy.text(spoken)}" if error.remedy else ""
            tell(place, harmless(error.message.text(spoken)) + remedy)
            self.exit_code = self.exit_code or NOT_READ
        except ImportFaultError as error:
            for problem in error.problems:
                tell(path, harmless(f"made into what is no blueprint, by a fault of the program: {problem}"))
            self.exit_code = FAULT

    def _file(self, path: str, number: int) -> Path | None:
        """Return the file for the blueprint of a source: the first has its name, the others a number besides."""
        if self.output == STANDARD_INPUT or (self.output is None and path == STANDARD_INPUT):
            return None
        end = f"-{number}" if number > 1 else ""
        stem = "blueprint" if path == STANDARD_INPUT else Path(path).stem
        if self.output is None:
            return Path(path).with_name(f"{stem}{end}{ENDING}")
        target = Path(self.output)
        if target.is_dir() or self.output.endswith(("/", os.sep)) or not target.suffix:
            return target / f"{stem}{end}{ENDING}"
        return target.with_name(f"{target.stem}{end}{target.suffix}")

    def merge(self, path: str, *, prune: bool) -> None:
        """Bring what was made into a blueprint that is there, and say what became of it; nothing where it cannot be."""
        from journeymap.editing.document import Document
        from journeymap.merging import merge_into

        if len(self.made) > 1:
            raise click.UsageError(f"There are {len(self.made)} charts in the source; --into takes one.")
        for item in self.made:
            try:
                document = Document.read(path)
                merged = merge_into(document.text, path, item.imported.blueprint, prune=prune)
                document.save(merged.changed.after)
            except NotPossibleError as error:
                tell(path, harmless(error.message.text(item.language)))
                self.exit_code = self.exit_code or NOT_READ
                return
            click.echo(harmless_path(path))
            lines = plural("{count} line changed", "{count} lines changed", merged.changed.lines).text(item.language)
            remarks = [f"  {remark.text(item.language)}" for remark in merged.remarks]
            click.echo("\n".join(harmless(line) for line in (lines, *remarks, *_told(item))))

    def write(self) -> None:
        """Write all that was made; a usage error, and nothing written, where a file is there already."""
        files = [item.file for item in self.made if item.file is not None]
        for file in files:
            if os.path.lexists(file):
                raise click.UsageError(
                    f"{harmless_path(file)} is there already; --into {harmless_path(file)} brings the changes into it, "
                    "-o names another file."
                )
        twice = next((file for file in files if files.count(file) > 1), None)
        if twice is not None:
            raise click.UsageError(f"{harmless_path(twice)} would be written twice; name a folder with -o.")
        for number, item in enumerate(self.made):
            if item.file is None:
                write_text(("---\n" if number else "") + item.imported.text)
            else:
                write_atomic(item.file, item.imported.text)
                click.echo(harmless_path(item.file))
            click.echo("\n".join(harmless(line) for line in _told(item)), err=item.file is None)


def _told(item: Made) -> Iterator[str]:
    """Yield what is said of a blueprint that was made: how large it is, what was lost, and what was guessed."""
    language, imported = item.language, item.imported
    summary = say(
        "{steps}, {phases}; {lost} lost, {guessed} guessed",
        steps=plural("{count} step", "{count} steps", len(imported.blueprint.steps)),
        phases=plural("{count} phase", "{count} phases", len(imported.blueprint.phases)),
        lost=len(imported.lost),
        guessed=len(imported.guessed),
    )
    yield summary.text(language)
    for remark in imported.lost:
        yield "  " + say("lost: {remark}", remark=_line(remark, language)).text(language)
    by_kind: dict[str, list[Remark]] = {}
    for remark in imported.guessed:
        by_kind.setdefault(remark.message.template, []).append(remark)
    for remarks in by_kind.values():
        for remark in remarks[:SHOWN_OF_A_KIND]:
            yield "  " + say("guessed: {remark}", remark=_line(remark, language)).text(language)
        if (rest := len(remarks) - SHOWN_OF_A_KIND) > 0:
            more = plural("and {count} more like it", "and {count} more like these", rest)
            yield f"    {more.text(language)}"


def _line(remark: Remark, language: str) -> str:
    remedy = f" ({remark.remedy.text(language)})" if remark.remedy is not None else ""
    return f"{remark.place}: {remark.message.text(language)}{remedy}"


def _record(item: Made) -> dict[str, Any]:
    def remarks(listed: Sequence[Remark]) -> list[dict[str, Any]]:
        return [
            {
                "place": remark.place,
                "message": remark.message.text(item.language),
                "help": remark.remedy.text(item.language) if remark.remedy is not None else None,
                "step": remark.step,
            }
            for remark in listed
        ]

    return {
        "source": item.source,
        "file": str(item.file) if item.file is not None else None,
        "steps": len(item.imported.blueprint.steps),
        "phases": len(item.imported.blueprint.phases),
        "lost": remarks(item.imported.lost),
        "guessed": remarks(item.imported.guessed),
    }


COMMAND = command
