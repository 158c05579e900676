"""What a better version buys, in figures: each change that a situation tells of can be read from its blueprints."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analyses.burden import ANALYSIS as BURDEN
from journeymap.analyses.gaps import ANALYSIS as GAPS
from journeymap.analyses.guarantee import ANALYSIS as GUARANTEE
from journeymap.analyses.helping import ANALYSIS as HELPING
from journeymap.analyses.journey_time import ANALYSIS as JOURNEY_TIME
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.numerics.games import Standing
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from journeymap.analyses.gaps import Gaps
    from journeymap.analysis import Facts

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
PAIRS = [
    ("reparatieverzoek.yaml", "reparatieverzoek-to-be.yaml"),
    ("winkel-retour.yaml", "winkel-retour-to-be.yaml"),
    ("supermarkt-parkeren.yaml", "supermarkt-parkeren-to-be.yaml"),
    ("woning-aanvragen.yaml", "woning-aanvragen-to-be.yaml"),
    ("wijk-onderhoud.yaml", "wijk-onderhoud-to-be.yaml"),
    ("huis-versterken.yaml", "aardbeving-samen.yaml"),
]


@cache
def facts(name: str) -> Facts:
    found = check_file(BLUEPRINTS / name).facts
    assert found is not None
    return found


def gaps(name: str) -> Gaps:
    return facts(name).of(GAPS)


def stated(figure: float | None) -> float:
    assert figure is not None
    return figure


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_more_customers_are_helped_and_each_of_them_gives_up_less(before: str, after: str) -> None:
    helped = [stated(facts(name).of(OUTCOMES).kinds["helped"].mean) for name in (before, after)]
    sacrifice = [stated(gaps(name).sacrifice.mean) for name in (before, after)]
    assert helped[0] < helped[1]
    assert sacrifice[1] < sacrifice[0] / 2
    for persona, figure in gaps(after).sacrifice.by_persona.items():
        assert stated(figure) < stated(gaps(before).sacrifice.by_persona[persona])


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_no_wait_out_of_sight_is_left_unexplained(before: str, after: str) -> None:
    assert stated(facts(after).of(JOURNEY_TIME).hidden.mean) == 0
    assert stated(facts(before).of(JOURNEY_TIME).hidden.mean) >= 0


@pytest.mark.parametrize("name", [after for _, after in PAIRS])
def test_a_customer_who_cannot_leave_can_be_sure_of_help(name: str) -> None:
    assert facts(name).of(GUARANTEE).overall == Standing.GUARANTEED


@pytest.mark.parametrize("name", [after for _, after in PAIRS])
def test_all_five_rules_of_helping_are_covered(name: str) -> None:
    helping = facts(name).of(HELPING)
    assert {rule for rule, steps in helping.served.items() if steps} == {
        "welcome", "clarify", "alternative", "advise", "evaluate"
    }  # fmt: skip
    assert helping.unevaluated == ()


def test_a_better_leaflet_changes_what_is_expected_and_nothing_that_is_given_up() -> None:
    now, leaflet = gaps("nieuwbouw-op-maat.yaml"), gaps("nieuwbouw-op-maat-folder.yaml")
    assert stated(leaflet.satisfaction.mean) > stated(now.satisfaction.mean)
    assert leaflet.sacrifice.by_persona == pytest.approx(dict(now.sacrifice.by_persona))


def test_a_conversation_changes_what_is_given_up_most_for_whom_the_average_hid() -> None:
    now, talk = gaps("nieuwbouw-op-maat.yaml"), gaps("nieuwbouw-op-maat-gesprek.yaml")
    won = {
        persona: stated(now.sacrifice[persona]) - stated(talk.sacrifice[persona])
        for persona in ("gezin", "thuiswerker", "rolstoel")
    }
    assert all(gain > 0 for gain in won.values())
    assert max(won, key=lambda persona: won[persona]) == "rolstoel"
    assert stated(now.satisfaction.mean) >= 0


def test_three_journeys_along_one_front_door_become_one_with_fewer_visits_and_days_of_nuisance() -> None:
    together = facts("huis-versterken.yaml").of(BURDEN)
    plan = facts("aardbeving-samen.yaml").of(BURDEN)
    assert len(together.journeys) == 3
    assert together.kinds["home-visit"] > 10
    assert plan.kinds["home-visit"] <= 3
    assert plan.nuisance_days < together.nuisance_days / 2


def test_the_same_household_is_counted_from_whichever_of_its_journeys_one_looks() -> None:
    visits = {
        facts(name).of(BURDEN).kinds["home-visit"]
        for name in ("aardbevingsschade.yaml", "schoorsteen-weghalen.yaml", "huis-versterken.yaml")
    }
    assert max(visits) == pytest.approx(min(visits))


def test_parking_behind_the_building_lifts_the_worst_moments() -> None:
    lows = []
    for name in ("supermarkt-parkeren.yaml", "supermarkt-parkeren-to-be.yaml"):
        emotions = [
            gap.emotion
            for personas in gaps(name).steps.values()
            for gap in personas.values()
            if gap.persona == "oudere" and gap.emotion is not None
        ]
        lows.append(min(emotions))
    assert lows[0] <= -2
    assert lows[1] >= 0
