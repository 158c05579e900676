"""What could not be read is said once, where it stands, and nowhere else as something that is missing."""

from __future__ import annotations

import pytest

from journeymap.config import Config
from journeymap.pipeline import check_source

GOOD = """\
journeymap: 1
title: A permit
steps:
  ask: {customer: Asks, frontstage: x, evidence: Form, backstage: y, next: {yes-letter: 80%, no-letter: 20%}}
  yes-letter: {customer: Gets it, evidence: Permit, end: helped}
  no-letter: {customer: Reads no, evidence: Letter, end: gave-up}
"""


def names(text: str) -> list[str]:
    found = [one.code.name for one in check_source(text, "a.yaml").diagnostics]
    return [name for name in found if name != "not-judged"]  # which invites to write more, whatever is wrong


def test_the_blueprint_itself_has_nothing_wrong_with_it():
    assert names(GOOD) == []


def test_what_a_value_names_that_cannot_be_read_is_not_called_unused():
    text = GOOD.replace("steps:", "channels: {t: {name: Telephone}, w: {name: Web}}\nsteps:")
    assert names(text.replace("customer: Asks", "customer: Asks, channel: {a: t}")) == ["invalid-value"]


def test_another_value_that_cannot_be_read_hides_no_dead_end():
    assert names(GOOD.replace("end: helped", "wait: soon")) == ["no-good-end", "dead-end", "invalid-value"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("end: helped", "end: happily", ["invalid-value"]),
        ("end: helped", "einde: helped", ["unknown-key"]),
        ("end: helped", "outcome: helped", ["unknown-key"]),
        ("end: helped", "outcome: happily", ["unknown-key"]),
        ("evidence: Form", "physical evidence: Form", ["unknown-key"]),
        ("evidence: Form", "Physical_Evidence: Form", ["unknown-key"]),
        ("evidence: Form", "touchpoint: Form", ["missing-evidence", "unknown-key"]),
        ("frontstage: x", "employee: x", ["unknown-key"]),
        ("backstage: y", "back office: y", ["unknown-key"]),
        ("backstage: y", "backoffice: {by: nobody, what: y}", ["unknown-key"]),
        ("backstage: y", "systems: CRM", ["unknown-key"]),
        ("customer: Asks", "klant: Asks", ["unknown-key"]),
        ("end: gave-up", "end: nope", ["invalid-value"]),
        ("{yes-letter: 80%, no-letter: 20%}", "{yes-letter: 180%, no-letter: 20%}", ["invalid-value"]),
        ("next: {yes-letter: 80%, no-letter: 20%}", "volgende: {yes-letter: 80%, no-letter: 20%}", ["unknown-key"]),
        ("title: A permit", 'title: "A permit', ["syntax-error"]),
        ("  yes-letter: {", "\tyes-letter: {", ["syntax-error"]),
        ("Letter, end: gave-up}", "Letter, end: gave-up", ["syntax-error"]),
    ],
)
def test_an_error_of_reading_stands_alone(old: str, new: str, said: list[str]):
    assert old in GOOD
    assert names(GOOD.replace(old, new)) == said


def test_another_step_without_a_way_on_is_still_found():
    text = GOOD.replace("end: helped", "end: happily").replace(", end: gave-up", "")
    assert names(text) == ["invalid-value", "dead-end"]


def test_an_unknown_word_that_means_something_else_hides_no_dead_end():
    assert "dead-end" in names(GOOD.replace("end: helped", "colour: helped"))


def test_where_a_project_does_not_want_to_hear_of_the_error_what_follows_from_it_is_said():
    config = Config(ignore=("invalid-value",))
    found = check_source(GOOD.replace("end: helped", "end: happily"), "a.yaml", config).diagnostics
    assert [one.code.name for one in found if one.severity != "note"] == ["no-good-end", "dead-end"]
