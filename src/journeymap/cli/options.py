"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journeymap.cli.inputs import shown
from journeymap.diagnostics import Severity, closest
from journeymap.i18n.languages import LANGUAGES, translate
from journeymap.i18n.text import harmless, harmless_path
from journeymap.plugins import instance, known, module_names

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from journeymap.diagnostics import Diagnostic
    from journeymap.drawing import Theme
    from journeymap.rule import Rule


def all_rules() -> list[Rule]:
    """Return all rules in the order of their codes."""
    return sorted(known("rules", "RULE"), key=lambda rule: (not rule.code.startswith("JM"), rule.code))


def own_rules_too() -> None:
    """Make known the rules that the project of the current folder adds."""
    from journeymap.cli.inputs import Projects

    Projects(None, all_rules()).of_folder(Path.cwd())


def rule_called(word: str) -> Rule:
    """Return the rule with a name or a code, capitals or not; a usage error with the nearest one when there is none."""
    wanted = word.strip().casefold().replace("_", "-")
    if wanted.replace("-", "_") in module_names("rules"):
        rule: Rule = instance("rules", "RULE", wanted)  # this one module is all that is needed
        return rule
    rules = all_rules()
    for rule in rules:
        if wanted in (rule.name, rule.code.casefold(), rule.code.casefold().removeprefix("jm")):
            return rule
    words = [rule.name for rule in rules] + [rule.code for rule in rules]
    raise click.UsageError(f"No rule is called {word!r}.{near(word, words)} `journeymap rules` lists them.")


def spoken(language: str | None) -> str:
    """Return the language to speak where no file decides: the chosen one, that of the project, else English."""
    from journeymap.cli.inputs import Projects

    return language or Projects(code=False).of(".").language or "en"


def near(word: str, known: list[str]) -> str:
    """Return a question after the word that was probably meant, empty when nothing is close."""
    meant = closest(word, known)
    return f" Did you mean {meant!r}?" if meant else ""


class Names(click.ParamType[tuple[str, ...]]):
    """Several words in one, with commas between them; each has to be one of those that are known."""

    def __init__(self, kind: str, known: tuple[str, ...]) -> None:
        self.name = kind
        self.known = known

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Return what stands for the value in the help."""
        return ",".join(self.known)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the words; a usage error for one that is not known."""
        if isinstance(value, tuple):
            return value
        words = tuple(dict.fromkeys(word.strip().lower() for word in value.split(",") if word.strip()))
        for word in words:
            if word not in self.known:
                there_are = ", ".join(self.known)
                self.fail(f"no {self.name} is called {word!r}.{near(word, list(self.known))} There are: {there_are}.",
                          param, ctx)  # fmt: skip
        if not words:
            self.fail(f"at least one {self.name} is needed: {', '.join(self.known)}.", param, ctx)
        return words

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Return what may follow on the last comma."""
        from click.shell_completion import CompletionItem

        head, comma, last = incomplete.rpartition(",")
        return [CompletionItem(head + comma + name) for name in self.known if name.startswith(last.lower())]


class RuleNames(click.ParamType[tuple[str, ...]]):
    """Names of rules, their codes, or the beginning of codes (`JM2`, `2xx`), with commas between them."""

    name = "rules"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the patterns; a usage error for one that no rule answers to."""
        if isinstance(value, tuple):
            return value
        from journeymap.config import covers

        rules = all_rules()
        patterns = tuple(word.strip() for word in value.split(",") if word.strip())
        for pattern in patterns:
            if not any(covers(pattern, rule.code, rule.name) for rule in rules):
                known = [rule.name for rule in rules] + [rule.code for rule in rules]
                self.fail(f"no rule is called {pattern!r}.{near(pattern, known)} `journeymap rules` lists them.",
                          param, ctx)  # fmt: skip
        return patterns

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Return the rules that begin so."""
        from click.shell_completion import CompletionItem

        head, comma, last = incomplete.rpartition(",")
        result = [(rule.name, rule.code) for rule in all_rules() if rule.name.startswith(last.lower())]
        result += [(rule.code, rule.name) for rule in all_rules() if last and rule.code.startswith(last.upper())]
        return [CompletionItem(head + comma + word, help=meaning) for word, meaning in result]


def joined(ctx: click.Context, param: click.Parameter, values: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:  # noqa: ARG001
    """Return the words of an option that was given several times as one list."""
    return tuple(word for words in values for word in words)


paths_argument = click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(allow_dash=True))

language_option = click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), help="The language to speak, whatever that of the files is."
)

config_option = click.option(
    "--config", "config_file", type=click.Path(exists=True, dir_okay=False, readable=True), metavar="FILE",
    help="Use this configuration instead of the nearest journeymap.toml or pyproject.toml.",
)  # fmt: skip

colour_option = click.option(
    "--color/--no-color", "colour", default=None, help="Write in colour, or not; without it only on a terminal."
)


class FileName(click.Path):
    """The name of one file to write to, or - for standard output; a usage error for a folder, or for nothing."""

    name = "file"

    def __init__(self) -> None:
        super().__init__(dir_okay=False, allow_dash=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the name."""
        text = str(value)
        if not text.strip():
            self.fail("the name of a file is needed.", param, ctx)
        if text.endswith(("/", os.sep)) or os.path.isdir(text):  # noqa: PTH112 - what is typed may be no path at all
            self.fail(f"{text!r} is a folder; name a file in it.", param, ctx)
        return super().convert(value, param, ctx)


output_option = click.option(
    "-o", "--output", "output", type=FileName(), metavar="FILE", help="Write to a file, or with - to standard output."
)

jobs_option = click.option(
    "-j", "--jobs", type=click.IntRange(min=0), metavar="N", default=1, show_default=True,
    help="How many processes to use; 0 for as many as there are cores.",
)  # fmt: skip

no_cache_option = click.option(
    "--no-cache", is_flag=True, help="Use nothing that is known from earlier runs, and keep nothing for later ones."
)

quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say only what was found.")


DEFAULT_THEME = "default"
_SUFFIX = ".toml"


class ThemeOption(click.ParamType["Theme"]):
    """A theme: the name of one that comes with the program, or a TOML file."""

    name = "theme"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Return what stands for the value in the help."""
        from journeymap.drawing import THEMES

        return "|".join((*THEMES, "FILE.toml"))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Theme:
        """Return the theme; a usage error when there is none of that name, or when the file is wrong."""
        from journeymap.drawing import THEMES, Theme, built_in, read_theme

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
            self.fail(f"{harmless_path(value)} cannot be used as a theme.", param, ctx)
        return theme

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Return the themes that begin so, and files."""
        from click.shell_completion import CompletionItem

        from journeymap.drawing import THEMES

        completion_items = [CompletionItem(name) for name in THEMES if name.startswith(incomplete.lower())]
        return completion_items or [CompletionItem(incomplete, type="file")]


def _told(problem: Diagnostic) -> str:
    """Return a problem as the other commands tell it, its remedy on a line of its own."""
    line = f"{harmless_path(str(problem.span))}: " + harmless(f"{problem.severity}: {problem.message.text()}")
    return line + (f"\n  = {translate('help', 'en')}: {harmless(problem.help.text())}" if problem.help else "")
