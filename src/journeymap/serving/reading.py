"""A text of a file as it was read: its nodes, its blueprint, and where in the file the words of the format stand."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from journeymap import syntax
from journeymap.compiler import compile_blueprint
from journeymap.compiler.as_meant import as_meant
from journeymap.numerics.gc_pause import gc_paused
from journeymap.pipeline import check_blueprint

if TYPE_CHECKING:
    from journeymap.config import Config
    from journeymap.diagnostics import Diagnostic
    from journeymap.model.blueprint import Blueprint
    from journeymap.result import Result
    from journeymap.syntax import Node, Parsed


def hash_of(content: bytes) -> str:
    """Return a short name for the bytes of a file."""
    return sha256(content).hexdigest()[:20]


class ReadText:
    """One text of a file. It is read once, for the proof of an edit, the rules and the drawing alike."""

    def __init__(self, text: str, path: str, parsed: Parsed | None = None) -> None:
        self.text = text
        self.path = path
        with gc_paused():
            self.parsed = parsed if parsed is not None else syntax.parse(text, path)
            self.blueprint: Blueprint | None = None
            compiled: list[Diagnostic] = []
            if self.parsed.node is not None:
                self.blueprint, compiled = compile_blueprint(self.parsed.node)
        self.problems: tuple[Diagnostic, ...] = (*self.parsed.problems, *compiled)

    @property
    def readable(self) -> bool:
        """Whether the text could be read as a whole; its words need not be understood for that."""
        return self.blueprint is not None and not self.parsed.problems

    @cached_property
    def meant(self) -> Node | None:
        """The nodes under the names that the format has for them; None where the text cannot be read."""
        return None if self.parsed.node is None else as_meant(self.parsed.node)[0]

    @cached_property
    def model(self) -> Any:
        """The file as plain data, by the words of the format; None where it cannot be read."""
        return None if self.meant is None else self.meant.plain()

    @cached_property
    def steps(self) -> dict[str, tuple[int, int]]:
        """The first and the last line of each step, from 1."""
        top = self.meant
        if top is None or self.blueprint is None:
            return {}
        lines = {}
        for name, step in self.blueprint.steps.items():
            node, is_there = top.find("steps", name)
            mark = step.key_at()
            if is_there and mark is not None:
                last = max(node.start, len(self.text[: node.end].rstrip()))
                lines[name] = (mark.line, max(mark.line, node.source.position(last)[0]))
        return lines

    @property
    def labels(self) -> dict[str, str]:
        """The words of each step, by its id, in the order of the file."""
        steps = {} if self.blueprint is None else self.blueprint.steps
        return {name: step.label or name for name, step in steps.items()}

    def checked(self, config: Config) -> Result:
        """Return all that is found in it."""
        return check_blueprint(self.blueprint, config, path=self.path, text=self.text, problems=self.problems)
