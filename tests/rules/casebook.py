"""Cases of rules in Markdown: a title, a blueprint, and what the rule says of it.

A case begins with a heading of the second level. Its first ```yaml block is the blueprint; a ```text block holds what
is expected; without one the rule must be silent. A ```toml block sets thresholds of the rule.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.config import Config
from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic

FOLDER = Path(__file__).parent
BLOCK = re.compile(r"^```(yaml|text|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    """One case: where it stands, the blueprint, the thresholds, and the expected output, empty for silence."""

    book: Path
    title: str
    blueprint: str
    thresholds: dict[str, Any]
    expected: str

    @property
    def rule(self) -> str:
        return self.book.stem

    def actual(self) -> str:
        """What the rule says, as it stands in an output block."""
        result = check_source(self.blueprint, "case.yaml", Config(rules={self.rule: self.thresholds}))
        found = [diagnostic for diagnostic in result.diagnostics if diagnostic.code.name == self.rule]
        return "".join(written(diagnostic) for diagnostic in found)


def written(diagnostic: Diagnostic) -> str:
    """A diagnostic as it stands in an output block."""
    span, code = diagnostic.span, diagnostic.code
    where = f"{span.line}:{span.column}" if span is not None else "-"
    lines = [f"{where}: {diagnostic.severity}: {diagnostic.message} [{code.number} {code.name}]"]
    if diagnostic.witness:
        lines.append(f"    witness: {' -> '.join(diagnostic.witness)}")
    lines += [
        f"    {name}: {text}" for name, text in (("help", diagnostic.help), ("effect", diagnostic.effect)) if text
    ]
    lines += [f"    related: {other.span.line}:{other.span.column}: {other.message}" for other in diagnostic.related]
    return "".join(f"{line}\n" for line in lines)


def books() -> list[Path]:
    """All case files."""
    return sorted(FOLDER.glob("*.md"))


def cases(book: Path) -> list[Case]:
    """The cases of a file."""
    found = []
    for title, body in _sections(book.read_text(encoding="utf-8")):
        blocks = dict(reversed([match.groups() for match in BLOCK.finditer(body)]))
        thresholds = tomllib.loads(blocks.get("toml", ""))
        found.append(Case(book, title, blocks["yaml"], thresholds, blocks.get("text", "")))
    return found


def accept(case: Case, actual: str) -> None:
    """Write what a rule says as what is expected of it."""
    text = case.book.read_text(encoding="utf-8")
    start = text.index(f"## {case.title}\n")
    end = text.find("\n## ", start)
    section = text[start:] if end < 0 else text[start : end + 1]
    kept = re.sub(r"\n```text\n.*?^```\n", "", section, flags=re.MULTILINE | re.DOTALL).rstrip("\n") + "\n"
    output = f"\n```text\n{actual}```\n" if actual else ""
    gap = "" if end < 0 else "\n"
    case.book.write_text(text.replace(section, kept + output + gap), encoding="utf-8")


def _sections(text: str) -> list[tuple[str, str]]:
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))
