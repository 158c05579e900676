"""What a blueprint changes of those that it replaces, as a section of its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say
from journeymap.report.compared import BothNames, sections, untitled
from journeymap.report.context import known_journey
from journeymap.report.document import Heading, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.comparison.compare import Comparison
    from journeymap.i18n.references import Ref
    from journeymap.report.context import Context
    from journeymap.report.document import Block


class _Names:
    """Names the things of both blueprints: those of the one that is reported as its report does."""

    def __init__(self, context: Context, comparison: Comparison) -> None:
        self._context = context
        self._both = BothNames(comparison)

    def name(self, ref: Ref) -> object:
        """Return the words for a thing."""
        words = self._context.name(ref)
        return self._both.name(ref) if words == ref.id else words


def replaced_sections(context: Context) -> Iterator[Section]:
    """Yield a section for each blueprint that this one replaces."""
    for number, comparison in enumerate(context.comparisons, 1):
        blueprint = known_journey(comparison.old).blueprint
        blocks: list[Block] = []
        for section in sections(comparison, _Names(context, comparison)):
            own = map(untitled, section.blocks) if context.medium == "text" else section.blocks
            blocks += [Heading(section.title), *own]
        title = say("Compared with what it replaces: {title}", title=blueprint.title or comparison.old.path)
        name = "compared" if number == 1 else f"compared-{number}"
        yield Section(name, title, tuple(blocks), short=say("Compared"))
