"""Says what the program runs with, for reports of faults and for drawings that do not come out."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from journeymap import __version__
from journeymap.cli.inputs import shown
from journeymap.cli.options import all_rules
from journeymap.cli.terminal import write_text
from journeymap.config import find_config, read_config

PACKAGES = ("click", "pydantic", "pyyaml", "networkx", "opening-hours-py", "graphviz", "pypdf", "typst")


@click.command(name="doctor")
def doctor() -> None:
    """Say what is used: versions, configuration, what draws. Exits with 1 where PNG and PDF cannot be drawn."""
    renderer, draws = _renderer()
    lines = [
        ("journeymap", __version__),
        ("Python", f"{platform.python_version()} ({platform.system()} {platform.machine()})"),
        *((package, _version(package)) for package in PACKAGES),
        ("YAML reader", _yaml_reader()),
        ("draws PNG and PDF", renderer),
        ("configuration", _configuration()),
        ("encoding", sys.stdout.encoding or "unknown"),
    ]
    width = max(len(name) for name, _ in lines)
    write_text("".join(f"{name:<{width}}  {words}\n" for name, words in lines))
    if not draws:
        raise click.exceptions.Exit(1)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _yaml_reader() -> str:
    from journeymap.syntax.builder import LOADER

    fast = LOADER.__name__.startswith("C")
    return "in C" if fast else "in Python, about thirty times slower: PyYAML was built without libyaml"


def _renderer() -> tuple[str, bool]:
    from journeymap.rendering.renderer import renderer

    used = renderer()
    return (used, True) if isinstance(used, str) else (f"no: {used.message}; {used.remedy}", False)


def _configuration() -> str:
    file = find_config(Path.cwd())
    if file is None:
        return "none; put journeymap.toml here or in a folder above"
    _, problems = read_config(file, shown(file), all_rules())
    first = f": {problems[0].span}: {problems[0].message}; `journeymap check` shows all" if problems else ""
    return shown(file) + first


COMMAND = doctor
