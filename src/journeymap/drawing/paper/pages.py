"""A drawing on pages: each with the title, its row titles, the names of the lines that it shows, and the legend."""

from __future__ import annotations

from bisect import bisect_right
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from journeymap.drawing.paper.customer_strip import repeated
from journeymap.drawing.paper.frame import (
    LEAST_SIZE,
    MARGIN,
    TOLERANCE,
    Frame,
    lowered,
)
from journeymap.drawing.scene import compose, list_page, room_of_legend, rooms_under
from journeymap.drawing.shapes.arrows import seen
from journeymap.drawing.shapes.background import heading_height, rooms_above
from journeymap.drawing.shapes.finding_list import (
    TITLE_HEIGHT,
    balanced,
    column_width,
    filled,
)
from journeymap.drawing.shapes.head import LEVELS
from journeymap.drawing.shapes.primitives import words_in
from journeymap.i18n.messages import say
from journeymap.layout.pages import BESIDE, BEYOND, PAPERS, Paper, paginate
from journeymap.layout.sizes import BADGE_FONT, CARD_FONT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.drawing.bands.band import Band
    from journeymap.drawing.paper.customer_strip import Repeated
    from journeymap.drawing.scene import Content
    from journeymap.drawing.shapes.finding_list import Column, Item
    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.drawing.theme.theme import Theme
    from journeymap.layout.geometry import Geometry
    from journeymap.layout.pages import Page

_ROUNDS = 12
_FREE_ROUNDS = 4
_LEAST_CARD_FONT = 7.0
_LEAST_MARGIN = 18.0  # a quarter of an inch: what nearly every printer can print up to


class Cut(Struct, frozen=True):
    """A drawing on pages of a paper: the geometry has room for the title, and `repeated` is what lower pages repeat.

    `tight` is how tight the head is set, `bands` are the rows under the lanes that have room. They are drawn `scale`
    times their size; at `least` times it all words are readable. Lower pages stand `head` higher, as they have none.
    """

    paper: Paper
    pages: tuple[Page, ...]
    scale: float
    least: float
    geometry: Geometry
    repeated: Repeated
    tight: int = 0
    bands: tuple[Band, ...] = ()
    head: float = 0.0

    @property
    def parts_rows(self) -> bool:
        """Whether pages stand below each other."""
        return self.pages[0].rows > 1


def paper_of(name: str, *, portrait: bool = False) -> Paper:
    """Return a size of paper by its name, lying or upright; KeyError when it is not known."""
    paper = PAPERS[name.lower()]
    return replace(paper, width=paper.height, height=paper.width) if portrait else paper


def build_pages(content: Content, cut: Cut, theme: Theme) -> tuple[Scene, ...]:
    """Return the pages of a drawing, all on one scale, none with a card cut; then those with the list of findings."""
    content = replace(content, tight=cut.tight, bands=cut.bands)
    paper, frames = cut.paper, frames_of(content, cut, theme)
    content = replace(
        content, pages={placed.card.id: shown.number for shown in frames for placed in shown.geometry.cards}
    )
    if len(frames) > 1:
        content = replace(content, findings=tuple(_findings_with_pages(content, frames)))
    lists = _lists(content, frames[0], paper)
    total = len(frames) + len(lists)
    drawn = [
        compose(_own(content, cut, frame.page), replace(frame, total=total, scale=cut.scale), paper, cut.scale)
        for frame in frames
    ]
    for number, (frame, columns) in enumerate(lists, len(frames) + 1):
        drawn.append(list_page(content, replace(frame, number=number, total=total), columns, paper))
    return tuple(drawn)


