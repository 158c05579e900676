"""What readers do with mouse, wheel, fingers and window.

A browser tells the page of a gesture when it comes to it. Each gesture here ends once the page was told of it and is at
rest again, however long that takes.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from looking import settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

COUNT = """([event, count]) => {
  const arrivals = { left: count };
  const arrive = () => {
    arrivals.left -= 1;
    if (arrivals.left <= 0) window.removeEventListener(event, arrive, { capture: true });
  };
  window.addEventListener(event, arrive, { capture: true, passive: true });
  return arrivals;
}"""


@contextmanager
def arriving(page: Page, event: str, count: int = 1) -> Iterator[None]:
    """Wait until the page has been told so often of an event that is brought about within, and is at rest."""
    arrivals = page.evaluate_handle(COUNT, [event, count])
    yield
    page.wait_for_function("arrivals => arrivals.left <= 0", arg=arrivals)
    settled(page)


def point(page: Page, x: float, y: float) -> None:
    """Bring the pointer of the mouse to a place."""
    with arriving(page, "pointermove"):
        page.mouse.move(x, y)


def press(locator: Locator) -> None:
    """Click on something that can move with the drawing, once it is at rest."""
    settled(locator.page)
    with arriving(locator.page, "click"):
        locator.click()


def turn_wheel(page: Page, amount: float, times: int = 1) -> None:
    """Turn the wheel, so many pixels at a time; less than nothing is up."""
    for _ in range(times):
        with arriving(page, "wheel"):
            page.mouse.wheel(0, amount)


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press the button of the mouse at a place, and let it go at another."""
    point(page, *start)
    with arriving(page, "pointerup"):
        page.mouse.down()
        page.mouse.move(*end, steps=4)
        page.mouse.up()


def move_fingers(page: Page, *courses: list[tuple[float, float]]) -> None:
    """Put fingers down, each where its course begins, move them together, and lift them where their courses end."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, points: tuple[tuple[float, float], ...] = ()) -> None:
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    start, *others = zip(*courses, strict=True)
    with arriving(page, "pointerdown", len(courses)):
        touch("touchStart", start)
    with arriving(page, "pointerup", len(courses)):
        for points in others:
            touch("touchMove", points)
        touch("touchEnd")


def tap(locator: Locator) -> None:
    """Touch something shortly, again where the machine was so slow that the browser took it for a long touch."""
    page = locator.page
    clicks = page.evaluate_handle(COUNT, ["click", 1])
    while page.evaluate("clicks => clicks.left", clicks) > 0:
        with arriving(page, "pointerup"):
            locator.tap()


def resize(page: Page, width: int, height: int) -> None:
    """Give the window another size."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("size => innerWidth === size[0] && innerHeight === size[1]", arg=[width, height])
    settled(page)


def go_back(page: Page) -> None:
    """Go one entry of the history back."""
    with arriving(page, "hashchange"):
        page.evaluate("() => history.back()")


def go_forward(page: Page) -> None:
    """Go one entry of the history forward."""
    with arriving(page, "hashchange"):
        page.evaluate("() => history.forward()")
