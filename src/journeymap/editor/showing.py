"""The page and the report of a file as it stands in an editor, and which card of the page belongs to which place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.drawing import DrawOptions, draw
from journeymap.editor.places import step_around
from journeymap.findings.harm import weighed
from journeymap.plugins import instance
from journeymap.report.html import html_report

if TYPE_CHECKING:
    from lsprotocol.types import Range

    from journeymap.editor.open_file import OpenFile


def page_of(file: OpenFile, persona: str | None = None) -> str | None:
    """Return the page of a file as HTML, of the last text that could be read; None where there was none."""
    if file.good is None or file.good.journey is None:
        return None
    result = weighed(file.good)
    options = DrawOptions(language=file.language, persona=persona)
    drawing = draw(file.good.journey, result.diagnostics, result.accepted, options)
    content: bytes = instance("exporters", "EXPORTER", "html").render(drawing)[0].content
    return content.decode("utf-8")


def report_of(file: OpenFile) -> str | None:
    """Return the report of a file as HTML, of the last text that could be read; None where there is nothing to tell."""
    if file.good is None or file.good.journey is None or not file.good.journey.blueprint.steps:
        return None
    return html_report(weighed(file.good), file.language, DrawOptions().theme)


def card_at(file: OpenFile, offset: int) -> str | None:
    """Return the step whose card belongs to an offset, None outside the steps."""
    return step_around(file.parsed.node, offset)


def place_of(file: OpenFile, step: str) -> Range | None:
    """Return where the step of a card stands in the text, None where it is not there."""
    blueprint = file.current
    element = blueprint.steps.get(step) if blueprint is not None else None
    span = element.key_at() if element is not None else None
    return None if span is None else file.positions.of_span(span)
