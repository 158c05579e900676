"""The tools that an agent gets: what the commands say, in JSON, of the files of one folder."""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from journeymap.agents.proposals import CHANGE, propose
from journeymap.agents.protocol import Page, RefusedError, Tool
from journeymap.agents.searching import find_steps
from journeymap.changes import NotPossibleError
from journeymap.cli.entry import main
from journeymap.cli.inputs import Projects, collect
from journeymap.cli.options import all_rules
from journeymap.editing.document import Document
from journeymap.pipeline import check_file, check_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from journeymap.diagnostics import Diagnostic

ABOUT = (
    "Service blueprints as code: a customer journey and everything an organisation does behind it, as a graph in a "
    "YAML file. Read journeymap://writing before writing one. Check after each change; never invent a share, a time "
    "or a source that nobody told."
)
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_PATH = {"type": "string", "description": "a blueprint file in the working folder"}
_PATHS = {**_TEXTS, "description": "blueprint files, or folders of them, in the working folder"}


class Workplace:
    """The folder that an agent may read, and whether it may write there."""

    def __init__(self, folder: Path, *, writes: bool) -> None:
        self.folder = Path(os.path.realpath(folder))
        self.writes = writes
        self._drawings: str | None = None

    def inside(self, path: str) -> str:
        """Return a path as it is; RefusedError where it leads out of the folder, or is none."""
        if not path or "\0" in path or path == "-":
            raise RefusedError(f"{path!r} is no path of a file")
        if not Path(os.path.realpath(self.folder / path)).is_relative_to(self.folder):
            raise RefusedError(f"{path!r} lies outside the working folder")
        return path

    def drawings(self) -> str:
        """Return the folder for drawings, which is made when it is first needed and is nobody else's."""
        if self._drawings is None:
            self._drawings = tempfile.mkdtemp(prefix="journeymap-")
        return self._drawings

    def tools(self) -> Iterator[Tool]:
        """Yield all tools."""
        yield Tool(
            "check", "Say what is wrong with blueprints: every finding with its place, its harm, and fixes.",
            _schema({"paths": _PATHS}, "paths"),
            lambda asked: self._command("check", "--format=json", "--fail-on=never", *self._paths(asked)),
        )  # fmt: skip
        yield Tool(
            "explain", "Explain a rule, a word of the format, or a word that is often written instead.",
            _schema({"names": {**_TEXTS, "description": "names of rules or words; none for all of them"}}),
            lambda asked: self._command("explain", "--no-color", "--", *asked.get("names", ())),
        )  # fmt: skip
        yield Tool(
            "analyse", "Say what the customer goes through: how many are helped, how long it takes, for each persona.",
            _schema({"path": _PATH, "analysis": {**_TEXT, "description": "one in detail, such as pains"}}, "path"),
            lambda asked: self._command(
                "analyse", "--format=json", *_option("--analysis", asked.get("analysis")), "--",
                self.inside(asked["path"]),
            ),
        )  # fmt: skip
        yield Tool(
            "levers", "Say which change helps most, or with `set` what changes would do to all figures.",
            _schema(
                {"path": _PATH, "set": {**_TEXTS, "description": 'as in "call.wait=1 min"; several are made together'}},
                "path",
            ),
            lambda asked: self._command(
                "levers", "--format=json", *(f"--set={change}" for change in asked.get("set", ())), "--",
                self.inside(asked["path"]),
            ),
        )  # fmt: skip
        yield Tool(
            "compare", "Say what is different between two files, and what it does to customers.",
            _schema({"old": _PATH, "new": _PATH}, "old", "new"),
            lambda asked: self._command(
                "compare", "--format=json", "--fail-on=never", "--",
                self.inside(asked["old"]), self.inside(asked["new"]),
            ),
        )  # fmt: skip
        yield Tool(
            "ask", "Say what to ask people next: what is assumed and moves the figures most.",
            _schema({"path": _PATH}, "path"),
            lambda asked: self._command("ask", "--format=json", "--", self.inside(asked["path"])),
        )  # fmt: skip
        yield Tool(
            "trace", "Say what hangs on a step, system, actor, channel or source.",
            _schema({"name": _TEXT, "path": _PATH}, "name", "path"),
            lambda asked: self._command("trace", "--format=json", "--", asked["name"], self.inside(asked["path"])),
        )  # fmt: skip
        yield Tool(
            "find_step", "Find the step that some words mean, in any blueprint of the paths.",
            _schema({"words": _TEXT, "paths": _PATHS}, "words", "paths"), self._find,
        )  # fmt: skip
        yield Tool(
            "draw", "Draw a blueprint and return the path of the drawing.",
            _schema({"path": _PATH, "format": {**_TEXT, "enum": ["svg", "png", "pdf", "html", "outline"]}}, "path"),
            self._draw,
        )  # fmt: skip
        yield Tool(
            "propose_edit",
            "Return what changes would do: the lines that differ, and what would be found anew and no longer. "
            + ("With `write` they are written into the file." if self.writes else "Nothing is written."),
            _schema(
                {"path": _PATH, "changes": {"type": "array", "items": CHANGE}, "write": {"type": "boolean"}},
                "path", "changes",
            ),
            self._propose, writes=self.writes,
        )  # fmt: skip

    def _paths(self, asked: Mapping[str, Any]) -> list[str]:
        return ["--", *(self.inside(path) for path in asked["paths"])]

    def _command(self, *arguments: str) -> str:
        """Return what a command writes; RefusedError with what it complains of where it cannot do its work."""
        with _captured() as (written, complaints):
            code = main(list(arguments))
        text = written()
        if code > 1 or not text:
            raise RefusedError(complaints() or text or "nothing came of it")
        return text

    def _find(self, asked: Mapping[str, Any]) -> str:
        paths = [self.inside(path) for path in asked["paths"]]
        found = []
        for item in collect(paths, Projects(None, all_rules(), code=False)):
            blueprint = check_file(item.path).blueprint
            if blueprint is not None:
                found += [{"path": item.path, **asdict(step)} for step in find_steps(blueprint, asked["words"])]
        return json.dumps(sorted(found, key=lambda step: -step["fit"]), ensure_ascii=False, indent=1)

    def _draw(self, asked: Mapping[str, Any]) -> str:
        form = asked.get("format", "svg")
        path = self.inside(asked["path"])
        return self._command("draw", f"--format={form}", f"--output={self.drawings()}", "--", path).strip()

    def _propose(self, asked: Mapping[str, Any]) -> str:
        path = self.inside(asked["path"])
        if asked.get("write") and not self.writes:
            raise RefusedError("nothing may be written here; the server has to be started with --allow-writes")
        config = Projects(None, all_rules(), code=False).of(path)

        def check(text: str) -> Sequence[Diagnostic]:
            return check_source(text, path, config).diagnostics

        try:
            document = Document.read(path)
            proposal = propose(document.text, asked["changes"], path, check)
            if asked.get("write"):
                document.save(proposal.text)
        except NotPossibleError as error:
            raise RefusedError(str(error.message)) from None
        except OSError as error:
            raise RefusedError(f"{path}: {error.strerror}") from None
        answer = {
            "difference": proposal.difference,
            "new_findings": proposal.new,
            "gone_findings": proposal.gone,
            "written": bool(asked.get("write")),
        }
        return json.dumps(answer, ensure_ascii=False, indent=1)


