"""Three more cases of each kind of file that takes long: information to everybody, and work beside the path."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

import journeymap
from journeymap.analyses import soundness
from journeymap.analyses.outcomes import ANALYSIS as OUTCOMES
from journeymap.analysis import Facts, Journey
from journeymap.drawing.drawing import draw
from journeymap.graph import connect
from journeymap.graph.sampling import MOST_EVENTS
from journeymap.layout import arrange
from journeymap.model.blueprint import Blueprint
from journeymap.numerics import simulation

if TYPE_CHECKING:
    from collections.abc import Callable

Steps = dict[str, dict[str, Any]]


def of(steps: Steps, personas: int = 0) -> Blueprint:
    more: dict[str, Any] = {"personas": {f"p{number}": {} for number in range(personas)}} if personas else {}
    return Blueprint.model_validate({"journeymap": 1, "title": "T", "steps": steps, **more})


def everybody(count: int) -> Steps:
    """Every step informs every other."""
    names = [f"s{number}" for number in range(count)]
    steps: Steps = {name: {"customer": name, "informs": [other for other in names if other != name]} for name in names}
    for name, after in pairwise(names):
        steps[name]["next"] = after
    steps[names[-1]]["end"] = "helped"
    return steps


def offices(count: int) -> Steps:
    """Every desk informs every office behind it."""
    steps: Steps = {
        f"desk-{at}": {
            "customer": "Comes",
            "frontstage": "Helps",
            "informs": [f"office-{to}" for to in range(count)],
            "next": f"desk-{at + 1}" if at + 1 < count else "end",
        }
        for at in range(count)
    }
    steps |= {f"office-{at}": {"backstage": "Notes it"} for at in range(count)}
    return {**steps, "end": {"customer": "Is done", "end": "helped"}}


def everybody_in_words(count: int) -> Steps:
    steps = everybody(count)
    for step in steps.values():
        step["informs"] = dict.fromkeys(step["informs"], "what was said")
    return steps


@pytest.mark.parametrize(
    "steps", [everybody(12), offices(9), everybody_in_words(7)], ids=["everybody", "offices", "in words"]
)
def test_who_informs_everybody_is_drawn_with_every_arrow_and_the_same_every_time(steps: Steps):
    sheet = draw(Journey.of(of(steps))).sheet
    informing = sum(len(step.get("informs", ())) for step in steps.values())
    assert len([arrow for arrow in sheet.arrows if arrow.kind not in ("cell", "flow")]) == informing
    geometry = arrange(sheet)
    assert len(geometry.arrows) == len(sheet.arrows)
    assert all(len(arrow.points) > 1 for arrow in geometry.arrows)
    assert geometry == arrange(sheet)


def beside(work: Steps, needs: str) -> Steps:
    return {
        "ask": {"customer": "Asks", "start": True, "starts": "work", "next": "get"},
        "get": {"customer": "Gets it", "needs": needs, "end": "helped"},
        "lost": {"backstage": "Is lost"},
        "done": {"backstage": "Is done"},
        **work,
    }


def long_ways(length: int) -> Steps:
    """Two ways of much work, one of which ends without what is waited for."""
    work: Steps = {"work": {"backstage": "Works", "next": ["a-0", "b-0"]}}
    for way, last in (("a", "done"), ("b", "lost")):
        work |= {
            f"{way}-{at}": {"backstage": "Works", "next": f"{way}-{at + 1}" if at + 1 < length else last}
            for at in range(length)
        }
    return beside(work, "done")


def rounds(share: str) -> Steps:
    """Work that is done over and over before it is done or lost."""
    return beside(
        {
            "work": {"backstage": "Works", "next": {"check": "50%", "more": "50%"}},
            "more": {"backstage": "Works on", "next": "work"},
            "check": {"backstage": "Checks", "next": {"work": None, "done": share, "lost": share}},
        },
        "done",
    )


def branches(count: int) -> Steps:
    """Branches of which each is lost for one in a hundred; all of them are waited for."""
    steps: Steps = {
        "ask": {"customer": "Asks", "starts": [f"work-{at}" for at in range(count)], "next": "get"},
        "get": {"customer": "Gets it", "needs": [f"done-{at}" for at in range(count)], "end": "helped"},
    }
    for at in range(count):
        steps[f"work-{at}"] = {"backstage": "Works", "next": {f"done-{at}": "99%", f"lost-{at}": "1%"}}
        steps |= {f"{name}-{at}": {"backstage": "Is " + name} for name in ("done", "lost")}
    return steps


SLOW = {
    "two long ways": (long_ways(150), 0, 0.5),
    "two long ways, for five": (long_ways(60), 5, 0.5),
    "rounds": (rounds("1%"), 0, 0.5),
    "rounds, for six": (rounds("0.5%"), 6, 0.5),
    "one branch": (branches(1), 0, 0.99),
    "three branches": (branches(3), 0, 0.99**3),
    "eighteen branches": (branches(18), 0, 0.99**18),
    "forty branches": (branches(40), 0, 0.99**40),
}


@pytest.mark.parametrize(("steps", "personas", "helped"), SLOW.values(), ids=SLOW)
def test_work_beside_the_path_keeps_to_its_budget_and_its_figures_are_right_within_their_error(
    steps: Steps, personas: int, helped: float, monkeypatch: pytest.MonkeyPatch
):
    events: list[int] = []
    run: Callable[..., simulation.Sample] = simulation._Simulation.run

    def counted(self: simulation._Simulation, *arguments: Any) -> simulation.Sample:
        sample = run(self, *arguments)
        events.append(self.events)
        return sample

    monkeypatch.setattr(simulation._Simulation, "run", counted)
    found = Facts(connect(of(steps, personas))).of(OUTCOMES)
    assert sum(events) <= (MOST_EVENTS + 2 * simulation.MOST_STEPS) * max(personas, 1)
    for persona in found.by_persona.values():
        assert persona.helped == pytest.approx(helped, abs=5 * persona.errors["helped"] + 1e-9)
        assert persona.stranded == pytest.approx(1 - persona.helped)


def chosen(count: int, detour: int) -> Steps:
    """Branches in each of which a choice is made and which all come to what is waited for."""
    steps: Steps = {
        "ask": {"customer": "Asks", "starts": [f"work-{at}" for at in range(count)], "next": "get"},
        "get": {"customer": "Gets it", "needs": [f"done-{at}" for at in range(count)], "end": "helped"},
    }
    for at in range(count):
        steps[f"work-{at}"] = {"backstage": "Works", "next": [f"done-{at}", f"way-{at}-0"]}
        steps[f"done-{at}"] = {"backstage": "Is done"}
        for part in range(detour):
            after = f"way-{at}-{part + 1}" if part + 1 < detour else f"done-{at}"
            steps[f"way-{at}-{part}"] = {"backstage": "Goes round", "next": after}
    return steps


@pytest.mark.parametrize(("count", "detour"), [(4, 1), (24, 1), (14, 6), (60, 2)])
def test_branches_that_all_come_to_what_is_waited_for_take_no_more_situations_than_steps(count: int, detour: int):
    blueprint = of(chosen(count, detour))
    sound = Facts(connect(blueprint)).of(soundness.ANALYSIS)
    assert sound.complete
    assert sound.sound
    assert sound.situations <= len(blueprint.steps) + count
    assert not [item for item in journeymap.check(blueprint).diagnostics if item.code.name == "improper-completion"]
    assert Facts(connect(blueprint)).of(OUTCOMES).helped.mean == pytest.approx(1)
