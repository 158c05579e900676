"""What a step is called in lists, tags, ribbons, reports and findings is found on a card of that step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_scene import elements, text, words

from journeymap.drawing import Drawing, draw
from journeymap.findings.harm import weighed
from journeymap.i18n.text import printable
from journeymap.pipeline import check_file, check_source

if TYPE_CHECKING:
    from journeymap.result import Result

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
NAMED = """
journeymap: 1
steps:
  ring: {name: Calling, customer: Rings and explains, next: {done: 60%, gone: 40%}}
  done: {name: Gets help, customer: Gets help today, end: helped}
  gone: {customer: Gives up, end: gave-up}
"""


def drawn(result: Result) -> Drawing:
    result = weighed(result)
    assert result.journey is not None
    return draw(result.journey, result.diagnostics, result.accepted)


@pytest.mark.parametrize("path", sorted(BLUEPRINTS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_name_that_findings_use_for_a_step_stands_on_its_card(path: Path):
    drawing = drawn(check_file(path))
    by_step: dict[str, str] = {}
    for card in drawing.sheet.cards:
        by_step[card.step] = f"{by_step.get(card.step, '')}\n{card.text}"
    for step in drawing.graph.blueprint.steps:
        if step in by_step:
            assert printable(drawing.graph.label(step)) in by_step[step]
    assert drawing.head is not None
    for line in (*drawing.head.hurts, *drawing.head.leaving):
        assert line.words in by_step[line.step]


def test_a_name_that_is_not_in_the_words_stands_before_them_and_one_that_is_does_not():
    drawing = drawn(check_source(NAMED, "named.yaml"))
    texts = {card.step: card.text for card in drawing.sheet.cards}
    assert texts == {"ring": "Calling – Rings and explains", "done": "Gets help today", "gone": "Gives up"}
    assert drawing.head is not None
    (line,) = drawing.head.leaving
    assert (line.words, line.reasons) == ("Calling", ("40 give up here",))
    (heading,) = elements(drawing.scenes[0], "heading")
    told = [word.text for word in words(heading)]
    assert {"WHERE PEOPLE LEAVE", "Calling", "40 give up here"} <= set(told)
    assert "Where people leave: Calling." in drawing.scenes[0].description
    assert text(heading)
