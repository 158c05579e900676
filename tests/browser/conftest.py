"""A headless Chromium that opens pages from disk, and fails a test whose page says anything is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pages_for_tests import CASES, drawing_of, html_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once. Without it the tests are left out and say so; in CI they fail."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    reason = None
    if program is None:
        reason = "there is no Chromium to drive: on Debian `apt-get install chromium`, or name one in CHROMIUM"
    else:
        driver_alone = subprocess.run(
            [sys.executable, "-m", "playwright", "--version"], capture_output=True, check=False
        )
        if driver_alone.returncode:
            reason = f"playwright cannot start: {driver_alone.stderr.decode(errors='replace').strip()}"
    if reason is not None:
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def repair() -> bytes:
    """The page of a blueprint with personas, findings, an accepted choice, several lanes and ends."""
    return html_of(drawing_of(CASES / "repair.yaml"))


class Visit:
    """A page that was opened, and all that went wrong with it."""

    def __init__(self, page: Page, says: str) -> None:
        self.says = says
        self.troubles: list[str] = []
        self.requests: list[str] = []
        # What Chromium calls verbose are hints to those who measure speed.
        page.on("console", lambda said: said.type == "verbose" or self.hear(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("request", lambda request: self.requests.append(request.url))

    def hear(self, said: str) -> None:
        """Keep what was said, unless the test wants to hear it."""
        if not self.says or self.says not in said:
            self.troubles.append(said)


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open a page from a file; at the end it must have said nothing on the console and asked for nothing else.

    `says` is what a test wants the console to say.
    """
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def opened(content: bytes, fragment: str = "", says: str = "", **context: Any) -> Page:
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_bytes(content)
        contexts.append(browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **context}))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        visits.append(Visit(page, says))
        page.goto(file.as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    for one in visits:
        assert one.troubles == []
        assert [url for url in one.requests if not url.startswith("file:")] == []


@pytest.fixture
def page(visit: Callable[..., Page], repair: bytes) -> Page:
    """The page of the blueprint of a repair."""
    return visit(repair)
