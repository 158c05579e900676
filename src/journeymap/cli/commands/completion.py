"""Prints what makes a shell complete commands, options, rules and formats."""

from __future__ import annotations

import click

from journeymap.cli.terminal import write_text

SHELLS = ("bash", "zsh", "fish")


@click.command(name="completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, *, shell: str) -> None:
    r"""Print the script for completion in a shell.

    \b
    bash: add to ~/.bashrc       eval "$(journeymap completion bash)"
    zsh:  add to ~/.zshrc        eval "$(journeymap completion zsh)"
    fish: write it once, with    journeymap completion fish > ~/.config/fish/completions/journeymap.fish
    """
    from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

    name = str(ctx.find_root().info_name)
    kinds: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}
    completer = kinds[shell](ctx.find_root().command, {}, name, f"_{name.upper()}_COMPLETE")
    # Not `source()` of the class itself: that of bash starts a bash to ask for its version.
    write_text(ShellComplete.source(completer) + "\n")


COMMAND = completion
