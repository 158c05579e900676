"""Customers who have to wait: who asks how it stands, who gives up, and who finds the channel closed."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import BeforeValidator

from journeymap.model.element import Element
from journeymap.model.fields import Converted, OptionalDuration, OptionalShare, OptionalShares, default
from journeymap.model.shorthand import as_chase, as_flows, as_led_to


class Chase(Element):
    """Customers who ask how it stands while they wait."""

    share: OptionalShares = default(None)
    """The part of those who wait that asks, or per persona."""
    channel: str | None = None
    """The channel through which they ask: an id from `channels`."""


OptionalChase = Converted[
    Annotated[
        Chase | None,
        BeforeValidator(as_chase, json_schema_input_type=str | float | Chase | dict[str, str | float | None] | None),
    ],
    str | float | Chase | Mapping[str, str | float | None] | None,
]


class Detour(Element):
    """An arrow that is taken by customers who were not served."""

    share: OptionalShare = default(None)
    """The part of those who were not served that goes this way; what is not given is split evenly."""
    wait: OptionalDuration = default(None)
    """Time that passes until they come to the step it leads to."""


Detours = Converted[
    Annotated[
        dict[str, Detour],
        BeforeValidator(as_flows, json_schema_input_type=str | list[str] | dict[str, str | float | Detour | None]),
    ],
    str | Sequence[str] | Mapping[str, str | float | Detour | None],
]


class GivesUp(Element):
    """Customers who leave before it is their turn."""

    after: OptionalDuration = default(None)
    """How long they are patient: one time is the mean of all, a range is that range."""
    to: Detours
    """Where they go: a step, or steps with a share of those who give up; the step itself where they try again."""
    share: OptionalShare = default(None)
    """The part of all who come to the step that gives up, as it was measured."""


class Closed(Element):
    """Customers who come while the channel is closed."""

    to: Detours
    """Where they go: a step, or steps with a share of those who find it closed; the step itself to come back."""
    share: OptionalShare = default(None)
    """The part of all who come to the step that finds it closed, as it was measured."""


OptionalClosed = Converted[
    Annotated[Closed | None, BeforeValidator(as_led_to, json_schema_input_type=str | Closed | None)],
    str | Closed | None,
]
