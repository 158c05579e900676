"""What one change buys: the same as writing it into the file."""

from __future__ import annotations

import clinic
import pytest

from journeymap.analyses import levers
from journeymap.figures import Figures
from journeymap.pipeline import check_source
from journeymap.report.before_and_after import changes_table, figures_table
from journeymap.what_if import what_if

CASES = [
    (["call.wait=1 min"], [("    wait: 10 min\n", "    wait: 1 min\n")]),
    (["call.next.visit.share=90%"], [("{visit: 80%, letter: 20%}", "{visit: 90%, letter: 10%}")]),
    (["channels.phone.open=Mo-Su 08:00-20:00"], [("open: Mo-Fr 08:00-12:00", "open: Mo-Su 08:00-20:00")]),
    (
        ["letter.wait=1 day", "personas.elder.share=50%", "personas.worker.share=50%"],
        [("wait: 3 days", "wait: 1 day"), ("share: 40%", "share: 50%"), ("share: 60%", "share: 50%")],
    ),
]


def same(value: float | None) -> object:
    return None if value is None else pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("settings", "edits"), CASES, ids=lambda value: str(value)[:40])
def test_figures_after_a_change_equal_those_of_the_edited_file(settings: list[str], edits: list[tuple[str, str]]):
    source = clinic.CLINIC
    for old, new in edits:
        assert old in source
        source = source.replace(old, new)
    before, edited = clinic.clinic(), check_source(source, "clinic.yaml")
    assert before.facts is not None
    assert edited.facts is not None
    ours, theirs = Figures(before.facts), Figures(edited.facts)
    found = what_if(before.facts, settings)
    assert not found.problems
    assert list(found.deltas) == list(ours)
    for name, delta in found.deltas.items():
        assert delta.before == ours[name]
        assert delta.after.value == same(theirs[name].value)
        for persona in delta.personas:
            assert delta.after.of(persona) == same(theirs[name].by_persona[persona])


def test_a_share_moves_the_others_along_and_says_so():
    facts = clinic.clinic().facts
    assert facts is not None
    found = what_if(facts, ["call.next.visit.share=90%"])
    assert [(change.path, change.asked) for change in found.changes] == [
        ("steps.call.next.visit.share", True),
        ("steps.call.next.letter.share", False),
    ]
    assert len(changes_table(found).rows) == 2


def test_better_and_worse_are_told_and_what_may_be_chance_is_not():
    facts = clinic.clinic().facts
    assert facts is not None
    improved = {name: delta.improved() for name, delta in what_if(facts, ["call.next.visit.share=90%"]).deltas.items()}
    assert improved["helped"] is True
    assert improved["stranded"] is True
    assert improved["contacts"] is not None
    same = what_if(facts, ["call.takes=5 min"])
    assert {delta.improved(who) for delta in same.deltas.values() for who in (None, "worker", "elder")} == {None}
    assert len(figures_table(same, ["worker", "elder"]).heads) == 5


def test_a_wrong_name_is_said_with_the_right_one():
    facts = clinic.clinic().facts
    assert facts is not None
    (problem,) = what_if(facts, ["cal.wait=1 min"]).problems
    assert str(problem.help) == 'did you mean "call"?'


def test_a_wait_that_falls_away_buys_what_the_lever_says():
    facts = clinic.clinic().facts
    assert facts is not None
    lever = next(one for one in facts.of(levers.ANALYSIS).by_kind["wait"] if one.step == "call")
    deltas = what_if(facts, ["call.wait=0 min"]).deltas
    assert lever.by_persona["worker"]["minutes"] == pytest.approx(-10)
    for persona in ("worker", "elder"):
        change = deltas["time-of-finished"].change(persona)
        assert change == pytest.approx(lever.by_persona[persona]["minutes"])


def test_what_is_changed_is_written_as_in_a_file_and_never_at_length():
    from journeymap.pipeline import check_source
    from journeymap.report.before_and_after import changes_table

    text = (
        "journeymap: 1\nchannels: {phone: {name: Phone}}\nsteps:\n"
        "  call: {customer: Calls, channel: phone, next: {plan: {share: 60%, when: fits}, no: }}\n"
        "  plan: {customer: Has it, end: helped}\n  no: {customer: Hears no, end: refused}\n"
    )
    facts = check_source(text, "a.yaml").facts
    assert facts is not None
    settings = [
        "call.next.plan={share: 80%, when: fits}",
        "channels.phone.self-service=yes",
        "call.customer=" + "x" * 99,
    ]
    rows = changes_table(what_if(facts, settings)).rows
    shown = [[str(cell) for cell in row[:3]] for row in rows]
    assert shown[0] == ["steps.call.next.plan", "{share: 60%, when: fits}", "{share: 80%, when: fits}"]
    assert shown[1] == ["channels.phone.self-service", "false", "true"]
    assert shown[2][2].endswith("…")
    assert len(shown[2][2]) == 80


def test_what_was_not_there_and_how_often_people_complain_can_be_read():
    from journeymap.i18n.vocabulary import NOT_STATED
    from journeymap.pipeline import check_source
    from journeymap.report.before_and_after import changes_table

    text = (
        "journeymap: 1\nsteps:\n  call: {customer: Calls, complaints: 46 per 1000, next: done}\n  done: {end: helped}\n"
    )
    facts = check_source(text, "a.yaml").facts
    assert facts is not None
    rows = changes_table(what_if(facts, ["call.starts=done", "call.complaints=2%"])).rows
    assert rows[0][1] is NOT_STATED
    assert [str(cell) for cell in rows[1][1:3]] == ["4.6%", "2%"]
