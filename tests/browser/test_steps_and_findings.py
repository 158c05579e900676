"""Steps: pointed at, chosen, searched, linked to; and what was found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gestures import go_back, point, press
from looking import box_of, card, classes, in_view, place, step
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

EVERYTHING = [
    "Report", "call", "Number on the rent letter", "Looks for the number and calls",
    "Service desk: Answers and asks on",
    "Customer system", "Telephone", "Mo-Th 08:30-17:00; Fr 08:30-12:00", "hard to find", "5-12 min", "10 min", "12 min",
    "address; tenant number", "when somebody comes", "welcomes; clarifies the question", "1. Sees water on the wall",
    "5. Plans plumber and route", "tenant's contract; 72%; the organisation decides", "own expense; 20%",
    "Fatima, works by day 8%; Gerrit, 78, no smartphone 0%; the customer decides",
    "wants 9, expects 6, perceives 6, importance 8, feeling −1 (bad)", "perceives 3", "feeling −0.5 (bad)",
    "Closed on Friday; 8%; because Office hours; the customer notices: Waits until Monday", "46 per 1000",
    "Only during work", "weight 4 of 5", "Open in the evening", "Numbers of 2026", "the organisation",
    "Cheaper than visits", "2019", "Talks at home, n = 12", "https://www.example.org/repairs", "contact",
    "broken-promise", "Being worked on this autumn", "buried-contact",
]  # fmt: skip


def test_a_click_on_a_step_shows_everything_about_it(page: Page):
    press(card(page, "call", 1))
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    expect(page.locator("#panel-title")).to_have_text("2. Calling")
    text = panel.inner_text()
    assert [words for words in EVERYTHING if words not in text] == []
    assert page.locator("#mark").is_visible()
    assert page.evaluate("() => location.hash") == "#step=call"


def test_what_was_pressed_opens_also_where_the_drawing_moved_below_the_pointer(page: Page):
    box = box_of(card(page, "call", 1))
    point(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.evaluate('() => { document.getElementById("sheet").style.transform = "translate(0, 300px)"; }')
    page.mouse.up()
    expect(page.locator("#panel-title")).to_have_text("2. Calling")


def test_a_finding_says_what_to_do_once_it_is_opened(page: Page):
    press(card(page, "call", 1))
    finding = page.locator("#panel .findings li", has_text="broken-promise")
    remedy = finding.get_by_text("promise what can be kept")
    expect(remedy).to_be_hidden()
    finding.locator("summary").click()
    expect(remedy).to_be_visible()


def test_only_a_web_address_becomes_a_link(page: Page):
    press(card(page, "call", 1))
    links = page.locator("#panel-body a[href]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert "https://www.example.org/repairs" in links
    assert all(re.match(r"#step=|https://", link) for link in links)
    assert "javascript:alert(1)" in page.locator("#panel").inner_text()


def test_ways_in_and_out_are_links_and_the_way_back_leads_back(page: Page):
    press(card(page, "call", 1))
    page.locator("#panel .out a", has_text="Plans plumber").click()
    expect(page.locator("#panel-title")).to_have_text("5. Plans plumber and route")
    assert in_view(page, card(page, "plan"))
    page.locator("#panel .in a", has_text="Lets the plumber in").click()
    expect(page.locator("#panel-title")).to_have_text("6. Lets the plumber in")
    go_back(page)
    expect(page.locator("#panel-title")).to_have_text("5. Plans plumber and route")


def test_pointing_at_a_step_shows_a_card_that_can_be_pointed_at_and_dismissed(page: Page):
    page.clock.install()
    card(page, "call", 1).hover()
    peek = page.locator("#peek")
    expect(peek).to_be_visible()
    for words in ("2. Calling", "Answers and asks on", "5-12 min", "findings"):
        expect(peek).to_contain_text(words)
    peek.hover()
    page.clock.run_for(5_000)
    expect(peek).to_be_visible()
    page.keyboard.press("Escape")
    expect(peek).to_be_hidden()


def test_a_link_to_a_step_opens_it(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, "#step=done")
    expect(page.locator("#panel-title")).to_have_text("7. The wall is dry")
    assert in_view(page, card(page, "done"))


def test_a_link_to_nothing_known_opens_the_page(visit: Callable[..., Page], repair: bytes):
    for fragment in ("#step=nobody", "#step=%", "#step=constructor", "#step=__proto__", "#elsewhere"):
        page = visit(repair, fragment)
        expect(page.locator("#panel")).to_be_hidden()


def test_search_finds_texts_ids_and_actors_and_jumps_there(page: Page):
    page.keyboard.press("/")
    page.keyboard.type("PLUMB")
    expect(page.locator("#hits [role=option]").first).to_contain_text("Plans plumber and route")
    expect(page.locator("#live")).to_have_text(re.compile(r"\d+ found"))
    assert "hit" in classes(step(page, "visit"))
    assert "hit" not in classes(step(page, "leak"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("6. Lets the plumber in")
    assert in_view(page, card(page, "visit"))
    page.fill("#search", "service desk")
    expect(page.locator("#hits [role=option]").first).to_contain_text("Calling")
    page.fill("#search", "refused")
    expect(page.locator("#hits [role=option]").first).to_contain_text("Hears that it is at own expense")
    page.fill("#search", "zebra")
    expect(page.locator("#live")).to_have_text("nothing found")
    expect(page.locator("#hits-count")).to_have_text("nothing found")
    page.keyboard.press("Escape")
    expect(page.locator("#hits")).to_be_hidden()
    assert page.locator(".hit").count() == 0


def test_a_hit_can_be_clicked(page: Page):
    page.fill("#search", "bucket")
    page.locator("#hits [role=option]").first.click()
    expect(page.locator("#panel-title")).to_have_text("8. Puts a bucket under it and waits")


def test_the_findings_are_listed_by_what_they_are_about_and_by_impact_and_can_be_sifted(page: Page):
    total = int(page.locator("#findings-count").inner_text())
    page.click("#show-findings")
    items = page.locator("#panel .findings-list > li")
    expect(items).to_have_count(total + 1)
    groups = page.locator("#panel-body > section")
    titles = groups.locator("> h3").all_inner_texts()
    kinds = ["The service", "The file", "The picture", "How well it is known", "Accepted choices"]
    assert titles == [kind for kind in kinds if kind in titles]
    assert {titles[0], titles[-1]} == {"The service", "Accepted choices"}
    for group in groups.all()[:-1]:
        own = group.locator("> .findings-list > li > :not(.signs) .finding-number")
        numbers = [int(text) for text in own.all_inner_texts()]
        assert numbers == sorted(set(numbers))
    signs = page.locator("#panel .signs").first
    lead = signs.locator("xpath=..").locator(".finding-number").first.inner_text()
    signs.locator("> summary").click()
    assert set(signs.locator(".finding-number").all_inner_texts()) == {lead}
    page.locator("#filter label", has_text="The service").click()
    expect(page.locator("#panel-body > section > h3").first).to_have_text(titles[1])
    expect(page.locator("#filter label", has_text="The service").locator("input")).to_be_focused()
    for name in titles[1:]:
        page.locator("#filter label", has_text=name).click()
    expect(page.locator("#panel-body")).to_have_text("nothing found")


def test_a_finding_jumps_to_its_place_and_the_list_stays(page: Page):
    page.click("#show-findings")
    before = place(page)
    item = page.locator("#panel .findings-list > li", has_text="unreachable-step")
    item.locator(".where a").click()
    assert place(page) != before
    assert in_view(page, card(page, "lost"))
    expect(page.locator("#mark")).to_be_visible()
    expect(item).to_have_class(re.compile("chosen"))
    expect(page.locator("#panel-title")).to_have_text("Findings")


def test_a_chosen_finding_leads_to_everything_about_its_step_and_back(page: Page):
    page.click("#show-findings")
    item = page.locator("#panel .findings-list > li", has_text="unreachable-step")
    item.locator(".where a").click()
    item.get_by_role("button", name="Everything about this step").click()
    expect(page.locator("#panel-title")).to_have_text("9. Waits in a corner that nobody comes to")
    expect(page.locator("#panel-title")).to_be_focused()
    page.locator("#panel").get_by_role("button", name="Findings").click()
    expect(page.locator("#panel-title")).to_have_text("Findings")
    expect(item).to_have_class(re.compile("chosen"))
    expect(item).to_be_in_viewport()


def test_a_hit_says_where_the_word_was_found(page: Page):
    page.fill("#search", "monday")
    hit = page.locator("#hits [role=option]", has_text="Calling")
    expect(hit.locator("mark")).to_have_text("Monday")
    expect(hit).to_contain_text("Report call")
    expect(hit).to_contain_text("the customer notices: Waits until Monday")
    expect(page.locator("#hits-count")).to_have_text("1 found")


def test_opening_a_hit_puts_the_reader_at_the_step(page: Page):
    page.fill("#search", "bucket")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(step(page, "quit")).to_be_focused()


def test_steps_with_findings_are_marked_with_the_weight_and_the_number(page: Page):
    found = page.locator("#panel-body .findings > ul > li")
    press(card(page, "call", 1))
    assert step(page, "call").locator(".pin:not([hidden]) text").text_content() == str(found.count() - 1)
    assert page.locator(".pin").count() > 3


def test_the_panel_closes_and_gives_the_focus_back(page: Page):
    page.locator("#stage").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(step(page, "leak")).to_be_focused()
    assert page.evaluate("() => location.hash") == ""