def _findings_with_pages(content: Content, frames: list[Frame]) -> Iterator[Item]:
    """Yield the findings, each with the page on which its number stands: on the uppermost card that is no evidence."""
    acting: dict[str, int] = {}
    evidence: dict[str, int] = {}
    for frame in frames:
        lanes = {placed.row.id: placed.row.lane for placed in frame.geometry.rows}
        for placed in frame.geometry.cards:
            pages = evidence if lanes[placed.card.row] == "evidence" else acting
            pages.setdefault(content.owners[placed.card.id], frame.number)
    for item in content.findings:
        page = acting.get(item.step, evidence.get(item.step))
        if page is None:
            yield item
        else:
            yield item._replace(head=f"{item.head} · {say('p{number}', number=page).text(content.words)}")


def frames_of(content: Content, cut: Cut, theme: Theme) -> list[Frame]:
    """Return what each page shows; a lower one on which there would be nothing is left out."""
    content = replace(content, tight=cut.tight, bands=cut.bands)
    frames = _shares(_frames(cut.geometry, theme, content, cut.paper, cut.pages), cut)
    if len(frames) == 1:
        return frames
    kept = [frame for frame in frames if not _is_empty(_own(content, cut, frame.page), frame)]
    numbers = {frame.place: number for number, frame in enumerate(kept, 1)}
    total = len(kept) + bool(content.findings)
    return [
        replace(frame, number=numbers[frame.place], numbers=numbers, count=len(kept), total=total) for frame in kept
    ]


def _is_empty(content: Content, frame: Frame) -> bool:
    """Whether a page lies below another and nothing is on it but empty rows."""
    if not frame.place[1] or content.bands or frame.geometry.cards:
        return False
    return not any(seen(frame, placed) for placed in frame.geometry.arrows)


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
    scale = cut_to(content, geometry, theme, paper_of(page, portrait=portrait)).scale
    for name, other in sorted(PAPERS.items(), key=lambda item: item[1].width * item[1].height):
        if other.width * other.height <= size.width * size.height or (name[0] == "a") != (page.lower()[0] == "a"):
            continue
        wider = cut_to(content, geometry, theme, paper_of(name, portrait=portrait)).scale
        if smallest * wider / scale >= LEAST_SIZE:
            return name
    return None


def cut_to(content: Content, geometry: Geometry, theme: Theme, paper: Paper) -> Cut:
    """Cut a drawing to a paper, so that no words on it become too small where its cuts allow that.

    The margin is made narrower, though not so narrow that a printer could not keep to it, the head is set tighter, and
    rows that yield are left out, where that saves pages.
    """
    blank = _Blank(replace(geometry, cards=(), arrows=()), repeated(geometry, content.words), theme)
    few = tuple(band for band in content.bands if not band.yields)
    levels = LEVELS if content.head is not None else LEVELS[:1]
    variants = [(tight, content.bands) for tight in levels]
    if few != content.bands:
        variants += [(tight, few) for tight in levels]
    best: _Trial | None = None
    for tight, bands in variants:
        trial = _with_margin(replace(content, tight=tight, bands=bands), blank, paper)
        if best is None or trial.sheets < best.sheets:
            best = trial
        if best.sheets == 1:
            break
    best = best or _with_margin(content, blank, paper)
    return replace(best.cut, geometry=lowered(lowered(geometry, best.above), -best.spare))


class _Blank(NamedTuple):
    """A geometry without cards and arrows, which decide nothing here, and what pages repeat of the customer."""

    geometry: Geometry
    again: Repeated
    theme: Theme

    def lowered(self, by: float) -> _Blank:
        """Return all of it moved down."""
        again = self.again._replace(below=self.again.below + by) if self.again.height else self.again
        return self._replace(geometry=lowered(self.geometry, by), again=again)


class _Trial(NamedTuple):
    """A cut of what is blank: how far that was moved down, and how far up again."""

    cut: Cut
    above: float
    spare: float

    @property
    def sheets(self) -> int:
        return len(self.cut.pages)


def _with_margin(content: Content, blank: _Blank, paper: Paper) -> _Trial:
    """Cut a drawing to a paper; within a narrower margin where that saves pages."""
    usual = _cut(content, blank, paper)
    if usual.sheets == 1:
        return usual
    other = _cut(content, blank, replace(paper, margin=min(paper.margin, _LEAST_MARGIN)))
    return other if other.sheets < usual.sheets else usual


