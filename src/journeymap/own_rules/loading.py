"""From what a configuration says of rules of its own to rules, with all that is wrong with them.

Rules that are said (`[[own-rule]]`) hold no code and count wherever their configuration does. Files of rules and packs
are code: they are loaded only where whoever runs the program stands in the project that names them, never because a
file of somebody else was checked.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from journeymap.diagnostics import INVALID_VALUE, UNKNOWN_KEY, Code, Diagnostic, Severity, Span, closest
from journeymap.i18n.messages import Message, say
from journeymap.own_rules.declared import PLACES, Declared, known_words
from journeymap.own_rules.expression import ExpressionError, parse
from journeymap.plugins import entry_point, instances
from journeymap.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.config import Config, Declaration

CODE = r"(?!JM)[A-Z]{2,8}\d{3}"
NAME = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_NEEDED = ("name", "code", "where", "when", "say")
_KEYS = (*_NEEDED, "help", "effect", "severity")


class Loaded(Struct, frozen=True):
    """The rules of a project, and what is wrong with what it says of them."""

    rules: tuple[Rule, ...]
    problems: tuple[Diagnostic, ...]


def load(config: Config, *, code: bool) -> Loaded:
    """Return the rules of a configuration's own; with `code` those that are written in Python as well."""
    found: list[tuple[Rule, Span]] = []
    problems: list[Diagnostic] = []
    for declaration in config.declared:
        rule, wrong = _declared(declaration)
        problems += wrong
        found += [(rule, declaration.at("name"))] if rule is not None else []
    if code and config.source is not None:
        folder = Path(config.source).parent
        for name in config.own_rules:
            for item in _in_files(folder / name, folder):
                _sort_out(item, found, problems)
        for name in config.packs:
            for item in _in_pack(name, config.source):
                _sort_out(item, found, problems)
    rules, clashes = _without_clashes(found)
    return Loaded(rules, (*problems, *clashes))


def _sort_out(item: tuple[Rule, Span] | Diagnostic, found: list[tuple[Rule, Span]], problems: list[Diagnostic]) -> None:
    if isinstance(item, Diagnostic):
        problems.append(item)
    else:
        found.append(item)


def _wrong(span: Span, message: Message, remedy: Message | None = None, code: Code = INVALID_VALUE) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, span, remedy)


def _declared(declaration: Declaration) -> tuple[Rule | None, list[Diagnostic]]:
    """Return the rule that a table says, None where it cannot be understood, and all that is wrong with it."""
    values, wrong = declaration.values, []
    for key, value in values.items():
        if key not in _KEYS:
            meant = closest(key, _KEYS)
            remedy = (
                say('did you mean "{word}"?', word=meant) if meant else say("known words: {words}", words=list(_KEYS))
            )
            wrong.append(
                _wrong(declaration.at(key), say('"{key}" is not a word of a rule', key=key), remedy, UNKNOWN_KEY)
            )
        elif not isinstance(value, str):
            wrong.append(_wrong(declaration.at(key), say('"{key}" must be a text', key=key)))
    missing = [key for key in _NEEDED if not str(values.get(key) or "").strip()]
    if missing:
        wrong.append(_wrong(declaration.at(""), say("a rule also needs: {words}", words=missing)))
    if wrong:
        return None, wrong
    texts: dict[str, str] = {key: str(value) for key, value in values.items()}
    for key, pattern, remedy in (
        ("name", NAME, say('write small letters with hyphens, such as "phone-without-number"')),
        ("code", CODE, say('write capitals of your own and three digits, such as "WB001"; "JM" is taken')),
    ):
        if re.fullmatch(pattern, texts[key]) is None:
            message = say('"{value}" cannot be the {key} of a rule', value=texts[key], key=key)
            wrong.append(_wrong(declaration.at(key), message, remedy))
    severities = [severity.value for severity in Severity]
    for key, known in (("where", list(PLACES)), ("severity", severities)):
        if texts.get(key, known[0]) not in known:
            message = say('"{value}" is not one of the words that "{key}" knows', value=texts[key], key=key)
            wrong.append(_wrong(declaration.at(key), message, say("write one of: {words}", words=known)))
    if wrong:
        return None, wrong
    try:
        condition = parse(texts["when"], known_words(texts["where"]))
    except ExpressionError as error:
        rest = texts["when"][error.column :].strip()
        message = say('the condition cannot be understood from "{rest}" on: {reason}', rest=rest, reason=error.message)
        if not rest:
            message = say("the condition cannot be understood: {reason}", reason=error.message)
        return None, [_wrong(declaration.at("when"), message)]
    declared = Declared(
        name=texts["name"], code=texts["code"], where=texts["where"], when=condition, say=texts["say"],
        help=texts.get("help"), effect=texts.get("effect"), severity=Severity(texts.get("severity", "warning")),
    )  # fmt: skip
    return declared.rule(), []


