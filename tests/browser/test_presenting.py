"""Presenting: the likeliest way, then where it hurts most; and what goes on paper."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from audit import violations
from gestures import go_back, press
from looking import box_of, card, in_view, scale, settled, step
from pages_for_tests import CASES, drawing_of, html_of
from playwright.sync_api import expect
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
NARROW = {"width": 320, "height": 640}


def fragment(page: Page) -> str:
    """What stands behind the sign in the address."""
    found: str = page.evaluate("() => location.hash")
    return found


def lit(page: Page) -> set[str]:
    """The steps that stand out."""
    ids: list[str] = page.locator("[data-step].on").evaluate_all("all => all.map(one => one.id.slice(5))")
    return set(ids)


def test_the_keyboard_alone_goes_through_the_presentation_and_out_again(page: Page):
    page.locator("#stage").focus()
    page.keyboard.press("p")
    title = page.locator("#presenter-title")
    expect(title).to_be_focused()
    expect(title).to_have_text("Tenant: of 100, 77 are helped; 4 give up, 19 are refused.")
    expect(page.locator("#presenter")).to_contain_text("The likeliest way: ")
    expect(page.locator("#presenter-count")).to_have_text("1 of 3")
    assert lit(page) == {"leak", "call", "plan", "visit", "done"}
    assert fragment(page) == "#present=1"
    page.keyboard.press("ArrowRight")
    expect(title).to_contain_text("Calling")
    expect(page.locator("#presenter-lead")).to_have_text("Where it hurts, 1")
    expect(page.locator("#live")).to_contain_text("2 of 3. Where it hurts, 1. Calling")
    assert lit(page) == {"call"}
    assert in_view(page, card(page, "call"))
    page.keyboard.press(" ")
    expect(title).to_contain_text("Hears that it is at own expense")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#presenter-count")).to_have_text("3 of 3")
    page.keyboard.press("Home")
    expect(page.locator("#presenter-count")).to_have_text("1 of 3")
    page.keyboard.press("End")
    page.keyboard.press("PageUp")
    expect(page.locator("#presenter-count")).to_have_text("2 of 3")
    page.keyboard.press("Escape")
    expect(page.locator("#presenter")).to_be_hidden()
    expect(page.locator("#stage")).to_be_focused()
    assert page.locator("#drawn .faint").count() == 0
    assert fragment(page) == ""
    page.click("#present")
    page.click("#present-end")
    expect(page.locator("#present")).to_be_focused()


def test_a_screen_can_be_shared_and_the_way_back_turns_back(page: Page, visit: Callable[..., Page], repair: bytes):
    page.select_option("#persona", label="Fatima, works by day")
    page.click("#present")
    page.click("#present-next")
    assert fragment(page) == "#present=2&persona=worker"
    other = visit(repair, fragment(page))
    expect(other.locator("#presenter-count")).to_have_text("2 of 3")
    expect(other.locator("#presenter-title")).to_have_text(page.locator("#presenter-title").inner_text())
    expect(other.locator("#presenter")).to_contain_text("7 give up here")
    assert in_view(other, card(other, "call"))
    go_back(page)
    expect(page.locator("#presenter-count")).to_have_text("1 of 3")
    go_back(page)
    expect(page.locator("#presenter")).to_be_hidden()


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.only_chromium("an audit of the same page twice tells no more")
def test_everybody_can_use_the_presentation(visit: Callable[..., Page], language: str, number: int):
    page = visit(html_of(drawing_of(CASES / "repair.yaml", language=language)), f"#present={number}")
    expect(page.locator("#presenter")).to_be_visible()
    assert violations(page) == []


@pytest.mark.only_chromium("an audit of the same page twice tells no more")
@pytest.mark.parametrize("address", ["#present=2", "#found", "#text", "#step=call&persona=elder"])
def test_nothing_scrolls_sideways_on_a_narrow_screen(visit: Callable[..., Page], repair: bytes, address: str):
    page = visit(repair, address, viewport=NARROW)
    settled(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]
    for tool in page.locator("button:visible").all():
        box = box_of(tool)
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW["width"]


def test_at_first_the_whole_width_is_in_sight_from_the_head_down(visit: Callable[..., Page], repair: bytes):
    for width in (1280, 700):
        page = visit(repair, viewport={"width": width, "height": 600})
        stage, sheet = box_of(page.locator("#stage")), box_of(page.locator("#scene"))
        assert sheet["x"] >= stage["x"]
        assert sheet["x"] + sheet["width"] <= stage["x"] + stage["width"]
        assert sheet["y"] >= stage["y"]
        assert scale(page) == pytest.approx(min((width - 24) / (sheet["width"] / scale(page)), 1.6), rel=0.01)


def test_a_row_that_is_off_leaves_a_strip_in_which_the_lines_of_others_stay_apart(page: Page):
    def courses() -> list[list[float]]:
        """Where the lines run level, line by line, of those that are seen."""
        levels: list[list[float]] = page.locator(".arrow:not(.is-off):not([hidden])").evaluate_all(
            """all => all.map(one => {
              const course = one.querySelectorAll('path')[1].getAttribute('d');
              return [...course.matchAll(/(-?[\\d.]+)H/g)].map(piece => Number(piece[1]));
            })"""
        )
        return levels

    page.click("#show-rows")
    before = {level for own in courses() for level in own}
    page.locator("#rows label", has_text="Planner").click()
    page.locator("#rows label", has_text="Plumber").click()
    after = {level for own in courses() for level in own}
    assert len(after) <= len(before)
    shown = page.locator("[data-row]:not(.is-off):not([hidden]) > rect:first-child")
    heights = [float(height) for height in shown.evaluate_all("all => all.map(one => one.getAttribute('height'))")]
    assert min(heights) > 20
    for text in page.locator(".label:not(.is-off):not([hidden]) rect").evaluate_all(
        "all => all.map(one => one.getAttribute('height'))"
    ):
        assert float(text) > 8


def test_the_marks_of_a_search_go_when_a_step_is_chosen(page: Page):
    page.fill("#search", "plumber")
    assert page.locator("#drawn .hit").count() > 1
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator("#drawn .hit")).to_have_count(0)
    expect(page.locator("#search")).to_have_value("")


def test_the_names_of_the_lines_stay_in_sight(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, "#step=visit", viewport={"width": 700, "height": 700})
    for _ in range(4):
        page.click("#zoom-in")
    page.click("#close-panel")
    for _ in range(3):
        page.click("#go-down")
    settled(page)
    names = page.locator("#names > .line-name:visible")
    assert "Line of interaction" in [name.capitalize() for name in names.all_inner_texts()]
    stage = box_of(page.locator("#stage"))
    for name in names.all():
        box = box_of(name)
        assert box["x"] + box["width"] <= stage["x"] + stage["width"] + 1


def on_paper(page: Page) -> PdfReader:
    """What comes out of the printer; what was chosen for it is forgotten then."""
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))


def words_on(pdf: PdfReader) -> str:
    """All words on paper, without spaces."""
    return "".join("".join(sheet.extract_text().split()) for sheet in pdf.pages)


def printed(page: Page) -> str:
    """All words that are printed, without spaces."""
    return words_on(on_paper(page))


@pytest.mark.only_chromium("Firefox makes no PDF for a driver")
def test_the_page_asks_what_to_print_and_the_drawing_alone_is_one_click(page: Page):
    page.evaluate("() => { window.print = () => { window.asked = (window.asked || 0) + 1; }; }")
    page.click("#print")
    expect(page.locator("#print-choice")).to_be_visible()
    page.click("#print-alone")
    expect(page.locator("#print-choice")).to_be_hidden()
    assert page.evaluate("() => window.asked") == 1
    pdf = on_paper(page)
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in pdf.pages)
    drawing = words_on(pdf)
    assert "Looksforthenumberandcalls" in drawing
    assert "Theblueprintastext" not in drawing
    page.click("#print")
    page.locator("#print-form label", has_text="Drawing").click()
    page.locator("#print-form label", has_text="The blueprint as text").click()
    page.click("#print-form [type=submit]")
    findings = printed(page)
    assert "promisewhatcanbekept" in findings
    assert "Theblueprintastext" not in findings
    everything = printed(page)
    for words in ("Looksforthenumberandcalls", "Theblueprintastext", "promisewhatcanbekept"):
        assert words in everything


@pytest.mark.only_chromium("Firefox makes no PDF for a driver")
def test_a_persona_that_was_chosen_is_what_is_printed(page: Page):
    page.select_option("#persona", label="Gerrit, 78, no smartphone")
    page.evaluate("() => { window.print = () => {}; window.dispatchEvent(new Event('beforeprint')); }")
    words = printed(page)
    assert "Gerrit,78,nosmartphone:of100,80arehelped;20arerefused." in words
    assert "Tenant:of100,77" not in words.partition("Theblueprintastext")[0]
    press(card(page, "call"))
    expect(step(page, "call")).to_be_visible()


@pytest.mark.only_chromium("an address is read alike everywhere")
def test_an_earlier_version_can_be_seen_without_what_is_new_and_the_new_one_without_what_is_gone(
    visit: Callable[..., Page], tmp_path: Path
):
    before, now = (str(BLUEPRINTS / f"supermarkt-parkeren{name}.yaml") for name in ("", "-to-be"))
    file = tmp_path / "compared.html"
    command = ["draw", now, "--against", before, "--lang", "en", "-q", "-o", str(file)]
    subprocess.run([sys.executable, "-m", "journeymap", *command], check=True)
    page = visit(file.read_bytes())
    new, gone = page.locator("#drawn .card[data-change=new]"), page.locator("#drawn .card[data-change=gone]")
    expect(new.first).to_be_visible()
    expect(gone.first).to_be_visible()
    page.select_option("#compared", "before")
    expect(new.first).to_be_hidden()
    expect(gone.first).to_be_visible()
    assert fragment(page) == "#compared=before"
    page.select_option("#compared", "after")
    expect(new.first).to_be_visible()
    expect(gone.first).to_be_hidden()
    go_back(page)
    expect(page.locator("#compared")).to_have_value("before")
    assert violations(page) == []


@pytest.mark.only_chromium("what is not compared is so everywhere")
def test_without_an_earlier_version_there_is_no_choice_of_versions(visit: Callable[..., Page], repair: bytes):
    expect(visit(repair, "#compared=before").locator("#compared-choice")).to_be_hidden()
