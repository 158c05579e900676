"""What to ask next, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.i18n.messages import Message, plural, say
from journeymap.i18n.numbers import Amount, Unit
from journeymap.i18n.references import PersonaRef, StepRef
from journeymap.i18n.written_times import WrittenTime
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.what_if.questions import Measure, Question

_WHY: Mapping[str, Message] = {
    "guess": say("a guess"),
    "old": say("an old source"),
    "few": say("few people or cases"),
}
_UNITS: Mapping[Measure, Unit] = {"helped": "share", "minutes": "minutes", "sacrifice": "points"}


def question_of(question: Question) -> Message:
    """Return what is asked, in words."""
    step, towards = StepRef(question.step or ""), StepRef(question.towards or "")
    if question.step is None:
        return say('which part of all customers is "{persona}"', persona=PersonaRef(question.persona or ""))
    if question.kind == "share" and question.towards is None:
        return say('how often it goes wrong at "{step}"', step=step)
    if question.kind == "share" and question.persona is not None:
        who = PersonaRef(question.persona)
        return say('how many of "{persona}" go from "{step}" to "{towards}"', persona=who, step=step, towards=towards)
    if question.kind == "share":
        return say('how many go from "{step}" to "{towards}"', step=step, towards=towards)
    if question.towards is not None:
        return say('how long it takes to get from "{step}" to "{towards}"', step=step, towards=towards)
    if question.kind == "wait":
        return say('how long the wait before "{step}" is', step=step)
    if question.kind == "lasts":
        return say('how long "{step}" lasts', step=step)
    return say('how long "{step}" takes', step=step)


def _moved(question: Question, measure: Measure) -> object:
    if measure not in question.range:
        return ""
    least, most = question.range[measure]
    unit = _UNITS[measure]
    return say("{least} to {most}", least=Amount(least, unit, digits=2), most=Amount(most, unit, digits=2))


def first(asked: Sequence[Question]) -> Message:
    """Return what to ask first, in a sentence."""
    if not asked:
        return say("nothing that is not known would change a figure by more than its own error")
    question = asked[0]
    people = plural("1 person or case", "{count} people or cases", question.people)
    if "minutes" not in question.range:
        return say(
            "Ask this first: {question}. It rests on {why}; ask about {people}.",
            question=question_of(question), why=_WHY[question.why], people=people,
        )  # fmt: skip
    return say(
        "Ask this first: {question}. It decides whether the time is {range}, and rests on {why}; ask about {people}.",
        question=question_of(question), range=_moved(question, "minutes"), why=_WHY[question.why], people=people,
    )  # fmt: skip


def table(asked: Sequence[Question]) -> Table:
    """Return all that may be asked, what decides most first; without the columns in which nothing stands."""
    columns: list[tuple[Message, list[object]]] = [
        (say("what to ask"), [question_of(question) for question in asked]),
        (say("now"), [WrittenTime(question.written) for question in asked]),
        (say("rests on"), [_WHY[question.why] for question in asked]),
        (say("helped"), [_moved(question, "helped") for question in asked]),
        (say("time"), [_moved(question, "minutes") for question in asked]),
        (say("given up"), [_moved(question, "sacrifice") for question in asked]),
        (
            say("findings"),
            [", ".join(dict.fromkeys(rule for rule, _ in question.findings or ())) for question in asked],
        ),
        (say("ask about"), [Amount(question.people, "count") for question in asked]),
    ]
    shown = [(head, cells) for head, cells in columns if any(cell != "" for cell in cells)]
    return Table(
        None, tuple(head for head, _ in shown), [[cells[row] for _, cells in shown] for row in range(len(asked))]
    )
