"""What the commands that edit a file share: it is read, changed, proven and written, or a reason is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journeymap.changes import NotPossibleError
from journeymap.cli.inputs import STANDARD_INPUT, Projects
from journeymap.cli.options import all_rules
from journeymap.cli.terminal import tell
from journeymap.editing.document import Document
from journeymap.editing.mending import mend
from journeymap.i18n.messages import plural
from journeymap.i18n.text import harmless_path
from journeymap.pipeline import check_source, understand
from journeymap.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeymap.config import Config
    from journeymap.diagnostics import Diagnostic
    from journeymap.editing import Changed

NOT_CHANGED = 1


def open_document(path: str) -> Document:
    """Read a file that is to be edited; a usage error for standard input, which cannot be written back."""
    if path == STANDARD_INPUT:
        raise click.UsageError("What comes from standard input cannot be edited; name a file.")
    return Document.read(path)


def fix_files(paths: Sequence[str], config_for: Callable[[str], Config], *, unsafe: bool) -> None:
    """Mend in files what can be mended, and say of each what was; a file that cannot be edited is told and left."""
    for path in paths:
        config = config_for(path)
        language = config.language or "en"

        def check(text: str, path: str = path, config: Config = config) -> Sequence[Diagnostic]:
            return check_source(text, path, config).diagnostics

        try:
            document = open_document(path)
            language = config.language or _language_of(document.text, path, language)
            mended = mend(document.text, check, path=path, unsafe=unsafe)
            document.save(mended.text)
        except NotPossibleError as error:
            tell(path, error.message.text(language))
            continue
        except OSError:
            continue  # The check that follows says what is the matter with the file.
        for diagnostic, fix in mended.mended:
            where = "" if diagnostic.span is None else f"{diagnostic.span.line}: "
            tell(path, f"{where}{fix.title.text(language)} [{diagnostic.code.name}]")


def _language_of(text: str, path: str, otherwise: str) -> str:
    """Return the language that a file says it is in, or that its keys are in."""
    _, blueprint, _ = understand(lambda: parse(text, path))
    return blueprint.language or otherwise if blueprint is not None else otherwise


def edited(path: str, change: Callable[[str], Changed], config_file: str | None) -> int:
    """Change a file and say how many lines are other now, or why it cannot be changed; return the exit code."""
    chosen = Projects(config_file, all_rules(), code=False).of(path).language
    language = chosen or "en"
    try:
        document = open_document(path)
        language = chosen or _language_of(document.text, path, language)
        changed = change(document.text)
        document.save(changed.after)
    except NotPossibleError as error:
        tell(path, error.message.text(language))
        return NOT_CHANGED
    except OSError as error:
        raise click.ClickException(f"{harmless_path(path)}: {error.strerror or error}") from error
    tell(path, plural("{count} line changed", "{count} lines changed", changed.lines).text(language))
    return 0
