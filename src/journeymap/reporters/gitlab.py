"""For GitLab: a Code Quality report, which merge requests show beside the lines and hold against the target branch.

A finding keeps its fingerprint when lines, figures and wording change, so that a merge request shows what is new in it
and what is gone. Paths are seen from the folder that the command runs in, with `/`.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import Severity
from journeymap.findings.identity import fingerprints
from journeymap.reporter import Reporter, as_json, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.reporter import Report, Settings

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}


def report(results: Sequence[Report], settings: Settings) -> str:
    """Return all findings of all files but the accepted ones as one JSON list."""
    return as_json([
        _issue(diagnostic, fingerprint, result, settings)
        for result in results
        for diagnostic, fingerprint in zip(result.diagnostics, fingerprints(result.diagnostics), strict=True)
    ])  # fmt: skip


def _issue(diagnostic: Diagnostic, fingerprint: str, result: Report, settings: Settings) -> dict[str, Any]:
    span = place_of(diagnostic, result)
    path, language = _seen_from(span.path, settings.folder), settings.language_of(result)
    sentences = [diagnostic.message, diagnostic.effect, diagnostic.help]
    # The same may be found in two files; there a fingerprint must be of one finding only.
    whole = sha256(f"{path}\0{fingerprint}".encode("utf-8", "surrogateescape")).hexdigest()
    return {
        "description": ". ".join(sentence.text(language) for sentence in sentences if sentence is not None),
        "check_name": f"{diagnostic.code.number} {diagnostic.code.name}",
        "fingerprint": whole,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": path, "lines": {"begin": span.line, "end": span.end_line}},
    }


def _seen_from(path: str, folder: Path) -> str:
    """Return a path seen from a folder where it lies in it, else as it is."""
    base = folder.absolute()
    whole = Path(os.path.normpath(base / path))
    return whole.relative_to(base).as_posix() if whole.is_relative_to(base) else whole.as_posix()


REPORTER = Reporter(name="gitlab", report=report)
