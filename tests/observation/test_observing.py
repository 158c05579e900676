"""A blueprint held against a log: the golden journeys of the permit, and what logs are like."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeymap.analysis import Journey
from journeymap.api import Blueprint
from journeymap.cli import main
from journeymap.model.observation import Deviation
from journeymap.observation.columns import LogNotReadError, columns
from journeymap.observation.reality import reality
from journeymap.observation.recording import Asked, record
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.model.observation import Observation

PERMIT = Path(__file__).parents[2] / "blueprints" / "permit-application.yaml"
BEGIN = datetime(2026, 1, 1, 9)
LONG_AGO = BEGIN - timedelta(days=15)
CASES = [
    *[("apply check assess issue", BEGIN)] * 8,
    *[("apply check add-papers check assess issue", BEGIN)] * 3,
    *[("apply check assess letter appeal leaves-it", BEGIN)] * 2,
    ("apply check assess letter appeal assess issue", BEGIN),
    ("apply check issue", BEGIN),
    ("apply assess check issue", BEGIN),
    ("apply check check assess issue", BEGIN),
    ("apply check assess letter", LONG_AGO),
    ("apply check call assess issue", BEGIN),
    ("apply check", BEGIN + timedelta(days=6)),
]
"""The 20 cases of the permit; the last one still runs: it is checked on the day that the log ends."""


def log(
    folder: Path, cases: Sequence[tuple[str, datetime]], name: str = "log.csv", head: str = "case,activity,time"
) -> str:
    lines = [head]
    for number, (activities, begin) in enumerate(cases):
        for day, activity in enumerate(activities.split()):
            lines.append(f"c{number},{activity},{(begin + timedelta(days=day)).isoformat()}")
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def lines(folder: Path, *written: str, name: str = "log.csv") -> str:
    path = folder / name
    path.write_text("\n".join(written) + "\n", encoding="utf-8")
    return str(path)


def permit() -> ServiceGraph:
    journey = check_file(PERMIT).journey
    assert journey is not None
    return journey.graph


def graph_of(**steps: dict[str, object]) -> ServiceGraph:
    return Journey.of(Blueprint.model_validate({"steps": steps})).graph


def chain() -> ServiceGraph:
    return graph_of(
        a={"customer": "A", "start": True, "next": "b"},
        b={"customer": "B", "next": "c"},
        c={"customer": "C", "end": "helped"},
    )


@pytest.fixture
def observed(tmp_path: Path) -> Observation:
    return record(log(tmp_path, CASES), permit(), Asked(at_least=1)).observation


def test_the_golden_journeys_fit_as_well_as_they_do(observed: Observation) -> None:
    fit = observed.fit

    assert (fit.judged, fit.as_drawn, fit.cost, fit.worst) == (20, 16, 5, 171)
    assert fit.fitness == pytest.approx(0.970760, abs=5e-7)


def test_each_deviation_is_counted_at_its_step(observed: Observation) -> None:
    assert set(observed.deviations) == {
        Deviation("missing", "assess", 1, 1),
        Deviation("out-of-order", "check", 1, 1),
        Deviation("repeated", "check", 1, 1),
        Deviation("broken-off", "letter", 1, 1),
        Deviation("running", "check", 1, 1),
    }


def test_what_followed_what_is_counted_without_a_model(observed: Observation) -> None:
    pairs = {(pair.from_, pair.to): pair.n for pair in observed.pairs}

    assert observed.visits["check"].n == 24
    assert {to: n for (source, to), n in pairs.items() if source == "check"} == {
        "assess": 17, "add-papers": 3, "issue": 2, "check": 1, None: 1,
    }  # fmt: skip
    assert {to: n for (source, to), n in pairs.items() if source == "assess"} == {"issue": 14, "letter": 4, "check": 1}
    assert {to: n for (source, to), n in pairs.items() if source == "letter"} == {"appeal": 3, None: 1}
    assert {to: n for (source, to), n in pairs.items() if source == "appeal"} == {"leaves-it": 2, "assess": 1}


def test_the_record_holds_no_case_and_is_the_same_each_time(observed: Observation, tmp_path: Path) -> None:
    again = record(log(tmp_path, CASES, "again.csv"), permit(), Asked(at_least=1)).observation
    text = repr(observed)

    assert "c17" not in text
    assert text.replace("log.csv", "") == repr(again).replace("again.csv", "")


def test_an_activity_that_is_no_step_is_named_and_costs_nothing(observed: Observation) -> None:
    assert observed.unmapped == {"call": 1}


def test_the_shares_that_were_seen_have_the_interval_of_their_cases(observed: Observation) -> None:
    arrows = {(arrow.source, arrow.target): arrow for arrow in reality(permit(), observed).arrows}
    letter = arrows["assess", "letter"]

    assert letter.stated == pytest.approx(0.2)
    assert letter.seen == pytest.approx(4 / 18)
    assert letter.interval is not None
    assert letter.interval[0] < 4 / 18 < letter.interval[1]
    assert all(arrow.drift == 0 for arrow in arrows.values())  # 20 cases are too few to say more


def test_a_share_that_is_far_off_in_many_cases_has_drifted(tmp_path: Path) -> None:
    cases = [("apply check assess issue", BEGIN)] * 50 + [("apply check assess letter appeal leaves-it", BEGIN)] * 50
    graph = permit()
    found = reality(graph, record(log(tmp_path, cases), graph, Asked()).observation)

    assert {(arrow.source, arrow.target): arrow.drift for arrow in found.drifted} == {
        ("check", "add-papers"): -1,
        ("check", "assess"): 1,
        ("assess", "issue"): -1,
        ("assess", "letter"): 1,
        ("appeal", "assess"): -1,
        ("appeal", "leaves-it"): 1,
    }


def test_ways_that_are_not_drawn_are_told_apart(observed: Observation) -> None:
    found = {(way.source, way.target): way.kind for way in reality(permit(), observed).unplanned}

    assert found == {
        ("check", "issue"): "skips",
        ("apply", "assess"): "skips",
        ("check", "check"): "again",
        ("assess", "check"): "not drawn",
    }


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_events_of_one_moment_fit_in_any_order(tmp_path: Path, order: tuple[str, str]) -> None:
    moment = "2026-03-01T10:00:00"
    path = lines(
        tmp_path, "case,activity,time", *(f"1,{activity},{moment}" for activity in order), "1,c,2026-03-02T10:00:00"
    )
    observation = record(path, chain(), Asked()).observation

    assert observation.fit.cost == 0
    assert observation.log.ties == 1


def test_a_step_that_no_activity_belongs_to_is_passed_unseen(tmp_path: Path) -> None:
    path = lines(tmp_path, "case,activity,time", "1,a,2026-03-01", "1,c,2026-03-02")
    graph = chain()
    observation = record(path, graph, Asked()).observation

    assert observation.unseen == ("b",)
    assert observation.fit.cost == 0
    assert [(arrow.source, arrow.target, arrow.n, arrow.inferred) for arrow in reality(graph, observation).arrows] == [
        ("a", "b", 1, True)
    ]


def test_what_the_file_says_of_the_log_decides_before_names_do(tmp_path: Path) -> None:
    graph = graph_of(
        a={"customer": "A", "start": True, "next": "b", "seen-as": ["Begin*"]},
        b={"customer": "B", "next": "c", "seen-as": "never"},
        c={"customer": "C", "end": "helped"},
    )
    path = lines(tmp_path, "case,activity,time", "1,Begin here,2026-03-01", "1,b,2026-03-02", "1,C,2026-03-03")
    found = record(path, graph, Asked())

    assert found.seen.steps == {"Begin here": ("a",), "C": ("c",)}
    assert found.seen.declared == ("b",)
    assert found.observation.unmapped == {"b": 1}


def test_different_activities_of_one_step_in_a_row_are_one_visit(tmp_path: Path) -> None:
    path = lines(
        tmp_path, "case,activity,time",
        "1,a,2026-03-01", "1,opened,2026-03-02", "1,read,2026-03-03", "1,c,2026-03-04",
        "2,a,2026-03-01", "2,read,2026-03-02", "2,read,2026-03-03", "2,c,2026-03-04",
    )  # fmt: skip
    observation = record(path, chain(), Asked(seen={"b": ("opened", "read")})).observation

    assert [(deviation.kind, deviation.step, deviation.n) for deviation in observation.deviations] == [
        ("repeated", "b", 1)
    ]


def test_what_began_and_was_done_is_one_visit(tmp_path: Path) -> None:
    path = lines(
        tmp_path, "case,activity,time,lifecycle:transition",
        "1,a,2026-03-01,START", "1,a,2026-03-02,COMPLETE", "1,b,2026-03-03,complete", "1,c,2026-03-04,complete",
    )  # fmt: skip
    observation = record(path, chain(), Asked()).observation

    assert (observation.log.events, observation.fit.cost) == (3, 0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026-03-01T10:00:00Z", "2026-03-01T12:30:00+01:00"),
        ("2026-03-01 10:00", "2026-03-01 11:30"),
        ("1772359200", "1772364600"),
        ("1772359200.0", "1772364600.0"),
        ("1772359200000", "1772364600000"),
        ("13/03/2026 10:00", "13/03/2026 11:30"),
        ("13-03-2026 10:00:00", "13-03-2026 11:30:00"),
    ],
)
def test_moments_are_read_as_they_are_written(tmp_path: Path, first: str, second: str) -> None:
    path = lines(tmp_path, "case,activity,time", f"1,a,{first}", f"1,b,{second}")
    pairs = record(path, chain(), Asked(running=False)).observation.pairs

    assert pairs[0].durations == ((5400, 1),)


def test_a_day_that_can_be_read_in_two_ways_is_asked_about(tmp_path: Path) -> None:
    path = lines(tmp_path, "case,activity,time", "1,a,03/04/2026", "1,b,05/04/2026")

    with pytest.raises(LogNotReadError, match="two ways") as caught:
        record(path, chain(), Asked())
    assert caught.value.wrong_use
    assert record(path, chain(), Asked(days="day")).observation.pairs[0].durations == ((172000, 1),)
    assert record(path, chain(), Asked(days="month")).observation.pairs[0].durations == ((5270000, 1),)


def test_a_summer_night_is_an_hour_shorter_where_the_zone_is_said(tmp_path: Path) -> None:
    path = lines(tmp_path, "case,activity,time", "1,a,2026-03-29 01:00", "1,b,2026-03-29 04:00")

    assert record(path, chain(), Asked(zone="Europe/Amsterdam")).observation.pairs[0].durations == ((7200, 1),)
    assert record(path, chain(), Asked()).observation.pairs[0].durations == ((10800, 1),)


@pytest.mark.parametrize("name", ["log.csv", "log.csv.gz", "log.parquet", "log.jsonl"])
def test_a_log_may_come_in_several_forms(tmp_path: Path, name: str) -> None:
    plain = log(tmp_path, CASES, "plain.csv")
    path = str(tmp_path / name)
    if name.endswith(".gz"):
        Path(path).write_bytes(gzip.compress(Path(plain).read_bytes()))
    elif name.endswith((".parquet", ".jsonl")):
        import duckdb

        form = "parquet" if name.endswith(".parquet") else "json"
        duckdb.sql(f"copy (select * from read_csv('{plain}', all_varchar = true)) to '{path}' (format {form})")
    else:
        path = plain

    assert record(path, permit(), Asked()).observation.fit.cost == 5


def test_a_case_number_keeps_its_zeros_and_a_case_may_be_called_nothing(tmp_path: Path) -> None:
    path = lines(
        tmp_path, "case,activity,time", "007,a,2026-03-01", "7,a,2026-03-01", "NA,a,2026-03-01", "NA,b,2026-03-02"
    )

    assert record(path, chain(), Asked()).observation.log.cases == 3


def test_lines_without_a_moment_are_counted_and_left_out(tmp_path: Path) -> None:
    path = lines(tmp_path, "case,activity,time", "1,a,2026-03-01", "1,b,some day", "1,c,2026-03-02", ",a,2026-03-01")

    assert record(path, chain(), Asked()).observation.log.left_out == {"no moment": 1, "no case": 1}


def test_only_cases_that_begin_in_time_count(tmp_path: Path) -> None:
    path = lines(
        tmp_path, "case,activity,time",
        "1,a,2026-03-01", "1,b,2026-03-09", "2,a,2026-03-05", "2,b,2026-03-06", "3,a,2026-03-20", "3,b,2026-03-21",
    )  # fmt: skip
    observation = record(path, chain(), Asked(since="2026-03-04", until="2026-03-19")).observation

    assert observation.log.cases == 1
    assert observation.log.left_out == {"begun before": 1, "begun after": 1}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (["case,activity,time"], "fewer than two steps"),
        (["case,activity,time", "1,nothing,2026-03-01"], "fewer than two steps"),
        (["case,thing,time", "1,a,2026-03-01"], "no column is known as the activity"),
        (["case id,activity,time,case_id", "1,a,2026-03-01,2"], "both read as the case"),
    ],
)
def test_a_log_that_cannot_be_held_against_says_why(tmp_path: Path, written: list[str], words: str) -> None:
    with pytest.raises(LogNotReadError, match=words):
        record(lines(tmp_path, *written), chain(), Asked())


def test_a_column_that_was_made_for_it_goes_before_one_that_may_mean_it() -> None:
    names = ["case:concept:name", "concept:name", "time:timestamp", "case"]

    assert columns(names, {}) == {"case": "case:concept:name", "activity": "concept:name", "time": "time:timestamp"}
    assert columns(names, {"case": "CASE"})["case"] == "case"


def test_a_log_of_one_column_asks_what_parts_it(tmp_path: Path) -> None:
    path = lines(tmp_path, "case activity time", "1 a 2026-03-01")

    with pytest.raises(LogNotReadError, match="--delimiter"):
        record(path, chain(), Asked())


def test_names_with_quotes_and_signs_do_no_harm(tmp_path: Path) -> None:
    path = lines(
        tmp_path,
        'case,activity,"ti""me\'"',
        "1,a,2026-03-01",
        "1,b,2026-03-02",
        '1,"it\'s; drop table raw --",2026-03-03',
    )
    observation = record(path, chain(), Asked(columns={"time": "ti\"me'"})).observation

    assert observation.unmapped == {"it's; drop table raw --": 1}


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str]:
        code = main(["observe", *words])
        out, err = capsys.readouterr()
        return code, out + err

    return run


def test_the_command_tells_how_many_went_as_drawn(run: Run, tmp_path: Path) -> None:
    code, text = run(log(tmp_path, CASES), str(PERMIT))

    assert code == 0
    assert "80% of 20 cases went as drawn" in text
    assert "the same step again" in text


def test_the_command_speaks_dutch(run: Run, tmp_path: Path) -> None:
    code, text = run(log(tmp_path, CASES), str(PERMIT), "--lang", "nl")

    assert code == 0
    assert "80% van 20 zaken ging zoals getekend" in text


def test_the_record_that_is_kept_is_what_json_shows(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "permit.observed.json"
    code, text = run(log(tmp_path, CASES), str(PERMIT), "--save", str(kept), "--format", "json")

    assert code == 0
    assert json.loads(text)["record"] == json.loads(kept.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--seen", "chek=x"), "check"),
        (("--seen", "check"), "STEP=ACTIVITY"),
        (("--case", "zaak"), 'no column "zaak"'),
        (("--from", "soon"), "not a date"),
    ],
)
def test_wrong_use_is_told_as_such(run: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    code, text = run(log(tmp_path, CASES), str(PERMIT), *words)

    assert code == 2
    assert said in text


def test_without_the_database_the_command_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    code, text = run(log(tmp_path, CASES), str(PERMIT))

    assert code == 2
    assert "journeymap[logs]" in text
