"""A blueprint: one customer journey with everything behind it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from journeymap.model.element import Element
from journeymap.model.fields import (
    Count,
    Country,
    Day,
    Duration,
    Findability,
    Freedom,
    Hours,
    Ids,
    LaneName,
    Name,
    Number,
    Scale,
    Share,
    Status,
    Text,
    Texts,
    Truth,
    Weight,
)
from journeymap.model.quantities import Scale as RatingScale
from journeymap.model.shorthand import as_named
from journeymap.model.step import Notes, Step

FORMAT_VERSION = 1


class Customer(Element):
    """Who the customer is, and whether the customer can walk away."""

    role: Text | None = None
    """The role in which he comes: tenant, patient, visitor."""
    choice: Freedom = "free"
    """Can the customer walk away? `captive` customers give no market signal."""


class Persona(Element):
    """One kind of customer. The average customer does not exist."""

    name: Text | None = None
    """A name and the few words that set this customer apart."""
    share: Share | None = None
    """The part of all customers; what is not given is split evenly."""
    available: Hours | None = None
    """When this customer can be reached or has time, in the syntax of opening hours."""
    prefers: Ids = ()
    """The channels this customer would choose, the dearest first."""
    needs: dict[str, Weight] = Field(default_factory=dict)
    """What matters to this customer, and how much: low, medium, high."""
    context: Text | None = None
    """The circumstances that shape what this customer can do."""
    heard: Ids = ()
    """The sources behind what is said of this persona."""


class Channel(Element):
    """A way in which customer and organisation meet."""

    name: Text | None = None
    """Its name."""
    open: Hours | None = None
    """When it is open, in the syntax of opening hours."""
    found: Findability | None = None
    """How easily a customer finds it: prominent, visible, buried, absent."""
    answers: Truth | None = None
    """Whether the customer gets an answer through it: a leaflet does not answer, a telephone does."""
    self_service: Truth = False
    """The customer acts alone here, and that is meant so."""
    preferred_by_organisation: Truth = False
    """The organisation would rather have its customers use this one."""


class Actor(Element):
    """Somebody who acts in one lane."""

    name: Text | None = None
    """What it is called."""
    lane: LaneName
    """The lane it acts in."""
    partner: Truth = False
    """Belongs to another organisation."""
    owner: Text | None = None
    """Who answers for it."""


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
    n: Count | None = None
    """How many people or cases it rests on."""
    date: Day | None = None
    """When it was gathered."""
    link: Text | None = None
    """Where it can be read."""


class Phase(Element):
    """A phase of the journey."""

    name: Text | None = None
    """What it is called."""
    about: Text | None = None
    """What it is about."""


class Relations(Element):
    """How this blueprint relates to others; each a path seen from this file."""

    replaces: Ids = ()
    """The blueprint that this one is the better version of."""
    mirrors: Ids = ()
    """The way in to this way out, or the other way round."""
    follows: Ids = ()
    """The blueprint that comes before this one."""
    beside: Ids = ()
    """Journeys that the same customer lives through at the same time."""


class Economics(Element):
    """What one execution earns and costs (Shostack 1984)."""

    price: Number
    """What the customer pays."""
    rate: Number
    """What a minute of work costs."""
    materials: Number = 0.0
    """What is used up."""
    overhead: Number = 0.0
    """What else one execution has to bear."""
    acceptable: Duration | None = None
    """The longest execution time that the customer accepts."""


def named(kind: Any) -> Any:
    """Return the type of a mapping from ids to things, which may be written as a list of names or ids with a name."""
    return Annotated[
        dict[str, kind],
        BeforeValidator(as_named, json_schema_input_type=list[str] | dict[str, str | kind | None]),
    ]


class Blueprint(Element):
    """One service blueprint: a customer journey and everything the organisation does behind it."""

    journeymap: int = Field(default=FORMAT_VERSION, ge=1, le=FORMAT_VERSION)
    """The version of the format that the file is written in."""
    title: Text | None = None
    """What the service or the journey is called."""
    status: Status | None = None
    """Whether this is how it is (`as-is`) or how it should be (`to-be`)."""
    language: Text | None = None
    """The language of the labels, such as `nl` or `en`; the diagram's own words follow it."""
    about: Text | None = None
    """The journey in a sentence or two."""
    owner: Text | None = None
    """Who keeps this blueprint true."""
    reviewed: Day | None = None
    """When it was last checked against the real service."""
    scale: Scale = RatingScale(0, 10)
    """The scale of every rating in this file."""
    calendar: Country | None = None
    """Which holidays count: a country code such as `NL`; without it Monday to Friday and no holidays."""
    customer: Customer = Field(default_factory=Customer)
    """Who the customer is, and whether the customer can walk away."""
    personas: named(Persona) = Field(default_factory=dict)  # type: ignore[valid-type]
    """The kinds of customers, by id."""
    channels: named(Channel) = Field(default_factory=dict)  # type: ignore[valid-type]
    """The ways in which customer and organisation meet, by id."""
    actors: dict[str, Actor] = Field(default_factory=dict)
    """Who acts, by id; the order is that of the rows in the diagram."""
    systems: named(System) = Field(default_factory=dict)  # type: ignore[valid-type]
    """The systems that steps use, by id."""
    sources: dict[str, Source] = Field(default_factory=dict)
    """Who told us, by id. A statement with no source is an assumption."""
    phases: named(Phase) = Field(default_factory=dict)  # type: ignore[valid-type]
    """The phases of the journey in order: names, or ids with names."""
    steps: dict[str, Step] = Field(default_factory=dict)
    """The steps, by id."""
    economics: Economics | None = None
    """What one execution earns and costs."""
    relates: Relations | None = None
    """How this blueprint relates to others."""
    accept: dict[str, Name] = Field(default_factory=dict)
    """Findings that are a conscious choice for the whole file: the name of the rule, and the reason."""
    pains: Notes = ()
    """What hurts the customer in this journey as a whole."""
    ideas: Notes = ()
    """What could be better in this journey as a whole."""
    notes: Notes = ()
    """Anything else worth knowing."""
    links: Texts = ()
    """Addresses of documents and pages."""
    tags: Texts = ()
    """Words to select blueprints by."""
