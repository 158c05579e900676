"""Writes a rule to begin with."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from shlex import quote

import click

from journeymap.cli.options import all_rules
from journeymap.files import write_atomic
from journeymap.i18n.text import harmless, harmless_path
from journeymap.own_rules.loading import CODE, NAME


@click.command(name="new-rule")
@click.argument("name")
@click.option("-o", "--output", metavar="DIR", default="rules", show_default=True, help="The folder of the rules.")
@click.option("--code", default="OWN001", show_default=True, help="Its code: capitals of your own and three digits.")
def command(*, name: str, output: str, code: str) -> None:
    """Write a rule of your own to begin with, with its page and its examples.

    NAME is what the rule is called, in small letters with hyphens. Nothing is replaced. `journeymap rules --test` runs
    its examples; `own-rules = ["rules/"]` in journeymap.toml lets it run.
    """
    if re.fullmatch(NAME, name) is None:
        raise click.UsageError(f"{harmless(name)!r} cannot be the name of a rule; write small letters with hyphens.")
    if re.fullmatch(CODE, code) is None:
        raise click.UsageError(f"{harmless(code)!r} cannot be a code; write capitals of your own and three digits.")
    if any(name == rule.name for rule in all_rules()):
        raise click.UsageError(f"There is a rule called {name!r} already.")
    path = Path(output) / f"{name.replace('-', '_')}.py"
    if path.exists():
        raise click.UsageError(f"{harmless_path(path)} is already there.")
    text = files("journeymap.starters").joinpath("rule.py.txt").read_text(encoding="utf-8")
    write_atomic(path, text.replace('name="NAME"', f'name="{name}"').replace('code="OWN001"', f'code="{code}"'))
    folder = quote(harmless_path(output))
    click.echo(f"{harmless_path(path)} written. Next: journeymap rules --test {folder}", err=True)


COMMAND = command
