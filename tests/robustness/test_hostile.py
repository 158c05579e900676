"""Files that made rules raise or took long: each has its figures, within budgets of work that are counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analyses import outcomes, soundness
from journeymap.diagnostics import INTERNAL_ERROR
from journeymap.drawing.drawing import draw
from journeymap.layout.effort import Effort
from journeymap.layout.grid import make_grid
from journeymap.layout.placement import place
from journeymap.layout.plan import make_plan
from journeymap.layout.routing import route
from journeymap.layout.stacking import find_levels
from journeymap.numerics import simulation
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.result import Result

CASES = Path(__file__).parent / "hostile"


def checked(name: str) -> Result:
    result = check_file(CASES / f"{name}.yaml")
    assert not [item for item in result.diagnostics if item.code == INTERNAL_ERROR]
    return result


def names(result: Result) -> set[str]:
    return {item.code.name for item in result.diagnostics}


def ends(result: Result) -> outcomes.Outcomes:
    assert result.journey is not None
    return result.journey.facts.of(outcomes.ANALYSIS)


def test_a_wait_on_an_arrow_that_was_told_and_promised_is_agreed():
    assert not names(checked("listindex2")) & {"wait-dominated", "silent-wait", "broken-promise"}


@pytest.mark.parametrize("name", ["en2", "end_and_next"])
def test_a_way_on_from_an_end_that_nobody_or_only_some_take_raises_nothing(name: str):
    result = checked(name)
    assert not names(result) & {"wait-dominated", "over-tolerance"}
    assert ends(result).helped.mean == pytest.approx(1)


def test_a_date_that_arithmetic_cannot_hold_is_refused_with_its_place():
    errors = [item for item in checked("year9999").diagnostics if item.severity == "error"]
    assert [(item.code.name, item.span.line, item.span.column) for item in errors if item.span] == [
        ("invalid-value", 3, 11)
    ]


# The limits are those of a layout with all care: a plainer way beyond them would be told.
@pytest.mark.parametrize(("name", "most"), [("complete20", 150_000), ("informs30", 600_000), ("label1", 1_000)])
def test_where_all_leads_to_all_every_arrow_is_drawn_within_a_budget(name: str, most: int):
    result = checked(name)
    assert result.journey is not None
    sheet = draw(result.journey).sheet
    plan = make_plan(sheet)
    placement = place(plan)
    ways = route(
        plan, make_grid(plan, placement, find_levels(plan, placement)), Effort.for_arrows(len(sheet.arrows)).routing
    )
    assert ways.work <= most
    assert not ways.plain
    said = sum(len(step.next) + len(step.informs) + len(step.uses) for step in result.journey.blueprint.steps.values())
    assert len([arrow for arrow in sheet.arrows if arrow.kind != "cell"]) == said


def test_branches_with_choices_are_looked_at_without_all_their_mixtures():
    result = checked("forkchoice16")
    assert result.journey is not None
    found = result.journey.facts.of(soundness.ANALYSIS)
    assert found.complete
    assert found.sound
    assert found.situations <= 4 * len(result.journey.blueprint.steps)


# Of what the work comes to in the end: the part that is waited for of all that ends it, by hand from the shares.
BESIDE = {
    "longbeside100": {"everyone": 1 / 2},
    "longbeside100p5": {f"p{at}": (at + 1) / 10 for at in range(5)},
    "slowsim6": {f"p{at}": (0.2 + at / 1000) / (0.3 + at / 1000) for at in range(6)},
}


@pytest.mark.parametrize("name", BESIDE)
def test_work_beside_the_path_is_counted_exactly_and_nothing_is_drawn_for_it(
    name: str, monkeypatch: pytest.MonkeyPatch
):
    drawn: list[object] = []
    run: Callable[..., simulation.Sample] = simulation._Simulation.run
    monkeypatch.setattr(simulation._Simulation, "run", lambda *given: drawn.append(given) or run(*given))
    found = ends(checked(name)).by_persona
    assert {who: one.helped for who, one in found.items()} == pytest.approx(BESIDE[name])
    assert all(one.errors["helped"] == 0 and one.stranded == pytest.approx(1 - one.helped) for one in found.values())
    assert not drawn


def test_a_journey_that_goes_round_from_its_first_step_on_begins_nowhere():
    result = checked("rarefork4")
    assert "no-start" in names(result)
    assert {one.helped for one in ends(result).by_persona.values()} == {0.0}


def test_every_file_is_looked_at():
    used = Path(__file__).read_text(encoding="utf-8")
    assert all(f'"{path.stem}"' in used for path in CASES.glob("*.yaml"))
