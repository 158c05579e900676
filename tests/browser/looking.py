"""What the tests of the page look at: where the drawing is, and how large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CARD = ".card >> nth={}"


def settled(page: Page) -> None:
    """Wait until nothing moves any more."""
    page.wait_for_function("() => !document.querySelector('.moving')")


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
    """The box of something on the page."""
    box = locator.bounding_box()
    assert box is not None
    return box


def step(page: Page, name: str) -> Locator:
    """The group of a step on the drawing."""
    return page.locator(f"#step-{name}")


def card(page: Page, name: str, number: int = 0) -> Locator:
    """The box of a card of a step: what one points at."""
    return page.locator(f"#step-{name}.card > rect, #step-{name} .card > rect:first-child").nth(number)


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
