"""The head of a drawing: title, what becomes of a hundred customers, where it hurts, and the title block.

All of it is drawn on one scale that grows with the sheet, so that it is read when a wide sheet is seen as a whole. What
does not fit yields in this order: the reasons, from the third to the first; on paper, where a page more would be needed
for the head, the title block, then the worst steps. The sentence and the bar never yield.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeymap.drawing.head_text import HurtLine
from journeymap.drawing.paper.frame import MARGIN
from journeymap.drawing.shapes.marks import MARK, outcome_mark
from journeymap.drawing.shapes.primitives import Disc, Element, Path, Rectangle, Stroke, Words
from journeymap.drawing.shapes.sheet_marks import sheet_marks
from journeymap.i18n.messages import say
from journeymap.layout.line_breaking import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.drawing.head_text import HeadText, LeavingLine
    from journeymap.drawing.paper.frame import Frame
    from journeymap.drawing.shapes.primitives import Anchor, Primitive
    from journeymap.drawing.theme.theme import OutcomeLook, OutcomeStyle, Theme

_USUAL_WIDTH = 1500.0
_LARGEST = 1.7
_ABOUT, _KINDS = 10.5, 9.5
_BAR_WIDTH, _BAR_PART, _BAR_FONT = 560.0, 0.42, 12.0
_LEAST_NUMBERED = 26.0  # a narrower part of the bar has its number below it only
_HURT_TITLE, _HURT_STEP, _REASON, _HURT_DISC = 8.5, 11.0, 10.0, 8.0
_BLOCK_WIDTH, _BLOCK_HEAD, _BLOCK_ROW, _BLOCK_LABEL, _BLOCK_VALUE = 190.0, 20.0, 17.5, 8.5, 9.0
_BLOCK_VALUES = 62.0  # from the left of the block to its values
_GAP = 44.0
_AIR = 14.0


class Measures(NamedTuple):
    """The measures of a head on the scale 1: sizes of fonts, the bar, the pitch of the worst steps, the air below."""

    title: float
    sentence: float
    time: float
    bar: float
    pitch: float
    below: float
    beside: bool


_FULL = Measures(22.0, 15.0, 11.5, 20.0, 22.0, 18.0, beside=False)
_TIGHT = Measures(18.0, 13.0, 10.5, 13.0, 16.0, 12.0, beside=True)
LEVELS = (0, 1, 2)
"""How tight a head is set: in full; flat and without the title block; without the worst steps too."""


class Head:
    """The head set into the width of a sheet; `height` is all that it takes, the air below it included."""

    def __init__(self, frame: Frame, text: HeadText, tight: int = 0) -> None:
        self.frame, self.text, self.tight = frame, text, tight
        self.m = _TIGHT if tight else _FULL
        self.k = 1.0 if tight else min(max(frame.width / _USUAL_WIDTH, 1.0), _LARGEST)
        self.right = frame.width - MARGIN
        self.items: list[Primitive | Element] = []
        self.bottom = 0.0
        self._corner()
        self._title()
        self._message()

    @property
    def height(self) -> float:
        """How high the head is, with the air below it."""
        return self.bottom + self.m.below

    def element(self) -> Element:
        """Return all that is drawn."""
        return Element("heading", tuple(self.items))

    def _words(
        self, x: float, y: float, text: str, size: float, colour: str, *, bold: bool = False, anchor: Anchor = "start"
    ) -> None:
        self.items.append(Words(x, y, text, size * self.k, colour, bold, anchor))
        self.bottom = max(self.bottom, y + 0.3 * size * self.k)

    def _corner(self) -> None:
        """Draw what page it is, the logo, and the title block, if there is anything to be said in it."""
        k, theme, text = self.k, self.frame.theme, self.text
        marks, left = sheet_marks(self.frame, self.right)
        self.items += marks
        self.right = left - _AIR if marks else self.right
        if self.tight:
            return
        rows = list(text.facts)
        width = _BLOCK_WIDTH * k
        if not (text.status or rows) or width > 0.4 * self.frame.width:
            return
        left, top = self.right - width, 12.0
        values = [wrap(value, _BLOCK_VALUE * k, width - (_BLOCK_VALUES + 8) * k, bold=True) for _, value in rows]
        head = _BLOCK_HEAD * k if text.status else 0.0
        lines = sum(map(len, values))
        height = head + (lines * 11.0 + len(rows) * (_BLOCK_ROW - 11.0) + 4.0) * k if rows else head
        edge = Stroke(theme.rail, 1.0)
        self.items.append(Rectangle(left, top, width, height, theme.card, edge, radius=3.0))
        if text.status:
            self.items.append(Rectangle(left, top, width, head, theme.block, radius=3.0))
            self._words(left + width / 2, top + head / 2 + 4 * k, text.status, 11.0, theme.ink, bold=True,
                        anchor="middle")  # fmt: skip
        y = top + head + 14.0 * k
        for (label, _), texts in zip(rows, values, strict=True):
            self._words(left + 8 * k, y, label, _BLOCK_LABEL, theme.grey)
            for line in texts:
                self._words(left + _BLOCK_VALUES * k, y, line, _BLOCK_VALUE, theme.ink, bold=True)
                y += 11.0 * k
            y += (_BLOCK_ROW - 11.0) * k
        self.bottom = max(self.bottom, top + height)
        self.right = left - _AIR * k

    def _title(self) -> None:
        """Draw the title, and behind or below it what the journey is about."""
        k, theme, geometry = self.k, self.frame.theme, self.frame.geometry
        room = self.right - MARGIN
        self.y = 12.0 + 0.82 * self.m.title * k
        lines = wrap(geometry.title, self.m.title * k, room, bold=True)
        used = text_width(lines[-1], self.m.title * k, bold=True) + 16 * k if lines else 0.0
        for number, line in enumerate(lines):
            self.y += self.m.title * 1.15 * k if number else 0.0
            self._words(MARGIN, self.y, line, self.m.title, theme.ink, bold=True)
        if geometry.subtitle and used + text_width(geometry.subtitle, _ABOUT * k) <= room:
            self._words(MARGIN + used, self.y, geometry.subtitle, _ABOUT, theme.grey)
        elif geometry.subtitle:
            for line in wrap(geometry.subtitle, _ABOUT * k, room):
                self.y += 16.0 * k
                self._words(MARGIN, self.y, line, _ABOUT, theme.grey)

    def _message(self) -> None:
        """Draw the two sentences, the bar with its kinds, and beside or below them where it hurts."""
        k, theme, text = self.k, self.frame.theme, self.text
        room, top = self.right - MARGIN, self.y
        widest = 0.0
        for sentence, size, colour, bold in (
            (text.sentence, self.m.sentence, theme.ink, True),
            (text.time, self.m.time, theme.grey, False),
        ):
            if self.m.beside and not bold and widest and widest + 8 + text_width(sentence, size * k) <= room * 0.62:
                self._words(MARGIN + widest + 8, self.y, sentence, size, colour)
                widest += 8 + text_width(sentence, size * k)
                continue
            for line in wrap(sentence, size * k, room, bold=bold) if sentence else ():
                self.y += (size + self.m.below * 0.6) * k if self.y == top else (size + 6.0) * k
                self._words(MARGIN, self.y, line, size, colour, bold=bold)
                widest = max(widest, text_width(line, size * k, bold=bold) if bold else 0.0)
        if text.parts:
            widest = max(
                widest, self._bar(self.y + 0.5 * self.m.bar * k, min(_BAR_WIDTH * k, _BAR_PART * self.frame.width))
            )
        if (text.hurts or text.leaving) and self.tight < LEVELS[-1]:
            self._places(top, MARGIN + widest + _GAP * k)

    def _bar(self, top: float, width: float) -> float:
        """Draw the outcome bar, and below it every kind that occurs with its number; return how wide that is."""
        k, theme, parts = self.k, self.frame.theme, self.text.parts
        height, x = self.m.bar * k, MARGIN
        if self.text.before:
            top = self._bar_before(top, width)
        total = sum(part.whole for part in parts) or 1
        for part in parts:
            wide = width * part.whole / total
            if wide > 0:
                style = theme.outcomes[part.look]
                self.items += _surface((x, top, wide, height), part.look, style, theme.paper)
                if wide > max(_LEAST_NUMBERED, text_width(part.number, _BAR_FONT * k, bold=True) + 6):
                    self._number(x + wide / 2, top + height / 2, part.number, part.look == "refused", style)
            x += wide
        start = MARGIN + width + 12.0 * k if self.m.beside else MARGIN
        if self.m.beside and self.text.before:
            start += 34.0 * k
        y = top + height - 3.0 * k if self.m.beside else top + height + 15.0 * k
        x = start
        for part in parts:
            words = part.told
            wide = (MARK + 4.0) * k + text_width(words, _KINDS * k, bold=part.look != "transferred")
            if x > start and x + wide > self.right:
                x, y = MARGIN, y + 13.0 * k
            self.items += outcome_mark(part.look, x + MARK * k / 2, y - 3.3 * k, k, _mark_colour(part.look, theme))
            bold = part.look != "transferred"
            colour = theme.ink if bold else theme.grey
            self._words(x + (MARK + 4.0) * k, y, words, _KINDS, colour, bold=bold)
            x += wide + 18.0 * k
        return max(width, x - MARGIN - 18.0 * k)

    def _bar_before(self, top: float, width: float) -> float:
        """Draw the bar of an earlier version, flat, with the words for both; return where the next one begins."""
        k, theme = self.k, self.frame.theme
        height, x = self.m.bar * 0.5 * k, MARGIN
        total = sum(part.whole for part in self.text.before) or 1
        for part in self.text.before:
            wide = width * part.whole / total
            if wide > 0:
                self.items += _surface((x, top, wide, height), part.look, theme.outcomes[part.look], theme.paper)
            x += wide
        beside, now = MARGIN + width + 8.0 * k, self.frame.say(say("now"))
        below = top + height + 4.0 * k
        middle = below + self.m.bar * k * 0.5
        self._words(beside, top + height - 2.0 * k, self.frame.say(say("before")), _KINDS, theme.grey)
        self._words(beside, middle + 3.4 * k, now, _KINDS, theme.ink, bold=True)
        return below

    def _number(self, x: float, y: float, number: str, on_plate: bool, style: OutcomeStyle) -> None:
        k = self.k
        if on_plate:
            wide = text_width(number, _BAR_FONT * k, bold=True) + 6 * k
            self.items.append(Rectangle(x - wide / 2, y - 7 * k, wide, 14 * k, self.frame.theme.paper, radius=2))
        colour = self.frame.theme.ink if on_plate else style.ink
        self._words(x, y + 4.3 * k, number, _BAR_FONT, colour, bold=True, anchor="middle")

    def _places(self, top: float, left: float) -> None:
        """Draw the worst steps, or where people leave, beside the message if they fit with a reason, else below it."""
        k, theme, text = self.k, self.frame.theme, self.text
        title, colour = (say("Where it hurts"), theme.hot) if text.hurts else (say("Where people leave"), theme.ink)
        words = self.frame.say(title).upper()
        lines: tuple[HurtLine | LeavingLine, ...] = text.hurts or text.leaving
        needed = max(text_width(words, _HURT_TITLE * k, bold=True), *(self._width_of(line) for line in lines))
        y = top if self.m.beside else top + 20.0 * k
        if left + needed > self.right:
            left, y = MARGIN, self.bottom + 16.0 * k
        self._words(left, y, words, _HURT_TITLE, colour, bold=True)
        for line in lines:
            y += self.m.pitch * k
            self._place(line, left, y)

    def _width_of(self, line: HurtLine | LeavingLine) -> float:
        """Return the width of a place with the first of its reasons."""
        first = 9.0 * self.k + text_width(line.reasons[0], _REASON * self.k) if line.reasons else 0.0
        return 24.0 * self.k + text_width(line.words, _HURT_STEP * self.k, bold=True) + first

    def _place(self, line: HurtLine | LeavingLine, left: float, y: float) -> None:
        """Draw one of the worst steps behind its rank, or a place where people leave behind a mark in black."""
        k, theme = self.k, self.frame.theme
        r = _HURT_DISC * k
        if isinstance(line, HurtLine):
            self.items.append(Disc(left + r, y - 4.0 * k, r, theme.hot))
            self._words(left + r, y - 0.4 * k, str(line.rank), 10.0, theme.on_hot, bold=True, anchor="middle")
        else:
            black = theme.outcomes["gave-up"]
            self.items.append(Disc(left + r, y - 4.0 * k, r, black.ground))
            self.items += outcome_mark(line.look, left + r, y - 4.0 * k, k, black.ink)
        x = left + 24.0 * k
        (step, *_) = wrap(line.words, _HURT_STEP * k, self.right - x, bold=True)
        step = step if step == line.words else f"{step} …"
        self._words(x, y, step, _HURT_STEP, theme.ink, bold=True)
        x += text_width(step, _HURT_STEP * k, bold=True) + 9.0 * k
        for most in range(len(line.reasons), 0, -1):
            reasons = "; ".join(line.reasons[:most])
            if x + text_width(reasons, _REASON * k) <= self.right:
                self._words(x, y, reasons, _REASON, theme.grey)
                break


def _mark_colour(look: OutcomeLook, theme: Theme) -> str:
    return theme.outcomes["helped"].edge if look == "helped" else theme.ink


def _surface(
    place: tuple[float, float, float, float], look: OutcomeLook, style: OutcomeStyle, paper: str
) -> Iterator[Primitive]:
    """Yield a part of the bar; who is refused is hatched, so that no two kinds differ by colour alone."""
    x, y, w, h = place
    if look != "refused":
        yield Rectangle(x, y, w, h, style.ground, Stroke(style.edge, 1.0))
        return
    yield Rectangle(x, y, w, h, paper)
    yield from hatching(place, Stroke(style.edge, 1.6), 6.0)
    yield Rectangle(x, y, w, h, None, Stroke(style.edge, 1.0))


def hatching(place: tuple[float, float, float, float], stroke: Stroke, pitch: float) -> Iterator[Path]:
    """Yield lines at 45 degrees over a rectangle (left, top, width, height), `pitch` apart, cut at its sides."""
    x, y, w, h = place
    offset = pitch * 2**0.5
    start = -h + offset / 2
    while start < w:
        x0, x1 = max(start, 0.0), min(start + h, w)
        if x1 > x0:
            yield Path(((x + x0, y + h - (x0 - start)), (x + x1, y + h - (x1 - start))), stroke=stroke)
        start += offset
