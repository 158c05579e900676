"""Whether rules do what their pages show: each speaks of its bad example and is silent of its good one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.config import Config
from journeymap.i18n.messages import Message, say
from journeymap.rule_docs import page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from journeymap.result import Result
    from journeymap.rule import Rule


class Tried(Struct, frozen=True):
    """A rule and what is wrong with its examples; nothing where it does what its page shows."""

    rule: Rule
    wrong: tuple[Message, ...]


def try_out(rules: Iterable[Rule], check: Callable[[str, str, Config], Result]) -> list[Tried]:
    """Return what becomes of the examples of rules; `check` judges a text under a name and a configuration."""
    return [Tried(rule, tuple(_wrong(rule, check))) for rule in rules]


def _wrong(rule: Rule, check: Callable[[str, str, Config], Result]) -> Iterable[Message]:
    page = page_of(rule)
    for name, example, speaks in (("Bad", page.bad, True), ("Good", page.good, False)):
        if not example.strip():
            yield say("the page has no example {name}", name=name)
            continue
        config = Config(own=(rule,), enable=(rule.name,))
        result = check(example, f"{rule.name}.yaml", config)
        form = [finding for finding in result.diagnostics if finding.code.number.startswith("JM11")]
        if any(finding.severity == "error" for finding in form):
            yield say("the example {name} cannot be read: {reason}", name=name, reason=form[0].message)
        elif any(finding.code.name == rule.name for finding in result.diagnostics) is not speaks:
            message = say("the rule is silent of its bad example")
            yield message if speaks else say("the rule speaks of its good example")
