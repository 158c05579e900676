"""What is shown stands in the address: it can be shared, and the way back of the browser leads back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from gestures import go_back, go_forward, press
from looking import card, classes, in_view, step
from pages_for_tests import CASES, drawing_of, html_of
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


def fragment(page: Page) -> str:
    """What stands behind the sign in the address."""
    found: str = page.evaluate("() => location.hash")
    return found


def choose_much(page: Page) -> None:
    """Choose a persona, two rows, a step and its way out."""
    page.select_option("#persona", label="Gerrit, 78, no smartphone")
    page.click("#show-rows")
    page.locator("#rows label", has_text="Planner").click()
    page.locator("#rows label", has_text="Sacrifice").click()
    page.keyboard.press("Escape")
    press(card(page, "call", 1))
    page.click("#way-out")


def test_a_shared_address_shows_what_was_chosen(page: Page, visit: Callable[..., Page], repair: bytes):
    choose_much(page)
    shared = fragment(page)
    assert shared == "#step=call&way=out&persona=elder&rows=backstage%2Fplanner,sacrifice"
    other = visit(repair, shared)
    expect(other.locator("#panel-title")).to_have_text("2. Calling")
    expect(other.locator("#trail")).to_contain_text("Way out, 4 steps")
    assert other.locator("#persona option:checked").inner_text() == "Gerrit, 78, no smartphone"
    assert "on" in classes(step(other, "visit"))
    expect(step(other, "plan").locator(".card").first).to_be_hidden()
    expect(other.locator("#drawn > .sacrifice:not([hidden])")).to_be_visible()
    other.click("#show-rows")
    expect(other.locator("#rows label", has_text="Planner").locator("input")).not_to_be_checked()
    assert fragment(other) == shared


def test_the_way_back_undoes_one_choice_after_the_other(page: Page):
    page.select_option("#persona", label="Gerrit, 78, no smartphone")
    press(card(page, "call", 1))
    page.click("#way-in")
    page.click("#close-panel")
    expect(page.locator("#panel")).to_be_hidden()
    go_back(page)
    expect(page.locator("#panel-title")).to_have_text("2. Calling")
    expect(page.locator("#trail")).to_be_visible()
    go_back(page)
    expect(page.locator("#trail")).to_be_hidden()
    go_back(page)
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#persona")).to_have_value("1")
    go_back(page)
    expect(page.locator("#persona")).to_have_value("")
    assert page.locator("#drawn .faint").count() == 0
    assert fragment(page) == ""
    go_forward(page)
    go_forward(page)
    expect(page.locator("#panel-title")).to_have_text("2. Calling")


def test_a_path_keeps_its_step_when_another_one_is_opened(page: Page, visit: Callable[..., Page], repair: bytes):
    press(card(page, "call", 1))
    page.click("#way-out")
    page.locator("#trail a", has_text="Lets the plumber in").click()
    expect(page.locator("#panel-title")).to_have_text("6. Lets the plumber in")
    assert fragment(page) == "#step=visit&way=out:call"
    other = visit(repair, fragment(page))
    expect(other.locator("#trail")).to_contain_text("2. Calling → 5.")
    expect(other.locator("#way-out")).to_have_attribute("aria-pressed", "false")


def test_a_finding_can_be_linked_to(page: Page, visit: Callable[..., Page], repair: bytes):
    page.click("#show-findings")
    assert fragment(page) == "#found"
    page.locator("#panel .findings-list > li", has_text="unreachable-step").locator(".where a").click()
    assert re.fullmatch(r"#found=\d+", fragment(page))
    other = visit(repair, fragment(page))
    expect(other.locator("#panel .findings-list > .chosen")).to_contain_text("unreachable-step")
    assert in_view(other, card(other, "lost"))
    go_back(page)
    expect(page.locator("#panel .chosen")).to_have_count(0)
    go_back(page)
    expect(page.locator("#panel")).to_be_hidden()


def test_a_link_in_the_text_leaves_the_persona_chosen(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, "#text&persona=elder")
    page.locator("#text a", has_text="Lets the plumber in").first.click()
    expect(page.locator("#panel-title")).to_have_text("6. Lets the plumber in")
    expect(page.locator('[id="step=visit"]')).to_be_in_viewport()
    assert fragment(page) == "#text&step=visit&persona=elder"
    expect(page.locator("#persona")).to_have_value("1")


def test_a_page_drawn_for_a_persona_can_be_shared_for_all(visit: Callable[..., Page]):
    content = html_of(drawing_of(CASES / "repair.yaml", persona="elder"))
    page = visit(content)
    assert fragment(page) == ""
    page.select_option("#persona", label="All customers")
    assert fragment(page) == "#persona="
    expect(visit(content, "#persona=").locator("#persona")).to_have_value("")


@pytest.mark.parametrize(
    "address", ["#step=call&way=sideways&persona=nobody&rows=,nothing,%", "#step=call&way=out:nobody"]
)
def test_what_an_address_says_that_is_not_known_is_left_out(visit: Callable[..., Page], repair: bytes, address: str):
    page = visit(repair, address)
    expect(page.locator("#panel-title")).to_have_text("2. Calling")
    expect(page.locator("#trail")).to_be_hidden()
    expect(page.locator("#persona")).to_have_value("")
    expect(card(page, "plan")).to_be_visible()
