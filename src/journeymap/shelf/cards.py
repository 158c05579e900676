"""What a shelf knows of each blueprint, without the blueprint: what its index, search and catalogue are made of.

A card is small, can be handed from one process to another, and can be kept.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from journeymap.analyses.burden import ANALYSIS as BURDEN
from journeymap.analyses.terms import ANALYSIS as TERMS
from journeymap.caching.words import encoded, words_of
from journeymap.diagnostics import Severity
from journeymap.figures import Figures
from journeymap.findings.digest import digest
from journeymap.findings.harm import weighed
from journeymap.graph.names import BlueprintNames
from journeymap.i18n.dates import day_of
from journeymap.i18n.messages import Joined, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.references import StepRef, with_names
from journeymap.i18n.vocabulary import NOT_STATED, STATUS
from journeymap.reporter import number_of

if TYPE_CHECKING:
    from journeymap.analysis import Journey
    from journeymap.figures import Figure
    from journeymap.i18n.references import Ref
    from journeymap.result import Result

# What a step is searched by is no longer than this.
_MOST_WORDS = 400
_SHOWN_LANES = ("customer", "frontstage", "backstage", "support", "evidence")


class CardStep(Struct, frozen=True, array_like=True):
    """A step: its id, its words, all that it says for a search, and what it asks the customer for."""

    id: str
    words: str
    all: str
    asks: tuple[str, ...]


class CardPledge(Struct, frozen=True, array_like=True):
    """A promise or a term: its name, the step that it ends at, its time, and the chance that it is kept."""

    name: str | None
    step: str
    within: float
    kept: float | None


class CardThing(Struct, frozen=True, array_like=True):
    """A channel, a system, an actor or a source, by the name that people know it by.

    `words` is what the catalogue tells of it beside: opening hours, how many people were asked, and on which day.
    """

    name: str
    owner: str | None = None
    steps: tuple[str, ...] = ()
    is_partner: bool = False
    words: Any = None
    day: str | None = None


class CardPersona(Struct, frozen=True, array_like=True):
    """A persona by its name, and the part of it that is helped, in words."""

    name: str
    helped: Any


class Card(Struct, frozen=True, array_like=True):
    """One blueprint; a card without steps is one of a file in which there is nothing to show.

    `helped` is the part of all customers that is helped, None where it is not known; `page` is the digest of its page,
    and `fault` what the program failed at.
    """

    path: str
    language: str
    title: str | None = None
    about: str = ""
    owner: str | None = None
    status: Any = NOT_STATED
    reviewed: Any = NOT_STATED
    helped: float | None = None
    helped_in_words: Any = NOT_STATED
    time: Any = NOT_STATED
    worst: Any = None
    findings: Any = ""
    steps: tuple[CardStep, ...] = ()
    pledges: tuple[CardPledge, ...] = ()
    burdens: dict[str, float] = {}
    systems: tuple[CardThing, ...] = ()
    channels: tuple[CardThing, ...] = ()
    actors: tuple[CardThing, ...] = ()
    sources: tuple[CardThing, ...] = ()
    personas: tuple[CardPersona, ...] = ()
    page: bytes = b""
    fault: str = ""


class _Names(Struct, frozen=True):
    """What the designer calls the things of one blueprint."""

    journey: Journey

    def name(self, ref: Ref) -> object:
        """Return the words for a thing."""
        graph = self.journey.graph
        return graph.label(ref.id) if isinstance(ref, StepRef) else BlueprintNames(graph).name(ref)


def card_of(result: Result, page: bytes = b"") -> Card:
    """Return the card of a checked blueprint."""
    journey = result.journey
    if journey is None or not journey.blueprint.steps:
        return Card(result.path, result.language)
    blueprint, figures = journey.blueprint, Figures(journey.facts)
    leads = digest(weighed(result).diagnostics).of("service")
    counts = Counter(finding.severity for finding in result.diagnostics)
    told = [number_of(kind, counts[kind]) for kind in Severity if counts[kind]]
    helped, time = figures["helped"], figures["time"]
    return Card(
        path=result.path,
        language=result.language,
        title=blueprint.title or None,
        about=blueprint.about or "",
        owner=blueprint.owner or None,
        status=STATUS[blueprint.status] if blueprint.status else NOT_STATED,
        reviewed=day_of(blueprint.reviewed),
        helped=helped.value,
        helped_in_words=NOT_STATED if helped.value is None else helped.amount(),
        time=NOT_STATED if time.value is None else time.amount(),
        worst=with_names(leads[0].diagnostic.message, _Names(journey)) if leads else say("nothing"),
        findings=Joined(told) if told else say("no findings"),
        steps=tuple(_steps(journey)),
        pledges=tuple(
            CardPledge(pledge.name, pledge.target, pledge.within, pledge.kept)
            for pledge in journey.facts.of(TERMS).register
        ),
        burdens=_burdens(journey),
        **_things(journey, helped),
        page=page,
    )


def _steps(journey: Journey) -> list[CardStep]:
    steps = []
    for name, step in journey.blueprint.steps.items():
        cells = [cell.does for lane in _SHOWN_LANES for cell in step.cells(lane)]
        steps.append(
            CardStep(name, step.label or name, " · ".join(cells)[:_MOST_WORDS], tuple(str(item) for item in step.asks))
        )
    return steps


def _burdens(journey: Journey) -> dict[str, float]:
    """Return how often a household bears each kind in this journey alone, as expected over all customers."""
    own = (burden for burden in journey.facts.of(BURDEN).journeys if burden.file is None)
    return {kind: figure.mean for burden in own for kind, figure in burden.kinds.items() if figure.mean}


def _things(journey: Journey, helped: Figure) -> dict[str, Any]:
    blueprint = journey.blueprint
    return {
        "systems": tuple(
            CardThing(system.name or key, system.owner,
                      tuple(name for name, step in blueprint.steps.items() if key in step.uses))
            for key, system in blueprint.systems.items()
        ),
        "channels": tuple(
            CardThing(channel.name or key, words=None if channel.open is None else str(channel.open))
            for key, channel in blueprint.channels.items()
        ),
        "actors": tuple(
            CardThing(actor.name or key, actor.owner, is_partner=bool(actor.partner))
            for key, actor in blueprint.actors.items()
        ),
        "sources": tuple(
            CardThing(source.name or key, words=None if source.n is None else Amount(float(source.n), "count"),
                      day=None if source.date is None else source.date.isoformat())
            for key, source in blueprint.sources.items()
        ),
        "personas": tuple(
            CardPersona(persona.name or key, NOT_STATED if helped.of(key) is None else helped.amount(key))
            for key, persona in blueprint.personas.items()
        ),
    }  # fmt: skip


_READER = msgspec.msgpack.Decoder(Card, ext_hook=words_of)


def to_bytes(card: Card) -> bytes:
    """Return a card as bytes; raises as `words.encoded` does."""
    return encoded(card)


def from_bytes(content: bytes) -> Card:
    """Return the card that bytes hold; raises ValueError or TypeError where they hold none."""
    card: Card = _READER.decode(content)
    return card
