"""Pointing: at arrows, at cards that the short card must not cover, and names that stay in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gestures import point, turn_wheel
from looking import box_of, card, in_view, settled, step
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page


def arrow(page: Page, source: int, target: int) -> Locator:
    """The arrow between two steps, by their places in the file."""
    return page.locator(f'.arrow[data-from="{source}"][data-to="{target}"]:not([hidden])')


def on_its_course(page: Page, line: Locator) -> tuple[float, float]:
    """A point of the page on the course of an arrow, in the middle of its length."""
    settled(page)
    found: list[float] = (
        line.locator("path")
        .nth(1)
        .evaluate(
            """path => {
            const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
            return [at.x, at.y];
        }"""
        )
    )
    return (found[0], found[1])


def overlap(one: Any, other: Any) -> bool:
    """Whether two boxes cover each other."""
    beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
    return not (beside or one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"])


def test_pointing_beside_an_arrow_lights_it_and_tells_about_it(page: Page):
    line = arrow(page, 1, 3)
    x, y = on_its_course(page, line)
    point(page, x + 1, y + 3)
    expect(page.locator("#peek")).to_contain_text("2. Calling → 4. Hears that it is at own expense")
    expect(page.locator("#peek")).to_contain_text("own expense; 20%; the organisation decides")
    assert page.locator(".lit").evaluate_all(
        "all => all.every(one => one.dataset.from === '1' && one.dataset.to === '3')"
    )
    expect(line).to_have_class("arrow flow lit")
    point(page, x, 700)
    expect(line).to_have_class("arrow flow")


def test_a_click_on_an_arrow_opens_the_step_it_leaves_at_what_is_told_of_it(page: Page):
    page.mouse.click(*on_its_course(page, arrow(page, 1, 3)))
    expect(page.locator("#panel-title")).to_have_text("2. Calling")
    way = page.locator("#panel .out li.chosen")
    expect(way).to_have_count(1)
    expect(way).to_contain_text("own expense; 20%")
    expect(way).to_be_in_viewport()
    expect(arrow(page, 1, 3)).to_have_class("arrow flow lit")
    page.click("#close-panel")
    expect(page.locator(".lit")).to_have_count(0)


def test_a_way_in_the_panel_lights_its_arrow_with_mouse_and_keyboard(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, "#step=plan")
    page.locator("#panel .in a", has_text="Calling").hover()
    expect(arrow(page, 1, 4)).to_have_class("arrow flow lit")
    page.locator("#panel .out a", has_text="Lets the plumber in").first.focus()
    lit = page.locator(".arrow.lit:not([hidden])").evaluate_all(
        "all => all.map(one => [one.dataset.from, one.dataset.to])"
    )
    assert lit
    assert all(pair == ["4", "5"] for pair in lit)
    page.locator("#search").focus()
    expect(page.locator(".lit")).to_have_count(0)


def test_the_short_card_keeps_away_from_what_is_pointed_at(visit: Callable[..., Page], repair: bytes):
    page = visit(repair, viewport={"width": 900, "height": 560})
    for name in ("leak", "call", "form", "plan"):
        for number in range(step(page, name).locator(".card:not([hidden])").count()):
            pointed = card(page, name, number)
            if not in_view(page, pointed):
                continue
            box = box_of(pointed)
            point(page, box["x"] + box["width"] / 2, box["y"] + 4)
            expect(page.locator("#peek .where code")).to_have_text(name)
            assert not overlap(box_of(page.locator("#peek")), box), (name, number)
            page.keyboard.press("Escape")
            point(page, 5, 5)


def test_nothing_is_pointed_at_when_the_drawing_moves_below_a_pointer_that_rests(page: Page):
    box = box_of(card(page, "call", 1))
    point(page, box["x"] - 12, box["y"] + 10)
    turn_wheel(page, -100, times=6)
    page.keyboard.press("0")
    settled(page)
    expect(page.locator("#peek")).to_be_hidden()


def test_names_of_rows_and_phases_stay_in_sight(page: Page):
    names = page.locator("#names > .row-name:visible")
    expect(names).to_have_count(0)
    point(page, 600, 300)
    turn_wheel(page, -300, times=6)
    shown = names.all_inner_texts()
    assert "Customer" in " ".join(shown) or "Tenant" in " ".join(shown)
    stage = box_of(page.locator("#stage"))
    for name in names.all():
        box, number = box_of(name), page.locator("#names > div").all_inner_texts().index(name.inner_text())
        row = box_of(page.locator(f'[data-part="{number}"] > rect').first)
        assert box["x"] == stage["x"]
        assert row["y"] <= box["y"] + 1
        assert box["y"] + box["height"] <= row["y"] + row["height"] + 1
    page.keyboard.press("ArrowDown")
    settled(page)
    phases = page.locator("#names > .phase-name:visible")
    assert phases.count() >= 1
    assert box_of(phases.first)["y"] >= stage["y"]
    assert not any(overlap(box_of(one), box_of(other)) for one in names.all() for other in phases.all())


def test_a_row_that_is_off_has_no_name(page: Page):
    point(page, 600, 300)
    turn_wheel(page, -300, times=3)
    name = page.locator("#names > .row-name:visible").first
    title = name.inner_text()
    page.click("#show-rows")
    page.locator("#rows label", has_text=title).first.click()
    settled(page)
    assert title not in page.locator("#names > .row-name:visible").all_inner_texts()
