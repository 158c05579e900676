"""PDF as real pages: sizes, bookmarks, texts that can be selected, and warnings where they become small."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from drawings_for_tests import case_drawing, export, many_pages, squeezed, texts
from pypdf import PdfReader

from journeymap.analysis import Journey
from journeymap.diagnostics import Code, Diagnostic, Severity
from journeymap.drawing import ROWS, SHOWN, Drawing, DrawOptions, draw
from journeymap.drawing.paper.frame import LEAST_SIZE
from journeymap.drawing.paper.pages import smallest_words
from journeymap.drawing.shapes.primitives import words_in
from journeymap.i18n.messages import say
from journeymap.layout import PAPERS
from journeymap.model.blueprint import Blueprint


def pdf(drawing: Drawing) -> PdfReader:
    (part,) = export("pdf", drawing)
    return PdfReader(BytesIO(part.content))


def bookmarks(reader: PdfReader) -> list[tuple[str, int]]:
    return [(str(item.title), reader.get_destination_page_number(item) or 0) for item in reader.outline]  # type: ignore[union-attr,arg-type]


@pytest.mark.parametrize("page", PAPERS)
@pytest.mark.parametrize("portrait", [False, True])
def test_pages_have_the_size_of_the_paper_that_was_asked_for(page: str, portrait: bool):
    reader = pdf(case_drawing("small", DrawOptions(page=page, portrait=portrait)))
    size = (PAPERS[page].width, PAPERS[page].height)
    box = reader.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size[::-1] if portrait else size, abs=1)


def test_every_phase_has_a_bookmark_on_the_page_where_it_begins():
    drawing = many_pages()
    reader = pdf(drawing)
    found = bookmarks(reader)
    assert [title for title, _ in found] == [phase.phase.title for phase in drawing.geometry.phases]
    assert [page for _, page in found] == sorted(page for _, page in found)
    assert {page for _, page in found} == set(range(len(drawing.scenes)))
    for title, page in found:
        assert title in reader.pages[page].extract_text()


def test_pages_below_each_other_have_their_bookmarks_below_that_of_the_phase():
    drawing = tall(DrawOptions(page="a4"))
    assert len(drawing.scenes) == 2
    first, below = pdf(drawing).outline
    assert isinstance(below, list)
    assert [str(item.title) for item in below] == ["Actor 7 – Actor 15"]  # type: ignore[union-attr]
    assert str(first.title) == "Service blueprint"  # type: ignore[union-attr]


def test_the_list_of_findings_has_a_bookmark_too():
    diagnostic = Diagnostic(Code("JM999", "a-rule"), Severity.NOTE, say("found"), None)
    blueprint = Blueprint.model_validate({"steps": {"one": {"customer": "A"}}, "title": "T"})
    drawing = draw(Journey.of(blueprint), [diagnostic], (), DrawOptions(page="a4", rows=SHOWN | {"findings"}))
    assert bookmarks(pdf(drawing)) == [("T", 0), ("Findings", 1)]


def test_all_texts_of_all_pages_can_be_selected():
    drawing = many_pages()
    seen = squeezed("".join(page.extract_text() for page in pdf(drawing).pages))
    assert [text for text in texts(drawing) if squeezed(text) not in seen] == []


def test_the_document_has_the_title_of_the_blueprint():
    reader = pdf(many_pages())
    assert reader.metadata is not None
    assert reader.metadata.title == "Many pages"


def tall(options: DrawOptions) -> Drawing:
    """A blueprint with many rows, and long ones."""
    actors = {f"a{n}": {"name": f"Actor {n}", "lane": "backstage"} for n in range(16)}
    steps: dict[str, Any] = {
        f"s{n}": {
            "customer": "Asks",
            "backstage": [{"by": name, "does": "Works"} for name in actors],
            "next": f"s{n + 1}",
        }
        for n in range(3)
    }
    steps["s3"] = {"customer": "Has it", "end": "helped"}
    return draw(Journey.of(Blueprint.model_validate({"actors": actors, "steps": steps})), (), (), options)


def uncuttable(options: DrawOptions) -> Drawing:
    """A blueprint with a row that cannot be cut: so many ideas for one step that no page of A4 holds them."""
    ideas = [f"Something else that could be tried here, number {n}" for n in range(45)]
    blueprint = Blueprint.model_validate({"steps": {"one": {"customer": "A", "ideas": ideas}}})
    return draw(Journey.of(blueprint), (), (), options)


def test_words_that_become_too_small_are_warned_of_with_their_size_and_the_paper_that_would_do():
    rows = frozenset({"ideas"})
    drawing = uncuttable(DrawOptions(page="a4", rows=rows))
    smallest = smallest_words(drawing.scenes)
    assert smallest < LEAST_SIZE
    (warning,) = drawing.notices
    assert f"{smallest:.3g} pt on a4" in str(warning.message)
    larger = str(warning.message).split("; ")[1].split()[0]
    assert smallest_words(uncuttable(DrawOptions(page=larger, rows=rows)).scenes) >= LEAST_SIZE - 0.05


@pytest.mark.parametrize("page", PAPERS)
def test_nothing_is_small_without_a_warning(page: str):
    options = DrawOptions(page=page, rows=frozenset(ROWS))
    for drawing in (tall(options), uncuttable(options), case_drawing("rich", options)):
        smallest = smallest_words(drawing.scenes)
        assert (smallest < LEAST_SIZE - 0.05) == any("too small" in str(warning.message) for warning in drawing.notices)


def test_the_names_of_the_three_lines_stay_readable_on_every_page():
    for scene in tall(DrawOptions(page="a3")).scenes:
        names = [word for word in words_in(scene.elements) if word.text.startswith("LINE OF")]
        assert names
        assert all(word.size * scene.scale >= 5 for word in names)


def test_the_tiles_of_a_poster_are_pages_of_one_size():
    drawing = case_drawing("rich", DrawOptions(poster="a2", page="a4"))
    reader = pdf(drawing)
    assert len(reader.pages) == len(drawing.scenes) > 1
    for page, scene in zip(reader.pages, drawing.scenes, strict=True):
        size = (float(page.mediabox.width), float(page.mediabox.height))
        assert size == pytest.approx((scene.width * scene.scale, scene.height * scene.scale), abs=1)
    seen = squeezed("".join(page.extract_text() for page in reader.pages))
    assert all(squeezed(card.text) in seen for card in drawing.sheet.cards)


def test_pages_with_nothing_but_findings_have_the_size_of_the_others():
    diagnostic = Diagnostic(Code("JM999", "a-rule"), Severity.NOTE, say("found"), None)
    blueprint = Blueprint.model_validate({"steps": {"one": {"customer": "A"}}})
    reader = pdf(draw(Journey.of(blueprint), [diagnostic], (), DrawOptions(page="a4", rows=SHOWN | {"findings"})))
    sizes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages}
    assert sizes == {(842, 595)}
