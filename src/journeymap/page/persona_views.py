"""The drawing as it is for each persona: what of it differs, on one layout that all of them share.

For each persona the scene is made that a drawing about it shows. What is the same as for all customers stands in the
page once; what differs stands beside it, with whom it is for.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from journeymap.drawing import Drawing
from journeymap.drawing.bands.emotion import build_feelings, emotion_band
from journeymap.drawing.bands.sacrifice import build_sacrifice, sacrifice_band
from journeymap.drawing.bands.timeline import timeline_band
from journeymap.drawing.often_reached import often_reached
from journeymap.drawing.paper.frame import lowered
from journeymap.drawing.scene import room_above, whole
from journeymap.drawing.shapes.primitives import Element
from journeymap.graph.persona_scope import scope_of
from journeymap.graph.topology import DETOURS, EdgeKind
from journeymap.layout import arrange_once
from journeymap.page.shared_layout import room_for, set_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeymap.diagnostics import Diagnostic
    from journeymap.drawing.bands.band import Band
    from journeymap.drawing.shapes.primitives import Primitive
    from journeymap.graph.persona_scope import PersonaScope
    from journeymap.layout.geometry import Geometry

EVERYONE = "everyone"
"""Whom something is for that is shown while no persona is chosen; a persona is called by its number in the file."""
VIEW = "view"
"""The kind of an element that is there for some only; its title tells for whom."""
CURVES = ("emotion", "sacrifice", "timeline")
"""The rows under the lanes that are drawn anew for each persona."""
_UNDER_THE_LANES = frozenset({*CURVES, "ideas", "evidence"})  # as `--show` calls them
_DIFFERING = frozenset({"heading", "step", "card", "arrow", "label", "astray", "ends"})
_CHOICES = {"flow": EdgeKind.NEXT, "back": EdgeKind.NEXT, **{str(kind): kind for kind in DETOURS}}

_Place: TypeAlias = tuple[str, str, int]
"""What an element is found by in every scene: its kind, its key, and how many of these came before it."""


class _OnSharedLayout(Drawing):
    """A drawing on a layout that is given; what stands back in it the page tells by itself."""

    def __init__(self, drawing: Drawing, persona: str | None) -> None:
        rows = drawing.options.rows if persona is None else drawing.options.rows - _UNDER_THE_LANES
        options = replace(drawing.options, persona=persona, rows=rows)
        super().__init__(drawing.journey, drawing.diagnostics, drawing.accepted, options)
        self.shared: Geometry | None = None

    @cached_property
    def geometry(self) -> Geometry:
        """The layout that is given, else the drawing's own."""
        return super().geometry if self.shared is None else self.shared

    @cached_property
    def walk(self) -> PersonaScope | None:
        """Nobody's way."""
        return None


