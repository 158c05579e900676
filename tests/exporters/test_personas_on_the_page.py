"""What the page shows of a persona is what a drawing about that persona shows, on the layout of the drawing for all."""

from __future__ import annotations

from collections import Counter
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.drawing import DrawOptions, draw
from journeymap.drawing.shapes.primitives import Element, Rectangle, words_in
from journeymap.findings.harm import weighed
from journeymap.page.drawing import Sheet
from journeymap.page.persona_views import EVERYONE, VIEW
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeymap.drawing import Drawing
    from journeymap.layout.geometry import Box

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
FILES = sorted(BLUEPRINTS.rglob("*.yaml"))
NAMES = [str(path.relative_to(BLUEPRINTS).with_suffix("")) for path in FILES]
ROWS = {"sacrifice", "ideas", "evidence"}
# Not the ribbons of time: which of their words find room depends on how wide the sheet is.
TOLD = {"heading", "label", "emotion", "sacrifice", "ends"}


def seen_by(items: Iterable[object], who: str) -> Iterator[object]:
    """What of a drawing is there for a persona, by its number, or for all."""
    for item in items:
        if isinstance(item, Element) and item.kind == VIEW:
            if who in item.title.split():
                yield from seen_by(item.items, who)
        elif isinstance(item, Element):
            yield Element(item.kind, tuple(seen_by(item.items, who)), item.key, item.title)  # type: ignore[arg-type]
        else:
            yield item


def words_of(elements: Iterable[object]) -> Counter[str]:
    """All that is said, card by card and row by row; where lines are broken is no matter."""
    said: Counter[str] = Counter()
    for element in elements:
        assert isinstance(element, Element)
        kind = element.kind.split()[0]
        own = [item for item in element.items if isinstance(item, Element) and item.kind.split()[0] == "card"]
        for part in own if kind == "step" else [element] if kind in TOLD else []:
            said[f"{kind}: {' '.join(words.text for words in words_in([part]))}"] += 1
    return said


def drawn(path: Path, **options: object) -> Drawing:
    result = weighed(check_file(path))
    assert result.journey is not None
    return draw(result.journey, result.diagnostics, result.accepted, DrawOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_each_persona_has_the_words_and_widths_of_a_drawing_about_it(path: Path):
    drawing = drawn(path)
    sheet = Sheet(drawing)
    elements = list(sheet.elements())
    for number, name in enumerate(drawing.graph.blueprint.personas):
        rows = drawing.options.rows | ROWS
        alone = drawn(path, persona=name, rows=rows, asked=frozenset({"timeline"}))
        assert words_of(seen_by(elements, str(number))) == words_of(alone.scenes[0].elements)
        widths, expected = (
            Counter((placed.arrow.source, placed.arrow.target, placed.arrow.width) for placed in geometry.arrows)
            for geometry in (sheet.views.drawings[name].geometry, alone.geometry)
        )
        assert widths == expected


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_mark_of_findings_covers_the_words_on_an_arrow(path: Path):
    sheet = Sheet(drawn(path))
    elements = list(sheet.elements())
    for who, drawing in [(EVERYONE, sheet.drawing), *zip("0123456789", sheet.views.drawings.values(), strict=False)]:
        labels = [placed.label.box for placed in drawing.geometry.arrows if placed.label is not None]
        pins = [
            next(shape for shape in item.items if isinstance(shape, Rectangle))
            for element in seen_by(elements, who)
            if isinstance(element, Element)
            for item in element.items
            if isinstance(item, Element) and item.kind == "pin"
        ]
        assert [pin for pin, label in product(pins, labels) if covers(pin, label)] == []


def covers(pin: Rectangle, label: Box) -> bool:
    across = min(pin.x + pin.w, label.right) - max(pin.x, label.left)
    down = min(pin.y + pin.h, label.bottom) - max(pin.y, label.top)
    return across > 0 and down > 0
