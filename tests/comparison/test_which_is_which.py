"""Which step of one version is which of the other."""

from __future__ import annotations

from versions import CLINIC, changed, compared

RENAMED = changed(("  visit:\n", "  consult:\n"), ("      visit: {", "      consult: {"))


def test_steps_with_one_id_are_the_same():
    steps = compared(CLINIC, CLINIC).matching.steps
    assert steps.new_of == {name: name for name in ("call", "visit", "done", "stop")}


def test_a_step_is_known_by_the_id_that_it_says_it_had():
    other_words = changed(
        ("  consult:\n", "  consult:\n    was: visit\n"),
        ("Comes to the clinic", "Talks on a screen"),
        ("Looks at the knee", "Listens"),
        text=RENAMED,
    )
    assert compared(CLINIC, other_words).matching.steps.new_of["visit"] == "consult"
    assert compared(other_words, CLINIC).matching.steps.new_of["consult"] == "visit"


def test_a_former_id_that_another_step_has_now_is_still_that_of_the_step_that_says_so():
    taken = changed(("  consult:\n", "  consult:\n    was: visit\n"), text=RENAMED)
    taken += "  visit: {customer: Comes again, end: helped}\n"
    pairs = compared(CLINIC, taken).matching.steps
    assert pairs.new_of["visit"] == "consult"
    assert "visit" not in pairs.old_of


def test_a_former_id_says_nothing_once_both_versions_have_the_new_one():
    old = changed(("  done: {", "  done: {was: stop, "))
    assert compared(old, CLINIC).matching.steps.new_of["done"] == "done"
    assert compared(CLINIC, old).is_empty


def test_a_step_with_the_same_words_is_the_same():
    assert compared(CLINIC, RENAMED).matching.steps.new_of["visit"] == "consult"


def test_many_words_and_the_same_steps_around_it_make_a_step_the_same():
    other = changed(("Looks at the knee", "Looks at the knee again"), text=RENAMED)
    assert compared(CLINIC, other).matching.steps.new_of["visit"] == "consult"


def test_other_words_make_another_step_wherever_it_stands():
    other = changed(("Comes to the clinic", "Sends a picture"), ("Looks at the knee", "Reads"), text=RENAMED)
    pairs = compared(CLINIC, other).matching.steps
    assert "visit" not in pairs.new_of
    assert "consult" not in pairs.old_of


def test_of_two_steps_with_the_same_words_none_is_taken_for_the_one_that_went():
    second = "  second: {customer: Comes to the clinic, frontstage: Looks at the knee, end: helped}\n"
    assert not {"consult", "second"} & set(compared(CLINIC, _alone(RENAMED + second)).matching.steps.old_of)


def _alone(text: str) -> str:
    """Take the steps around a step away from it, so that only its words are left to know it by."""
    return changed(("    next: done\n", "    end: helped\n"), ("      consult: {", "      done: {"), text=text)


def test_half_of_the_ids_make_a_revision_and_fewer_a_variant():
    assert compared(CLINIC, RENAMED).matching.mode == "revision"
    variant = CLINIC
    for name in ("call", "visit", "done"):
        variant = variant.replace(f"  {name}:", f"  new-{name}:").replace(f"next: {name}", f"next: new-{name}")
    variant = variant.replace("      visit: {share", "      new-visit: {share")
    assert compared(CLINIC, variant).matching.mode == "variant"
    assert compared(CLINIC, variant, mode="revision").matching.mode == "revision"


def test_a_persona_with_another_id_and_the_same_name_is_the_same():
    other = changed(("  anna: {", "  worker: {"), ("anna: 80%", "worker: 80%"), ("anna: 20%", "worker: 20%"))
    comparison = compared(CLINIC, other)
    assert comparison.matching.things["personas"].new_of == {"anna": "worker", "bob": "bob"}
    assert not any(change.differs for change in comparison.customers)
