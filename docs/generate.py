"""Writes what the documentation says about the code, from the code.

    python docs/generate.py

`docs/format.md` and `docs/rules.md`, both in `docs/nl/` too, and `docs/output.md` are written whole; in README.md, in
`docs/interchange.md` and its Dutch sister what stands between `<!-- generated: NAME -->` and `<!-- end -->`. A test
fails when any of it is not what this would write.
"""

from __future__ import annotations

import re
from pathlib import Path

import definitions
import dutch
from interchange_table import interchange_table
from journeymap.cli.commands import compare, levers
from journeymap.cli.commands.rules import FAMILIES
from journeymap.exporters import geometry
from journeymap.exporters import json as json_exporter
from journeymap.figures import Figures
from journeymap.i18n.languages import translate
from journeymap.i18n.text import capital
from journeymap.model.blueprint import (
    Actor,
    Blueprint,
    Channel,
    Customer,
    Economics,
    Item,
    Persona,
    Phase,
    Relations,
    Source,
    System,
    Term,
)
from journeymap.model.capacity import Arrivals
from journeymap.model.element import Element, hyphenated
from journeymap.model.schema import field_texts
from journeymap.model.step import Cell, Deadline, FailPoint, Flow, Information, Note, Rating, Reason, Step
from journeymap.model.waiting import Chase, Closed, Detour, GivesUp
from journeymap.pipeline import check_source
from journeymap.plugins import instances
from journeymap.reporters import github, json, sarif
from journeymap.rule_docs import page_of
from journeymap.tables import records as data
from short_forms import ways_of_writing

ROOT = Path(__file__).parents[1]
BEGIN, END = "<!-- generated: {} -->", "<!-- end -->"

ELEMENTS: dict[str, tuple[type[Element], ...]] = {
    "The file": (
        Blueprint,
        Customer,
        Arrivals,
        Persona,
        Phase,
        Channel,
        Actor,
        System,
        Item,
        Source,
        Relations,
        Term,
        Economics,
    ),
    "A step": (
        Step,
        Cell,
        Flow,
        Deadline,
        Chase,
        GivesUp,
        Closed,
        Detour,
        Information,
        FailPoint,
        Rating,
        Reason,
        Note,
    ),
}
# What is in none of them stands in the last group, so that no word is left out.
README_GROUPS = {
    "What happens": ("name", "phase", "evidence", "customer", "frontstage", "backstage", "support", "channel"),
    "Where it leads": ("next", "end", "start", "starts", "needs"),
    "What it stands on": ("uses", "informs", "journey"),
    "Time": ("takes", "wait", "chased", "gives_up", "closed", "promise", "tolerance", "deadline"),
    "The customer": (
        "asks",
        "changed",
        "identifies",
        "tells",
        "helps",
        "meets",
        "experience",
        "burden",
        "pages",
        "clicks",
        "complaints",
        "pains",
    ),
    "The organisation": ("fails", "because", "accept", "heard", "owner", "ideas", "notes"),
    "Beside it": ("links", "seen_as", "tags"),
}


def words(text: str, language: str) -> str:
    """Return words of these pages, or of the program, in a language."""
    return text if language == "en" else dutch.TEXTS.get(text) or translate(text, language)


def table(element: type[Element], keys: tuple[str, ...] | None = None, language: str = "en") -> str:
    """Return a Markdown table of the keys of an element and what they mean."""
    texts = field_texts(element)
    rows = [
        f"| `{hyphenated(name)}` | {translate(texts[name], language).replace('|', chr(92) + '|')} |"
        for name in keys or element.model_fields
    ]
    return "\n".join([f"| {words('key', language)} | {words('meaning', language)} |", "| --- | --- |", *rows])


