"""What a source says goes into a blueprint that was made of it; what it does not speak of stays as it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from casebook_of_importers import Case, books, cases

from journeymap import Blueprint, syntax
from journeymap.changes import NotPossibleError
from journeymap.importer import Choices, Incoming, UnreadableError
from journeymap.importing import Imported, import_source
from journeymap.merging import merge_into
from journeymap.pipeline import understand

CHART = """\
flowchart LR
  a[Asks for a card] --> b[Waits for an answer]
  b -->|yes 80%| c([Helped])
  b -->|no 20%| d([Refused])
"""


def imported(text: str, form: str | None = None) -> Imported:
    return import_source(Incoming("chart", text.encode()), Choices(), form)


def read(text: str) -> Blueprint:
    _, blueprint, problems = understand(partial(syntax.parse, text, "a.yaml"))
    assert [str(problem) for problem in problems] == []
    assert blueprint is not None
    return blueprint


def readable() -> list[object]:
    found = []
    for book in books():
        for case in cases(book):
            try:
                imported(case.source, case.format)
            except UnreadableError:
                continue
            found.append(pytest.param(case, id=f"{case.format}: {case.title}"))
    return found


@pytest.mark.parametrize("case", readable())
def test_a_source_that_has_not_changed_changes_no_byte(case: Case):
    made = imported(case.source, case.format)
    assert merge_into(made.text, "a.yaml", made.blueprint).changed.after == made.text
    assert merge_into(made.text, "a.yaml", made.blueprint, prune=True).changed.after == made.text


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "blueprints").glob("*.yaml")), ids=lambda p: p.stem
)
def test_a_blueprint_that_says_the_same_changes_no_byte_of_any_file(path: Path):
    text = path.read_text(encoding="utf-8")
    assert merge_into(text, str(path), read(text)).changed.after == text


EDITED = """\
# ours
journeymap: 1
title: "A card"   # as customers call it
language: en

steps:
  asks-for-a-card:  # the counter says so
    frontstage: {by: desk, does: Asks for a card}
    customer: Fills in the form
    takes: 5 min
    next: {waits-for-an-answer: {share: 100%}}

  waits-for-an-answer:
    customer: waits for an answer
    wait: 2 weeks
    next:
      helped: {share: 0.8, when: "yes"}
      refused: {when: "no", share: 20 %, decides: organisation}
      asks-for-a-card: 0%   # added by hand

  helped: {customer: Helped, end: transferred}
  refused: {customer: Refused, end: refused}

actors:
  desk: {name: Desk, lane: frontstage}
"""


def test_what_somebody_has_added_or_written_otherwise_stays():
    text = EDITED.replace("waits for an answer", "Waits for an answer")
    assert merge_into(text, "a.yaml", imported(CHART).blueprint).changed.after == text


def test_only_the_lines_of_what_the_source_says_otherwise_change():
    chart = CHART.replace("no 20%", "no 15%").replace("yes 80%", "yes 85%") + "  d --> e[Appeals]\n"
    done = merge_into(EDITED.replace("waits for", "Waits for"), "a.yaml", imported(chart).blueprint)
    after = read(done.changed.after)
    ways = after.steps["waits-for-an-answer"].next
    assert [way.share["everyone"] for way in ways.values()] == [0.85, 0.15, 0]
    assert ways["refused"].decides == "organisation"
    assert list(after.steps) == ["asks-for-a-card", "waits-for-an-answer", "helped", "refused", "appeals"]
    assert list(after.steps["refused"].next) == ["appeals"]
    assert done.changed.after.startswith(EDITED[: EDITED.index("  waits-for-an-answer:")])
    assert merge_into(done.changed.after, "a.yaml", imported(chart).blueprint).changed.after == done.changed.after


def test_a_step_that_is_gone_stays_and_is_said_until_it_is_to_be_pruned():
    text = imported(CHART).text
    less = imported(CHART.replace("  b -->|no 20%| d([Refused])\n", "")).blueprint
    kept = merge_into(text, "a.yaml", less)
    assert "refused" in read(kept.changed.after).steps
    assert [remark.text() for remark in kept.remarks] == [
        '"refused" is not in the source; it stays, --prune takes it out'
    ]
    pruned = merge_into(text, "a.yaml", less, prune=True)
    assert read(pruned.changed.after).steps.keys() == {"asks-for-a-card", "waits-for-an-answer", "helped"}
    assert list(read(pruned.changed.after).steps["waits-for-an-answer"].next) == ["helped"]


def test_a_step_with_another_id_is_known_by_what_it_is_called():
    text = imported(CHART).text.replace("asks-for-a-card", "ask")
    done = merge_into(text, "a.yaml", imported(CHART).blueprint)
    assert done.changed.after == text
    assert [remark.text() for remark in done.remarks] == ['"ask" is known by what it is called']


def test_lanes_and_phases_of_the_source_come_along():
    chart = "flowchart LR\n subgraph Klant\n a[Belt] --> b[Wacht]\n end\n subgraph Balie\n b --> c[Neemt op]\n end\n"
    text = imported("flowchart LR\n subgraph Klant\n a[Belt] --> b[Wacht]\n end\n").text
    after = read(merge_into(text, "a.yaml", imported(chart).blueprint).changed.after)
    assert after.actors["balie"].lane == "frontstage"
    assert after.steps["neemt-op"].frontstage[0].by == "balie"


@pytest.mark.parametrize("text", ["steps: [", "journeymap: 1\nsteps: {a: {customr: 3, next: {b: {share: 7}}}}\n"])
def test_a_file_that_is_no_valid_blueprint_is_left_alone(text: str):
    with pytest.raises(NotPossibleError):
        merge_into(text, "a.yaml", imported(CHART).blueprint)
