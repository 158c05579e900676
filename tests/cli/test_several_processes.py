"""Work in several processes: the same bytes, whichever is done first, and the name of what ended one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journeymap.cli.processes import ProcessEndedError, spread

PROGRAM = [sys.executable, "-m", "journeymap"]
RULE = """
import os, signal, time
from pathlib import Path
from journeymap.diagnostics import Severity
from journeymap.rule import Rule

def check(graph, facts, options):
    title = graph.blueprint.title
    if title == "Deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    if title == "Slow":
        Path(f"pid-{os.getpid()}").write_text("")
        time.sleep(600)
    return []

RULE = Rule("WB001", "own", Severity.NOTE, check)
"""


def blueprint(title: str) -> str:
    return (
        f"journeymap: 1\ntitle: {title}\nsteps:\n"
        "  a: {customer: Asks, frontstage: Listens, wait: 3 weeks, next: {b: 80%, c: 20%}}\n"
        "  b: {customer: Gets it, end: helped}\n  c: {customer: Goes away}\n"
    )


@pytest.fixture
def shelf(here):
    """A folder of a dozen blueprints, of which one is broken."""
    for number in range(12):
        text = blueprint(f"Service {number}") if number != 5 else "journeymap: 1\nsteps: {a: {customer: x\n"
        (here / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    return here


def square(number: int) -> int:
    if number == 13:
        os._exit(7)
    if number == 14:
        raise ValueError("fourteen")
    return number * number


def of_the_ended(number: int, error: Exception) -> str:
    return f"{number}: {error}"


def slow_then_quick(number: int) -> int:
    if number == 0:
        Path("waiting").write_text("")
        while not Path("go").exists():
            time.sleep(0.01)
    elif number == 5:
        Path("go").write_text("")
    return number


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "junit"])
def test_several_processes_say_the_same_in_the_same_order(run, shelf, form):
    alone = run("check", ".", "--format", form, "--no-cache")
    assert alone.code == 1
    assert run("check", ".", "--format", form, "--no-cache", "-j", "3") == alone
    assert run("check", ".", "--format", form, "-j", "3") == alone
    assert run("check", ".", "--format", form) == alone


def test_what_is_done_first_does_not_come_first(here):
    assert list(spread(range(6), slow_then_quick, of_the_ended, jobs=2, label="")) == list(range(6))


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_the_end_of_a_process_is_told_of_the_one_thing_it_was_at(start):
    results = list(spread(range(10, 14), square, of_the_ended, jobs=2, label="", start=start))
    assert results == [100, 121, 144, "13: the process that worked on it ended (exit code 7)"]


def test_what_the_work_raises_is_raised():
    with pytest.raises(ValueError, match="fourteen"):
        list(spread([1, 14, 2], square, of_the_ended, jobs=2, label=""))


def test_what_cannot_be_told_by_another_process_is_done_in_this_one():
    results = list(spread([1, 2, 3], lambda number: lambda: number, of_the_ended, jobs=2, label=""))
    assert [result() for result in results] == [1, 2, 3]


def test_no_jobs_are_as_many_as_there_are_cores(run, shelf):
    assert run("check", ".", "-j", "0", "--no-cache") == run("check", ".", "--no-cache")
    assert run("check", ".", "-j", "-1").code == 2


@pytest.mark.parametrize(("exit_code", "words"), [(-9, "SIGKILL"), (-77, "signal 77"), (3, "exit code 3")])
def test_how_a_process_ended_is_told_in_words(exit_code, words):
    assert str(ProcessEndedError(exit_code)) == f"the process that worked on it ended ({words})"


@pytest.fixture
def ruled(shelf):
    """The same folder, with a rule of its own that can end a process."""
    (shelf / "rules").mkdir()
    (shelf / "rules" / "own.py").write_text(RULE, encoding="utf-8")
    (shelf / "journeymap.toml").write_text('own-rules = ["rules/"]\n', encoding="utf-8")
    return shelf


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere rules of a project's own run in the process itself")
def test_a_crash_is_told_with_the_file_and_hides_nothing_of_the_others(run, ruled):
    (ruled / "03.yaml").write_text(blueprint("Deadly"), encoding="utf-8")
    outcome = run("check", ".", "-j", "2", "--format", "text", "--all")
    assert outcome.code == 3
    told = [line for line in outcome.out.splitlines() if "JM000" in line]
    assert len(told) == 1
    assert told[0].startswith("03.yaml:1:1: error: ")
    assert "SIGKILL" in told[0]
    assert "11.yaml" in outcome.out


@pytest.mark.skipif(sys.platform != "linux", reason="asks for processes in the way of Linux")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_when_it_is_interrupted(ruled, sign):
    for name in ("00.yaml", "01.yaml"):
        (ruled / name).write_text(blueprint("Slow"), encoding="utf-8")
    process = subprocess.Popen(
        [*PROGRAM, "check", ".", "-j", "2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    while len(list(ruled.glob("pid-*"))) < 2:
        assert process.poll() is None
        time.sleep(0.05)
    children = [int(path.name.removeprefix("pid-")) for path in ruled.glob("pid-*")]
    # A terminal sends an interruption to all processes of the group.
    if sign == signal.SIGINT:
        os.killpg(process.pid, sign)
        output = process.communicate()
        assert process.returncode == 130
        assert output[1].decode().strip() == "interrupted"
    else:
        process.kill()
        process.communicate()
    while any(_is_there(child) for child in children):
        time.sleep(0.05)


def _is_there(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
