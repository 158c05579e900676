"""Cases of importers in Markdown: a source as people make them, the blueprint that comes of it, and what is said.

A case begins with a heading of the second level. Its first block is the source; a line "Options: --map X=customer"
above it is given to the command. A ```yaml block holds the file that is expected, and a ```text block the remarks.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from journeymap.importer import Choices, Incoming, UnreadableError, folded
from journeymap.importing import import_source

FOLDER = Path(__file__).parent
SOURCE = re.compile(r"^(?P<fence>```+)(?P<language>\w*)\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
OPTIONS = re.compile(r"^Options: (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One case: where it stands, the source and its options, and what is expected, as it stands in the book."""

    book: Path
    title: str
    source: str
    options: str
    expected: str

    @property
    def format(self) -> str:
        return self.book.parent.name

    def actual(self) -> str:
        """What comes of the source, as it stands in the book."""
        words = shlex.split(self.options)
        mapped = [words[index + 1].rpartition("=") for index, word in enumerate(words) if word == "--map"]
        language = words[words.index("--language") + 1] if "--language" in words else None
        choices = Choices({folded(name): way for name, _, way in mapped}, language)
        try:
            made = import_source(Incoming("case", self.source.encode()), choices, self.format)
        except UnreadableError as error:
            return f"\n```text\n{error.place}: {error.message}{f' ({error.remedy})' if error.remedy else ''}\n```\n"
        remarks = "".join(
            f"{remark.kind}: {remark.place}: {remark.message}{f' ({remark.remedy})' if remark.remedy else ''}\n"
            for remark in made.remarks
        )
        return f"\n```yaml\n{made.text}```\n" + (f"\n```text\n{remarks}```\n" if remarks else "")


def books() -> list[Path]:
    """All case files."""
    return sorted(FOLDER.glob("*/*.md"))


def cases(book: Path) -> list[Case]:
    """The cases of a file."""
    parts = re.split(r"^## (.+)$", book.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = []
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        source = SOURCE.search(body)
        assert source is not None, f"{book}: {title} has no source"
        options = OPTIONS.search(body[: source.start()])
        expected = body[source.end() + 1 :].rstrip("\n") + "\n"
        found.append(Case(book, title, source["text"], options[1] if options else "", expected))
    return found


def accept(case: Case, actual: str) -> None:
    """Write what comes of a source as what is expected of it."""
    text = case.book.read_text(encoding="utf-8")
    start = text.index(f"## {case.title}\n")
    end = text.find("\n## ", start)
    section = text[start:] if end < 0 else text[start : end + 1]
    source = SOURCE.search(section)
    assert source is not None
    kept = section[: source.end() + 1]
    case.book.write_text(text.replace(section, kept + actual + ("" if end < 0 else "\n")), encoding="utf-8")
