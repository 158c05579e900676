"""The page of a rule: what its docstring says, for `explain`, the docs, SARIF and the editor.

A docstring holds a first line that says what the problem is, then `Why:`, `Fix:`, where there are thresholds
`Options:`, and two indented blueprints, `Bad::` and `Good::`.
"""

from __future__ import annotations

import inspect
import re
import sys
from importlib import import_module
from textwrap import dedent
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from journeymap.i18n.languages import SOURCE_LANGUAGE, translate
from journeymap.plugins import module_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap import syntax
    from journeymap.rule import Rule
    from journeymap.syntax import Node

_SECTION = re.compile(r"^(Why|Fix|Options|Bad|Good):{1,2}(?:[ \t]+|$)", re.MULTILINE)
_OPTION = re.compile(r"`([^`]+)`:\s+(.+)")


class RuleDocs(Struct, frozen=True):
    """What is to be known of a rule, as running text without line breaks; `bad` and `good` are whole blueprints.

    `options` holds the meaning of each threshold by its name, without the full stop of its item. Parts that a docstring
    lacks are empty.
    """

    summary: str
    why: str
    fix: str
    options: Mapping[str, str]
    bad: str
    good: str


def page_of(rule: Rule, language: str = "en") -> RuleDocs:
    """Return the page of a rule, read from the docstring of its module, in a language; the blueprints stay as they are.

    What has no translation stays English.
    """
    page = read_page(_docstring(rule))
    return replace(
        page,
        summary=translate(page.summary, language),
        why=translate(page.why, language),
        fix=translate(page.fix, language),
        options={name: translate(meaning, language) for name, meaning in page.options.items()},
        bad=example_in(page.bad, language),
        good=example_in(page.good, language),
    )


# The words of an example that a designer wrote; ids, times and words of the format are the same in all languages.
_FREE_TEXTS = {
    "customer", "frontstage", "backstage", "support", "evidence", "title", "name", "does", "when", "text", "tells",
    "asks", "pains", "ideas", "notes", "reason", "role", "plural", "what", "context", "about", "why", "effect", "owner",
}  # fmt: skip


def example_in(example: str, language: str) -> str:
    """Return an example with its texts in a language; what has no translation stays as it is."""
    if language == SOURCE_LANGUAGE or not example:
        return example
    for scalar in sorted(_free_texts(example), key=lambda scalar: -scalar.start):
        words = translate(scalar.text, language)
        if words == scalar.text:
            continue
        quoted = f'"{words}"' if not scalar.bare or re.search(r"[,:#\[\]{}\"']", words) else words
        example = example[: scalar.start] + quoted + example[scalar.end :]
    return example


def _free_texts(example: str) -> list[syntax.Scalar]:
    """Return the texts of an example that somebody made up, with their places."""
    from journeymap import syntax  # YAML, which a page in English does without

    top = syntax.parse(example, "").node
    waiting: list[tuple[Node, bool]] = [(top, False)] if top is not None else []
    scalars: list[syntax.Scalar] = []
    while waiting:
        node, is_text = waiting.pop()
        if isinstance(node, syntax.Mapping):
            waiting += [(child, word in _FREE_TEXTS) for word, child in node.entries.items()]
        elif isinstance(node, syntax.Scalar):
            scalars += [node] if is_text and not node.is_null else []
        else:
            waiting += [(child, is_text) for child in node.children]
    return scalars


def translatable(docstring: str) -> list[str]:
    """Return the running texts of a rule's docstring, which are the keys of their translations."""
    page = read_page(docstring)
    examples = [scalar.text for example in (page.bad, page.good) for scalar in _free_texts(example)]
    texts = (page.summary, page.why, page.fix, *page.options.values(), *examples)
    return [text for text in dict.fromkeys(texts) if text]


def _docstring(rule: Rule) -> str:
    if rule.docs:
        return rule.docs
    name = rule.name.replace("-", "_")
    if name in module_names("rules"):
        return import_module(f"journeymap.rules.{name}").__doc__ or ""
    # A rule that came through an entry point: its documentation stands in the module of its function.
    module = sys.modules.get(rule.check.__module__) if rule.check is not None else None
    return (module.__doc__ if module is not None else None) or ""


def read_page(docstring: str) -> RuleDocs:
    """Take a docstring apart."""
    text = inspect.cleandoc(docstring)
    marks = list(_SECTION.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    parts = {mark[1]: text[mark.end() : end].strip("\n") for mark, end in zip(marks, ends, strict=True)}
    head = text[: marks[0].start()] if marks else text
    return RuleDocs(
        summary=_running(head),
        why=_running(parts.get("Why", "")),
        fix=_running(parts.get("Fix", "")),
        options=_options(parts.get("Options", "")),
        bad=_blueprint(parts.get("Bad", "")),
        good=_blueprint(parts.get("Good", "")),
    )


def _running(text: str) -> str:
    return " ".join(text.split())


def _options(text: str) -> dict[str, str]:
    items = [_running(item).removesuffix(".") for item in re.split(r"^\s*[-*]\s+", text, flags=re.MULTILINE)]
    return {match[1]: match[2] for item in items if (match := _OPTION.fullmatch(item)) is not None}


def _blueprint(text: str) -> str:
    block = dedent(text).strip("\n")
    return f"{block}\n" if block else ""
