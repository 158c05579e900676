"""Where the answer of a command goes, and how a text has to look there: the terminal, or the file that was named."""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from journeymap.cli.inputs import STANDARD_INPUT
from journeymap.cli.terminal import columns, shows_signs, wants_colour, write_text
from journeymap.files import write_atomic
from journeymap.terminal.charts import TerminalStyle


class Answer(Struct, frozen=True):
    """The file that an answer goes to, None for standard output, and whether it is in colour."""

    file: Path | None
    painted: bool

    @classmethod
    def to(cls, output: str | None, colour: bool | None) -> Answer:
        """Return where `-o` and `--colour` send an answer; a file has no colour unless it is asked for."""
        file = Path(output) if output not in (None, STANDARD_INPUT) else None
        return cls(file, bool(colour) if file is not None else wants_colour(colour))

    def look(self, language: str, *, wide: bool = False) -> TerminalStyle:
        """Return how a text in a language looks there: in 80 columns, or `wide`, in those that there are."""
        signs = self.file is not None or shows_signs(sys.stdout)
        look = TerminalStyle(language, colour=self.painted, unicode=signs)
        return replace(look, width=columns(self.file is None)) if wide else look

    def give(self, text: str) -> None:
        """Write the answer, whole or not at all; OSError with the name of what could not be written."""
        if self.file is not None:
            write_atomic(self.file, text)
        else:
            write_text(text, colour=self.painted)
