"""Lists the rules."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli.inputs import Projects
from journeymap.cli.options import all_rules, colour_option, language_option, own_rules_too, spoken
from journeymap.cli.terminal import wants_colour, write_text
from journeymap.config import Config
from journeymap.i18n.languages import translate
from journeymap.i18n.messages import Message, say
from journeymap.i18n.text import harmless_path
from journeymap.reporter import FAINT, STRONG, STYLES, paint
from journeymap.rule_docs import page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.rule import Rule

OWN = "own"
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
    OWN: say("rules of the project's own"),
}
FORMATS = ("text", "json", "markdown")


@click.command(name="rules")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to list.")
@click.option(
    "--test",
    "tested",
    is_flag=False,
    flag_value="",
    metavar="[PATH]",
    help="Run the examples of the project's own rules, or of the rules in a file or folder.",
)
@language_option
@colour_option
def rules(*, form: str, tested: str | None, language: str | None, colour: bool | None) -> int:
    """List all rules and what they find.

    With --test the examples Bad and Good of a project's own rules are run: each rule has to speak of the first and be
    silent of the second.
    """
    if tested is not None:
        return _test(tested, spoken(language))
    coloured = wants_colour(colour) and form == "text"
    spoken_language = spoken(language)
    own_rules_too()
    known = all_rules()
    if form == "json":
        text = json.dumps([_as_data(rule, spoken_language) for rule in known], ensure_ascii=False, indent=2) + "\n"
    elif form == "markdown":
        text = _as_markdown(known, spoken_language)
    else:
        text = _as_text(known, spoken_language, colour=coloured)
    write_text(text, colour=coloured)
    return 0


def _test(path: str, language: str) -> int:
    """Run the examples of rules and say what is wrong with them; 1 where anything is."""
    from journeymap.own_rules.loading import load
    from journeymap.own_rules.trying import try_out
    from journeymap.pipeline import check_source

    here = Path.cwd()
    config = Config(source=str(here / "journeymap.toml"), own_rules=(path,)) if path else Projects().of_folder(here)
    loaded = load(config, code=True)
    for problem in loaded.problems:
        click.echo(f"{harmless_path(problem.span.path if problem.span else path)}: {problem.message.text(language)}")
    tried = try_out(loaded.rules, check_source) if path else try_out(_with_examples(loaded.rules), check_source)
    for result in tried:
        verdict = "; ".join(message.text(language) for message in result.wrong) or translate(
            "as its page shows", language
        )
        click.echo(f"{result.rule.code}  {result.rule.name}: {verdict}")
    if not tried and not loaded.problems:
        click.echo(translate("there are no rules here", language))
    return 1 if loaded.problems or not tried or any(result.wrong for result in tried) else 0


def _with_examples(found: Sequence[Rule]) -> list[Rule]:
    """Return the rules that are written in Python: one that is only said has no page for examples."""
    return [rule for rule in found if not rule.docs]


def _as_text(listed: list[Rule], language: str, *, colour: bool) -> str:
    width = max(len(rule.name) for rule in listed)
    weight = max(len(rule.severity.text(language)) for rule in listed)
    lines = []
    for family, members in groupby(listed, key=family_of):
        lines.append(f"{paint(codes_of(family), FAINT, colour)} {paint(_title(family, language), STRONG, colour)}")
        for rule in members:
            severity = paint(f"{rule.severity.text(language):<{weight}}", STYLES[rule.severity], colour)
            lines.append(f"  {rule.code}  {rule.name:<{width}}  {severity}  {_summary(rule, language)}")
        lines.append("")
    lines.append(translate("`journeymap explain RULE` tells more about each.", language))
    return "\n".join(lines) + "\n"


def _as_markdown(listed: list[Rule], language: str) -> str:
    lines = []
    for family, members in groupby(listed, key=family_of):
        lines += [
            f"### {codes_of(family)} {_title(family, language)}",
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


def family_of(rule: Rule) -> str:
    """Return the first digit of the code of a rule of the program, OWN for others."""
    return rule.code.removeprefix("JM")[:1] if rule.code.startswith("JM") else OWN


def codes_of(family: str) -> str:
    """Return how the codes of a family are written."""
    return family if family == OWN else f"{family}xx"


def _title(family: str, language: str) -> str:
    return FAMILIES.get(family, Message(family, {})).text(language)


def _summary(rule: Rule, language: str) -> str:
    """Return what a rule finds, and that it has to be asked for where it has."""
    summary = page_of(rule, language).summary
    return summary if rule.enabled else f"{summary} ({translate('only when selected', language)})"


COMMAND = rules
