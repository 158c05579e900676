"""The report as people use it in a meeting: read, jump, filter, enlarge, print."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attacks import ATTACKS, hostile, policy_against_a_script
from audit import ALL_BUT_COLOURS, COLOURS, violations
from gestures import point, press, turn_wheel
from looking import box_of, boxes_of, card, in_view, scale, settled, step
from msgspec.structs import replace
from playwright.sync_api import expect
from pypdf import PdfReader

from conftest import CASES
from journeymap.drawing import built_in
from journeymap.pipeline import check_file, check_source
from journeymap.report.html import html_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

SECTIONS = [
    "in-short",
    "drawing",
    "findings",
    "known",
    "picture",
    "plots",
    "personas",
    "choices",
    "evidence",
    "figures",
]
PLOTS = ["outcomes", "feelings", "sacrifice", "time", "levers"]
BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
A4_WIDTH, A4_HEIGHT = 680, 1009  # what the margins leave of a page, in pixels of CSS


@pytest.fixture(scope="session")
def meeting() -> bytes:
    """The report on the blueprint of a repair."""
    return html_report(check_file(CASES / "repair.yaml"), "en", built_in("default")).encode()


@pytest.fixture
def report(visit: Callable[..., Page], meeting: bytes) -> Page:
    """The report, opened."""
    return visit(meeting)


def shown(page: Page) -> list[str]:
    """How heavy the findings are that are shown."""
    kinds: list[str] = page.locator("#findings-list > li:visible").evaluate_all(
        "all => all.map(one => one.dataset.severity)"
    )
    return kinds


def at_top(page: Page, selector: str) -> None:
    """Wait until something has been brought to the top of the window."""
    page.wait_for_function(
        "selector => { const top = document.querySelector(selector).getBoundingClientRect().top;"
        " return top > -20 && top < 140; }",
        arg=selector,
    )


def test_all_sections_are_there_and_the_contents_lead_to_each(report: Page):
    assert report.locator("main > section").evaluate_all("all => all.map(one => one.id)") == SECTIONS
    for name in SECTIONS[:4]:
        report.click(f".report-nav a[href='#{name}']")
        at_top(report, f"#{name}")
        expect(report.locator(f".report-nav a[href='#{name}']")).to_have_attribute("aria-current", "true")
    assert report.locator("main .plot").evaluate_all("all => all.map(one => one.id.slice(5))") == PLOTS


def test_what_it_comes_to_is_seen_at_once(report: Page):
    assert report.locator(".report-facts").inner_text().split("\n")[:2] == ["Status", ": how it is"] or (
        "how it is" in report.locator(".report-facts").inner_text()
    )
    for name in ("helped", "time", "contacts", "findings"):
        box = box_of(report.locator(f".tile.{name}"))
        assert box["y"] + box["height"] < 800
    expect(report.locator(".tile.findings .value")).to_have_text(str(report.locator("#findings-list > li").count()))


def test_a_finding_leads_to_its_place_on_the_drawing(report: Page):
    link = report.locator("#findings-list > li[data-place] .where a").nth(1)
    words, address = link.inner_text(), link.get_attribute("href") or ""
    link.click()
    at_top(report, "#drawing")
    expect(report.locator("#panel-title")).to_have_text(words)
    expect(report.locator("#panel-title")).to_be_focused()
    assert report.evaluate("() => location.hash") == address
    panel, stage = box_of(report.locator("#panel")), box_of(report.locator("#stage"))
    assert panel["x"] == stage["x"] + stage["width"]
    assert panel["x"] + panel["width"] == report.evaluate("() => document.documentElement.clientWidth")
    assert in_view(report, step(report, address.removeprefix("#step=")).locator("rect").first)
    report.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    link.click()
    at_top(report, "#drawing")


def test_a_step_in_a_sentence_and_in_a_table_leads_there_too(report: Page):
    for place in ("#in-short .sentences", "#plot-time .data"):
        if place.endswith(".data"):
            report.locator(f"{place} summary").click()
        link = report.locator(f"{place} a").first
        words = link.inner_text()
        link.click()
        expect(report.locator("#panel-title")).to_have_text(words)
        at_top(report, "#drawing")


def test_a_deep_link_opens_the_report_at_the_step(visit: Callable[..., Page], meeting: bytes):
    page = visit(meeting, "#step=visit")
    expect(page.locator("#panel-title")).to_contain_text("Lets the plumber in")
    at_top(page, "#drawing")


def test_findings_can_be_chosen_by_severity_and_persona(report: Page):
    every = shown(report)
    assert set(every) == {"error", "warning", "note"}
    report.uncheck("#filters input[value=note]")
    assert shown(report) == [kind for kind in every if kind != "note"]
    report.uncheck("#filters input[value=warning]")
    assert set(shown(report)) == {"error"}
    expect(report.locator("#filter-count")).to_have_text(f"{every.count('error')} of {len(every)} shown")
    report.check("#filters input[value=warning]")
    report.check("#filters input[value=note]")
    report.select_option("#filter-persona", label="Gerrit, 78, no smartphone")
    whom = report.locator("#findings-list > li:visible").evaluate_all("all => all.map(one => one.dataset.personas)")
    assert "1" in whom
    assert {one for one in whom if one} <= {"1", "0 1"}
    assert len(whom) < len(every)


def test_what_is_filtered_away_below_is_still_in_the_panel(report: Page):
    report.uncheck("#filters input[value=warning]")
    report.click("#show-findings")
    expect(report.locator("#panel .findings-list > li[data-severity=warning]").first).to_be_visible()


def test_a_finding_in_the_panel_can_be_chosen(report: Page):
    report.click("#show-findings")
    item = report.locator("#panel .findings-list > li[data-place]").first
    item.locator(".said").click()
    expect(item).to_have_class(re.compile("chosen"))
    expect(item.locator(".open-step")).to_be_visible()


def test_a_link_to_a_step_is_one_step_in_the_history_and_leaves_the_text(report: Page):
    report.click("#show-text")
    before = report.evaluate("() => history.length")
    report.locator("#findings-list .where a[href^='#step=']").first.click()
    expect(report.locator("#panel-title")).to_be_visible()
    expect(report.locator("#show-text")).to_have_attribute("aria-pressed", "false")
    assert report.evaluate("() => history.length") == before + 1


def test_a_link_to_a_step_can_be_opened_in_another_tab(report: Page):
    report.evaluate(
        """() => document.addEventListener("click", event => {
          window.isOurs = event.defaultPrevented;
          event.preventDefault();
        })"""
    )
    report.locator("#findings-list .where a[href^='#step=']").first.click(modifiers=["Control"])
    assert report.evaluate("() => window.isOurs") is False


def test_the_wheel_reads_on_until_the_drawing_was_clicked(report: Page):
    report.locator("#drawing").scroll_into_view_if_needed()
    report.evaluate("() => document.getElementById('drawing').scrollIntoView()")
    before, top = scale(report), report.evaluate("() => scrollY")
    box = box_of(report.locator("#stage"))
    point(report, box["x"] + 300, box["y"] + 200)
    turn_wheel(report, 200)
    report.wait_for_function("top => scrollY > top", arg=top)
    settled(report)
    assert scale(report) == before
    report.evaluate("() => document.getElementById('drawing').scrollIntoView()")
    press(card(report, "call", 1))
    turn_wheel(report, -200)
    assert scale(report) > before


def test_single_keys_belong_to_the_drawing(report: Page):
    before = scale(report)
    report.locator(".report-nav a").first.focus()
    report.keyboard.press("+")
    assert scale(report) == before
    report.locator("#stage").focus()
    report.keyboard.press("+")
    assert scale(report) > before


def test_the_drawing_fills_the_screen_and_gives_it_back(report: Page):
    report.click("#enlarge")
    box = box_of(report.locator("#drawing"))
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1280, 800)
    expect(report.locator("#enlarge")).to_have_attribute("aria-pressed", "true")
    assert report.evaluate("() => document.getElementById('findings').inert")
    report.keyboard.press("Escape")
    expect(report.locator("#enlarge")).to_have_attribute("aria-pressed", "false")
    assert box_of(report.locator("#drawing"))["height"] < 1000
    assert not report.evaluate("() => document.getElementById('findings').inert")


def test_every_plot_is_named_described_and_told_as_a_table(report: Page):
    pictures = report.locator(".plot svg[role=img], .told-short svg[role=img]")
    assert pictures.count() >= 8
    for picture in pictures.all():
        ids = (picture.get_attribute("aria-labelledby") or "").split()
        texts = [report.locator(f"[id='{name}']").text_content() for name in ids]
        assert len(texts) == 2
        assert all(texts)
    for name in PLOTS:
        report.locator(f"#plot-{name} .data summary").click()
        assert report.locator(f"#plot-{name} .data tbody tr").count() > 0
        expect(report.locator(f"#plot-{name} .data table").first).to_be_visible()


@pytest.mark.only_chromium("Firefox has the same preferences for all pages")
def test_dark_colours_reach_the_plots(visit: Callable[..., Page], meeting: bytes):
    def ground(page: Page) -> str:
        fill: str = page.locator("#plot-time svg rect").first.evaluate("one => getComputedStyle(one).fill")
        return fill

    page = visit(meeting)
    light = ground(page)
    page.click("#dark")
    assert ground(page) != light
    assert ground(visit(meeting, color_scheme="dark")) == ground(page)


def open_all(page: Page) -> None:
    """Open all that is folded, and a step."""
    page.locator("main > section :is(.proof, .data)").evaluate_all("all => all.forEach(one => { one.open = true; })")
    press(card(page, "call", 1))


def test_axe_finds_nothing_wrong_in_the_report(report: Page):
    assert violations(report, rules=ALL_BUT_COLOURS) == []
    open_all(report)
    assert violations(report) == []
    report.click("#enlarge")
    assert violations(report, "#drawing", ALL_BUT_COLOURS) == []


@pytest.mark.only_chromium("Firefox has the same preferences for all pages")
def test_axe_finds_every_word_of_the_report_legible_in_dark_colours(visit: Callable[..., Page], meeting: bytes):
    page = visit(meeting, color_scheme="dark")
    open_all(page)
    assert violations(page, rules=COLOURS) == []


def test_the_report_fits_a_telephone(visit: Callable[..., Page], meeting: bytes):
    page = visit(meeting, viewport={"width": 360, "height": 740}, has_touch=True)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert violations(page, rules=ALL_BUT_COLOURS) == []
    for markup, box in boxes_of(page.locator(":is(button, select, input, summary)")):
        assert min(box["width"], box["height"]) >= 18, markup


def test_a_hostile_blueprint_runs_no_script_in_the_report(visit: Callable[..., Page]):
    page = visit(html_report(hostile(), "en", built_in("default")).encode())
    for details in page.locator("main > section details").all():
        details.evaluate("one => { one.open = true; }")
    for link in page.locator("#findings-list .where a").all()[: len(ATTACKS)]:
        words = link.inner_text()
        link.click()
        expect(page.locator("#panel-title")).to_have_text(" ".join(words.split()))
    assert page.evaluate("() => window.ran") is None
    assert page.locator("script").count() == 3
    assert (
        page.locator(
            "img, iframe, object, embed, [onload], [onerror], [onmouseover], [style]:not(#sheet, #scene, #names > div)"
        ).count()
        == 0
    )
    assert page.locator("a[href^='javascript']").count() == 0


def test_the_policy_of_the_report_stops_what_would_get_in(visit: Callable[..., Page], meeting: bytes):
    page = visit(meeting, says="script-src")
    assert policy_against_a_script(page) == "script-src-elem"
    assert page.evaluate("() => window.ran") is None


@pytest.mark.only_chromium("Firefox cannot be told to run no script")
def test_without_a_script_everything_can_still_be_read(visit: Callable[..., Page], meeting: bytes):
    page = visit(meeting, java_script_enabled=False)
    for name in SECTIONS:
        assert page.locator(f"#{name}").inner_text().strip()
    assert page.locator("#findings-list > li").first.is_visible()
    assert not page.locator("#filters").is_visible()


def test_on_paper_everything_is_there_on_pages_of_a_sensible_number(report: Page):
    paper = PdfReader(BytesIO(report.pdf(prefer_css_page_size=True, print_background=True)))
    text = "\n".join(page.extract_text() for page in paper.pages)
    for name in SECTIONS:
        if name != "drawing":
            assert report.locator(f"#{name} > h2").inner_text() in " ".join(text.split())
    for name in PLOTS:
        assert report.locator(f"#plot-{name} h3").inner_text() in " ".join(text.split())
    assert "Proof and source" not in text
    assert re.search(r"Rule:\s+\S+ \(JM\d{3}\)", text)
    assert 5 <= len(paper.pages) <= 14
    sizes = {tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) for page in paper.pages}
    assert sizes == {(210, 297), (297, 210)}
    assert not report.locator(".proof[open]").count()


def test_on_paper_no_plot_and_no_table_is_cut(visit: Callable[..., Page], meeting: bytes):
    page = visit(meeting, viewport={"width": A4_WIDTH, "height": A4_HEIGHT})
    page.emulate_media(media="print")
    boxes = boxes_of(page.locator(".plot-box svg, .table table"))
    assert len(boxes) > 8
    for markup, box in boxes:
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= A4_WIDTH + 1, markup
        if markup.startswith("<svg"):
            assert box["height"] <= A4_HEIGHT


ACCEPTED = """\
journeymap: 1
steps:
  ask:
    customer: Asks
    because: {serves: law, reason: The law asks it, since: 2020, review: 2026-01-01}
    next: {no: 50%, yes: 50%}
  no: {customer: Reads no, accept: {bare-no: It is full}, end: refused}
  yes: {customer: Gets it, end: helped}
