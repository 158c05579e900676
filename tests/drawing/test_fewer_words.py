"""Where words would print too small, what is only stated yields, in a fixed order; what was found stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.drawing import Drawing, DrawOptions, draw
from journeymap.drawing.paper.frame import LEAST_SIZE, TOLERANCE
from journeymap.drawing.paper.pages import smallest_words
from journeymap.drawing.shapes.primitives import Scene, Words, words_in
from journeymap.drawing.sheet.fewer_words import YIELDING, with_fewer_words
from journeymap.findings.harm import weighed
from journeymap.pipeline import check_file

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
MOST_PAGES = {
    "aardbeving-samen": 2, "aardbevingsschade": 2, "hospital-visit": 4, "huis-versterken": 2, "klacht-als-signaal": 4,
    "klantenservice-bereiken": 2, "nieuwbouw-op-maat": 2, "reparatieverzoek": 4, "reparatieverzoek-to-be": 2,
    "sportschool-aanmelden": 2, "sportschool-opzeggen": 2, "winkel-retour": 2, "winkel-retour-to-be": 2,
    "woning-aanvragen": 2, "woning-aanvragen-to-be": 2,
}  # fmt: skip
"""On A3, of those that need more than one."""
ALWAYS = {"pain", "dead-end", "end", "late", "start"}


def drawing_of(name: str, options: DrawOptions | None = None) -> Drawing:
    result = weighed(check_file(BLUEPRINTS / f"{name}.yaml"))
    assert result.journey is not None
    return draw(result.journey, result.diagnostics, result.accepted, options)


def kinds(drawing: Drawing, left_out: int) -> set[str]:
    sheet = with_fewer_words(drawing.sheet, left_out)
    return {badge.kind for card in sheet.cards for badge in card.badges}


def test_what_yields_goes_in_order_and_what_was_found_stays() -> None:
    drawing = drawing_of("reparatieverzoek")
    every = kinds(drawing, 0)
    assert {"complaint", "channel", "fail-point", *ALWAYS} <= every
    assert every - kinds(drawing, 1) == {"complaint"}
    assert kinds(drawing, 1) - kinds(drawing, 2) == {"channel", "wait"}
    for left_out in range(len(YIELDING) + 1):
        assert kinds(drawing, left_out) >= ALWAYS


def test_of_what_goes_wrong_at_times_how_often_stays() -> None:
    sheet = with_fewer_words(drawing_of("reparatieverzoek").sheet, 3)
    fails = [badge.text for card in sheet.cards for badge in card.badges if badge.kind == "fail-point"]
    assert fails
    assert all(text.endswith("%") and text[0].isdigit() for text in fails)


def test_physical_evidence_yields_before_the_words_on_ways_that_few_take() -> None:
    drawing = drawing_of("reparatieverzoek")
    lanes = [{row.lane for row in with_fewer_words(drawing.sheet, left_out).rows} for left_out in (3, 4)]
    assert lanes[0] - lanes[1] == {"evidence"}
    words = [sum(bool(arrow.text) for arrow in with_fewer_words(drawing.sheet, left_out).arrows) for left_out in (4, 5)]
    assert words[1] <= words[0]


@pytest.mark.parametrize(("name", "pages"), MOST_PAGES.items())
def test_a_blueprint_needs_no_more_pages_than_it_did_and_all_words_can_be_read(name: str, pages: int) -> None:
    drawing = drawing_of(name, DrawOptions(page="a3"))
    assert len(drawing.scenes) <= pages
    assert smallest_words(drawing.scenes) >= LEAST_SIZE - TOLERANCE


def test_what_is_left_out_is_said() -> None:
    drawing = drawing_of("klantenservice-bereiken", DrawOptions(page="a4"))
    assert drawing.scenes
    said = [notice.message.text("en") for notice in drawing.notices]
    assert any(text.startswith("left out so that fewer pages of a4 can be read: complaints") for text in said)


def test_the_sheet_on_which_all_of_it_fits_has_all_its_words() -> None:
    drawing = drawing_of("boom-kappen", DrawOptions(page="a3"))
    assert drawing.scenes
    assert not [notice for notice in drawing.notices if notice.message.template.startswith("left out")]


def test_a_page_below_gives_no_room_to_the_head_that_only_the_first_has() -> None:
    drawing = drawing_of("reparatieverzoek", DrawOptions(page="a3"))
    first, below = drawing.scenes[:2]

    def phases_at(scene: Scene) -> float:
        return min(
            word.y for item in scene.elements if item.kind == "phase" for word in item.items if isinstance(word, Words)
        )

    assert phases_at(below) < phases_at(first) - 40


def test_no_page_of_several_stays_nearly_empty() -> None:
    for name in ("reparatieverzoek", "klacht-als-signaal", "hospital-visit"):
        for scene in drawing_of(name, DrawOptions(page="a3")).scenes:
            lowest = max(word.y for word in words_in(scene.elements))
            assert (lowest - scene.top) / scene.height > 0.65
