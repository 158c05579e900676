"""Which of some files are not as they were at a revision, or point at one that is not."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap import syntax
from journeymap.cli.inputs import STANDARD_INPUT
from journeymap.comparison.revisions import Repository, RevisionError
from journeymap.compiler import named_files
from journeymap.i18n.text import capital
from journeymap.pipeline import understand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.cli.inputs import Input


def changed_since(revision: str, inputs: Sequence[Input]) -> list[Input]:
    """Return the inputs that changed since a revision and those that name one that did, through others too.

    What changed is counted from the last commit that the revision and the present one have in common. A usage error
    where Git cannot tell.
    """
    files = [item for item in inputs if item.path != STANDARD_INPUT]
    try:
        repository = Repository(Path(files[0].path).parent if files else Path.cwd())
        start = repository.commit(revision)
        with suppress(RevisionError):  # where they have nothing in common, all that is different changed
            start = repository.common(revision, "HEAD")
        changes = repository.changes(start, None, ["."])
    except RevisionError as error:
        told = [error.message, *([] if error.remedy is None else [error.remedy])]
        raise click.UsageError(" ".join(f"{capital(message.text())}." for message in told)) from None
    root = os.path.realpath(repository.root)
    changed = {os.path.join(root, name) for change in changes for name in (change.old, change.new) if name is not None}  # noqa: PTH118
    names = {item.path: _named(item.path) for item in files}
    touched = {item.path for item in files if os.path.realpath(item.path) in changed}
    waiting = True
    while waiting:
        reached = changed | {os.path.realpath(path) for path in touched}
        pointing = {path for path, targets in names.items() if path not in touched and targets & reached}
        touched |= pointing
        waiting = bool(pointing)
    return [item for item in inputs if item.path == STANDARD_INPUT or item.path in touched]


def _named(path: str) -> set[str]:
    """Return the files that a file names, as the system knows them."""
    blueprint = understand(partial(syntax.read, path))[1]
    if blueprint is None:
        return set()
    here = Path(path).parent
    return {os.path.realpath(here / named) for named in named_files(blueprint) if "\0" not in named}