class PersonaViews:
    """A drawing for all customers and for each persona, on one layout. `everyone` is the one for all.

    `above` is how much room the head needs above the rows: for all, then for each persona.
    """

    def __init__(self, drawing: Drawing) -> None:
        self.names = tuple(drawing.graph.blueprint.personas)
        self.everyone = _OnSharedLayout(drawing, None)
        self.drawings = {name: _OnSharedLayout(drawing, name) for name in self.names}
        self._lay_out([self.everyone, *self.drawings.values()])

    def _lay_out(self, drawings: Sequence[_OnSharedLayout]) -> None:
        """Find one layout for all, below a head that has room for what it says of any of them."""
        first = drawings[0]
        room = room_for([drawing.sheet for drawing in drawings])
        arranged = first.arranged if room is first.sheet else arrange_once(room)
        theme, language = first.options.theme, first.language
        self.above = [room_above(whole(arranged, theme, language, drawing.head)) for drawing in drawings]
        for drawing in drawings:
            drawing.shared = lowered(set_on(arranged, room, drawing.sheet), max(self.above))

    @cached_property
    def walks(self) -> Mapping[str, PersonaScope]:
        """The way of each persona without what it hardly ever comes to: all else stands back."""
        graph = self.everyone.graph
        walks = {}
        for name, drawing in self.drawings.items():
            walk = scope_of(graph, name)
            walks[name] = often_reached(walk, drawing.counts) or walk
        return walks

    def back_at(self, step: str) -> str:
        """Return for whom a step stands back, as numbers."""
        return self._numbers(name for name, walk in self.walks.items() if step not in walk.steps)

    def back_on(self, source: str, target: str, look: str) -> str:
        """Return for whom an arrow between two steps stands back, by how it looks."""
        kind = _CHOICES.get(look)
        return self._numbers(name for name, walk in self.walks.items() if not walk.has_way(source, target, kind))

    def _numbers(self, names: Iterable[str]) -> str:
        wanted = set(names)
        return " ".join(str(number) for number, name in enumerate(self.names) if name in wanted)

    def elements(self, scene: Iterable[Element], tops: Mapping[str, float]) -> Iterator[Element]:
        """Yield the elements of the scene for all, and beside those that differ for a persona what they are for it.

        `tops` are where the rows of curves begin, by their kind.
        """
        own = {
            name: dict(_by_place(drawing.scenes[0].elements, drawing.geometry))
            for name, drawing in self.drawings.items()
        }
        for place, element in _by_place(scene, self.everyone.geometry):
            if element.kind in CURVES and element.kind in tops:
                yield from self.beside(element, {n: self._curves(n, element.kind, tops[element.kind]) for n in own})
            elif _kind(element) not in _DIFFERING:
                yield element
            elif _kind(element) == "step":
                theirs = {name: others.get(place) for name, others in own.items()}
                yield self._step(element, theirs)
            else:
                yield from self.beside(element, {name: others.get(place) for name, others in own.items()})

    def _step(self, step: Element, others: Mapping[str, Element | None]) -> Element:
        """Return a step with those of its cards twice that differ for a persona."""
        items: list[Primitive | Element] = []
        for place, card in enumerate(step.items):
            theirs = {name: _item(other, place) for name, other in others.items()}
            items += self.beside(card, theirs) if isinstance(card, Element) else [card]
        return replace(step, items=tuple(items))

    def beside(self, element: Element, others: Mapping[str, Element | None]) -> Iterator[Element]:
        """Yield an element as it is for all, and as it is for those personas for whom it is another, or none."""
        same = [name for name, other in others.items() if other == element]
        if len(same) == len(others):
            yield element
            return
        yield Element(VIEW, (element,), title=" ".join(filter(None, (EVERYONE, self._numbers(same)))))
        told: list[Element] = []
        for other in others.values():
            if other is not None and other != element and other not in told:
                told.append(other)
                whose = self._numbers(name for name, another in others.items() if another == other)
                yield Element(VIEW, (other,), title=whose)

    def _curves(self, name: str, kind: str, top: float) -> Element | None:
        """Return a row of curves as it is for one persona, and for the staff; None where there is nothing in it."""
        drawing, geometry = self.drawings[name], self.everyone.geometry
        graph, language, walk = drawing.graph, drawing.language, scope_of(drawing.graph, name)
        band: Band | None = None
        if kind == "emotion":
            felt = build_feelings(graph, geometry, language, walk)
            band = None if felt is None else emotion_band(felt)
        elif kind == "sacrifice":
            given_up = build_sacrifice(graph, geometry, language, walk)
            band = sacrifice_band(graph, given_up) if given_up else None
        else:
            band = timeline_band(drawing.journey.facts, geometry.header, language, walk, asked=True)
        return None if band is None else band.draw(whole(geometry, drawing.options.theme, language), top)


def concerns(diagnostic: Diagnostic, persona: str | None) -> bool:
    """Whether a finding is about a persona; one that names nobody is about all, and without a persona every one is."""
    return persona is None or not diagnostic.personas or persona in diagnostic.personas


def _kind(element: Element) -> str:
    return element.kind.split()[0]


def _by_place(elements: Iterable[Element], geometry: Geometry) -> Iterator[tuple[_Place, Element]]:
    """Yield elements with what each is found by in another scene on the same layout; a label knows its arrow."""
    before: Counter[tuple[str, str]] = Counter()
    labelled = iter([(place, arrow) for place, arrow in enumerate(geometry.arrows) if arrow.label is not None])
    for element in elements:
        if element.kind == "label":
            place, placed = next(labelled)
            yield ("label", "", place), replace(element, ends=(placed.arrow.source, placed.arrow.target))
            continue
        name = (_kind(element), element.key)
        yield (*name, before[name]), element
        before[name] += 1


def _item(step: Element | None, place: int) -> Element | None:
    """Return a card of a step."""
    items: Sequence[Primitive | Element] = () if step is None else step.items
    card = items[place] if place < len(items) else None
    return card if isinstance(card, Element) else None
