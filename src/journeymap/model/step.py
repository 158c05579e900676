"""A step: one moment of the journey, what everybody does in it, and where it leads."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from journeymap.model import quantities
from journeymap.model.asked import as_asked, with_what_is_asked
from journeymap.model.element import Element
from journeymap.model.fields import (
    Beneficiary,
    Converted,
    Counts,
    Decider,
    Grade5,
    Grade10,
    Helps,
    Ids,
    Name,
    OptionalCount,
    OptionalDay,
    OptionalDuration,
    OptionalEmotion,
    OptionalFrequency,
    OptionalRated,
    OptionalShare,
    OptionalShares,
    Outcome,
    RequiredDuration,
    Text,
    Texts,
    default,
)
from journeymap.model.lanes import ORGANISATION_LANES
from journeymap.model.shorthand import (
    as_cells,
    as_deadline,
    as_experience,
    as_flows,
    as_information,
    as_list,
    as_notes,
    as_reason,
    is_rest,
)
from journeymap.model.waiting import GivesUp, OptionalChase, OptionalClosed


class Cell(Element):
    """What happens in one lane of a step."""

    does: Text
    """What is done, seen or handed over, in a few words."""
    by: str | None = None
    """The actor who does it: an id from `actors`; for what the customer does one of that lane."""
    takes: OptionalDuration = default(None)
    """How long this actor is busy with one case, aftercare and travel included; else what the step takes."""


class Deadline(Element):
    """A time within which the customer must have done something."""

    within: RequiredDuration
    """How long the customer has."""
    missed: Text | None = None
    """The way that is taken when it is missed: one of the steps in `next`."""


OptionalDeadline = Converted[
    Annotated[Deadline | None, BeforeValidator(as_deadline, json_schema_input_type=str | Deadline | None)],
    str | Deadline | None,
]
_ItemIs = Literal["changed", "identifies"] | dict[Literal["changed", "identifies", "whose"], Text | bool]
Asks = Converted[
    Annotated[
        tuple[Text, ...],
        BeforeValidator(
            as_asked, json_schema_input_type=str | list[str | dict[str, _ItemIs | None]] | dict[str, _ItemIs | None]
        ),
    ],
    str | Sequence[str | Mapping[str, _ItemIs | None]] | Mapping[str, _ItemIs | None],
]


class Flow(Element):
    """An arrow from one step to the next."""

    share: OptionalShares = default(None)
    """The part of the customers who go this way: `80%`, or per persona; what is not given is split evenly."""
    when: Text | None = None
    """The condition under which this way is taken; it stands on the arrow."""
    decides: Decider | None = None
    """Who takes the choice: the customer, the organisation, or chance."""
    wait: OptionalDuration = default(None)
    """Time that passes on this way before the next step can begin."""
    lasts: OptionalDuration = default(None)
    """Time that passes on this way and is nobody's waiting: a benefit period, paying off, living on."""
    kind: Text | None = None
    """A word of your own for this kind of arrow."""
    formerly: Decider | None = None
    """Who took this choice before, when it was taken over."""
    deadline: OptionalDeadline = default(None)
    """By when the customer must have gone this way."""


class Information(Element):
    """What a step learns from another, with no effect on the flow."""

    what: Text = ""
    """What is told or shown; it stands on the arrow."""


class FailPoint(Element):
    """A place where the service can go wrong."""

    what: Text
    """What goes wrong."""
    share: OptionalShare = default(None)
    """How often, as a part of the times the step is taken."""
    why: Text | None = None
    """What causes it."""
    effect: Text | None = None
    """What the customer notices of it."""
    severity: Grade10 | None = None
    """How bad it is for the customer, from 1 to 10."""
    detection: Grade10 | None = None
    """How hard it is to notice in time, from 1 (at once) to 10 (never)."""
    recover: str | None = None
    """The step that puts it right."""


class Rating(Element):
    """How a step is for somebody, on the scale of the file."""

    desired: OptionalRated = default(None)
    """What the customer wants exactly."""
    expected: OptionalRated = default(None)
    """What the customer expects to get."""
    perceived: OptionalRated = default(None)
    """What the customer gets and settles for, as customers see it."""
    importance: OptionalRated = default(None)
    """How much the step matters to the customer."""
    emotion: OptionalEmotion = default(None)
    """The feeling, from -2 (very bad) to 2 (very good)."""


class Reason(Element):
    """Why a step is done like this."""

    serves: Beneficiary | None = None
    """Whom it serves: the customer, the organisation, or the law."""
    reason: Text | None = None
    """The reason, in words."""
    since: OptionalDay = default(None)
    """Since when it is done like this."""
    review: OptionalDay = default(None)
    """When it was last looked at again, or will be."""


