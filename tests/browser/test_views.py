"""Paths, personas, rows, the text, colours and paper."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from gestures import press
from looking import box_of, card, classes, in_view, step
from pages_for_tests import CASES, drawing_of, html_of
from playwright.sync_api import expect
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


def on_path(page: Page) -> list[str]:
    """The steps that are lit, from left to right as they are told."""
    ids: list[str] = page.locator("[data-step].on").evaluate_all("all => all.map(one => one.id.slice(5))")
    return ids


def test_the_way_in_is_the_likeliest_from_a_start(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, "#step=visit")
    page.click("#way-in")
    links = page.locator("#trail a").all_inner_texts()
    assert [text.split(". ")[1] for text in links] == [
        "Sees water on the wall", "Calling", "Plans plumber and route", "Lets the plumber in"
    ]  # fmt: skip
    assert set(on_path(page)) == {"leak", "call", "plan", "visit"}
    assert "faint" in classes(step(page, "form"))
    lit = page.locator(".arrow.on:not([hidden])").evaluate_all(
        "all => all.map(one => one.dataset.from + '>' + one.dataset.to)"
    )
    assert sorted(lit) == ["0>1", "1>4", "4>5"]
    expect(page.locator("#live")).to_contain_text("Way in, 4 steps")


def test_the_way_out_leads_to_a_good_end_else_to_any(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, "#step=form")
    page.click("#way-out")
    assert on_path(page) == ["form", "plan", "visit", "done"]
    page = visit(repair, "#step=quit")
    page.click("#way-out")
    expect(page.locator("#trail")).to_contain_text("No way to a good end")
    assert on_path(page) == ["quit"]
    page = visit(repair, "#step=lost")
    page.click("#way-out")
    expect(page.locator("#trail")).to_contain_text("No way leads from here to an end.")
    page.click("#way-in")
    expect(page.locator("#trail")).to_contain_text("No way leads here from a start.")


def test_following_ends_and_everything_is_strong_again(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, "#step=visit")
    page.click("#way-in")
    page.click("#trail-end")
    expect(page.locator("#trail")).to_be_hidden()
    assert page.locator("#drawn .faint, #drawn .on").count() == 0
    page.click("#way-out")
    page.keyboard.press("Escape")
    expect(page.locator("#trail")).to_be_hidden()


def test_a_path_is_that_of_the_chosen_persona(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, "#step=quit")
    page.select_option("#persona", label="Gerrit, 78, no smartphone")
    page.click("#way-in")
    expect(page.locator("#trail")).to_contain_text("No way leads here from a start.")


def test_a_path_that_is_followed_is_found_anew_for_another_persona(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, "#step=quit&way=in")
    expect(page.locator("#trail")).to_contain_text("Way in, 3 steps")
    page.select_option("#persona", label="Gerrit, 78, no smartphone")
    expect(page.locator("#trail")).to_contain_text("No way leads here from a start.")
    assert on_path(page) == ["quit"]


@pytest.mark.parametrize("viewport", [{"width": 1024, "height": 768}, {"width": 390, "height": 844}])
def test_the_words_of_a_path_cover_nothing_of_the_drawing(
    visit: Callable[..., Page], repair: bytes, viewport: dict[str, int]
):
    page = visit(repair, "#step=visit&way=in", viewport=viewport)
    trail, stage = box_of(page.locator("#trail")), box_of(page.locator("#stage"))
    assert stage["y"] >= trail["y"] + trail["height"] - 1
    assert in_view(page, card(page, "visit"))


def test_a_way_is_a_switch(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, "#step=visit")
    way = page.locator("#way-in")
    expect(way).to_have_attribute("aria-pressed", "false")
    way.click()
    expect(way).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#way-out")).to_have_attribute("aria-pressed", "false")
    way.click()
    expect(way).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#trail")).to_be_hidden()


def test_the_mark_of_the_findings_goes_to_a_card_that_is_still_there(page: Page):
    pin = step(page, "call").locator(".pin:not([hidden])")
    before = box_of(pin)
    page.click("#show-rows")
    page.locator("#rows label", has_text="Tenant").click()
    desk = box_of(card(page, "call", 2))
    moved = box_of(pin)
    assert moved["height"] == pytest.approx(before["height"], abs=0.5)
    assert moved["y"] + moved["height"] / 2 == pytest.approx(desk["y"], abs=2)
    assert desk["x"] < moved["x"] < desk["x"] + desk["width"]
    expect(step(page, "leak").locator("rect").first).to_be_hidden()
    page.locator("#rows label", has_text="Tenant").click()
    assert box_of(pin) == pytest.approx(before, abs=0.5)


def test_a_persona_makes_faint_what_it_never_comes_to_and_shows_its_own_curve(page: Page):
    everyone = page.locator('.emotion[data-for="everyone"]')
    elder = page.locator('.emotion[data-for="1"]')
    expect(everyone).to_be_visible()
    expect(elder).to_be_hidden()
    plain = step(page, "quit").locator("text").first.evaluate("one => getComputedStyle(one).fill")
    page.select_option("#persona", label="Gerrit, 78, no smartphone")
    assert "faint" in classes(step(page, "quit"))
    assert "faint" not in classes(step(page, "visit"))
    assert step(page, "quit").locator("text").first.evaluate("one => getComputedStyle(one).fill") != plain
    faint = page.locator(".arrow.faint").evaluate_all("all => all.map(one => one.dataset.from + '>' + one.dataset.to)")
    assert "1>4" not in faint
    heading = page.locator("#drawn > .heading:not([hidden])")
    expect(heading).to_have_count(1)
    expect(heading).to_contain_text("Gerrit, 78, no smartphone: ")
    expect(elder).to_be_visible()
    expect(everyone).to_be_hidden()
    press(card(page, "call", 1))
    expect(page.locator("#panel")).to_contain_text("Gerrit, 78, no smartphone comes here 1 time on average")
    page.click("#close-panel")
    page.keyboard.press("Escape")
    press(card(page, "quit"))
    expect(page.locator("#panel")).to_contain_text("Gerrit, 78, no smartphone never comes here")
    page.select_option("#persona", label="All customers")
    assert page.locator("#drawn .faint").count() == 0
    expect(everyone).to_be_visible()
    expect(page.locator("#drawn > .heading:not([hidden])")).not_to_contain_text("Gerrit")


def words_seen(page: Page) -> str:
    """All words of the drawing that are there now, without where lines are broken."""
    seen: list[str] = page.locator("#drawn text").evaluate_all(
        "all => all.filter(one => !one.closest('[hidden], .is-off')).map(one => one.textContent)"
    )
    return " ".join(seen)


def test_a_persona_has_its_own_shares_widths_figures_and_headline_and_nothing_of_another(page: Page):
    def width() -> str:
        shown = page.locator('.arrow.flow[data-from="1"][data-to="4"]:not([hidden]) path').nth(1)
        return shown.get_attribute("stroke-width") or ""

    everyone, for_all = words_seen(page), width()
    assert "Tenant: of 100, 77 are helped; 4 give up, 19 are refused." in everyone
    assert "emotion −2" in everyone
    assert "4 gave up" in everyone
    page.select_option("#persona", label="Gerrit, 78, no smartphone")
    elder, for_elder = words_seen(page), width()
    assert "Gerrit, 78, no smartphone: of 100, 80 are helped; 20 are refused." in elder
    for words in ("Fatima", "4 gave up", "Tenant: of 100"):
        assert words not in elder
    page.select_option("#persona", label="Fatima, works by day")
    worker, for_worker = words_seen(page), width()
    for words in ("Fatima, works by day: of 100, ", "7 gave up"):
        assert words in worker
    for words in ("Gerrit", "4 gave up"):
        assert words not in worker
    assert len({for_all, for_elder, for_worker}) == 3
    page.select_option("#persona", label="All customers")
    assert words_seen(page) == everyone
    assert width() == for_all


def test_a_page_that_was_drawn_for_a_persona_begins_with_it(visit: Callable[..., Page]):
    page = visit(html_of(drawing_of(CASES / "repair.yaml", persona="elder")))
    assert page.locator("#persona option:checked").inner_text() == "Gerrit, 78, no smartphone"
    assert "faint" in classes(step(page, "quit"))


def test_a_row_that_is_off_leaves_no_gap_and_comes_back(page: Page):
    before = page.locator("#drawn").evaluate("one => one.innerHTML")
    height = box_of(page.locator("#sheet svg"))["height"]
    evidence = box_of(page.locator('[data-part="0"] > rect').first)
    customer = box_of(page.locator('[data-part="1"] > rect').first)
    page.click("#show-rows")
    page.locator("#rows label", has_text="Physical evidence").click()
    expect(step(page, "call").locator("[data-row='0']")).to_be_hidden()
    moved = box_of(page.locator('[data-part="1"] > rect').first)
    assert moved["y"] == pytest.approx(customer["y"] - evidence["height"], abs=2)
    assert box_of(page.locator("#sheet svg"))["height"] == pytest.approx(height - evidence["height"], abs=2)
    expect(page.locator("#live")).to_have_text("Physical evidence hidden")
    page.locator("#rows label", has_text="Emotion").click()
    expect(page.locator(".emotion").first).to_be_hidden()
    page.locator("#rows label", has_text="Planner").click()
    expect(step(page, "plan").locator("[data-row]").first).to_be_hidden()
    for name in ("Physical evidence", "Emotion", "Planner"):
        page.locator("#rows label", has_text=name).click()
    expect(step(page, "plan")).to_be_visible()
    assert box_of(page.locator("#sheet svg"))["height"] == pytest.approx(height, abs=0.1)
    after = page.locator("#drawn").evaluate("one => one.innerHTML")
    assert len(shapes(after)) == len(shapes(before))
    assert all(a == pytest.approx(b, abs=0.06) for a, b in zip(shapes(after), shapes(before), strict=True))
    page.keyboard.press("Escape")
    expect(page.locator("#rows")).to_be_hidden()
    expect(page.locator("#show-rows")).to_be_focused()


def test_rows_that_were_not_asked_for_are_off_at_first_and_can_be_had(page: Page):
    height = box_of(page.locator("#sheet svg"))["height"]
    given_up = page.locator("#drawn > .sacrifice:not([hidden])")
    expect(given_up).to_be_hidden()
    page.click("#show-rows")
    expect(page.locator("#rows label", has_text="Sacrifice").locator("input")).not_to_be_checked()
    page.locator("#rows label", has_text="Sacrifice").click()
    expect(given_up).to_be_visible()
    assert box_of(page.locator("#sheet svg"))["height"] > height + 20


def test_of_a_part_the_other_steps_are_told_too(visit: Callable[..., Page]):
    page = visit(html_of(drawing_of(CASES / "repair.yaml", focus="call", depth=1)), "#step=call")
    assert page.locator("[data-step]").count() < 9
    page.click("#way-out")
    expect(page.locator("#trail")).to_contain_text("Way out, 4 steps")
    page.locator("#trail a", has_text="The wall is dry").click()
    expect(page.locator("#panel-title")).to_have_text("7. The wall is dry")
    expect(page.locator("#mark")).to_be_hidden()
    page.click("#way-in")
    page.click("#close-panel")
    page.fill("#search", "wall is dry")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("7. The wall is dry")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()


def shapes(markup: str) -> list[list[float]]:
    """All places and sizes in a piece of SVG."""
    found = re.findall(r' (?:d|x|y|cx|cy|width|height)="([^"]*)"', markup)
    return [[float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)] for text in found]


def test_the_text_holds_every_step_and_leads_back_to_the_drawing(page: Page):
    page.click("#show-text")
    text = page.locator("#text")
    expect(text).to_be_visible()
    expect(text).to_be_focused()
    assert page.locator("#text .told-step").count() == 9
    page.locator("#text a", has_text="Lets the plumber in").first.click()
    expect(page.locator('[id="step=visit"]')).to_be_in_viewport()
    page.click("#show-text")
    expect(text).to_be_hidden()
    expect(card(page, "call")).to_be_visible()


@pytest.mark.only_chromium("Firefox cannot be told to run no script")
def test_without_a_script_drawing_and_text_are_there(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, java_script_enabled=False)
    assert page.locator("#scene").is_visible()
    assert page.locator("#text .told-step").last.is_visible()


@pytest.mark.only_chromium("Firefox has the same preferences for all pages")
def test_dark_colours_follow_the_system_and_the_switch(visit: Callable[..., Page], repair: bytes):
    def ground(page: Page) -> int:
        colour = page.locator("#drawn > .paper > rect").evaluate("one => getComputedStyle(one).fill")
        return sum(int(part) for part in re.findall(r"\d+", colour)[:3])

    page = visit(repair, color_scheme="light")
    assert ground(page) > 600
    page.click("#dark")
    assert ground(page) < 150
    expect(page.locator("#dark")).to_have_attribute("aria-pressed", "true")
    page = visit(repair, color_scheme="dark")
    assert ground(page) < 150
    page.click("#dark")
    assert ground(page) > 600


@pytest.mark.only_chromium("Firefox has the same preferences for all pages")
def test_a_reader_with_colours_of_their_own_sees_only_those(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, forced_colors="active")
    drawn = "[...document.querySelectorAll('#drawn rect, #drawn path, #drawn text, #drawn circle')]"
    colours = page.evaluate(
        f"() => [...new Set({drawn}.flatMap(one => [getComputedStyle(one).fill, getComputedStyle(one).stroke]))]"
    )
    assert set(colours) <= {"none", "rgb(0, 0, 0)", "rgb(255, 255, 255)"}
    assert len(colours) == 3


def test_paper_gets_the_drawing_on_lying_pages_and_then_the_text(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, color_scheme="dark")
    press(card(page, "call", 1))
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = [(round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) for sheet in pdf.pages]
    lying = sum(width > height for width, height in sizes)
    assert lying >= 1
    assert all(width > height for width, height in sizes[:lying])
    assert len(sizes) > lying
    drawn = "".join("".join(sheet.extract_text().split()) for sheet in pdf.pages[:lying])
    told = "".join("".join(sheet.extract_text().split()) for sheet in pdf.pages[lying:])
    assert "Looksforthenumberandcalls" in drawn
    for words in ("Calling", "5-12min", "Findings", "promisewhatcanbekept"):
        assert words in told
    assert "Search" not in drawn + told


def test_the_page_speaks_the_language_of_the_drawing(visit: Callable[..., Page]):
    page = visit(html_of(drawing_of(CASES / "repair.yaml", language="nl")))
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.locator("#scene").get_attribute("lang") == "en"
    assert page.locator("#show-findings").inner_text().startswith("Bevindingen")
    page.click("#show-findings")
    expect(page.locator("#panel-title")).to_have_text("Bevindingen")
