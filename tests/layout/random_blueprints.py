"""Seeded random blueprints as text: trees of questions, and processes as people write them. The same seed, the same."""

from __future__ import annotations

from random import Random

_DOES = (
    "asks", "fills in", "sends", "waits for", "looks up", "is called about", "explains", "checks", "hands over",
    "signs", "pays", "reads", "brings", "arranges", "complains about",
)  # fmt: skip
_WHAT = (
    "the form", "the savings of last year", "the letter with the decision", "the number of the complaint",
    "an appointment", "the residence permit", "the meter reading", "a medical statement that is not older than a month",
    "the bill", "the keys", "the date of moving in", "arbeidsongeschiktheidsverzekering",
)  # fmt: skip
_ANSWERS = (
    "yes", "no", "not sure", "after April", "more than two", "under the limit", "another country",
    "none of these or not known yet", "less than a year", "the customer has not heard anything for three weeks",
)  # fmt: skip
_ENDS = ("helped", "refused", "gave-up", "transferred")
_LANES = ("evidence", "frontstage", "backstage", "support")


def _words(random: Random) -> str:
    return f"{random.choice(_DOES).capitalize()} {random.choice(_WHAT)}"


def _step(name: str, fields: dict[str, str]) -> str:
    return f"  {name}: {{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}\n"


def _head(title: str, phases: int) -> str:
    return f"title: {title}\nphases: [{', '.join(f'Part {number}' for number in range(phases))}]\nsteps:\n"


def _phase(number: int, count: int, phases: int) -> str:
    return f"Part {min(phases - 1, number * phases // count)}"


def _ends(random: Random, count: int, phases: int) -> dict[str, str]:
    kinds = [_ENDS[number % len(_ENDS)] for number in range(count)]
    return {
        f"e{number}": _step(
            f"e{number}", {"phase": f"Part {phases - 1}", "customer": _words(random), "end": kind}
        )
        for number, kind in enumerate(kinds)
    }  # fmt: skip


def tree_text(seed: int) -> str:
    """Questions of which each leads to one to three others, and whose other answers end; some lead back, some join."""
    random = Random(seed)
    count, phases = random.randint(12, 80), random.randint(1, 5)
    ends = _ends(random, random.randint(3, 14), phases)
    children: list[list[int]] = [[] for _ in range(count)]
    for number in range(1, count):
        least = max(0, (number - 1) // 3)
        children[random.randint(least, max(least, number - 1))].append(number)
    steps = []
    for number in range(count):
        ways = [f"q{child}" for child in children[number]]
        ways += random.sample(sorted(ends), min(len(ends), random.randint(1, 4)))
        if number > 4 and random.random() < 0.06:
            ways.append(f"q{random.randrange(number)}")
        answers = random.sample(_ANSWERS, min(len(_ANSWERS), len(ways)))
        following = ", ".join(
            f"{way}: {{when: {answer}}}" for way, answer in zip(dict.fromkeys(ways), answers, strict=False)
        )
        fields = {"phase": _phase(number, count, phases), "customer": _words(random), "next": f"{{{following}}}"}
        if random.random() < 0.5:
            fields["frontstage"] = _words(random)
        steps.append(_step(f"q{number}", fields))
    return _head(f"Questions {seed}", phases) + "".join(steps) + "".join(ends.values())


def process_text(seed: int) -> str:
    """Steps one after the other with branches that join again, loops, fails, several starts and many ends."""
    random = Random(seed)
    count, phases = random.randint(12, 70), random.randint(1, 6)
    ends = _ends(random, random.randint(2, 9), phases)
    steps = []
    for number in range(count):
        onward = [f"s{number + 1}" if number + 1 < count else "e0"]
        if random.random() < 0.3:
            onward.append(f"s{min(count - 1, number + random.randint(2, 9))}")
        if random.random() < 0.25:
            onward.append(random.choice(sorted(ends)))
        if random.random() < 0.1 and number > 2:
            onward.append(f"s{random.randrange(number)}")
        ways = [way for way in dict.fromkeys(onward) if way != f"s{number}"]
        parts = [f"{way}: {{share: {100 // len(ways)}%, when: {random.choice(_ANSWERS)}}}" for way in ways]
        fields = {"phase": _phase(number, count, phases), "customer": _words(random)}
        if number in {0, count // 3}:
            fields["start"] = "50%"
        for lane in _LANES:
            if random.random() < 0.3:
                fields[lane] = _words(random)
        if random.random() < 0.1:
            fields["fails"] = f"{{what: {random.choice(_ANSWERS)}, recover: s{random.randrange(count)}}}"
        if random.random() < 0.1:
            fields["pains"] = f"[{random.choice(_ANSWERS)}]"
        fields["next"] = f"{{{', '.join(parts)}}}" if len(ways) > 1 else ways[0]
        steps.append(_step(f"s{number}", fields))
    return _head(f"Process {seed}", phases) + "".join(steps) + "".join(ends.values())
