"""From a geometry to scenes: everything that is drawn, once, for every writer of drawings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from journeymap.drawing.bands.rails import drops
from journeymap.drawing.description import describe
from journeymap.drawing.paper.customer_strip import strip
from journeymap.drawing.paper.frame import MARGIN, Frame
from journeymap.drawing.paper.off_page_connectors import (
    Exit,
    drawn,
    neighbour,
    signs,
)
from journeymap.drawing.paper.page_names import page_names
from journeymap.drawing.shapes import arrows as arrow_shapes
from journeymap.drawing.shapes import background as plate
from journeymap.drawing.shapes.cards import card
from journeymap.drawing.shapes.finding_list import (
    column_width,
    findings_list,
    list_below,
    list_height,
)
from journeymap.drawing.shapes.guarantee import places_of_stops, shades, stop
from journeymap.drawing.shapes.harm import grounds, with_rank
from journeymap.drawing.shapes.legend import (
    LINE_HEIGHT,
    entries,
    legend,
    set_lines,
)
from journeymap.drawing.shapes.primitives import (
    Bookmark,
    Element,
    Rectangle,
    Scene,
)
from journeymap.drawing.theme.dimming import faint
from journeymap.graph.topology import DETOURS, EdgeKind
from journeymap.i18n.messages import say
from journeymap.i18n.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.drawing.bands.band import Band
    from journeymap.drawing.bands.rails import Rails
    from journeymap.drawing.head_text import HeadText
    from journeymap.drawing.paper.customer_strip import Repeated
    from journeymap.drawing.paper.off_page_connectors import Side
    from journeymap.drawing.shapes.finding_list import Column, Item
    from journeymap.drawing.shapes.guarantee import Certainty
    from journeymap.drawing.shapes.legend import Entry
    from journeymap.drawing.theme.theme import Theme
    from journeymap.graph import ServiceGraph
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.layout.geometry import Geometry, PlacedArrow, PlacedCard
    from journeymap.layout.pages import Paper

LEAST_WIDTH = 420.0
_BAND_GAP = 10.0
_LEGEND_GAP = 8.0
_LIST_GAP = 14.0
_CHOICES = {"flow": EdgeKind.NEXT} | {str(kind): kind for kind in DETOURS}


class Content(Struct, frozen=True):
    """What all sheets of one drawing share, found out once.

    `words` is the language of the drawing's own words, `language` that of the labels. `steps` hold the designer's
    words for each step, `texts` those on each card, `owners` the step of each card, `pages` the page that each card is
    on. `bands` are the rows under the lanes, `walk` the way of the persona that the drawing is about, if it is;
    `findings` are those to be listed below, `certainty` what the customer can be sure of, where that is to be shown,
    `rails` are the systems that steps use, `head` what the head says and `tight` how tight it is set, `repeated` what
    a page tells again of the customer.
    """

    title: str
    description: str
    words: str
    language: str
    bands: tuple[Band, ...]
    walk: PersonaScope | None
    findings: tuple[Item, ...]
    certainty: Certainty | None
    head: HeadText | None
    rails: Rails | None
    entries: tuple[Entry, ...]
    steps: Mapping[str, str]
    texts: Mapping[str, str]
    owners: Mapping[str, str]
    pages: Mapping[str, int]
    repeated: Repeated | None = None
    tight: int = 0


def content_of(
    graph: ServiceGraph,
    geometry: Geometry,
    language: str,
    *,
    bands: tuple[Band, ...] = (),
    walk: PersonaScope | None = None,
    findings: tuple[Item, ...] = (),
    certainty: Certainty | None = None,
    head: HeadText | None = None,
    rails: Rails | None = None,
) -> Content:
    """Return what the sheets of a drawing share."""
    owners = {placed.card.id: placed.card.elsewhere or placed.card.step for placed in geometry.cards}
    seen = None if certainty is None else certainty.within(geometry, owners)
    return Content(
        title=geometry.title or say("Service blueprint").text(language),
        description=describe(geometry, language, head, () if rails is None else rails.names),
        words=language,
        language=printable(graph.blueprint.language or "") or language,
        bands=bands,
        walk=walk,
        findings=findings,
        certainty=seen,
        head=head,
        rails=rails,
        entries=entries(
            geometry,
            language,
            _persona(graph, walk),
            seen,
            more=_has_more(geometry, walk, owners),
            times={kind for band in bands for kind in band.times},
        ),
        steps={
            **{name: printable(graph.label(name)) for name in graph.blueprint.steps},
            **{
                placed.card.step: placed.card.text
                for placed in reversed(geometry.cards)
                if placed.card.elsewhere or placed.card.change == "gone"
            },
        },
        texts={placed.card.id: placed.card.text for placed in geometry.cards},
        owners=owners,
        pages={},
    )


def _persona(graph: ServiceGraph, walk: PersonaScope | None) -> str | None:
    """Return the name of the persona that a drawing is about."""
    if walk is None or walk.persona not in graph.blueprint.personas:
        return None
    return printable(graph.blueprint.personas[walk.persona].name or walk.persona)


def _is_within(scope: PersonaScope, placed: PlacedArrow, owners: Mapping[str, str]) -> bool:
    """Whether an arrow is on the way of a persona; `owners` names the step of each card."""
    arrow = placed.arrow
    return scope.has_way(owners[arrow.source], owners[arrow.target], _CHOICES.get(arrow.kind))


def _has_more(geometry: Geometry, walk: PersonaScope | None, owners: Mapping[str, str]) -> bool:
    """Whether there is anything that is not on the way of the persona that a drawing is about."""
    if walk is None:
        return False
    return any(owners[placed.card.id] not in walk.steps for placed in geometry.cards) or not all(
        _is_within(walk, placed, owners) for placed in geometry.arrows
    )


def whole(geometry: Geometry, theme: Theme, language: str, head: HeadText | None = None) -> Frame:
    """Return the frame that shows all columns on one sheet."""
    width = max(geometry.width, LEAST_WIDTH)
    edge = width - MARGIN
    return Frame(geometry, theme, language, geometry.header, max(edge, geometry.width), edge, width, head=head)


def room_above(frame: Frame) -> float:
    """Return how much height a long subtitle and long titles of phases need above the rows, beyond the usual."""
    return plate.room_of_head(frame) + (plate.most_phase_lines(frame) - 1) * plate.PHASE_LEADING


def room_below(content: Content, frame: Frame) -> float:
    """Return the height of what is drawn under the rows."""
    height = sum(rooms_under(content)) + room_of_legend(content, frame)
    if content.findings and frame.total == 1:
        height += _LIST_GAP + list_height(content.findings, frame.width - 2 * MARGIN)
    return height


def rooms_under(content: Content) -> list[float]:
    """Return the height of each row under the lanes, with the gap above it."""
    return [_BAND_GAP + band.height for band in content.bands]


def room_of_legend(content: Content, frame: Frame) -> float:
    """Return the height of the legend, with the gap above it."""
    lines = len(_legend_lines(content, frame))
    return _LEGEND_GAP + lines * LINE_HEIGHT if lines else 0.0


def compose(content: Content, frame: Frame, paper: Paper | None = None, scale: float = 1.0) -> Scene:
    """Return everything that is drawn on one sheet: on a paper of given size, or on as much as it needs."""
    below = frame.geometry.height - MARGIN
    left, top, width, height = 0.0, 0.0, frame.width, below + room_below(content, frame) + MARGIN
    if paper is not None:
        left = top = -paper.margin / scale
        width, height = paper.width / scale, paper.height / scale
    back = frame if content.walk is None else replace(frame, theme=faint(frame.theme))
    elements = [
        Element("paper", (Rectangle(left, top, width, height, frame.theme.paper),)),
        plate.heading(frame),
        *plate.phases(frame),
        *(() if content.repeated is None else (strip(frame, content.repeated),)),
        *plate.rows(frame),
        *plate.lines(frame),
        *grounds(frame),
        *(() if content.certainty is None else shades(frame, back, content.certainty, partial(_is_on_way, content))),
        *_drops(content, frame, below),
        *_arrows(content, frame, back),
        *_labels(content, frame, back),
        *_steps(content, frame, back),
        *_stops(content, frame),
    ]
    bands = []
    for band in content.bands:
        bands.append(band.draw(frame, below + _BAND_GAP))
        below += _BAND_GAP + band.height
    elements += bands
    if content.entries:
        lines = _legend_lines(content, frame)
        elements.append(legend(frame, lines, below + _LEGEND_GAP))
        below += _LEGEND_GAP + len(lines) * LINE_HEIGHT
    if content.findings and frame.total == 1:
        elements.append(list_below(frame, content.findings, below + _LIST_GAP))
    return Scene(
        left,
        top,
        width,
        height,
        content.title,
        content.description,
        content.language,
        tuple(elements),
        scale,
        tuple(_bookmarks(content, frame, bands)),
    )


def _drops(content: Content, frame: Frame, below: float) -> Iterator[Element]:
    """Yield the lines from the steps down to their systems; these lie first under the lanes, or on another page."""
    if content.rails is not None:
        here = bool(content.bands) and content.bands[0].height == content.rails.height
        yield from drops(frame, content.rails, below + (_BAND_GAP if here else 0.0))


def _bookmarks(content: Content, frame: Frame, bands: Sequence[Element]) -> Iterator[Bookmark]:
    """Yield where each phase begins; the beginning of the sheet where the blueprint has no phases.

    On a page with lower rows these are named as well, and belong to the phase.
    """
    top, lower = frame.geometry.top, ""
    if frame.page is not None and frame.page.row:
        names = [placed.row.title for placed in frame.geometry.rows] + [band.title for band in bands]
        lower = " – ".join(dict.fromkeys((names[0], names[-1])))
    for phase in frame.geometry.phases:
        if frame.left <= phase.left < frame.right:
            title = phase.phase.title or content.title
            yield Bookmark(lower or title, frame.x(phase.left), top, title if lower else None)


def list_page(content: Content, frame: Frame, columns: Sequence[Column], paper: Paper) -> Scene:
    """Return a page with nothing but findings, in the size in which they are set."""
    left = top = -paper.margin
    _, width = column_width(frame.width - 2 * MARGIN)
    elements = (
        Element("paper", (Rectangle(left, top, paper.width, paper.height, frame.theme.paper),)),
        plate.heading(frame),
        findings_list(frame, columns, width, plate.heading_height(frame)),
    )
    begins = columns[0].items[0] is content.findings[0]
    return Scene(
        left,
        top,
        paper.width,
        paper.height,
        content.title,
        content.description,
        content.language,
        elements,
        bookmarks=(Bookmark(frame.say(say("Findings")), 0.0, 0.0),) if begins else (),
    )


def _legend_lines(content: Content, frame: Frame) -> list[list[Entry]]:
    return set_lines(content.entries, frame.width - 2 * MARGIN, frame.theme)


def _arrows(content: Content, frame: Frame, back: Frame) -> Iterator[Element]:
    """Yield the arrows, those that stand back before the others; then the marks of where they go on."""
    arrows, pages = frame.geometry.arrows, content.pages
    shown = [arrow_shapes.seen(frame, placed) for placed in arrows]
    exits = {
        (number, part, at_end): Exit(number, side, run.points[-1 if at_end else 0], page)
        for number, runs in enumerate(shown)
        for part, run in enumerate(runs)
        for at_end, side in enumerate((run.enters, run.leaves))
        if side is not None
        for page in (_goes_on(frame, pages[_ends(arrows[number])[at_end]], side),)
    }
    marks = signs(frame, list(exits.values()))
    sign_of = {leaving: sign for sign in marks for leaving in sign.exits}
    for (number, part, at_end), leaving in exits.items():
        run, way = shown[number][part], sign_of[leaving].approach(leaving)
        points = (*run.points, *reversed(way)) if at_end else (*way, *run.points)
        shown[number][part] = run._replace(points=points)
    order = arrow_shapes.drawing_order(arrows)
    for number in sorted(order, key=lambda number: _is_walked(content, arrows[number])):
        placed = arrows[number]
        if shown[number]:
            seen = frame if _is_walked(content, placed) else back
            key, title = "→".join(_ends(placed)), _title(content, placed)
            yield arrow_shapes.arrow(seen, placed, key, title, shown[number])
    for sign in marks:
        joined = [arrows[leaving.arrow] for leaving in sign.exits]
        seen = frame if any(_is_walked(content, placed) for placed in joined) else back
        yield drawn(seen.theme, sign, "; ".join(_title(content, placed) for placed in joined))
    names = {
        leaving: content.steps[content.owners[_ends(arrows[number])[at_end]]]
        for (number, _, at_end), leaving in exits.items()
    }
    yield from page_names(frame, marks, shown, names)


def _ends(placed: PlacedArrow) -> tuple[str, str]:
    return (placed.arrow.source, placed.arrow.target)


def _title(content: Content, placed: PlacedArrow) -> str:
    source, target = (content.texts[end] for end in _ends(placed))
    return f"{source} → {target}" + (f": {placed.arrow.text}" if placed.arrow.text else "")


def _goes_on(frame: Frame, page: int, side: Side) -> int:
    """Return the page that a mark names: where the other end is, the next page for what only swerves over a cut."""
    return neighbour(frame, side) if page == frame.number else page


def _stops(content: Content, frame: Frame) -> Iterator[Element]:
    """Yield the marks of the points of no return."""
    if content.certainty is None:
        return
    for number, (x, y) in places_of_stops(frame.geometry, content.certainty, content.owners).items():
        placed = frame.geometry.arrows[number]
        if frame.holds((x, y)):
            texts = (content.texts[placed.arrow.source], content.texts[placed.arrow.target])
            title = frame.say(say("point of no return")) + ": " + " → ".join(texts)
            yield Element("no-return", tuple(stop(frame.theme, frame.x(x), y)), title=title)


def _is_on_way(content: Content, card_id: str) -> bool:
    """Whether the step of a card is on the way of the persona that the drawing is about, if it is about one."""
    return content.walk is None or content.owners[card_id] in content.walk.steps


def _is_walked(content: Content, placed: PlacedArrow) -> bool:
    """Whether an arrow is on the way of the persona that the drawing is about; every one is when it is about none."""
    return content.walk is None or _is_within(content.walk, placed, content.owners)


def _labels(content: Content, frame: Frame, back: Frame) -> Iterator[Element]:
    for placed in frame.geometry.arrows:
        if placed.label is not None and frame.holds((placed.label.box.x, placed.label.box.y)):
            yield arrow_shapes.label(frame if _is_walked(content, placed) else back, placed.label)


def _steps(content: Content, frame: Frame, back: Frame) -> Iterator[Element]:
    """Yield the steps in reading order: phase by phase, from the upper row to the lower; each with all its cards."""
    geometry = frame.geometry
    rows = {placed.row.id: placed.row for placed in geometry.rows}
    order = {name: number for number, name in enumerate(rows)}
    phases = {placed.phase.id: number for number, placed in enumerate(geometry.phases)}
    steps: dict[str, list[PlacedCard]] = {}
    for placed in geometry.cards:
        steps.setdefault(placed.card.step, []).append(placed)

    def place(cards: list[PlacedCard]) -> tuple[int, int, int]:
        first = cards[0]
        return (phases[first.card.phase], order[first.card.row], first.column)

    for cards in steps.values():
        cards.sort(key=lambda placed: (order[placed.card.row], placed.box.y))
    for name in sorted(steps, key=lambda name: place(steps[name])):
        seen = frame if _is_on_way(content, steps[name][0].card.id) else back
        drawn = tuple(with_rank(seen, placed, card(seen, placed, rows[placed.card.row])) for placed in steps[name])
        yield Element("step", drawn, name, content.steps[name])
