"""What a project has decided for itself: which rules run, with which thresholds, and when a check fails.

Read from `journeymap.toml`, or from `[tool.journeymap]` in `pyproject.toml`, in the folder of the files or the nearest
folder above it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from journeymap.diagnostics import (
    INVALID_VALUE,
    SYNTAX_ERROR,
    UNKNOWN_KEY,
    UNREADABLE_FILE,
    Code,
    Diagnostic,
    Severity,
    Span,
    closest,
)
from journeymap.i18n.languages import LANGUAGES
from journeymap.i18n.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OWN_FILE = "journeymap.toml"
SHARED_FILE = "pyproject.toml"
MOST_BYTES = 1_000_000
FAIL_ON = ("error", "warning", "note", "never")


class Declaration(Struct, frozen=True):
    """One rule that a configuration says: its words, and where they stand; "" stands for the rule as such."""

    values: Mapping[str, Any]
    places: Mapping[str, Span]

    def at(self, key: str) -> Span:
        """Return where a word of it stands, or else the rule itself."""
        return self.places.get(key, self.places[""])


class Config(Struct, frozen=True):
    """The decisions of a project; what it does not decide is as it is here.

    `select`, `enable` and `ignore` hold rule names, codes, or the first digits of codes (`JM2`, `2xx`); `select` empty
    means all rules that are on by themselves, and those that `enable` adds. `rules` holds thresholds by rule name.
    `language` stands above the files' own. `own_rules` are files and folders of rules in Python, seen from the folder
    of the configuration, `packs` the names of installed rules, `declared` the rules that the configuration itself says;
    `own` are all of these that were loaded (rules, see `own_rules`), which run beside the others.
    """

    fail_on: str = "error"
    select: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    language: str | None = None
    exclude: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    source: str | None = None
    own_rules: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    declared: tuple[Declaration, ...] = ()
    own: tuple[Any, ...] = ()

    def wants(self, code: str, name: str, *, enabled: bool = True) -> bool:
        """Return whether a rule is to run."""
        enabled = enabled or any(covers(pattern, code, name) for pattern in self.enable)
        chosen = any(covers(pattern, code, name) for pattern in self.select) if self.select else enabled
        return chosen and not any(covers(pattern, code, name) for pattern in self.ignore)

    def with_choices(self, **choices: Any) -> Config:
        """Return this with what was chosen on the command line in its place; None means not chosen."""
        return replace(self, **{name: value for name, value in choices.items() if value not in (None, ())})


def covers(pattern: str, code: str, name: str) -> bool:
    """Return whether a pattern stands for a rule: its name, its code, or the first digits of it (`JM2`, `2xx`)."""
    wanted = pattern.strip()
    digits = wanted.upper().removeprefix("JM").rstrip("X")
    return wanted == name or (digits.isdigit() and code.removeprefix("JM").startswith(digits))


def find_config(start: Path) -> Path | None:
    """Return the file that decides for a file or folder: the nearest one at or above it, None when there is none."""
    here = Path(os.path.realpath(start))  # links in a circle stay as they are
    for folder in (here, *here.parents) if _is(here, "folder") else here.parents:
        if _is(folder / OWN_FILE, "file"):
            return folder / OWN_FILE
        shared = folder / SHARED_FILE
        if _is(shared, "file") and _mentions_us(shared):
            return shared
    return None


def _is(path: Path, kind: str) -> bool:
    """Return whether there is a file or a folder at a path, as far as one may see."""
    try:
        return path.is_dir() if kind == "folder" else path.is_file()
    except OSError:
        return False


def _mentions_us(path: Path) -> bool:
    try:
        return "[tool.journeymap" in path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def read_config(
    path: Path, shown: str | None = None, rules: Iterable[Configurable] = ()
) -> tuple[Config, list[Diagnostic]]:
    """Return what a file decides, and what is wrong with it. What is wrong is left as it is by itself.

    `shown` is what diagnostics call the file. `rules` are those that it may speak of; without them names of rules and
    thresholds are taken as they are.
    """
    name = shown or str(path)
    data, text, problems = read_toml(path, name)
    if data is None:
        return Config(), problems
    start: tuple[str, ...] = ()
    if path.name == SHARED_FILE:
        start = ("tool", "journeymap")
        for key in start:
            data = data.get(key, {}) if isinstance(data, dict) else {}
    return _Reading(KeyPlaces(name, text), start, tuple(rules)).read(data, str(path))


def read_toml(path: Path, shown: str) -> tuple[Any, str, list[Diagnostic]]:
    """Return what a TOML file holds and its text; None and what is wrong with it when it cannot be read.

    `shown` is what diagnostics call the file.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            return None, "", [_unreadable(shown, say("the file is larger than {most} kB", most=MOST_BYTES // 1000))]
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None, "", [_unreadable(shown, say("the file is not written in UTF-8"))]
    except OSError as error:
        return None, "", [_unreadable(shown, say("the file cannot be read: {reason}", reason=error.strerror))]
    import tomllib

    try:
        return tomllib.loads(text), text, []
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
        lines = text.splitlines() or [""]
        line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(lines), len(lines[-1]) + 1)
        reason = re.sub(r" \(at .*\)$", "", str(error))
        message = say("the file is not TOML: {reason}", reason=reason)
        span = Span(shown, line, column, line, column + 1)
        return None, text, [Diagnostic(SYNTAX_ERROR, Severity.ERROR, message, span)]
    except RecursionError:
        return None, text, [_unreadable(shown, say("lists and tables lie too deep in one another"))]
    except ValueError as error:  # a number of thousands of digits
        return None, text, [_unreadable(shown, say("the file is not TOML: {reason}", reason=error))]


class Configurable(Protocol):
    """What a configuration needs to know of a rule."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def options(self) -> Mapping[str, Any]:
        """Its thresholds by name, as they are when nobody sets them."""


class KeyPlaces:
    """Where the keys of a TOML file stand; the library that reads it does not tell."""

    _WORD = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
    _TABLE = r"\s*\[\[?(?P<key>[^\[\]]+)\]\]?\s*(?:#.*)?"
    _ENTRY = rf"\s*(?P<key>{_WORD}(?:\s*\.\s*{_WORD})*)\s*="
    _INLINE = rf"[{{,]\s*(?P<key>{_WORD})\s*="

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.places: dict[tuple[str, ...], Span] = {}
        table: tuple[str, ...] = ()
        for number, line in enumerate(text.splitlines(), start=1):
            if (header := re.fullmatch(self._TABLE, line)) is not None:
                table = self._note((), header, number)
                if line.lstrip().startswith("[["):
                    # One of several tables of that name.
                    count = sum(path[:-1] == table for path in self.places if path[-1].isdecimal())
                    table = (*table, str(count))
                    self.places[table] = Span(self.path, number, 1, number, len(line) + 1)
            elif (entry := re.match(self._ENTRY, line)) is not None:
                place = self._note(table, entry, number)
                if line[entry.end() :].lstrip().startswith("{"):
                    for inline in re.compile(self._INLINE).finditer(line, entry.end()):
                        self._note(place, inline, number)

    def _note(self, table: tuple[str, ...], match: re.Match[str], line: int) -> tuple[str, ...]:
        path = table
        for part in re.finditer(self._WORD, match["key"]):
            path = (*path, part[0].strip("\"'"))
            start = match.start("key") + part.start() + 1
            self.places.setdefault(path, Span(self.path, line, start, line, start + len(part[0])))
        return path

    def of(self, path: tuple[str, ...]) -> Span:
        """Return where a key stands, or the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Span.whole(self.path))


class _Reading:
    """The reading of one configuration: what it decides, and what is wrong with it."""

    def __init__(self, places: KeyPlaces, start: tuple[str, ...], rules: tuple[Configurable, ...]) -> None:
        self.places = places
        self.start = start
        self.rules = {rule.name: rule for rule in rules}
        self.has_code = False
        self.said: set[str] = set()
        self.problems: list[Diagnostic] = []

    def read(self, data: Any, source: str) -> tuple[Config, list[Diagnostic]]:
        values: dict[str, Any] = {"source": source}
        if isinstance(data, dict):
            self.has_code = bool(data.get("own-rules") or data.get("packs"))
            said = data.get("own-rule")
            self.said = {str(item.get("name")) for item in said or () if isinstance(item, dict)} if said else set()
        for key, value in data.items() if isinstance(data, dict) else ():
            if key not in _KNOWN:
                self._unknown((key,), say('"{key}" is not a word of the configuration', key=key), _KNOWN)
            elif key in _LISTS:
                values[key.replace("-", "_")] = self._list(key, value)
            elif key == "own-rule":
                values["declared"] = self._declared(value)
            elif key == "rules":
                values[key] = self._thresholds(value)
            elif self._is_one_of(key, value, FAIL_ON if key == "fail-on" else LANGUAGES):
                values[key.replace("-", "_")] = value
        return Config(**values), self.problems

    def _is_one_of(self, key: str, value: Any, words: tuple[str, ...]) -> bool:
        if isinstance(value, str) and value in words:
            return True
        message = say('"{value}" is not one of the words that "{key}" knows', value=value, key=key)
        self._wrong((key,), message, _meant(str(value), words))
        return False

    def _declared(self, value: Any) -> tuple[Declaration, ...]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            remedy = say("write each rule under a line of its own: [[own-rule]]")
            self._wrong(("own-rule",), say('"own-rule" must hold a table per rule'), remedy)
            return ()
        declared = []
        for number, item in enumerate(value):
            path = (*self.start, "own-rule", str(number))
            places = {key: self.places.of((*path, key)) for key in item}
            declared.append(Declaration(item, {**places, "": self.places.of(path)}))
        return tuple(declared)

    def _list(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            remedy = say('write texts between brackets, such as {key} = ["…", "…"]', key=key)
            self._wrong((key,), say('"{key}" must be a list of texts', key=key), remedy)
            return ()
        # Which names rules of its own have that are code is known only once they are loaded.
        if key in _RULE_LISTS and self.rules and not self.has_code:
            for word in value:
                known = word in self.said or any(covers(word, rule.code, rule.name) for rule in self.rules.values())
                if not known:
                    self._unknown_rule((key,), word)
        return tuple(value)

    def _thresholds(self, value: Any) -> dict[str, dict[str, Any]]:
        if not isinstance(value, dict):
            remedy = say("write a table per rule, such as [rules.broad-file]")
            self._wrong(("rules",), say('"rules" must hold a table per rule'), remedy)
            return {}
        thresholds: dict[str, dict[str, Any]] = {}
        for name, options in value.items():
            if self.rules and name not in self.rules and name not in self.said and not self.has_code:
                self._unknown_rule(("rules", name), name)
            elif not isinstance(options, dict):
                remedy = say('write the name of a threshold and its value, such as "most = 3"')
                self._wrong(("rules", name), say('"{key}" must be a table of thresholds', key=name), remedy)
            else:
                thresholds[name] = {key: item for key, item in options.items() if self._fits(name, key, item)}
        return thresholds

    def _fits(self, rule: str, key: str, value: Any) -> bool:
        """Return whether a rule has a threshold of that name that could have that value."""
        if rule not in self.rules:
            return True
        defaults = self.rules[rule].options
        if key not in defaults:
            message = say('the rule {rule} has no threshold "{key}"', rule=rule, key=key)
            self._unknown(("rules", rule, key), message, tuple(defaults))
            return False
        kind = _kind(defaults[key])
        if kind is not None and kind != _kind(value):
            message = say('"{value}" cannot stand here', value=value)
            remedies = {
                "number": say("write a number, such as {example}", example=defaults[key]),
                "text": say('write a text between quotes, such as "{example}"', example=defaults[key]),
                "switch": say("write true or false"),
                "list": say("write a list between brackets"),
            }
            self._wrong(("rules", rule, key), message, remedies[kind])
            return False
        return True

    def _unknown_rule(self, path: tuple[str, ...], word: str) -> None:
        names = (*self.rules, *(rule.code for rule in self.rules.values()))
        remedy = _meant(word, names, none=say("`journeymap rules` lists them all"))
        self._wrong(path, say('no rule is called "{name}"', name=word), remedy, UNKNOWN_KEY)

    def _unknown(self, path: tuple[str, ...], message: Message, known: tuple[str, ...]) -> None:
        self._wrong(path, message, _meant(path[-1], known), UNKNOWN_KEY)

    def _wrong(self, path: tuple[str, ...], message: Message, remedy: Message, code: Code = INVALID_VALUE) -> None:
        place = self.places.of((*self.start, *path))
        self.problems.append(Diagnostic(code, Severity.ERROR, message, place, remedy))


_RULE_LISTS = ("select", "enable", "ignore")
_LISTS = (*_RULE_LISTS, "exclude", "own-rules", "packs")
_KNOWN = ("fail-on", "language", *_LISTS, "rules", "own-rule")


def _meant(word: str, known: tuple[str, ...], none: Message | None = None) -> Message:
    meant = closest(word, known)
    if meant is not None:
        return say('did you mean "{word}"?', word=meant)
    if none is not None:
        return none
    return say("known words: {words}", words=list(known)) if known else say("leave it out")


def _kind(value: Any) -> str | None:
    """Return what kind of TOML value something is; None for what is written as more than one kind."""
    if isinstance(value, bool):
        return "switch"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "text"
    return "list" if isinstance(value, (list, tuple)) else None


def _unreadable(path: str, message: Message) -> Diagnostic:
    return Diagnostic(UNREADABLE_FILE, Severity.ERROR, message, Span.whole(path))
