"""A blueprint edited on its picture: the text stays the truth, and nothing in it changes but what was meant."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from audit import violations
from looking import settled
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
MODULES = Path(__file__).parents[2] / "src" / "journeymap" / "page"


class Edited:
    """A file, the server of it, and a page in which it is edited."""

    def __init__(self, path: Path, address: str, page: Page) -> None:
        self.path, self.address, self.page = path, address, page
        self.first = self.text

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def drawn(self, version: int) -> None:
        """Wait until a version is written, drawn, and its figures have come."""
        expect(self.page.locator(f'html[data-drawn="{version}"][data-figures="{version}"]')).to_be_attached()

    def changed(self) -> list[tuple[str, str]]:
        """Return the lines that are others than at first, as they were and as they are."""
        return [
            (one, other)
            for one, other in zip(self.first.splitlines(), self.text.splitlines(), strict=False)
            if one != other
        ]

    def write(self, step: str, words: str) -> None:
        """Write words on the first card of a step with the keys, and send them."""
        self.page.locator(f"#step-{step}").focus()
        self.page.keyboard.press("F2")
        self.page.locator("#card-words").fill(words)
        self.page.keyboard.press("Enter")

    def answer(self, words: str) -> None:
        """Answer the question that is asked."""
        self.page.locator("#question-answer").fill(words)
        self.page.keyboard.press("Enter")

    def undo_all(self) -> None:
        """Go back as far as it goes."""
        while self.page.locator("#undo").is_enabled():
            version = self.page.locator("html").get_attribute("data-version")
            self.page.locator("#undo").click()
            expect(self.page.locator("html")).not_to_have_attribute("data-version", version or "")

    def open_form(self, step: str) -> None:
        """Open the panel of a step and wait for what can be changed of it."""
        self.page.locator(f"#step-{step} [data-row]").first.click()
        expect(self.page.locator(f'html[data-form="{step}"]')).to_be_attached()


@contextmanager
def served(browser: Browser, path: Path, *options: str) -> Iterator[tuple[str, Page]]:
    """Serve a file or a folder and open it; at the end nothing may have gone wrong in the page."""
    process = subprocess.Popen(
        [sys.executable, "-m", "journeymap", "serve", str(path), "--no-browser", *options],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    yield address, page
    context.close()
    process.terminate()
    process.wait()
    assert wrong == []


@contextmanager
def opened(browser: Browser, folder: Path, *options: str) -> Iterator[Edited]:
    """Serve a copy of the permit and open it."""
    path = folder / "permit.yaml"
    shutil.copy(BLUEPRINTS / "permit-application.yaml", path)
    with served(browser, path, *options) as (address, page):
        expect(page.locator("html[data-live=on]")).to_be_attached()
        yield Edited(path, address, page)


@pytest.fixture
def edited(browser: Browser, tmp_path: Path) -> Iterator[Edited]:
    with opened(browser, tmp_path) as page:
        yield page


@pytest.mark.only_chromium  # in Firefox how long a second click may take is the machine's
def test_a_double_click_writes_the_words_of_the_card_below_it(edited: Edited) -> None:
    page = edited.page
    page.locator("#step-check [data-row]").first.dblclick()
    page.locator("#card-words").fill('Says: "we are checking"')
    page.keyboard.press("Enter")
    edited.drawn(2)

    assert [(one.strip(), other.strip()) for one, other in edited.changed()] == [
        ('frontstage: Status shows "being checked"', 'frontstage: "Says: \\"we are checking\\""')
    ]
    expect(page.locator("#step-check")).to_contain_text("Says")
    expect(page.locator("#step-check")).to_be_focused()
    expect(page.locator("#card-words")).to_be_hidden()


def test_escape_gives_up_and_writes_nothing(edited: Edited) -> None:
    page = edited.page
    page.locator("#step-check").focus()
    page.keyboard.press("F2")
    page.locator("#card-words").fill("something else")
    page.keyboard.press("Escape")

    expect(page.locator("#card-words")).to_be_hidden()
    expect(page.locator("#step-check")).to_be_focused()
    assert edited.text == edited.first


def test_tab_goes_to_the_next_card_of_the_step(edited: Edited) -> None:
    page = edited.page
    page.locator("#step-check").focus()
    page.keyboard.press("F2")
    expect(page.locator("#card-words")).to_have_value('Status shows "being checked"')
    page.keyboard.press("Tab")
    expect(page.locator("#card-words")).to_have_value("Checks the papers")


def test_keys_in_a_field_do_not_zoom(edited: Edited) -> None:
    page = edited.page
    settled(page)
    level = page.locator("#zoom-level").inner_text()
    page.locator("#step-check").focus()
    page.keyboard.press("F2")
    page.keyboard.type("+++p0")

    settled(page)
    assert page.locator("#zoom-level").inner_text() == level
    expect(page.locator("#presenter")).to_be_hidden()


def test_a_time_that_cannot_be_read_stays_at_its_field_with_the_reason(edited: Edited) -> None:
    page = edited.page
    edited.open_form("assess")
    page.locator("#field-takes").fill("a while")
    page.keyboard.press("Enter")

    expect(page.locator("#field-takes-error")).to_contain_text("unit of time")
    expect(page.locator("#field-takes")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#field-takes")).to_be_focused()
    assert edited.text == edited.first


def test_a_field_of_the_panel_writes_one_line_and_figures_say_before_and_after(edited: Edited) -> None:
    page = edited.page
    edited.open_form("assess")
    page.locator("#field-takes").fill("240 min")
    page.keyboard.press("Enter")
    edited.drawn(2)

    assert [(one.strip(), other.strip()) for one, other in edited.changed()] == [("takes: 120 min", "takes: 240 min")]
    expect(page.locator("#live-figures")).to_contain_text("→")
    expect(page.locator("#live-said")).to_contain_text("240 min")


def test_a_new_step_stands_behind_the_one_it_follows_and_has_the_focus(edited: Edited) -> None:
    page = edited.page
    page.locator("#step-letter").focus()
    page.keyboard.press("n")
    edited.answer("Calls to explain")
    edited.drawn(2)

    expect(page.locator("#step-calls-to-explain")).to_be_focused()
    assert "next: calls-to-explain" in edited.text
    assert "next: appeal" in edited.text.split("calls-to-explain:")[1].split("\n\n")[0]


def test_a_second_way_asks_for_its_share_and_assumes_none(edited: Edited) -> None:
    page = edited.page
    page.locator("#step-letter").focus()
    page.keyboard.press("w")
    expect(page.locator('html[data-choosing="way"]')).to_be_attached()
    page.locator("#step-leaves-it").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#question-answer")).to_have_value("")
    page.locator("#question-unknown").click()
    edited.drawn(2)

    assert "next: [appeal, leaves-it]" in edited.text


def test_the_share_of_a_way_moves_the_others_along(edited: Edited) -> None:
    page = edited.page
    edited.open_form("assess")
    page.locator("#way-0").fill("60%")
    page.keyboard.press("Enter")
    edited.drawn(2)

    assert [other.strip() for _, other in edited.changed()] == [
        "issue: {share: 60%, when: fits the plan, decides: organisation}",
        "letter: {share: 40%, when: does not fit, decides: organisation}",
    ]


def test_a_step_that_is_deleted_leaves_its_ways_joined_and_the_focus_beside_it(edited: Edited) -> None:
    page = edited.page
    page.locator("#step-letter").focus()
    page.keyboard.press("Delete")
    dialog = page.locator("#question[open]")
    expect(dialog.or_(page.locator('html[data-version="2"]'))).to_be_attached()
    if dialog.count():
        page.locator("#question-yes").click()
    edited.drawn(2)

    expect(page.locator("#step-letter")).to_have_count(0)
    assert "appeal: {share: 20%" in edited.text
    assert page.evaluate("document.activeElement !== document.body")


def test_a_card_is_moved_to_another_row_with_the_keys(edited: Edited) -> None:
    page = edited.page
    page.locator("#step-check").focus()
    page.keyboard.press("m")
    expect(page.locator('html[data-choosing="row"]')).to_be_attached()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    edited.drawn(2)

    assert 'customer: Status shows "being checked"' in edited.text


def test_a_chosen_card_is_dragged_to_another_row_and_others_move_the_drawing(edited: Edited) -> None:
    page = edited.page
    edited.open_form("check")
    page.locator("#close-panel").click()
    page.locator("#fit").click()
    card = page.locator("#step-check [data-row]").first
    box = card.bounding_box()
    above = page.locator("#step-apply [data-row]").nth(1).bounding_box()
    assert box is not None
    assert above is not None
    page.mouse.click(box["x"] + 10, box["y"] + 10)
    expect(page.locator("#mark")).to_be_visible()
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 10, box["y"] - 20, steps=3)
    expect(page.locator('html[data-lifted="check"]')).to_be_attached()
    page.mouse.move(box["x"] + 10, above["y"] + 10, steps=3)
    page.mouse.up()
    edited.drawn(2)

    assert 'customer: Status shows "being checked"' in edited.text


def test_all_that_was_done_can_be_undone_to_the_first_byte(edited: Edited) -> None:
    before = edited.path.read_bytes()
    for number, (step, words) in enumerate([("check", "One"), ("assess", "Two"), ("letter", "Three")], 2):
        edited.write(step, words)
        edited.drawn(number)
    assert edited.path.read_bytes() != before
    edited.undo_all()

    assert edited.path.read_bytes() == before


def test_what_another_program_writes_is_shown_in_place(edited: Edited) -> None:
    page = edited.page
    edited.open_form("assess")
    page.locator("#close-panel").click()
    page.locator("#step-issue").focus()
    edited.path.write_text(edited.first.replace("Reads the rejection", "Opens the letter"), encoding="utf-8")
    edited.drawn(2)

    expect(page.locator("#step-letter")).to_contain_text("Opens")
    expect(page.locator("#step-issue")).to_be_focused()


def test_the_same_words_changed_by_another_program_are_a_conflict_and_nothing_is_lost(edited: Edited) -> None:
    page = edited.page
    page.locator("#step-letter").focus()
    page.keyboard.press("F2")
    page.locator("#card-words").fill("Mine")
    edited.path.write_text(edited.first.replace("Reads the rejection", "Theirs"), encoding="utf-8")
    page.keyboard.press("Enter")

    expect(page.locator("#conflict[open]")).to_be_attached()
    expect(page.locator("#conflict-mine")).to_have_text("Mine")
    expect(page.locator("#conflict-theirs")).to_have_text("Theirs")
    assert "customer: Theirs" in edited.text
    page.locator("#keep-mine").click()
    expect(page.locator("#step-letter")).to_contain_text("Mine")
    assert "customer: Mine" in edited.text


def test_two_pages_of_one_file_see_each_other(edited: Edited) -> None:
    other = edited.page.context.new_page()
    other.goto(edited.address)
    expect(other.locator("html[data-live=on]")).to_be_attached()
    edited.write("letter", "Seen by both")

    expect(other.locator('html[data-drawn="2"]')).to_be_attached()
    expect(other.locator("#step-letter")).to_contain_text("Seen")
    other.close()


def test_the_text_beside_the_picture_marks_what_changed_and_can_be_edited(edited: Edited) -> None:
    page = edited.page
    page.locator("#show-side").click()
    edited.write("letter", "Marked")
    expect(page.locator(".side-lines .changed")).to_have_text("    customer: Marked")
    edited.drawn(2)
    page.locator("#side-edit").click()
    page.locator("#side-field").fill(edited.text.replace("Marked", "By hand"))
    page.locator("#side-save").click()
    edited.drawn(3)

    assert "customer: By hand" in edited.text
    expect(page.locator("#step-letter")).to_contain_text("By hand")


def test_a_page_that_is_only_looked_at_changes_nothing(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "--read-only") as looked_at:
        page = looked_at.page
        page.locator("#step-check").focus()
        page.keyboard.press("F2")

        expect(page.locator("#card-words")).to_be_hidden()
        expect(page.locator("#undo")).to_be_disabled()
        assert looked_at.text == looked_at.first


def test_a_slider_writes_how_it_feels_for_one_persona_and_for_everyone(edited: Edited) -> None:
    page = edited.page
    edited.open_form("check")
    page.locator("#feeling-owner").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    edited.drawn(2)
    page.locator("#feeling-everyone").focus()
    page.keyboard.press("ArrowRight")
    edited.drawn(3)

    check = edited.text.split("  check:\n")[1].split("\n\n")[0]
    assert "owner: {emotion: -1}" in check
    assert "everyone: {emotion: 0.5}" in check
    page.locator("#undo").click()
    edited.drawn(4)
    page.locator("#undo").click()
    edited.drawn(5)
    assert edited.text == edited.first


def test_a_feeling_in_its_short_form_stays_there(edited: Edited) -> None:
    edited.path.write_text(
        edited.first.replace("    takes: 20 min\n", "    takes: 20 min\n    emotion: -1\n"), encoding="utf-8"
    )
    edited.drawn(2)
    edited.open_form("check")
    edited.page.locator("#feeling-everyone").focus()
    edited.page.keyboard.press("ArrowRight")
    edited.drawn(3)

    assert "    emotion: -0.5\n" in edited.text


def test_what_hurts_is_added_one_by_one_and_taken_away_again(edited: Edited) -> None:
    page = edited.page
    edited.open_form("check")
    for number, pain in enumerate(("Nobody calls", "It takes long"), 2):
        page.locator("#more-pains").fill(pain)
        page.keyboard.press("Enter")
        edited.drawn(number)
    check = edited.text.split("  check:\n")[1].split("\n\n")[0]
    assert re.search(r"pains:\s*(?:\[|- )Nobody calls(?:, |\s*- )It takes long", check)
    page.get_by_label("Remove: Nobody calls").click()
    edited.drawn(4)

    assert "Nobody calls" not in edited.text
    assert "It takes long" in edited.text


def test_two_that_are_added_at_once_are_both_there(edited: Edited) -> None:
    page = edited.page
    edited.open_form("check")
    for pain in ("Nobody calls", "It takes long", "It is cold"):
        page.locator("#more-pains").fill(pain)
        page.keyboard.press("Enter")
    edited.drawn(4)

    assert all(pain in edited.text for pain in ("Nobody calls", "It takes long", "It is cold"))


def test_a_finding_is_accepted_with_a_reason(edited: Edited) -> None:
    page = edited.page
    edited.open_form("assess")
    page.locator("#field-wait").fill("30 days")
    page.keyboard.press("Enter")
    edited.drawn(2)
    page.locator("#show-findings").click()
    page.locator(".findings-list .accept").first.click()
    edited.answer("The law gives that time")
    edited.drawn(3)

    assert "The law gives that time" in edited.text
    assert "accept:" in edited.text


def test_a_channel_that_is_new_has_a_name_and_an_id(edited: Edited) -> None:
    edited.page.locator("#new-channel").click()
    edited.answer("Text message")
    edited.drawn(2)

    assert "text-message: {name: Text message}" in edited.text or "text-message: Text message" in edited.text


def test_while_something_is_tried_nothing_is_written_whatever_is_changed(edited: Edited) -> None:
    page = edited.page
    page.locator("#what-if").click()
    edited.open_form("assess")
    page.locator("#way-0").fill("60%")
    page.keyboard.press("Enter")
    expect(page.locator('html[data-trying="1"]')).to_be_attached()
    page.locator("#feeling-everyone").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator('html[data-trying="2"]')).to_be_attached()
    page.locator("#more-pains").fill("Nobody calls")
    page.keyboard.press("Enter")
    expect(page.locator("#live-said")).to_contain_text("cannot be tried")

    assert edited.text == edited.first
    page.locator("#keep-tried").click()
    edited.drawn(2)
    assert "issue: {share: 60%" in edited.text


def test_a_step_is_put_on_a_way_by_its_plus(edited: Edited) -> None:
    page = edited.page
    edited.open_form("letter")
    page.locator(".handle.between").first.click()
    edited.answer("Calls to explain")
    edited.drawn(2)

    assert "next: calls-to-explain" in edited.text


def test_a_way_is_drawn_from_the_corner_of_a_card_to_another(edited: Edited) -> None:
    page = edited.page
    page.locator("#step-letter").focus()
    page.keyboard.press("Enter")
    page.locator("#close-panel").click()
    page.locator("#step-letter [data-row]").first.click()
    settled(page)
    corner = page.locator(".handle.draw circle").bounding_box()
    target = page.locator("#step-leaves-it [data-row]").nth(1).bounding_box()
    assert corner is not None
    assert target is not None
    page.mouse.move(corner["x"] + corner["width"] / 2, corner["y"] + corner["height"] / 2)
    page.mouse.down()
    page.mouse.move(target["x"] + 5, target["y"] + 5, steps=4)
    page.mouse.up()
    edited.answer("30%")
    edited.drawn(2)

    assert "leaves-it: 30%" in edited.text


def test_what_is_tried_is_told_in_figures_and_written_only_when_it_is_kept(edited: Edited) -> None:
    page = edited.page
    page.locator("#what-if").click()
    edited.open_form("assess")
    page.locator("#field-takes").fill("240 min")
    page.keyboard.press("Enter")
    expect(page.locator('html[data-trying="1"]')).to_be_attached()
    expect(page.locator("#live-figures")).to_contain_text("→")
    assert edited.text == edited.first
    page.locator("#what-if").click()
    expect(page.locator("#live-figures")).not_to_contain_text("→")
    assert edited.text == edited.first
    page.locator("#what-if").click()
    page.locator("#field-takes").fill("60 min")
    page.keyboard.press("Enter")
    page.locator("#keep-tried").click()
    edited.drawn(2)

    assert "takes: 60 min" in edited.text


def test_a_service_is_drawn_from_nothing_with_the_page_alone(edited: Edited) -> None:
    page = edited.page
    page.locator("#new-file").click()
    edited.answer("Parking permit")
    page.wait_for_url("**/parking-permit.html")
    expect(page.locator("html[data-live=on]")).to_be_attached()
    made = Edited(edited.path.with_name("parking-permit.yaml"), page.url, page)
    version = 1

    def answered(words: str) -> None:
        nonlocal version
        made.answer(words)
        version += 1
        made.drawn(version)

    page.locator("#first-step").click()
    answered("Asks for a permit")
    for words in ("Sends the papers", "Waits for the answer", "Receives the permit"):
        page.keyboard.press("n")
        answered(words)
    page.locator("#new-persona").click()
    answered("Has no car of their own")
    page.locator("#step-receives-the-permit").focus()
    page.keyboard.press("Enter")
    page.locator("#field-end").select_option("helped")
    version += 1
    made.drawn(version)

    expect(page.locator("#step-receives-the-permit")).to_contain_text("helped")
    expect(page.locator("#persona")).to_contain_text("Has no car")
    assert "end: helped" in made.text


def test_a_way_to_a_new_step_is_made_in_the_panel_or_while_a_target_is_chosen(edited: Edited) -> None:
    page = edited.page
    edited.open_form("assess")
    page.locator("#do-branch").click()
    edited.answer("Asks for more papers")
    edited.answer("10%")
    edited.drawn(2)
    page.locator("#step-assess").focus()
    page.keyboard.press("w")
    page.keyboard.press("Insert")
    edited.answer("Hears that it takes longer")
    edited.answer("5%")
    edited.drawn(3)

    assert "asks-for-more-papers:" in edited.text
    assert re.search(r"hears-that-it-takes\S*: \{?(share: )?5%", edited.text)


def test_a_first_blueprint_begins_in_an_empty_folder(browser: Browser, tmp_path: Path) -> None:
    with served(browser, tmp_path) as (_, page):
        assert violations(page) == []
        page.get_by_label("What is the service called?").fill("Moving house")
        page.get_by_label("Language").select_option("nl")
        page.get_by_role("button", name="Begin").click()
        page.wait_for_url("**/moving-house.html")
        expect(page.locator("html[data-live=on]")).to_be_attached()

    assert (
        (tmp_path / "moving-house.yaml")
        .read_text(encoding="utf-8")
        .startswith("journeymap: 1\ntitle: Moving house\nlanguage: nl\n")
    )


def test_a_shelf_that_is_only_shown_begins_nothing(browser: Browser, tmp_path: Path) -> None:
    with served(browser, tmp_path, "--read-only") as (_, page):
        expect(page.get_by_role("heading", name="0 services")).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)


def test_many_gestures_in_a_row_are_undone_to_the_first_byte(edited: Edited) -> None:
    page = edited.page
    before = edited.path.read_bytes()
    chance = random.Random(13)
    version = 1
    for number in range(40):
        order = page.evaluate("[...document.querySelectorAll('#drawn [data-step]')].map((one) => one.id)")
        place = page.locator(f"#{chance.choice(order)}")
        place.focus()
        kind = chance.choice(["words", "words", "after", "delete", "row"])
        if kind == "words":
            page.keyboard.press("F2")
            page.locator("#card-words").fill(f"Words {number}")
            page.keyboard.press("Enter")
        elif kind == "after":
            page.keyboard.press("n")
            edited.answer(f"Step {number}")
        elif kind == "row":
            page.keyboard.press("m")
            page.keyboard.press(chance.choice(["ArrowUp", "ArrowDown"]))
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("Delete")
        # What is asked is answered; what cannot be done says so and writes nothing.
        while page.locator('html[data-sending="1"]').count() or page.locator("#question[open]").count():
            if page.locator("#question[open]").count():
                page.locator(
                    "#question-unknown" if page.locator("#question-unknown").is_visible() else "#question-yes"
                ).click()
        settled(page)
        now = int(page.locator("html").get_attribute("data-version") or 0)
        if now > version:
            edited.drawn(now)
            version = now
        assert page.evaluate("document.activeElement !== document.body")
    edited.undo_all()

    assert edited.path.read_bytes() == before


SHOWN = """() => {
  const bare = (html) => html.replace(/ tabindex="-?\\d+"/g, "").replace(/\\s*\\n\\s*/g, "");
  const plain = (id) => bare(document.getElementById(id).innerHTML);
  const text = (id) => document.getElementById(id).textContent;
  const scene = document.getElementById("scene");
  const attributes = scene.getAttributeNames().filter((name) => name !== "style");
  return {
    root: attributes.map((name) => `${name}=${scene.getAttribute(name)}`),
    drawn: plain("drawn"),
    told: plain("told"),
    findings: plain("findings-list"),
    accepted: plain("accepted-list"),
    rows: [...document.querySelectorAll("#rows input")].map((box) => box.checked),
    names: text("names"),
    persona: document.getElementById("persona").value,
    title: document.title,
    count: text("findings-count"),
    panel: plain("panel-body"),
    trail: text("trail"),
  };
}"""


@pytest.mark.parametrize("address", ["", "#step=issue&way=in", "#persona=owner&step=letter", "#found"])
def test_a_drawing_that_is_exchanged_is_that_of_a_fresh_page(edited: Edited, address: str) -> None:
    page = edited.page
    page.goto(edited.address + address)
    page.reload()
    expect(page.locator("html[data-live=on]")).to_be_attached()
    text = edited.first.replace(
        "  add-papers:\n", "  looks-again:\n    customer: Looks again\n    next: check\n\n  add-papers:\n", 1
    )
    edited.path.write_text(
        text.replace("{share: 30%, when: papers missing", "{share: 40%, when: papers missing").replace(
            "{share: 70%, when: complete", "{share: 60%, when: complete"
        ),
        encoding="utf-8",
    )
    edited.drawn(2)
    exchanged = page.evaluate(SHOWN)
    fresh = page.context.new_page()
    fresh.goto(page.url)
    expect(fresh.locator("html[data-live=on]")).to_be_attached()

    assert exchanged == fresh.evaluate(SHOWN)
    fresh.close()


def test_every_part_of_the_page_that_keeps_steps_by_number_takes_them_up_again() -> None:
    live = (MODULES / "live.js").read_text(encoding="utf-8")
    keepers = live.split("const keepers = {")[1].split("\n};")[0]
    by_number = {
        "core",
        "view",
        "rows",
        "persona",
        "names",
        "address",
        "steps",
        "search",
        "peek",
        "panel",
        "paths",
        "present",
    }
    stateless = {"colours", "printing", "compared", "start"}
    served = (MODULES / "served.py").read_text(encoding="utf-8").split("_SCRIPTS: tuple[str, ...] = (")[1].split(")")[0]
    drawn_page = {path.stem for path in MODULES.glob("*.js")} - set(re.findall(r'"(\w+)"', served))

    assert {name for name in drawn_page if f"\n  {name}: {{" in f"\n{keepers}"} == by_number
    assert drawn_page - by_number == stateless & drawn_page


def test_a_live_page_can_be_used_by_everybody(edited: Edited) -> None:
    edited.open_form("assess")
    edited.page.locator("#show-side").click()
    assert violations(edited.page) == []
    edited.page.locator("#close-panel").click()
    edited.page.locator("#step-letter").focus()
    edited.page.keyboard.press("F2")
    assert violations(edited.page) == []
    edited.page.keyboard.press("Escape")
    edited.page.keyboard.press("n")
    expect(edited.page.locator("#question[open]")).to_be_attached()
    assert violations(edited.page) == []
