"""What the library offers to other programs: load, check, analyse, draw, and the graph."""

from __future__ import annotations

from functools import cached_property, partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap import syntax
from journeymap.analysis import Journey
from journeymap.compiler import load_related, misfits
from journeymap.diagnostics import Severity
from journeymap.files import write_atomic
from journeymap.graph import connect
from journeymap.model.blueprint import Blueprint
from journeymap.pipeline import check_blueprint, check_file, understand
from journeymap.plugins import instances

if TYPE_CHECKING:
    from journeymap.config import Config
    from journeymap.diagnostics import Diagnostic
    from journeymap.drawing import Drawing, DrawOptions
    from journeymap.exporter import Exporter
    from journeymap.figures import Figures
    from journeymap.graph.service_graph import Network
    from journeymap.pipeline import Result

BlueprintLike = Blueprint | str | PathLike[str]


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
    _, blueprint, problems = understand(partial(syntax.read, path))
    errors = sorted((p for p in problems if p.severity is Severity.ERROR), key=lambda problem: problem.order)
    if blueprint is None or errors:
        raise BlueprintError(str(path), tuple(errors))
    return blueprint


def check(source: BlueprintLike, config: Config | None = None) -> Result:
    """Check a blueprint, or the file that a path names. What is wrong is in the result, never raised."""
    if isinstance(source, Blueprint):
        return check_blueprint(source, config, problems=misfits(source))
    return check_file(source, config)


class Analysed(Journey):
    """What can be computed of a blueprint: its `figures` by name, and the `facts` that they and the rules come from.

    `figures["helped"].value` is one figure for all customers, `figures["helped"].of("carer")` that of a persona, None
    where the blueprint does not state what it takes to know it; `unit`, `better` and `assumed` say how to read it.
    `facts.of(journeymap.analyses.outcomes.ANALYSIS)` is the whole result of one analysis; each is computed when it is
    first asked for.
    """

    @cached_property
    def figures(self) -> Figures:
        """All figures by their names, which are those of `journeymap analyse --format json`."""
        from journeymap.figures import Figures

        return Figures(self.facts)

    def __repr__(self) -> str:
        return f"<Analysed {self.blueprint.title or 'blueprint'!r}, {len(self.blueprint.steps)} steps>"


def analyse(source: BlueprintLike) -> Analysed:
    """Return the figures and facts of a blueprint, or of the file that a path names.

    Raises BlueprintError as `load` does: a figure of half a file would be wrong.
    """
    blueprint = source if isinstance(source, Blueprint) else load(source)
    links = None if isinstance(source, Blueprint) else partial(load_related, blueprint, str(source))
    return Analysed(connect(blueprint, links))


class Picture:
    """A drawn blueprint. A notebook shows it; `save` writes it; `drawing` holds where everything lies."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def parts(self, format_name: str) -> tuple[bytes, ...]:
        """Return the drawing in a format (svg, png, pdf, dot, geometry, json, mermaid): one file, or one per page.

        Raises ValueError for a format that is not known, ExportError when it needs a Graphviz that is not there.
        """
        return tuple(part.content for part in _exporter(format_name).render(self.drawing))

    def save(self, path: str | PathLike[str]) -> tuple[Path, ...]:
        """Write the drawing in the format of the path's suffix and return the files written, several with pages.

        Each is written whole or not at all. Raises as `parts` does, and OSError when a file cannot be written.
        """
        target = Path(path)
        exporter = _exporter(target.suffix.lstrip(".").lower())
        written = []
        for part in exporter.render(self.drawing):
            file = target.with_name(f"{target.stem}{part.name}{target.suffix}")
            write_atomic(file, part.content)
            written.append(file)
        return tuple(written)

    def _repr_svg_(self) -> str:
        """Show the drawing in a notebook; of a drawing in pages, the first."""
        return self.parts("svg")[0].decode()


def _exporter(name: str) -> Exporter[Any]:
    known: dict[str, Exporter[Any]] = {exporter.name: exporter for exporter in instances("exporters", "EXPORTER")}
    by_suffix = {exporter.suffix.lstrip("."): exporter for exporter in known.values()}
    if name not in known and name in by_suffix:
        return by_suffix[name]
    if name not in known:
        raise ValueError(f'"{name}" is no format of drawings; known are: {", ".join(known)}')
    return known[name]


def draw(source: BlueprintLike, options: DrawOptions | None = None) -> Picture:
    """Draw a blueprint, or the file that a path names, with what the rules find marked on it.

    Raises BlueprintError when nothing in the file could be understood; what could be is drawn.
    """
    from journeymap.drawing import draw as drawn
    from journeymap.findings.harm import weighed

    result = weighed(check(source))
    if result.journey is None:
        raise BlueprintError(result.path, result.diagnostics)
    return Picture(drawn(result.journey, result.diagnostics, result.accepted, options))


def to_networkx(source: BlueprintLike) -> Network:
    """Return the graph of a blueprint, or of the file that a path names, as a networkx multigraph.

    Nodes are step ids, with the fields of the step, `label` and `phase`. Edges have a `kind` (next, recover, gives-up,
    closed, starts,
    needs, informs, uses), and those of the flow `share` (persona to probability, None when not stated) and `decides`.
    Raises BlueprintError as `load` does.
    """
    return connect(source if isinstance(source, Blueprint) else load(source)).network
