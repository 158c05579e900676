"""Whether a changed blueprint still fits together: no setting may name what is not there, or leave the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analysis import Facts
from journeymap.compiler.compile import off_scale
from journeymap.diagnostics import INVALID_VALUE, UNKNOWN_KEY, Code
from journeymap.graph import connect
from journeymap.rule import Options
from journeymap.rules import unknown_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.i18n.messages import Message
    from journeymap.model.blueprint import Blueprint


def misfits(
    before: Blueprint, after: Blueprint, paths: Sequence[str]
) -> Iterator[tuple[int, Code, Message, Message | None]]:
    """Yield what does not fit any more: by which of the changed paths, counted from 0, what is wrong, and what to do.

    What was wrong in the file already is said by a check, not here.
    """
    wrong = {(step, message.text()) for _, step, message, _ in _found(before)}
    said = set()
    for code, step, message, remedy in _found(after):
        culprit = _culprit(paths, step, code)
        if (step, message.text()) not in wrong and (culprit, message.text()) not in said:
            said.add((culprit, message.text()))
            yield culprit, code, message, remedy


def _found(blueprint: Blueprint) -> Iterator[tuple[Code, str | None, Message, Message | None]]:
    graph = connect(blueprint)
    for finding in unknown_reference.check(graph, Facts(graph), Options()):
        yield UNKNOWN_KEY, finding.step, finding.message, finding.help
    for problem in off_scale(blueprint):
        yield INVALID_VALUE, problem.step, problem.message, problem.help


def _culprit(paths: Sequence[str], step: str | None, code: Code) -> int:
    """Return which setting it comes of: one of the scale, else the last of this step, else the last of all."""
    scale = [number for number, path in enumerate(paths) if path == "scale" and code is INVALID_VALUE]
    here = [number for number, path in enumerate(paths) if path.split(".")[:2] == ["steps", step]]
    return max(scale or here, default=len(paths) - 1)
