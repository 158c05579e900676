"""Seeded random sheets: the same seed gives the same sheet. Small to medium, and as unkind as the format allows."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from journeymap.layout.sheet import LANES, Arrow, Badge, Card, Phase, Row, Sheet

if TYPE_CHECKING:
    from journeymap.layout.sheet import ArrowKind, BadgeKind

_PLAIN = "asks sends the a letter form counter phones waits answer of for invoice checks plans refuses reads x"
_UNKIND = (
    "Donaudampfschifffahrtsgesellschaftskapitän arbeidsongeschiktheidsverzekering naïve e\u0301te\u0301 "
    "予約を確認する 電話 طلب موعد שלום ממתין 🚲 👩‍⚕️"
)
_WORDS = (*_PLAIN.split(), *_UNKIND.split())
_LABELS = (
    "yes",
    "no",
    "not under contract",
    "if the answer is still missing after three working days and nobody has phoned",
    "はい、予約できます",
    "لا يوجد موعد",
    "🚲",
    "ja",
    "Verwaltungsgerichtsverfahren",
)
_LATER: tuple[ArrowKind, ...] = ("starts", "needs", "recover")
_BESIDE: tuple[ArrowKind, ...] = ("informs", "uses")
_BADGES: tuple[BadgeKind, ...] = (
    "pain",
    "wait",
    "dead-end",
    "fail-point",
    "complaint",
    "metric",
    "accepted",
    "finding",
)


def _text(random: Random, longest: int) -> str:
    return " ".join(random.choice(_WORDS) for _ in range(random.randint(1, longest)))


def _frame(random: Random, rows: int, phases: int) -> tuple[tuple[Row, ...], tuple[Phase, ...]]:
    lanes = sorted((random.choice(LANES) for _ in range(rows)), key=LANES.index)
    return (
        tuple(Row(f"r{i}", lane, _text(random, 3), "" if i % 2 else "Backstage") for i, lane in enumerate(lanes)),
        tuple(Phase(f"p{i}", _text(random, 2) if i or random.random() < 0.7 else "") for i in range(phases)),
    )


def _card(random: Random, name: str, step: str, row: Row, phase: Phase) -> Card:
    badges = tuple(Badge(random.choice(_BADGES), _text(random, 3)) for _ in range(random.choice((0, 0, 0, 0, 1, 1, 2))))
    compact = row.lane == "support" and random.random() < 0.5
    return Card(name, step, row.id, phase.id, _text(random, 2 if compact else 7), () if compact else badges, compact)


def _kind(random: Random) -> ArrowKind:
    drawn = random.random()
    return "flow" if drawn < 0.5 else random.choice(_BESIDE) if drawn < 0.9 else random.choice(_LATER)


def _arrow(random: Random, source: str, target: str, kind: ArrowKind | None = None) -> Arrow:
    text = random.choice(_LABELS) if random.random() < 0.4 else ""
    return Arrow(source, target, kind or _kind(random), text, both=random.random() < 0.1)


def plain_sheet(seed: int, most: int = 70) -> Sheet:
    """One card per step, arrows between any two, now and then a hub, a loop or the same arrow twice."""
    random = Random(seed)
    rows, phases = _frame(random, random.randint(1, 7), random.randint(1, 5))
    count = random.choice((0, 1, 2, random.randint(3, 15), random.randint(10, most)))
    cards = [_card(random, f"c{i}", f"s{i}", random.choice(rows), random.choice(phases)) for i in range(count)]
    arrows = []
    per_card = random.choice((0.5, 1.0, 1.0, 1.5, 2.0, 3.0))
    for _ in range(int(count * per_card)):
        source = random.randrange(count)
        near = random.random() < 0.7
        target = min(count - 1, max(0, source + random.randint(-3, 6))) if near else random.randrange(count)
        arrows.append(_arrow(random, f"c{source}", f"c{target}"))
        if random.random() < 0.05:
            arrows.append(_arrow(random, f"c{source}", f"c{target}"))
    if count > 8 and random.random() < 0.25:
        hub = random.randrange(count)
        for _ in range(random.randint(10, 40)):
            ends = [f"c{hub}", f"c{random.randrange(count)}"]
            random.shuffle(ends)
            arrows.append(_arrow(random, ends[0], ends[1]))
    return Sheet("Random", _text(random, 4), rows, phases, tuple(cards), tuple(arrows))


def natural_sheet(seed: int, most: int = 25) -> Sheet:
    """Steps of several cards, joined top to bottom; flow between the uppermost acting cards; systems in use."""
    random = Random(seed)
    rows, phases = _frame(random, random.randint(2, 9), random.randint(1, 5))
    steps = random.randint(1, most)
    of_phase = sorted(random.randrange(len(phases)) for _ in range(steps))
    cards: list[Card] = []
    arrows: list[Arrow] = []
    heads: list[str] = []
    for number in range(steps):
        names = []
        chosen = sorted(random.sample(range(len(rows)), random.randint(1, min(len(rows), 5))))
        for place in chosen:
            for _ in range(random.choice((1, 1, 1, 1, 1, 2, 3))):
                names.append(f"s{number}.{len(names)}")
                cards.append(_card(random, names[-1], f"s{number}", rows[place], phases[of_phase[number]]))
        arrows += [Arrow(a, b, "cell", both=random.random() < 0.3) for a, b in pairwise(names)]
        heads.append(names[0])
        if random.random() < 0.2:
            arrows.append(_arrow(random, names[0], names[-1], random.choice(_BESIDE)))
    for number, name in enumerate(heads):
        for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
            target = number + 1 if random.random() < 0.7 else random.randrange(steps)
            arrows.append(_arrow(random, name, heads[min(target, steps - 1)], "flow"))
        if random.random() < 0.3:
            arrows.append(_arrow(random, name, random.choice(cards).id))
    return Sheet("Natural", "", rows, phases, tuple(cards), tuple(arrows))