"""


def test_the_reasons_of_steps_are_seen_below_the_accepted_findings(visit: Callable[..., Page]):
    page = visit(html_report(check_source(ACCEPTED, "ask.yaml"), "en", built_in("default")).encode())
    expect(page.locator("#accepted-list > li")).to_have_count(1)
    expect(page.locator("#choices td", has_text="The law asks it")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#choices td", has_text="The law asks it")).to_be_visible()


def test_where_nothing_was_found_or_accepted_that_is_said(visit: Callable[..., Page]):
    sound = "journeymap: 1\ntitle: Sound\nsteps:\n  a: {customer: A, frontstage: B, backstage: C, end: helped}\n"
    result = replace(check_source(sound, "a.yaml"), diagnostics=())
    page = visit(html_report(result, "en", built_in("default")).encode())
    expect(page.locator("#findings .none")).to_be_visible()
    expect(page.locator("#in-short .none")).to_be_visible()
    expect(page.locator("#choices .none")).to_be_visible()


def test_what_harms_most_leads_to_its_finding_and_stands_on_the_first_screen(report: Page):
    cards = report.locator(".worst > li")
    expect(cards).to_have_count(3)
    box = box_of(cards.first)
    assert box["y"] + box["height"] < 800
    link = cards.nth(1).locator(".harm a")
    address = link.get_attribute("href") or ""
    link.click()
    at_top(report, address)
    wanted = cards.nth(1).locator(".said").inner_text()
    assert report.locator(f"{address} .said").inner_text() == wanted


def test_on_a_phone_what_harms_most_stands_below_each_other_and_nothing_is_wider_than_the_screen(
    visit: Callable[..., Page], meeting: bytes
):
    page = visit(meeting, viewport={"width": 390, "height": 844})
    boxes = [box_of(page.locator(".worst > li").nth(number)) for number in range(3)]
    assert len({box["x"] for box in boxes}) == 1
    assert min(box["width"] for box in boxes) > 300
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", ["reparatieverzoek", "woning-aanvragen"])
def test_what_it_comes_to_fits_on_the_first_sheet_of_paper(visit: Callable[..., Page], name: str):
    page = visit(html_report(check_file(BLUEPRINTS / f"{name}.yaml"), "nl", built_in("default")).encode())
    first, second = (sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages[:2])
    for words in ("In vijf minuten", "Wat klanten het meest raakt", "Wordt de klant zeker geholpen?", "Gebaseerd op"):
        assert words in first
    assert "pagina 1 van" in second


def test_findings_are_searched_and_a_link_to_one_that_is_left_out_brings_all_back(report: Page):
    items = report.locator("#findings-list > li")
    whole = items.count()
    (word,) = re.findall(r"([a-z-]+) \(JM\d+\)", items.last.text_content() or "")
    report.fill("#filter-words", f"  {word.upper()} ")
    seen = report.locator("#findings-list > li:visible")
    expect(report.locator("#filter-count")).to_contain_text(f"{seen.count()} of {whole}")
    assert 0 < seen.count() < whole
    assert all(word in text.lower() for text in seen.evaluate_all("all => all.map((one) => one.textContent)"))
    report.fill("#filter-words", "nothing is called like this")
    expect(seen).to_have_count(0)
    link = report.locator(".worst .harm a").first
    link.click()
    at_top(report, link.get_attribute("href") or "")
    expect(seen).to_have_count(whole)
