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
    "aardbeving-samen": (2, 4), "aardbevingsschade": (2, 4), "bijstand-aanvragen": (1, 1), "boom-kappen": (1, 1),
    "city-bike": (1, 4), "hospital-visit": (4, 9), "huis-versterken": (2, 4), "klacht-als-signaal": (2, 6),
    "klantenservice-bereiken": (2, 4), "nieuwbouw-op-maat": (2, 4), "nieuwbouw-op-maat-folder": (2, 4),
    "nieuwbouw-op-maat-gesprek": (2, 4), "permit-application": (1, 1), "permit-application-dead-end": (1, 1),
    "permit-application-improper-completion": (1, 1), "permit-application-lost-journey": (1, 1),
    "permit-application-no-way-out": (1, 1), "permit-application-refusal": (1, 1),
    "permit-application-unreachable": (1, 1), "reparatie-afzeggen": (1, 2), "reparatie-bezetting": (1, 4),
    "reparatieverzoek": (3, 6),
    "reparatieverzoek-2019": (1, 1), "reparatieverzoek-to-be": (2, 4), "schoorsteen-weghalen": (1, 4),
    "sign-up-funnel": (1, 1), "sportschool-aanmelden": (1, 4), "sportschool-opzeggen": (2, 4),
    "supermarkt-parkeren": (1, 4), "supermarkt-parkeren-to-be": (1, 4), "wijk-onderhoud": (2, 4),
    "wijk-onderhoud-to-be": (1, 4), "winkel-retour": (2, 4), "winkel-retour-to-be": (2, 4),
    "woning-aanvragen": (2, 6), "woning-aanvragen-to-be": (2, 4),
}  # fmt: skip
"""On A3 and on A4, none more than when words were of 6 pt, and 60 and 128 in all; now 6.5 pt is the least."""
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


def test_every_blueprint_is_counted() -> None:
    assert set(MOST_PAGES) == {path.stem for path in BLUEPRINTS.rglob("*.yaml")}
    assert [sum(pages) for pages in zip(*MOST_PAGES.values(), strict=True)] == [56, 120]


@pytest.mark.parametrize("path", sorted(BLUEPRINTS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_blueprint_needs_few_pages_all_of_them_full_and_all_words_can_be_read(path: Path) -> None:
    result = weighed(check_file(path))
    assert result.journey is not None
    for page, most in zip(("a3", "a4"), MOST_PAGES[path.stem], strict=True):
        scenes = draw(result.journey, result.diagnostics, result.accepted, DrawOptions(page=page)).scenes
        assert len(scenes) <= most
        assert smallest_words(scenes) >= LEAST_SIZE - TOLERANCE
        for scene in scenes:
            lowest = max(word.y for word in words_in(scene.elements))
            assert (lowest - scene.top) / scene.height >= 0.7


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
    drawing = drawing_of("hospital-visit", DrawOptions(page="a3"))
    first, below = drawing.scenes[:2]

    def phases_at(scene: Scene) -> float:
        return min(
            word.y for item in scene.elements if item.kind == "phase" for word in item.items if isinstance(word, Words)
        )

    assert phases_at(below) < phases_at(first) - 40
