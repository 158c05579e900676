"""Which files are to be looked at again: those that changed, and those that name one that did."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap import syntax
from journeymap.cli.inputs import STANDARD_INPUT, collect
from journeymap.comparison.dependents import dependents
from journeymap.comparison.revisions import Repository, RevisionError
from journeymap.compiler import named_files
from journeymap.config import OWN_FILE
from journeymap.i18n.text import capital
from journeymap.pipeline import understand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.cli.inputs import Input, Projects


def changed_since(revision: str, inputs: Sequence[Input], projects: Projects) -> list[Input]:
    """Return the inputs that changed since a revision, and those that what changed decides on.

    That are those that name a changed file, through others too, and those whose configuration, or whose project's own
    rules, changed. What changed is counted from the last commit that the revision and the present one have in common.
    A usage error where Git cannot tell.
    """
    files = [item.path for item in inputs if item.path != STANDARD_INPUT]
    try:
        repository = Repository(Path(files[0]).parent if files else Path.cwd())
        if revision == "HEAD" and not repository.knows(revision):
            return list(inputs)  # nothing is committed yet
        start = repository.commit(revision)
        with suppress(RevisionError):  # where they have nothing in common, all that is different changed
            start = repository.common(revision, "HEAD")
        changes = repository.changes(start, None, [])
        root = os.path.realpath(repository.root)
        changed = {_below(root, name) for change in changes for name in (change.old, change.new) if name is not None}

        def mentioning(words: set[str]) -> set[str]:
            tracked = {os.path.realpath(_below(root, name)) for name in repository.mentioning(None, words, [])}
            return tracked | _mentioning(files, words)

        touched = changed | set(dependents(changed, mentioning, files_named_in))
    except RevisionError as error:
        told = [error.message, *([] if error.remedy is None else [error.remedy])]
        raise click.UsageError(" ".join(f"{capital(message.text())}." for message in told)) from None
    return [
        item
        for item in inputs
        if item.path == STANDARD_INPUT
        or os.path.realpath(item.path) in touched
        or _is_decided_otherwise(item.path, changed, projects)
    ]


def with_dependents(inputs: Sequence[Input], projects: Projects) -> list[Input]:
    """Return inputs, and after them the blueprints of the current folder that name one of them, through others too.

    In a Git repository those as well that name a file which was there in the last commit and is gone.
    """
    known = {os.path.realpath(item.path) for item in inputs if item.path != STANDARD_INPUT}
    around = {os.path.realpath(item.path): item for item in collect(["."], projects, quiet=True)}
    found = dependents(known | _gone(), lambda words: _mentioning(around, words), files_named_in)
    return [*inputs, *(around[path] for path in found if path not in known)]


def _gone() -> set[str]:
    """Return the files that were there in the last commit and are not now; none where Git keeps none."""
    try:
        repository = Repository(Path.cwd())
        changes = repository.changes("HEAD", None, [])
    except RevisionError:
        return set()
    root = os.path.realpath(repository.root)
    return {_below(root, change.old) for change in changes if change.old is not None and change.old != change.new}


def files_named_in(path: str | Path) -> set[str]:
    """Return the files that a file names, as the system knows them; none where it is no file."""
    if not os.path.isfile(path):  # noqa: PTH113 - a path may be no path at all
        return set()
    blueprint = understand(partial(syntax.read, path))[1]
    if blueprint is None:
        return set()
    here = Path(path).parent
    return {os.path.realpath(here / named) for named in named_files(blueprint) if "\0" not in named}


def _below(root: str, name: str) -> str:
    return os.path.join(root, name)  # noqa: PTH118 - names may be of bytes that are no text


def _mentioning(files: Iterable[str], words: set[str]) -> set[str]:
    """Return the files in whose text one of some words stands, as the system knows them."""
    sought = [os.fsencode(word) for word in words]
    found = set()
    for path in files:
        with suppress(OSError):
            content = Path(path).read_bytes()
            if any(word in content for word in sought):
                found.add(os.path.realpath(path))
    return found


def _is_decided_otherwise(path: str, changed: set[str], projects: Projects) -> bool:
    """Return whether the configuration of a file changed, a file that it extends, or rules of its project's own."""
    whole = Path(os.path.realpath(path))
    if any(_below(str(folder), OWN_FILE) in changed for folder in whole.parents):
        return True
    config = projects.of(path)
    places = {os.path.realpath(place) for place in (*config.files, *config.seen_from_anywhere)}
    return any(name in places or any(name.startswith(f"{place}{os.sep}") for place in places) for name in changed)
