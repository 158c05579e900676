"""Writes a blueprint to begin with."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from shlex import quote

import click

from journeymap.cli.inputs import Projects
from journeymap.cli.terminal import write_text
from journeymap.files import write_atomic
from journeymap.i18n.languages import LANGUAGES
from journeymap.i18n.text import harmless_path

ENDINGS = (".yaml", ".yml")
_TITLE = re.compile(r"(?m)^title: .*$")


@click.command(name="new")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--lang", "language", type=click.Choice(LANGUAGES), help="The language to begin in.  [default: en]")
@click.option("--title", help="What the service or the journey is called.")
@click.option("--force", is_flag=True, help="Replace a file that is already there.")
def new(*, file: str, language: str | None, title: str | None, force: bool) -> None:
    """Write a commented blueprint to begin with.

    FILE gets the ending .yaml when it has none; - writes to standard output. Nothing is replaced without --force.
    """
    text = starter(language or Projects(code=False).of(file).language or "en", title)
    if file == "-":
        write_text(text)
        return
    path = Path(file) if Path(file).suffix else Path(file + ENDINGS[0])
    if path.suffix.lower() not in ENDINGS:
        raise click.UsageError(
            f"A blueprint is a YAML file; call it {harmless_path(path.with_suffix(ENDINGS[0]).name)}."
        )
    if path.is_dir():
        raise click.UsageError(f"{harmless_path(path)} is a folder; name a file in it.")
    if path.exists() and not force:
        raise click.UsageError(
            f"{harmless_path(path)} is already there; choose another name, or replace it with --force."
        )
    write_atomic(path, text)
    click.echo(f"{harmless_path(path)} written. Next: journeymap check {quote(harmless_path(path))}", err=True)


def starter(language: str, title: str | None = None) -> str:
    """Return the text of a blueprint to begin with, in a language, under a title of one's own when there is one."""
    text = files("journeymap.starters").joinpath(f"{language}.yaml").read_text(encoding="utf-8")
    if title is None:
        return text
    # A JSON text is a YAML text between double quotes, whatever it holds.
    line = f"title: {json.dumps(title, ensure_ascii=False)}"
    return _TITLE.sub(lambda _: line, text, count=1)


COMMAND = new
