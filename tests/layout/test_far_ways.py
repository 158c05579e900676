"""On a sheet that is wider than any paper, nobody follows a line over more than a paper; the evidence stays free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout_judge import faults, hidden_by_labels, share_over_evidence

from journeymap.drawing import DrawOptions, draw
from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from journeymap.layout.geometry import Geometry


def drawn(text: str, stubs: str = "bad-ends") -> Geometry:
    result = check_source(text, "long.yaml")
    assert result.journey is not None
    return draw(result.journey, result.diagnostics, result.accepted, DrawOptions(stubs=stubs)).geometry


def onward(geometry: Geometry) -> dict[str, str]:
    """The words of the ways on that stand on the card of a step, by step."""
    marks = [(card.card.step, badge.badge) for card in geometry.cards for badge in card.badges]
    return {step: mark.text for step, mark in marks if mark.kind == "onward"}


def long_journey(count: int, jumps: dict[int, int]) -> str:
    """Steps in a row, each with evidence and work behind it, and ways over many of them."""
    ways = {n: f"s{n + 1}" if n + 1 < count else "" for n in range(count)}
    ways |= {n: f"{{s{n + 1}: 70%, s{n + over}: 30%}}" for n, over in jumps.items()}
    steps = "".join(
        f"  s{n}: {{customer: Does thing {n}, evidence: A letter, frontstage: Helps, backstage: Works, "
        + (f"next: {way}}}\n" if way else "end: helped}\n")
        for n, way in ways.items()
    )
    return f"title: A long journey\nsteps:\n{steps}"


def test_a_way_that_is_wider_than_any_paper_is_written_on_its_step() -> None:
    jumps = {n: 12 + n for n in range(2, 100, 7)}
    geometry = drawn(long_journey(220, jumps))
    far = {f"s{n}" for n, over in jumps.items() if over > 36}
    assert far
    assert set(onward(geometry)) == far
    assert onward(geometry)["s30"] == "on to Does thing 72"
    assert share_over_evidence([geometry]) <= 0.10
    assert (faults(geometry), hidden_by_labels(geometry)) == ({}, {})
    assert onward(drawn(long_journey(220, jumps), stubs="never")) == {}


def test_a_likely_way_that_is_wider_than_any_paper_is_written_too() -> None:
    geometry = drawn(long_journey(80, {3: 60}).replace("s4: 70%, s63: 30%", "s4: 30%, s63: 70%"))
    assert set(onward(geometry)) == {"s3"}