def format_page(language: str = "en") -> str:
    """Return docs/format.md, or its Dutch sister."""
    parts = [
        "# The blueprint file",
        "One file is one service blueprint, in YAML or JSON. Everything but the steps is optional. This page is "
        "written by `docs/generate.py` from the model; `journeymap schema` gives the same to an editor.",
    ]
    if language == "nl":
        parts = [dutch.FORMAT_TITLE.strip()]
    for title, elements in ELEMENTS.items():
        parts.append(f"## {words(title, language)}")
        for element in elements:
            summary = (element.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")
            parts += [f"### {words(element.__name__, language)}", translate(summary, language),
                      table(element, language=language)]  # fmt: skip
    if language == "nl":
        parts += [*ways_of_writing(dutch.dutch, dutch.HOURS), dutch.FORMAT.strip()]
    else:
        parts += [*ways_of_writing(), *(text.strip() for text in definitions.FORMAT)]
    return "\n\n".join(parts) + "\n"


def rules_page(language: str = "en") -> str:
    """Return docs/rules.md, or its Dutch sister."""
    parts = [
        "# The rules",
        "Written by `docs/generate.py` from the rules themselves; `journeymap explain NAME` prints the same page. "
        "A finding is not a verdict: `accept: {name: reason}` on a step or on the file makes it a conscious choice.",
    ]
    why, fix = "Why", "Fix"
    if language == "nl":
        parts, why, fix = [dutch.RULES_TITLE.strip()], "Waarom", "Wat te doen"
    parts.append(rule_table(language))
    for rule in rules():
        page = page_of(rule, language)
        said = (page.why, page.fix) if language == "en" else (capital(page.why), capital(page.fix))
        parts += [f"## {rule.code} {rule.name}", f"*{rule.severity.text(language)}.* {page.summary}"]
        parts += [f"**{why}.** {said[0]}", f"**{fix}.** {said[1]}"]
        if rule.options:
            rows = [f"| `{name}` | {default} | {page.options[name]} |" for name, default in rule.options.items()]
            head = " | ".join(words(name, language) for name in ("option", "default", "meaning"))
            parts.append("\n".join([f"| {head} |", "| --- | --- | --- |", *rows]))
        for title, example in (("Bad", page.bad), ("Good", page.good)):
            if example:
                parts.append(f"{words(title, language)}:\n\n```yaml\n{example.rstrip()}\n```")
    return "\n\n".join(parts) + "\n"


def output_page() -> str:
    """Return docs/output.md."""
    parts = [
        "# What programs get",
        "Written by `docs/generate.py` from the code. All of it is the same on every run and in every place. Keys may "
        "be added; `format` grows when one changes its meaning or goes.",
        "Exit codes: 0 clean, 1 findings at or above `--fail-on` or a file that could not be read or drawn, 2 wrong "
        "use, 3 a fault of the program.",
    ]
    pages = (
        ("`journeymap check --format json`", json),
        ("`journeymap check --format sarif`", sarif),
        ("`journeymap check --format github`", github),
        ("`journeymap analyse --format json` and `csv`", data),
        ("`journeymap compare --format json`", compare),
        ("`journeymap levers --format json`", levers),
        ("`journeymap draw --format geometry`", geometry),
        ("`journeymap draw --format json`", json_exporter),
    )
    for title, module in pages:
        parts += [f"## {title}", (module.__doc__ or "").strip()]
        if module is data:
            parts += ["The figures:", figure_table(), *(text.strip() for text in definitions.FIGURES)]
    return "\n\n".join(parts) + "\n"


def figure_table() -> str:
    """Return a Markdown table of all figures of a journey."""
    text = """
economics: {price: 1, rate: 1}
channels: {web: {name: Web, open: 24/7}}
personas: {one: {available: 24/7}}
steps:
  a: {customer: a, channel: web, takes: 1 min, starts: b, burden: {home-visit: 1, letter: 1, form: 1}, next: c}
  b: {backstage: b, takes: 1 h}
  c: {customer: c, needs: b, end: helped}
"""
    # Where nothing is waited for beside the path, as mostly, the times have other names, and one is missing.
    usual = text.replace(", starts: b", "").replace(", needs: b", "")
    every, named = (Figures(facts) for each in (text, usual) if (facts := check_source(each, "a.yaml").facts))
    rows = [
        f"| `{figure.name}` | {figure.label} | {figure.unit} | {figure.better} |"
        for figure in {**every, **named}.values()
    ]
    return "\n".join(["| name | what it is | unit | better is |", "| --- | --- | --- | --- |", *rows])


def rules() -> list:
    """Return all rules in the order of their codes."""
    return sorted(instances("rules", "RULE"), key=lambda rule: rule.code)


def rule_table(language: str = "en") -> str:
    """Return a Markdown list of the rules by family."""
    lines = []
    for digit, family in FAMILIES.items():
        names = [f"`{rule.name}`" for rule in rules() if rule.code[2] == digit]
        if names:
            lines.append(f"- **{digit}xx {capital(family.text(language))}**: {', '.join(names)}")
    return "\n".join(lines)


def readme_format() -> str:
    """Return the table of the words of a step for the README."""
    texts = field_texts(Step)
    rows = []
    groups = dict(README_GROUPS)
    *_, last = groups
    grouped = {name for names in groups.values() for name in names}
    groups[last] += tuple(name for name in Step.model_fields if name not in grouped)
    for title, names in groups.items():
        rows += [f"| {title if name == names[0] else ''} | `{hyphenated(name)}` | {texts[name]} |" for name in names]
    return "\n".join(["| | word | meaning |", "| --- | --- | --- |", *rows])


def filled(text: str, name: str, content: str) -> str:
    """Return a text with what stands between the markers of a name written anew."""
    pattern = re.compile(f"({re.escape(BEGIN.format(name))}\n).*?(\n{re.escape(END)})", re.DOTALL)
    if pattern.search(text) is None:
        raise ValueError(f"there is no place for {name}")
    return pattern.sub(lambda match: match[1] + content + match[2], text)


def interchange_page(path: str, language: str) -> str:
    """Return the page about formats of other tools, with its tables written anew."""
    text = (ROOT / path).read_text(encoding="utf-8")
    for folder in ("importers", "exporters"):
        text = filled(text, folder, interchange_table(folder, lambda words_: words(words_, language)))
    return text


def generated() -> dict[Path, str]:
    """Return every file that is generated, whole or in part, and what it should hold."""
    readme = ROOT / "README.md"
    text = filled(readme.read_text(encoding="utf-8"), "format", readme_format())
    text = filled(text, "rules", rule_table())
    return {
        readme: text,
        ROOT / "docs/interchange.md": interchange_page("docs/interchange.md", "en"),
        ROOT / "docs/nl/uitwisseling.md": interchange_page("docs/nl/uitwisseling.md", "nl"),
        ROOT / "docs/format.md": format_page(),
        ROOT / "docs/rules.md": rules_page(),
        ROOT / "docs/nl/format.md": format_page("nl"),
        ROOT / "docs/nl/regels.md": rules_page("nl"),
        ROOT / "docs/output.md": output_page(),
    }


def main() -> None:
    """Write all that is not as it should be."""
    for path, content in generated().items():
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
