"""A blueprint as a drawing: its sheet, its geometry and its scenes, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from journeymap.drawing.bands.emotion import build_feelings, emotion_band
from journeymap.drawing.bands.ends import ends_band
from journeymap.drawing.bands.rails import build_rails, rails_band
from journeymap.drawing.bands.sacrifice import build_sacrifice, sacrifice_band
from journeymap.drawing.bands.text import ideas_band, sources_band
from journeymap.drawing.bands.timeline import timeline_band
from journeymap.drawing.compared_head import with_before
from journeymap.drawing.earlier import Before, demand_something_alike
from journeymap.drawing.head_text import head_text
from journeymap.drawing.name_lookup import ChoiceError, persona_called
from journeymap.drawing.notices import DRAW_A_PART, fewer_pages, plain_ways, small_words, ways_found_once
from journeymap.drawing.often_reached import often_reached
from journeymap.drawing.paper.best_fit import best_fit
from journeymap.drawing.paper.frame import LEAST_SIZE, TOLERANCE, lowered
from journeymap.drawing.paper.pages import (
    build_pages,
    frames_of,
    paper_of,
    readable_paper,
    smallest_words,
)
from journeymap.drawing.paper.poster import larger_poster, tiles, tiling_of
from journeymap.drawing.scene import compose, content_of, room_above, whole
from journeymap.drawing.shapes.finding_list import items_of
from journeymap.drawing.shapes.guarantee import certainty_of
from journeymap.drawing.sheet.build_sheet import build_sheet
from journeymap.drawing.sheet.compared import against
from journeymap.drawing.sheet.excerpt import cut, part_of
from journeymap.drawing.sheet.fewer_words import YIELDING
from journeymap.drawing.sheet.harm_marks import pain_words
from journeymap.drawing.sheet.stubs import Stubs, is_decision_tree
from journeymap.drawing.sheet.tree_sheet import as_tree
from journeymap.drawing.theme.theme import DEFAULT, Theme
from journeymap.findings.numbering import concerning, numbered
from journeymap.findings.worst import worst_steps
from journeymap.graph.persona_scope import scope_of
from journeymap.i18n.languages import supported
from journeymap.i18n.messages import Joined, say
from journeymap.layout import arrange_once
from journeymap.per_hundred import per_hundred

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from journeymap.analysis import Journey
    from journeymap.diagnostics import Acceptance, Diagnostic, Span
    from journeymap.drawing.bands.band import Band
    from journeymap.drawing.bands.rails import Rails
    from journeymap.drawing.earlier import Earlier
    from journeymap.drawing.head_text import HeadText
    from journeymap.drawing.paper.best_fit import Fit
    from journeymap.drawing.scene import Content
    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.findings.numbering import Numbered
    from journeymap.findings.worst import RankedStep
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.i18n.messages import Message
    from journeymap.layout.geometry import Geometry
    from journeymap.layout.pages import Paper
    from journeymap.layout.sheet import Sheet
    from journeymap.per_hundred import PerHundred

MARKS = ("harm", "channels", "times")
ROWS = ("emotion", "sacrifice", "timeline", "ideas", "evidence", "systems", *MARKS, "findings", "guarantee")
VIEWS = ("rows", "tree")
_UNDER_THE_LANES = ("emotion", "sacrifice", "timeline", "ideas", "evidence", "guarantee")
TILE = "a4"
SHOWN = frozenset({"emotion", "systems", "timeline", *MARKS})


class DrawOptions(Struct, frozen=True):
    """What a reader may choose of a drawing.

    `language` stands above the file's own. `page` is a size of paper to cut the drawing to, such as `a3`, upright
    when `portrait`; without one it is one sheet of whatever size it needs. `poster` is a size of paper to set that
    on, spread over sheets of the size `page`, or A4, to be glued together. `dpi` is how many dots an inch of a picture
    made of dots has. `rows` are those of `ROWS` to draw: `harm` marks what hurts, the steps that do most harm and where
    no way leads on, `channels` and `times` stand on the cards, `findings` puts the numbers of what was found on the
    cards, and a list of it below or on pages of its own. `persona` is the id or the name of the one whose way is to
    stand out. `focus` is a step and `depth` how many arrows around it are drawn, `phases` are those to be drawn, by id
    or name; without either the whole is drawn. `traced` are steps and ways that are to stand out. `asked` are those of
    `rows` that somebody asked for: they are drawn also where little is in them. `stubs` is one of `STUBS`: which long
    ways stand as marks on their cards. `view` is one of `VIEWS`: rows, or a tree of questions; None is what suits it.
    `against` is an earlier version: what became of it is drawn too, in rows.
    """

    language: str | None = None
    page: str | None = None
    poster: str | None = None
    portrait: bool = False
    theme: Theme = field(default=DEFAULT)
    dpi: float = 144.0
    persona: str | None = None
    rows: frozenset[str] = SHOWN
    focus: str | None = None
    depth: int = 1
    phases: tuple[str, ...] = ()
    traced: PersonaScope | None = None
    asked: frozenset[str] = frozenset()
    stubs: str = "bad-ends"
    view: str | None = None
    against: Earlier | None = None


class Notice(NamedTuple):
    """Something to be known of a drawing: what it is, where in the file it comes from, and what can be done."""

    message: Message
    place: Span | None = None
    remedy: Message | None = None


class Drawing:
    """A blueprint, drawn. What is not asked for is not computed.

    `marks` are findings whose numbers are to stand on the cards where the list of them stands elsewhere; they give way
    to those that `findings` asks for. Raises ChoiceError when the options name something that the blueprint does not
    have.
    """

    def __init__(
        self,
        journey: Journey,
        diagnostics: Iterable[Diagnostic] = (),
        accepted: Iterable[Acceptance] = (),
        options: DrawOptions | None = None,
        marks: Iterable[Numbered] = (),
    ) -> None:
        self.journey = journey
        self.graph = graph = journey.graph
        self._marks = tuple(marks)
        self.options = options or DrawOptions()
        self.language = supported(self.options.language or graph.blueprint.language)
        self._persona = persona_called(graph, self.options.persona) if self.options.persona is not None else None
        if self.options.against is not None:
            demand_something_alike(self.options.against)
            if self.options.view == "tree":
                raise ChoiceError(say("two versions are compared in rows, not as a tree"), _DRAW_ROWS)
        self._part = part_of(graph, self.options.focus, self.options.depth, self.options.phases)
        self.diagnostics = tuple(diagnostics)
        self.accepted = tuple(accepted)
        self._notices: list[Notice] = []
        self._weighed: list[Callable[[], None]] = []

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a reader should know of the drawing as far as it has been made: what was left out or became small.

        Whether another paper would be better takes as long as the drawing: it is found out when somebody asks for this.
        """
        while self._weighed:
            self._weighed.pop(0)()
        return tuple(self._notices)

    def warn(self, message: Message, place: Span | None = None, remedy: Message | None = None) -> None:
        """Note something that a reader should know; what is said twice is noted once."""
        notice = Notice(message, place, remedy)
        if notice not in self._notices:
            self._notices.append(notice)

    @property
    def title(self) -> str:
        """What the drawing is called."""
        return self.scenes[0].title

    @cached_property
    def walk(self) -> PersonaScope | None:
        """The way of the persona that the drawing is about; None when it is about none."""
        return None if self._persona is None else scope_of(self.graph, self._persona)

    @cached_property
    def is_tree(self) -> bool:
        """Whether it is drawn as a tree of questions: where that is asked for, or by itself where it is one."""
        view = self.options.view if self.options.against is None else "rows"
        return is_decision_tree(self.graph) if view is None else view == "tree"

    @cached_property
    def sheet(self) -> Sheet:
        """The cards and arrows of the blueprint, not yet placed."""
        sheet = build_sheet(
            self.journey.facts,
            self.diagnostics,
            self.accepted,
            language=self.language,
            findings=self.findings or self._marks,
            stubs=Stubs(self.journey.facts, self.counts, self.language, self.options.stubs, tree=self.is_tree),
            marks=self.options.rows,
            figures=self.counts,
            persona=self._persona,
        )
        if self.is_tree:
            sheet = as_tree(sheet, self.graph, self.language, systems="systems" in self.options.rows)
        if self.before is not None:
            sheet = against(sheet, self.before, self.counts, self.language)
        return sheet if self._part is None else cut(sheet, self._part, self.language)

    @cached_property
    def before(self) -> Before | None:
        """The earlier version that the drawing is held against, with its figures; None without one."""
        return self._before_of(self._persona)

    def _before_of(self, persona: str | None) -> Before | None:
        version = self.options.against
        if version is None:
            return None
        former = None if persona is None else version.former_personas.get(persona)
        was_there = persona is None or former is not None
        return Before(version, former, per_hundred(version.journey.facts, former) if was_there else None)

    @property
    def _written_ends(self) -> frozenset[str]:
        """The ends that stand on the cards of a tree and have none of their own."""
        cards = self.sheet.cards
        targets = {badge.target for card in cards for badge in card.badges if badge.kind == "exit"}
        return frozenset(targets.difference(card.step for card in cards))

    @cached_property
    def findings(self) -> tuple[Numbered, ...]:
        """The findings that are marked on the cards and listed, by their numbers; none unless they are asked for."""
        if "findings" not in self.options.rows:
            return ()
        steps = self.graph.blueprint.steps if self._part is None else self._part.steps
        return concerning(numbered(self.diagnostics), steps, self._persona)

    @cached_property
    def counts(self) -> PerHundred:
        """How many of a hundred go where: of all customers, or of the persona that the drawing is about."""
        return per_hundred(self.journey.facts, self._persona)

    @cached_property
    def worst(self) -> tuple[RankedStep, ...]:
        """The steps that do most harm, to all customers or to the persona that the drawing is about."""
        return self._worst_for(self._persona)

    def _worst_for(self, persona: str | None) -> tuple[RankedStep, ...]:
        """Return the steps that do most harm; none where only what was written is to be drawn."""
        found = self.diagnostics if "harm" in self.options.rows else ()
        return worst_steps(self.journey.facts, found, persona)

    @cached_property
    def head(self) -> HeadText | None:
        """What the head says; None where there is nothing but a title."""
        return self.head_of(self._persona)

    def head_of(self, persona: str | None) -> HeadText | None:
        """Return what the head says of a persona, or with None of all customers."""
        facts = self.journey.facts
        worst = self.worst if persona == self._persona else self._worst_for(persona)
        counts = self.counts if persona == self._persona else per_hundred(facts, persona)
        text = head_text(facts, counts, worst, self.language, pain_words(facts, self.language, persona))
        if "harm" not in self.options.rows:
            text = replace(text, leaving=())
        if (before := self._before_of(persona)) is not None:
            text = with_before(text, facts, counts, before, self.language)
        return None if text.is_empty else text

    @cached_property
    def arranged(self) -> Geometry:
        """What the layout made of the sheet, before room was made for a long title."""
        geometry = arrange_once(self.sheet)
        if geometry.plain:
            self.warn(plain_ways(geometry.plain, len(geometry.arrows)), remedy=DRAW_A_PART)
        if geometry.once:
            self.warn(ways_found_once(geometry.once, len(geometry.arrows)), remedy=DRAW_A_PART)
        return geometry

    @cached_property
    def geometry(self) -> Geometry:
        """Where everything lies on one sheet."""
        frame = whole(self.arranged, self.options.theme, self.language, self.head)
        return lowered(self.arranged, room_above(frame))

    @cached_property
    def scenes(self) -> tuple[Scene, ...]:
        """Everything that is drawn, a scene per page; one scene when there are no pages."""
        theme, options = self.options.theme, self.options
        if options.page is not None and options.poster is None:
            return self._pages(options.page)
        sheet = compose(self._content(self.geometry), whole(self.geometry, theme, self.language, self.head))
        if options.poster is None:
            return (sheet,)
        poster = paper_of(options.poster, portrait=options.portrait)
        tiling = tiling_of(sheet, poster, paper_of(options.page or TILE))
        scenes = tiles(sheet, tiling, self.language)
        if (smallest := smallest_words(scenes)) < LEAST_SIZE - TOLERANCE:
            wanted = tiling.scale * LEAST_SIZE / smallest
            larger = larger_poster(sheet, options.poster, wanted, portrait=options.portrait)
            self.warn(small_words(options.poster, smallest, larger))
        return scenes

    def _pages(self, page: str) -> tuple[Scene, ...]:
        """Return the pages, with a warning where words are left out or become too small on them."""
        paper, theme = paper_of(page, portrait=self.options.portrait), self.options.theme
        fit = self._fit(paper)
        content, cut = fit.content, fit.cut
        if fit.left_out:
            what = Joined(YIELDING[: fit.left_out])
            self.warn(say("left out so that fewer pages of {page} can be read: {what}", page=page, what=what))
        scenes = build_pages(content, cut, theme)
        self._weighed.append(lambda: self._weigh_other_papers(page, fit, smallest_words(scenes)))
        return scenes

    def _weigh_other_papers(self, page: str, fit: Fit, smallest: float) -> None:
        """Note where the paper turned takes fewer pages, and on which larger one small words can be read."""
        cut, theme = fit.cut, self.options.theme
        if cut.parts_rows:
            turned = self._fit(paper_of(page, portrait=not self.options.portrait))
            pages, fewer = (len(frames_of(way.content, way.cut, theme)) for way in (fit, turned))
            if fewer < pages and turned.cut.scale >= min(cut.scale, cut.least):
                self.warn(fewer_pages(pages, fewer, portrait=self.options.portrait))
        if smallest < LEAST_SIZE - TOLERANCE:
            larger = readable_paper(fit.content, fit.geometry, theme, page, smallest, portrait=self.options.portrait)
            self.warn(small_words(page, smallest, larger))

    def _fit(self, paper: Paper) -> Fit:
        return best_fit(self.sheet, self.arranged, self._content, self.options.theme, paper)

    def _content(self, geometry: Geometry) -> Content:
        rails = self._rails(geometry)
        return content_of(
            self.graph,
            geometry,
            self.language,
            bands=tuple(self._bands(geometry, rails)),
            walk=self.options.traced or often_reached(self.walk, self.counts),
            findings=items_of(self.graph, self.findings, self.language),
            certainty=certainty_of(self.journey) if "guarantee" in self.options.rows else None,
            head=self.head,
            rails=rails,
        )

    def _rails(self, geometry: Geometry) -> Rails | None:
        """Return the systems as rails, where they are wanted and used."""
        if "systems" not in self.options.rows or self.is_tree:
            return None
        return build_rails(self.graph, geometry, self.walk)

    def _bands(self, geometry: Geometry, rails: Rails | None) -> Iterator[Band]:
        """Yield the rows under the lanes that are wanted and have something in them."""
        rows, graph, language, walk = self.options.rows, self.graph, self.language, self.walk
        if self.is_tree:  # its columns are no moments, but hold many steps each
            if (band := ends_band(graph, geometry, self.counts, self._written_ends, language)) is not None:
                yield band
            if wanted := [row for row in _UNDER_THE_LANES if row in rows & self.options.asked]:
                self.warn(say("a tree has no rows under it: {rows}", rows=wanted), remedy=_DRAW_ROWS)
            return
        if rails is not None:
            yield rails_band(rails)
        low = self.options.page is not None and self.options.poster is None
        if "emotion" in rows:
            felt = build_feelings(graph, geometry, language, walk, low=low, before=self.before)
            yield from () if felt is None else (emotion_band(felt),)
        if "sacrifice" in rows and (given_up := build_sacrifice(graph, geometry, language, walk)):
            yield sacrifice_band(graph, given_up)
        if "timeline" in rows:
            asked = "timeline" in self.options.asked
            time = timeline_band(self.journey.facts, geometry.header, language, walk, asked=asked)
            yield from () if time is None else (time,)
        for name, build in (("ideas", ideas_band), ("evidence", sources_band)):
            if name in rows and (band := build(graph, geometry, language, walk)) is not None:
                yield band


_DRAW_ROWS = say("draw the rows of the blueprint, with --view rows")


def draw(
    journey: Journey,
    diagnostics: Iterable[Diagnostic] = (),
    accepted: Iterable[Acceptance] = (),
    options: DrawOptions | None = None,
) -> Drawing:
    """Draw a blueprint; what was found and what was accepted is marked on it. Nothing is written."""
    return Drawing(journey, diagnostics, accepted, options)
