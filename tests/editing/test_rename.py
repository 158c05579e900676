"""New ids: everywhere the thing is named, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap.changes import NotPossibleError
from journeymap.compiler import compile_blueprint
from journeymap.editing import apply_edits
from journeymap.editing.rename import GROUPS, rename
from journeymap.syntax import parse

BLUEPRINTS = sorted((Path(__file__).parents[2] / "blueprints").rglob("*.yaml"))
TEXT = """\
steps:
  call: {customer: I call, next: {wait: 80%, call-back: 20%}}  # call is the first
  wait: {customer: Waits, next: [call, done], starts: call-back}
  call-back: {frontstage: call, needs: call, informs: {call: what is next}, next: done}
  done: {customer: Is helped, end: helped, fails: [{what: Again, recover: call}]}
terms:
  - {name: From call to done, from: call, to: done, within: 2 weeks}
"""


def test_a_step_gets_its_new_id_wherever_it_is_named():
    assert (
        rename(TEXT, "call", "ring").after
        == """\
steps:
  ring: {customer: I call, next: {wait: 80%, call-back: 20%}}  # call is the first
  wait: {customer: Waits, next: [ring, done], starts: call-back}
  call-back: {frontstage: call, needs: ring, informs: {ring: what is next}, next: done}
  done: {customer: Is helped, end: helped, fails: [{what: Again, recover: ring}]}
terms:
  - {name: From call to done, from: ring, to: done, within: 2 weeks}
"""
    )


@pytest.mark.parametrize("path", BLUEPRINTS[::4], ids=lambda path: path.stem)
def test_everything_in_a_real_file_can_be_renamed_and_back(path: Path):
    text = path.read_text(encoding="utf-8")
    blueprint = compile_blueprint(parse(text, "").node)[0]
    assert blueprint is not None
    systems_and_steps = {*blueprint.systems} & {*blueprint.steps}
    for kind, (word, _) in GROUPS.items():
        for name in [name for name in getattr(blueprint, word) if name not in systems_and_steps][:3]:
            changed = rename(text, name, "renamed-7", kind=kind)
            assert apply_edits(changed.after, changed.undo) == text
            assert rename(changed.after, "renamed-7", name, kind=kind).after == text


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("nobody", "x", "nothing here has the id"),
        ("call", "wait", "is there already"),
        ("call", "two words", "cannot be the id of a step"),
        ("call", " ", "cannot be"),
    ],
)
def test_an_id_that_cannot_be_given_is_refused_with_the_reason(old: str, new: str, reason: str):
    with pytest.raises(NotPossibleError, match=reason):
        rename(TEXT, old, new)


def test_an_id_that_several_things_have_needs_the_kind():
    text = "phases: {call: Calling}\nsteps:\n  call: {phase: call, customer: Calls, end: helped}\n"
    with pytest.raises(NotPossibleError, match="step, phase"):
        rename(text, "call", "ring")
    assert rename(text, "call", "ring", kind="phase").after == (
        "phases: {ring: Calling}\nsteps:\n  call: {phase: ring, customer: Calls, end: helped}\n"
    )
