"""Small journeys at random, and every way to walk them: shares as fractions, times as their means; nothing is drawn.

Written anew for the tests: of the program only the text of a blueprint is used. No journey goes round, so that all its
ways can be listed; every way of the work beside it is a way of its own.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = 1440
WORKING_DAY = Fraction(7, 5) * DAY
PERSONAS = {"young": Fraction(2, 5), "old": Fraction(3, 5)}


@dataclass
class Walked:
    """All ways of one persona: by end the share of the journeys, and the minutes they take, times their share."""

    shares: dict[str, Fraction] = field(default_factory=dict)
    minutes: dict[str, Fraction] = field(default_factory=dict)
    stranded: Fraction = Fraction(0)

    @property
    def mean(self) -> Fraction | None:
        whole = sum(self.shares.values(), Fraction(0))
        return sum(self.minutes.values(), Fraction(0)) / whole if whole else None


def journey(seed: int, *, joins: bool) -> dict[str, Any]:
    """Return a blueprint as data; with `joins` its times are fixed, else they vary and are partly working days."""
    source = random.Random(seed)
    names = [f"c{number}" for number in range(source.randint(4, 7))]
    steps: dict[str, Any] = {}
    beside: list[str] = []
    led: set[str] = set()
    for place, name in enumerate(names):
        step: dict[str, Any] = {"customer": "does it", "takes": time(source, joins)}
        if source.random() < 0.4:
            step["wait"] = time(source, joins)
        later = names[place + 1 :]
        if not later:
            step["end"] = "helped"
        elif place and source.random() < 0.15:
            step["end"] = source.choice(["refused", "gave-up"])
        else:
            step["next"] = ways(source, source.sample(later, min(len(later), source.choice([1, 2, 2, 3]))), joins)
            if source.random() < 0.3 and later:
                step["fails"] = [{"what": "it breaks", "share": f"{source.randint(1, 30)}%", "recover": later[-1]}]
        if joins and place < len(names) - 1 and source.random() < 0.6:
            work = [f"w{len(beside) + number}" for number in range(source.randint(1, 3))]
            beside += work
            step["starts"] = [work[0]]
            for number, part in enumerate(work):
                steps[part] = {"backstage": "works", "takes": time(source, joins)}
                if number < len(work) - 1:
                    targets = work[number + 1 :]
                    steps[part]["next"] = ways(source, source.sample(targets, source.randint(1, len(targets))), joins)
        elif joins and beside and name in led and source.random() < 0.7:
            step["needs"] = source.sample(beside, source.randint(1, min(2, len(beside))))
        led.update(step.get("next", ()), (fail["recover"] for fail in step.get("fails", ())))
        steps[name] = step
    steps["c0"]["start"] = True
    personas = {name: {"share": f"{float(part):.0%}"} for name, part in PERSONAS.items()}
    return {"personas": personas, "steps": {name: steps[name] for name in [*names, *sorted(beside)]}}


def time(source: random.Random, fixed: bool) -> str:
    least = source.randint(1, 60)
    if fixed:
        return f"{least} min"
    kind = source.randrange(4)
    if kind == 0:
        return f"{least}-{least + source.randint(1, 90)} min"
    if kind == 1:
        likely = least + source.randint(0, 40)
        return f"{least}/{likely}/{likely + source.randint(1, 40)} min"
    if kind == 2:
        return f"{source.randint(1, 6)} working days"
    return f"{least} min"


def mean(text: str) -> Fraction:
    """Return the mean minutes that pass."""
    number, unit = text.split(" ", 1)
    parts = [Fraction(part) for part in ([number] if "-" not in number and number.count("/") == 1
                                         else number.replace("/", "-").split("-"))]  # fmt: skip
    return sum(parts, Fraction(0)) / len(parts) * (WORKING_DAY if unit == "working days" else 1)


def ways(source: random.Random, targets: list[str], fixed: bool) -> dict[str, Any]:
    """Return ways of which the shares add up to 100, for each persona or for all alike."""

    def divided() -> list[int]:
        cuts = sorted(source.randint(0, 100) for _ in targets[1:])
        return [end - begin for begin, end in zip([0, *cuts], [*cuts, 100], strict=True)]

    everyone = source.random() < 0.5
    young, old = divided(), divided()
    flows: dict[str, Any] = {}
    for place, target in enumerate(targets):
        flow: dict[str, Any] = {"share": f"{young[place]}%"}
        if not everyone:
            flow["share"] = {"young": f"{young[place]}%", "old": f"{old[place]}%"}
        if source.random() < 0.2:
            flow["wait"] = time(source, fixed)
        flows[target] = flow
    return flows


def chances(step: dict[str, Any], persona: str) -> list[tuple[str, Fraction, Fraction]]:
    """Return where a step leads, how likely, and what is waited on the way."""
    failing = [(fail["recover"], Fraction(fail["share"][:-1]) / 100) for fail in step.get("fails", ())]
    rest = 1 - sum((share for _, share in failing), Fraction(0))
    leads = [(target, share, Fraction(0)) for target, share in failing]
    for target, flow in step.get("next", {}).items():
        share = flow["share"] if isinstance(flow["share"], str) else flow["share"][persona]
        leads.append((target, rest * Fraction(share[:-1]) / 100, mean(flow["wait"]) if "wait" in flow else Fraction(0)))
    return [lead for lead in leads if lead[1]]


def paths(steps: dict[str, Any], persona: str, first: str) -> Iterator[tuple[list[tuple[str, Fraction]], Fraction]]:
    """Yield every way from a step on: the steps, each with what was waited on the way to it, and its probability."""

    def on(way: list[tuple[str, Fraction]], share: Fraction) -> Iterator[tuple[list[tuple[str, Fraction]], Fraction]]:
        leads = chances(steps[way[-1][0]], persona)
        if not leads:
            yield way, share
        for target, part, wait in leads:
            yield from on([*way, (target, wait)], share * part)

    return on([(first, Fraction(0))], Fraction(1))


def walked(blueprint: dict[str, Any], persona: str) -> Walked:
    """Walk all ways of a persona, with every way of all that may be begun beside it."""
    steps = blueprint["steps"]
    roots = [root for step in steps.values() for root in step.get("starts", ())]
    work = [list(paths(steps, persona, root)) for root in roots]
    found = Walked()
    for way, share in paths(steps, persona, "c0"):
        for choice in product(*work):
            part = share
            for _, chance in choice:
                part *= chance
            end, minutes = one_walk(steps, way, dict(zip(roots, (beside for beside, _ in choice), strict=True)))
            if end is None:
                found.stranded += part
            else:
                found.shares[end] = found.shares.get(end, Fraction(0)) + part
                found.minutes[end] = found.minutes.get(end, Fraction(0)) + part * minutes
    return found


def one_walk(
    steps: dict[str, Any], way: list[tuple[str, Fraction]], beside: dict[str, list[tuple[str, Fraction]]]
) -> tuple[str | None, Fraction]:
    """Return how one walk ends and what it takes; None where it waits for what is never done."""
    now = Fraction(0)
    done: dict[str, Fraction] = {}
    for name, waited in way:
        step = steps[name]
        now += waited
        if any(need not in done for need in step.get("needs", ())):
            return None, now
        now = max([now, *(done[need] for need in step.get("needs", ()))])
        now += spent(step)
        done[name] = now
        for root in step.get("starts", ()):
            moment = now
            for part, between in beside[root]:
                moment += between + spent(steps[part])
                done[part] = moment
    return steps[way[-1][0]].get("end"), now


def spent(step: dict[str, Any]) -> Fraction:
    return sum((mean(step[field]) for field in ("wait", "takes") if field in step), Fraction(0))
