"""What cannot be solved within the budget of work is not known, and it is said: never a figure that may be wrong."""

from __future__ import annotations

import json
from fractions import Fraction
from math import isnan
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import journeymap
from journeymap.cli import main
from journeymap.graph import connect
from journeymap.numerics import elimination
from journeymap.numerics.absorption import Absorption

if TYPE_CHECKING:
    from pathlib import Path

Steps = dict[str, dict[str, Any]]


def two_crowds(size: int) -> Steps:
    """Two crowds of steps, in each of which all leads anywhere, and hardly a way from one to the other or out."""
    rng, half = Random(size), size // 2
    steps: Steps = {}
    for at in range(size):
        low = at // half * half
        targets = [to for to in rng.sample(range(low, low + half), 9) if to != at][:8]
        steps[f"s{at}"] = {"customer": f"Does {at}", "takes": "5 min", "next": {f"s{to}": None for to in targets}}
    rarely = {"share": "0.000001%"}
    steps["s0"] |= {"start": True, "next": {**steps["s0"]["next"], f"s{half}": rarely}}
    steps[f"s{half}"]["next"] |= {"s0": rarely, "end": rarely}
    steps["s1"]["wait"] = "9 days"
    steps["end"] = {"customer": "Is helped", "end": "helped"}
    return steps


@pytest.fixture
def little_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small network be what a large one is."""
    monkeypatch.setattr(elimination, "WORK", 500)
    monkeypatch.setattr(elimination, "INTERWOVEN", 10)
    monkeypatch.setattr(elimination, "MOST_WORK", 10)


def of(steps: Steps) -> journeymap.Blueprint:
    return journeymap.Blueprint.model_validate({"title": "Two crowds", "steps": steps})


@pytest.mark.usefixtures("little_budget")
def test_what_is_beyond_the_budget_is_not_known_and_nothing_is_found_in_its_place():
    found = {(item.code.name, item.step) for item in journeymap.check(of(two_crowds(60))).diagnostics}
    notes = [
        item for item in journeymap.check(of(two_crowds(60))).diagnostics if "checked in part" in str(item.message)
    ]
    assert [item.code.name for item in notes] == ["not-judged"]
    chain = connect(of(two_crowds(60))).chain("everyone")
    assert chain.is_unknown
    assert isnan(chain.outcomes["helped"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(elimination, "MOST_WORK", 10**9)
        exact = {(item.code.name, item.step) for item in journeymap.check(of(two_crowds(60))).diagnostics}
    assert found <= exact
    assert ("silent-wait", "s1") in found


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what a command writes; it must not fail but for what it finds."""
    try:
        code = main([*arguments])
    except SystemExit as stopped:
        code = stopped.code
    assert code in (None, 0, 1), arguments
    return capsys.readouterr().out


@pytest.mark.usefixtures("little_budget")
def test_every_command_says_what_is_not_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "crowds.yaml"
    path.write_text(yaml.safe_dump({"journeymap": 1, "title": "T", "steps": two_crowds(60)}), encoding="utf-8")
    commands = {
        "check": ("checked in part",),
        "analyse": ("not known", "too many steps lead to too many others"),
        "analyse --analysis outcomes": ("not known",),
        "analyse --analysis journey-time": (),
        "report -o -": ("checked in part",),
        "levers": (),
        "draw -o -": ("<svg",),
        "draw --format html -o -": ("<svg",),
    }
    for command, words in commands.items():
        name, *options = command.split()
        text = told(capsys, name, str(path), *options)
        assert all(word in text for word in words), command
        assert "NaN" not in text.replace("isNaN", "").replace("Number.NaN", ""), command
    (file,) = json.loads(told(capsys, "analyse", str(path), "--format", "json"), parse_constant=pytest.fail)["files"]
    assert file["unsolved"] == ["everyone"]
    assert next(figure for figure in file["figures"] if figure["name"] == "helped")["value"] is None


def test_within_the_budget_a_network_whose_bound_is_not_proven_is_solved_exactly(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(elimination, "WORK", 500)
    monkeypatch.setattr(elimination, "INTERWOVEN", 10)
    steps = two_crowds(40)
    chain = connect(of(steps)).chain("everyone")
    assert not chain.is_unknown
    assert chain.outcomes["helped"] == pytest.approx(1, abs=1e-12)


def test_what_does_not_lead_through_the_unknown_is_known(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(elimination, "WORK", 50)
    monkeypatch.setattr(elimination, "INTERWOVEN", 4)
    monkeypatch.setattr(elimination, "MOST_WORK", 10)
    rare = 1e-12
    inner = range(1, 9)
    successors = [[9, 10], *[[*(to for to in inner if to != at), 9, 10] for at in inner], [], []]
    shares = [[0.25, 0.75], *[[(1 - 2 * rare) / 7] * 7 + [rare, rare] for _ in inner], [], []]
    helped = Absorption(successors, shares, {9: 0, 10: 1}).probability((0,))
    assert helped[0] == Fraction(1, 4)
    assert all(isnan(value) or abs(value - 0.5) < 1e-6 for value in helped[1:9])
