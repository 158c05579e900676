"""The shape of a rule, and of what it finds.

A rule judges facts and computes none. Its file holds its documentation (the docstring: what it is, Why, Fix, Bad,
Good), one function `check(graph, facts, options)` that yields findings, and the constant `RULE`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from journeymap.diagnostics import Code, Family, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from journeymap.analysis import Facts
    from journeymap.changes import Fix
    from journeymap.diagnostics import Related, Span
    from journeymap.graph import ServiceGraph
    from journeymap.i18n.messages import Message


class Finding(Struct, frozen=True):
    """What a rule has to say about one place.

    `place` is where it stands in the file, None when the blueprint was built in Python; `step` the step it is about,
    None for the file as a whole. `witness` proves it: the path or the steps, as ids. `effect` is what it does to the
    customer, `help` what to do about it. `personas` are the ids of those it holds for, empty for all.
    `severity` stands in for the rule's own where one finding weighs more or less than the others. `fixes` are changes
    of the file that would mend it, the likeliest first. `onward` is the later step that only some of those at `step`
    come to, where the finding is about these alone. `part` is how much of the visits to `step` it happens at, from 0 to
    1, None for all of them.
    """

    place: Span | None
    message: Message
    step: str | None = None
    witness: tuple[str, ...] = ()
    help: Message | None = None
    effect: Message | None = None
    personas: tuple[str, ...] = ()
    severity: Severity | None = None
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    onward: str | None = None
    part: float | None = None


class Options(dict[str, Any]):
    """The thresholds in force for one rule, by name."""


class Rule(Struct, frozen=True):
    """One rule: its lasting code and name, how much a finding weighs, and the function that finds.

    `check` is None for what is already reported while a file is read: the rule is then only its documentation.
    `options` holds its thresholds by name, as they are when nobody sets them; the docstring says what they mean.
    `enabled` is False for rules that a project has to ask for. Rules of one `family` may find one cause at one step;
    then the most specific of them speaks, the one with the lowest `place` in the family, and names the others. `docs`
    is its documentation where that is not the docstring of its module.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[ServiceGraph, Facts, Options], Iterable[Finding]] | None
    options: Mapping[str, Any] = field(default_factory=dict)
    enabled: bool = True
    family: Family | None = None
    docs: str = ""

    @property
    def label(self) -> Code:
        """The code and the name together, as a diagnostic carries them."""
        return Code(self.code, self.name)

    def findings(self, graph: ServiceGraph, facts: Facts, options: Options) -> Iterable[Finding]:
        """Return what the rule finds: nothing where it is only a documentation."""
        return () if self.check is None else self.check(graph, facts, options)

    def settings(self, given: Mapping[str, Any]) -> Options:
        """Return the thresholds in force when a project has set some of them."""
        return Options({**self.options, **{name: given[name] for name in self.options if name in given}})
