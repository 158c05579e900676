"""The page as `serve` shows it: it follows the file, under the strictest policy that lets it."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from journeymap.config import Config
from journeymap.pipeline import check_file
from journeymap.serving.events import EventLog
from journeymap.serving.server import Server, server_for
from journeymap.serving.shelf import Places, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

BIKE = Path(__file__).parents[2] / "blueprints" / "city-bike.yaml"


@pytest.fixture
def bike(tmp_path: Path) -> Path:
    return Path(shutil.copy(BIKE, tmp_path / "city-bike.yaml"))


@pytest.fixture
def server(bike: Path) -> Iterator[Server]:
    places = Places(lambda: [str(bike)], lambda _: Config(), check_file, lambda: b"{}", None)
    server = server_for(Shelf(places, EventLog(), read_only=False), "Services", "en")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.answers.events.close()
    server.answers.shelf.close()
    server.shutdown()
    server.server_close()


def test_what_another_program_saves_is_shown(browser: Browser, server: Server, bike: Path):
    context = browser.new_context()
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(server.address)
    expect(page.locator("#told")).to_contain_text("Looks for a bike nearby")
    bike.write_bytes(bike.read_bytes().replace(b"Looks for a bike nearby", b"Searches for a bike"))
    expect(page.locator("#told")).to_contain_text("Searches for a bike")
    context.close()
    assert troubles == []


def test_another_page_in_the_same_browser_can_neither_read_nor_write(browser: Browser, server: Server, bike: Path):
    before = bike.read_bytes()
    context = browser.new_context()
    page = context.new_page()
    page.route("http://evil.example/**", lambda route: route.fulfill(body="<p>evil</p>", content_type="text/html"))
    page.goto("http://evil.example/")
    place = f"{server.address}edit/city-bike"
    answers = page.evaluate(
        """async (place) => {
          const tried = [];
          const ways = [["cors", "application/json"], ["cors", "text/plain"], ["no-cors", "text/plain"]];
          for (const [mode, type] of ways) {
            try {
              const answer = await fetch(place, {method: "POST", mode, headers: {"Content-Type": type}, body: "{}"});
              tried.push(answer.type === "opaque" ? "opaque" : await answer.text());
            } catch (error) { tried.push("refused"); }
          }
          try { tried.push((await fetch(place.replace("edit", "state"))).status); }
          catch (error) { tried.push("refused"); }
          return tried;
        }""",
        place,
    )
    assert set(answers) <= {"refused", "opaque"}
    page.set_content(f'<iframe src="{server.address}city-bike.html"></iframe>')
    frames = [frame for frame in page.frames if frame is not page.main_frame]
    assert all(frame.locator("#told").count() == 0 for frame in frames)
    context.close()
    assert bike.read_bytes() == before