def pages() -> Iterator[Page]:
    """Yield what an agent may read: how to write a blueprint, the format, and each rule."""
    yield Page(
        "journeymap://writing", "How to write a blueprint", "What to ask, what never to invent, how to check.",
        "text/markdown", lambda: files("journeymap.starters").joinpath("skill.md").read_text(encoding="utf-8"),
    )  # fmt: skip
    yield Page(
        "journeymap://format", "The format", "All words of a blueprint file with what they mean, as JSON Schema.",
        "application/schema+json", lambda: _said("schema"),
    )  # fmt: skip
    for rule in all_rules():
        yield Page(
            f"journeymap://rules/{rule.name}", f"{rule.code} {rule.name}", "What the rule finds, why, what to do.",
            "text/plain", partial(_said, "explain", "--no-color", rule.name),
        )  # fmt: skip


def _said(*arguments: str) -> str:
    with _captured() as (written, _):
        main(list(arguments))
    return written()


def _schema(properties: Mapping[str, object], *required: str) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _option(name: str, value: str | None) -> tuple[str, ...]:
    return () if value is None else (f"{name}={value}",)


@contextmanager
def _captured() -> Iterator[tuple[Callable[[], str], Callable[[], str]]]:
    """Let a command write into memory: the streams of the program are those of the conversation."""
    streams = sys.stdout, sys.stderr
    bytes_of = io.BytesIO(), io.BytesIO()
    memory = [io.TextIOWrapper(content, encoding="utf-8", newline="\n") for content in bytes_of]

    def text(which: int) -> str:
        memory[which].flush()
        return bytes_of[which].getvalue().decode("utf-8", "replace")

    sys.stdout, sys.stderr = memory
    try:
        yield partial(text, 0), partial(text, 1)
    finally:
        sys.stdout, sys.stderr = streams
