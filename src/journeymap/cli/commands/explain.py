"""Prints the pages of rules."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from journeymap.cli.options import RuleNames, colour_option, language_option, rule_called, spoken
from journeymap.cli.terminal import wants_colour, write_text
from journeymap.i18n.languages import translate
from journeymap.reporter import FAINT, GUIDE, STRONG, STYLES, paint
from journeymap.rule_docs import page_of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from journeymap.rule import Rule

NARROWEST, WIDEST = 40, 100


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return RuleNames().shell_complete(ctx, param, incomplete)


@click.command(name="explain")
@click.argument("names", nargs=-1, required=True, metavar="RULE…", shell_complete=_complete)
@language_option
@colour_option
def explain(*, names: tuple[str, ...], language: str | None, colour: bool | None) -> None:
    """Explain rules: what they find, why, and how to mend it.

    RULE is a name (dead-end) or a code (JM203).
    """
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    coloured = wants_colour(colour)
    pages = [_page(rule_called(name), spoken(language), width, colour=coloured) for name in names]
    write_text("\n\n".join(pages), colour=coloured)


def _page(rule: Rule, language: str, width: int, *, colour: bool) -> str:
    page = page_of(rule, language)
    enabled = "" if rule.enabled else f" · {translate('only when selected', language)}"
    name, severity = f"{rule.code} {rule.name}", rule.severity.text(language)
    heading = f"{paint(name, STRONG, colour)} · {paint(severity, STYLES[rule.severity], colour)}{enabled}"
    lines = [heading, "", *textwrap.wrap(page.summary, width)]
    for title, text in ((translate("Why", language), page.why), (translate("Fix", language), page.fix)):
        if text:
            lines += ["", paint(title, GUIDE, colour), *_indented(_sentence(text), width)]
    if rule.options:
        lines += ["", paint(translate("Options", language), GUIDE, colour)]
        for name, default in rule.options.items():
            lines.append(f"  {paint(name, STRONG, colour)} = {_shown(default)}")
            lines += _indented(page.options.get(name, ""), width, "      ")
        lines.append(paint(f"  # journeymap.toml: [rules.{rule.name}]", FAINT, colour))
    for title, example in ((translate("Bad", language), page.bad), (translate("Good", language), page.good)):
        if example:
            lines += ["", paint(title, GUIDE, colour), textwrap.indent(example.rstrip("\n"), "    ")]
    return "\n".join(lines) + "\n"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _indented(text: str, width: int, indent: str = "  ") -> list[str]:
    # A word of the format, such as `home-visit`, stays whole.
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _shown(value: object) -> str:
    """Return a threshold as it would be written in the configuration."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(_shown, value))}]"
    return str(value) if isinstance(value, (int, float)) else f'"{value}"'


COMMAND = explain
