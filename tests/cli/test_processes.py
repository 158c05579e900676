"""What only shows in a process of its own: streams that close, encodings, signals, and what is loaded."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys

import pytest

PROGRAM = [sys.executable, "-m", "journeymap"]


def process(*arguments: object, env: dict[str, str] | None = None, **options) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)], capture_output=True, check=False, env={**os.environ, **(env or {})}, **options
    )


def test_the_module_runs_like_the_command(good):
    done = process("check", good.name, "--select", "1xx")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"no findings in 1 file\n", b"")


@pytest.mark.parametrize("arguments", [["schema"], ["rules"], ["--help"]])
def test_a_reader_that_has_seen_enough_ends_it_quietly(here, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run([*PROGRAM, *arguments], stdout=pipe, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(("closed", "codes"), [("<&-", {1}), (">&-", {0, 1}), ("2>&-", {0, 1})])
def test_a_closed_stream_is_no_fault(good, closed, codes):
    path = "-" if closed == "<&-" else good.name
    done = subprocess.run(
        f"{' '.join(PROGRAM)} check {path} {closed}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        check=False,
    )
    assert done.returncode in codes
    assert b"fault" not in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr


def test_a_full_disk_is_told_in_one_line(here):
    done = subprocess.run(
        f"{' '.join(PROGRAM)} schema > /dev/full", shell=True, executable="/bin/bash", capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_a_poor_encoding_shows_escapes_and_no_traceback(here):
    text = "journeymap: 1\ntitle: 漢字\nsteps: {漢字: {customer: ж, nxt: q}}\n"
    (here / "wide.yaml").write_text(text, encoding="utf-8")
    done = process("check", "wide.yaml", env={"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 1
    assert b"\\u6f22" in done.stdout
    assert b"Traceback" not in done.stderr


def test_an_interrupt_exits_with_130(here):
    code = (
        "import signal, sys, journeymap.cli.checking as c\n"
        "from journeymap.cli import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # what runs the tests may ignore interrupts
        "def stop(*_): signal.raise_signal(signal.SIGINT)\n"
        "c.check_file = stop\n"
        "sys.exit(main(['check', '-']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 130
    assert b"Traceback" not in done.stderr
    assert signal.SIGINT == 2


@pytest.mark.parametrize(("variable", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_gets_colour_unless_it_says_no(dead_end, variable, coloured):
    ours, theirs = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    running = subprocess.Popen(
        [*PROGRAM, "check", dead_end.name], stdout=theirs, stderr=theirs, env={**env, "TERM": "xterm", **variable}
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert running.wait() == 1
    assert b"JM203" in shown
    assert (b"\033[" in shown) is coloured


def test_many_files_show_progress_on_a_terminal_only(here, good):
    for number in range(12):
        (here / f"{number}.yaml").write_text(good.read_text())
    assert process("check", ".").stderr == b""
    ours, theirs = pty.openpty()
    running = subprocess.Popen([*PROGRAM, "check", ".", "--select", "1xx"], stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    out = running.stdout.read()
    shown = os.read(ours, 4096)
    os.close(ours)
    assert running.wait() == 0
    assert out == b"no findings in 13 files\n"
    assert b"checking" in shown


def loaded_by(*arguments: str) -> set[str]:
    code = f"import sys; from journeymap.cli import main; main({list(arguments)!r}); print('|'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split("|"))


def test_a_check_loads_nothing_that_it_does_not_need(good):
    modules = loaded_by("check", good.name)
    assert "pydantic" in modules
    assert not modules & {"networkx", "graphviz", "typst", "opening_hours", "asyncio"}
    assert not [name for name in modules if name.startswith(("journeymap.drawing", "journeymap.exporters"))]


def test_drawing_svg_loads_nothing_that_draws_other_formats(good):
    modules = loaded_by("draw", good.name, "-o", "drawn")
    assert not modules & {"networkx", "graphviz", "typst", "opening_hours"}
    assert {name for name in modules if name.startswith("journeymap.exporters.") and "._" not in name} == {
        "journeymap.exporters.svg"
    }


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["completion", "bash"]])
def test_what_needs_no_blueprint_loads_no_reader(here, arguments):
    modules = loaded_by(*arguments) if arguments != ["--help"] else set()
    assert not modules & {"pydantic", "yaml", "journeymap.pipeline"}


@pytest.mark.parametrize(("arguments", "spared"), [("None", True), ("sys.argv[1:]", False)])
def test_garbage_is_looked_for_at_the_end_unless_the_process_goes_on(good, arguments, spared):
    code = f"import gc, sys; from journeymap.cli import main; main({arguments}); print(gc.get_freeze_count() > 0)"
    done = subprocess.run([sys.executable, "-c", code, "check", good.name], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == str(spared)


@pytest.mark.parametrize(("variable", "spared"), [({}, True), ({"PYDANTIC_DISABLE_PLUGINS": "some-plugin"}, False)])
def test_plugins_of_pydantic_are_left_out_unless_the_environment_wants_them(good, variable, spared):
    code = (
        "import sys; from journeymap.cli import main; main(['check', sys.argv[1]])\n"
        "before = 'importlib.metadata' in sys.modules\n"
        "from pydantic.plugin import _loader\n"
        "assert _loader.PYDANTIC_ENTRY_POINT_GROUP == 'pydantic'\n"  # what the stand-in lacks is still to be had
        "print(before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, good.name],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **variable},
    )
    assert (done.stdout.splitlines()[-1] == "False") is spared
