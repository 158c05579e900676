"""Findings that only repeat, at another place, that something in the file could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.diagnostics import INVALID_VALUE, SYNTAX_ERROR, UNKNOWN_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.model.blueprint import Blueprint

FLOW = "JM2"
# What is said of something that is not there; of a torn text that is no news.
OF_WHAT_IS_MISSING = frozenset({"missing-title", "missing-version", "unused-definition", "unknown-reference"})
# What is said of a word that stands for something; under a wrong key it may stand for something else.
OF_A_NAME = frozenset({"unknown-reference", "invalid-value"})
# What is said of a step that lacks an end or a way on, and of the journey as a whole where one of them does.
OF_THE_FLOW = frozenset({"next", "end"})
# Words that name what is defined elsewhere: what could not be read may name it.
OF_NAMES = frozenset({
    "channel", "phase", "uses", "heard", "evidence", "customer", "frontstage", "backstage", "support", "experience",
})  # fmt: skip
OF_THE_STEP = frozenset({"dead-end", "empty-choice", "shares-under-one"})
OF_AN_END = frozenset({"no-good-end", "lost-journey"})
OF_A_WAY = frozenset({"no-good-end", "lost-journey", "unreachable-step", "orphan-backstage", "no-way-out"})
# What is said of a step because a word is not there: nothing follows from a word that may stand in the file.
OF_ABSENCE = {
    "evidence": frozenset({"missing-evidence"}),
    "customer": frozenset({"unanswered-customer-action", "orphan-backstage", "line-skip"}),
    "frontstage": frozenset({"unanswered-customer-action", "line-skip", "one-way-relationship"}),
    "backstage": frozenset({"unsupported-frontstage", "line-skip"}),
    "support": frozenset({"unsupported-frontstage", "line-skip"}),
    "uses": frozenset({"unsupported-frontstage", "orphan-backstage"}),
    "channel": frozenset({"line-skip", "unanswered-customer-action", "preferred-channel-missing"}),
    "tells": frozenset({"silent-wait", "hidden-wait", "no-voice"}),
    "asks": frozenset({"no-voice"}),
    "helps": frozenset({"bare-no", "no-voice", "solved-before-asked", "unasked-verdict", "reactive-only"}),
    "promise": frozenset({"unpriced-wait"}),
    "tolerance": frozenset({"unpriced-wait"}),
    "owner": frozenset({"unowned-step"}),
    "heard": frozenset({"assumed-experience"}),
    "because": frozenset({"unexamined-habit"}),
}


def drop_cascading(diagnostics: Sequence[Diagnostic], blueprint: Blueprint) -> list[Diagnostic]:
    """Return what is to be said once more is read than now: without what an error of reading brings about by itself.

    Where the text itself is torn, nothing is said of what is missing, nor of where the journey leads: what is missing
    may well stand in the file.
    Where an end or a way on of a step could not be understood, it is neither said that the step has none, nor what
    follows from that for others.
    """
    if any(diagnostic.code == SYNTAX_ERROR for diagnostic in diagnostics):
        kept = (diagnostic for diagnostic in diagnostics if not diagnostic.code.number.startswith(FLOW))
        return [diagnostic for diagnostic in kept if diagnostic.code.name not in OF_WHAT_IS_MISSING]
    # Only where the error itself is said: a project may have chosen not to hear of it.
    if any(diagnostic.code == UNKNOWN_KEY for diagnostic in diagnostics):
        diagnostics = [
            diagnostic
            for diagnostic in diagnostics
            if diagnostic.code.name not in OF_A_NAME or not _is_misnamed(diagnostic, blueprint)
        ]
    misread = {diagnostic.step for diagnostic in diagnostics if diagnostic.code in (INVALID_VALUE, UNKNOWN_KEY)}
    unread = {name: step.unread for name, step in blueprint.steps.items() if step.unread and name in misread}
    if not unread:
        return list(diagnostics)
    lost = frozenset().union(*unread.values())
    cascading = (OF_AN_END if "end" in lost else frozenset()) | (OF_A_WAY if "next" in lost else frozenset())
    absent = {word: OF_ABSENCE[word] for word in lost & OF_ABSENCE.keys()}
    return [
        diagnostic for diagnostic in diagnostics
        if diagnostic.code.name not in cascading
        and not (diagnostic.code.name in OF_THE_STEP and OF_THE_FLOW & unread.get(diagnostic.step or "", frozenset()))
        and not (diagnostic.code.name == "unused-definition" and OF_NAMES & lost)
        and not any(
            diagnostic.code.name in rules and _is_about(diagnostic, key, unread) for key, rules in absent.items()
        )
    ]  # fmt: skip


def _is_misnamed(diagnostic: Diagnostic, blueprint: Blueprint) -> bool:
    """Tell whether a finding is about something that stands under a key that is not the format's."""
    return diagnostic.span is not None and any(
        place.path == diagnostic.span.path
        and (place.line, place.column)
        <= (diagnostic.span.line, diagnostic.span.column)
        < (place.end_line, place.end_column)
        for place in blueprint.misnamed
    )


def _is_about(diagnostic: Diagnostic, word: str, unread: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a finding is about a step, or about the file and several steps, of which a word was lost."""
    if diagnostic.step is None:
        return True
    return any(word in unread.get(name, ()) for name in (diagnostic.step, *diagnostic.witness))
