"""A drawing on pages: each with the title, the row titles, the names of the three lines and the legend."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.drawing.findings_list import TITLE_HEIGHT, balanced, column_width, filled
from journeymap.drawing.frame import LEAST_SIZE, MARGIN, Frame, lowered
from journeymap.drawing.plate import heading_height
from journeymap.drawing.primitives import words_in
from journeymap.drawing.scene import compose, list_page, room_above, room_below
from journeymap.layout.pages import PAPERS, Paper, paginate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.drawing.findings_list import Column
    from journeymap.drawing.primitives import Scene
    from journeymap.drawing.scene import Content
    from journeymap.drawing.theme import Theme
    from journeymap.layout.geometry import Geometry
    from journeymap.layout.pages import Page

_ROUNDS = 3


def paper_of(name: str, *, portrait: bool = False) -> Paper:
    """Return a size of paper by its name, lying or upright; KeyError when it is not known."""
    paper = PAPERS[name.lower()]
    return replace(paper, width=paper.height, height=paper.width) if portrait else paper


def build_pages(content: Content, geometry: Geometry, theme: Theme, paper: Paper) -> tuple[Scene, ...]:
    """Return the pages of a drawing, all on one scale, none with a card cut; then those with the list of findings."""
    pages, above, below = _cut(content, geometry, theme, paper)
    scale = min(pages[0].scale, (paper.height - 2 * paper.margin) / (geometry.height + above + below))
    placed = lowered(geometry, above)
    content = replace(content, pages={one.card.id: _page_of(pages, one.box.x) for one in placed.cards})
    lists = _lists(content, next(_frames(placed, theme, content.words, paper, pages)), paper)
    total = len(pages) + len(lists)
    shares = _shares(placed, pages)
    drawn = [
        compose(content, replace(frame, geometry=share, total=total, scale=scale), paper, scale)
        for frame, share in zip(_frames(placed, theme, content.words, paper, pages), shares, strict=True)
    ]
    for number, (frame, columns) in enumerate(lists, len(pages) + 1):
        drawn.append(list_page(content, replace(frame, number=number, total=total), columns, paper))
    return tuple(drawn)


def smallest_words(scenes: Sequence[Scene]) -> float:
    """Return the size of the smallest words on sheets as they are printed, in points."""
    sizes = (word.size * scene.scale for scene in scenes for word in words_in(scene.elements))
    return min(sizes, default=LEAST_SIZE)


def readable_paper(
    content: Content, geometry: Geometry, theme: Theme, page: str, smallest: float, *, portrait: bool
) -> str | None:
    """Return the name of the smallest paper on which words that are so small on a page have the least size.

    Of the same family as the page. None when they are too small on the largest.
    """
    size = PAPERS[page.lower()]
    scale = _cut(content, geometry, theme, paper_of(page, portrait=portrait))[0][0].scale
    for name, other in sorted(PAPERS.items(), key=lambda item: item[1].width * item[1].height):
        if other.width * other.height <= size.width * size.height or (name[0] == "a") != (page.lower()[0] == "a"):
            continue
        wider = _cut(content, geometry, theme, paper_of(name, portrait=portrait))[0][0].scale
        if smallest * wider / scale >= LEAST_SIZE:
            return name
    return None


def _lists(content: Content, frame: Frame, paper: Paper) -> list[tuple[Frame, list[Column]]]:
    """Return for each page with findings its frame and what stands on it, in the size in which the list is set."""
    if not content.findings:
        return []
    # The page number is there whatever page it is, so that the room for the list is known before the pages are counted.
    frame = replace(frame, width=paper.width - 2 * paper.margin, total=2)
    count, width = column_width(frame.width - 2 * MARGIN)
    room = paper.height - 2 * paper.margin - heading_height(frame) - TITLE_HEIGHT - MARGIN
    columns = filled(content.findings, room, width)
    if len(columns) <= count:
        columns = balanced(content.findings, count, width)
    return [(frame, columns[start : start + count]) for start in range(0, len(columns), count)]


def _cut(content: Content, geometry: Geometry, theme: Theme, paper: Paper) -> tuple[tuple[Page, ...], float, float]:
    """Return the pages, and the heights of what stands above and below the rows on them.

    How wide a page is decides how many lines title and legend take, and their height how much fits on a page: what one
    round needs is given to the next.
    """
    above = below = 0.0
    pages = paginate(geometry, paper)
    for _ in range(_ROUNDS):
        frames = list(_frames(geometry, theme, content.words, paper, pages))
        needed = max(map(room_above, frames)), max(room_below(content, frame) for frame in frames)
        if needed == (above, below):
            break
        above, below = needed
        pages = paginate(geometry, paper, below=above + below)
    return pages, above, below


def _page_of(pages: tuple[Page, ...], x: float) -> int:
    return min(bisect_right([page.right for page in pages], x) + 1, len(pages))


def _shares(geometry: Geometry, pages: tuple[Page, ...]) -> list[Geometry]:
    """Return for each page the geometry with only the cards and arrows that are at least partly on it."""
    ends = [page.right for page in pages]
    cards: list[list[int]] = [[] for _ in pages]
    arrows: list[list[int]] = [[] for _ in pages]

    def over(low: float, high: float) -> range:
        last = len(pages) - 1
        return range(min(bisect_right(ends, low), last), min(bisect_right(ends, high), last) + 1)

    for number, card in enumerate(geometry.cards):
        cards[over(card.box.x, card.box.x)[0]].append(number)
    for number, arrow in enumerate(geometry.arrows):
        xs = [x for x, _ in arrow.points]
        for page in over(min(xs) - MARGIN, max(xs) + MARGIN):
            arrows[page].append(number)
    return [
        replace(
            geometry,
            cards=tuple(geometry.cards[number] for number in own),
            arrows=tuple(geometry.arrows[number] for number in passing),
        )
        for own, passing in zip(cards, arrows, strict=True)
    ]


def _frames(geometry: Geometry, theme: Theme, language: str, paper: Paper, pages: tuple[Page, ...]) -> Iterator[Frame]:
    """Yield what each page shows."""
    width = (paper.width - 2 * paper.margin) / pages[0].scale
    total = max(len(pages), 2)
    for page in pages:
        edge = geometry.header + page.right - page.left
        yield Frame(
            geometry,
            theme,
            language,
            page.left,
            page.right,
            edge,
            width,
            number=page.number,
            count=len(pages),
            total=total,
        )
