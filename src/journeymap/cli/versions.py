"""Which versions are compared: two files, two folders, or what Git keeps of them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from journeymap.cli.changed import files_named_in
from journeymap.cli.inputs import STANDARD_INPUT, Input, collect, is_blueprint, shown
from journeymap.comparison.dependents import dependents
from journeymap.comparison.revisions import FileChange, Repository, RevisionError
from journeymap.i18n.text import capital, harmless_path
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.cli.inputs import Projects
    from journeymap.config import Config
    from journeymap.diagnostics import Diagnostic, Span
    from journeymap.result import Result

HEAD = "HEAD"
WORKING_TREE: None = None
SHORT = 10
"""How many digits of the name of a commit are told: nobody reads forty."""


class Version(Struct, frozen=True):
    """One version of a file: what it is called, where it can be read, and the file whose project decides for it."""

    name: str
    path: str
    project: str

    def check(self, config: Config) -> Result:
        """Check it; all that is said of it speaks of it by its name."""
        result = check_file(self.path, config)
        return result if self.name == self.path else _named(result, self.path, self.name)


class Pair(Struct, frozen=True):
    """Two versions of one file; None where it is not there.

    `by_name_only` tells that the file itself is the same, but that it names another one that is not.
    """

    old: Version | None
    new: Version | None
    by_name_only: bool = False


class Versions:
    """The pairs of versions that the words of a command line ask for.

    Raises click.UsageError where they cannot be understood. What Git keeps is laid out in a folder that goes when the
    versions do.
    """

    def __init__(self, words: Sequence[str], projects: Projects) -> None:
        self.projects = projects
        self._folder = TemporaryDirectory(prefix="journeymap-", ignore_cleanup_errors=True)
        try:
            self.pairs = list(self._pairs(words))
        except RevisionError as error:
            told = [error.message, *([] if error.remedy is None else [error.remedy])]
            raise click.UsageError(" ".join(f"{capital(message.text())}." for message in told)) from None

    def __enter__(self) -> Versions:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def _pairs(self, words: Sequence[str]) -> Iterator[Pair]:
        if len(words) == 2 and all(map(_is_there, words)):
            yield from self._of_two(*words)
            return
        revision, paths = (words[0], words[1:]) if words and not _is_there(words[0]) else (HEAD, words)
        if is_blueprint(Path(revision)) and not _is_revision(revision):
            raise click.UsageError(f"{harmless_path(revision)!r} is no file; name two files, or a revision and a file.")
        yield from self._of_revisions(revision, paths or ["."])

    def _of_two(self, old: str, new: str) -> Iterator[Pair]:
        """Yield two files, or the files of two folders that lie at the same place in them."""
        if (old == STANDARD_INPUT) and (new == STANDARD_INPUT):
            raise click.UsageError("Standard input can be one of the two only.")
        folders = [Path(path).is_dir() if path != STANDARD_INPUT else False for path in (old, new)]
        if folders[0] != folders[1]:
            raise click.UsageError("Compare two files, or two folders.")
        if not folders[0]:
            yield Pair(Version(old, old, old), Version(new, new, new))
            return
        olds, news = (self._inside(path) for path in (old, new))
        for place in sorted(olds.keys() | news.keys()):
            yield Pair(olds.get(place), news.get(place))

    def _inside(self, folder: str) -> dict[str, Version]:
        items: list[Input] = collect([folder], self.projects)
        return {(item.below or Path(item.path)).as_posix(): Version(item.path, item.path, item.path) for item in items}

    def _of_revisions(self, words: str, paths: Sequence[str]) -> Iterator[Pair]:
        """Yield the files at some paths that differ between two revisions, or a revision and the working tree."""
        repository = Repository(_folder_of(paths[0]))
        sign = "..." if "..." in words else ".."
        first, _, second = words.partition(sign)
        old = repository.commit(first or HEAD)
        new = repository.commit(second) if second else WORKING_TREE
        if sign == "...":
            old = repository.common(first or HEAD, second or HEAD)
        names = (first or HEAD, second or None)
        places = [repository.place_of(path) for path in paths]
        for place, path in zip(places, paths, strict=True):
            there = repository.files(old, place) or (new is not None and repository.files(new, place))
            if not there and not os.path.lexists(path):
                raise click.UsageError(f"{harmless_path(path)!r} is neither a file nor in the revision {names[0]!r}.")
        changes = [
            change
            for change in repository.changes(old, new, places)
            if is_blueprint(Path(change.new or change.old or ""))
        ]
        for change in changes:
            yield from self._changed(repository, change, (old, new), names)
        own = {place for change in changes for place in (change.old, change.new)}
        for place in _naming_what_changed(repository, (old, new), places):
            if place not in own and is_blueprint(Path(place)):
                for pair in self._changed(repository, FileChange(place, place), (old, new), names):
                    yield replace(pair, by_name_only=True)

    def _changed(
        self, repository: Repository, change: FileChange, commits: tuple[str, str | None], names: tuple[str, str | None]
    ) -> Iterator[Pair]:
        project = str(repository.root / (change.new or change.old or ""))
        old = new = None
        if change.old is not None:
            old = self._laid_out(repository, commits[0], names[0], change.old, project)
        if change.new is not None and commits[1] is not None:
            new = self._laid_out(repository, commits[1], names[1] or "", change.new, project)
        elif change.new is not None and (repository.root / change.new).is_file():
            path = shown(repository.root / change.new)
            new = Version(path, path, project)
        if old is not None or new is not None:
            yield Pair(old, new)

    def _laid_out(self, repository: Repository, commit: str, name: str, place: str, project: str) -> Version | None:
        folder = Path(self._folder.name) / commit
        path = repository.lay_out(commit, place, folder)
        told = name[:SHORT] if re.fullmatch("[0-9a-f]{40}", name) else name
        return None if path is None else Version(f"{told}:{place}", str(path), project)


def _naming_what_changed(
    repository: Repository, commits: tuple[str, str | None], places: Sequence[str]
) -> Iterator[str]:
    """Yield the files at some places that name, or reach, one that differs, wherever in the repository that lies."""
    old, new = commits
    changed = {
        place for change in repository.changes(old, new, []) for place in (change.old, change.new) if place is not None
    }

    def named(place: str) -> set[str]:
        if new is not None:
            return repository.named(new, place)
        return {os.path.relpath(path, root) for path in files_named_in(repository.root / place)}

    root = os.path.realpath(repository.root)
    for place in dependents(changed, lambda words: repository.mentioning(new, words, []), named):
        if any(limit in ("", ".") or place == limit or place.startswith(f"{limit}/") for limit in places):
            yield place


def _is_there(path: str) -> bool:
    return path == STANDARD_INPUT or (bool(path) and "\0" not in path and os.path.lexists(path))


def _is_revision(word: str) -> bool:
    """Return whether what looks like a file is called so by Git, such as a branch."""
    try:
        return Repository(Path.cwd()).knows(word)
    except RevisionError:
        return False


def _folder_of(path: str) -> Path:
    place = Path(path)
    return place if place.is_dir() else place.parent


def _named(result: Result, path: str, name: str) -> Result:
    """Return a result that speaks of its file by another name."""

    def span(place: Span) -> Span:
        return replace(place, path=name) if place.path == path else place

    def diagnostic(finding: Diagnostic) -> Diagnostic:
        related = tuple(replace(item, span=span(item.span)) for item in finding.related)
        return replace(finding, span=None if finding.span is None else span(finding.span), related=related)

    return replace(
        result,
        path=name,
        diagnostics=tuple(map(diagnostic, result.diagnostics)),
        accepted=tuple(replace(choice, diagnostic=diagnostic(choice.diagnostic)) for choice in result.accepted),
    )
