"""For a first look at many files: one line per file with what was found in it, and a last line for all together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.text import harmless_path
from journeymap.reporter import GOOD, STYLES, Reporter, paint, tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.reporter import Report, Settings


def report(results: Sequence[Report], settings: Settings) -> str:
    """Return a line per file: its name, and how many findings of each severity; then the sum."""
    widest = max((len(harmless_path(result.path)) for result in results), default=0)
    lines = []
    for result in results:
        worst = min((diagnostic.severity for diagnostic in result.diagnostics), key=lambda s: s.rank, default=None)
        style = STYLES[worst] if worst is not None else GOOD
        counts = tally([result], settings.language_of(result), settings.colour)
        name = harmless_path(result.path).ljust(widest)
        lines.append(f"{paint(name, style, settings.colour)}  {counts}\n")
    if not settings.quiet:
        language = settings.language_of_all(results)
        lines.append(tally(results, language, settings.colour, files=True) + "\n")
    return "".join(lines)


REPORTER = Reporter(name="summary", report=report)
