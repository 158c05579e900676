"""Which files a command works on, and what their projects have decided for them."""

from __future__ import annotations

import os
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from journeymap.cli.terminal import tell
from journeymap.config import Config, find_config, read_config
from journeymap.diagnostics import INVALID_VALUE, Diagnostic, Severity, Span
from journeymap.i18n.messages import plural, say
from journeymap.i18n.text import harmless_path
from journeymap.plugins import register

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.result import Result
    from journeymap.rule import Rule

STANDARD_INPUT = "-"
NO_OWN_RULES = "JOURNEYMAP_NO_OWN_RULES"
"""The variable of the environment that keeps rules that are code from being loaded, whatever a command says."""
SUFFIXES = (".yaml", ".yml", ".json")
# Files and folders that other tools keep in a project; a blueprint of such a name is checked when it is named itself.
OTHERS_FILES = frozenset({
    "package.json", "package-lock.json", "composer.json", "tsconfig.json", "jsconfig.json", "deno.json",
    "renovate.json", "mkdocs.yml", "mkdocs.yaml", "docker-compose.yml", "docker-compose.yaml", "compose.yml",
    "compose.yaml", "pnpm-lock.yaml", "pnpm-workspace.yaml", "codecov.yml", "codecov.yaml", "_config.yml",
    "environment.yml", "environment.yaml", "vercel.json",
})  # fmt: skip
OURS = (".geometry.json", ".schema.json")  # what journeymap itself writes beside blueprints
_NAMED = 3
MOST_LOOKED_AT = 4_000_000
"""How many bytes of a file in a folder are looked at to see whether it is a blueprint."""
_WORDS = r"""["']?(?:journeymap|steps|stappen)["']?"""
OTHERS_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages", "bower_components"})


class Input(Struct, frozen=True):
    """One file to work on: its name as it is shown, and its place below the folder that was named, if one was."""

    path: str
    below: Path | None = None


class Projects:
    """The configurations of the files of one run, each read once.

    `chosen` is the configuration file that stands in for all others. `rules` are those whose names and thresholds a
    configuration may speak of. Rules of a project's own that are code are loaded only from the configuration of the
    folder that one stands in, or the chosen one, and not without `code`.
    """

    def __init__(self, chosen: str | None = None, rules: Sequence[Rule] = (), *, code: bool = True) -> None:
        self._chosen = Path(chosen) if chosen is not None else None
        self._code = code and not os.environ.get(NO_OWN_RULES)
        self._rules = rules
        self._by_folder: dict[Path, Path | None] = {}
        self._read: dict[Path, tuple[Config, list[Diagnostic]]] = {}

    def of(self, path: str) -> Config:
        """Return what the project of a file has decided; for standard input that of the current folder."""
        if path == STANDARD_INPUT:
            return self.of_folder(Path.cwd())
        return self.of_folder(Path(path).absolute().parent).at(path)

    def of_folder(self, folder: Path) -> Config:
        """Return what the project that a folder belongs to has decided."""
        file = self._file_for(folder)
        return Config() if file is None else self._content(file)[0]

    def problems(self) -> Iterator[tuple[str, str, list[Diagnostic]]]:
        """Yield each configuration file with something wrong in it, its text, and what is wrong."""
        for file, (_, problems) in self._read.items():
            if problems:
                try:
                    text = file.read_text(encoding="utf-8-sig")
                except (OSError, UnicodeDecodeError):
                    text = ""
                yield shown(file), text, problems

    def _file_for(self, folder: Path) -> Path | None:
        if self._chosen is not None:
            return self._chosen
        if folder not in self._by_folder:
            self._by_folder[folder] = find_config(folder)
        return self._by_folder[folder]

    def _content(self, file: Path) -> tuple[Config, list[Diagnostic]]:
        if file not in self._read:
            config, problems = read_config(file, shown(file), self._rules)
            if config.declared or config.own_rules or config.packs:
                from journeymap.own_rules.loading import load

                code = self._code and file == (self._chosen or find_config(Path.cwd()))
                if code and self._chosen is None and (config.own_rules or config.packs) and _is_of_others(file):
                    code, problems = False, [*problems, _of_others(file)]
                loaded = load(config, code=code)
                register("rules", loaded.rules)
                config, problems = replace(config, own=loaded.rules), [*problems, *loaded.problems]
            self._read[file] = config, problems
        return self._read[file]


def _is_of_others(file: Path) -> bool:
    """Return whether a configuration above the folder that one stands in belongs to somebody else than that folder.

    Anybody may put a file into a folder that all share, such as that for temporary files.
    """
    try:
        owners = {Path.cwd().stat().st_uid, 0}
        return file.parent != Path.cwd() and not {file.stat().st_uid, file.parent.stat().st_uid} <= owners
    except OSError:
        return True


def _of_others(file: Path) -> Diagnostic:
    message = say(
        "the rules in Python of this configuration are not loaded: it belongs to somebody else than this folder"
    )
    remedy = say("if you trust it, name it: --config {path}", path=shown(file))
    return Diagnostic(INVALID_VALUE, Severity.WARNING, message, Span.whole(shown(file)), remedy)


def warn_of_what_was_not_read(result: Result, language: str) -> None:
    """Say on standard error that the figures of a file are those of only a part of it; nothing where all was read."""
    lost = [
        diagnostic
        for diagnostic in result.diagnostics
        if diagnostic.severity is Severity.ERROR and diagnostic.code.number.startswith("JM1")
    ]
    if lost:
        text = plural(
            "{count} error; the figures are those of what could be understood (`journeymap check` says more)",
            "{count} errors; the figures are those of what could be understood (`journeymap check` says more)",
            len(lost),
        )
        tell(result.path, text.text(language))


