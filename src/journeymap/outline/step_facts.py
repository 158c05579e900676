"""Everything that a blueprint knows about one step, in words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from journeymap.graph import EVERYONE
from journeymap.graph.detours import leaving_words, unserved
from journeymap.graph.topology import EdgeKind
from journeymap.i18n.dates import Day
from journeymap.i18n.messages import Message, say
from journeymap.i18n.numbers import Amount, number, percent
from journeymap.i18n.text import capital, printable, typeset
from journeymap.i18n.vocabulary import (
    DECIDED,
    DECIDES,
    FINDABILITY,
    HELPS,
    LANE_TITLES,
    OUTCOMES,
    SERVED,
    YES_NO,
    Term,
    WeekHours,
)
from journeymap.layout.sheet import LANES
from journeymap.outline.model import (
    Address,
    Group,
    Line,
    Link,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from journeymap.graph import ServiceGraph
    from journeymap.model.step import Deadline, FailPoint, Flow, Note, Step
    from journeymap.model.waiting import Chase
    from journeymap.outline.model import GroupKind, Piece

STAFF = "staff"

_TITLES: Mapping[GroupKind, Message] = {
    "lanes": say("What happens"),
    "meeting": say("Channel"),
    "time": say("Time"),
    "talk": say("Asked and told"),
    "in": say("Ways in"),
    "out": say("Ways out"),
    "experience": say("Experience"),
    "wrong": say("What goes wrong"),
    "why": say("Why it is done like this"),
    "more": say("More"),
}


class Steps:
    """Tells about the steps of one blueprint in one language."""

    def __init__(self, graph: ServiceGraph, language: str) -> None:
        self.graph = graph
        self.blueprint = graph.blueprint
        self.language = language
        self._into: dict[str, list[Line]] = defaultdict(list)
        self._needed: dict[str, list[str]] = defaultdict(list)
        self._used: dict[str, list[str]] = defaultdict(list)
        for name, step in self.blueprint.steps.items():
            for needed in step.needs:
                self._needed[needed].append(name)
            for used in step.uses:
                self._used[used].append(name)
            for target, line in self._ways(step):
                if target in self.blueprint.steps:
                    self._into[target].append(Line("", (Link(name), *line)))

    def groups(self, name: str) -> tuple[Group, ...]:
        """Return all facts about a step, those of a kind together; what is not stated is left out."""
        step = self.graph.step(name)
        groups: list[tuple[GroupKind, Iterable[Line]]] = [
            ("lanes", self._lanes(name, step)),
            ("meeting", self._channel(step)),
            ("time", self._time(step)),
            ("in", self._in(name, step)),
            ("out", self._out(name, step)),
            ("talk", self._talk(step)),
            ("experience", self._experience(step)),
            ("wrong", self._wrong(step)),
            ("why", self._why(step)),
            ("more", self._more(step)),
        ]
        kept = [(kind, tuple(line for line in lines if line.pieces and line.pieces != ("",))) for kind, lines in groups]
        return tuple(Group(kind, self._say(_TITLES[kind]), lines) for kind, lines in kept if lines)

    def name_of(self, who: str) -> str:
        """Return the name of a persona, or the word for everyone or the staff."""
        if who == EVERYONE:
            return say("everyone").text(self.language)
        if who == STAFF:
            return say("staff").text(self.language)
        persona = self.blueprint.personas.get(who)
        return printable((persona.name if persona else None) or who)

    def note(self, label: Message, note: Note) -> Line:
        """Return a pain, an idea or a remark with its weight and its sources."""
        weight = self._say(say("weight {severity} of 5", severity=note.severity)) if note.severity else ""
        beside = ", ".join(part for part in (weight, self.sources(note.heard)) if part)
        return self._line(label, note.text + (f" ({beside})" if beside else ""))

    def sources(self, heard: Iterable[str]) -> str:
        """Return sources by their names, with how many people or cases they rest on."""
        known, texts = self.blueprint.sources, []
        for name in heard:
            source = known.get(name)
            text = printable((source.name if source else None) or name)
            texts.append(f"{text}, n = {number(source.n, self.language)}" if source and source.n is not None else text)
        return "; ".join(texts)

    def _say(self, message: Message) -> str:
        return message.text(self.language)

    def _line(self, label: Message, *pieces: Piece) -> Line:
        """Return a fact; a text that is all of it is the designer's, and of several each is ready to be shown."""
        alone = len(pieces) == 1
        words = (printable(piece) if alone and isinstance(piece, str) else piece for piece in pieces)
        return Line(capital(self._say(label)), tuple(words))

    def _listed(self, label: Message, texts: Iterable[str]) -> Line:
        return self._line(label, "; ".join(texts))

    def _lanes(self, name: str, step: Step) -> Iterator[Line]:
        for lane in LANES:
            for cell in step.cells(lane):
                actor = self.blueprint.actors.get(cell.by or "")
                who = (actor.name if actor else None) or cell.by
                does = f"{who}: {cell.does}" if who else cell.does
                if cell.takes is not None:
                    does = f"{does} ({cell.takes.text(self.language)})"
                yield self._line(LANE_TITLES[lane], does)
        used: list[Piece] = []
        for what in step.uses:
            system = self.blueprint.systems.get(what)
            label = printable((system.name if system else None) or what)
            used += [*(["; "] if used else []), Link(what) if what in self.blueprint.steps else label]
        yield self._line(say("uses"), *used)
        users: list[Piece] = []
        for other in self._used[name]:
            users += [*(["; "] if users else []), Link(other)]
        yield self._line(say("used by"), *users)

    def _channel(self, step: Step) -> Iterator[Line]:
        for word in step.channel:
            yield from self._one_channel(word)

    def _one_channel(self, word: str) -> Iterator[Line]:
        channel = self.blueprint.channels.get(word)
        yield self._line(say("channel"), (channel.name if channel else None) or word)
        if channel is None:
            return
        yield self._line(say("open"), WeekHours(channel.open or "").text(self.language))
        yield self._line(say("to be found"), self._say(FINDABILITY[channel.found]) if channel.found else "")
        if channel.answers is not None:
            yield self._line(say("answers"), self._say(YES_NO[channel.answers]))
        if channel.record is not None:
            yield self._line(say("what is told is written down"), self._say(YES_NO[channel.record]))

    def _time(self, step: Step) -> Iterator[Line]:
        for label, value in (
            (say("waiting before it"), step.wait),
            (say("takes"), step.takes),
            (say("lasts, and nobody waits"), step.lasts),
            (say("promised"), step.promise),
            (say("accepted by the customer"), step.tolerance),
        ):
            yield self._line(label, "" if value is None else printable(value.text(self.language)))
        for kind, left in unserved(step):
            if left.share is not None:
                words = say("give up") if kind is EdgeKind.GIVES_UP else say("find it closed")
                yield self._line(words, percent(left.share, self.language))
        if step.deadline is not None:
            yield self._line(say("the customer must do it within"), self._deadline(step.deadline))
        if step.chased is not None:
            yield self._line(say("ask meanwhile how it stands"), self._chased(step.chased))

    def _deadline(self, deadline: Deadline) -> str:
        within = printable(deadline.within.text(self.language))
        if deadline.missed is None:
            return within
        missed = deadline.missed
        name = self.graph.label(missed) if missed in self.blueprint.steps else missed
        return self._say(say("{time}; else: {step}", time=within, step=printable(name)))

    def _chased(self, chase: Chase) -> str:
        shares = [
            percent(share, self.language)
            if who == EVERYONE and len(chase.share or {}) == 1
            else f"{self.name_of(who)} {percent(share, self.language)}"
            for who, share in (chase.share or {}).items()
        ]
        channel = self.blueprint.channels.get(chase.channel or "")
        through = (channel.name if channel else None) or chase.channel
        return ", ".join(shares) + (f" ({printable(through)})" if through else "")

    def _in(self, name: str, step: Step) -> Iterator[Line]:
        if step.start:
            share = "" if step.start == 1 else f" ({percent(step.start, self.language)})"
            yield Line("", (self._say(say("the journey begins here")) + share,))
        yield from self._into[name]
        for needed in step.needs:
            if needed in self.blueprint.steps:
                yield Line("", (Link(needed), self._say(say(": must be done first"))))

    def _out(self, name: str, step: Step) -> Iterator[Line]:
        for target, line in self._ways(step):
            first: Piece = Link(target) if target in self.blueprint.steps else printable(target)
            yield Line("", (first, *line))
        for other in self._needed[name]:
            yield Line("", (Link(other), self._say(say(": can begin only after this"))))
        if step.end is not None:
            yield Line("", (self._say(say("the journey ends here: {outcome}", outcome=OUTCOMES[step.end])),))

    def _ways(self, step: Step) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield where a step leads, and under which circumstances."""
        for target, flow in step.next.items():
            yield target, self._circumstances(step, flow)
        for fail in step.fails:
            if fail.recover is not None:
                yield fail.recover, self._after(self._say(say("puts right: {what}", what=printable(fail.what))))
        for kind, left in unserved(step):
            for target in left.to:
                yield target, self._after(leaving_words(step, kind, target, self.language))
        for target in step.starts:
            yield target, self._after(self._say(say("begins beside it and is not waited for")))
        for target, information in step.informs.items():
            text = printable(information.what)
            message = say("learns: {what}", what=text) if text else say("is informed")
            yield target, self._after(self._say(message))

    def _after(self, text: str) -> tuple[str, ...]:
        return (f": {text}",) if text else ()

    def _circumstances(self, step: Step, flow: Flow) -> tuple[str, ...]:
        parts = [printable(flow.when)] if flow.when else []
        shares = flow.share or {}
        if set(shares) == {EVERYONE}:
            parts.append(percent(shares[EVERYONE], self.language))
        else:
            parts += [f"{self.name_of(who)} {percent(share, self.language)}" for who, share in shares.items()]
        if len(step.next) > 1 or flow.decides is not None:
            parts.append(self._say(DECIDES[step.decider(flow)]))
        if flow.formerly is not None:
            parts.append(self._say(DECIDED[flow.formerly]))
        if flow.wait is not None:
            parts.append(self._say(say("after {time}", time=printable(flow.wait.text(self.language)))))
        if flow.lasts is not None:
            parts.append(self._say(say("{time} passes on the way", time=printable(flow.lasts.text(self.language)))))
        if flow.deadline is not None:
            parts.append(self._say(say("within {deadline}", deadline=self._deadline(flow.deadline))))
        if flow.kind:
            parts.append(printable(flow.kind))
        return self._after("; ".join(parts))

    def _talk(self, step: Step) -> Iterator[Line]:
        yield self._listed(say("asks"), step.asks)
        yield self._listed(say("asks of somebody else"), (f"{item} ({whose})" for item, whose in step.whose.items()))
        yield self._listed(say("asks because it changed"), step.changed)
        yield self._listed(say("asks to know who it is"), step.identifies)
        yield self._listed(say("tells"), step.tells)
        yield self._listed(say("helps"), (self._say(HELPS[help_]) for help_ in step.helps))
        yield self._listed(say("meets the need for"), (Term(need).text(self.language) for need in step.meets))
        if step.pages is not None:
            yield self._line(say("pages"), number(step.pages, self.language))
        if step.clicks is not None:
            yield self._line(say("clicks"), number(step.clicks, self.language))
        burdens = (
            f"{Term(what).text(self.language)} {number(count, self.language)}" for what, count in step.burden.items()
        )
        yield self._listed(say("intrudes by"), burdens)

    def _experience(self, step: Step) -> Iterator[Line]:
        for who, rating in step.experience.items():
            parts = [
                f"{self._say(word)} {number(value, self.language)}"
                for word, value in (
                    (say("wants"), rating.desired),
                    (say("expects"), rating.expected),
                    (say("perceives"), rating.perceived),
                    (say("importance"), rating.importance),
                )
                if value is not None
            ]
            if rating.emotion is not None:
                value = typeset(Amount(rating.emotion, "emotion").text(self.language))
                parts.append(f"{self._say(say('feeling'))} {value} ({self._say(_mood(rating.emotion))})")
            yield Line(capital(self.name_of(who)), (", ".join(parts),))

    def _wrong(self, step: Step) -> Iterator[Line]:
        for pain in step.pains:
            yield self.note(say("pain"), pain)
        for fail in step.fails:
            yield self._line(say("fail point"), *self._fail(fail))
        if step.complaints is not None:
            often = say("{number} per 1000", number=step.complaints * 1000)
            yield self._line(say("complaints"), self._say(often))

    def _fail(self, fail: FailPoint) -> Iterator[Piece]:
        parts = [printable(fail.what)]
        if fail.share is not None:
            parts.append(percent(fail.share, self.language))
        if fail.why:
            parts.append(self._say(say("because {reason}", reason=printable(fail.why))))
        if fail.effect:
            parts.append(self._say(say("the customer notices: {effect}", effect=printable(fail.effect))))
        if fail.severity is not None:
            parts.append(self._say(say("severity {severity} of 10", severity=fail.severity)))
        if fail.detection is not None:
            parts.append(self._say(say("detection {detection} of 10", detection=fail.detection)))
        yield "; ".join(parts)
        if fail.recover in self.blueprint.steps:
            yield "; " + self._say(say("put right by")) + " "
            yield Link(fail.recover)

    def _why(self, step: Step) -> Iterator[Line]:
        because = step.because
        if because is None:
            return
        yield self._line(say("serves"), self._say(SERVED[because.serves]) if because.serves else "")
        yield self._line(say("reason"), because.reason or "")
        yield self._line(say("since"), self._day(because.since))
        yield self._line(say("looked at again"), self._day(because.review))

    def _day(self, day: date | None) -> str:
        return "" if day is None else Day(day).text(self.language)

    def _more(self, step: Step) -> Iterator[Line]:
        for idea in step.ideas:
            yield self.note(say("idea"), idea)
        for note in step.notes:
            yield self.note(say("note"), note)
        yield self._line(say("answers for it"), step.owner or "")
        yield self._line(say("sources"), self.sources(step.heard))
        yield self._line(say("another blueprint"), step.journey or "")
        for link in step.links:
            yield self._line(say("link"), Address(printable(link)))
        yield self._listed(say("called in a log"), step.seen_as)
        yield self._listed(say("tags"), step.tags)


def _mood(emotion: float) -> Message:
    """Return the word for a feeling from -2 to 2."""
    if emotion <= -1.5:
        return say("very bad")
    if emotion < -0.25:
        return say("bad")
    if emotion <= 0.25:
        return say("neutral")
    return say("good") if emotion < 1.5 else say("very good")
