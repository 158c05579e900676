"""A poster in tiles: the whole sheet is on them, neighbours overlap, and each says where it belongs."""

from __future__ import annotations

from typing import Any

import pytest
from test_scene import LONG, PHASES, drawing_of, elements, text, words

from journeymap.drawing import Drawing, DrawOptions
from journeymap.drawing.paper.pages import smallest_words
from journeymap.drawing.paper.poster import OVERLAP, tiling_of
from journeymap.drawing.shapes.primitives import Path
from journeymap.layout import PAPERS, Paper


def poster(size: str, page: str | None = None, **options: Any) -> Drawing:
    return drawing_of(DrawOptions(poster=size, page=page, **options), steps=LONG, phases=PHASES)


@pytest.mark.parametrize(("size", "page"), [("a0", None), ("a1", "a4"), ("a0", "a3"), ("tabloid", "letter")])
def test_tiles_have_the_size_of_the_paper_and_together_show_the_whole(size: str, page: str | None):
    drawing = poster(size, page)
    whole = drawing_of(steps=LONG, phases=PHASES).scenes[0]
    paper = PAPERS[page or "a4"]
    margin = paper.margin / drawing.scenes[0].scale
    for scene in drawing.scenes:
        sides = sorted((scene.width * scene.scale, scene.height * scene.scale))
        assert sides == pytest.approx(sorted((paper.width, paper.height)))
        assert scene.clipped
    assert min(scene.left for scene in drawing.scenes) + margin == pytest.approx(whole.left)
    assert min(scene.top for scene in drawing.scenes) + margin == pytest.approx(whole.top)
    assert max(scene.left + scene.width for scene in drawing.scenes) - margin >= whole.left + whole.width - 0.01
    assert max(scene.top + scene.height for scene in drawing.scenes) - margin >= whole.top + whole.height - 0.01
    seen = {card.key for scene in drawing.scenes for card in elements(scene, "card")}
    assert seen == {card.id for card in drawing.sheet.cards}


@pytest.mark.parametrize("size", PAPERS)
@pytest.mark.parametrize("page", ["a4", "a3", "letter"])
def test_the_poster_fills_its_paper_or_the_sheets_that_are_just_enough_and_is_no_larger(size: str, page: str):
    scene = drawing_of(steps=LONG, phases=PHASES).scenes[0]
    tiling = tiling_of(scene, PAPERS[size], PAPERS[page])
    full = min(PAPERS[size].width / scene.width, PAPERS[size].height / scene.height)
    assert 0.95 * full <= tiling.scale <= full
    if tiling.scale < full:
        width, height = (side * (1 - 1e-9) - 48 - OVERLAP for side in (tiling.paper.width, tiling.paper.height))
        sheets = -(-(scene.width * full - OVERLAP) // width) * -(-(scene.height * full - OVERLAP) // height)
        assert tiling.count < sheets


def test_a_column_of_nearly_empty_sheets_is_saved():
    scene = drawing_of(steps=LONG, phases=PHASES).scenes[0]
    paper = PAPERS["a4"]
    just_over = 2 * (paper.width - 48 - OVERLAP) + OVERLAP + 10
    poster = Paper(just_over, just_over * scene.height / scene.width)
    tiling = tiling_of(scene, poster, paper)
    assert scene.width * tiling.scale < just_over
    assert tiling.columns == 2


def test_neighbours_share_a_strip_to_be_glued_with_marks_in_the_middle_of_it():
    first, second, *_ = poster("a0").scenes
    margin = 24.0 / first.scale
    shared = first.left + first.width - margin - (second.left + margin)
    assert shared * first.scale == pytest.approx(OVERLAP)

    def upright(scene: Any) -> list[float]:
        (marks,) = elements(scene, "marks")
        paths = [item for item in marks.items if isinstance(item, Path)]
        return sorted({path.pieces[0][0] for path in paths if path.pieces[0][0] == path.pieces[1][0]})

    assert upright(first)[-1] == pytest.approx(upright(second)[0])


def test_every_tile_says_where_it_belongs():
    scenes = poster("a0").scenes
    places = [text(next(iter(elements(scene, "place")))) for scene in scenes]
    assert len(set(places)) == len(scenes)
    assert places[0].startswith("Buying bread: row 1 of ")
    assert [scene.bookmarks[0].title for scene in scenes] == [place.removeprefix("Buying bread: ") for place in places]


def test_paper_is_turned_where_that_needs_fewer_sheets():
    wide = poster("a2").scenes
    paper = PAPERS["a4"]
    for width, height in ((paper.width, paper.height), (paper.height, paper.width)):
        usable = (width - 48 - OVERLAP, height - 48 - OVERLAP)
        whole = drawing_of(steps=LONG, phases=PHASES).scenes[0]
        scale = wide[0].scale
        needed = -(-(whole.width * scale - OVERLAP) // usable[0]) * -(-(whole.height * scale - OVERLAP) // usable[1])
        assert len(wide) <= needed


def test_a_small_poster_of_a_large_sheet_warns_of_small_words():
    drawing = poster("a4")
    assert min(word.size for scene in drawing.scenes for word in words(scene)) * drawing.scenes[0].scale < 6
    (warning,) = drawing.notices
    assert "pt on a4" in str(warning.message)
    larger = poster(str(warning.message).split("; ")[1].split()[0])
    assert smallest_words(larger.scenes) >= 6
    large = poster("a0")
    assert large.scenes
    assert large.notices == ()
