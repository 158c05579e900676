"""No word of a drawing runs out of what it stands in, whatever font the reader's machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from journeymap.analysis import Journey
from journeymap.drawing import ROWS, DrawOptions, built_in, draw
from journeymap.model.blueprint import Blueprint
from journeymap.svg.text import svg_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

LONG = "Aansprakelijkheidswaardevaststellingsveranderingscommissievergadering"
TEXT = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore. " * 4
LABELS = (
    LONG,
    TEXT,
    "https://www.example.org/wonen/aanvragen/formulier-2026-versie-3-definitief.pdf?x=1&y=2",
    "W" * 60,
    "Belt ongevraagd elk half jaar",
    "يستقبل الموظف الطلب رقم 42 (form B-12) ويتحقق من الهوية",
    "בקשה לדיור number 7 של המשפחה כולה",
    "Z\u0335\u0321a\u0335l\u0334g\u0337o\u0336 e\u0301e\u0301",
    "<b>bold</b> & {a|b} \\N ]]>",
)

# Every text against the box before it in its group that it stands in, and against the sheet.
OUTSIDE = """() => {
  const svg = document.querySelector("svg"), sheet = svg.viewBox.baseVal, found = [];
  for (const text of svg.querySelectorAll("text")) {
    const own = text.getBBox(), middle = [own.x + own.width / 2, own.y + own.height / 2];
    const boxes = [...text.parentElement.querySelectorAll(":scope > rect")]
      .filter((rect) => rect.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)
      .map((rect) => rect.getBBox())
      .filter((box) => box.width >= 20 && box.x <= middle[0] && middle[0] <= box.x + box.width
        && box.y <= middle[1] && middle[1] <= box.y + box.height)
      .sort((one, other) => one.width - other.width);
    const box = boxes[0] ?? sheet;
    if (own.x < box.x - .01 || own.x + own.width > box.x + box.width + .01) found.push(text.textContent);
  }
  return found;
}"""


def blueprint() -> Blueprint:
    steps: dict[str, Any] = {
        f"s{n}": {
            "phase": f"p{n % 3}",
            "customer": label,
            "frontstage": {"by": "desk", "does": LABELS[-n]},
            "uses": "system",
            "wait": "14 days",
            "pains": [label[:60]],
            "ideas": [label],
            "heard": "talk",
            "experience": {"everyone": {"emotion": n % 5 - 2, "desired": 9, "perceived": 9 - n % 4}},
            "next": {f"s{(n + 1) % len(LABELS)}": {"when": label[:70]}},
        }
        for n, label in enumerate(LABELS)
    }
    return Blueprint.model_validate(
        {
            "title": f"A {LONG}",
            "about": TEXT,
            "steps": steps,
            "actors": {"desk": {"name": LONG, "lane": "frontstage"}},
            "systems": {"system": {"name": "Huisdossier van de bewoner"}},
            "sources": {"talk": {"name": "Proef in twee dorpen", "n": 38, "date": "2026-01-01"}},
            "phases": {"p0": "Eerst", "p1": LONG, "p2": "המחלקה של 24 שעות"},
        }
    )


@pytest.mark.only_chromium("Firefox makes small letters wider than the font says, by up to 7 in 100")
@pytest.mark.parametrize("font", ["Liberation Sans", "DejaVu Sans"])
def test_no_word_runs_out_of_its_card_badge_label_note_or_the_sheet(visit: Callable[..., Page], font: str) -> None:
    theme = replace(built_in("default"), families=f"'{font}'")
    drawing = draw(Journey.of(blueprint()), options=DrawOptions(rows=frozenset(ROWS), theme=theme))
    (scene,) = drawing.scenes
    page = visit(f"<!DOCTYPE html><meta charset=utf-8><title>x</title><body>{svg_of(scene, theme)}".encode())
    assert page.evaluate(OUTSIDE) == []
