"""Where the program begins and ends: the commands, found when they are asked for, and the exit codes."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import click

from journeymap import __version__
from journeymap.cli.terminal import close_quietly, speak_to_any_terminal
from journeymap.i18n.text import harmless, harmless_lines, harmless_path

if TYPE_CHECKING:
    import ast
    from collections.abc import Sequence

NAME = "journeymap"
WRONG_USE, INTERNAL, INTERRUPTED, CLOSED_PIPE = 2, 3, 130, 141
DEBUG = "JOURNEYMAP_DEBUG"
_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"


class Commands(click.Group):
    """The commands in `cli/commands/`, one module each; only the one that runs is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return list(_modules())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return a command by its name; None when there is no such command."""
        module = _modules().get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f"{NAME}.cli.commands.{module}").COMMAND
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the names of all commands with what each does, which its docstring says, without importing them."""
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, click.Command(name, help=_docstring(name)).get_short_help_str(room)) for name in names]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for; a usage error with the nearest one where there is none."""
        name = args[0]
        if name not in self.list_commands(ctx) and not name.startswith("-"):
            from journeymap.diagnostics import closest

            meant = closest(name, self.list_commands(ctx))
            remedy = f"Did you mean {meant!r}?" if meant else f"There are: {', '.join(self.list_commands(ctx))}."
            ctx.fail(f"No such command {name!r}. {remedy}")
        return super().resolve_command(ctx, args)


def _modules() -> dict[str, str]:
    """Return the modules of all commands by the names of these; one that is a word of Python has `_` behind it."""
    from journeymap.plugins import module_names

    return {name.rstrip("_").replace("_", "-"): name for name in module_names("cli.commands")}


def _docstring(name: str) -> str:
    """Return the docstring of a command from the source of its module."""
    import ast

    tree = ast.parse(Path(__file__).with_name("commands").joinpath(f"{_modules()[name]}.py").read_bytes())
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    commands = (function for function in functions if "click.command" in map(_called, function.decorator_list))
    return next((ast.get_docstring(command) or "" for command in commands), "")


def _called(decorator: ast.expr) -> str:
    import ast

    return ast.unparse(decorator.func) if isinstance(decorator, ast.Call) else ""


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 clean, 1 findings or a file that cannot be read, 2 wrong use, 3 a fault of the program.",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Service blueprints as code: write a customer journey, have it checked, and draw it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and return the exit code."""
    _leave_out_plugins()
    speak_to_any_terminal()
    try:
        return _run(arguments)
    except BrokenPipeError:
        # Whoever reads has seen enough, as in `journeymap rules | head`.
        close_quietly(sys.stdout)
        return CLOSED_PIPE
    except FileExistsError as error:
        _complain(f"{harmless_path(str(error.filename))}: this is a file, and a folder is needed")
        return WRONG_USE
    except OSError as error:
        _complain(f"{harmless_path(str(error.filename))}: {error.strerror}" if error.filename else str(error))
        close_quietly(sys.stdout)
        return WRONG_USE
    except MemoryError:
        _complain("there is not enough memory for this; give it more, or a smaller part: one file, or fewer steps")
        return WRONG_USE
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        _complain(
            f"this is a fault of the program, not yours: {type(error).__name__}: {harmless(str(error))}\n"
            f"Please report it; {DEBUG}=1 in the environment shows where it happened."
        )
        return INTERNAL


def _leave_out_plugins() -> None:
    """Leave out plug-ins of pydantic, unless the environment wants them; as a library journeymap leaves them in."""
    if os.environ.setdefault(_PLUGINS, "__all__") == "__all__":
        sys.modules.setdefault(_NoPlugins.NAME, _NoPlugins(_NoPlugins.NAME))


class _NoPlugins(ModuleType):
    """Stands in for pydantic's loader of plug-ins, where these are switched off.

    The loader itself would import the library of package metadata, and with it those of e-mail and sockets, to find out
    that there is nothing to do. Should pydantic ask for more than the plug-ins, it gets its own loader.
    """

    NAME = "pydantic.plugin._loader"

    @staticmethod
    def get_plugins() -> tuple[()]:
        """Return the plug-ins: none."""
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.NAME) is self:
            del sys.modules[self.NAME]
        return getattr(import_module(self.NAME), name)


def _run(arguments: Sequence[str] | None) -> int:
    streams = sys.stdout, sys.stderr
    given = sys.argv[1:] if arguments is None else list(arguments)
    if any("\0" in argument for argument in given):
        _complain("an argument has the character NUL in it, which no file and no name has")
        return WRONG_USE
    try:
        outcome: Any = cli.main(
            args=None if arguments is None else list(arguments), prog_name=NAME, standalone_mode=False
        )
        sys.stdout.flush()
    except click.ClickException as error:
        message = io.StringIO()
        error.show(message)
        click.echo(_shown(message.getvalue(), given), err=True, nl=False)
        return error.exit_code
    except click.Abort:
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except SystemExit:
        if (sys.stdout, sys.stderr) == streams:
            raise
        # click wraps the streams and leaves with 1 when nobody reads any more, which here would mean findings.
        sys.stdout, sys.stderr = streams
        raise BrokenPipeError from None
    return outcome if isinstance(outcome, int) else 0


def _shown(message: str, given: Sequence[str]) -> str:
    """Return a message as a terminal may show it: what somebody typed may be a name that gives commands."""
    for argument in given:
        for part in (argument, argument.partition("=")[2]):
            if part and part != harmless_path(part):
                message = message.replace(part, harmless_path(part))
    return harmless_lines(message)


def _complain(message: str) -> None:
    click.echo(f"{NAME}: {message}", err=True)
