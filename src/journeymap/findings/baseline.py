"""Findings that a project has agreed to live with for now: only what is new beside them counts.

    {"journeymap": "baseline", "format": 1,
     "files": {path: [{"fingerprint": …, "rule": …, "step": …, "message": …}]}}

Paths are seen from the folder of the baseline, with `/`. What tells that a file could not be read is never agreed to.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from journeymap.diagnostics import (
    INTERNAL_ERROR,
    INVALID_VALUE,
    OVER_BUDGET,
    SYNTAX_ERROR,
    UNREADABLE_FILE,
    Diagnostic,
    Severity,
    Span,
)
from journeymap.findings.identity import fingerprints
from journeymap.i18n.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeymap.diagnostics import Acceptance

KIND, FORMAT = "baseline", 1
NEVER = frozenset({INTERNAL_ERROR, UNREADABLE_FILE, SYNTAX_ERROR, OVER_BUDGET})


class Said(Protocol):
    """What is said of one file."""

    @property
    def path(self) -> str:
        """The file, as it was named."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found in it."""

    @property
    def accepted(self) -> tuple[Acceptance, ...]:
        """What was found and is a choice."""


_Said = TypeVar("_Said", bound=Said)


class Known(Struct, frozen=True):
    """One finding of a baseline: its fingerprint, and what tells people which it is."""

    fingerprint: str
    rule: str
    step: str | None = None
    message: str = ""


class Baseline(Struct, frozen=True):
    """The findings that are agreed to, by the paths of their files, as seen from the folder of the baseline."""

    folder: Path
    files: Mapping[str, tuple[Known, ...]]

    def place_of(self, path: str) -> str:
        """Return the path of a file as a baseline names it."""
        return Path(os.path.relpath(Path(path).absolute(), self.folder.absolute())).as_posix()

    def without_known(self, result: _Said) -> tuple[_Said, tuple[Known, ...]]:
        """Return a result with what is new in it, and what the baseline has and is no longer found there."""
        known = self.files.get(self.place_of(result.path), ())
        left = Counter(item.fingerprint for item in known)
        new: list[Diagnostic] = []
        for diagnostic, fingerprint in zip(result.diagnostics, fingerprints(result.diagnostics), strict=True):
            if left[fingerprint] and diagnostic.code not in NEVER:
                left[fingerprint] -= 1
            else:
                new.append(diagnostic)
        accepted = Counter(fingerprints([choice.diagnostic for choice in result.accepted]))
        gone = tuple(item for item in known if left[item.fingerprint] and not accepted[item.fingerprint])
        return replace(result, diagnostics=tuple(new)), gone  # type: ignore[type-var]  # a Struct, which a bound cannot say


def read_baseline(path: Path, shown: str) -> tuple[Baseline | None, Diagnostic | None]:
    """Return the baseline in a file; None and what is wrong where it cannot be read."""
    import json

    if path.is_fifo():
        return None, _wrong(shown, say("this is a pipe and no file"), 1, 1)
    try:
        text = path.read_text(encoding="utf-8")
        data = json.loads(text)
    except OSError as error:
        return None, _wrong(shown, say("the file cannot be read: {reason}", reason=error.strerror), 1, 1)
    except UnicodeDecodeError:
        return None, _wrong(shown, say("the file is not written in UTF-8"), 1, 1)
    except json.JSONDecodeError as error:
        return None, _wrong(shown, say("the file is not JSON: {reason}", reason=error.msg), error.lineno, error.colno)
    except (RecursionError, ValueError) as error:
        return None, _wrong(shown, say("the file is not JSON: {reason}", reason=str(error)), 1, 1)
    try:
        if data["journeymap"] != KIND or data["format"] != FORMAT:
            raise KeyError(KIND)
        files = {str(name): tuple(map(_known, items)) for name, items in data["files"].items()}
    except (KeyError, TypeError, AttributeError):
        return None, _wrong(shown, say("the file is no baseline that this version of the program knows"), 1, 1)
    return Baseline(path.parent, files), None


def _known(data: Mapping[str, Any]) -> Known:
    step = data.get("step")
    rule, message = str(data.get("rule", "")), str(data.get("message", ""))
    return Known(str(data["fingerprint"]), rule, None if step is None else str(step), message)


def _wrong(path: str, message: Message, line: int, column: int) -> Diagnostic:
    remedy = say("write it anew with `journeymap check --write-baseline`")
    return Diagnostic(INVALID_VALUE, Severity.ERROR, message, Span(path, line, column, line, column + 1), remedy)


def baseline_text(results: Iterable[Said], folder: Path, before: Baseline | None = None) -> str:
    """Return a baseline with the findings of some files; of other files it has what it had, where they are there."""
    import json

    base = Baseline(folder, {})
    files = {
        name: list(items)
        for name, items in (before.files.items() if before is not None else ())
        if (folder / name).is_file()
    }
    for result in results:
        files[base.place_of(result.path)] = _items(result.diagnostics)
    content = {
        "journeymap": KIND,
        "format": FORMAT,
        "files": {
            name: [{"fingerprint": item.fingerprint, "rule": item.rule, "step": item.step, "message": item.message}
                   for item in items]
            for name, items in sorted(files.items())
            if items
        },
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _items(diagnostics: Sequence[Diagnostic]) -> list[Known]:
    known = zip(diagnostics, fingerprints(diagnostics), strict=True)
    items = [
        Known(fingerprint, diagnostic.code.name, diagnostic.step, diagnostic.message.text())
        for diagnostic, fingerprint in known
        if diagnostic.code not in NEVER
    ]
    return sorted(items, key=lambda item: (item.rule, item.step or "", item.fingerprint))
