"""The drawing in the page: its shapes with all that the page finds them by, and its pages for the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from journeymap.drawing import Drawing
from journeymap.drawing.bands.ribbons import ribbons_of
from journeymap.drawing.shapes.arrows import look_of
from journeymap.drawing.shapes.harm import GROUND
from journeymap.drawing.shapes.primitives import Element, Rectangle, Words
from journeymap.i18n.text import escape_xml
from journeymap.page.colours import by_property
from journeymap.page.persona_views import EVERYONE, VIEW, PersonaViews
from journeymap.page.pins import pins
from journeymap.svg.numbers import short
from journeymap.svg.text import Dressing, shapes_of, svg_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.findings.numbering import Numbered
    from journeymap.layout.geometry import Geometry

PRINTED_PAGE = "a4"
MOST_PRINTED = 1500  # steps; above it the pages for the printer would make the page twice as heavy for nobody
_GAP = 10.0  # above a row under the lanes; it goes with the row
_MORE_ROWS = frozenset({"emotion", "sacrifice", "timeline", "ideas", "evidence"})  # as `--show` calls them
_BANDS = {
    "systems": "systems",
    "emotion": "emotion",
    "sacrifice": "sacrifice",
    "timeline": "timeline",
    "ideas": "ideas",
    "sources": "evidence",
}
_HIDDEN = frozenset({"paper", "heading", "phase", "line", "legend", "pin"})  # from those who read: it is told better


class Part(NamedTuple):
    """Something on the drawing that can be left out: a row of cards, or a row under the lanes.

    `key` is what it is called in addresses; `shown` tells whether it is there when the page opens.
    """

    key: str
    title: str
    top: float
    bottom: float
    shown: bool = True


class Sheet:
    """The drawing on one sheet, with its colours as properties.

    `parts` are the rows of cards and then those under the lanes; `numbers` the places of the steps in the file.
    """

    def __init__(self, drawing: Drawing) -> None:
        options = drawing.options
        rows = options.rows | _MORE_ROWS if _is_light(drawing) else options.rows
        plain = replace(
            options,
            theme=by_property(options.theme),
            page=None,
            poster=None,
            persona=None,
            rows=rows,
            asked=options.asked | {"timeline"},
        )
        self.views = PersonaViews(Drawing(drawing.journey, drawing.diagnostics, drawing.accepted, plain))
        self.drawing = self.views.everyone
        self.persona = None if drawing.walk is None else drawing.walk.persona
        self.numbers: Mapping[str, int] = {name: n for n, name in enumerate(drawing.graph.blueprint.steps)}
        geometry = self.drawing.geometry
        lanes = [Part(placed.row.id, placed.row.title, placed.top, placed.bottom) for placed in geometry.rows]
        self.scene = _without_list(self.drawing.scenes[0])
        self.bands = {
            element.kind: Part(
                element.kind,
                element.title,
                ground.y - _GAP,
                ground.y + ground.h,
                _BANDS[element.kind] in options.rows and (element.kind != "timeline" or _is_worth_it(drawing)),
            )
            for element in self.scene.elements
            if (ground := _ground(element)) is not None
        }
        self.parts = [*lanes, *self.bands.values()]

    def shapes(self, labels: Mapping[str, str]) -> str:
        """Return the shapes as SVG; `labels` are what each step is called to those who cannot see it."""
        scene = replace(self.scene, elements=tuple(self.elements()))
        return "\n".join(shapes_of(scene, self.drawing.options.theme, "", _Linked(self, labels)))

    @property
    def attributes(self) -> dict[str, str]:
        """Attributes of the SVG that the shapes stand in, by their names."""
        scene, theme = self.scene, self.drawing.options.theme
        return {
            "viewBox": " ".join(short(side) for side in (scene.left, scene.top, scene.width, scene.height)),
            "width": short(scene.width),
            "height": short(scene.height),
            "font-family": theme.families,
            "font-size": "10",
            "fill": theme.ink,
        }

    @property
    def root(self) -> str:
        """The same as text, as it stands in the page."""
        return " ".join(f'{name}="{escape_xml(value)}"' for name, value in self.attributes.items())

    def elements(self) -> Iterator[Element]:
        """Yield what is drawn, with what differs for a persona, and the marks of the findings."""
        tops = {kind: part.top + _GAP for kind, part in self.bands.items()}
        marked = {} if self.drawing.findings else pins(self.views)
        for element in self.views.elements(self.scene.elements, tops):
            if element.kind == "step" and element.key in marked:
                yield replace(element, items=(*element.items, *marked[element.key]))
            else:
                yield element


def _is_worth_it(drawing: Drawing) -> bool:
    """Whether the row of time is there when the page opens: where somebody waits, or it was asked for."""
    asked = "timeline" in drawing.options.asked
    return ribbons_of(drawing.journey.facts, drawing.language, asked=asked) is not None


def _is_light(drawing: Drawing) -> bool:
    return len(drawing.graph.blueprint.steps) <= MOST_PRINTED


def printed(drawing: Drawing, marks: Iterable[Numbered] = ()) -> Iterator[str]:
    """Yield the drawing on pages as an SVG each, in the colours of its theme; none where there are too many steps.

    `marks` are the findings whose numbers are to stand on the cards.
    """
    if not _is_light(drawing):
        return
    rows = drawing.options.rows - {"findings"}
    options = replace(drawing.options, page=drawing.options.page or PRINTED_PAGE, rows=rows)
    on_pages = Drawing(drawing.journey, drawing.diagnostics, drawing.accepted, options, marks)
    for number, scene in enumerate(on_pages.scenes, 1):
        yield svg_of(scene, options.theme, f"page{number}-")


def _without_list(scene: Scene) -> Scene:
    """Return a scene without the list of findings below it: the page has its own."""
    listing = next((element for element in scene.elements if element.kind == "findings"), None)
    if listing is None:
        return scene
    kept = tuple(element for element in scene.elements if element is not listing)
    title = next(item for item in listing.items if isinstance(item, Words))
    return replace(scene, elements=kept, height=title.y - title.size)


def _ground(element: Element) -> Rectangle | None:
    """Return the band of a row under the lanes; None for anything else."""
    if element.kind not in _BANDS:
        return None
    return next((item for item in element.items if isinstance(item, Rectangle)), None)


class _Linked(Dressing):
    """Tells the page which group is which step, card, arrow, label or row."""

    def __init__(self, sheet: Sheet, labels: Mapping[str, str]) -> None:
        geometry, self._views = sheet.drawing.geometry, sheet.views
        rows = {placed.row.id: number for number, placed in enumerate(geometry.rows)}
        self._labels = labels
        self._numbers = sheet.numbers
        self._row = {placed.card.id: rows[placed.card.row] for placed in geometry.cards}
        self._step = {placed.card.id: sheet.numbers.get(placed.card.step, -1) for placed in geometry.cards}
        self._drawn = frozenset(self._step.values())
        self._owner = {placed.card.id: placed.card.elsewhere or placed.card.step for placed in geometry.cards}
        self._looks = _looks(geometry)
        self._changes = {placed.card.id: placed.card.change for placed in geometry.cards}
        self._changed_ways = {
            (placed.arrow.source, placed.arrow.target): placed.arrow.change for placed in reversed(geometry.arrows)
        }
        self._rows = iter(range(len(geometry.rows)))
        self._bands = {kind: number for number, kind in enumerate(sheet.bands, len(geometry.rows))}

    def attributes(self, element: Element) -> str:
        """Return what the page finds an element by."""
        kind = element.kind.split()[0]
        if kind == VIEW:
            hidden = "" if EVERYONE in element.title.split() else ' hidden=""'
            return f' data-for="{element.title}"{hidden}'
        if kind == "step" and element.key in self._numbers:
            name, back = escape_xml(self._labels[element.key]), _back(self._views.back_at(element.key))
            return f' data-step="{self._numbers[element.key]}"{back} tabindex="-1" role="button" aria-label="{name}"'
        if kind == "card":
            return f' data-row="{self._row[element.key]}"{_change(self._changes[element.key])}'
        if kind == "tag":
            target = self._numbers.get(element.key.rpartition("→")[2], -1)
            return f' data-jump="{target}"' if target in self._drawn else ""
        if kind == "astray":
            return f' data-row="{self._row[element.key.removeprefix(GROUND)]}" aria-hidden="true"'
        if kind == "arrow" and element.ends is not None:
            return self._ends(*element.ends, element.kind.split()[1])
        if kind == "label" and element.ends is not None:
            return self._ends(*element.ends, self._looks[element.ends])
        if kind == "row":
            return f' data-part="{next(self._rows)}" aria-hidden="true"'
        if kind == "drops":  # they go with the row that they lead to
            return f' data-part="{self._bands["systems"]}" aria-hidden="true"'
        if element.kind in self._bands:
            return f' data-part="{self._bands[kind]}"'
        return ' aria-hidden="true"' if kind in _HIDDEN else ""

    def is_titled(self, element: Element) -> bool:
        """Whether its title is written: steps and cards are named and shown otherwise."""
        return bool(element.title) and element.kind.split()[0] not in ("step", "card", VIEW)

    def _change_of(self, source: str, target: str) -> str:
        """Return what became of an arrow since an earlier version: what of the cards that it joins, else its own."""
        own = (self._changes[source], self._changes[target], self._changed_ways[source, target])
        return next((change for change in own if change in ("new", "gone")), "")

    def _ends(self, source: str, target: str, look: str) -> str:
        back = self._views.back_on(self._owner[source], self._owner[target], look)
        return (
            f' data-from="{self._step[source]}" data-to="{self._step[target]}"'
            f' data-rows="{self._row[source]} {self._row[target]}"{_back(back)}'
            f'{_change(self._change_of(source, target))} aria-hidden="true"'
        )


def _back(whose: str) -> str:
    return f' data-back="{whose}"' if whose else ""


def _change(change: str) -> str:
    return f' data-change="{change}"' if change in ("new", "gone") else ""


def _looks(geometry: Geometry) -> Mapping[tuple[str, str], str]:
    """Return how the arrow between two cards looks that has words on it."""
    return {
        (placed.arrow.source, placed.arrow.target): look_of(placed)
        for placed in reversed(geometry.arrows)
        if placed.label is not None
    }
