"""What hangs on one thing: a system, an actor, a channel, a source or a step.

{"journeymap": "trace", "format": 1, "path": …,
 "traces": [{"kind": …, "id": …, "steps": […], "before": […], "after": […], "reached": {…}, "everyone": …,
             "needed": […], "promises": […], "terms": [{"from": …, "to": …}], "blueprints": […]}]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from journeymap.cli.answers import Answer
from journeymap.cli.inputs import Projects, warn_of_what_was_not_read
from journeymap.cli.options import all_rules, colour_option, config_option, language_option, near, output_option
from journeymap.cli.outputs import spare_inputs
from journeymap.cli.terminal import tell
from journeymap.files import write_atomic
from journeymap.graph.trace import Trace, scope_of_trace, trace, traced
from journeymap.i18n.languages import translate
from journeymap.i18n.text import harmless_path
from journeymap.pipeline import check_file
from journeymap.plugins import instance
from journeymap.reporter import STRONG, as_json
from journeymap.tables.trace import trace_table
from journeymap.terminal.table import as_text

if TYPE_CHECKING:
    from pathlib import Path

    from journeymap.graph import ServiceGraph
    from journeymap.result import Result

NOT_READ = 1
FORMAT = 1
PICTURES = (".svg", ".png", ".pdf")


@click.command(name="trace")
@click.argument("name", metavar="NAME")
@click.argument("path", metavar="PATH", type=click.Path(allow_dash=True))
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to show it."
)
@language_option
@config_option
@output_option
@colour_option
def command(
    *,
    name: str,
    path: str,
    form: str,
    language: str | None,
    config_file: str | None,
    output: str | None,
    colour: bool | None,
) -> int:
    """Say what hangs on one thing.

    NAME is a step, a system, an actor, a channel or a source, by its id or its name: which steps need it, what comes
    before and after them, how many customers come there, who is not helped without it, and which promises, terms and
    other blueprints it touches. With -o NAME.svg, .png or .pdf the blueprint is drawn, and all that does not hang on it
    stands back.
    """
    spare_inputs(output, [path])
    projects = Projects(config_file, all_rules())
    result = check_file(path, projects.of(path))
    spoken = projects.of(path).with_choices(language=language).language or result.language
    if result.journey is None or not result.journey.blueprint.steps:
        tell(path, translate("nothing to trace; `journeymap check` says why", spoken))
        return NOT_READ
    warn_of_what_was_not_read(result, spoken)
    graph = result.journey.graph
    things = traced(graph, name)
    if not things:
        known = _names(graph)
        raise click.UsageError(f"Nothing is called {name!r}.{near(name, known)}")
    traces = [trace(graph, kind, key) for kind, key in things]
    answer = Answer.to(output, colour)
    if answer.file is not None and answer.file.suffix.lower() in PICTURES:
        _draw(result, traces, spoken, answer.file)
        return 0
    look = answer.look(spoken)
    if form == "json":
        content = {"journeymap": "trace", "format": FORMAT, "path": path, "traces": [_plain(one) for one in traces]}
        text = as_json(content)
    else:
        head = look.paint(harmless_path(path), STRONG) + "\n"
        text = "\n".join([head, *(as_text(trace_table(one), look) for one in traces)])
    answer.give(text)
    return 0


def _draw(result: Result, traces: list[Trace], language: str, file: Path) -> None:
    """Draw the blueprint with all that does not hang on it standing back."""
    from journeymap.drawing import DrawOptions, draw

    assert result.journey is not None  # noqa: S101 - whoever calls has looked
    options = DrawOptions(language=language, traced=scope_of_trace(result.journey.graph, traces))
    exporter = instance("exporters", "EXPORTER", file.suffix.lower().lstrip("."))
    (part,) = exporter.render(draw(result.journey, options=options))
    write_atomic(file, part.content)


def _names(graph: ServiceGraph) -> list[str]:
    blueprint = graph.blueprint
    return [
        *blueprint.steps, *blueprint.systems, *blueprint.actors, *blueprint.channels, *blueprint.sources
    ]  # fmt: skip


def _plain(found: Trace) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "id": found.id,
        "steps": list(found.steps),
        "before": list(found.before),
        "after": list(found.after),
        "reached": dict(found.reached),
        "everyone": found.everyone,
        "needed": list(found.needed),
        "promises": list(found.promises),
        "terms": [{"from": first, "to": last} for first, last in found.terms],
        "blueprints": list(found.blueprints),
    }


COMMAND = command
