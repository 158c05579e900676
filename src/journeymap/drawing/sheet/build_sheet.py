"""From the graph of a blueprint to the sheet that a layout places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from journeymap.drawing.sheet.badges import build_badges
from journeymap.drawing.sheet.end_marks import flow_width, recovery_width
from journeymap.drawing.sheet.harm_marks import NOTHING, harm_marks
from journeymap.graph import EVERYONE
from journeymap.graph.detours import leaving_words, unserved
from journeymap.graph.main_path import main_path
from journeymap.graph.topology import EdgeKind
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import percent
from journeymap.i18n.text import capital, printable
from journeymap.i18n.vocabulary import LANE_TITLES
from journeymap.layout.sheet import LANES, Arrow, Card, Phase, Row, Sheet
from journeymap.per_hundred import per_hundred

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from journeymap.analysis import Facts
    from journeymap.diagnostics import Acceptance, Diagnostic
    from journeymap.drawing.sheet.harm_marks import HarmMarks
    from journeymap.drawing.sheet.stubs import Stubs
    from journeymap.findings.numbering import Numbered
    from journeymap.graph import ServiceGraph
    from journeymap.layout.sheet import ArrowKind, Badge, Lane
    from journeymap.model.blueprint import Blueprint
    from journeymap.model.step import Flow, Step
    from journeymap.per_hundred import PerHundred, Way


_LEAVING: Mapping[EdgeKind, ArrowKind] = {EdgeKind.GIVES_UP: "gives-up", EdgeKind.CLOSED: "closed"}
MARKS = frozenset({"harm", "channels", "times"})


def build_sheet(
    facts: Facts,
    diagnostics: Sequence[Diagnostic] = (),
    accepted: Iterable[Acceptance] = (),
    *,
    language: str = "en",
    findings: Iterable[Numbered] = (),
    stubs: Stubs | None = None,
    marks: Container[str] = MARKS,
    figures: PerHundred | None = None,
    persona: str | None = None,
) -> Sheet:
    """Return the cards, rows, phases and arrows of a blueprint. Nothing in it is lost, and unknown ids are skipped.

    `findings` are those whose numbers are to stand on the cards. Systems have no cards. `stubs` says
    what may stand in the place of a way; without it all ways are drawn. `marks` are those of `MARKS` that are wanted.
    With a `persona` all figures and ratings are its own; `figures` are those of the customers where they are known.
    """
    graph = facts.graph
    blueprint = graph.blueprint
    figures = figures or per_hundred(facts, persona)
    harm = harm_marks(facts, diagnostics, language, persona) if "harm" in marks else NOTHING
    badges = build_badges(graph, accepted, language, figures=figures, harm=harm, findings=findings, shown=marks)
    builder = _Cards(graph, harm)
    steps = {name: builder.of_step(name, badges.get(name, ())) for name in blueprint.steps}
    phases = tuple(Phase(name, printable(phase.name or name)) for name, phase in blueprint.phases.items())
    return Sheet(
        title=printable(blueprint.title or ""),
        subtitle=printable(blueprint.about or ""),
        rows=build_rows(graph, builder.rows, language),
        phases=phases or (Phase("", ""),),
        cards=tuple(card for own in steps.values() for _, card in own.cards),
        arrows=tuple(build_arrows(graph, steps, language, figures, stubs)),
    )


class _Cards:
    """Makes the cards, and remembers which rows they stand on and which ids are taken."""

    def __init__(self, graph: ServiceGraph, harm: HarmMarks) -> None:
        self.graph = graph
        self.harm = harm
        self.rows: set[RowKey] = set()
        self._taken: set[str] = set()
        self._order = {name: number for number, name in enumerate(graph.blueprint.actors)}

    def of_step(self, name: str, badges: tuple[Badge, ...]) -> StepCards:
        """Return the cards of a step, its badges on the uppermost one that acts."""
        step, blueprint = self.graph.step(name), self.graph.blueprint
        contents: list[tuple[RowKey, str]] = []
        for lane in LANES:
            cells = [(row_of(blueprint, lane, cell.by), cell.does) for cell in step.cells(lane)]
            contents += sorted(cells, key=lambda cell: self._order.get(cell[0][2], -1))
        if not contents:
            contents = [(("customer", "", ""), step.name or name)]
        bearer = next((number for number, (key, _) in enumerate(contents) if key[0] != "evidence"), 0)
        cards = [
            (
                key[0],
                self._card(name, key, key[0], named(step, text), badges, acts=True)
                if number == bearer
                else self._card(name, key, key[0], text, ()),
            )
            for number, (key, text) in enumerate(contents)
        ]
        return StepCards(cards)

    def _card(
        self, step: str, row: RowKey, part: str, text: str, badges: tuple[Badge, ...], *, acts: bool = False
    ) -> Card:
        self.rows.add(row)
        phase = self.graph.phases[step] or ""
        number, key = 1, f"{step}/{part}"
        while key in self._taken:
            number += 1
            key = f"{step}/{part}/{number}"
        self._taken.add(key)
        return Card(
            key,
            step,
            row_id(row),
            phase,
            printable(text),
            badges,
            acts=acts,
            quiet=row[0] == "evidence" and not acts,
            rank=self.harm.ranks.get(step, 0) if acts else 0,
            astray=self.harm.astray.get(step, "") if acts else "",
        )


def named(step: Step, text: str) -> str:
    """Return the words of a card with the name of its step before them, where a reader would not find it in them.

    By that name findings, lists, tags and ribbons call the step.
    """
    return f"{step.name} – {text}" if step.name and step.name.casefold() not in text.casefold() else text


RowKey = tuple["Lane", str, str]
"""Lane, `actors`, and the id there; both empty for the lane's own row."""


