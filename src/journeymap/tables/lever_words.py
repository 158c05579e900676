"""Changes in words: what is changed, and what it buys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.i18n.messages import Joined, Message, say
from journeymap.i18n.numbers import Amount, Minutes, Unit
from journeymap.i18n.references import StepRef

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.analyses.levers import Lever, LeverFigure, LeversFound

FIGURE_WORDS: Mapping[LeverFigure, Message] = {
    "helped": say("helped"),
    "minutes": say("time"),
    "contacts": say("contacts"),
    "sacrifice": say("given up"),
}
FIGURE_UNITS: Mapping[LeverFigure, Unit] = {
    "helped": "count",
    "minutes": "minutes",
    "contacts": "count",
    "sacrifice": "points",
}
_NOTED: Mapping[LeverFigure, float] = {"helped": 0.001, "minutes": 0.1, "contacts": 0.001, "sacrifice": 0.001}
THOUSAND = 1000


def what(lever: Lever) -> Message:
    """Return what is changed, with the ids of the steps."""
    if lever.kind == "minute":
        return say('one minute less work at "{step}"', step=StepRef(lever.step))
    if lever.kind == "wait":
        now = Amount(lever.wait, "minutes")
        if lever.away is None:
            return say('no wait before "{step}", now {time}', step=StepRef(lever.step), time=now)
        return say(
            'no wait on the way from "{source}" to "{step}", now {time}',
            source=StepRef(lever.away), step=StepRef(lever.step), time=now,
        )  # fmt: skip
    if lever.away is None:
        return say(
            'at "{step}", 1% of the customers to "{towards}" instead of nowhere',
            step=StepRef(lever.step),
            towards=StepRef(lever.towards or ""),
        )
    if lever.away == lever.step:
        return say(
            'at "{step}", 1% of the customers on to "{towards}" instead of ending there',
            step=StepRef(lever.step),
            towards=StepRef(lever.towards or ""),
        )
    return say(
        'at "{step}", 1% of the customers to "{towards}" instead of "{away}"',
        step=StepRef(lever.step),
        towards=StepRef(lever.towards or ""),
        away=StepRef(lever.away),
    )


def delta(lever: Lever, figure: LeverFigure, persona: str | None = None) -> Amount:
    """Return by how much a lever moves a figure, for a persona or for all customers; `helped` of a thousand of them."""
    value: float | None = getattr(lever, figure) if persona is None else lever.by_persona[persona][figure]
    if figure == "helped" and value is not None:
        value *= THOUSAND
    return Amount(value, FIGURE_UNITS[figure], signed=True, digits=2)


def best_for(levers: LeversFound, persona: str | None = None) -> Lever | None:
    """Return the best change of all; for a persona the best of those that move anything for it."""
    if persona is None:
        return levers.best
    return next((lever for lever in levers.by_gain if moved(lever, persona)), None)


def moved(lever: Lever, persona: str | None = None) -> list[LeverFigure]:
    """Return the figures that a lever moves by anything worth noting."""
    deltas = [(figure, delta(lever, figure, persona).value) for figure in FIGURE_WORDS]
    return [figure for figure, value in deltas if value is not None and abs(value) >= _NOTED[figure]]


def buys(lever: Lever, persona: str | None = None) -> Joined:
    """Return what a lever buys: every figure that it moves."""
    bought = []
    for figure in moved(lever, persona):
        amount = _in_short(delta(lever, figure, persona))
        if figure == "helped":
            bought.append(say("{amount} of 1000 helped", amount=amount))
        else:
            bought.append(say("{amount} {figure}", amount=amount, figure=FIGURE_WORDS[figure]))
    return Joined(bought or [say("nothing")])


def _in_short(amount: Amount) -> Amount:
    """Return what a sentence says of a change: of a time two digits, as in the sentence at the head of a report."""
    if amount.unit != "minutes" or amount.value is None:
        return amount
    return replace(amount, value=Minutes(amount.value).rounded(2).minutes)
