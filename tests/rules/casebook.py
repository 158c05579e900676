"""Cases of rules in Markdown: a title, a blueprint, and what the rule says of it.

A case begins with a heading of the second level. Its first ```yaml block is the blueprint; a ```text block holds what
is expected; without one the rule must be silent. A ```toml block sets thresholds of the rule. A block that begins with
```yaml and the name of a file is that file, in the folder of the blueprint, which is then called case.yaml.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from journeymap.config import Config
from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from journeymap.diagnostics import Diagnostic

FOLDER = Path(__file__).parent
# The blueprints that examples in the pages of rules name: an example there is one file.
RELATED = FOLDER / "related"
BLOCK = re.compile(r"^```(yaml [\w./-]+|yaml|text|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    """One case: where it stands, the blueprint, the thresholds, and the expected output, empty for silence.

    `beside` are the files that stand in the same folder, by name.
    """

    book: Path
    title: str
    blueprint: str
    thresholds: dict[str, Any]
    expected: str
    beside: dict[str, str]

    @property
    def rule(self) -> str:
        return self.book.stem

    def actual(self) -> str:
        """What the rule says, as it stands in an output block."""
        if not self.beside:
            return self._said(self.blueprint, "case.yaml")
        with TemporaryDirectory() as folder:
            for name, text in {"case.yaml": self.blueprint, **self.beside}.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return self._said(self.blueprint, str(Path(folder, "case.yaml")))

    def _said(self, text: str, path: str) -> str:
        result = check_source(text, path, Config(enable=(self.rule,), rules={self.rule: self.thresholds}))
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
    here = span.path if span is not None else ""
    for other in diagnostic.related:
        file = "" if other.span.path == here else f"{Path(other.span.path).name}:"
        lines.append(f"    related: {file}{other.span.line}:{other.span.column}: {other.message}")
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
        beside = {name.removeprefix("yaml "): text for name, text in blocks.items() if name.startswith("yaml ")}
        found.append(Case(book, title, blocks["yaml"], thresholds, blocks.get("text", ""), beside))
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
