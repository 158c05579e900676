"""Writes a shelf of blueprints: a site that works from disk and from any host."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli.inputs import Projects, collect
from journeymap.cli.options import (
    DEFAULT_THEME,
    ThemeOption,
    all_rules,
    config_option,
    language_option,
    paths_argument,
    quiet_option,
)
from journeymap.cli.terminal import tell, with_progress
from journeymap.files import write_atomic
from journeymap.i18n.languages import LANGUAGES, SOURCE_LANGUAGE, translate
from journeymap.i18n.text import harmless_path
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.drawing import Theme
    from journeymap.result import Result

NOTHING_TO_SHOW = 1
# The first line of the index, by which a later run knows a folder for one that it may write into.
MARK = "<!-- journeymap site -->\n"


@click.command(name="site")
@paths_argument
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder of the site, new or written before.")
@click.option("--title", help="What stands above the shelf.  [default: Services]")
@click.option("--theme", type=ThemeOption(), default=DEFAULT_THEME, help="How the drawings and the plots look.")
@language_option
@config_option
@quiet_option
def command(
    *,
    paths: tuple[str, ...],
    output: str,
    title: str | None,
    theme: Theme,
    language: str | None,
    config_file: str | None,
    quiet: bool,
) -> int:
    """Write a site of many blueprints: an index with a search, a catalogue, and a page with the report of each.

    The catalogue holds what runs through all of them: channels, systems, actors, sources, personas, promises, what
    more than one service asks, what a household bears. The site fetches nothing and needs no server.
    """
    from journeymap.shelf.entries import entries_of
    from journeymap.shelf.pages import site

    folder = Path(output)
    _spare_others(folder)
    projects = Projects(config_file, all_rules())
    inputs = [item.path for item in collect(paths, projects)]
    results = with_progress(inputs, "checking", lambda path: check_file(path, projects.of(path)), quiet=quiet)
    entries = entries_of(results)
    speech = language or _language_of(results)
    shown = {entry.result.path for entry in entries}
    for result in results:
        if result.path not in shown:
            tell(result.path, translate("left out: there is nothing to show; `journeymap check` says why", speech))
    if not entries:
        return NOTHING_TO_SHOW
    # The index last: it leads nowhere that is not there yet.
    pages = dict(site(entries, title or translate("Services", speech), speech, theme))
    for name in sorted(pages, key=lambda name: name == "index.html"):
        write_atomic(folder / name, (MARK if name == "index.html" else "") + pages[name])
    if not quiet:
        click.echo(harmless_path(folder / "index.html"))
    return 0


def _language_of(results: Sequence[Result]) -> str:
    """Return the language that most of the files have."""
    spoken = Counter(result.language for result in results if result.language in LANGUAGES)
    return spoken.most_common(1)[0][0] if spoken else SOURCE_LANGUAGE


def _spare_others(folder: Path) -> None:
    """Refuse to write into a folder that holds anything but a site of ours: a usage error."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise click.UsageError(f"{harmless_path(folder)} is a file; name a folder.")
    index = folder / "index.html"
    if any(folder.iterdir()) and not (index.is_file() and index.read_bytes().startswith(MARK.encode())):
        raise click.UsageError(f"{harmless_path(folder)} holds other things; name a new folder, or an empty one.")


COMMAND = command
