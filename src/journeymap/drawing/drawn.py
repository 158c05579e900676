"""A blueprint as a drawing: its sheet, its geometry and its scenes, each made when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.drawing.blueprint_sheet import build_sheet
from journeymap.drawing.frame import lowered
from journeymap.drawing.pages import build_pages, paper_of
from journeymap.drawing.scene import compose, content_of, room_above, whole
from journeymap.drawing.theme import DEFAULT, Theme
from journeymap.layout import arrange
from journeymap.words import supported

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.diagnostics import Acceptance, Diagnostic
    from journeymap.drawing.primitives import Scene
    from journeymap.graph import ServiceGraph
    from journeymap.layout.geometry import Geometry
    from journeymap.layout.sheet import Sheet


@dataclass(frozen=True, slots=True)
class DrawOptions:
    """What a reader may choose of a drawing.

    `language` stands above the file's own. `page` is a size of paper to cut the drawing to, such as `a3`, upright
    when `portrait`; without one it is one sheet of whatever size it needs. `findings` puts errors and warnings on the
    cards, by the names of their rules; dead ends are always there. `dpi` is how many dots an inch of a picture made of
    dots has.
    """

    language: str | None = None
    page: str | None = None
    portrait: bool = False
    findings: bool = False
    theme: Theme = field(default=DEFAULT)
    dpi: float = 144.0


class Drawing:
    """A blueprint, drawn. What is not asked for is not computed."""

    def __init__(
        self,
        graph: ServiceGraph,
        diagnostics: Iterable[Diagnostic] = (),
        accepted: Iterable[Acceptance] = (),
        options: DrawOptions | None = None,
    ) -> None:
        self.graph = graph
        self.options = options or DrawOptions()
        self.language = supported(self.options.language or graph.blueprint.language)
        self.diagnostics = tuple(diagnostics)
        self.accepted = tuple(accepted)

    @property
    def title(self) -> str:
        """What the drawing is called."""
        return self.scenes[0].title

    @cached_property
    def sheet(self) -> Sheet:
        """The cards and arrows of the blueprint, not yet placed."""
        return build_sheet(
            self.graph,
            self.diagnostics,
            self.accepted,
            language=self.language,
            findings=self.options.findings,
        )

    @cached_property
    def arranged(self) -> Geometry:
        """What the layout made of the sheet, before room was made for a long title."""
        return arrange(self.sheet)

    @cached_property
    def geometry(self) -> Geometry:
        """Where everything lies on one sheet."""
        frame = whole(self.arranged, self.options.theme, self.language)
        return lowered(self.arranged, room_above(frame))

    @cached_property
    def scenes(self) -> tuple[Scene, ...]:
        """Everything that is drawn, a scene per page; one scene when there are no pages."""
        theme, page = self.options.theme, self.options.page
        if page is None:
            content = content_of(self.graph, self.geometry, self.language)
            return (compose(content, whole(self.geometry, theme, self.language)),)
        paper = paper_of(page, portrait=self.options.portrait)
        return build_pages(self.graph, self.arranged, theme, self.language, paper)


def draw(
    graph: ServiceGraph,
    diagnostics: Iterable[Diagnostic] = (),
    accepted: Iterable[Acceptance] = (),
    options: DrawOptions | None = None,
) -> Drawing:
    """Draw a blueprint; what was found and what was accepted is marked on it. Nothing is written."""
    return Drawing(graph, diagnostics, accepted, options)
