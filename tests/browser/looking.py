"""What the tests of the page look at: where the drawing is, and how large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CARD = ".card >> nth={}"


# What a page does next it does in its next frame: a place is given, a size is seen, a text is said. At rest is a page
# of which neither the drawing nor the window has moved for some frames.
AT_REST = """calm => {
  const place = `${scrollX} ${scrollY}`;
  calm.frames = document.querySelector(".moving") || place !== calm.place ? 0 : calm.frames + 1;
  calm.place = place;
  return calm.frames > 3;
}"""


def settled(page: Page) -> None:
    """Wait until the page is at rest: nothing moves, and nothing is left for the next frame."""
    page.wait_for_function(AT_REST, arg=page.evaluate_handle("() => ({ frames: 0, place: null })"))


def scale(page: Page) -> float:
    """How large the drawing is: 1 is a point of it on a pixel of the page."""
    settled(page)
    found: float = page.evaluate("() => new DOMMatrix(getComputedStyle(document.getElementById('sheet')).transform).a")
    return found


def place(page: Page) -> tuple[float, float]:
    """Where the upper left corner of the drawing is."""
    settled(page)
    box = page.locator("#sheet").bounding_box()
    assert box is not None
    return (box["x"], box["y"])


def box_of(locator: Locator) -> Any:
    """The box of something on the page, once the page is at rest."""
    settled(locator.page)
    box = locator.bounding_box()
    assert box is not None
    return box


def boxes_of(locator: Locator) -> list[tuple[str, Any]]:
    """The markup and the box of all that is found and seen, once the page is at rest."""
    settled(locator.page)
    boxes: list[tuple[str, Any]] = locator.evaluate_all(
        """all => all.filter(one => one.checkVisibility() && one.getClientRects().length).map(one => {
            const { x, y, width, height } = one.getBoundingClientRect();
            return [one.outerHTML.slice(0, 200), { x, y, width, height }];
        })"""
    )
    return boxes


def step(page: Page, name: str) -> Locator:
    """The group of a step on the drawing."""
    return page.locator(f"#step-{name}")


def card(page: Page, name: str, number: int = 0) -> Locator:
    """The box of a card of a step, as it is for whom the drawing is shown: what one points at."""
    own = f"#step-{name}.card > rect, #step-{name} .card:not([hidden]) > rect:first-child"
    return page.locator(own).nth(number)


def in_view(page: Page, locator: Locator) -> bool:
    """Whether the middle of something is on the part of the stage that is seen."""
    settled(page)
    box, stage = box_of(locator), box_of(page.locator("#stage"))
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    inside_x: bool = stage["x"] < x < stage["x"] + stage["width"]
    inside_y: bool = stage["y"] < y < stage["y"] + stage["height"]
    return inside_x and inside_y


def classes(locator: Locator) -> set[str]:
    """The classes of an element."""
    return set((locator.get_attribute("class") or "").split())
