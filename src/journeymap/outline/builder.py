"""A whole blueprint in words, in reading order: what it is about, phase by phase every step, and what was found."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from journeymap.drawing.sheet.badges import look_of
from journeymap.findings.kinds import kind_of
from journeymap.findings.numbering import numbered
from journeymap.graph.names import BlueprintNames
from journeymap.i18n.dates import Day
from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import percent
from journeymap.i18n.references import Names, with_names
from journeymap.i18n.text import capital, printable
from journeymap.i18n.vocabulary import BADGE_WORDS, FREEDOM, LANE_TITLES, SEVERITIES, STATUS, WEIGHTS, Term, WeekHours
from journeymap.outline.model import (
    Address,
    Group,
    Line,
    Link,
    Outline,
    OutlineFinding,
    OutlinePhase,
    OutlineStep,
)
from journeymap.outline.step_facts import Steps

FOUND = frozenset({"gone", "new", "changed", "start", "late", "pain", "dead-end", "return", "onward", "exit", "end"})

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.drawing import Drawing
    from journeymap.layout.geometry import Geometry, PlacedCard
    from journeymap.outline.model import Piece


def tell(drawing: Drawing) -> Outline:
    """Tell everything that a drawn blueprint holds, and what was found in it."""
    graph, language = drawing.graph, drawing.language
    by_phase: dict[str, list[str]] = {name: [] for name in graph.blueprint.phases} or {"": []}
    for name, phase in graph.phases.items():
        by_phase[phase or ""].append(name)
    order = [name for names in by_phase.values() for name in names]
    numbers = {name: number for number, name in enumerate(order, 1)}
    labels = {name: printable(graph.label(name)) for name in order}
    numbered_labels = {name: f"{numbers[name]}. {label}" for name, label in labels.items()}
    steps = Steps(graph, language)
    teller = _Findings(steps, BlueprintNames(graph, numbered_labels), language)
    findings = [
        teller.told(number, diagnostic, behind=behind) for number, diagnostic, behind in numbered(drawing.diagnostics)
    ]
    accepted = [
        teller.told(number, acceptance.diagnostic, printable(acceptance.reason))
        for number, acceptance in enumerate(drawing.accepted, len(findings) + 1)
    ]
    of_step, choices_of = _by_step(findings), _by_step(accepted)

    marks = marks_of(drawing.arranged, language)

    def marked(name: str) -> tuple[Group, ...]:
        return (Group("marks", say("On its card").text(language), tuple(marks[name])),) if marks[name] else ()

    def told(name: str) -> OutlineStep:
        own, choices = of_step.get(name, ()), choices_of.get(name, ())
        groups = (*marked(name), *steps.groups(name))
        return OutlineStep(name, numbers[name], labels[name], groups, tuple(own), tuple(choices))

    phases = graph.blueprint.phases
    return Outline(
        title=printable(graph.blueprint.title or "") or say("Service blueprint").text(language),
        language=printable(graph.blueprint.language or "") or language,
        description=printable(graph.blueprint.about or ""),
        groups=tuple(group for group in _whole(drawing, steps) if group.lines),
        phases=tuple(
            OutlinePhase(
                printable(phases[name].name or name) if name in phases else "",
                printable(phases[name].about or "") if name in phases else "",
                tuple(told(step) for step in names),
            )
            for name, names in by_phase.items()
        ),
        findings=tuple(findings),
        accepted=tuple(accepted),
        labels=labels,
    )


def marks_of(geometry: Geometry, language: str) -> Mapping[str, list[Line]]:
    """Return by step what a drawing marks on its cards and the file does not say as such."""
    marks: dict[str, list[Line]] = defaultdict(list)
    for placed in geometry.cards:
        marks[placed.card.step] += _marks(placed, language)
    return marks


def _marks(placed: PlacedCard, language: str) -> Iterator[Line]:
    """Yield what the drawing marks on a card and the file does not say as such: what was found, and who leaves."""
    if placed.card.rank:
        rank = say("number {rank} of the steps with the most impact", rank=placed.card.rank).text(language)
        yield Line(capital(say("impact").text(language)), (rank,))
    for mark in placed.badges:
        badge = mark.badge
        if badge.kind in FOUND:
            words = f"{badge.figure} {badge.text}".strip()
            yield Line(BADGE_WORDS[look_of(badge)].text(language), (words,))


def _by_step(findings: Sequence[OutlineFinding]) -> Mapping[str, list[OutlineFinding]]:
    by_step: dict[str, list[OutlineFinding]] = defaultdict(list)
    for finding in findings:
        if finding.step is not None:
            by_step[finding.step].append(finding)
    return by_step


class _Findings:
    """Tells findings with what proves them and what to do about them."""

    def __init__(self, steps: Steps, names: Names, language: str) -> None:
        self.steps = steps
        self.names = names
        self.language = language

    def _text(self, message: Message) -> str:
        return with_names(message, self.names).text(self.language)

    def told(self, number: int, diagnostic: Diagnostic, reason: str = "", *, behind: bool = False) -> OutlineFinding:
        known = self.steps.blueprint.steps
        return OutlineFinding(
            number,
            diagnostic.severity,
            SEVERITIES[diagnostic.severity].text(self.language),
            diagnostic.code.number,
            diagnostic.code.name,
            capital(printable(self._text(diagnostic.message))),
            diagnostic.step if diagnostic.step in known else None,
            tuple(self._remarks(diagnostic)),
            reason,
            kind_of(diagnostic),
            diagnostic.personas,
            behind,
        )

    def _remarks(self, diagnostic: Diagnostic) -> Iterator[Line]:
        def line(label: Message, *pieces: Piece) -> Line:
            words = tuple(printable(piece) if isinstance(piece, str) else piece for piece in pieces)
            return Line(capital(label.text(self.language)), words)

        if diagnostic.effect is not None:
            yield line(say("effect"), self._text(diagnostic.effect))
        if diagnostic.help is not None:
            yield line(say("help"), self._text(diagnostic.help))
        if diagnostic.personas:
            yield line(say("for"), ", ".join(map(self.steps.name_of, diagnostic.personas)))
        pieces: list[Piece] = []
        for name in diagnostic.witness:
            known = name in self.steps.blueprint.steps
            pieces += [*([" → "] if pieces else []), Link(name) if known else name]
        if pieces:
            yield Line(capital(say("witness").text(self.language)), tuple(pieces))


def _whole(drawing: Drawing, steps: Steps) -> Iterator[Group]:
    """Yield what is said of the blueprint as a whole: the journey, who it is for, how they meet, who acts."""
    blueprint, language = drawing.graph.blueprint, drawing.language

    def group(title: Message, *lines: Line) -> Group:
        return Group("more", title.text(language), tuple(line for line in lines if line.pieces not in ((), ("",))))

    def line(label: Message, *pieces: Piece) -> Line:
        words = (printable(piece) if isinstance(piece, str) else piece for piece in pieces)
        return Line(capital(label.text(language)), tuple(words))

    def word(message: Message | None) -> str:
        return "" if message is None else message.text(language)

    yield group(say("Since the earlier version"), *_since(drawing))
    role, freedom = blueprint.customer.role or "", word(FREEDOM.get(blueprint.customer.choice))
    head = drawing.head
    yield group(
        say("In short"),
        *(line(say("outcome"), text) for text in ([] if head is None else [head.sentence, head.time]) if text),
        *(
            line(
                say("where it hurts, {number}", number=hurt.rank),
                Link(hurt.step),
                f": {'; '.join(hurt.reasons)}" if hurt.reasons else "",
            )
            for hurt in (() if head is None else head.hurts)
        ),
        *(
            line(say("where people leave"), Link(place.step), f": {'; '.join(place.reasons)}")
            for place in (() if head is None else head.leaving)
        ),
    )
    yield group(
        say("The journey"),
        line(say("status"), word(STATUS.get(blueprint.status or ""))),
        line(say("owner"), blueprint.owner or ""),
        line(say("last reviewed"), "" if blueprint.reviewed is None else Day(blueprint.reviewed).text(language)),
        line(say("customer"), f"{role}, {freedom}" if role else freedom),
        *(steps.note(say("pain"), note) for note in blueprint.pains),
        *(steps.note(say("idea"), note) for note in blueprint.ideas),
        *(steps.note(say("note"), note) for note in blueprint.notes),
        *(line(say("link"), Address(printable(link))) for link in blueprint.links),
    )
    lines = []
    for name, persona in blueprint.personas.items():
        parts = [percent(drawing.graph.personas[name], language)]
        if persona.context:
            parts.append(persona.context)
        if persona.available:
            parts.append(say("available {hours}", hours=WeekHours(persona.available)).text(language))
        if persona.prefers:
            names = [_named(blueprint.channels, channel) for channel in persona.prefers]
            parts.append(say("prefers {channels}", channels=names).text(language))
        if persona.needs:
            needs = [f"{Term(need).text(language)} ({word(WEIGHTS[weight])})" for need, weight in persona.needs.items()]
            parts.append(say("needs {needs}", needs=needs).text(language))
        lines.append(Line(steps.name_of(name), (printable("; ".join(parts)),)))
    yield group(say("Personas"), *lines)
    yield group(
        say("Channels"),
        *(
            Line(_named(blueprint.channels, name), (WeekHours(described.open or "–").text(language),))
            for name, described in blueprint.channels.items()
        ),
    )
    yield group(
        say("Who acts"),
        *(
            Line(_named(blueprint.actors, name), (LANE_TITLES[actor.lane].text(language),))
            for name, actor in blueprint.actors.items()
        ),
    )
    yield group(
        say("Sources"),
        *(Line("", (steps.sources([name]),)) for name in blueprint.sources),
    )


def _since(drawing: Drawing) -> Iterator[Line]:
    """Yield what became of an earlier version that the drawing is held against: steps and ways that are new or gone."""
    if drawing.before is None:
        return
    language, sheet = drawing.language, drawing.sheet
    cards = {card.id: card for card in sheet.cards}
    for change, of_steps, of_ways in (
        ("new", say("new steps"), say("new ways")),
        ("gone", say("steps that are gone"), say("ways that are gone")),
    ):
        steps = [card.text for card in sheet.cards if card.change == change and card.acts]
        ways = [
            f"{cards[arrow.source].text} → {cards[arrow.target].text}"
            for arrow in sheet.arrows
            if arrow.change == change and arrow.kind != "cell"
        ]
        for words, told in ((of_steps, steps), (of_ways, ways)):
            if told:
                yield Line(capital(words.text(language)), ("; ".join(told),))


def _named(things: Mapping[str, object], name: str) -> str:
    return printable(getattr(things.get(name), "name", None) or name)
