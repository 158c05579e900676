"""Names of files, and what stands in files, give no commands to a terminal or to a build service."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import DEAD_END, GOOD
from journeymap.cli import main
from journeymap.i18n.text import harmless_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
NAMES = (
    "red\x1b[31m.yaml",
    "title\x1b]0;gone\x07.yaml",
    "line\n::error::gone.yaml",
    "back\r::error::gone.yaml",
    "bidi\u202etxt.yaml",
    "c1\x9b31m.yaml",
    "::error::gone.yaml",
    "##[error]gone.yaml",
)
BROKEN = "journeymap: 1\nsteps: 7\n"
NO_STEPS = "journeymap: 1\ntitle: Nothing\n"


def assert_harmless(outcome: Outcome) -> None:
    for text in (outcome.out, outcome.err):
        assert not COMMANDS.search(text)
        assert not re.search(r"^(::|##)", text, re.MULTILINE)


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", [GOOD, DEAD_END, BROKEN, NO_STEPS], ids=["good", "dead end", "broken", "no steps"])
@pytest.mark.parametrize(
    "command",
    [
        ("draw",), ("draw", "-o", "-"), ("draw", "--persona", "nobody"), ("draw", "--format", "png,json,outline"),
        ("analyse",), ("analyse", "--persona", "nobody"), ("analyse", "--format", "csv"), ("levers",),
        ("levers", "--set", "order.wait=soon"), ("report", "-o", "report.html"), ("check",), ("check", "--quiet"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_name_of_a_file_reaches_a_terminal_as_a_command(
    run: Callable[..., Outcome], here: Path, name: str, text: str, command: tuple[str, ...]
) -> None:
    (here / name).write_text(text, encoding="utf-8")
    assert_harmless(run(command[0], name, *command[1:]))


@pytest.mark.parametrize("name", [*NAMES, "there\x1b[2J.yaml"])
def test_what_is_typed_is_shown_harmlessly_when_it_is_wrong(
    run: Callable[..., Outcome], here: Path, good: Path, name: str
) -> None:
    (here / f"folder{name}").mkdir()
    (here / f"{name}.toml").write_text("nonsense = 1\nlogo = '\\u202e'\n", encoding="utf-8")
    for arguments in (
        ("check", f"missing{name}"), ("draw", good, "-o", name), ("draw", good, "--theme", name), (name,),
        ("draw", f"folder{name}"), ("check", good, "--config", name), ("draw", good, "--format", name),
        ("draw", good, "--theme", f"{name}.toml"), ("check", good, "--config", f"{name}.toml"), ("new", name),
        ("explain", name), ("check", f"--select={name}", good), ("draw", good, "--focus", name),
        ("new", f"x{name}.txt"),
        ("analyse", good, "--persona", name), ("levers", good, "--set", f"{name}=1"), ("draw", good, "--phase", name),
        ("report", good, "-o", f"folder{name}"), ("draw", good, "-o", f"folder{name}/x.svg"),
    ):  # fmt: skip
        assert_harmless(run(*arguments))


def test_a_name_without_commands_is_said_as_it_is() -> None:
    for name in ("plan.yaml", "a b/plán.yaml", "計画.yaml", "d:/x::y.yaml", "a##b.yaml"):
        assert harmless_path(name) == name
    assert harmless_path("::error::x") == "./::error::x"


HOSTILE_TEXT = (
    '{"journeymap": 1, "title": "T\\u202e \\u009b31m \\u001b[31m", "steps": {"a": {"customer": "x\\u2066\\u0085 '
    '\\u061c", "next": "b"}, "b": {"customer": "y\\u200f", "end": "helped", "phase": "p\\u2028q"}}}'
)


@pytest.mark.parametrize("form", ["json", "outline", "dot", "geometry"])
def test_a_drawing_on_standard_output_has_no_raw_commands_in_it(
    run: Callable[..., Outcome], here: Path, form: str
) -> None:
    (here / "plan.json").write_text(HOSTILE_TEXT, encoding="utf-8")
    done = run("draw", "plan.json", "--format", form, "-o", "-")
    assert done.code == 0
    assert not COMMANDS.search(done.out)


def test_json_without_raw_commands_still_means_the_same(run: Callable[..., Outcome], here: Path) -> None:
    (here / "plan.json").write_text(HOSTILE_TEXT, encoding="utf-8")
    written = json.loads(run("draw", "plan.json", "--format", "json", "-o", "-").out)
    first = json.loads(HOSTILE_TEXT)
    assert written["title"] == first["title"]
    assert first["steps"]["a"]["customer"] in json.dumps(written["steps"]["a"]["customer"], ensure_ascii=False)


def test_the_words_in_dot_are_as_long_as_dot_says(run: Callable[..., Outcome], here: Path) -> None:
    (here / "plan.json").write_text(HOSTILE_TEXT, encoding="utf-8")
    text = run("draw", "plan.json", "--format", "dot", "-o", "-").out.encode()
    sizes = [
        (int(found[1]), found.end()) for found in re.finditer(rb" (\d+) -", text) if b"T " in text[: found.start()]
    ]
    assert sizes
    for size, start in sizes:
        text[start : start + size].decode()  # no character is cut in two


@pytest.mark.parametrize("argument", ["a\0b.yaml", "-o\0x", "--config=\0"])
def test_a_nul_in_an_argument_is_refused(run: Callable[..., Outcome], good: Path, argument: str) -> None:
    done = run("check", good, argument)
    assert done.code == 2
    assert "NUL" in done.err


@pytest.mark.skipif(not hasattr(os, "symlink") or sys.platform == "win32", reason="needs links")
@pytest.mark.parametrize(
    "arguments",
    [("draw", "-o", "loop.svg"), ("report", "-o", "loop.md"), ("report", "-o", "loop.html"),
     ("check", "-o", "loop.txt"),
     ("analyse", "-o", "loop.txt"), ("levers", "-o", "loop.txt"), ("draw", "-o", "loop.d/x.svg")],
    ids=" ".join,
)  # fmt: skip
def test_links_in_a_circle_are_told_of_and_stay(
    run: Callable[..., Outcome], here: Path, good: Path, arguments: tuple[str, ...]
) -> None:
    for name in ("loop.svg", "loop.md", "loop.html", "loop.txt", "loop.d"):
        (here / name).symlink_to(f"other-{name}")
        (here / f"other-{name}").symlink_to(name)
    done = run(arguments[0], good, *arguments[1:])
    assert done.code == 2
    assert "loop" in done.err
    assert "fault of the program" not in done.err
    assert all((here / name).is_symlink() for name in ("loop.svg", "loop.md", "loop.html", "loop.txt"))


def test_links_in_a_circle_as_a_blueprint_are_told_of(run: Callable[..., Outcome], here: Path) -> None:
    (here / "a.yaml").symlink_to("b.yaml")
    (here / "b.yaml").symlink_to("a.yaml")
    for command in (("check",), ("draw",), ("analyse",), ("levers",), ("report", "-o", "r.md")):
        done = run(command[0], "a.yaml", *command[1:])
        assert done.code == 1
        assert "fault of the program" not in done.err


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="needs /dev/null")  # noqa: PTH110
@pytest.mark.parametrize(
    "arguments",
    [("draw",), ("draw", "--format", "json"), ("draw", "--format", "png"), ("report",), ("report", "--format", "html"),
     ("check", "--format", "json"), ("analyse",), ("levers",)],
    ids=" ".join,
)  # fmt: skip
def test_what_nobody_wants_goes_to_the_null_device(
    run: Callable[..., Outcome], here: Path, good: Path, arguments: tuple[str, ...]
) -> None:
    done = run(arguments[0], good, *arguments[1:], "-o", "/dev/null")
    assert done.code == 0, done.err
    assert not os.path.lexists("/dev/null.svg")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("command", [("draw",), ("report",), ("check",), ("analyse",), ("levers",)], ids=" ".join)
def test_a_full_disk_names_what_could_not_be_written(
    run: Callable[..., Outcome], here: Path, good: Path, command: tuple[str, ...]
) -> None:
    done = run(*command, good, "-o", "/dev/full")
    assert done.code == 2
    assert done.err.startswith("journeymap: /dev/full: ")


def test_too_little_memory_is_no_fault_of_the_program(
    run: Callable[..., Outcome], good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*_: object, **__: object) -> None:
        raise MemoryError

    for place in ("journeymap.pipeline.connect", "journeymap.analysis.Facts.of", "journeymap.syntax.read"):
        with monkeypatch.context() as patch:
            patch.setattr(place, exhausted)
            for command in ("check", "draw", "analyse", "levers"):
                done = run(command, good)
                assert done.code == 2
                assert "not enough memory" in done.err
                assert "fault of the program" not in done.err


def test_the_library_refuses_a_name_with_nul(tmp_path: Path) -> None:
    from journeymap.files import write_atomic

    with pytest.raises(OSError, match="NUL"):
        write_atomic(tmp_path / "a\0b", "x")
    assert main(["check", str(tmp_path)]) == 2
