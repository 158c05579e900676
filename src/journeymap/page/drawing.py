"""The drawing in the page: its shapes with all that the page finds them by, and its pages for the printer."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from journeymap.drawing import Drawing
from journeymap.drawing.bands.emotion import build_feelings, emotion_band
from journeymap.drawing.bands.ribbons import ribbons_of
from journeymap.drawing.bands.sacrifice import build_sacrifice, sacrifice_band
from journeymap.drawing.bands.timeline import timeline_band
from journeymap.drawing.scene import whole
from journeymap.drawing.shapes.background import heading
from journeymap.drawing.shapes.harm import GROUND
from journeymap.drawing.shapes.icons import icon
from journeymap.drawing.shapes.primitives import Element, Rectangle, Words
from journeymap.findings.numbering import BADGE_OF
from journeymap.graph.persona_scope import scope_of
from journeymap.i18n.text import escape_xml
from journeymap.layout.line_breaking import text_width
from journeymap.page.colours import by_property
from journeymap.svg.numbers import short
from journeymap.svg.text import Dressing, shapes_of, svg_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from journeymap.diagnostics import Severity
    from journeymap.drawing.head_text import HeadText
    from journeymap.drawing.shapes.primitives import Scene
    from journeymap.findings.numbering import Numbered

PRINTED_PAGE = "a4"
MOST_PRINTED = 1500  # steps; above it the pages for the printer would make the page twice as heavy for nobody
_GAP = 10.0  # above a row under the lanes; it goes with the row
_PIN = 13.0  # the height of the mark that says how many findings there are
_PIN_FONT = 8.0
_MORE_ROWS = frozenset({"emotion", "sacrifice", "timeline", "ideas", "evidence"})  # as `--show` calls them
_BANDS = {
    "systems": "systems",
    "emotion": "emotion",
    "sacrifice": "sacrifice",
    "timeline": "timeline",
    "ideas": "ideas",
    "sources": "evidence",
}
_OF_PERSONAS = ("emotion", "sacrifice", "timeline")
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
        self.drawing = Drawing(drawing.journey, drawing.diagnostics, drawing.accepted, plain)
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
        scene = replace(self.scene, elements=tuple(self._elements()))
        return "\n".join(shapes_of(scene, self.drawing.options.theme, "", _Linked(self, labels)))

    @cached_property
    def heads(self) -> Mapping[str, HeadText | None]:
        """What the head of the drawing says of each persona."""
        return {name: self.drawing.head_of(name) for name in self.drawing.graph.blueprint.personas}

    @property
    def root(self) -> str:
        """Attributes of the SVG that the shapes stand in."""
        scene, theme = self.scene, self.drawing.options.theme
        box = " ".join(short(side) for side in (scene.left, scene.top, scene.width, scene.height))
        return (
            f'viewBox="{box}" width="{short(scene.width)}" height="{short(scene.height)}"'
            f' font-family="{escape_xml(theme.families)}" font-size="10" fill="{theme.ink}"'
        )

    def _elements(self) -> Iterator[Element]:
        """Yield what is drawn, with the marks of the findings and rows of curves for each persona."""
        marked = {} if self.drawing.findings else self._findings()
        of_personas = self._of_personas()
        for element in self.scene.elements:
            if element.kind == "step" and element.key in marked:
                yield replace(element, items=(*element.items, self._pin(element, marked[element.key])))
            else:
                yield element
            yield from of_personas.get(element.kind, ())

    def _findings(self) -> Mapping[str, Counter[Severity]]:
        counts: dict[str, Counter[Severity]] = {}
        for diagnostic in self.drawing.diagnostics:
            if diagnostic.step is not None:
                counts.setdefault(diagnostic.step, Counter())[diagnostic.severity] += 1
        return counts

    def _pin(self, step: Element, counts: Counter[Severity]) -> Element:
        """Return the mark on the corner of a step: how heavy its heaviest finding is, and how many there are."""
        cards = [(item.key, item.box) for item in step.items if isinstance(item, Element) and item.box is not None]
        acting = next((box for key, box in cards if not key.startswith(f"{step.key}/evidence")), cards[0][1])
        look = BADGE_OF[min(counts, key=lambda severity: severity.rank)]
        style, text = self.drawing.options.theme.badges[look], str(counts.total())
        width = text_width(text, _PIN_FONT, bold=True) + 18
        left, y = acting.right - width + 5, acting.top
        ground = Rectangle(left, y - _PIN / 2, width, _PIN, style.ground, radius=_PIN / 2)
        words = Words(left + 13.5, y + _PIN_FONT * 0.36, text, _PIN_FONT, style.ink, bold=True)
        return Element("pin", (ground, *icon(look, left + 7.5, y, style), words))

    def _of_personas(self) -> Mapping[str, list[Element]]:
        """Return the rows of curves as they are for each persona: its own along its way, and that of the staff."""
        graph, geometry, language = self.drawing.graph, self.drawing.geometry, self.drawing.language
        frame = whole(geometry, self.drawing.options.theme, language)
        elements: dict[str, list[Element]] = {}
        for name in graph.blueprint.personas:
            walk = scope_of(graph, name)
            felt = build_feelings(graph, geometry, language, walk)
            given_up = build_sacrifice(graph, geometry, language, walk)
            bands = {"emotion": None if felt is None else emotion_band(felt)}
            bands["sacrifice"] = sacrifice_band(graph, given_up) if given_up else None
            bands["timeline"] = timeline_band(self.drawing.journey.facts, geometry.header, language, walk, asked=True)
            head = self.heads[name]
            if head is not None:
                elements.setdefault("heading", []).append(replace(heading(replace(frame, head=head)), key=name))
            for kind, band in bands.items():
                if band is not None and kind in self.bands:
                    elements.setdefault(kind, []).append(
                        replace(band.draw(frame, self.bands[kind].top + _GAP), key=name)
                    )
        return elements


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
        geometry = sheet.drawing.geometry
        rows = {placed.row.id: number for number, placed in enumerate(geometry.rows)}
        self._labels = labels
        self._personas = bool(sheet.drawing.graph.blueprint.personas)
        self._numbers = sheet.numbers
        self._row = {placed.card.id: rows[placed.card.row] for placed in geometry.cards}
        self._step = {placed.card.id: sheet.numbers.get(placed.card.step, -1) for placed in geometry.cards}
        self._drawn = frozenset(self._step.values())
        self._worded = iter([placed for placed in geometry.arrows if placed.label is not None])
        self._rows = iter(range(len(geometry.rows)))
        self._bands = {kind: number for number, kind in enumerate(sheet.bands, len(geometry.rows))}

    def attributes(self, element: Element) -> str:
        """Return what the page finds an element by."""
        kind = element.kind.split()[0]
        if kind == "step" and element.key in self._numbers:
            name = escape_xml(self._labels[element.key])
            return f' data-step="{self._numbers[element.key]}" tabindex="-1" role="button" aria-label="{name}"'
        if kind == "card":
            return f' data-row="{self._row[element.key]}"'
        if kind == "tag":
            target = self._numbers.get(element.key.rpartition("→")[2], -1)
            return f' data-jump="{target}"' if target in self._drawn else ""
        if kind == "astray":
            return f' data-row="{self._row[element.key.removeprefix(GROUND)]}" aria-hidden="true"'
        if kind == "arrow" and element.ends is not None:
            return self._ends(*element.ends)
        if kind == "label":
            arrow = next(self._worded).arrow
            return self._ends(arrow.source, arrow.target)
        if kind == "row":
            return f' data-part="{next(self._rows)}" aria-hidden="true"'
        if kind == "drops":  # they go with the row that they lead to
            return f' data-part="{self._bands["systems"]}" aria-hidden="true"'
        if element.kind in self._bands:
            hidden = ' hidden=""' if element.key else ""
            persona = f' data-persona="{escape_xml(element.key)}"' if kind in _OF_PERSONAS else ""
            return f' data-part="{self._bands[kind]}"{persona}{hidden}'
        if kind == "heading" and self._personas:
            hidden = ' hidden=""' if element.key else ""
            return f' data-persona="{escape_xml(element.key)}" aria-hidden="true"{hidden}'
        return ' aria-hidden="true"' if kind in _HIDDEN else ""

    def is_titled(self, element: Element) -> bool:
        """Whether its title is written: steps and cards are named and shown otherwise."""
        return bool(element.title) and element.kind.split()[0] not in ("step", "card")

    def _ends(self, source: str, target: str) -> str:
        return (
            f' data-from="{self._step[source]}" data-to="{self._step[target]}"'
            f' data-rows="{self._row[source]} {self._row[target]}" aria-hidden="true"'
        )
