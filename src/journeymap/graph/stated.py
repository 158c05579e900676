"""Which steps state what: most of a file leaves most words out, and who asks for one looks at those that have it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.graph.lane_texts import LaneTexts
from journeymap.model.lanes import LANES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.model.blueprint import Blueprint
    from journeymap.model.step import Step


class Stated:
    """The steps of a blueprint by their numbers, and those of them that state a field."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.steps: list[Step] = list(blueprint.steps.values())
        self._items = blueprint.items
        self._texts: dict[str, LaneTexts] = {}

    def at(self, field: str) -> Sequence[int]:
        """Return the steps at which a field of the model is stated, be it as empty, in the order of the file."""
        return self._by_field.get(field, ())

    def texts(self, lane: str) -> LaneTexts:
        """Return what is done in a lane, or with `name` how the steps are called."""
        if lane not in self._texts:
            self._texts[lane] = LaneTexts(*self._said(lane))
        return self._texts[lane]

    def _said(self, lane: str) -> tuple[Sequence[int], Sequence[str]]:
        steps, numbers = self.steps, self.at(lane)
        if lane == "name":
            return numbers, [steps[number].name or "" for number in numbers]
        cells = [(number, cell) for number in numbers for cell in getattr(steps[number], lane)]
        return [number for number, _ in cells], [cell.does for _, cell in cells]

    def on_ways(self, field: str) -> Sequence[int]:
        """Return the steps of which an arrow of `next` states a field, in the order of the file."""
        return self._by_field_of_way.get(field, ())

    @cached_property
    def _by_field(self) -> dict[str, list[int]]:
        by_field: dict[str, list[int]] = {}
        for number, step in enumerate(self.steps):
            for field in step.__pydantic_fields_set__:
                if field in by_field:
                    by_field[field].append(number)
                else:
                    by_field[field] = [number]
        return by_field

    @cached_property
    def _by_field_of_way(self) -> dict[str, list[int]]:
        by_field: dict[str, list[int]] = {}
        steps = self.steps
        for number in self.at("next"):
            for flow in steps[number].next.values():
                for field in flow.__pydantic_fields_set__:
                    if field not in by_field:
                        by_field[field] = [number]
                    elif by_field[field][-1] != number:
                        by_field[field].append(number)
        return by_field

    @cached_property
    def named(self) -> dict[str, list[int]]:
        """Per lane the steps of which a cell says who acts, in the order of the file."""
        steps = self.steps
        return {
            lane: [
                number
                for number in self.at(lane)
                if [cell.by for cell in getattr(steps[number], lane) if cell.by is not None]
            ]
            for lane in LANES
        }

    @cached_property
    def identifying(self) -> frozenset[str]:
        """The items by which customers only say who they are, for the whole file."""
        stated = {item for number in self.at("identifies") for item in self.steps[number].identifies}
        return frozenset(stated.union(name for name, item in self._items.items() if item.identifies))

    @cached_property
    def touchpoints(self) -> list[bool]:
        """Whether the customer does or sees something, per step: as `Step.is_touchpoint`."""
        seen = [False] * len(self.steps)
        for lane in ("customer", "frontstage"):
            for number in self.at(lane):
                seen[number] = seen[number] or bool(getattr(self.steps[number], lane))
        return seen

    @cached_property
    def contacts(self) -> list[bool]:
        """Whether customer and organisation meet, per step: as `Step.is_contact`."""
        # Nobody meets where nothing is done.
        return [seen and step.is_contact for seen, step in zip(self.touchpoints, self.steps, strict=True)]

    @cached_property
    def out_of_sight(self) -> list[bool]:
        """Whether a step lies wholly below the line of visibility: something is done, and the customer sees none."""
        hidden = [False] * len(self.steps)
        for lane in ("backstage", "support"):
            for number in self.at(lane):
                step = self.steps[number]
                hidden[number] = bool(
                    (step.backstage or step.support) and not (step.customer or step.frontstage or step.evidence)
                )
        return hidden
