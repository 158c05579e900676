"""What a reader should know of a drawing: what was left out of the search, became small, or would do with less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from journeymap.i18n.messages import Message

DRAW_A_PART = say("draw a part of it, with --phase or --focus")


def plain_ways(plain: int, arrows: int) -> Message:
    """Return what is to be known of a drawing of which some arrows were not looked for the best way."""
    return say(
        "there are too many arrows to look for the best way of each: {plain} of {arrows} run beside the cards without "
        "regard to what they cross",
        plain=plain,
        arrows=arrows,
    )


def ways_found_once(once: int, arrows: int) -> Message:
    """Return what is to be known of a drawing of which some arrows were not looked at again."""
    return say(
        "there are too many arrows to look for the best way of each again when all have one: {once} of {arrows} keep "
        "the way that was found before the others took theirs",
        once=once,
        arrows=arrows,
    )


def fewer_pages(pages: int, turned: int, *, portrait: bool) -> Message:
    """Return what is to be known of a drawing that turned paper would hold on fewer pages."""
    if portrait:
        return say("all rows are too high for one page: {pages} pages; lying, without --portrait, {turned} would do",
                   pages=pages, turned=turned)  # fmt: skip
    return say("all rows are too high for one page: {pages} pages; upright, with --portrait, {turned} would do",
               pages=pages, turned=turned)  # fmt: skip


def small_words(page: str, smallest: float, larger: str | None) -> Message:
    """Return what is to be known of a drawing whose words are too small on its paper."""
    if larger is None:
        return say("the smallest words are {size} pt on {page}, too small to read", size=smallest, page=page)
    return say(
        "the smallest words are {size} pt on {page}, too small to read; {larger} would do",
        size=smallest,
        page=page,
        larger=larger,
    )
