"""What is told of a checked text: its findings, its figures beside those of the beginning, and its drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from journeymap.drawing import DrawOptions, draw
from journeymap.figures import Figures, compare
from journeymap.findings.harm import weighed
from journeymap.findings.identity import fingerprints
from journeymap.graph.names import BlueprintNames
from journeymap.i18n.references import with_names
from journeymap.page.served import ServedPage
from journeymap.pipeline import check_source
from journeymap.report.before_and_after import figure_data
from journeymap.serving.protocol import Drawing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.config import Config
    from journeymap.diagnostics import Diagnostic
    from journeymap.figures import Figure
    from journeymap.result import Result
    from journeymap.serving.reading import ReadText


class Drawn:
    """One text as it is drawn, with what a page has to know of it."""

    def __init__(self, read: ReadText, version: int, digest: str, result: Result, language: str) -> None:
        self.read = read
        self.version = version
        self.digest = digest
        self.language = language
        result = weighed(result)
        if result.journey is None:
            raise ValueError("nothing can be drawn of what cannot be read")
        options = DrawOptions(language=language)
        self.page = ServedPage(draw(result.journey, result.diagnostics, result.accepted, options))
        self.count = len(self.page.page.text.outline.findings)

    def prepare(self) -> None:
        """Make what takes long now, and not while somebody waits for it."""
        _ = self.page.page.shapes, self.page.page.data, self.page.told, self.page.articles

    def exchange(self, file: str, base: Drawn | None, renamed: Mapping[str, str]) -> Drawing:
        """Return what a page exchanges; with `base` only what is told otherwise than there."""
        page = self.page
        shared = page.page.shared
        return Drawing(
            file=file,
            version=self.version,
            hash=self.digest,
            base=None if base is None else base.version,
            root=dict(page.root),
            shapes=page.page.shapes,
            title=str(shared["title"]),
            description=str(shared["description"]),
            data=msgspec.Raw(page.page.data.encode("utf-8")),
            told=page.told if base is None else page.told_since(base.page.articles),
            findings=page.findings,
            accepted=page.accepted,
            count=self.count,
            model=self.read.model,
            order=list(self.read.labels),
            labels=self.read.labels,
            steps=self.read.steps,
            renamed=dict(renamed),
        )


def empty(path: str, title: str, config: Config) -> Result:
    """Return the result for a blueprint with nothing but a title: what is drawn of a file that cannot be read yet."""
    return check_source(f"journeymap: 1\ntitle: {msgspec.json.encode(title).decode()}\n", path, config)


def findings_of(result: Result, language: str) -> list[dict[str, Any]]:
    """Return the findings of a text as a page shows them, each with the name by which it is known again."""
    return [
        _finding(finding, name, result, language)
        for finding, name in zip(result.diagnostics, fingerprints(result.diagnostics), strict=True)
    ]


def _finding(finding: Diagnostic, name: str, result: Result, language: str) -> dict[str, Any]:
    def told(message: Any) -> str | None:
        if message is None:
            return None
        named = message if result.graph is None else with_names(message, BlueprintNames(result.graph))
        return str(named.text(language))

    span = finding.span if finding.span is not None and finding.span.path in (result.path, "") else None
    return {
        "id": name,
        "rule": finding.code.name,
        "code": finding.code.number,
        "severity": finding.severity.value,
        "message": told(finding.message),
        "help": told(finding.help),
        "step": finding.step,
        "line": None if span is None else span.line,
        "column": None if span is None else span.column,
        "fixes": [told(fix.title) for fix in finding.fixes],
    }


def figures_of(before: Mapping[str, Figure] | None, result: Result, language: str) -> list[dict[str, Any]]:
    """Return the figures that are stated, before and after; where nothing was known before, as they are."""
    if result.facts is None or not result.facts.graph.blueprint.steps:
        return []
    after = Figures(result.facts)
    deltas = compare(before if before is not None else after, after).values()
    return [
        {**figure_data(delta, language), "told": [amount.text(language) for amount in delta.told()]}
        for delta in deltas
        if delta.before.stated or delta.after.stated
    ]
