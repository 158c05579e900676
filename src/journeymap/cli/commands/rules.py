"""Lists the rules."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

import click

from journeymap.cli.options import all_rules, colour_option, language_option, spoken
from journeymap.cli.terminal import wants_colour, write_text
from journeymap.i18n.languages import translate
from journeymap.i18n.messages import Message, say
from journeymap.reporter import FAINT, STRONG, STYLES, paint
from journeymap.rule_docs import page_of

if TYPE_CHECKING:
    from journeymap.rule import Rule

FAMILIES = {
    "0": say("the program itself"),
    "1": say("form"),
    "2": say("flow"),
    "3": say("blueprint"),
    "4": say("time and promise"),
    "5": say("experience"),
    "6": say("access and choice"),
    "7": say("helping"),
    "8": say("knowing"),
    "9": say("together"),
}
FORMATS = ("text", "json", "markdown")


@click.command(name="rules")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to list.")
@language_option
@colour_option
def rules(*, form: str, language: str | None, colour: bool | None) -> None:
    """List all rules and what they find."""
    coloured = wants_colour(colour) and form == "text"
    spoken_language = spoken(language)
    known = all_rules()
    if form == "json":
        text = json.dumps([_as_data(rule, spoken_language) for rule in known], ensure_ascii=False, indent=2) + "\n"
    elif form == "markdown":
        text = _as_markdown(known, spoken_language)
    else:
        text = _as_text(known, spoken_language, colour=coloured)
    write_text(text, colour=coloured)


def _as_text(listed: list[Rule], language: str, *, colour: bool) -> str:
    width = max(len(rule.name) for rule in listed)
    weight = max(len(rule.severity.text(language)) for rule in listed)
    lines = []
    for family, members in groupby(listed, key=_family):
        lines.append(f"{paint(f'{family}xx', FAINT, colour)} {paint(_title(family, language), STRONG, colour)}")
        for rule in members:
            severity = paint(f"{rule.severity.text(language):<{weight}}", STYLES[rule.severity], colour)
            lines.append(f"  {rule.code}  {rule.name:<{width}}  {severity}  {_summary(rule, language)}")
        lines.append("")
    lines.append(translate("`journeymap explain RULE` tells more about each.", language))
    return "\n".join(lines) + "\n"


def _as_markdown(listed: list[Rule], language: str) -> str:
    lines = []
    for family, members in groupby(listed, key=_family):
        lines += [
            f"### {family}xx {_title(family, language)}",
            "",
            f"| {translate('code', language)} | {translate('rule', language)} | {translate('severity', language)} "
            f"| {translate('finds', language)} |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            f"| {rule.code} | `{rule.name}` | {rule.severity.text(language)} | {summary} |"
            for rule in members
            for summary in (_summary(rule, language).replace("|", "\\|"),)
        ]
        lines.append("")
    return "\n".join(lines)


def _as_data(rule: Rule, language: str) -> dict[str, object]:
    page = page_of(rule, language)
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "enabled": rule.enabled,
        "finds": page.summary,
        "options": {
            name: {"default": default, "meaning": page.options.get(name, "")} for name, default in rule.options.items()
        },
    }


def _family(rule: Rule) -> str:
    return rule.code.removeprefix("JM")[:1]


def _title(family: str, language: str) -> str:
    return FAMILIES.get(family, Message(family, {})).text(language)


def _summary(rule: Rule, language: str) -> str:
    """Return what a rule finds, and that it has to be asked for where it has."""
    summary = page_of(rule, language).summary
    return summary if rule.enabled else f"{summary} ({translate('only when selected', language)})"


COMMAND = rules
