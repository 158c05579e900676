"""The earlier version that a drawing is held against: a file, one of the same place in a folder, or what Git keeps."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli.inputs import STANDARD_INPUT
from journeymap.cli.terminal import tell
from journeymap.cli.versions import Version, Versions
from journeymap.i18n.messages import say
from journeymap.i18n.text import harmless_path
from journeymap.report.earlier_version import earlier_version

if TYPE_CHECKING:
    from journeymap.analysis import Journey
    from journeymap.cli.inputs import Input, Projects
    from journeymap.config import Config
    from journeymap.drawing.earlier import Earlier


class EarlierVersions:
    """Finds and reads the earlier version of each file; what Git keeps is laid out until the run is over."""

    def __init__(self, named: str, projects: Projects) -> None:
        self.named = named
        self.projects = projects
        self._laid_out = ExitStack()

    def __enter__(self) -> EarlierVersions:
        return self

    def __exit__(self, *_: object) -> None:
        self._laid_out.close()

    def of(self, item: Input, journey: Journey, config: Config, language: str) -> Earlier | None:
        """Return the earlier version of a file as it is drawn against; None where there is none, which is told."""
        version = self._version(item)
        if version is None:
            message = say("not drawn: there is no earlier version of it in {place}", place=harmless_path(self.named))
            tell(item.path, message.text(language))
            return None
        result = version.check(config)
        if result.journey is None or not result.journey.blueprint.steps:
            message = say("not drawn: the earlier version could not be read; `journeymap check` says why")
            tell(harmless_path(version.name), message.text(language))
            return None
        return earlier_version(result.journey, journey, harmless_path(_short(version.name, item.path)))

    def _version(self, item: Input) -> Version | None:
        if self.named == STANDARD_INPUT:
            if item.path == STANDARD_INPUT:
                raise click.UsageError("Standard input can be one of the two only.")
            return Version(self.named, self.named, self.named)
        if os.path.lexists(self.named):
            place = Path(self.named)
            if place.is_dir():
                place = place / (item.below or Path(item.path).name)
                if not place.is_file():
                    return None
            return Version(str(place), str(place), str(place))
        if item.path == STANDARD_INPUT:
            raise click.UsageError(f"{harmless_path(self.named)!r} is no file.")
        versions = self._laid_out.enter_context(Versions([self.named, item.path], self.projects))
        if not versions.pairs:  # nothing is different since then
            return Version(f"{self.named}:{item.path}", item.path, item.path)
        return versions.pairs[0].old


def _short(earlier: str, later: str) -> str:
    """Return the name of an earlier version as it is told beside the later one: without what both have in common."""
    revision, colon, path = earlier.rpartition(":")
    place = Path(path)
    same = place.name == Path(later).name and not revision
    return f"{revision}{colon}{place.name}" if not same else str(Path(*place.parts[-2:]))