class Note(Element):
    """A pain, an idea or a remark."""

    text: Text
    """What it says."""
    severity: Grade5 | None = None
    """How much it weighs, from 1 to 5."""
    heard: Ids = default(())
    """The sources it comes from."""


Cells = Converted[
    Annotated[tuple[Cell, ...], BeforeValidator(as_cells, json_schema_input_type=str | Cell | list[str | Cell])],
    str | Cell | Sequence[str | Cell],
]
Notes = Converted[
    Annotated[tuple[Note, ...], BeforeValidator(as_notes, json_schema_input_type=str | Note | list[str | Note])],
    str | Note | Sequence[str | Note],
]
Fails = Converted[
    Annotated[
        tuple[FailPoint, ...],
        BeforeValidator(
            lambda value: [{"what": item} if isinstance(item, str) else item for item in as_list(value)],
            json_schema_input_type=str | FailPoint | list[str | FailPoint],
        ),
    ],
    str | FailPoint | Sequence[str | FailPoint],
]
Flows = Converted[
    Annotated[
        dict[str, Flow],
        BeforeValidator(as_flows, json_schema_input_type=str | list[str] | dict[str, str | float | Flow | None]),
    ],
    str | Sequence[str] | Mapping[str, str | float | Flow | None],
]
Informs = Converted[
    Annotated[
        dict[str, Information],
        BeforeValidator(as_information, json_schema_input_type=str | list[str] | dict[str, str | Information | None]),
    ],
    str | Sequence[str] | Mapping[str, str | Information | None],
]


def _start(value: Any) -> Any:
    """Read `true` as whoever begins nowhere else, `false` as nobody, anything else as a share."""
    word = value.strip().casefold() if isinstance(value, str) else value
    if is_rest(value) or word is True or word in ("true", "yes", "ja"):
        return True
    if word is False or word in ("false", "no", "nee"):
        return 0.0
    return quantities.share(value)


Start = Converted[
    Annotated[bool | float | None, BeforeValidator(_start, json_schema_input_type=bool | str | float | None)],
    bool | str | float | None,
]


_RATING_WORDS = frozenset(Rating.model_fields)
# What a designer writes on a step for the feeling of all customers: short for `experience: {everyone: {emotion: …}}`.
EVERYONES = frozenset({"emotion", "emotie", "feeling", "mood"})


