"""Gives something in a file another id, wherever it is named."""

from __future__ import annotations

import click

from journeymap.cli.editing import edited
from journeymap.cli.options import config_option
from journeymap.editing.rename import GROUPS, rename


@click.command(name="rename")
@click.argument("path", metavar="PATH", type=click.Path())
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--kind", type=click.Choice(tuple(GROUPS)), help="What is meant, where several things have that id.",
)  # fmt: skip
@config_option
def command(*, path: str, old: str, new: str, kind: str | None, config_file: str | None) -> int:
    """Give a step, persona, channel, actor, system, source or phase another id.

    OLD becomes NEW where it is defined and wherever it is named. Nothing else in the file changes: texts that happen
    to hold the word stay as they are.
    """
    return edited(path, lambda text: rename(text, old, new, path, kind), config_file)


COMMAND = command
