"""Writes a report as a page for a meeting: one file that fetches nothing.

The drawing in it is the interactive one, with its own style and script; the plots are drawn by the same hand and follow
the same colours, light or dark, on the screen and on paper.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.diagnostics import Severity
from journeymap.drawing import DrawOptions, draw
from journeymap.findings.harm import weighed
from journeymap.findings.numbering import numbered
from journeymap.i18n.dates import Day
from journeymap.i18n.messages import Joined, Message, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import SEVERITIES, SEVERITY_GROUPS
from journeymap.page.assembly import EARLY, in_page, picture, pieces_of, policy
from journeymap.page.markup import html_of, plain, templates, titled, trusted
from journeymap.report.build import build
from journeymap.report.context import Context, known_journey
from journeymap.tables.per_persona import ASSUMED, assumed
from journeymap.terminal.table import columns_of_figures, is_unstated, notes_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.comparison.compare import Comparison
    from journeymap.drawing import Theme
    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.report.document import Block, Entry, FindingList
    from journeymap.result import Result
    from journeymap.terminal.table import Table

_FOLDER = Path(__file__).parent
WORDS: Mapping[str, Message] = {
    "report": say("Report"),
    "contents": say("Contents"),
    "to_findings": say("Skip to the findings"),
    "to_text": say("Skip the drawing: the whole blueprint as text"),
    "drawing": say("The drawing"),
    "drawing_how": say(
        "Click the drawing and turn the wheel to zoom, drag to move; click a step for everything about it."
    ),
    "enlarge": say("Fill the screen"),
    "as_table": say("The figures as a table"),
    "findings": say("Findings"),
    "proof": say("Proof and source"),
    "effect": say("effect"),
    "remedy": say("what to do"),
    "whom": say("for"),
    "witness": say("witness"),
    "rule": say("rule"),
    "also": say("also"),
    "line": say("line in the file"),
    "accepted": say("accepted"),
    "persona": say("Persona"),
    "everyone": say("All customers"),
    "search": say("Search"),
    "no_findings": say("Nothing was found."),
}
"""The words of the page itself, by the names that the templates have for them."""


def html_report(result: Result, language: str, theme: Theme, comparisons: Sequence[Comparison] = ()) -> str:
    """Return the report on a checked blueprint as HTML. There have to be steps in it.

    `comparisons` hold it against the blueprints that it replaces.
    """
    result = weighed(result)
    journey = known_journey(result)
    environment = templates(_FOLDER / "templates", language)
    options = DrawOptions(language=language, theme=theme)
    drawing = draw(journey, result.diagnostics, result.accepted, options)
    heading = environment.get_template("heading.html").render(words=WORDS)
    marks = numbered(result.diagnostics)
    pieces = pieces_of(drawing, heading, _read("report.css"), _read("report.js"), marks)
    context = Context(journey.facts, language, in_page(theme), pieces.labels, "page", tuple(comparisons))
    page = Html(context)
    return environment.get_template("report.html").render(
        words=WORDS,
        page=page,
        document=build(context, result),
        pieces=pieces,
        policy=policy(pieces.style, EARLY, pieces.script),
        early=trusted(EARLY),
    )


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


class Html:
    """What the templates of a report ask beside their blocks: words in place, cells, pictures."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.language = context.language
        blueprint = context.facts.graph.blueprint
        self.places = {name: number for number, name in enumerate(blueprint.steps)}
        self.personas = {name: number for number, name in enumerate(blueprint.personas)}

    def kind(self, block: Block) -> str:
        """Return the name of the macro that writes a block."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(block).__name__).lower()

    def of(self, words: object, entry: Entry) -> Markup:
        """Return words of a finding; its own step, which stands above them, leads nowhere."""
        return html_of(words, self.language, entry.step)

    def about(self, words: object, entry: Entry) -> Markup:
        """Return words of a finding with a capital."""
        return titled(words, self.language, entry.step)

    def severity(self, entry: Entry) -> Message:
        """Return the word for how heavy a finding is."""
        return say("accepted") if entry.reason else SEVERITIES[entry.severity]

    def weight(self, entry: Entry) -> Joined:
        """Return how harmful a finding is, and how much of that is assumed, in words."""
        words = [] if entry.harm is None else [say("impact {figure}", figure=Amount(entry.harm, "count", digits=2))]
        if entry.assumed is not None:
            words.append(say("assumed {share}", share=Amount(entry.assumed, "share", digits=2)))
        if entry.alike:
            words.append(say("{count} more like it", count=entry.alike))
        return Joined(words, " · ")

    def bar(self, entry: Entry) -> int:
        """Return how much of a bar of 100 the harm of a finding fills."""
        return max(4, round(50 * (entry.harm or 0.0)))

    def path(self, steps: Sequence[object]) -> Joined:
        """Return steps one after the other."""
        return Joined(steps, " → ")

    def listed(self, words: Sequence[object], between: str = ", ") -> Joined:
        """Return several words beside each other."""
        return Joined(words, between)

    def finding(self, number: int) -> Message:
        """Return what leads to a finding."""
        return say("finding {number}", number=number)

    def rests(self, share: float | None) -> Joined | str:
        """Return the part that is assumed; nothing where nothing is stated."""
        return "" if share is None else Joined([ASSUMED, assumed(share)], ": ")

    def severities(self, findings: FindingList) -> list[tuple[Severity, Message, int]]:
        """Return the severities that occur, with their words and how many findings there are of each."""
        counts = Counter(entry.severity for entry in findings.entries)
        return [(severity, SEVERITY_GROUPS[severity], counts[severity]) for severity in Severity if counts[severity]]

    def named_personas(self, findings: FindingList) -> list[tuple[int, str]]:
        """Return all personas by their numbers, where any finding holds for some only."""
        if not any(entry.whom for entry in findings.entries):
            return []
        return [(number, self.context.persona(name)) for name, number in self.personas.items()]

    def shown(self, findings: FindingList) -> Markup:
        """Return the words for how many findings are shown, in which the page puts that number."""
        return html_of(say("{shown} of {count} shown", shown="{shown}", count=len(findings.entries)), self.language)

    def numbers(self, names: Sequence[str]) -> str:
        """Return personas by their numbers."""
        return " ".join(str(self.personas[name]) for name in names if name in self.personas)

    def columns(self, table: Table) -> list[tuple[object, bool]]:
        """Return the heads of a table, each with whether its column holds figures."""
        return list(zip(table.heads, columns_of_figures(table), strict=True))

    def cells(self, table: Table, row: Sequence[object]) -> list[tuple[Markup, str]]:
        """Return the cells of a row, each with its kind: a figure, a date, or nothing of these."""
        cells = []
        for cell, is_figure in zip(row, columns_of_figures(table), strict=True):
            text = Markup("–") if is_unstated(cell) else html_of(cell, self.language)
            # A day that is broken cannot be read.
            cells.append((text, "date" if isinstance(cell, Day) else "figure" if is_figure else ""))
        return cells

    def notes(self, table: Table) -> list[object]:
        """Return what stands below a table."""
        return notes_of(table)

    def picture(self, scene: Scene, prefix: str) -> Markup:
        """Return a drawing of a plot; the prefix keeps its ids apart from all others."""
        return trusted(picture(scene, self.context.theme, prefix))

    def title(self, scene: Scene) -> Markup:
        """Return what a drawing of a plot is called."""
        return plain(scene.title)
