"""The tour of the README on the page: makes a small service with the page alone, and a picture at each stop.

    python docs/tour.py

writes the pictures anew into `docs/tour/`. A test walks the same way and holds what was written against the README.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

FOLDER = Path(__file__).parent / "tour"
SIZE = {"width": 1180, "height": 600}
SERVICE = "Borrowing a cargo bike"
STEPS = ("Chooses a day", "Picks up the key", "Rides home", "Brings the bike back")
_PATIENCE = 120_000  # milliseconds


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder, and return the address of its shelf."""
    words = [sys.executable, "-m", "journeymap", "serve", str(folder), "--no-browser"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip() if process.stdout is not None else ""
        finally:
            process.kill()


def stops(page: Page, address: str) -> Iterator[str]:
    """Walk the tour, and yield the name of the picture to be made at each stop."""
    page.set_default_timeout(_PATIENCE)
    page.goto(address)
    page.get_by_label("What is the service called?").fill(SERVICE)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/borrowing-a-cargo-bike.html")
    page.wait_for_selector("html[data-live=on]", state="attached")
    page.locator("#first-step").click()
    _answer(page, "Sees the poster")
    for words in STEPS:
        page.keyboard.press("n")
        _answer(page, words)
    _close(page)
    yield "steps"
    _open(page, "brings-the-bike-back")
    _change(page, lambda: page.locator("#field-end").select_option("helped"))
    _open(page, "chooses-a-day")
    page.locator("#do-branch").click()
    page.locator("#question-answer").fill("Hears that no bike is free")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="how many go to").wait_for()
    _answer(page, "20")
    _open(page, "hears-that-no-bike")
    _change(page, lambda: page.locator("#field-end").select_option("refused"))
    _close(page)
    yield "choice"
    _open(page, "picks-up-the-key")
    page.locator("#field-wait").fill("2 days")
    _change(page, lambda: page.keyboard.press("Enter"))
    _open(page, "hears-that-no-bike")
    page.get_by_label("Frontstage", exact=True).fill("Says when one is free")
    _change(page, lambda: page.keyboard.press("Enter"))
    page.locator("#show-side").click()
    _close(page)
    yield "text"


def _change(page: Page, deed: object) -> None:
    """Do something that is written, and wait until it is drawn and its figures have come."""
    before = int(page.locator("html").get_attribute("data-version") or 0)
    deed()  # type: ignore[operator]
    page.wait_for_function(
        "before => { const { version, drawn, figures } = document.documentElement.dataset;"
        " return Number(version) > before && drawn === version && figures === version; }",
        arg=before,
    )


def _answer(page: Page, words: str) -> None:
    page.locator("#question-answer").fill(words)
    _change(page, lambda: page.keyboard.press("Enter"))


def _close(page: Page) -> None:
    """Close the panel, if it is open, and show everything."""
    page.keyboard.press("Escape")
    if page.locator("#close-panel").is_visible():
        page.locator("#close-panel").click()
    page.locator("#fit").click()
    page.locator("#stage").focus()
    page.locator("#peek").wait_for(state="hidden")


def _open(page: Page, step: str) -> None:
    page.locator(f"#step-{step}").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f'html[data-form="{step}"]', state="attached")


def main() -> None:
    """Make the pictures anew."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, reduced_motion="reduce")
        for name in stops(page, address):
            page.screenshot(path=FOLDER / f"{name}.png")
        print(next(Path(folder).glob("*.yaml")).read_text(encoding="utf-8"))
        browser.close()


if __name__ == "__main__":
    main()
