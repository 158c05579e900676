"""What the library offers to other programs: load, check, draw, and the graph."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

from journeymap import syntax
from journeymap.compiler import compile_blueprint
from journeymap.diagnostics import Severity
from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_blueprint, check_file

if TYPE_CHECKING:
    from journeymap.config import Config
    from journeymap.diagnostics import Diagnostic
    from journeymap.graph.service_graph import Network
    from journeymap.pipeline import Result

Source = Blueprint | str | PathLike[str]


class BlueprintError(ValueError):
    """A file that is no valid blueprint. `diagnostics` hold all that is wrong with it, in reading order."""

    def __init__(self, path: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.path = path
        self.diagnostics = diagnostics
        lines = [f"{path} is no valid blueprint:", *(f"  {diagnostic}" for diagnostic in diagnostics)]
        super().__init__("\n".join(lines))


def load(path: str | PathLike[str]) -> Blueprint:
    """Return the blueprint in a file.

    Raises BlueprintError with everything that is wrong when the file cannot be read as a blueprint. Whether the service
    that it describes is sound is another question: `check` answers it.
    """
    parsed = syntax.read(path)
    problems = list(parsed.problems)
    blueprint = None
    if parsed.node is not None:
        blueprint, more = compile_blueprint(parsed.node)
        problems += more
    errors = sorted((p for p in problems if p.severity is Severity.ERROR), key=lambda problem: problem.order)
    if blueprint is None or errors:
        raise BlueprintError(str(path), tuple(errors))
    return blueprint


def check(source: Source, config: Config | None = None) -> Result:
    """Check a blueprint, or the file that a path names. What is wrong is in the result, never raised."""
    if isinstance(source, Blueprint):
        return check_blueprint(source, config)
    return check_file(source, config)


def to_networkx(source: Source) -> Network:
    """Return the graph of a blueprint, or of the file that a path names, as a networkx multigraph.

    Nodes are step ids, with the fields of the step, `label` and `phase`. Edges have a `kind` (next, recover, starts,
    needs, informs, uses), and those of the flow `share` (persona to probability, None when not stated) and `decides`.
    Raises BlueprintError as `load` does.
    """
    return connect(source if isinstance(source, Blueprint) else load(source)).network
