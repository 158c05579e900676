"""Zoom and pan: with the mouse, the keyboard, fingers and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gestures import drag, move_fingers, point, resize, tap, turn_wheel
from looking import box_of, card, in_view, place, scale
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


def test_the_wheel_zooms_and_what_is_under_the_pointer_stays_there(page: Page):
    before, box = scale(page), box_of(card(page, "form"))
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    point(page, x, y)
    turn_wheel(page, -300)
    assert scale(page) == pytest.approx(before * 1.616, rel=0.01)
    box = box_of(card(page, "form"))
    assert (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) == pytest.approx((x, y), abs=1)
    turn_wheel(page, 300)
    assert scale(page) == pytest.approx(before, rel=0.01)


def test_dragging_moves_the_drawing_and_opens_nothing(page: Page):
    x, y = place(page)
    box = box_of(card(page, "call"))
    drag(page, (box["x"] + 20, box["y"] + 10), (box["x"] + 80, box["y"] + 50))
    assert place(page) == pytest.approx((x + 60, y + 40), abs=1)
    assert page.locator("#panel").is_hidden()


def test_a_wheel_with_shift_moves_sideways(page: Page):
    x, y = place(page)
    point(page, 600, 400)
    page.keyboard.down("Shift")
    turn_wheel(page, 120)
    page.keyboard.up("Shift")
    assert place(page) == pytest.approx((x - 120, y), abs=1)


@pytest.mark.only_chromium("Firefox takes no fingers from a driver")
def test_two_fingers_zoom(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, has_touch=True)
    before = scale(page)
    halves = range(50, 101, 10)
    move_fingers(page, [(550 - half, 400) for half in halves], [(550 + half, 400) for half in halves])
    assert scale(page) == pytest.approx(before * 2, rel=0.12)


@pytest.mark.only_chromium("Firefox takes no fingers from a driver")
def test_one_finger_moves_and_a_tap_opens_a_step(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, has_touch=True)
    x, y = place(page)
    move_fingers(page, [(600 + moved, 500 + moved) for moved in (0, 10, 30, 50)])
    assert place(page) == pytest.approx((x + 50, y + 50), abs=1)
    tap(card(page, "call", 1))
    expect(page.locator("#panel-title")).to_have_text("2. Calling")


def test_keys_zoom_move_and_show_everything(page: Page):
    page.locator("#stage").focus()
    before = scale(page)
    page.keyboard.press("+")
    assert scale(page) == pytest.approx(before * 1.25, rel=1e-3)
    page.keyboard.press("-")
    assert scale(page) == pytest.approx(before, rel=1e-3)
    x, y = place(page)
    for key, moved in (
        ("ArrowRight", (-90, 0)),
        ("ArrowLeft", (0, 0)),
        ("ArrowDown", (0, -90)),
        ("ArrowUp", (0, 0)),
    ):
        page.keyboard.press(key)
        assert place(page) == pytest.approx((x + moved[0], y + moved[1]), abs=1)
    page.keyboard.press("0")
    stage, sheet = box_of(page.locator("#stage")), box_of(page.locator("#sheet svg"))
    assert sheet["x"] >= stage["x"]
    assert sheet["y"] >= stage["y"]
    assert sheet["x"] + sheet["width"] <= stage["x"] + stage["width"]
    assert sheet["y"] + sheet["height"] <= stage["y"] + stage["height"]


def test_buttons_do_what_keys_do(page: Page):
    before, (x, y) = scale(page), place(page)
    page.click("#zoom-in")
    assert scale(page) == pytest.approx(before * 1.25, rel=1e-3)
    expect(page.locator("#zoom-level")).to_have_text(f"{round(scale(page) * 100)}%")
    page.click("#zoom-out")
    assert place(page) == pytest.approx((x, y), abs=1)
    for button, moved in (("right", (-90, 0)), ("left", (0, 0)), ("down", (0, -90)), ("up", (0, 0))):
        page.click(f"#go-{button}")
        assert place(page) == pytest.approx((x + moved[0], y + moved[1]), abs=1)
    page.click("#zoom-in")
    page.click("#fit")
    assert scale(page) <= before
    stage, sheet = box_of(page.locator("#stage")), box_of(page.locator("#sheet svg"))
    assert sheet["width"] <= stage["width"]
    assert sheet["height"] <= stage["height"]


def test_the_drawing_cannot_be_lost(page: Page):
    page.locator("#stage").focus()
    for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
        for _ in range(60):
            page.keyboard.press(key)
    x, y = place(page)
    stage, sheet = box_of(page.locator("#stage")), box_of(page.locator("#sheet svg"))
    assert x + sheet["width"] >= stage["x"] + 50
    assert y + sheet["height"] >= stage["y"] + 50
    for _ in range(40):
        page.keyboard.press("-")
    assert scale(page) > 0.1
    for _ in range(60):
        page.keyboard.press("+")
    assert scale(page) <= 8


def test_single_keys_can_be_switched_off(page: Page):
    before = scale(page)
    page.click("#show-help")
    page.uncheck("#single-keys")
    page.keyboard.press("Escape")
    page.locator("#stage").focus()
    page.keyboard.press("+")
    page.keyboard.press("/")
    assert scale(page) == pytest.approx(before)
    assert page.evaluate("() => document.activeElement.id") == "stage"


def test_at_first_the_beginning_of_the_journey_can_be_read(page: Page):
    assert scale(page) >= 0.55
    assert in_view(page, card(page, "leak"))


@pytest.mark.parametrize(("address", "name"), [("", "leak"), ("#step=done", "done")])
def test_a_page_that_was_opened_without_a_size_begins_when_it_gets_one(
    visit: Callable[..., Page], repair: bytes, address: str, name: str
):
    page = visit(repair, address, viewport={"width": 1280, "height": 40})
    resize(page, 1280, 800)
    assert 0.55 <= scale(page) <= 1.6
    assert in_view(page, card(page, name))
