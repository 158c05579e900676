"""Writes what an agent that works with people needs to know to write blueprints."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from journeymap.cli.terminal import write_text
from journeymap.files import write_atomic
from journeymap.i18n.text import harmless_path


@click.command(name="skill")
@click.option(
    "-o", "--output", metavar="DIR", default="-", show_default=True,
    help="The folder for skills; - for standard output.",
)  # fmt: skip
def command(*, output: str) -> None:
    """Write a skill for agents: how to write a blueprint from an interview.

    It says what to ask, what never to invent, and how to check and correct. With -o it is written as
    DIR/journeymap/SKILL.md.
    """
    text = files("journeymap.starters").joinpath("skill.md").read_text(encoding="utf-8")
    if output == "-":
        write_text(text)
        return
    path = Path(output) / "journeymap" / "SKILL.md"
    write_atomic(path, text)
    click.echo(f"{harmless_path(path)} written.", err=True)


COMMAND = command
