"""What a project has decided for itself: which rules run, with which thresholds, and when a check fails.

Read from `journeymap.toml`, or from `[tool.journeymap]` in `pyproject.toml`, in the folder of the files or the nearest
folder above it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import INVALID_VALUE, UNKNOWN_KEY, UNREADABLE_FILE, Diagnostic, Severity, Span, closest
from journeymap.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN_FILE = "journeymap.toml"
SHARED_FILE = "pyproject.toml"
FAIL_ON = ("error", "warning", "note", "never")


@dataclass(frozen=True, slots=True)
class Config:
    """The decisions of a project; what it does not decide is as it is here.

    `select` and `ignore` hold rule names, codes, or the first digits of codes (`JM2`, `2xx`); `select` empty means all
    rules that are on by themselves. `rules` holds thresholds by rule name. `language` stands above the files' own.
    """

    fail_on: str = "error"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    language: str | None = None
    exclude: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    source: str | None = None

    def wants(self, code: str, name: str, *, enabled: bool = True) -> bool:
        """Return whether a rule is to run."""
        chosen = any(_covers(pattern, code, name) for pattern in self.select) if self.select else enabled
        return chosen and not any(_covers(pattern, code, name) for pattern in self.ignore)

    def with_choices(self, **choices: Any) -> Config:
        """Return this with what was chosen on the command line in its place; None means not chosen."""
        return replace(self, **{name: value for name, value in choices.items() if value not in (None, ())})


def _covers(pattern: str, code: str, name: str) -> bool:
    wanted = pattern.strip()
    digits = wanted.upper().removeprefix("JM").rstrip("X")
    return wanted == name or (digits.isdigit() and code.removeprefix("JM").startswith(digits))


def find_config(start: Path) -> Path | None:
    """Return the file that decides for a file or folder: the nearest one at or above it, None when there is none."""
    here = start.resolve()
    for folder in (here, *here.parents) if here.is_dir() else here.parents:
        if (folder / OWN_FILE).is_file():
            return folder / OWN_FILE
        shared = folder / SHARED_FILE
        if shared.is_file() and _mentions_us(shared):
            return shared
    return None


def _mentions_us(path: Path) -> bool:
    try:
        return "[tool.journeymap" in path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def read_config(path: Path, shown: str | None = None) -> tuple[Config, list[Diagnostic]]:
    """Return what a file decides, and what is wrong with it. What is wrong is left as it is by itself."""
    name = shown or str(path)
    try:
        data: Any = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        return Config(), [_problem(name, say("the file cannot be read: {reason}", reason=str(error)), UNREADABLE_FILE)]
    except tomllib.TOMLDecodeError as error:
        return Config(), [_problem(name, say("the file is not TOML: {reason}", reason=str(error)))]
    if path.name == SHARED_FILE:
        data = data.get("tool", {}).get("journeymap", {})
    return _read(data, name)


_LISTS = ("select", "ignore", "exclude")
_KNOWN = ("fail-on", "language", *_LISTS, "rules")


def _read(data: Any, path: str) -> tuple[Config, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    values: dict[str, Any] = {"source": path}
    for key, value in data.items() if isinstance(data, dict) else ():
        if key not in _KNOWN:
            meant = closest(key, _KNOWN)
            remedy = (
                say('did you mean "{word}"?', word=meant) if meant else say("known words: {words}", words=list(_KNOWN))
            )
            message = say('"{key}" is not a word of the configuration', key=key)
            problems.append(Diagnostic(UNKNOWN_KEY, Severity.ERROR, message, Span.whole(path), remedy))
        elif key == "fail-on" and value not in FAIL_ON:
            message = say('"{value}" is not one of: {words}', value=value, words=list(FAIL_ON))
            problems.append(_problem(path, message))
        elif key in _LISTS and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            problems.append(_problem(path, say('"{key}" must be a list of texts', key=key)))
        elif key == "rules" and not (isinstance(value, dict) and all(isinstance(v, dict) for v in value.values())):
            problems.append(_problem(path, say('"rules" must hold a table per rule')))
        else:
            values[key.replace("-", "_")] = tuple(value) if key in _LISTS else value
    return Config(**values), problems


def _problem(path: str, message: Any, code: Any = INVALID_VALUE) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, Span.whole(path))
