"""What the budget of a layout no longer allows is told, with how many arrows it is."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from journeymap.analysis import Journey
from journeymap.drawing import drawing
from journeymap.drawing.drawing import draw
from journeymap.drawing.theme.theme import DEFAULT
from journeymap.layout import arrange, arrangement
from journeymap.layout.effort import Effort
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_blueprint
from journeymap.report.html import html_report

if TYPE_CHECKING:
    import pytest

    from journeymap.layout.geometry import Geometry
    from journeymap.layout.sheet import Sheet

NAMES = [f"s{number}" for number in range(10)]
COMPLETE = {name: {"customer": name, "next": [other for other in NAMES if other != name]} for name in NAMES}


def warnings(routing: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    effort = Effort(routing, 10**9, 10**9)
    monkeypatch.setattr(drawing, "arrange_once", lambda sheet: arrange(sheet, effort))
    drawn = draw(Journey.of(Blueprint.model_validate({"steps": COMPLETE})))
    assert drawn.geometry.arrows
    return {language: [notice.message.text(language) for notice in drawn.notices] for language in ("en", "nl")}


def test_arrows_that_keep_their_first_way_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [warnings(states, monkeypatch) for states in range(2_000, 100_000, 2_000)]
    assert any("keep the way that was found before the others took theirs" in text for it in told for text in it["en"])
    assert any("houden de route die gevonden werd" in text for it in told for text in it["nl"])


def test_nothing_is_told_within_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    assert warnings(10**9, monkeypatch) == {"en": [], "nl": []}


def test_a_report_lays_out_a_sheet_once_however_often_it_draws_it(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[Sheet] = []

    def arranged(sheet: Sheet) -> Geometry:
        laid.append(sheet)
        return arrange(sheet)

    arrangement.arrange_once.cache_clear()
    monkeypatch.setattr(arrangement, "arrange", arranged)
    html_report(check_blueprint(Blueprint.model_validate({"steps": COMPLETE})), "en", DEFAULT)
    assert laid
    assert all(sheet != other for sheet, other in combinations(laid, 2))
