"""What a project decides: which rules run, how much they weigh, with which thresholds, and when a check fails."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from journeymap.diagnostics import Severity, Span

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

FAIL_ON = ("error", "warning", "note", "never")
OFF = "off"
SEVERITIES = ("error", "warning", "note", OFF)
"""What a project may say of a rule: how much all its findings weigh, or that it is not to run."""


class Declaration(Struct, frozen=True):
    """One rule that a configuration says: its words, and where they stand; "" stands for the rule as such."""

    values: Mapping[str, Any]
    places: Mapping[str, Span]

    def at(self, key: str) -> Span:
        """Return where a word of it stands, or else the rule itself."""
        return self.places.get(key, self.places[""])


class Override(Struct, frozen=True):
    """What holds for some files only: their patterns, seen from the folder of the configuration, and what is decided.

    A pattern without a slash is that of a name in any folder; `**` stands for any folders.
    """

    files: tuple[str, ...]
    config: Config


class Config(Struct, frozen=True):
    """The decisions of a project; what it does not decide is as it is here.

    `select`, `enable` and `ignore` hold rule names, codes, or the first digits of codes (`JM2`, `2xx`); `select` empty
    means all rules that are on by themselves, and those that `enable` adds. `rules` holds thresholds by rule name,
    `severities` how much all findings of a rule weigh, or that it is off. `language` stands above the files' own.
    `overrides` hold for some files only, the last one that fits above the others. `decided` are the words that the
    file itself says, above what it extends, and `files` are all configuration files that were read for it. `own_rules`
    are files and folders of rules in Python, seen from the folder of the configuration, `packs` the names of installed
    rules, `declared` the rules that the configuration itself says; `own` are all of these that were loaded (rules, see
    `own_rules`), which run beside the others.
    `import_map` says what names of imported sources stand for.
    """

    fail_on: str = "error"
    select: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    language: str | None = None
    exclude: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    severities: Mapping[str, str] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    source: str | None = None
    files: tuple[str, ...] = ()
    decided: frozenset[str] = frozenset()
    import_map: Mapping[str, str] = field(default_factory=dict)
    own_rules: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    declared: tuple[Declaration, ...] = ()
    own: tuple[Any, ...] = ()

    def wants(self, code: str, name: str, *, enabled: bool = True) -> bool:
        """Return whether a rule is to run."""
        severity = self.severities.get(name)
        if severity == OFF:
            return False
        enabled = enabled or severity is not None or any(covers(pattern, code, name) for pattern in self.enable)
        chosen = any(covers(pattern, code, name) for pattern in self.select) if self.select else enabled
        return chosen and not any(covers(pattern, code, name) for pattern in self.ignore)

    def severity_of(self, name: str) -> Severity | None:
        """Return how much all findings of a rule weigh; None where the rule itself says."""
        severity = self.severities.get(name)
        return None if severity is None or severity == OFF else Severity(severity)

    def with_choices(self, **choices: Any) -> Config:
        """Return this with what was chosen on the command line in its place; None means not chosen."""
        return replace(self, **{name: value for name, value in choices.items() if value not in (None, ())})

    def over(self, base: Config) -> Config:
        """Return another configuration with this above it: single words in its place, lists and tables in addition."""
        rules = {
            name: {**base.rules.get(name, {}), **self.rules.get(name, {})} for name in {**base.rules, **self.rules}
        }
        return Config(
            fail_on=self.fail_on if "fail-on" in self.decided else base.fail_on,
            select=self.select or base.select,
            enable=(*base.enable, *self.enable),
            ignore=(*base.ignore, *self.ignore),
            language=self.language or base.language,
            exclude=(*base.exclude, *self.exclude),
            rules=rules,
            severities={**base.severities, **self.severities},
            overrides=(*base.overrides, *self.overrides),
            import_map={**base.import_map, **self.import_map},
            source=self.source or base.source,
            files=(*base.files, *self.files),
            decided=base.decided | self.decided,
            own_rules=(*base.seen_from_anywhere, *self.own_rules),
            packs=(*base.packs, *self.packs),
            declared=(*base.declared, *self.declared),
            own=(*base.own, *self.own),
        )

    @property
    def seen_from_anywhere(self) -> tuple[str, ...]:
        """The files and folders of rules in Python, as they are found from any folder."""
        if self.source is None:
            return self.own_rules
        return tuple(str(Path(self.source).absolute().parent / path) for path in self.own_rules)

    def at(self, path: str | os.PathLike[str]) -> Config:
        """Return what is decided for one file: this, with what the overrides that fit it say above it."""
        config = self
        for override in self.overrides:
            if any(fits(pattern, path, self.source) for pattern in override.files):
                config = override.config.over(config)
        return config


def fits(pattern: str, path: str | os.PathLike[str], source: str | None) -> bool:
    """Return whether a file has the name, or the place below the folder of the configuration, that a pattern says."""
    whole = Path(path).absolute()
    plain = pattern.removeprefix("./")
    if "/" not in plain:
        return fnmatch(whole.name, plain)
    base = Path(source).absolute().parent if source is not None else Path.cwd()
    place = whole.relative_to(base).as_posix() if whole.is_relative_to(base) else whole.as_posix()
    # A pattern that begins with any folders, or has them in its middle, is also met where there is none.
    patterns = (plain, plain.removeprefix("**/"), plain.replace("/**/", "/"))
    return any(fnmatch(place, candidate) for candidate in patterns)


def covers(pattern: str, code: str, name: str) -> bool:
    """Return whether a pattern stands for a rule: its name, its code, or the first digits of it (`JM2`, `2xx`)."""
    wanted = pattern.strip()
    digits = wanted.upper().removeprefix("JM").rstrip("X")
    return wanted == name or (digits.isdigit() and code.removeprefix("JM").startswith(digits))