def shown(path: Path) -> str:
    """Return a path as it is shown: seen from the current folder where it lies in it."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def collect(paths: Iterable[str], projects: Projects, *, quiet: bool = False) -> list[Input]:
    """Return the files that are named and those in the folders that are named, each once; UsageError when none.

    A file that is named is taken whatever it is called. What is not there is taken too, so that the reader says so.
    With `quiet` nothing is said of what is left out, and none is as good as some.
    """
    inputs: dict[str, Input] = {}
    empty: list[str] = []
    for path in paths:
        if not path:
            raise click.UsageError("A PATH is empty; name a file or a folder.")
        if _is_folder(path):
            inside = list(_walk(Path(path), projects, quiet=quiet))
            for item in inside:
                inputs.setdefault(os.path.realpath(item.path), item)
            if not inside:
                empty.append(path)
        else:
            inputs.setdefault(path if path == STANDARD_INPUT else os.path.realpath(path), Input(path))
    if not inputs and not quiet:
        raise click.UsageError(
            f"No blueprints ({', '.join('*' + s for s in SUFFIXES)}) in {', '.join(map(harmless_path, empty))}."
        )
    for path in () if quiet else empty:
        click.echo(f"no blueprints in {harmless_path(path)}", err=True)
    return list(inputs.values())


def only(path: str, projects: Projects) -> str:
    """Return the one blueprint that is meant: the file that is named, or the only one in the folder that is named.

    UsageError when there are several in it, or none.
    """
    if not _is_folder(path):
        return path
    inside = [item.path for item in collect([path], projects)]
    if len(inside) > 1:
        raise click.UsageError(
            f"{path!r} is a folder; name one blueprint, such as {', '.join(map(harmless_path, inside[:_NAMED]))}."
        )
    return inside[0]


def _is_folder(path: str) -> bool:
    try:
        return path not in (STANDARD_INPUT, "") and Path(path).is_dir()
    except (OSError, ValueError):  # the reader says what is wrong with it
        return False


def _walk(top: Path, projects: Projects, *, quiet: bool) -> Iterator[Input]:
    """Yield the blueprints in a folder, and say how many other files of their kinds were left."""
    left = 0

    def closed(error: OSError) -> None:
        if not quiet:
            click.echo(f"cannot look into {harmless_path(error.filename)}: {error.strerror}", err=True)

    for folder, folders, files in os.walk(top, onerror=closed):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if _enters(here / name, projects))
        for name in sorted(files):
            path = here / name
            if not is_blueprint(path) or _is_pipe(path) or _excluded(path, projects):
                continue
            if says_it_is_a_blueprint(path):
                yield Input(str(path), path.relative_to(top))
            else:
                left += 1
    if left and not quiet:
        words = plural(
            "{count} file is left out, since it does not say that it is a blueprint: `journeymap: 1` at the top",
            "{count} files are left out, since they do not say that they are blueprints: `journeymap: 1` at the top",
            left,
        )
        tell(top, words.text(projects.of_folder(top.absolute()).language or "en"))


def says_it_is_a_blueprint(path: Path) -> bool:
    """Return whether a file has the words of a blueprint among its first keys; also where nobody can tell.

    A file that cannot be read is taken, so that the reader says so.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_LOOKED_AT)
    except OSError:
        return True
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True  # not in UTF-8, which the reader says
    return text_says_it_is_a_blueprint(content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))


def text_says_it_is_a_blueprint(text: str) -> bool:
    """Return whether a text has the words of a blueprint among its first keys."""
    if text.lstrip().startswith("{"):
        return _has_words(text)
    first = re.search(r"^(?!\s*(?:#|---|%|$))([ \t]*)\S", text, re.MULTILINE)
    return first is not None and re.search(rf"^{first[1]}{_WORDS}[ \t]*:", text, re.MULTILINE) is not None


def _has_words(text: str) -> bool:
    """Return whether a mapping in braces has the words of a blueprint; where it is torn, anywhere in it."""
    import json

    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return re.search(rf"[{{,]\s*{_WORDS}\s*:", text) is not None
    # What the program itself has written says there which command wrote it.
    ours = isinstance(data, dict) and re.fullmatch(r"[a-z]+", str(data.get("journeymap"))) is not None
    return isinstance(data, dict) and not ours and any(re.fullmatch(_WORDS, str(key)) for key in data)


def _is_pipe(path: Path) -> bool:
    """Return whether a name in a folder is a pipe, a socket or a device: nobody meant to have it read."""
    return path.exists() and not path.is_file()


def _enters(folder: Path, projects: Projects) -> bool:
    if folder.name.startswith(".") or folder.name in OTHERS_FOLDERS or os.path.isfile(folder / "pyvenv.cfg"):  # noqa: PTH113
        return False
    return not _excluded(folder, projects)


def is_blueprint(path: Path) -> bool:
    """Return whether a file in a folder may be a blueprint by its name."""
    name = path.name.lower()
    return name.endswith(SUFFIXES) and not name.startswith(".") and name not in OTHERS_FILES and not name.endswith(OURS)


def _excluded(path: Path, projects: Projects) -> bool:
    """Return whether a project leaves a file or folder out: by its name, or by its place below the configuration."""
    config = projects.of_folder(path.absolute().parent)
    if not config.exclude or config.source is None:
        return False
    whole = path.absolute()
    base = Path(config.source).absolute().parent
    place = whole.relative_to(base).as_posix() if whole.is_relative_to(base) else whole.as_posix()
    patterns = [pattern.removeprefix("./").rstrip("/") for pattern in config.exclude]
    return any(fnmatch(path.name if "/" not in pattern else place, pattern) for pattern in patterns)
