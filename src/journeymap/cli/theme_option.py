"""The look of drawings, as it is asked for on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journeymap.cli.inputs import shown
from journeymap.cli.options import near
from journeymap.diagnostics import Severity
from journeymap.drawing import THEMES, Theme, built_in, read_theme
from journeymap.i18n.messages import translate
from journeymap.reporter import harmless

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from journeymap.diagnostics import Diagnostic

DEFAULT_THEME = THEMES[0]
_SUFFIX = ".toml"


class ThemeOption(click.ParamType[Theme]):
    """A theme: the name of one that comes with the program, or a TOML file."""

    name = "theme"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Return what stands for the value in the help."""
        return "|".join((*THEMES, "FILE.toml"))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Theme:
        """Return the theme; a usage error when there is none of that name, or when the file is wrong."""
        if isinstance(value, Theme):
            return value
        if value.casefold() in THEMES:
            return built_in(value.casefold())
        path = Path(value)
        if path.suffix.lower() != _SUFFIX:
            there_are = ", ".join(THEMES)
            known = f"There are: {there_are}; or name a file that ends in {_SUFFIX}."
            self.fail(f"no theme is called {value!r}.{near(value, list(THEMES))} {known}", param, ctx)
        theme, problems = read_theme(path, shown(path))
        for problem in problems:
            click.echo(_told(problem), err=True)
        if any(problem.severity is Severity.ERROR for problem in problems):
            self.fail(f"{value} cannot be used as a theme.", param, ctx)
        return theme

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Return the themes that begin so, and files."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name) for name in THEMES if name.startswith(incomplete.lower())]
        return found or [CompletionItem(incomplete, type="file")]


def _told(problem: Diagnostic) -> str:
    """Return a problem as the other commands tell it, its remedy on a line of its own."""
    line = harmless(f"{problem.span}: {problem.severity}: {problem.message.text()}")
    return line + (f"\n  = {translate('help', 'en')}: {harmless(problem.help.text())}" if problem.help else "")
