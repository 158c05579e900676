"""Small files as designers write them, in Markdown, and all that is said of each.

A case begins with a heading of the second level. Its ```yaml block is the blueprint, one that begins with ```yaml and
a name is a file beside it. A ```show block names what is shown beside the findings, a line each: figures by name,
`steps`, `personas`, `phases`, `channels`, `ways`, `begin`, `language`, `differ` or `best`. The ```text block holds
what is expected: the findings about the file and the service, what affects customers most first, then what was to be
shown. What the drawing lacks and what nobody knows is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from journeymap.figures import Figures
from journeymap.findings.harm import ranked
from journeymap.findings.kinds import kind_of
from journeymap.pipeline import check_file
from journeymap.plugins import instance
from journeymap.tables.lever_words import best_for, buys, what

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.result import Result

FOLDER = Path(__file__).parent / "said"
BLOCK = re.compile(r"^```(yaml [\w./-]+|yaml|show|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOLD = ("file", "service")


@dataclass(frozen=True)
class Case:
    """One case: the book it stands in, its title, the files, what is to be shown, and what is expected."""

    book: Path
    title: str
    files: dict[str, str]
    shown: tuple[str, ...]
    expected: str

    def actual(self) -> str:
        """What is said of the file and what there is to show, as it stands in an output block."""
        with TemporaryDirectory() as folder:
            for name, text in self.files.items():
                Path(folder, name).write_text(text, encoding="utf-8")
            result = check_file(Path(folder, "case.yaml"))
            lines = [*_findings(result), *_shown(result, self.shown)]
        return "".join(f"{line}\n" for line in lines)


def _findings(result: Result) -> Iterator[str]:
    for one in ranked(result):
        if kind_of(one) in TOLD:
            line = "-" if one.span is None else one.span.line
            yield f"{line}: {one.severity} {one.code.name}: {one.message.text(result.language)}"
            if kind_of(one) == "file" and one.help is not None:
                yield f"    help: {one.help.text(result.language)[:100]}"


def _shown(result: Result, names: tuple[str, ...]) -> Iterator[str]:
    blueprint, facts = result.blueprint, result.facts
    figures = Figures(facts)
    for name in names:
        if name in figures:
            yield f"{name} = {figures[name].amount().text(result.language)}"
        elif name in ("personas", "phases", "steps", "channels"):
            named = [f"{key} ({item.name or ''})" for key, item in getattr(blueprint, name).items()]
            yield f"{name} = {', '.join(named)}"
        elif name == "ways":
            for step, item in blueprint.steps.items():
                yield f"{step} -> {', '.join(f'{to} ({flow.when})' for to, flow in item.next.items())}"
        elif name == "begin":
            chain = facts.graph.chain(next(iter(facts.graph.personas)))
            begins = {facts.graph.name(step): share for step, share in chain.start.items()}
            yield f"begin = {', '.join(f'{step} {share:.3g}' for step, share in begins.items() if share)}"
        elif name == "language":
            yield f"language = {result.language}"
        elif name == "differ":
            yield f"columns = {', '.join(figures.columns) or 'none'}"
            yield from (text.text(result.language) for text in figures.without_difference())
        elif name == "best":
            best = best_for(facts.of(instance("analyses", "ANALYSIS", "levers")))
            yield "best = nothing" if best is None else f"best = {what(best)}: {buys(best)}"


def books() -> list[Path]:
    """All books of cases, each of one kind."""
    return sorted(FOLDER.glob("*.md"))


def cases(book: Path) -> list[Case]:
    """The cases of a book."""
    parts = re.split(r"^## (.+)$", book.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = []
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        blocks = [match.groups() for match in BLOCK.finditer(body)]
        named = dict(reversed(blocks))
        files = {
            kind.removeprefix("yaml").strip() or "case.yaml": text for kind, text in blocks if kind.startswith("yaml")
        }
        shown = tuple(line for line in named.get("show", "").splitlines() if line)
        found.append(Case(book, title, files, shown, named.get("text", "")))
    return found


def accept(case: Case, actual: str) -> None:
    """Write what is said as what is expected."""
    text = case.book.read_text(encoding="utf-8")
    start = text.index(f"## {case.title}\n")
    end = text.find("\n## ", start)
    section = text[start:] if end < 0 else text[start : end + 1]
    kept = re.sub(r"\n```text\n.*?^```\n", "", section, flags=re.MULTILINE | re.DOTALL).rstrip("\n") + "\n"
    output = f"\n```text\n{actual}```\n" if actual else ""
    case.book.write_text(text.replace(section, kept + output + ("" if end < 0 else "\n")), encoding="utf-8")
