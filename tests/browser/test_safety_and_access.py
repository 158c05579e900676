"""No text of a blueprint runs, and everybody can use the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attacks import ATTACKS, hostile, policy_against_a_script
from audit import ALL_BUT_COLOURS, COLOURS, violations
from gestures import press
from looking import boxes_of, card, in_view, step
from pages_for_tests import html_of
from playwright.sync_api import expect

from journeymap.analysis import Journey
from journeymap.drawing import draw
from journeymap.model.blueprint import Blueprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page


def page_of_attacks() -> bytes:
    """A page whose every text, id and address wants to be code."""
    result = hostile()
    assert result.journey is not None
    return html_of(draw(result.journey, result.diagnostics, result.accepted))


def test_a_hostile_blueprint_runs_no_script_wherever_it_is_shown(visit: Callable[..., Page]):
    page = visit(page_of_attacks())
    for number, attack in enumerate(ATTACKS):
        group = page.locator(f"[data-step='{number}']")
        group.locator(".card > rect").first.dispatch_event("click")
        title = page.locator("#panel-title").inner_text()
        assert " ".join(attack.split()) in title
        group.locator(".card > rect").first.dispatch_event("pointerover", {"bubbles": True})
    page.click("#way-in")
    page.click("#way-out")
    page.click("#show-findings")
    page.fill("#search", "script")
    page.keyboard.press("Enter")
    page.select_option("#persona", "0")
    page.click("#show-text")
    assert page.evaluate("() => window.ran") is None
    assert page.locator("script").count() == 3
    assert page.locator("img, iframe, object, embed, [onload], [onerror], [onmouseover]").count() == 0


def test_every_step_of_a_hostile_blueprint_can_be_linked_to(visit: Callable[..., Page]):
    page = visit(page_of_attacks())
    for number in range(len(ATTACKS)):
        address = page.locator(f"#told [data-told='{number}']").get_attribute("id")
        page.evaluate("address => { location.hash = '#' + address; }", address)
        expected = page.locator(f"#told [data-told='{number}'] h4").text_content()
        expect(page.locator("#panel-title")).to_have_text(expected or "")


def test_the_policy_stops_what_would_get_in(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, says="script-src")
    assert policy_against_a_script(page) == "script-src-elem"
    assert page.evaluate("() => window.ran") is None


def open_one_after_the_other(page: Page) -> Iterator[str]:
    """Open everything that can be opened, and name the part of the page in which it is seen."""
    press(card(page, "call", 1))
    page.locator("#panel summary").first.click()
    page.click("#way-out")
    yield "body"
    page.click("#show-findings")
    yield "#panel"
    page.click("#show-rows")
    yield "header"
    page.fill("#search", "e")
    assert page.locator("#hits-list").evaluate("one => one.scrollHeight > one.clientHeight")
    yield "header"
    page.keyboard.press("Escape")
    page.click("#show-text")
    yield "#text"
    page.click("#show-help")
    yield "#help"


def test_axe_finds_nothing_wrong_whatever_is_open(page: Page):
    assert violations(page, rules=ALL_BUT_COLOURS) == []
    for part in open_one_after_the_other(page):
        assert violations(page, part) == []


@pytest.mark.only_chromium("Firefox has the same preferences for all pages")
def test_axe_finds_every_word_legible_in_dark_colours_whatever_is_open(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, color_scheme="dark")
    for part in open_one_after_the_other(page):
        assert violations(page, part, COLOURS) == []


def test_axe_finds_nothing_wrong_on_a_telephone(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, "#step=call", viewport={"width": 360, "height": 740}, has_touch=True)
    assert violations(page, rules=ALL_BUT_COLOURS) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_every_control_is_large_enough_to_hit(visit: Callable[..., Page], repair: bytes):
    for viewport in ({"width": 1280, "height": 800}, {"width": 360, "height": 740}):
        page = visit(repair, "#step=call", viewport=viewport)
        for markup, box in boxes_of(page.locator(":is(button, select, input, summary)")):
            assert min(box["width"], box["height"]) >= 24, markup


def test_tab_comes_to_everything_once_and_to_the_steps_as_one(page: Page):
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("() => document.activeElement.id || document.activeElement.className"))
        if seen[-1] == "go-down":
            break
    assert seen == [
        "skip", "search", "persona", "show-findings", "show-rows", "show-text", "present", "dark", "print", "show-help",
        "stage", "step-leak", "zoom-in", "zoom-out", "fit", "go-left", "go-right", "go-up", "go-down",
    ]  # fmt: skip


def test_arrow_keys_go_from_step_to_step_and_the_focus_is_seen(page: Page):
    step(page, "leak").focus()
    page.keyboard.press("ArrowRight")
    expect(step(page, "call")).to_be_focused()
    expect(page.locator("#ring")).to_be_visible()
    expect(page.locator("#peek")).to_contain_text("2. Calling")
    page.keyboard.press("End")
    focused = page.evaluate("() => document.activeElement.id")
    assert focused.startswith("step-")
    assert in_view(page, page.locator(f"#{focused}"))
    page.keyboard.press("Home")
    expect(step(page, "leak")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    expect(page.locator("#panel-title")).to_have_text("2. Calling")


def test_steps_are_named_buttons_in_reading_order(page: Page):
    names = page.locator("[data-step]").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert names[0].startswith("Sees water on the wall")
    assert names[1].startswith("Calling; ")
    assert len(names) == 9
    assert page.get_by_role("button", name="Calling").count() == 1


def test_the_skip_link_leads_to_the_text(page: Page):
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#text")).to_contain_text("Looks for the number and calls")


def test_the_help_lists_the_keys_and_closes(page: Page):
    page.click("#show-help")
    expect(page.locator("#help")).to_contain_text("zoom in and out")
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    expect(page.locator("#show-help")).to_be_focused()


def test_a_blueprint_of_one_empty_step_has_a_page_too(visit: Callable[..., Page]):
    page = visit(html_of(draw(Journey.of(Blueprint.model_validate({"steps": {"only": {}}})))))
    expect(page.locator("#persona-choice")).to_be_hidden()
    page.click("#show-findings")
    expect(page.locator("#panel-body")).to_have_text("nothing found")
    press(card(page, "only"))
    expect(page.locator("#panel-title")).to_have_text("1. only")
