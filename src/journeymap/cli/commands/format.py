"""Puts blueprint files in order."""

from __future__ import annotations

import click

from journeymap.changes import NotPossibleError
from journeymap.cli.editing import open_document
from journeymap.cli.inputs import Projects, collect
from journeymap.cli.options import all_rules, config_option, paths_argument, quiet_option
from journeymap.cli.terminal import tell
from journeymap.editing.formatting import format_text
from journeymap.i18n.messages import say

OTHERWISE = 1


@click.command(name="format")
@paths_argument
@click.option("--check", "only_tells", is_flag=True, help="Write nothing; say which files are not in order, and fail.")
@config_option
@quiet_option
def command(*, paths: tuple[str, ...], only_tells: bool, config_file: str | None, quiet: bool) -> int:
    """Put blueprint files in order: the words of a step in one order, an empty line between parts and steps.

    Never needed. Steps keep their order, no text is touched, and comments stay with what they stand above of.
    """
    projects = Projects(config_file, all_rules(), code=False)
    outcome = 0
    for item in collect(paths, projects):
        language = projects.of(item.path).language or "en"
        try:
            document = open_document(item.path)
            changed = format_text(document.text, item.path)
            if changed.after == document.text:
                continue
            if only_tells:
                tell(item.path, say("not in order").text(language))
                outcome = OTHERWISE
                continue
            document.save(changed.after)
        except NotPossibleError as error:
            tell(item.path, error.message.text(language))
            outcome = OTHERWISE
            continue
        except OSError as error:
            tell(item.path, error.strerror or str(error))
            outcome = OTHERWISE
            continue
        if not quiet:
            tell(item.path, say("put in order").text(language))
    return outcome


COMMAND = command
