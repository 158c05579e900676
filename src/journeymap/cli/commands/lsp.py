"""Runs the language server that an editor starts."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import click

from journeymap import __version__
from journeymap.cli.inputs import Projects, collect, text_says_it_is_a_blueprint
from journeymap.cli.options import all_rules, config_option
from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from journeymap.result import Result


@click.command(name="lsp")
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, as it does anyway.")
@click.option("--own-rules", is_flag=True, help="Load rules of the project that are code, of a folder that you trust.")
@config_option
def command(*, stdio: bool, own_rules: bool, config_file: str | None) -> None:
    """Run the language server: an editor starts it, and shows what it says.

    It speaks the Language Server Protocol over standard input and output, and needs the extra `editor`:
    pip install 'journeymap[editor]'. No code of a project is run unless --own-rules is given.
    """
    del stdio
    try:
        from journeymap.editor.server import BlueprintServer
    except ModuleNotFoundError as error:
        raise click.UsageError(
            f"The language server needs the package {error.name!r}: pip install 'journeymap[editor]'."
        ) from error

    def check(text: str, path: str) -> Result:
        # Read anew each time, since the configuration changes too while an editor is open.
        config = Projects(config_file, all_rules(), code=own_rules).of(path)
        return check_source(text, path, config)

    def find(folder: str) -> list[str]:
        try:
            return [item.path for item in collect([folder], Projects(config_file, all_rules(), code=False))]
        except click.UsageError:
            return []  # there is none

    server = BlueprintServer(__version__, check, text_says_it_is_a_blueprint, find)
    server.start_io()
    # The server has closed the stream that it spoke through; whoever flushes it after this has nothing to lose.
    sys.stdout = io.TextIOWrapper(io.BytesIO())


COMMAND = command