def _cut(content: Content, blank: _Blank, paper: Paper) -> _Trial:
    """Cut a drawing to a paper within its margins.

    How wide a page is decides how many lines title and legend take, and their height how much fits on a page: what one
    round needs is given to the next.
    """
    theme, under = blank.theme, rooms_under(content)
    smallest = min(BADGE_FONT, theme.legend_size, theme.subtitle_size, theme.title_size)
    font = max(_LEAST_CARD_FONT, CARD_FONT * (LEAST_SIZE - TOLERANCE) / smallest)
    above = below = head = 0.0
    placed = blank

    def parted() -> tuple[Page, ...]:
        again = placed.again.height, placed.again.below
        return paginate(placed.geometry, paper, font, below=below, under=under, repeated=again, head=head)

    pages = parted()
    for number in range(_ROUNDS):
        frames = _frames(placed.geometry, theme, content, paper, pages)
        rooms = rooms_above(frames)
        needed = rooms.most, max(room_of_legend(content, frame) for frame in frames)
        if needed == (above, below):
            break
        # Rooms that make each other change to and fro settle on the larger ones.
        settled = number >= _FREE_ROUNDS
        above, below = (max(above, needed[0]), max(below, needed[1])) if settled else needed
        placed = blank.lowered(above)
        head = above - rooms.title
        pages = parted()
    else:
        rooms = rooms_above(_frames(placed.geometry, theme, content, paper, pages))
    spare = above - rooms.most
    if spare > 0:  # more room was kept for the heading than it needs at the scale that came of it
        placed = placed.lowered(-spare)
        pages = tuple(replace(page, top=page.top - spare, bottom=page.bottom - spare) for page in pages)
        head = max(head - spare, 0.0)
    geometry, again = placed.geometry, placed.again
    cut = Cut(paper, pages, pages[0].scale, font / CARD_FONT, geometry, again, content.tight, content.bands, head)
    return _Trial(cut, above, max(spare, 0.0))


def _lists(content: Content, frame: Frame, paper: Paper) -> list[tuple[Frame, list[Column]]]:
    """Return for each page with findings its frame and what stands on it, in the size in which the list is set."""
    if not content.findings:
        return []
    # The page number is there whatever page it is, so that the room for the list is known before the pages are counted.
    frame = replace(frame, width=paper.width - 2 * paper.margin, total=2, page=None)
    count, width = column_width(frame.width - 2 * MARGIN)
    room = paper.height - 2 * paper.margin - heading_height(frame) - TITLE_HEIGHT - MARGIN
    columns = filled(content.findings, room, width)
    if len(columns) <= count:
        columns = balanced(content.findings, count, width)
    return [(frame, columns[start : start + count]) for start in range(0, len(columns), count)]


def _bottom(geometry: Geometry) -> float:
    """Return where the rows end."""
    return max(geometry.height - MARGIN, geometry.top)


def _spare(geometry: Geometry, page: Page, y: float) -> float:
    """Return the room beyond an end of a page, at a cut between rows, for marks of where arrows go on."""
    cut = (page.row > 0 and y == page.top) or (page.row < page.rows - 1 and y == page.bottom)
    return BEYOND if cut and geometry.top < y < _bottom(geometry) else 0.0


def _page_of(pages: tuple[Page, ...], x: float, y: float) -> Page:
    """Return the page on which a point lies; at a line that two pages show there is none."""
    rows, columns = pages[0].rows, pages[0].columns
    column = min(bisect_right([page.right for page in pages[::rows]], x), columns - 1)
    row = min(bisect_right([page.bottom for page in pages[:rows]], y), rows - 1)
    return pages[column * rows + row]


