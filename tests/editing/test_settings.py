"""What levers try, written into a file: the blueprint is the one that was tried."""

from __future__ import annotations

import pytest

from journeymap.changes import NotPossibleError
from journeymap.compiler import compile_blueprint
from journeymap.editing.settings import write_settings
from journeymap.syntax import parse
from journeymap.what_if.overrides import apply_changes

TEXT = """\
channels: {phone: Telephone}
steps:
  call:
    customer: Calls
    channel: phone
    wait: 10 min # on hold
    fails: {what: Line drops, share: 5%, recover: call}
    next: {talk: 70%, quit: {share: 30%, when: too long}}
  talk: {customer: Talks, next: done}
  done: {customer: Is helped, end: helped}
  quit: {customer: Gives up, end: gave-up}
"""


def written(*settings: str, text: str = TEXT) -> str:
    """Return a text with settings written into it."""
    blueprint = compile_blueprint(parse(text, "").node)[0]
    assert blueprint is not None
    applied = apply_changes(blueprint, settings)
    assert not applied.problems
    return write_settings(text, applied.changes, settings).after


def test_a_time_is_written_where_it_stands_and_keeps_its_comment():
    assert written("call.wait=1 min") == TEXT.replace("10 min # on hold", "1 min # on hold")


def test_the_shares_that_move_along_are_written_too():
    assert written("call.next.talk.share=90%") == TEXT.replace("talk: 70%", "talk: 90%").replace("30%", "10%")


def test_a_short_form_is_written_out_where_more_is_said_of_it():
    assert 'phone: {name: Telephone, open: "Mo-Fr 08:00-20:00"}' in written(
        "channels.phone.open=Mo-Fr 08:00-20:00"
    ).replace("open: Mo-Fr 08:00-20:00", 'open: "Mo-Fr 08:00-20:00"')


def test_the_one_fail_point_is_the_first():
    assert written("call.fails.1.share=2%") == TEXT.replace("5%", "2%")


def test_an_empty_value_takes_the_word_away():
    assert "wait" not in written("call.wait=").split("fails")[0]


def test_what_cannot_be_written_without_changing_more_is_refused():
    shared = TEXT.replace("share: 5%", "share: &few 5%").replace("talk: 70%", "talk: *few")
    with pytest.raises(NotPossibleError):
        written("call.fails.1.share=2%", text=shared)