def _in_files(path: Path, folder: Path) -> Iterator[tuple[Rule, Span] | Diagnostic]:
    """Yield the rules of a file or of all files in a folder, or what is wrong with them."""
    whole = Span.whole(str(path))
    if not path.resolve().is_relative_to(folder.resolve()):
        yield _wrong(whole, say("rules are read only from the folder of the configuration and below it"))
        return
    files = sorted(path.glob("[!_]*.py")) if path.is_dir() else [path]
    if not path.exists() or not files:
        yield _wrong(whole, say("there are no rules here"), say("name a file of Python, or a folder with such files"))
        return
    for file in files:
        if file.name.startswith("test_"):
            continue
        module = f"journeymap_own_rules.{re.sub(r'[^a-zA-Z0-9_]', '_', file.stem)}"
        spec = importlib.util.spec_from_file_location(module, file)
        if spec is None or spec.loader is None:
            yield _wrong(Span.whole(str(file)), say("this is not a file of Python"))
            continue
        loaded = importlib.util.module_from_spec(spec)
        sys.modules[module] = loaded
        try:
            spec.loader.exec_module(loaded)
        except Exception as error:  # noqa: BLE001 - whatever somebody else's code raises is told, not raised
            yield _wrong(Span.whole(str(file)), say("this rule cannot be loaded: {reason}", reason=_reason(error)))
            continue
        yield _rule_in(getattr(loaded, "RULE", None), Span.whole(str(file)))


def _in_pack(name: str, source: str) -> Iterator[tuple[Rule, Span] | Diagnostic]:
    """Yield the rules of an installed pack, or what is wrong with it."""
    whole = Span.whole(source)
    point = entry_point("rules", name)
    if point is None:
        yield _wrong(
            whole, say('no pack of rules is called "{name}"', name=name), say("install the package that has it")
        )
        return
    try:
        content: Any = point.load()
    except Exception as error:  # noqa: BLE001 - whatever somebody else's code raises is told, not raised
        yield _wrong(whole, say("this rule cannot be loaded: {reason}", reason=_reason(error)))
        return
    for rule in content if isinstance(content, (list, tuple)) else (content,):
        yield _rule_in(rule, whole)


def _rule_in(rule: object, span: Span) -> tuple[Rule, Span] | Diagnostic:
    if not isinstance(rule, Rule):
        return _wrong(span, say("there is no rule here"), say('a file of a rule has the constant "RULE"'))
    if re.fullmatch(CODE, rule.code) is None:
        message = say('"{value}" cannot be the {key} of a rule', value=rule.code, key="code")
        return _wrong(span, message, say('write capitals of your own and three digits, such as "WB001"; "JM" is taken'))
    return rule, span


def _without_clashes(found: Sequence[tuple[Rule, Span]]) -> tuple[tuple[Rule, ...], list[Diagnostic]]:
    """Return the rules whose names and codes are theirs alone, and what is said of the others."""
    taken: set[str] = {word for rule in instances("rules", "RULE") for word in (rule.name, rule.code)}
    rules: list[Rule] = []
    clashes: list[Diagnostic] = []
    for rule, span in found:
        twice = [word for word in (rule.name, rule.code) if word in taken]
        if twice:
            message = say('another rule is called "{word}" already', word=twice[0])
            clashes.append(_wrong(span, message, say("give it a name and a code of its own")))
        else:
            rules.append(rule)
            taken |= {rule.name, rule.code}
    return tuple(rules), clashes


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
