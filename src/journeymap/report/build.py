"""Builds a report: which sections it has, as a text and as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.dates import day_of
from journeymap.i18n.messages import Message, say
from journeymap.i18n.vocabulary import STATUS
from journeymap.report import charts, decisions, evidence, figures, findings, personas, summary
from journeymap.report.document import Document, DrawingBlock, Section
from journeymap.report.replaced import replaced_sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.report.context import Context
    from journeymap.report.document import Medium
    from journeymap.result import Result


def drawing(context: Context, result: Result) -> Section:
    """Return the place of the drawing."""
    del result
    return Section("drawing", say("The drawing"), (DrawingBlock(context.facts.graph.blueprint.title or UNTITLED),))


UNTITLED = say("the drawing")
APART = (
    findings.not_judged_section, findings.knowledge_section, findings.picture_section, findings.file_section,
)  # fmt: skip
"""What happens to no customer: parts of their own, left out where there is nothing to say."""
SECTIONS: Mapping[Medium, Sequence[Callable[[Context, Result], Section | None]]] = {
    "text": (
        summary.section, drawing, findings.section, *APART, figures.section, charts.levers_section, decisions.section,
        evidence.section,
    ),
    "page": (
        summary.section, drawing, findings.section, *APART, charts.section, personas.section, decisions.section,
        evidence.section, figures.section,
    ),
}  # fmt: skip


def build(context: Context, result: Result) -> Document:
    """Return the report on a checked blueprint that has steps, as a tree that a renderer writes."""
    blueprint = context.facts.graph.blueprint
    return Document(
        blueprint.title or say("a journey without a title"),
        blueprint.about or "",
        head_of(context.facts.graph),
        list(_sections(context, result)),
        context.language,
    )


def _sections(context: Context, result: Result) -> Iterator[Section]:
    """Yield the sections in their order; what the blueprint replaces stands behind what is found."""
    for section in SECTIONS[context.medium]:
        part = section(context, result)
        if part is not None:
            yield part
        if section is APART[-1]:
            yield from replaced_sections(context)


def head_of(graph: ServiceGraph) -> list[tuple[Message, object]]:
    """Return what a report says of the blueprint before anything else."""
    blueprint = graph.blueprint
    facts: list[tuple[Message, object]] = []
    if blueprint.status:
        facts.append((say("Status"), STATUS[blueprint.status]))
    if blueprint.customer.role:
        facts.append((say("Customer"), blueprint.customer.role))
    if blueprint.owner:
        facts.append((say("Owner"), blueprint.owner))
    return [*facts, (say("Last reviewed"), day_of(blueprint.reviewed))]
