"""The tour of the README on the page can be walked as it stands there."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import tour  # noqa: E402
from journeymap.pipeline import check_file  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_tour_of_the_readme_is_walked_and_makes_the_service_that_its_text_tells_of(
    browser: Browser, tmp_path: Path
) -> None:
    with tour.serving(tmp_path) as address:
        page = browser.new_page(viewport=tour.SIZE, reduced_motion="reduce")
        names = list(tour.stops(page, address))
        page.close()
    (file,) = tmp_path.glob("*.yaml")
    result = check_file(str(file))

    assert names == re.findall(r"docs/tour/([a-z]+)\.png", README)
    assert sorted(f"{name}.png" for name in names) == sorted(path.name for path in tour.FOLDER.iterdir())
    assert result.blueprint is not None
    assert {step.end for step in result.blueprint.steps.values()} == {None, "helped", "refused"}
    assert result.blueprint.steps["chooses-a-day"].next["hears-that-no-bike"].share == {"everyone": 0.2}
    assert "2 days" in file.read_text(encoding="utf-8")
