"""Findings as they are told: one for each cause, numbered by harm, grouped by rule, apart by what they are about.

Of a family of rules at one step the most specific speaks and names the others; so one cause is told once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from journeymap.diagnostics import Severity
from journeymap.findings.harm import order
from journeymap.findings.kinds import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeymap.diagnostics import Diagnostic

NOT_JUDGED = "not-judged"
WAITS = "wait"
"""The family of which some rules speak of single waits and some once of all waits of a file."""
REFUSALS = "refusal"


class Lead(Struct, frozen=True):
    """A finding that is told, its number, and those of its family at the same step that it stands for."""

    number: int
    diagnostic: Diagnostic
    also: tuple[Diagnostic, ...] = ()


class Group(Struct, frozen=True):
    """Findings of one rule, the worst first."""

    leads: tuple[Lead, ...]

    @property
    def worst(self) -> Diagnostic:
        """The finding that weighs most."""
        return self.leads[0].diagnostic

    @property
    def severity(self) -> Severity:
        """The heaviest severity in it."""
        return min((lead.diagnostic.severity for lead in self.leads), key=lambda severity: severity.rank)


class Digest(Struct, frozen=True):
    """What was found in one file, as it is told. `leads` are in the order of their numbers."""

    leads: tuple[Lead, ...]

    def of(self, kind: Kind) -> tuple[Lead, ...]:
        """Return what is told about the service, the file, the picture, or what is known."""
        return tuple(lead for lead in self.leads if kind_of(lead.diagnostic) == kind)

    def groups(self, kind: Kind) -> tuple[Group, ...]:
        """Return the findings of a kind by their rules, the rule with the worst finding first."""
        return grouped(self.of(kind))

    @property
    def unread(self) -> bool:
        """Whether the file could not be read as it was meant: then what it says of the service is not yet judged."""
        return any(lead.diagnostic.severity is Severity.ERROR for lead in self.of("file"))


def grouped(leads: Iterable[Lead]) -> tuple[Group, ...]:
    """Return findings by their rules, in the order of the first of each."""
    groups: dict[str, list[Lead]] = {}
    for lead in leads:
        groups.setdefault(lead.diagnostic.code.number, []).append(lead)
    return tuple(Group(tuple(of_one_rule)) for of_one_rule in groups.values())


def digest(diagnostics: Iterable[Diagnostic]) -> Digest:
    """Return the findings of one file as they are told; they should be weighed."""
    ordered = sorted(diagnostics, key=order)
    members = part_of(ordered)
    also: dict[int, list[Diagnostic]] = {}
    for member, lead in members.items():
        also.setdefault(lead, []).append(ordered[member])
    leads = [place for place in range(len(ordered)) if place not in members]
    return Digest(
        tuple(Lead(number, ordered[place], tuple(also.get(place, ()))) for number, place in enumerate(leads, 1))
    )


def numbers(diagnostics: Sequence[Diagnostic]) -> list[tuple[int, bool]]:
    """Return the number of each finding, in the order given, and whether it is that of one which stands for it."""
    places = sorted(range(len(diagnostics)), key=lambda place: order(diagnostics[place]))
    ordered = [diagnostics[place] for place in places]
    behind = part_of(ordered)
    number_of: dict[int, int] = {}
    for place in range(len(ordered)):
        if place not in behind:
            number_of[place] = len(number_of) + 1
    by_place = {places[place]: (number_of[behind.get(place, place)], place in behind) for place in range(len(ordered))}
    return [by_place[place] for place in range(len(diagnostics))]


def part_of(diagnostics: Sequence[Diagnostic]) -> Mapping[int, int]:
    """Return which findings stand behind another one: their places, and that of the most specific of their family.

    One family at one step, for customers of whom some are the same, is one cause. What is said of waiting once for the
    whole file names the waits it speaks of: where one of these is told of already, it is another sign of the same.
    """
    causes: dict[tuple[str, str | None], list[int]] = {}
    for place, diagnostic in enumerate(diagnostics):
        if diagnostic.family is not None:
            causes.setdefault((diagnostic.family.name, diagnostic.step), []).append(place)
    behind: dict[int, int] = {}
    for (_, step), places in causes.items():
        leads: list[int] = []
        for place in _by_specificity(diagnostics, places) if step is not None else ():
            lead = next((lead for lead in leads if _tells(diagnostics[lead], diagnostics[place])), None)
            if lead is None:
                leads.append(place)
            else:
                behind[place] = lead
    # What is said of a wait on a way is said at the step before it, and is about the one that is waited for.
    waited_for: dict[str, list[int]] = {}
    for place, diagnostic in enumerate(diagnostics):
        if diagnostic.step is not None and diagnostic.family is not None and diagnostic.family.name == WAITS:
            for name in {diagnostic.step, *diagnostic.witness[-1:]}:
                waited_for.setdefault(name, []).append(place)
    about_all: list[int] = []
    for place in _by_specificity(diagnostics, causes.get((WAITS, None), ())):
        waits = diagnostics[place].witness
        leads = [behind.get(other, other) for step in waits for other in waited_for.get(step, ())]
        leads += [other for other in about_all if not set(waits).isdisjoint(diagnostics[other].witness)]
        lead = next((lead for lead in leads if _tells(diagnostics[lead], diagnostics[place])), None)
        if lead is None:
            about_all.append(place)
        else:
            behind[place] = lead
    for place, diagnostic in enumerate(diagnostics):
        end = _end_of(diagnostic)
        leads = [behind.get(other, other) for other in causes.get((REFUSALS, end), ())] if end is not None else []
        lead = next((lead for lead in leads if _tells(diagnostics[lead], diagnostic)), None)
        if lead is not None and place not in behind and diagnostics[lead].severity.rank <= diagnostic.severity.rank:
            behind[place] = lead
    return {place: behind.get(lead, lead) for place, lead in behind.items()}


def _end_of(diagnostic: Diagnostic) -> str | None:
    """Return the end that a finding is about which stands elsewhere: a bad moment on the way to it, no sure help."""
    if diagnostic.onward is not None:
        return diagnostic.onward
    of_refusal = diagnostic.family is not None and diagnostic.family.name == REFUSALS and diagnostic.step is None
    return diagnostic.witness[-1] if of_refusal and diagnostic.witness else None


def _by_specificity(diagnostics: Sequence[Diagnostic], places: Iterable[int]) -> list[int]:
    return sorted(places, key=lambda place: (_place_of(diagnostics[place]), place))


def _place_of(diagnostic: Diagnostic) -> int:
    return 0 if diagnostic.family is None else diagnostic.family.place


def _tells(lead: Diagnostic, other: Diagnostic) -> bool:
    """Return whether a finding tells another one: another rule of its family, for nobody whom it does not reach."""
    if lead.code == other.code:
        return False
    return not lead.personas or (bool(other.personas) and set(other.personas) <= set(lead.personas))