class Step(Element):
    """One moment of the journey: one column of the diagram, one node of the graph."""

    @model_validator(mode="before")
    @classmethod
    def _read_what_is_asked(cls, data: Any) -> Any:
        """Read `asks: {income: changed}` as an item that is asked and that has changed."""
        return with_what_is_asked(data)

    @model_validator(mode="before")
    @classmethod
    def _read_the_feeling_of_everyone(cls, data: Any) -> Any:
        """Read `emotion: -2` on a step as that of everyone, unless the step says something else of everyone."""
        if not isinstance(data, dict) or EVERYONES.isdisjoint(data):
            return data
        word = next(word for word in data if word in EVERYONES)
        stated = as_experience(data.get("experience") or {}, _RATING_WORDS)
        everyone = stated.get("everyone", {}) if isinstance(stated, dict) else None
        if not isinstance(everyone, dict) or "emotion" in everyone or not isinstance(data[word], (str, int, float)):
            return data
        rest = {key: value for key, value in data.items() if key != word}
        return {**rest, "experience": {**stated, "everyone": {**everyone, "emotion": data[word]}}}

    name: Text | None = None
    """A short name for the step; without it the first thing that is done in it."""
    phase: Text | None = None
    """The phase it belongs to: an id from `phases`. Without it, that of the step before it in the file."""
    evidence: Cells = default(())
    """Physical evidence: what the customer sees, holds or receives."""
    customer: Cells = default(())
    """What the customer does."""
    frontstage: Cells = default(())
    """What the organisation does where the customer sees it."""
    backstage: Cells = default(())
    """What the organisation does out of sight."""
    support: Cells = default(())
    """What other parties and systems do to make it possible."""
    channel: Ids = default(())
    """The channel it happens through: an id from `channels`; of several any of them, as the customer prefers."""
    next: Flows = default({})
    """Where it leads: a step, a list of steps, or steps with a share. Exactly one of several is taken."""
    end: Outcome | None = None
    """The step ends the journey, with this outcome; `helped` is the good end."""
    start: Start = default(None)
    """The journey begins here: a share of the customers, or `true` for whoever begins nowhere else; `0%`: nobody."""
    uses: Ids = default(())
    """Systems or support steps that it needs in order to work."""
    informs: Informs = default({})
    """Steps that learn something from it, with no effect on the flow."""
    starts: Ids = default(())
    """Steps that begin here beside the customer's path and are not waited for."""
    needs: Ids = default(())
    """Steps that must be done before this one can begin."""
    takes: OptionalDuration = default(None)
    """Active time of whoever acts; the customer's where the customer acts."""
    wait: OptionalDuration = default(None)
    """Time that passes before the step can begin, seen by the customer as waiting."""
    lasts: OptionalDuration = default(None)
    """Time that passes at the step and is nobody's waiting: a benefit period, paying off, living on."""
    chased: OptionalChase = default(None)
    """How many of those who wait here ask how it stands meanwhile: `35%`, or per persona."""
    gives_up: GivesUp | None = None
    """Customers who leave before it is their turn: after how long, and where they go."""
    closed: OptionalClosed = default(None)
    """Where customers go who come while the channel is closed."""
    deadline: OptionalDeadline = default(None)
    """By when the customer must have done this."""
    promise: OptionalDuration = default(None)
    """The time the organisation promised for waiting and acting together."""
    tolerance: OptionalDuration = default(None)
    """How long the customer accepts it to take."""
    asks: Asks = default(())
    """What the customer must tell or hand over here: items, or items with `changed` or `identifies` behind them."""
    changed: Texts = default(())
    """What of it is told because it has changed: reporting a change is not telling twice."""
    whose: dict[str, Name] = Field(default_factory=dict)
    """Of whom it is, where it is not the customer's own: the item and the person, such as `{income: partner}`."""
    identifies: Texts = default(())
    """What of it only says who the customer is, as a number does: to identify oneself is not to tell twice."""
    tells: Texts = default(())
    """What the customer is told here."""
    helps: Helps = default(())
    """Which of the five rules of helping it serves."""
    meets: Texts = default(())
    """The needs of personas that it serves: safety, certainty, belonging, recognition, autonomy, or your own words."""
    experience: Annotated[dict[str, Rating], BeforeValidator(lambda value: as_experience(value, _RATING_WORDS))] = (
        Field(default_factory=dict)
    )
    """Ratings per persona, for `everyone`, and for `staff`."""
    heard: Ids = default(())
    """The sources behind its experience, complaints and shares."""
    complaints: OptionalFrequency = default(None)
    """How often it is complained about: `46 per 1000`."""
    fails: Fails = default(())
    """Fail points: what can go wrong here."""
    because: Annotated[Reason | None, BeforeValidator(as_reason)] = None
    """Why it is done like this."""
    accept: dict[str, Name] = Field(default_factory=dict)
    """Findings that are a conscious choice: the name of the rule, and the reason."""
    burden: Counts = default({})
    """What it intrudes on: `home-visit`, `letter`, `form`, `travel`, with a count."""
    pages: OptionalCount = default(None)
    """How many pages or screens the customer goes through."""
    clicks: OptionalCount = default(None)
    """How many clicks or taps it takes."""
    journey: str | None = None
    """Another blueprint that this step stands for: a path, seen from this file."""
    owner: Text | None = None
    """Who in the organisation answers for it."""
    pains: Notes = default(())
    """What hurts the customer here."""
    ideas: Notes = default(())
    """What could be better."""
    notes: Notes = default(())
    """Anything else worth knowing; it stands on the card."""
    links: Texts = default(())
    """Addresses of documents and pages."""
    seen_as: Texts = default(())
    """What it is called in a log: names of activities, `A_*` for all that begin so; `never`: no system sees it."""
    tags: Texts = default(())
    """Words to select steps by."""
    was: Ids = default(())
    """The id, or the ids, that this step had in earlier versions: so it is known as the same step."""

    def cells(self, lane: str) -> tuple[Cell, ...]:
        """Return what happens in a lane of this step."""
        cells: tuple[Cell, ...] = getattr(self, lane)
        return cells

    @property
    def is_touchpoint(self) -> bool:
        """Whether the customer does or sees something of it."""
        return bool(self.customer or self.frontstage)

    @property
    def is_contact(self) -> bool:
        """Whether customer and organisation meet: both act, or one of them through a channel."""
        return bool(self.customer and self.frontstage) or (self.is_touchpoint and bool(self.channel))

    def chasing(self, persona: str) -> float:
        """Return which part of a persona's customers asks how it stands at each visit, because they have to wait.

        Each of them is a contact that would not be there if they knew.
        """
        shares = self.chased.share if self.chased is not None else None
        return shares.get(persona, shares.get("everyone", 0.0)) if shares else 0.0

    @property
    def label(self) -> str:
        """The step in a few words: its name, or the first thing that is done in it; empty when it holds nothing."""
        if self.name:
            return self.name
        for lane in ("customer", "frontstage", "backstage", "support", "evidence"):
            for cell in self.cells(lane):
                return cell.does
        return ""

    def decider(self, flow: Flow) -> str:
        """Return who takes the choice for an arrow out of this step: what is stated, or who acts here."""
        if flow.decides is not None:
            return flow.decides
        organisation = any(self.cells(lane) for lane in ORGANISATION_LANES)
        return "customer" if self.customer and not organisation else "organisation"
