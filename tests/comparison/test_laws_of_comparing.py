"""What holds for any two versions: nothing comes of nothing, and both directions tell the same."""

from __future__ import annotations

import json
import random
import re
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from versions import CLINIC, changed, compared

from journeymap.comparison.compare import Comparison, compare_results
from journeymap.comparison.matching import MODES
from journeymap.pipeline import check_file, check_source

BLUEPRINTS = sorted(Path("blueprints").rglob("*.yaml"))
PAIRS = [
    ("reparatieverzoek", "reparatieverzoek-to-be"),
    ("woning-aanvragen", "woning-aanvragen-to-be"),
    ("winkel-retour", "winkel-retour-to-be"),
    ("supermarkt-parkeren", "supermarkt-parkeren-to-be"),
    ("wijk-onderhoud", "wijk-onderhoud-to-be"),
    ("nieuwbouw-op-maat-folder", "nieuwbouw-op-maat-gesprek"),
    ("permit-application", "permit-application-refusal"),
]
SMALL = [
    CLINIC,
    changed(("10 min", "1 min"), ("anna: 80%, bob: 60%", "anna: 90%, bob: 60%"), ("anna: 20%", "anna: 10%")),
    changed(("promise: 2 days", "promise: 5 days"), ("    heard: [talks]\n", "")),
    changed(
        ("[name, birthday]", "[name, birthday, number]"), ("  desk: {", "  screen: {"),
        ("channel: desk", "channel: screen"),
    ),
    changed(
        ("  visit:\n", "  consult:\n    was: visit\n"), ("      visit: {", "      consult: {"), ("3 days", "1 day"),
    ),
    changed(
        ("end: gave-up}", "end: gave-up, accept: {bad-ending: They want it so}}"), ("Gives it up", "Is tired of it"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_a_version_beside_itself_gives_nothing(path: Path, mode):
    assert compare_results(check_file(path), check_file(path), mode).is_empty


def _shuffled(value: object, chance: random.Random, key: str = "") -> object:
    """A file with its keys in another order, but for those whose order says something: steps, phases, personas."""
    if isinstance(value, dict):
        items = [(name, _shuffled(inner, chance, str(name))) for name, inner in value.items()]
        if key not in ("steps", "phases", "personas", "actors"):
            chance.shuffle(items)
        return dict(items)
    return [_shuffled(item, chance) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_comments_white_space_and_the_order_of_keys_give_nothing(path: Path):
    text = path.read_text(encoding="utf-8")
    other = yaml.dump(_shuffled(yaml.load(text, yaml.BaseLoader), random.Random(7)), sort_keys=False, width=60)
    spaced = "# nothing\n\n" + re.sub(r"(?m)^(\w[\w-]*:)", r"\n# a remark\n\1", other)
    where = str(path)
    assert compare_results(check_source(text, where), check_source(spaced, where)).is_empty


def test_another_way_of_writing_the_same_gives_nothing():
    other = changed(
        ("wait: 3 days", "wait: 72 hours"), ("anna: 80%", "anna: 0.8"), ("channel: phone", "channel: [phone]")
    )
    assert compared(CLINIC, other).is_empty


def told(comparison: Comparison, *, mirrored: bool = False) -> dict[str, object]:
    """All that a comparison says; mirrored as if the versions had been given the other way round."""

    def pair(before: object, after: object) -> tuple[str, str]:
        return (repr(after), repr(before)) if mirrored else (repr(before), repr(after))

    fates = {"new": "resolved", "resolved": "new", "reopened": "accepted", "accepted": "reopened", "lapsed": "accepted"}
    steps = comparison.matching.steps.new_of
    customers = {}
    for change in comparison.customers:
        for line in change.lines:
            verdict = {"bought": "better"}.get(line.verdict or "", line.verdict)
            if mirrored:
                verdict = {"better": "worse", "worse": "better"}.get(verdict or "", verdict)
            who = change.new if not mirrored or change.old is None else change.old
            if not mirrored and change.new is not None:
                who = change.new
            customers[who, line.delta.name] = (pair(*line.delta.of(line.persona)), verdict)
    findings = sorted(
        (
            change.told.code.name,
            {"reopened": "accepted", "lapsed": "accepted"}.get(fate, fate)
            if (fate := fates.get(change.fate, change.fate) if mirrored else change.fate)
            else "",
            *pair(change.old_reason, change.new_reason),
        )
        for change in comparison.findings
        if change.fate not in ("accepted", "reopened", "lapsed")
    )
    return {
        "mode": comparison.matching.mode,
        "steps": sorted((new, old) if mirrored else (old, new) for old, new in steps.items()),
        "customers": customers,
        "findings": findings,
        "things": sorted(
            (change.kind, *pair(change.old, change.new), len(change.fields)) for change in comparison.things
        ),
        "promises": sorted(
            (str(change.name), *pair(change.before, change.after)) for change in comparison.promises
        ),
        "knowledge": sorted(
            pair(change.before.assumed, change.after.assumed) for change in comparison.knowledge
        ),
    }  # fmt: skip


@pytest.mark.parametrize(("old", "new"), PAIRS, ids=lambda name: name)
def test_both_directions_tell_the_same_of_two_variants(old: str, new: str):
    before, after = (check_file(f"blueprints/{name}.yaml") for name in (old, new))
    there, back = compare_results(before, after), compare_results(after, before)
    assert told(there) == told(back, mirrored=True)


@pytest.mark.parametrize(("old", "new"), list(combinations(range(len(SMALL)), 2)))
def test_both_directions_tell_the_same_of_two_revisions(old: int, new: int):
    there, back = compared(SMALL[old], SMALL[new]), compared(SMALL[new], SMALL[old])
    assert not there.is_empty
    assert told(there) == told(back, mirrored=True)


def test_what_is_told_is_the_same_every_time():
    from journeymap.report.comparison_data import comparison_data

    first, second = (json.dumps(comparison_data(compared(SMALL[0], SMALL[3]), "en")) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("seed", range(6))
def test_in_which_order_ways_are_written_gives_nothing(seed: int):
    path = Path("blueprints/sportschool-opzeggen.yaml")
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    chance = random.Random(seed)
    for step in data["steps"].values():
        if isinstance(step.get("next"), dict):
            ways = list(step["next"].items())
            chance.shuffle(ways)
            step["next"] = dict(ways)
    other = yaml.dump(data, sort_keys=False)
    assert compare_results(check_file(path), check_source(other, str(path))).is_empty
