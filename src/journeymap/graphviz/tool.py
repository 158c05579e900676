"""The Graphviz of the machine: the `dot` on the path, called through the package `graphviz`."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import lru_cache

from msgspec import Struct

from journeymap.exporter import ExportError
from journeymap.graphviz.fonts import shipped_fonts
from journeymap.i18n.messages import say

_VERSION = re.compile(r"graphviz version (\S+)")
_BASELINE = re.compile(r'<text[^>]* y="-(\d+(?:\.\d+)?)"')

# Every version lifts text off the line it is given, by its own part of the size of the font; asked for with a letter
# of a thousand points at a thousand points.
_PROBE = (
    'digraph { graph [layout=nop2 bb="0,0,1000,2000" pad=0 margin=0 _background="c 7 -#000000 F 1000 5 -Arial '
    'T 0 1000 -1 500 1 -x "]; n [pos="10,10" width=0.1 height=0.1 label="" style=invis]; }'
)
USUAL_LIFT = 0.05


class Tool(Struct, frozen=True):
    """A Graphviz that can be called: its version, and by how much it lifts text."""

    version: str
    lift: float

    @property
    def description(self) -> str:
        """Name and version in a few words."""
        return f"Graphviz {self.version}"


def available() -> bool:
    """Whether there is a `dot` on the path."""
    return shutil.which("dot") is not None


@lru_cache(maxsize=1)
def tool() -> Tool | ExportError:
    """Return which Graphviz is used and its version, asked of itself, or why there is none that works."""
    try:
        probe = render(_PROBE, "svg").decode("utf-8", "replace")
    except ExportError as trouble:
        return trouble
    version, baseline = _VERSION.search(probe), _BASELINE.search(probe)
    lift = (float(baseline[1]) - 1000) / 1000 if baseline else USUAL_LIFT
    return Tool(version[1] if version else "?", lift)


def lift() -> float:
    """Return by which part of its size the Graphviz that draws lifts text off its baseline."""
    used = tool()
    return used.lift if isinstance(used, Tool) else USUAL_LIFT


def render(dot: str, form: str, *, quiet: bool = True) -> bytes:
    """Return a DOT text with fixed positions as `svg`, `png`, `pdf`, `json`; ExportError where that is not possible.

    What Graphviz complains about goes to standard error unless `quiet`.
    """
    import graphviz

    try:
        with shipped_fonts():
            content: bytes = graphviz.Source(dot, engine="neato").pipe(format=form, neato_no_op=2, quiet=quiet)
    except subprocess.CalledProcessError as error:
        raise _failed(form, (error.stderr or b"").decode("utf-8", "replace")) from None
    except (graphviz.ExecutableNotFound, OSError) as error:
        raise _failed(form, str(error)) from None
    return content


def _failed(form: str, reason: str) -> ExportError:
    lines = [line for line in reason.splitlines() if line.strip()]
    return ExportError(
        say("Graphviz could not write {form}: {reason}", form=form.upper(), reason=" ".join(lines) or "?"),
        say('"journeymap doctor" tells which Graphviz is used; SVG needs none'),
    )
