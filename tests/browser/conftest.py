"""Browsers that open pages from disk, and fail a test whose page says anything is wrong."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pages_for_tests import CASES, drawing_of, html_of
from playwright.sync_api import expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIREFOX = ("firefox-esr", "firefox")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# In Firefox what a reader prefers holds for all pages: no motion, and light colours.
PREFERENCES = {"ui.prefersReducedMotion": 1, "layout.css.prefers-color-scheme.content-override": 1}
WIDE = {"width": 1280, "height": 800}
PATIENCE = 120_000  # milliseconds: not how long anything takes, but when a test that waits in vain gives up

expect.set_options(timeout=PATIENCE)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test of a page in Chromium, and in Firefox but for what that one cannot do."""
    if "browser" in metafunc.fixturenames:
        browsers = [pytest.param("chromium", marks=pytest.mark.browser)]
        if metafunc.definition.get_closest_marker("only_chromium") is None:
            browsers.append(pytest.param("firefox", marks=pytest.mark.firefox))
        metafunc.parametrize("browser", browsers, indirect=True, scope="session")


def program(variable: str, names: Iterable[str], package: str) -> str:
    """Return the program of a browser. Without it the tests are left out and say so."""
    path = os.environ.get(variable) or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip(f"there is no {package} to drive: on Debian `apt-get install {package}`, or name one in {variable}")
    return path


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers, started once. Where it cannot start the tests are left out and say so."""
    alone = subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True, check=False)
    if alone.returncode:
        pytest.skip(f"playwright cannot start: {alone.stderr.decode(errors='replace').strip()}")
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(
    request: pytest.FixtureRequest, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser, started once."""
    if request.param == "firefox":
        relay = tmp_path_factory.mktemp("firefox") / "relay"
        words = [
            sys.executable,
            Path(__file__).with_name("firefox_relay.py"),
            program("FIREFOX", FIREFOX, "firefox-esr"),
        ]
        relay.write_text(f'#!/bin/sh\nexec {" ".join(shlex.quote(str(word)) for word in words)} "$@"\n')
        relay.chmod(0o755)
        started = playwright.firefox.launch(
            channel="moz-firefox", executable_path=relay, firefox_user_prefs=PREFERENCES, timeout=PATIENCE
        )
    else:
        path = program("CHROMIUM", CHROMIUM, "chromium")
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, timeout=PATIENCE)
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
        page.on("pageerror", lambda error: self.hear(f"error: {error}"))
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
        page.set_default_timeout(PATIENCE)
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
