"""Of each kind of edge three more cases than were found in other people's files, in other words and other places."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.graph import ServiceGraph

HEAD = "journeymap: 1\ntitle: T\n"
END = "  z: {customer: Z, frontstage: f, end: helped}\n"


def starts(**shares: str) -> str:
    steps = "".join(f"  {name}: {{customer: A, start: {share}, next: z}}\n" for name, share in shares.items())
    return f"{HEAD}steps:\n{steps}{END}"


def ways(text: str) -> str:
    return f"{HEAD}steps:\n  a: {{customer: A, next: {text}}}\n  b: {{customer: B, end: refused}}\n{END}"


def fails(rest: str, failing: str) -> str:
    return (
        f"{HEAD}steps:\n  a:\n    customer: A\n    next: {rest}\n    fails: {failing}\n"
        f"  b: {{customer: B, next: z}}\n  c: {{customer: C, next: z}}\n{END}"
    )


def waiting(text: str) -> str:
    return f"{HEAD}steps:\n  a: {{customer: A, frontstage: f, next: z, {text}}}\n{END}"


def agreed(ways_on: str) -> str:
    """A wait on an arrow of which the customer is told, and that was promised."""
    return (
        f"{HEAD}steps:\n  a: {{customer: A, frontstage: f, takes: 5 min, tells: the day, next: {ways_on}}}\n"
        "  z: {customer: Z, frontstage: f, takes: 5 min, promise: 2 weeks, end: helped}\n"
    )


def begins(step: str, part: float) -> Callable[[ServiceGraph], bool]:
    return lambda graph: abs(graph.topology.weights[graph.topology.index[step]] - part) < 1e-9


def helped(part: float) -> Callable[[ServiceGraph], bool]:
    return lambda graph: abs(graph.chain("everyone").outcomes["helped"] - part) < 1e-9


def stranded(part: float) -> Callable[[ServiceGraph], bool]:
    return lambda graph: abs(graph.chain("everyone").stranded - part) < 1e-9


def likely(field: str, minutes: float) -> Callable[[ServiceGraph], bool]:
    def holds(graph: ServiceGraph) -> bool:
        span = getattr(graph.blueprint.steps["a"], field)
        return span is not None and abs(span.mean - minutes) < 1e-6

    return holds


DAY = 1440.0
# Kind, file, codes that must be found, codes that must not, and what must hold of the graph.
Case = tuple[str, str, set[str], set[str], "Callable[[ServiceGraph], bool] | None"]
CASES: list[Case] = [
    ("start shares", starts(a="40%", b="true"), set(), {"shares-under-one"}, begins("b", 0.6)),
    ("start shares", starts(a="true", b="1/4", c="true"), set(), set(), begins("c", 0.375)),
    ("start shares", starts(a="0%", b="true"), set(), set(), begins("a", 0.0)),
    ("start shares", starts(a="true", b="0%", c="20%"), set(), set(), begins("a", 0.8)),
    ("start shares over or under", starts(a="70%", b="70%"), {"shares-over-one"}, set(), None),
    ("start shares over or under", starts(a="0.2", b="0.3"), {"shares-under-one"}, set(), None),
    ("start shares over or under", starts(a="100%", b="10%"), {"shares-over-one"}, set(), None),
    ("rounded shares", ways("{b: 33.3%, z: 66.6%}"), set(), {"shares-under-one"}, stranded(0.0)),
    ("rounded shares", ways("{b: 0.333, z: 0.666}"), set(), {"shares-under-one"}, stranded(0.0)),
    ("rounded shares", ways("{b: 33%, z: 66%}"), set(), {"shares-under-one"}, stranded(0.0)),
    (
        "fail shares",
        fails("{z: 80%}", "[{what: x, share: 20%, recover: b}]"),
        set(),
        {"shares-under-one"},
        stranded(0.0),
    ),
    (
        "fail shares",
        fails("z", "[{what: x, share: 10%, recover: b}, {what: y, share: 20%, recover: c}]"),
        set(),
        {"shares-over-one", "shares-under-one"},
        stranded(0.0),
    ),
    (
        "fail shares",
        fails("{z: 50%, b: 50%}", "[{what: x, share: 30%, recover: c}]"),
        set(),
        {"shares-under-one"},
        helped(1.0),
    ),
    (
        "fail shares over one",
        fails("z", "[{what: x, share: 70%, recover: b}, {what: y, share: 50%, recover: c}]"),
        {"shares-over-one"},
        set(),
        None,
    ),
    ("fail shares over one", fails("{z: 30%}", "[{what: x, share: 120%, recover: b}]"), {"invalid-value"}, set(), None),
    (
        "fail shares over one",
        fails("{z: 90%, b: 40%}", "[{what: x, share: 10%, recover: c}]"),
        {"shares-over-one"},
        set(),
        None,
    ),
    ("durations", waiting("takes: 1/4 hour"), set(), {"invalid-value"}, likely("takes", 15)),
    ("durations", waiting("takes: 2/4/12 days"), set(), {"invalid-value"}, likely("takes", 6 * DAY)),
    ("durations", waiting("wait: 1/2 dag"), set(), {"invalid-value"}, likely("wait", 0.5 * DAY)),
    ("thousands", waiting("takes: 2.500 min"), {"invalid-value"}, set(), None),
    ("thousands", waiting("complaints: 12 per 1,000"), set(), {"invalid-value"}, None),
    ("thousands", waiting("complaints: 12 op 1.000"), set(), {"invalid-value"}, None),
    ("cut at a sign", waiting("tells: x").replace("title: T", "title: Loket #3"), {"cut-text"}, set(), None),
    ("cut at a sign", HEAD + "steps:\n  a:\n    customer: Belt met #14\n    end: helped\n", {"cut-text"}, set(), None),
    (
        "cut at a sign",
        HEAD + "phases:\n  p: Fase #2\nsteps:\n  a: {customer: A, phase: p, end: helped}\n",
        {"cut-text"},
        set(),
        None,
    ),
    (
        "forms of one letter",
        HEAD + "steps:\n  a: {customer: A, next: cafe\u0301}\n  café: {customer: B, end: helped}\n",
        set(),
        {"unknown-reference"},
        helped(1.0),
    ),
    (
        "forms of one letter",
        HEAD + "channels: {balie\u0308: {}}\nsteps:\n  a: {customer: A, channel: balië, end: helped}\n",
        set(),
        {"unknown-reference", "unused-definition"},
        None,
    ),
    (
        "forms of one letter",
        HEAD + "personas: {rené: {}}\nsteps:\n"
        "  a: {customer: A, experience: {rene\u0301: {emotion: 1}}, end: helped}\n",
        set(),
        {"unknown-reference"},
        None,
    ),
    (
        "signs nobody sees",
        HEAD + "steps:\n  a: {customer: A, next: b\u200b}\n  b: {customer: B, end: helped}\n",
        {"syntax-error"},
        set(),
        None,
    ),
    ("signs nobody sees", HEAD + "steps:\n  a\u200d: {customer: A, end: helped}\n", {"invalid-value"}, set(), None),
    (
        "signs nobody sees",
        HEAD + "channels: {te\u2060l: {}}\nsteps:\n  a: {customer: A, channel: tel, end: helped}\n",
        {"syntax-error"},
        set(),
        None,
    ),
    (
        "follows from no start",
        HEAD + "steps:\n  a: {customer: A, next: b}\n  b: {customer: B, next: a}\n",
        {"no-start"},
        {"dead-end", "lost-journey", "unreachable-step"},
        None,
    ),
    (
        "follows from no start",
        HEAD + "steps:\n  a: {customer: A, next: [b, c]}\n  b: {customer: B, next: a}\n  c: {customer: C}\n",
        {"no-start"},
        {"no-way-out"},
        None,
    ),
    (
        "follows from no start",
        HEAD + "steps:\n  a: {customer: A, start: 0%, next: z}\n" + END,
        {"no-start"},
        {"dead-end"},
        None,
    ),
    ("a way that nobody takes", ways("{b: 0%, z: {}}"), set(), set(), helped(1.0)),
    (
        "a way that nobody takes",
        ways("{b: {share: 0%, wait: 40 days}, z: {}}"),
        set(),
        {"silent-wait", "wait-dominated"},
        helped(1.0),
    ),
    (
        "a way that nobody takes",
        HEAD + "personas: {x: {}, y: {}}\nsteps:\n"
        "  a: {customer: A, end: helped, next: {b: {share: {x: 0%, y: 0%}, wait: 9 days}}}\n"
        "  b: {customer: B, end: refused}\n",
        set(),
        set(),
        None,
    ),
    ("dates beyond arithmetic", HEAD + "reviewed: 9999\nsteps:\n" + END, {"invalid-value"}, set(), None),
    ("dates beyond arithmetic", HEAD + "reviewed: 9999-12\nsteps:\n" + END, {"invalid-value"}, set(), None),
    ("agreed waits on arrows", agreed("{z: {wait: 5 days}}"), set(), {"silent-wait", "wait-dominated"}, None),
    ("agreed waits on arrows", agreed("{z: {wait: 3/4/6 dagen}}"), set(), {"silent-wait", "wait-dominated"}, None),
    ("agreed waits on arrows", agreed("[{to: z, wait: 1 week}]"), set(), {"silent-wait", "wait-dominated"}, None),
    (
        "dates beyond arithmetic",
        HEAD + "sources: {s: {kind: interview, date: 0000-01-01}}\nsteps:\n" + END,
        {"invalid-value"},
        set(),
        None,
    ),
]


@pytest.mark.parametrize(("kind", "text", "must", "must_not", "holds"), CASES)
def test_an_edge_of_our_own_is_read_as_it_is_meant(
    kind: str, text: str, must: set[str], must_not: set[str], holds: Callable[[ServiceGraph], bool] | None
):
    result = check_source(text, "own.yaml")
    found = {item.code.name for item in result.diagnostics}
    assert must <= found, kind
    assert not must_not & found, kind
    if holds is not None:
        assert result.graph is not None
        assert holds(result.graph), kind


def test_of_each_kind_there_are_three():
    assert all(count >= 3 for count in Counter(case[0] for case in CASES).values())
