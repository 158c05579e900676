"""How fast the page opens and answers in Chromium: milliseconds a frame while zooming and moving.

    python benchmarks/page.py FILE.yaml …

For each file: how long it takes to write the page, how large it is, how long until Chromium shows it, and of fifty
frames the median and the slowest while the wheel turns, at the size at which it opens and with everything in sight. A
frame is the time from an event until the next picture is on the screen. Needs Chromium (on Debian the package
chromium, or a path in CHROMIUM) and the package playwright.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from journeymap.drawing import draw
from journeymap.pipeline import check_file
from journeymap.plugins import instance

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
TURN = """async (sideways) => {
  const stage = document.getElementById("stage"), box = stage.getBoundingClientRect(), times = [];
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  for (let turn = 0; turn < 50; turn++) {
    const delta = sideways ? { deltaX: turn % 20 < 10 ? 120 : -120 } : { deltaY: turn % 20 < 10 ? -100 : 100 };
    const before = performance.now();
    stage.dispatchEvent(new WheelEvent("wheel",
      { ...delta, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, cancelable: true }));
    await painted();
    times.push(performance.now() - before);
  }
  times.sort((one, other) => one - other);
  return [times[25], times[49]];
}"""


def frames(page: Page, *, sideways: bool) -> str:
    """Median and slowest frame, in milliseconds."""
    page.wait_for_timeout(800)
    middle, worst = page.evaluate(TURN, sideways)
    return f"{middle:6.1f} {worst:7.1f}"


def main(files: list[str]) -> None:
    """Print a line a file."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("there is no Chromium: on Debian `apt-get install chromium`, or name one in CHROMIUM")
    exporter = instance("exporters", "EXPORTER", "html")
    print("                 steps  write s      MB   open s     zoom ms       move ms     zoom ms, all in sight")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        for name in files:
            begin = time.perf_counter()
            result = check_file(name)
            if result.journey is None:
                sys.exit(f"{name} is no blueprint")
            (part,) = exporter.render(draw(result.journey, result.diagnostics, result.accepted))
            written = time.perf_counter() - begin
            file = Path(folder) / "page.html"
            file.write_bytes(part.content)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            begin = time.perf_counter()
            page.goto(file.as_uri())
            page.screenshot()
            opened = time.perf_counter() - begin
            figures = [frames(page, sideways=False), frames(page, sideways=True)]
            page.click("#fit")
            figures.append(frames(page, sideways=False))
            steps, size = len(result.journey.blueprint.steps), len(part.content) / 1e6
            print(f"{Path(name).stem:16} {steps:5} {written:8.2f} {size:7.2f} {opened:8.2f} {'  '.join(figures)}")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:] or sys.exit(__doc__))
