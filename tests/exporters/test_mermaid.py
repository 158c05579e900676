"""Mermaid: what is written as a flowchart or a journey, and what our own readers make of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from drawings_for_tests import LABELS, export, hostile_drawing

import journeymap
from journeymap.analysis import Journey
from journeymap.drawing import Drawing, DrawOptions, draw
from journeymap.exporter import ExportError
from journeymap.importer import Choices, Incoming
from journeymap.importers.mermaid import chart_of
from journeymap.importing import import_source
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_file

BLUEPRINTS = sorted((Path(__file__).parents[2] / "blueprints").rglob("*.yaml"))


def _drawing(path: Path, **options: object) -> Drawing:
    journey = check_file(path).journey
    assert journey is not None
    return draw(journey, (), (), DrawOptions(**options))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _cards_and_arrows(drawing: Drawing) -> tuple[Counter, Counter]:
    texts = {card.id: _plain(card.text) for card in drawing.sheet.cards}
    arrows = Counter()
    for arrow in drawing.sheet.arrows:
        arrows[texts[arrow.source], texts[arrow.target], _plain(arrow.text)] += 1
        if arrow.both and arrow.kind != "cell":
            arrows[texts[arrow.target], texts[arrow.source], _plain(arrow.text)] += 1
    return Counter(texts.values()), arrows


def _read_back(drawing: Drawing) -> tuple[Counter, Counter]:
    (part,) = export("mermaid", drawing)
    chart = chart_of(Incoming("chart.mmd", part.content), Choices())
    assert not [remark for remark in chart.remarks if remark.kind == "lost"]
    labels = {node.id: node.label for node in chart.nodes.values()}
    arrows = Counter((labels[arrow.source], labels[arrow.target], arrow.label) for arrow in chart.arrows)
    return Counter(labels.values()), arrows


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_every_card_and_every_arrow_comes_back_from_a_flowchart(path: Path):
    drawing = _drawing(path)
    if len(drawing.sheet.arrows) > 500:
        pytest.fail("cut it with phases, so that Mermaid draws it")
    assert _read_back(drawing) == _cards_and_arrows(drawing)


def test_texts_that_want_to_be_something_else_come_back_as_they_are():
    drawing = hostile_drawing()
    assert _read_back(drawing) == _cards_and_arrows(drawing)
    text = export("mermaid", drawing)[0].content.decode()
    for sign in "<>{}`\\":
        assert not [line for line in text.splitlines()[3:] if sign in line.replace("-->", "").replace("-.->", "")]


def test_a_focus_is_all_that_is_written(capsys: pytest.CaptureFixture[str]):
    drawing = _drawing(BLUEPRINTS[0], focus=next(iter(check_file(BLUEPRINTS[0]).journey.blueprint.steps)))
    assert _read_back(drawing) == _cards_and_arrows(drawing)


def test_more_arrows_than_mermaid_draws_are_refused_with_what_to_do():
    count = 60
    steps = {
        f"s{n}": {"customer": f"Does {n}", "next": [f"s{m}" for m in range(count) if (n + m) % 6 == 0], "starts": []}
        for n in range(count)
    }
    drawing = draw(Journey.of(Blueprint.model_validate({"steps": steps})))
    with pytest.raises(ExportError, match="arrows are more than Mermaid draws") as refused:
        export("mermaid", drawing)
    assert "--phase" in str(refused.value.remedy)


RATED = {
    "title": "Coffee; and more",
    "phases": {"in": "In: the shop", "out": "Out"},
    "personas": {"bo": {"share": 0.75}, "anna": {"share": 0.25}},
    "steps": {
        "a": {
            "phase": "in",
            "customer": "Section of the queue: waits",
            "experience": {"bo": {"emotion": -2}, "anna": {"emotion": 2}},
            "next": "b",
        },
        "b": {"phase": "out", "customer": "Drinks #1, hot", "experience": {"everyone": {"emotion": 1}}, "next": "c"},
        "c": {"phase": "out", "customer": "Pays", "end": "helped"},
    },
}


def test_a_journey_has_the_mean_feeling_of_each_step_and_leaves_out_what_nobody_rated():
    drawing = draw(Journey.of(Blueprint.model_validate(RATED)))
    (part,) = export("mermaid-journey", drawing)
    assert part.content.decode().splitlines() == [
        "journey",
        "  title Coffee and more",
        "  section In the shop",
        '    "Section of the queue waits": 2: Customer',
        "  section Out",
        "    Drinks 1 hot: 4: Customer",
    ]
    assert [notice.message.text() for notice in drawing.notices] == ["left out, since no feeling is stated there: Pays"]


def test_a_journey_of_one_persona_has_its_feelings():
    drawing = draw(Journey.of(Blueprint.model_validate(RATED)), (), (), DrawOptions(persona="anna"))
    assert ": 5: " in export("mermaid-journey", drawing)[0].content.decode()


def test_a_journey_comes_back_with_its_phases_and_feelings():
    drawing = draw(Journey.of(Blueprint.model_validate(RATED)))
    made = import_source(Incoming("j.mmd", export("mermaid-journey", drawing)[0].content), Choices()).blueprint
    assert [phase.name for phase in made.phases.values()] == ["In the shop", "Out"]
    assert [step.experience["everyone"].emotion for step in made.steps.values()] == [-1, 1]


def test_without_any_feeling_no_journey_is_written():
    drawing = draw(Journey.of(Blueprint.model_validate({"steps": {"a": {"customer": LABELS[0]}}})))
    with pytest.raises(ExportError, match="no feeling of a customer is stated"):
        export("mermaid-journey", drawing)


def test_the_library_saves_a_chart_by_its_suffix(tmp_path: Path):
    journeymap.draw(BLUEPRINTS[0]).save(tmp_path / "chart.mmd")
    assert "flowchart LR" in (tmp_path / "chart.mmd").read_text(encoding="utf-8")
