"""SVG, PNG, PDF, page and report of a file tell the same numbers with the same words, on every blueprint."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from test_scene import elements, words

from journeymap.drawing import Drawing, draw
from journeymap.drawing.theme.theme import DEFAULT
from journeymap.findings.harm import weighed
from journeymap.pipeline import check_file
from journeymap.plugins import instance
from journeymap.rendering import renderer
from journeymap.report.html import html_report
from journeymap.report.markdown import markdown_report

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(25)
_TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>", re.DOTALL)


def drawing_of(path: Path) -> Drawing:
    result = weighed(check_file(path))
    assert result.journey is not None
    return draw(result.journey, result.diagnostics, result.accepted)


def texts(markup: str) -> list[str]:
    """All words of a picture, as they are read."""
    return [unescape(re.sub(r"<[^>]+>", "", text)) for text in _TEXT.findall(markup)]


def written(name: str, drawing: Drawing) -> str:
    (part,) = instance("exporters", "EXPORTER", name).render(drawing)
    return part.content.decode()


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What Typst was given to make PNG and PDF of."""
    import typst

    given: list[dict[str, Any]] = []

    def compiled(_document: bytes, **options: Any) -> bytes:
        given.append(options)
        return PICTURE

    monkeypatch.setattr(typst, "compile", compiled)
    return given


@pytest.mark.parametrize("path", sorted(BLUEPRINTS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_format_tells_the_same_numbers_with_the_same_words(path: Path, handed_over: list[dict[str, Any]]):
    drawing = drawing_of(path)
    (scene,) = drawing.scenes
    told = [word.text for word in words(scene)]
    assert texts(written("svg", drawing)) == told
    for make in (lambda: renderer.png(drawing, scene, 144.0), lambda: renderer.pdf(drawing, drawing.scenes)):
        make()
        pictures = handed_over.pop()["sys_inputs"]
        assert texts(pictures["svg-0"]) == told
        assert pictures["alt-0"] == scene.description
    page = texts(written("html", drawing))
    (heading,) = elements(scene, "heading")
    cards = [word.text for element in elements(scene, "card") for word in words(element)]
    on_page = set(page)
    figures = {text for text in (*(word.text for word in words(heading)), *cards) if any(map(str.isdigit, text))}
    assert figures <= on_page
    assert drawing.head is not None
    if drawing.head.sentence:
        outline = written("outline", drawing)
        assert drawing.head.sentence in outline.replace("\\", "")


@pytest.mark.parametrize("path", sorted(BLUEPRINTS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_report_tells_the_message_of_the_drawing_in_its_words(path: Path):
    result = weighed(check_file(path))
    drawing = drawing_of(path)
    head = drawing.head
    assert head is not None
    report = markdown_report(result, drawing.language).replace("\\", "")
    assert head.sentence in report
    assert head.time.partition(". ")[0].rstrip(".") in report
    for line in (*head.hurts, *head.leaving):
        assert f"{line.words}: {'; '.join(line.reasons)}" in report
    page = html_report(result, drawing.language, DEFAULT)
    assert head.sentence in unescape(page)
    assert {text for text in texts(written("svg", drawing)) if any(map(str.isdigit, text))} <= set(texts(page))
