"""What `check` does with a baseline: leaves out what is known, says what is gone, writes it anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli.inputs import shown
from journeymap.cli.terminal import tell
from journeymap.files import write_atomic
from journeymap.findings.baseline import Baseline, baseline_text, read_baseline
from journeymap.i18n.messages import plural, say
from journeymap.i18n.text import harmless, harmless_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.cli.checking import Checked

DEFAULT = "journeymap-baseline.json"


def known_baseline(file: str) -> Baseline:
    """Return the baseline in a file; a usage error with the place of what is wrong where it cannot be read."""
    path = Path(file)
    baseline, problem = read_baseline(path, shown(path))
    if baseline is None or problem is not None:
        help_text = "" if problem is None or problem.help is None else f"\n  = help: {problem.help.text()}"
        raise click.UsageError(f"{problem.span if problem else path}: {problem.message if problem else ''}{help_text}")
    return baseline


def new_only(results: Sequence[Checked], baseline: Baseline, language: str, *, quiet: bool) -> list[Checked]:
    """Return the results with what is new in them; say on standard error what is left out, and what is gone."""
    left = []
    for result in results:
        new, gone = baseline.without_known(result)
        left.append(new)
        known = len(result.diagnostics) - len(new.diagnostics)
        if known and not quiet:
            words = plural("{count} finding is in the baseline", "{count} findings are in the baseline", known)
            tell(result.path, words.text(language))
        if gone:
            counts = Counter(
                harmless(item.rule if item.step is None else f"{item.rule} ({item.step})") for item in gone
            )
            rules = [name if count == 1 else f"{name} ({count})" for name, count in counts.items()]
            words = say("in the baseline, and no longer found: {rules}", rules=rules)
            tell(result.path, words.text(language))
    return left


def write_baseline(results: Sequence[Checked], file: str, language: str, *, quiet: bool) -> None:
    """Write the findings of some results as a baseline; what it has of other files stays."""
    path = Path(file)
    before = known_baseline(file) if path.is_file() else None
    write_atomic(path, baseline_text(results, path.parent, before))
    if not quiet:
        count = sum(len(result.diagnostics) for result in results)
        words = plural("{count} finding written", "{count} findings written", count)
        click.echo(f"{harmless_path(file)}: {words.text(language)}", err=True)
