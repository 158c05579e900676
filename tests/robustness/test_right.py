"""Files out of other people's reports of faults, each with the value that is right: its figures, and what is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from journeymap.analyses import (
    access,
    burden,
    fail_points,
    guarantee,
    journey_time,
    levers,
    outcomes,
    pains,
)
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeymap.analysis import Analysis
    from journeymap.result import Result

CASES = Path(__file__).parent / "right"
DAY = 1440.0
NOT_WANTED = frozenset({
    "shares-under-one", "shares-over-one", "broken-promise", "over-tolerance", "silent-wait", "hidden-wait", "no-voice",
    "dead-end", "no-good-end", "no-way-out", "lost-journey", "closed-when-customer-can", "pain-point", "risk-priority",
    "orphan-backstage", "syntax-error", "invalid-value", "unknown-reference", "cut-text", "unjudged-hours", "no-start",
    "unreachable-step", "bare-no", "broken-link", "piled-burden", "mirror-missing",
})  # fmt: skip


def found(result: Result) -> set[str]:
    return {item.code.name for item in result.diagnostics} & NOT_WANTED


def of(result: Result, analysis: Analysis[Any]) -> Any:
    assert result.journey is not None
    return result.journey.facts.of(analysis)


def helped(result: Result) -> float:
    return of(result, outcomes.ANALYSIS).helped.mean


def time(result: Result) -> journey_time.PersonaTime:
    return of(result, journey_time.ANALYSIS).by_persona["everyone"]


def a_week(result: Result) -> float | None:
    """The hours a week that the channel of the file is open."""
    (persona,) = of(result, access.ANALYSIS).by_persona.values()
    (channel,) = persona.values()
    return None if channel.open_minutes is None else channel.open_minutes / 60


def coverage(result: Result) -> float | None:
    (persona,) = of(result, access.ANALYSIS).by_persona.values()
    (channel,) = persona.values()
    return channel.coverage


def remedy(result: Result, name: str) -> str:
    return " ".join(str(item.help) for item in result.diagnostics if item.code.name == name)


def said(result: Result, name: str) -> list[str]:
    return [str(item.message) for item in result.diagnostics if item.code.name == name]


def near(value: float | None, right: float, *, off: float = 1e-9) -> bool:
    return value is not None and abs(value - right) <= off


# What of the findings above must be found, none of the others; and what must hold.
RIGHT: dict[str, tuple[set[str], Callable[[Result], bool]]] = {
    "start1": ({"lost-journey"}, lambda it: near(helped(it), 0.3)),
    "start2": (
        {"shares-under-one", "lost-journey"},
        lambda it: near(of(it, outcomes.ANALYSIS).by_persona["everyone"].beginless, 0.4),
    ),
    "pers": (
        {"shares-under-one", "lost-journey"},
        lambda it: "40% of the customers are none of the personas" in said(it, "shares-under-one")[0],
    ),
    "tri": (
        set(),
        lambda it: (
            near(time(it).deviation, 0.816496580927726 * DAY, off=1e-6)
            and near(of(it, journey_time.ANALYSIS).steps["a"].quantile(0.9), (11 - 0.8**0.5) * DAY, off=1e-6)
        ),
    ),
    "a1": (
        {"bare-no"},
        lambda it: near(helped(it), 0.7) and near(of(it, outcomes.ANALYSIS).stranded.mean, 0.0),
    ),
    "fail-shares-over-one": ({"shares-over-one"}, lambda it: "120%" in said(it, "shares-over-one")[0]),
    "rounded-shares": (
        set(),
        lambda it: near(time(it).total, 10.0) and near(of(it, outcomes.ANALYSIS).stranded.mean, 0.0),
    ),
    # A wait that may be a thousand minutes or one is asked about; what is counted is read.
    "thousands": (
        {"invalid-value"},
        lambda it: (
            "1000 min" in remedy(it, "invalid-value")
            and near(it.blueprint.steps["a"].complaints, 0.046)
            and near(it.blueprint.steps["a"].next["b"].share["everyone"], 0.001)
            and it.blueprint.sources["enquete"].n == 1200
        ),
    ),
    "half-a-day": ({"silent-wait"}, lambda it: near(time(it).finished, 12 * 60 + 30)),
    "slow": (
        set(),
        lambda it: of(it, journey_time.ANALYSIS).simulated().p90 is None and near(time(it).finished, 199_999, off=1e-4),
    ),
    "join-sampled": (
        {"unreachable-step"},
        lambda it: (
            near(helped(it), 0.73)
            and of(it, outcomes.ANALYSIS).by_persona["everyone"].errors["helped"] == 0
            and near(time(it).finished, 53 + 138 + 74, off=1e-6)
        ),
    ),
    "jw2": (
        {"silent-wait"},
        lambda it: (
            near(time(it).hidden, 10 * DAY + 60)
            and near(time(it).finished, 10 * DAY + 65)
            and of(it, levers.ANALYSIS).best.step == "b"
        ),
    ),
    "f1": (
        {"silent-wait"},
        lambda it: near(
            time(it).active + time(it).waiting + time(it).hidden + time(it).lasting, time(it).finished, off=1e-6
        ),
    ),
    "fw": ({"broken-promise", "over-tolerance"}, lambda it: "10 days on average" in said(it, "broken-promise")[0]),
    "g1": (
        {"no-voice"},
        lambda it: (
            of(it, guarantee.ANALYSIS).overall is None
            and it.graph.names(of(it, guarantee.ANALYSIS).depends_on) == ("letter",)
        ),
    ),
    "kl": ({"no-voice"}, lambda it: "no-voice" in {item.code.name for item in it.diagnostics}),
    "kl2": ({"no-voice"}, lambda it: "no-voice" in {item.code.name for item in it.diagnostics}),
    "lv2": (
        set(),
        lambda it: any(
            lever.step == "late" and lever.towards == "yes" and near(lever.helped, 0.006)
            for lever in of(it, levers.ANALYSIS).by_figure["helped"]
        ),
    ),
    # Who asks on a Thursday or a Friday waits over the weekend.
    "e2": ({"broken-promise"}, lambda it: "for 40% of the customers" in said(it, "broken-promise")[0]),
    "sv": (set(), lambda it: near(coverage(it), 40 / 168)),
    "rpn": (
        {"risk-priority"},
        lambda it: (
            any('"w"' in text for text in said(it, "risk-priority"))
            and [point.number for point in of(it, fail_points.ANALYSIS).points] == [100, 112, 81]
        ),
    ),
    "pain": (set(), lambda it: [pain.severity for pain in of(it, pains.ANALYSIS).pains] == [1]),
    "w1": ({"bare-no"}, lambda it: [item.step for item in it.diagnostics if item.code.name == "bare-no"] == ["no"]),
    "orphan": ({"unreachable-step"}, lambda it: said(it, "unreachable-step") == ['nothing leads to "q"']),
    "hours-fallback": (set(), lambda it: near(a_week(it), 45)),
    "hours-lunch-comma-off": (set(), lambda it: near(a_week(it), 40)),
    "hours-night-off": ({"closed-when-customer-can"}, lambda it: near(coverage(it), 0)),
    "hours-week-one": ({"closed-when-customer-can"}, lambda it: near(a_week(it), 40 / 53)),
    "hours-year-end": (set(), lambda it: near(coverage(it), 1)),
    "hours-year": ({"unjudged-hours"}, lambda it: a_week(it) is None),
    "hours-school-holidays": ({"unjudged-hours"}, lambda it: a_week(it) is None),
    "hours-ph-no-calendar": ({"unjudged-hours"}, lambda it: "calendar: NL" in remedy(it, "unjudged-hours")),
    "hash-in-title": (
        {"cut-text"},
        lambda it: (
            [
                (item.span.line, item.span.column)
                for item in it.diagnostics
                if item.span and item.code.name == "cut-text"
            ]
            == [(2, 18)]
        ),
    ),
    "id-nfd": (set(), lambda it: near(helped(it), 1)),
    "id-zero-width": ({"syntax-error"}, lambda it: "U+200B" in said(it, "syntax-error")[0]),
    "nbsp-after-colon": ({"syntax-error"}, lambda it: "looks like a space" in said(it, "syntax-error")[0]),
    "line-breaks-lost": (
        set(),
        lambda it: (
            it.blueprint.about == "First line\n\nSecond line\n  indented\n"
            and [note.text for note in it.blueprint.steps["a"].notes] == ["keep\n\n"]
            and [cell.does for cell in it.blueprint.steps["a"].frontstage] == ["folded text"]
        ),
    ),
    "dead-end-follows-no-start": ({"no-start"}, lambda it: True),
    "no-start-says-no-helped-end": ({"no-start"}, lambda it: True),
    "j1": ({"piled-burden"}, lambda it: near(of(it, burden.ANALYSIS).kinds["home-visit"], 7.5)),
    "j2": ({"piled-burden", "mirror-missing"}, lambda it: near(of(it, burden.ANALYSIS).kinds["home-visit"], 7.5)),
    "links/c1": ({"broken-link"}, lambda it: "in turn" in said(it, "broken-link")[0]),
    "links/c2": ({"broken-link"}, lambda it: "in turn" in said(it, "broken-link")[0]),
    "links/win": ({"broken-link"}, lambda it: remedy(it, "broken-link") == 'write "sub/kind.yaml"'),
    "links/sub/kind": (set(), lambda it: not said(it, "broken-link")),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_was_wrong_is_right(name: str):
    must, holds = RIGHT[name]
    result = check_file(CASES / f"{name}.yaml")
    assert found(result) == must
    assert holds(result)


def test_a_file_that_others_name_is_one_set_with_them():
    result = check_file(CASES / "j3.yaml", beside=("j2.yaml", "j1.yaml"))
    assert of(result, burden.ANALYSIS).kinds["home-visit"] == pytest.approx(7.5)


def test_every_file_has_its_right_value():
    files = {path.relative_to(CASES).with_suffix("").as_posix() for path in CASES.rglob("*.yaml")}
    assert files == {*RIGHT, "j3"}
