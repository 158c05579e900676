"""A shelf in a browser, from disk: its search, its tables on any screen, and that anybody can use it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from audit import ALL_BUT_COLOURS, CRITERIA, violations
from playwright.sync_api import expect

from journeymap.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
SHOWN = ("winkel-retour.yaml", "city-bike.yaml")
NARROW = {"width": 320, "height": 640}
MANY = "".join(
    f"  s{number}: {{customer: Fills in form {number}, frontstage: Reads it, uses: crm, next: s{number + 1}}}\n"
    for number in range(40)
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of three blueprints in a repository with two tags."""
    if shutil.which("git") is None:
        pytest.skip("needs git")
    work = tmp_path_factory.mktemp("work")
    for name in SHOWN:
        (work / name).write_bytes((BLUEPRINTS / name).read_bytes())
    (work / "forms.yaml").write_text(
        f"journeymap: 1\ntitle: Winkel forms\nsystems: {{crm: {{name: CRM}}}}\nsteps:\n{MANY}"
        "  s40: {customer: Done, end: helped}\n",
        encoding="utf-8",
    )
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"], ["tag", "v1"], ["tag", "v2"]):
        settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *settings, *words], cwd=work, check=True, capture_output=True)
    assert main(["site", str(work), "-o", str(work / "public"), "-q", "--lang", "en"]) == 0
    return work / "public"


@pytest.fixture
def opened(browser: Browser, shelf: Path) -> Iterator[Callable[..., Page]]:
    """Open a page of the shelf; at the end nothing was said on the console, and nothing asked for from elsewhere."""
    contexts, troubles, requests = [], [], []

    def opened(name: str = "index.html", **context: object) -> Page:
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **context}))
        page = contexts[-1].new_page()
        page.on("console", lambda said: said.type == "verbose" or troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto((shelf / name).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []
    assert [url for url in requests if not url.startswith("file:")] == []


def test_what_a_step_is_called_comes_before_the_title_of_its_service(opened):
    page = opened()
    page.get_by_role("searchbox").fill("winkel")
    expect(page.locator("#hits li")).to_have_count(30)
    first = page.locator("#hits a").first.inner_text()
    assert "winkel" in first.casefold()
    expect(page.locator("#number")).to_have_text(re.compile(r"^30 of \d+ steps with these words$"))
    page.get_by_role("searchbox").fill("FÖRM 39")
    expect(page.locator("#hits li")).to_have_count(1)
    expect(page.locator("#number")).to_be_hidden()
    page.get_by_role("searchbox").fill("nothing at all like this")
    expect(page.locator("#none")).to_be_visible()


def test_a_hit_leads_to_its_step(opened):
    page = opened()
    page.get_by_role("searchbox").fill("form 39")
    page.locator("#hits a").first.click()
    page.wait_for_url("**/forms.html#step=s39")


@pytest.mark.parametrize("name", ["index.html", "catalogue.html"])
def test_a_narrow_screen_shows_all_without_moving_sideways(opened, name):
    page = opened(name, viewport=NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    for cell in page.locator("tbody td").all()[:20]:
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW["width"]


def test_a_long_list_opens_where_it_is_asked_for(opened):
    page = opened("catalogue.html")
    row = page.get_by_role("row", name=re.compile("^CRM"))
    expect(row.get_by_text("and 30 more")).to_be_visible()
    expect(row.get_by_text("Fills in form 39")).to_be_hidden()
    row.get_by_text("and 30 more").click()
    expect(row.get_by_text("Fills in form 39")).to_be_visible()


def test_the_line_of_what_was_helped_is_told_in_words(opened):
    expect(opened().get_by_role("img", name=re.compile(r"^v1 \d+%, v2 \d+%, now \d+%$")).first).to_be_visible()


@pytest.mark.parametrize("name", ["index.html", "catalogue.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_anybody_can_use_it(opened, name, scheme):
    page = opened(name, color_scheme=scheme)
    if name == "index.html":
        page.get_by_role("searchbox").fill("form")
    assert violations(page, rules=CRITERIA) == []
    page.set_viewport_size(NARROW)
    assert violations(page, rules=ALL_BUT_COLOURS) == []
