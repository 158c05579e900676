"""What the own cases of each kind are asked: a check of a text, and figures of what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.pipeline import check_source

if TYPE_CHECKING:
    from journeymap.analysis import Analysis
    from journeymap.result import Result

HEAD = "journeymap: 1\ntitle: T\n"


def checked(text: str) -> Result:
    """Check a text under a head that makes it a blueprint."""
    return check_source(text if text.startswith(HEAD) else HEAD + text, "own.yaml")


def names(result: Result) -> set[str]:
    """Return what was found, by name."""
    return {item.code.name for item in result.diagnostics}


def fact(analysis: Analysis[Any], text: str) -> Any:
    """Return an analysis of a text that can be read as a whole."""
    result = checked(text)
    assert result.journey is not None
    assert not {item.code.name for item in result.diagnostics if item.code.number.startswith("JM1")} - {"not-judged"}
    return result.journey.facts.of(analysis)
