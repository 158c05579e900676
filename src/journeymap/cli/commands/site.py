"""Writes a shelf of blueprints: a site that works from disk and from any host."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap import __version__
from journeymap.cli.inputs import STANDARD_INPUT, Projects, collect
from journeymap.cli.options import (
    DEFAULT_THEME,
    ThemeOption,
    all_rules,
    config_option,
    jobs_option,
    language_option,
    no_cache_option,
    paths_argument,
    quiet_option,
)
from journeymap.cli.terminal import tell
from journeymap.files import write_atomic
from journeymap.i18n.languages import LANGUAGES, SOURCE_LANGUAGE, translate
from journeymap.i18n.text import harmless, harmless_path
from journeymap.syntax import STANDARD_INPUT as STANDARD_INPUT_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.caching.folder import Folder
    from journeymap.drawing import Theme
    from journeymap.shelf.cards import Card
    from journeymap.shelf.entries import Entry

NOTHING_TO_SHOW, INTERNAL = 1, 3
# The first line of the index, by which a later run knows a folder for one that it may write into.
MARK = "<!-- journeymap site -->\n"


@click.command(name="site")
@paths_argument
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder of the site, new or written before.")
@click.option("--title", help="What stands above the shelf.  [default: Services]")
@click.option("--theme", type=ThemeOption(), default=DEFAULT_THEME, help="How the drawings and the plots look.")
@jobs_option
@no_cache_option
@language_option
@config_option
@quiet_option
def command(
    *,
    paths: tuple[str, ...],
    output: str,
    title: str | None,
    theme: Theme,
    jobs: int,
    no_cache: bool,
    language: str | None,
    config_file: str | None,
    quiet: bool,
) -> int:
    """Write a site of many blueprints: an index with a search, a catalogue, and a page with the report of each.

    The catalogue holds what runs through all of them: channels, systems, actors, sources, personas, promises, what
    more than one service asks, what a household bears. The site fetches nothing and needs no server.
    """
    from journeymap.caching.checks import open_folder
    from journeymap.shelf.entries import on_shelf
    from journeymap.shelf.history import histories

    folder = Path(output)
    _spare_others(folder)
    projects = Projects(config_file, all_rules())
    paths = tuple(item.path for item in collect(paths, projects))
    kept = open_folder(__version__) if not no_cache else None
    cards, names = _built(paths, projects, folder, theme, kept=kept, jobs=jobs, quiet=quiet)
    entries = on_shelf(cards, names, histories(cards, kept))
    return _shelved(cards, entries, folder, title, language, quiet=quiet)


def _built(
    paths: tuple[str, ...],
    projects: Projects,
    folder: Path,
    theme: Theme,
    *,
    kept: Folder | None,
    jobs: int,
    quiet: bool,
) -> tuple[list[Card], list[str]]:
    """Write the page of each blueprint that has none yet, and return the cards of all and the names of their pages."""
    from journeymap.cli.checking import spread_out
    from journeymap.shelf.building import Pages
    from journeymap.shelf.cards import Card
    from journeymap.shelf.entries import page_names

    names = page_names(paths)
    files = {path: folder / f"{name}.html" for path, name in zip(paths, names, strict=True)}
    if STANDARD_INPUT in files:
        files[STANDARD_INPUT_NAME] = files[STANDARD_INPUT]
    pages = Pages(kept, files, theme)

    def failed(path: str, error: Exception) -> Card:
        return Card(path, projects.of(path).language or SOURCE_LANGUAGE, fault=f"{type(error).__name__}: {error}")

    return spread_out(paths, projects.of, pages, failed, label="building", jobs=jobs, quiet=quiet), names


def _shelved(
    cards: Sequence[Card],
    entries: Sequence[Entry],
    folder: Path,
    title: str | None,
    language: str | None,
    *,
    quiet: bool,
) -> int:
    """Write the pages that all have in common, say what is not on the shelf, and return the exit code."""
    from journeymap.shelf.pages import site

    speech = language or _language_of(cards)
    for card in cards:
        if card.fault:
            tell(card.path, harmless(f"left out, by a fault of the program: {card.fault}"))
        elif not card.steps:
            tell(card.path, translate("left out: there is nothing to show; `journeymap check` says why", speech))
    faulty = any(card.fault for card in cards)
    if not entries:
        return INTERNAL if faulty else NOTHING_TO_SHOW
    index = folder / "index.html"
    before = _pages_in(index)
    for name, page in site(entries, title or translate("Services", speech), speech):
        write_atomic(folder / name, (MARK if name == index.name else "") + page)
    for name in before - {f"{entry.name}.html" for entry in entries} - {index.name, "catalogue.html"}:
        (folder / name).unlink(missing_ok=True)
    if not quiet:
        click.echo(harmless_path(index))
    return INTERNAL if faulty else 0


def _language_of(cards: Sequence[Card]) -> str:
    """Return the language that most of the files have."""
    spoken = Counter(card.language for card in cards if card.steps and card.language in LANGUAGES)
    return spoken.most_common(1)[0][0] if spoken else SOURCE_LANGUAGE


def _pages_in(index: Path) -> set[str]:
    """Return the pages that an index which was written before leads to."""
    if not index.is_file():
        return set()
    return set(re.findall(r'<a href="([a-z0-9-]+\.html)"', index.read_text(encoding="utf-8", errors="replace")))


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
