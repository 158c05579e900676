"""Which Graphviz draws: the `dot` on the path through the package `graphviz`, else the one inside `pygraphviz`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from journeymap.exporter import ExportError
from journeymap.graphviz.fonts import shipped_fonts
from journeymap.i18n.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

# The libraries bundled with pygraphviz do not know a word in the font configuration of Debian, and say so.
_NOISE = re.compile(r"fontconfig|reset-dirs", re.IGNORECASE)
_VERSION = re.compile(r"graphviz version (\S+)")
_BASELINE = re.compile(r'<text[^>]* y="-(\d+(?:\.\d+)?)"')

# Every version lifts text off the line it is given, by its own part of the size of the font; asked for with a letter
# of a thousand points at a thousand points.
_PROBE = (
    'digraph { graph [layout=nop2 bb="0,0,1000,2000" pad=0 margin=0 _background="c 7 -#000000 F 1000 5 -Arial '
    'T 0 1000 -1 500 1 -x "]; n [pos="10,10" width=0.1 height=0.1 label="" style=invis]; }'
)
USUAL_LIFT = 0.05


@dataclass(frozen=True, slots=True)
class Tool:
    """A Graphviz that can be called: the package that calls it, its version, and by how much it lifts text."""

    name: str
    version: str
    lift: float

    @property
    def description(self) -> str:
        """Name and version in a few words."""
        return f"Graphviz {self.version} ({self.name})"


def available() -> str | None:
    """Return what would draw: `dot`, `pygraphviz`, or None where there is neither."""
    if shutil.which("dot") is not None and find_spec("graphviz") is not None:
        return "dot"
    return "pygraphviz" if find_spec("pygraphviz") is not None else None


@lru_cache(maxsize=1)
def tool() -> Tool | ExportError:
    """Return which Graphviz is used and its version, asked of itself, or why there is none that works."""
    try:
        probe = render(_PROBE, "svg").decode("utf-8", "replace")
    except ExportError as trouble:
        return trouble
    version, baseline = _VERSION.search(probe), _BASELINE.search(probe)
    lift = (float(baseline[1]) - 1000) / 1000 if baseline else USUAL_LIFT
    return Tool(available() or "", version[1] if version else "?", lift)


def lift() -> float:
    """Return by which part of its size the Graphviz that draws lifts text off its baseline."""
    used = tool()
    return used.lift if isinstance(used, Tool) else USUAL_LIFT


def render(dot: str, form: str, *, quiet: bool = True) -> bytes:
    """Return a DOT text with fixed positions as `svg`, `png`, `pdf`, `json`; ExportError where that is not possible.

    What Graphviz complains about goes to standard error unless `quiet`.
    """
    name = available()
    with shipped_fonts():
        if name == "dot":
            return _through_dot(dot, form, quiet=quiet)
        if name == "pygraphviz":
            return _through_pygraphviz(dot, form, quiet=quiet)
    raise ExportError(
        say("there is no Graphviz to draw with"),
        say('run "pip install journeymap[graphviz]", or install Graphviz so that "dot" is on the path; SVG needs none'),
    )


def _failed(form: str, reason: str) -> ExportError:
    lines = [line for line in reason.splitlines() if line.strip() and not _NOISE.search(line)]
    return ExportError(
        say("Graphviz could not write {form}: {reason}", form=form.upper(), reason=" ".join(lines) or "?"),
        say('"journeymap doctor" tells which Graphviz is used; SVG needs none'),
    )


def _through_dot(dot: str, form: str, *, quiet: bool) -> bytes:
    import graphviz

    try:
        content: bytes = graphviz.Source(dot, engine="neato").pipe(format=form, neato_no_op=2, quiet=quiet)
    except subprocess.CalledProcessError as error:
        raise _failed(form, (error.stderr or b"").decode("utf-8", "replace")) from None
    except (graphviz.ExecutableNotFound, OSError) as error:
        raise _failed(form, str(error)) from None
    return content


def _through_pygraphviz(dot: str, form: str, *, quiet: bool) -> bytes:
    try:
        import pygraphviz
    except (ImportError, OSError) as error:
        raise ExportError(
            say("the Graphviz inside pygraphviz cannot be loaded: {reason}", reason=str(error)),
            say('install Graphviz so that "dot" is on the path; on Debian: "apt install graphviz"; SVG needs none'),
        ) from None
    heard: list[str] = []
    try:
        with _listening(heard):
            graph = pygraphviz.AGraph(string=dot)  # type: ignore[no-untyped-call]
            content: bytes | None = graph.draw(format=form, prog="nop2")  # type: ignore[no-untyped-call]
    except (OSError, ValueError, RuntimeError) as error:
        raise _failed(form, f"{error} {' '.join(heard)}") from None
    if not content:
        raise _failed(form, "\n".join(heard))
    if not quiet:
        sys.stderr.writelines(f"{line}\n" for line in heard)
    return content


@contextmanager
def _listening(heard: list[str]) -> Iterator[None]:
    """Collect what a library writes to the process's standard error, without the noise."""
    sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:  # no standard error to listen to
        yield
        return
    with tempfile.TemporaryFile() as caught:
        os.dup2(caught.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            caught.seek(0)
            text = caught.read().decode("utf-8", "replace")
            heard += [line for line in text.splitlines() if line.strip() and not _NOISE.search(line)]
