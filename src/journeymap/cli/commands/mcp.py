"""Runs a server of tools for agents."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from journeymap import __version__
from journeymap.agents.protocol import AgentServer


@click.command(name="mcp")
@click.option("--allow-writes", is_flag=True, help="Let changes be written that are asked for so; else none are.")
def command(*, allow_writes: bool) -> None:
    """Run a server of tools for an agent: it speaks the Model Context Protocol over standard input and output.

    The tools check, explain, analyse, compare, draw and propose changes, of files in the working folder and nowhere
    else. No code of a project is run. It ends when standard input does.
    """
    from journeymap.cli.agent_tools import ABOUT, Workplace, pages
    from journeymap.cli.inputs import NO_OWN_RULES

    os.environ[NO_OWN_RULES] = "1"
    workplace = Workplace(Path.cwd(), writes=allow_writes)
    AgentServer("journeymap", __version__, ABOUT, workplace.tools(), pages()).run(sys.stdin.buffer, sys.stdout.buffer)


COMMAND = command
