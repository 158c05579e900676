"""A blueprint: one customer journey with everything behind it."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from journeymap.diagnostics import Span
from journeymap.model.asked import as_items
from journeymap.model.capacity import OptionalArrivals, OptionalStaff
from journeymap.model.element import Element, hyphenated
from journeymap.model.fields import (
    Beneficiary,
    ChannelKind,
    Converted,
    Country,
    Findability,
    Freedom,
    Hours,
    Ids,
    LaneName,
    Name,
    Number,
    OptionalCount,
    OptionalDay,
    OptionalDuration,
    OptionalShare,
    Partner,
    RequiredDuration,
    Scale,
    Status,
    Text,
    Texts,
    Truth,
    Weights,
    default,
)
from journeymap.model.naming import Names, changed, with_ids
from journeymap.model.quantities import Scale as RatingScale
from journeymap.model.shorthand import as_language, as_list, as_named, as_steps
from journeymap.model.step import EVERYONES, Notes, Step

FORMAT_VERSION = 1


class Customer(Element):
    """Who the customer is, and whether the customer can walk away."""

    role: Text | None = None
    """The role in which the customer comes: tenant, patient, visitor."""
    plural: Text | None = None
    """The same word for several of them: tenants; the head of a drawing tells what becomes of a hundred."""
    choice: Freedom = "free"
    """Can the customer walk away? `captive` customers give no market signal."""


class Persona(Element):
    """One kind of customer. The average customer does not exist."""

    name: Text | None = None
    """A name and the few words that set this customer apart."""
    share: OptionalShare = default(None)
    """The part of all customers; what is not given is split evenly."""
    available: Hours | None = None
    """When this customer can be reached or has time, in the syntax of opening hours."""
    prefers: Ids = default(())
    """The channels this customer would choose, the dearest first."""
    needs: Weights = default({})
    """What matters to this customer, and how much: low, medium, high."""
    context: Text | None = None
    """The circumstances that shape what this customer can do."""
    heard: Ids = default(())
    """The sources behind what is said of this persona."""


class Channel(Element):
    """A way in which customer and organisation meet."""

    name: Text | None = None
    """Its name."""
    kind: ChannelKind | None = None
    """What it is: phone, letter, email, online, app, chat, counter, visit, machine; gives the icon on the card."""
    open: Hours | None = None
    """When it is open, in the syntax of opening hours."""
    found: Findability | None = None
    """How easily a customer finds it: prominent, visible, buried, absent."""
    answers: Truth | None = None
    """Whether the customer gets an answer through it: a leaflet does not answer, a telephone does."""
    record: Truth | None = None
    """Whether it is written down what customers tell through it; what nobody wrote down may be asked again."""
    self_service: Truth = False
    """The customer acts alone here, and that is meant so."""
    preferred_by_organisation: Truth = False
    """The organisation would rather have its customers use this one."""


class Actor(Element):
    """Somebody who acts."""

    name: Text | None = None
    """What it is called."""
    lane: LaneName
    """The lane it acts in as a rule; whoever works for the organisation may act in its other lanes too."""
    partner: Partner = False
    """Belongs to another organisation; `many` for a profession of which any other can take over: doctors, fitters."""
    owner: Text | None = None
    """Who answers for it."""
    staff: OptionalStaff = default(None)
    """How many people are there to serve: a number for whenever the channel is open, or hours with a number each."""
    elsewhere: OptionalShare = default(None)
    """The part of their time that goes to other work, which is in none of these files."""
    costs: OptionalCount = default(None)
    """What an hour of one person costs; without it sixty times the rate under `economics`."""


class System(Element):
    """A system that steps use."""

    name: Text | None = None
    """What it is called."""
    owner: Text | None = None
    """Who answers for it."""


class Source(Element):
    """Who told us, or what we measured."""

    name: Text | None = None
    """What it is called."""
    kind: Text | None = None
    """What kind of source: interview, survey, complaints, observation, data."""
    n: OptionalCount = default(None)
    """How many people or cases it rests on."""
    date: OptionalDay = default(None)
    """When it was gathered."""
    link: Text | None = None
    """Where it can be read."""


class Item(Element):
    """Something that customers are asked for."""

    name: Text | None = None
    """What it is called."""
    identifies: Truth = False
    """It only says who the customer is, as a number does: to ask for it again is not to ask twice."""


class Phase(Element):
    """A phase of the journey."""

    name: Text | None = None
    """What it is called."""
    about: Text | None = None
    """What it is about."""


class Relations(Element):
    """How this blueprint relates to others; each a path seen from this file."""

    replaces: Ids = default(())
    """The blueprint that this one is the better version of."""
    mirrors: Ids = default(())
    """The way in to this way out, or the other way round."""
    follows: Ids = default(())
    """The blueprint that comes before this one."""
    beside: Ids = default(())
    """Journeys that a customer lives through at the same time; of files checked together either may name the other."""


class Economics(Element):
    """What one execution earns and costs (Shostack 1984)."""

    price: Number
    """What the customer pays."""
    rate: Number
    """What a minute of work costs."""
    materials: Number = default(0.0)
    """What is used up."""
    overhead: Number = default(0.0)
    """What else one execution has to bear."""
    acceptable: OptionalDuration = default(None)
    """The longest execution time that the customer accepts."""


class Term(Element):
    """A time within which the service must come from one step to another."""

    name: Text | None = None
    """What it is called."""
    from_: Text
    """The step with whose end it begins to run: an id from `steps`."""
    to: Text
    """The step that must be done by then: an id from `steps`."""
    within: RequiredDuration
    """The time itself."""
    serves: Beneficiary | None = None
    """Who set it: the law, the organisation, or the customer, who counts on it."""


Terms = Converted[
    Annotated[tuple[Term, ...], BeforeValidator(as_list, json_schema_input_type=Term | list[Term])],
    Term | Sequence[Term],
]


def _named(kind: Any) -> BeforeValidator:
    """Return what reads a mapping from ids to things, which may be written as a list of names or ids with a name."""
    return BeforeValidator(as_named, json_schema_input_type=list[str] | dict[str, str | kind | None])


Personas = Converted[
    Annotated[dict[str, Persona], _named(Persona)], list[str] | tuple[str, ...] | Mapping[str, str | Persona | None]
]
Channels = Converted[
    Annotated[dict[str, Channel], _named(Channel)], list[str] | tuple[str, ...] | Mapping[str, str | Channel | None]
]
Systems = Converted[
    Annotated[dict[str, System], _named(System)], list[str] | tuple[str, ...] | Mapping[str, str | System | None]
]
Phases = Converted[
    Annotated[dict[str, Phase], _named(Phase)], list[str] | tuple[str, ...] | Mapping[str, str | Phase | None]
]


Items = Converted[
    Annotated[
        dict[str, Item], BeforeValidator(as_items, json_schema_input_type=list[str] | dict[str, str | Item | None])
    ],
    list[str] | tuple[str, ...] | Mapping[str, str | Item | None],
]


_STEP_WORDS = frozenset(word for name in Step.model_fields for word in (name, hyphenated(name))) | EVERYONES


class Blueprint(Element):
    """One service blueprint: a customer journey and everything the organisation does behind it."""

    journeymap: int = Field(default=FORMAT_VERSION, ge=1, le=FORMAT_VERSION)
    """The version of the format that the file is written in."""
    title: Text | None = None
    """What the service or the journey is called."""
    status: Status | None = None
    """Whether this is how it is (`as-is`) or how it should be (`to-be`)."""
    language: Annotated[Text | None, BeforeValidator(as_language)] = None
    """The language of the labels, such as `nl` or `en`; the diagram's own words follow it."""
    about: Text | None = None
    """The journey in a sentence or two."""
    owner: Text | None = None
    """Who keeps this blueprint true."""
    reviewed: OptionalDay = default(None)
    """When it was last checked against the real service."""
    scale: Scale = default(RatingScale(0, 10))
    """The scale of every rating in this file."""
    calendar: Country | None = None
    """Which holidays count: a country code such as `NL`; without it Monday to Friday and no holidays."""
    customer: Customer = Field(default_factory=Customer)
    """Who the customer is, and whether the customer can walk away."""
    arrivals: OptionalArrivals = default(None)
    """How many customers begin this journey: `108 per week`."""
    personas: Personas = default({})
    """The kinds of customers, by id."""
    channels: Channels = default({})
    """The ways in which customer and organisation meet, by id."""
    actors: Annotated[dict[str, Actor], BeforeValidator(as_named)] = Field(default_factory=dict)
    """Who acts, by id; the order is that of the rows in the diagram."""
    systems: Systems = default({})
    """The systems that steps use, by id."""
    items: Items = default({})
    """What customers are asked for, by id as in `asks`, where there is something to say of it."""
    sources: Annotated[dict[str, Source], BeforeValidator(as_named)] = Field(default_factory=dict)
    """Who told us, by id. A statement with no source is an assumption."""
    phases: Phases = default({})
    """The phases of the journey in order: names, or ids with names."""
    steps: Annotated[dict[str, Step], BeforeValidator(lambda value: as_steps(value, _STEP_WORDS))] = Field(
        default_factory=dict
    )
    """The steps, by id."""
    terms: Terms = default(())
    """Times within which the service must come from one step to another: a decision within 8 weeks."""
    economics: Economics | None = None
    """What one execution earns and costs."""
    relates: Relations | None = None
    """How this blueprint relates to others."""
    accept: dict[str, Name] = Field(default_factory=dict)
    """Findings that are a conscious choice for the whole file: the name of the rule, and the reason."""
    pains: Notes = default(())
    """What hurts the customer in this journey as a whole."""
    ideas: Notes = default(())
    """What could be better in this journey as a whole."""
    notes: Notes = default(())
    """Anything else worth knowing."""
    links: Texts = default(())
    """Addresses of documents and pages."""
    tags: Texts = default(())
    """Words to select blueprints by."""

    _misnamed: tuple[Span, ...] = PrivateAttr(default=())

    @property
    def misnamed(self) -> tuple[Span, ...]:
        """The places of what stands in the file under a key that is not the format's; it was read as it was meant."""
        return self._misnamed

    def named_otherwise(self, places: tuple[Span, ...]) -> Self:
        """Tell this element what stands in the file under another key; for the compiler, once, right after reading."""
        self._misnamed = places
        return self

    def to_yaml(self) -> str:
        """Return the blueprint as the text of a file, in short forms, which is read as an equal blueprint."""
        from journeymap.model.shortening import shortened
        from journeymap.syntax.emit import yaml_text

        return yaml_text(
            shortened({"journeymap": self.journeymap, **self.model_dump(mode="json", exclude_defaults=True)})
        )

    @model_validator(mode="after")
    def _with_ids_for_names(self) -> Self:
        """Let ids stand where names were written, and define the channels that are only named."""
        names = {kind: Names(getattr(self, kind), lambda thing: thing.name) for kind in _NAMED}
        steps = self.steps
        if not all(name.has_none for name in names.values()):
            steps = {key: with_ids(step, names) for key, step in steps.items()}
        used = dict.fromkeys(channel for step in steps.values() for channel in step.channel)
        undefined = [name for name in used if name not in self.channels and not names["channels"].alike(name)]
        if undefined:
            self.__dict__["channels"] = self.channels | {name: Channel(name=name) for name in undefined}
        self.__dict__["steps"] = steps
        self.__dict__["terms"] = tuple(
            changed(term, from_=names["steps"](term.from_), to=names["steps"](term.to)) for term in self.terms
        )
        if self.arrivals is not None:
            self.__dict__["arrivals"] = changed(self.arrivals, heard=names["sources"].all(self.arrivals.heard))
        self.__dict__["personas"] = {
            key: changed(
                persona, prefers=names["channels"].all(persona.prefers), heard=names["sources"].all(persona.heard)
            )
            for key, persona in self.personas.items()
        }
        return self


_NAMED = ("personas", "channels", "actors", "systems", "sources", "phases", "steps")
