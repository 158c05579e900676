"""Prints the pages of rules and of the words of the format."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from journeymap.cli.commands.rules import FAMILIES, codes_of, family_of
from journeymap.cli.options import (
    RuleNames,
    all_rules,
    colour_option,
    language_option,
    own_rules_too,
    rule_called,
    spoken,
)
from journeymap.cli.terminal import wants_colour, write_text
from journeymap.i18n.languages import translate
from journeymap.i18n.messages import say
from journeymap.plugins import module_names
from journeymap.reporter import FAINT, GUIDE, STRONG, STYLES, paint
from journeymap.rule_docs import page_of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from journeymap.rule import Rule

NARROWEST, WIDEST = 40, 100
MOST_RULES = 3  # what a word of people may find: more pages would be a search and no answer


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return RuleNames().shell_complete(ctx, param, incomplete)


@click.command(name="explain")
@click.argument("names", nargs=-1, metavar="[RULE|WORD]…", shell_complete=_complete)
@language_option
@colour_option
def explain(*, names: tuple[str, ...], language: str | None, colour: bool | None) -> None:
    """Explain rules: what they find, why, and how to mend it; and the words that a file may hold.

    RULE is a name (dead-end), a code (JM203) or what the problem is called in Dutch (doodlopend); WORD is a word of the
    format (tolerance) or one that is often written instead (lead time). Without any, all words and rules are listed.
    """
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    coloured = wants_colour(colour)
    own_rules_too()
    speech = spoken(language)
    pages = [page for name in names for page in _pages(name, speech, width, colour=coloured)]
    write_text("\n\n".join(pages or [_overview(speech, width, colour=coloured)]), colour=coloured)


def _pages(name: str, language: str, width: int, *, colour: bool) -> list[str]:
    """Return the pages for what was asked: a rule, the rules that are called so in Dutch, or a word of the format."""
    wanted = name.strip().casefold().replace("_", "-")
    if wanted.replace("-", "_") in module_names("rules"):
        return [_page(rule_called(name), language, width, colour=colour)]
    rules = [rule for rule in all_rules() if wanted in (rule.name, rule.code.casefold(), rule.code[2:])]
    if rules:
        return [_page(rules[0], language, width, colour=colour)]
    from journeymap.cli.rule_words import rules_in_words  # these load the model, which a page of a rule does without
    from journeymap.cli.word_pages import word_page

    words, rules = word_page(name, language, width), rules_in_words(name)
    if not rules and not words:
        rules = [rule_called(name)]  # which says that there is none, and which one may have been meant
    pages = ["\n".join(words) + "\n"] if words else []
    return pages + [_page(rule, language, width, colour=colour) for rule in rules[:MOST_RULES]]


def _overview(language: str, width: int, *, colour: bool) -> str:
    """Return all words of the format and the names of all rules."""
    from journeymap.cli.word_pages import all_words

    lines = [*all_words(language, width), "", paint(translate("rules", language), STRONG, colour)]
    for family, title in FAMILIES.items():
        names = ", ".join(rule.name for rule in all_rules() if family_of(rule) == family)
        if not names:
            continue
        lines += textwrap.wrap(
            f"{codes_of(family)} {title.text(language)}: {names}", width, initial_indent="  ", subsequent_indent="    ",
            break_on_hyphens=False,
        )  # fmt: skip
    more = say("`journeymap explain NAME` tells more about a rule or a word.").text(language)
    return "\n".join([*lines, "", more]) + "\n"


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
