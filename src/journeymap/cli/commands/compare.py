"""Two versions of blueprints beside each other: what customers notice, and where it comes from.

    {"journeymap": "compare", "format": 1, "only_old": [path, …], "only_new": [path, …],
     "comparisons": [{"old": path, "new": path, "mode": …, "shared": …, "same": …, "worse": …, "new_findings": …,
                      "steps": [{"old": id, "new": id}], "customers": […], "figures": […], "phases": […],
                      "promises": […], "findings": […], "things": […], "knowledge": […]}]}

`mode` is `revision` or `variant`, `shared` the part of the ids of steps that both have, `same` tells that there is
nothing to be told. Of `customers`, those who lose most first, each has `persona` and `old_persona` (null where it is
in one version only, or where these are all customers, as `everyone` says) and its `figures`, of which the `verdict` is
`better`, `worse`, `bought` (less, but more give up or fewer are helped) or null where nothing can be told of a
difference: it is too small (of a share less than 0.001, else less than 0.5% of the greater figure), let pass, or
within what simulated journeys cannot tell. `figures` are all figures, as in `levers`. Of a finding `fate` is `new`,
`resolved`, `moved`, `changed`, `accepted`, `reopened`, `lapsed` (it was accepted, and is not found any more) or
`reasoned` (accepted for another reason); `behind` tells that another one of the same cause stands for it. Of `things`
that are new `old` is null, of those that are gone `new`; in a field of which `in_list` is true `before` and `after`
are what is gone and what is new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec import Struct, field

from journeymap.cli.answers import Answer
from journeymap.cli.inputs import Projects
from journeymap.cli.options import all_rules, colour_option, config_option, language_option, output_option
from journeymap.cli.outputs import spare_inputs
from journeymap.cli.terminal import tell
from journeymap.cli.tolerances import ToleranceOption
from journeymap.cli.versions import Versions
from journeymap.comparison.compare import Comparison, compare_results
from journeymap.comparison.matching import MODES
from journeymap.i18n.languages import translate
from journeymap.i18n.messages import Message, say
from journeymap.i18n.text import escape_markdown, harmless_path
from journeymap.report.comparison_data import comparison_data
from journeymap.report.comparison_text import comparison_markdown, comparison_text
from journeymap.reporter import as_json

if TYPE_CHECKING:
    from journeymap.comparison.customers import Tolerance
    from journeymap.comparison.matching import Mode
    from journeymap.result import Result
    from journeymap.terminal.charts import TerminalStyle

FOUND = 1
FORMAT = 1
FORMATS = ("text", "markdown", "json", "html")
FAIL_ON = ("worse", "new-findings", "any", "never")
SUFFIXES = {".md": "markdown", ".json": "json", ".html": "html", ".htm": "html"}


class _Compared(Struct):
    """What came of all pairs: the comparisons, the files in one version only, and whether some could not be read."""

    comparisons: list[Comparison] = field(default_factory=list)
    only_old: list[str] = field(default_factory=list)
    only_new: list[str] = field(default_factory=list)
    unread: bool = False
    languages: set[str] = field(default_factory=set)


@click.command(name="compare")
@click.argument("words", nargs=-1, metavar="[OLD NEW | [REV[..REV]] [PATH…]]")
@click.option("--as", "mode", type=click.Choice(MODES), help="Compare them as revisions of one file, or as variants.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="How to tell it.  [default: as -o ends, else text]")
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), default="worse", show_default=True,
    help="When the exit code is 1: a persona is worse off, something new is found, anything differs.",
)  # fmt: skip
@click.option(
    "--tolerance", "tolerances", type=ToleranceOption(), multiple=True,
    help="A difference that is let pass: helped=1%, time-of-helped='2 days', contacts=5%.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Show all that is different, not only what fits one screen.")
@language_option
@config_option
@output_option
@colour_option
def command(
    *,
    words: tuple[str, ...],
    mode: Mode | None,
    form: str | None,
    fail_on: str,
    tolerances: tuple[tuple[str, Tolerance], ...],
    everything: bool,
    language: str | None,
    config_file: str | None,
    output: str | None,
    colour: bool | None,
) -> int:
    """Say what is different between two versions, and what it does to customers.

    OLD and NEW are files or folders, or - for standard input. Without two of them the versions are those that Git
    keeps: the working tree against the last commit, against another REV, or with REV..REV two of them, of all
    blueprints or of those in a PATH.
    """
    projects = Projects(config_file, all_rules())
    with Versions(words, projects) as versions:
        known = [version.path for pair in versions.pairs for version in (pair.old, pair.new) if version is not None]
        spare_inputs(output, known)
        compared = _compare(versions, projects, mode, dict(tolerances), language)
    for path, _, problems in projects.problems():
        for problem in problems:
            tell(path, f"{problem.severity}: {problem.message.text(language or 'en')}")
    answer = Answer.to(output, colour)
    chosen = form or (SUFFIXES.get(answer.file.suffix.lower(), "text") if answer.file is not None else "text")
    spoken = language or (compared.languages.pop() if len(compared.languages) == 1 else "en")
    look = answer.look(spoken, wide=True)
    text = _told(compared, chosen, look, everything=everything or answer.file is not None)
    answer.give(text)
    return FOUND if compared.unread or _fails(compared, fail_on) else 0


def _compare(
    versions: Versions, projects: Projects, mode: Mode | None, tolerances: dict[str, Tolerance], language: str | None
) -> _Compared:
    compared = _Compared()
    for pair in versions.pairs:
        if pair.old is None or pair.new is None:
            if pair.old is not None:
                compared.only_old.append(pair.old.name)
            elif pair.new is not None:
                compared.only_new.append(pair.new.name)
            continue
        old, new = (version.check(projects.of(version.project)) for version in (pair.old, pair.new))
        spoken = projects.of(pair.new.project).with_choices(language=language).language or new.language
        compared.languages.add(spoken)
        if pair.by_name_only and (old.journey is None or new.journey is None):
            continue
        if not _is_read([old, new], spoken):
            compared.unread = True
            continue
        comparison = compare_results(old, new, mode, tolerances)
        if not (pair.by_name_only and comparison.is_empty):
            compared.comparisons.append(comparison)
    return compared


def _is_read(results: list[Result], language: str) -> bool:
    """Return whether both versions could be understood; say which could not."""
    unread = [result for result in results if result.journey is None]
    for result in unread:
        tell(result.path, translate("cannot be compared; `journeymap check` says why", language))
    return not unread


def _told(compared: _Compared, form: str, look: TerminalStyle, *, everything: bool) -> str:
    language = look.language
    if form == "json":
        content = {
            "journeymap": "compare",
            "format": FORMAT,
            "only_old": compared.only_old,
            "only_new": compared.only_new,
            "comparisons": [comparison_data(comparison, language) for comparison in compared.comparisons],
        }
        return as_json(content)
    only = _only(compared)
    if form == "html":
        from journeymap.report.comparison_html import comparison_page

        return comparison_page(compared.comparisons, only, language)
    if form == "markdown":
        parts = [comparison_markdown(comparison, language) for comparison in compared.comparisons]
        parts += [f"{escape_markdown(line.text(language))}\n" for line in only]
    else:
        parts = [comparison_text(comparison, look, everything=everything) for comparison in compared.comparisons]
        parts += [line.text(language) + "\n" for line in only]
    return "\n".join(parts)


def _only(compared: _Compared) -> list[Message]:
    """Return the sentences on what cannot be compared, since it is in one version only, and on nothing at all."""
    lines = [say("gone: {path}", path=harmless_path(path)) for path in compared.only_old]
    lines += [say("new: {path}", path=harmless_path(path)) for path in compared.only_new]
    if not lines and not compared.comparisons and not compared.unread:
        lines.append(say("no blueprint is different"))
    return lines


def _fails(compared: _Compared, fail_on: str) -> bool:
    if fail_on == "worse":
        return any(comparison.worse for comparison in compared.comparisons)
    if fail_on == "new-findings":
        return any(comparison.has_new_findings for comparison in compared.comparisons)
    if fail_on == "any":
        different = any(not comparison.is_empty for comparison in compared.comparisons)
        return different or bool(compared.only_old or compared.only_new)
    return False


COMMAND = command