def row_of(blueprint: Blueprint, lane: Lane, by: str | None) -> RowKey:
    """Return the row of a cell: that of its actor where the file knows it, else the lane's own."""
    return (lane, "actors", by) if by in blueprint.actors else (lane, "", "")


def row_id(key: RowKey) -> str:
    """Return the id of a row: the lane, or the lane and who the row is for."""
    lane, group, name = key
    return f"{lane}/{name}" if group else lane


def build_rows(graph: ServiceGraph, used: Iterable[RowKey], language: str) -> tuple[Row, ...]:
    """Return the rows that hold a card, from the customer's side to the back."""
    blueprint, keys = graph.blueprint, set(used)
    ordered: list[RowKey] = []
    for lane in LANES:
        ordered.append((lane, "", ""))
        ordered += [(lane, "actors", name) for name in blueprint.actors]
    return tuple(_row(blueprint, key, language) for key in ordered if key in keys)


def _row(blueprint: Blueprint, key: RowKey, language: str) -> Row:
    lane, group, name = key
    kind = LANE_TITLES[lane].text(language)
    if group:
        title = printable(blueprint.actors[name].name or "") or printable(name)
    else:
        role = printable(blueprint.customer.role or "") if lane == "customer" else ""
        title = capital(role) or kind
    subtitle = "" if title.casefold() == kind.casefold() else kind
    return Row(row_id(key), lane, title, subtitle)


class StepCards:
    """The cards of one step from the uppermost row down, each with its lane."""

    def __init__(self, cards: Sequence[tuple[Lane, Card]]) -> None:
        self.cards = cards

    @property
    def acting(self) -> str:
        """The card that the flow runs through: the uppermost that is no evidence, or the evidence alone."""
        return next((card.id for lane, card in self.cards if lane != "evidence"), self.cards[0][1].id)

    @property
    def lowest(self) -> str:
        """The card farthest from the customer's side."""
        return self.cards[-1][1].id


def build_arrows(
    graph: ServiceGraph,
    cards: Mapping[str, StepCards],
    language: str,
    figures: PerHundred,
    stubs: Stubs | None = None,
) -> Iterator[Arrow]:
    """Yield all arrows, step by step. What leads to nothing that is drawn is left out."""
    main = main_path(graph)
    flows = figures.flows if figures.known else {}
    for name, step in graph.blueprint.steps.items():
        own = cards[name]
        yield from _within(own)

        def to(
            target: str,
            kind: ArrowKind,
            text: str = "",
            source: str = own.acting,
            *,
            on_main: bool = False,
            width: float = 0.0,
        ) -> Iterator[Arrow]:
            if target in cards:
                yield Arrow(source, cards[target].acting, kind, printable(text), main=on_main, width=width)

        for target, flow in step.next.items():
            way = (name, target, EdgeKind.NEXT)
            width = flow_width(flows[way]) if way in flows else 0.0
            text = _condition(flow, language, figures.persona)
            for arrow in to(target, "flow", text, on_main=(name, target) in main, width=width):
                yield _with_stubs(arrow, stubs, way, flow.when)
        for fail in step.fails:
            if fail.recover is not None:
                way = (name, fail.recover, EdgeKind.RECOVER)
                width = recovery_width(flows[way]) if way in flows else 0.0
                for arrow in to(fail.recover, "recover", fail.what, width=width):
                    yield _with_stubs(arrow, stubs, way, fail.what)
        for kind, left in unserved(step):
            for target in left.to:
                way = (name, target, kind)
                width = recovery_width(flows[way]) if way in flows else 0.0
                text = leaving_words(step, kind, target, language)
                for arrow in to(target, _LEAVING[kind], text, width=width):
                    yield _with_stubs(arrow, stubs, way, text)
        for target in step.starts:
            yield from to(target, "starts")
        for needed in step.needs:
            if needed in cards:
                yield Arrow(cards[needed].acting, own.acting, "needs")
        for target, information in step.informs.items():
            yield from to(target, "informs", information.what)
        for used in step.uses:
            if used not in graph.blueprint.systems:
                yield from to(used, "uses", source=own.lowest)


def _with_stubs(arrow: Arrow, stubs: Stubs | None, way: Way, reason: str | None) -> Arrow:
    """Return an arrow with what may stand in its place."""
    if stubs is None:
        return arrow
    stub, stub_back = stubs.of(way, reason, main=arrow.main)
    return replace(arrow, stub=stub, stub_back=stub_back)


def _within(own: StepCards) -> Iterator[Arrow]:
    """Yield what joins the cards of one step: both ways where the customer and the frontstage meet."""
    for (above, card), (below, other) in zip(own.cards, own.cards[1:], strict=False):
        meet = above == "customer" and below == "frontstage"
        yield Arrow(card.id, other.id, "cell", both=meet)


def _condition(flow: Flow, language: str, persona: str | None = None) -> str:
    """Return what stands on an arrow of the flow: when it is taken, how often, and what time passes on it.

    How often is that of all personas, or of one.
    """
    parts = [flow.when] if flow.when else []
    stated = flow.share or {}
    if persona is not None:
        stated = {who: stated[who] for who in (persona, EVERYONE) if who in stated}
        stated = dict([next(iter(stated.items()))]) if stated else {}
    shares = sorted(set(stated.values()))
    if shares:
        least, most = percent(shares[0], language), percent(shares[-1], language)
        both = say("{least}–{most}, per persona", least=least, most=most)
        parts.append(least if least == most else both.text(language))
    if flow.wait is not None:
        parts.append(say("after {time}", time=flow.wait.text(language)).text(language))
    return ", ".join(parts)
