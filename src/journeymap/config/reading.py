"""The reading of a configuration: what it decides, and what is wrong with it.

Read from `journeymap.toml`, or from `[tool.journeymap]` in `pyproject.toml`, in the folder of the files or the nearest
folder above it; first what it extends, which is a preset of the program or another file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec.structs import replace

from journeymap.config.decisions import FAIL_ON, SEVERITIES, Config, Declaration, Override, covers
from journeymap.config.find import SHARED_FILE
from journeymap.config.toml_file import KeyPlaces, read_toml
from journeymap.diagnostics import INVALID_VALUE, UNKNOWN_KEY, Code, Diagnostic, Severity, closest
from journeymap.i18n.languages import LANGUAGES
from journeymap.i18n.messages import Message, say
from journeymap.importer import WAYS_TO_MAP
from journeymap.unknown_words import UnknownWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


PRESET = "journeymap:"
"""How the name of a preset of the program begins."""
PRESETS = ("starter", "strict", "public-service")
_FOLDER = Path(__file__).with_name("presets")


def read_config(
    path: Path, shown: str | None = None, rules: Iterable[Configurable] = ()
) -> tuple[Config, list[Diagnostic]]:
    """Return what a file decides, and what is wrong with it. What is wrong is left as it is by itself.

    `shown` is what diagnostics call the file. `rules` are those that it may speak of; without them names of rules and
    thresholds are taken as they are.
    """
    return _read(path, shown or str(path), tuple(rules), ())


def _read(
    path: Path, name: str, rules: tuple[Configurable, ...], extended: tuple[Path, ...]
) -> tuple[Config, list[Diagnostic]]:
    """Return what a file decides above what it extends; `extended` are the files that led to it."""
    data, text, problems = read_toml(path, name)
    if data is None:
        return Config(), problems
    start: tuple[str, ...] = ()
    if path.name == SHARED_FILE:
        start = ("tool", "journeymap")
        for key in start:
            data = data.get(key, {}) if isinstance(data, dict) else {}
    reading = _Reading(KeyPlaces(name, text), start, rules)
    config = replace(reading.read(data, str(path)), files=(str(path),))
    base = Config()
    for word in _extended(data):
        target = _target(word, path, (*extended, path), reading)
        if target is not None:
            below, more = _read(target, str(target), rules, (*extended, path))
            base = replace(below, source=None).over(base)
            problems += more
    return config.over(base), [*reading.problems, *problems]


def _extended(data: Any) -> list[str]:
    value = data.get("extends", []) if isinstance(data, dict) else []
    words = [value] if isinstance(value, str) else value
    return [word for word in words if isinstance(word, str)] if isinstance(words, list) else []


def _target(word: str, path: Path, extended: tuple[Path, ...], reading: _Reading) -> Path | None:
    """Return the file that a configuration extends; None, and what is wrong, where there is none."""
    if word.startswith(PRESET):
        name = word.removeprefix(PRESET)
        if name in PRESETS:
            return _FOLDER / f"{name}.toml"
        known = tuple(f"{PRESET}{preset}" for preset in PRESETS)
        reading.wrong(("extends",), say('no preset is called "{name}"', name=word), meant(word, known))
        return None
    target = path.parent / word
    try:
        there = target.is_file()
    except (OSError, ValueError):
        there = False
    if not there:
        remedy = say('write a path seen from this file, or a preset such as "{preset}"', preset=f"{PRESET}starter")
        reading.wrong(("extends",), say('there is no file "{path}"', path=word), remedy)
        return None
    if any(target.resolve() == other.resolve() for other in extended):
        reading.wrong(("extends",), say('"{path}" extends this file in turn', path=word), say("leave it out"))
        return None
    return target


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


class _Reading:
    """The reading of one configuration: what it decides, and what is wrong with it."""

    def __init__(self, places: KeyPlaces, start: tuple[str, ...], rules: tuple[Configurable, ...]) -> None:
        self.places = places
        self.start = start
        self.rules = {rule.name: rule for rule in rules}
        self.has_code = False
        self.said: set[str] = set()
        self.unknown = UnknownWords()
        self.problems: list[Diagnostic] = []

    def read(self, data: Any, source: str) -> Config:
        """Return what a table decides; what is wrong with it is added to the problems."""
        if isinstance(data, dict):
            self.has_code = bool(data.get("own-rules") or data.get("packs"))
            said = data.get("own-rule")
            self.said = {str(item.get("name")) for item in said or () if isinstance(item, dict)} if said else set()
        config = self._table((), data, source, _KNOWN)
        self.problems += self.unknown.rest()
        return config

    def _table(self, path: tuple[str, ...], data: Any, source: str | None, known: tuple[str, ...]) -> Config:
        values: dict[str, Any] = {"source": source}
        decided = set()
        for key, value in data.items() if isinstance(data, dict) else ():
            if key not in known:
                message = say('"{key}" is not a word of the configuration', key=key)
                self._unknown((*path, key), message, known)
            elif key == "extends":
                self._extends(value)
            elif key == "overrides":
                values[key] = self._overrides(value)
            elif key == "files" or key in _LISTS:
                items = self._list((*path, key), value)
                values |= {} if key == "files" else {key.replace("-", "_"): items}
            elif key == "own-rule":
                values["declared"] = self._declared(value)
            elif key == "import":
                values["import_map"] = self._import(value)
            elif key == "rules":
                values["rules"], values["severities"] = self._rules((*path, key), value)
            elif self._is_one_of((*path, key), value, FAIL_ON if key == "fail-on" else LANGUAGES):
                values[key.replace("-", "_")] = value
                decided.add(key)
        return Config(**values, decided=frozenset(decided))

    def _declared(self, value: Any) -> tuple[Declaration, ...]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            remedy = say("write each rule under a line of its own: [[own-rule]]")
            self.wrong(("own-rule",), say('"own-rule" must hold a table per rule'), remedy)
            return ()
        declared = []
        for number, item in enumerate(value):
            path = (*self.start, "own-rule", str(number))
            places = {key: self.places.of((*path, key)) for key in item}
            declared.append(Declaration(item, {**places, "": self.places.of(path)}))
        return tuple(declared)

    def _extends(self, value: Any) -> None:
        if isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            return
        remedy = say('write a path seen from this file, or a preset such as "{preset}"', preset=f"{PRESET}starter")
        self.wrong(("extends",), say('"{key}" must be a text or a list of texts', key="extends"), remedy)

    def _overrides(self, value: Any) -> tuple[Override, ...]:
        """Return what holds for some files only."""
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            remedy = say('write a table for each, such as [[overrides]] with files = ["drafts/**"]')
            self.wrong(("overrides",), say('"overrides" must hold tables'), remedy)
            return ()
        overrides = []
        for number, table in enumerate(value):
            path = ("overrides", str(number))
            files = table.get("files", [])
            patterns = [files] if isinstance(files, str) else files
            if not isinstance(patterns, list) or not patterns or not all(isinstance(item, str) for item in patterns):
                remedy = say('write patterns, such as files = ["drafts/**"]')
                self.wrong((*path, "files"), say("it does not say for which files it holds"), remedy)
                continue
            rest = {key: item for key, item in table.items() if key != "files"}
            overrides.append(Override(tuple(patterns), self._table(path, rest, None, _OF_FILES)))
        return tuple(overrides)

    def _import(self, value: Any) -> dict[str, str]:
        """Return what names of imported sources stand for, by the names as they are written."""
        words = value.get("map", {}) if isinstance(value, dict) else None
        if not isinstance(words, dict) or not value.keys() <= {"map"}:
            remedy = say('write under a line [import.map] what each name stands for, such as Counter = "frontstage"')
            self.wrong(("import",), say('"import" must hold a table "map"'), remedy)
            return {}
        return {name: way for name, way in words.items() if self._is_one_of(("import", "map", name), way, WAYS_TO_MAP)}

    def _is_one_of(self, path: tuple[str, ...], value: Any, words: tuple[str, ...]) -> bool:
        if isinstance(value, str) and value in words:
            return True
        message = say('"{value}" is not one of the words that "{key}" knows', value=value, key=path[-1])
        self.wrong(path, message, meant(str(value), words))
        return False

    def _list(self, path: tuple[str, ...], value: Any) -> tuple[str, ...]:
        key = path[-1]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            remedy = say('write texts between brackets, such as {key} = ["…", "…"]', key=key)
            self.wrong(path, say('"{key}" must be a list of texts', key=key), remedy)
            return ()
        words = tuple(dict.fromkeys(value))
        # Which names rules of its own have that are code is known only once they are loaded.
        if key in _RULE_LISTS and self.rules and not self.has_code:
            known = dict.fromkeys(word for word in words if self._is_a_rule(word))
            for word in words:
                if word not in known:
                    self._unknown_rule(path, word)
            return tuple(known) or words[:1]
        return words

    def _is_a_rule(self, word: str) -> bool:
        """Return whether a word of a list stands for a rule."""
        if word.strip() in self.rules or word in self.said:
            return True
        # Only codes and their beginnings have digits.
        return any(map(str.isdigit, word)) and any(covers(word, rule.code, "") for rule in self.rules.values())

    def _rules(self, path: tuple[str, ...], value: Any) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
        """Return the thresholds of each rule, and how much its findings weigh."""
        if not isinstance(value, dict):
            remedy = say("write a table per rule, such as [rules.broad-file]")
            self.wrong(path, say('"rules" must hold a table per rule'), remedy)
            return {}, {}
        thresholds: dict[str, dict[str, Any]] = {}
        severities: dict[str, str] = {}
        for name, options in value.items():
            place = (*path, name)
            if self.rules and name not in self.rules and name not in self.said and not self.has_code:
                self._unknown_rule(place, name)
            elif not isinstance(options, dict):
                remedy = say('write the name of a threshold and its value, such as "most = 3"')
                self.wrong(place, say('"{key}" must be a table of thresholds', key=name), remedy)
            else:
                severity = options.get(SEVERITY)
                # A rule may have a threshold of that name, which is a number.
                rest = {key: item for key, item in options.items() if key != SEVERITY or not isinstance(severity, str)}
                if isinstance(severity, str) and self._is_one_of((*place, SEVERITY), severity, SEVERITIES):
                    severities[name] = severity
                fitting = {key: item for key, item in rest.items() if self._fits(place, key, item)}
                if fitting or SEVERITY not in options:
                    thresholds[name] = fitting
        return thresholds, severities

    def _fits(self, place: tuple[str, ...], key: str, value: Any) -> bool:
        """Return whether a rule has a threshold of that name that could have that value."""
        rule = place[-1]
        if rule not in self.rules:
            return True
        defaults = self.rules[rule].options
        if key not in defaults:
            message = say('the rule {rule} has no threshold "{key}"', rule=rule, key=key)
            self._unknown((*place, key), message, (*defaults, SEVERITY))
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
            self.wrong((*place, key), message, remedies[kind])
            return False
        return True

    def _unknown_rule(self, path: tuple[str, ...], word: str) -> None:
        if not self.unknown.may_tell(word):
            self.unknown.leave(self.places.of((*self.start, *path)))
            return
        names = (*self.rules, *(rule.code for rule in self.rules.values()))
        remedy = meant(word, names, none=say("`journeymap rules` lists them all"))
        self.wrong(path, say('no rule is called "{name}"', name=word), remedy, UNKNOWN_KEY)

    def _unknown(self, path: tuple[str, ...], message: Message, known: tuple[str, ...]) -> None:
        if self.unknown.may_tell(path[-1]):
            self.wrong(path, message, meant(path[-1], known), UNKNOWN_KEY)
        else:
            self.unknown.leave(self.places.of((*self.start, *path)))

    def wrong(self, path: tuple[str, ...], message: Message, remedy: Message, code: Code = INVALID_VALUE) -> None:
        """Note what is wrong at a key."""
        place = self.places.of((*self.start, *path))
        self.problems.append(Diagnostic(code, Severity.ERROR, message, place, remedy))


SEVERITY = "severity"
_RULE_LISTS = ("select", "enable", "ignore")
_LISTS = (*_RULE_LISTS, "exclude", "own-rules", "packs")
_KNOWN = ("fail-on", "language", *_LISTS, "rules", "own-rule", "extends", "overrides", "import")
_OF_FILES = ("fail-on", "language", "select", "enable", "ignore", "rules")
"""What may be decided for some files only."""


def meant(word: str, known: tuple[str, ...], none: Message | None = None) -> Message:
    """Return the remedy for a word that is not known."""
    near = closest(word, known)
    if near is not None:
        return say('did you mean "{word}"?', word=near)
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