def _own(content: Content, cut: Cut, page: Page | None) -> Content:
    """Return the content with those of the rows under the lanes that a page shows, and what it repeats."""
    if page is None:
        return content
    at, bands = _bottom(cut.geometry), []
    for band, room in zip(content.bands, rooms_under(content), strict=True):
        if page.top <= at < page.bottom:
            bands.append(band)
        at += room
    return replace(content, bands=tuple(bands), repeated=cut.repeated if _repeats(cut, page) else None)


def _repeats(cut: Cut, page: Page) -> bool:
    return page.row > 0 and cut.repeated.height > 0 and page.top >= cut.repeated.below


def _shares(frames: list[Frame], cut: Cut) -> list[Frame]:
    """Return the frames, the geometry of each with only what is at least partly on it, moved to where it stands."""
    geometry, pages = cut.geometry, cut.pages
    cards: list[list[int]] = [[] for _ in pages]
    arrows: list[list[int]] = [[] for _ in pages]
    for number, card in enumerate(geometry.cards):
        cards[_page_of(pages, card.box.x, card.box.y).number - 1].append(number)
    for number, arrow in enumerate(geometry.arrows):
        xs, ys = zip(*arrow.points, strict=True)
        first = _page_of(pages, min(xs) - BESIDE, min(ys) - BEYOND)
        last = _page_of(pages, max(xs) + BESIDE, max(ys) + BEYOND)
        for column in range(first.column, last.column + 1):
            for row in range(first.row, last.row + 1):
                arrows[column * first.rows + row].append(number)
    return [
        _share(
            frame,
            page,
            cut.repeated.height if _repeats(cut, page) else 0.0,
            cut.head if page.row else 0.0,
            replace(
                geometry,
                cards=tuple(geometry.cards[number] for number in own),
                arrows=tuple(geometry.arrows[number] for number in passing),
            ),
        )
        for frame, page, own, passing in zip(frames, pages, cards, arrows, strict=True)
    ]


def _share(frame: Frame, page: Page, again: float, head: float, geometry: Geometry) -> Frame:
    """Return a frame with the rows of a page, moved to below the phases and to below what the page repeats.

    It needs no room for a `head` of that height.
    """
    first = geometry.top - head
    bottom = _bottom(geometry)
    end = max(min(page.bottom, bottom), geometry.top)
    by = first - page.top + again + _spare(geometry, page, page.top)
    if page.top >= bottom and page.row:  # nothing but what stands under the rows
        height = first + again + MARGIN
        return replace(frame, geometry=replace(geometry, rows=(), lines=(), arrows=(), top=first, height=height))
    rows = tuple(
        replace(row, top=max(row.top, page.top), bottom=min(row.bottom, end))
        for row in geometry.rows
        if row.top < end and row.bottom > page.top
    )
    lines = tuple(line for line in geometry.lines if page.top <= line.y <= end)
    height = end + _spare(geometry, page, page.bottom) + MARGIN
    return replace(
        frame,
        geometry=replace(
            lowered(replace(geometry, rows=rows, lines=lines, height=height), by),
            top=first,
        ),
        upper=page.top + by if page.row else -inf,
        lower=end + by if page.row < page.rows - 1 and page.bottom <= bottom else inf,
    )


def _frames(geometry: Geometry, theme: Theme, content: Content, paper: Paper, pages: tuple[Page, ...]) -> list[Frame]:
    """Return what each page shows, with the geometry of the whole."""
    width = (paper.width - 2 * paper.margin) / pages[0].scale
    total = len(pages) + bool(content.findings)
    frames = []
    for page in pages:
        frame = Frame(
            geometry, theme, content.words, page.left, page.right, 0.0, width,
            number=page.number, count=len(pages), total=total, page=page if len(pages) > 1 else None,
            head=content.head if page.number == 1 else None, tight=content.tight,
        )  # fmt: skip
        edge = geometry.header + frame.before + page.right - page.left + frame.after
        frames.append(replace(frame, edge=edge))
    return frames
