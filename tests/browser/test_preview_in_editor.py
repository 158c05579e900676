"""The preview of the extension for Visual Studio Code: its picture and the text beside it know each other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap import draw

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PREVIEW = Path(__file__).parents[2] / "editors" / "vscode" / "src" / "preview.ts"


def test_picture_and_text_know_each_other_in_the_preview(browser: Browser, tmp_path: Path) -> None:
    frame = re.search(r"const FRAME = `(.*?)`;", PREVIEW.read_text(encoding="utf-8"), re.DOTALL)
    assert frame is not None
    host = "window.said = []; function acquireVsCodeApi() { return { postMessage: (message) => said.push(message) }; }"
    blueprint = tmp_path / "bike.yaml"
    blueprint.write_text(
        "journeymap: 1\nsteps:\n  take: {customer: Takes a bike, next: ride}\n  ride: {customer: Rides, end: helped}\n"
    )
    content = draw(blueprint).parts("html")[0].decode()
    page = browser.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text))
    page.set_content(frame[1].replace("<script>", f"<script>{host}</script><script>", 1))
    page.evaluate("page => window.postMessage({page, step: 'ride'})", content)
    inner = page.frame_locator("iframe")
    inner.locator("#panel h2", has_text="Rides").wait_for()
    inner.locator("#step-take.card > rect, #step-take .card > rect:first-child").first.click()
    page.wait_for_function("said.length")
    assert page.evaluate("said") == [{"step": "take"}]
    assert problems == []
    page.close()
