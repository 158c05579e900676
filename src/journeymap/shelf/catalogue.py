"""What runs through all blueprints of a shelf: channels, systems, people, promises, questions, burden.

The same word in two files is one thing: a channel, a system, an item that is asked is known by its name, whatever its
id in a file. That is what a reader of several files takes it for.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from journeymap.analyses.burden import ANALYSIS as BURDEN
from journeymap.analyses.terms import ANALYSIS as TERMS
from journeymap.i18n.dates import day_of
from journeymap.i18n.messages import Joined, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import NOT_STATED
from journeymap.shelf.names import ServiceName, StepOfService
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from journeymap.i18n.messages import Message
    from journeymap.shelf.entries import Entry


def catalogue(entries: Sequence[Entry]) -> list[Table]:
    """Return the tables of a catalogue, those without a row left out."""
    tables = [
        asked_twice(entries), promises(entries), burden(entries), systems(entries), channels(entries), people(entries),
        sources(entries), personas(entries),
    ]  # fmt: skip
    return [table for table in tables if table.rows]


def _services(entries: Iterable[Entry]) -> Joined:
    return Joined(list(dict.fromkeys(ServiceName(entry.name, entry.title) for entry in entries)))


def _by_name(
    entries: Sequence[Entry], things: Callable[[Entry], Mapping[str, Any]]
) -> list[tuple[str, list[tuple[Entry, str, Any]]]]:
    """Return all things by the name that people know them by, those that most services have first."""
    found: dict[str, list[tuple[Entry, str, Any]]] = defaultdict(list)
    names: dict[str, str] = {}
    for entry in entries:
        for key, thing in things(entry).items():
            name = thing.name or key
            folded = " ".join(name.split()).casefold()
            names.setdefault(folded, name)
            found[folded].append((entry, key, thing))
    ordered = sorted(found.items(), key=lambda item: (-len({entry.name for entry, *_ in item[1]}), item[0]))
    return [(names[folded], places) for folded, places in ordered]


def asked_twice(entries: Sequence[Entry]) -> Table:
    """Return what more than one service asks the customer for."""
    asked: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
    words: dict[str, str] = {}
    for entry in entries:
        for name, step in entry.journey.blueprint.steps.items():
            for item in step.asks:
                folded = " ".join(str(item).split()).casefold()
                words.setdefault(folded, str(item))
                asked[folded].append((entry, name))
    rows = [
        [words[item], Amount(float(_services_in(places)), "count"),
         Joined([StepOfService.of(entry, step) for entry, step in places])]
        for item, places in sorted(asked.items(), key=lambda pair: (-_services_in(pair[1]), pair[0]))
        if _services_in(places) > 1
    ]  # fmt: skip
    return Table(say("asked by more than one service"), (say("what is asked"), say("services"), say("where")), rows)


def _services_in(places: Sequence[tuple[Entry, str]]) -> int:
    return len({entry.name for entry, _ in places})


def promises(entries: Sequence[Entry]) -> Table:
    """Return what is promised where, and by what chance it is kept; the worst first."""
    rows: list[tuple[float, list[object]]] = []
    for entry in entries:
        for pledge in entry.journey.facts.of(TERMS).register:
            kept = pledge.kept
            rows.append((
                2.0 if kept is None else kept,
                [pledge.name or say("promise"), StepOfService.of(entry, pledge.target),
                 Amount(pledge.within, "minutes"),
                 say("not known") if kept is None else Amount(kept, "share")],
            ))  # fmt: skip
    heads = (say("promised"), say("where"), say("within"), say("kept"))
    return Table(say("promises"), heads, [row for _, row in sorted(rows, key=lambda pair: pair[0])])


def burden(entries: Sequence[Entry]) -> Table:
    """Return what a household bears of each kind if it goes through all these services once, and in which."""
    by_kind: dict[str, list[tuple[float, Entry]]] = defaultdict(list)
    for entry in entries:
        for journey in entry.journey.facts.of(BURDEN).journeys:
            if journey.file is None:
                for kind, figure in journey.kinds.items():
                    if figure.mean:
                        by_kind[kind].append((figure.mean, entry))
    rows = [
        [kind, Amount(sum(count for count, _ in parts), "count"),
         Joined([Joined([ServiceName(entry.name, entry.title), Amount(count, "count")], " ")
                 for count, entry in parts])]
        for kind, parts in sorted(by_kind.items())
    ]  # fmt: skip
    heads = (say("burden"), say("all services together"), say("each"))
    return Table(say("what a household bears"), heads, rows)


def systems(entries: Sequence[Entry]) -> Table:
    """Return the systems, with what fails when one does: the services and the steps that use it."""
    rows = []
    for name, places in _by_name(entries, lambda entry: entry.journey.blueprint.systems):
        steps = [
            StepOfService.of(entry, step)
            for entry, key, _ in places
            for step, content in entry.journey.blueprint.steps.items()
            if key in content.uses
        ]
        rows.append([name, _owners(places), _services(entry for entry, *_ in places), Joined(steps)])
    heads = (say("system"), say("owner"), say("services"), say("what stands still without it"))
    return Table(say("systems"), heads, rows)


def channels(entries: Sequence[Entry]) -> Table:
    """Return the channels, with their hours and the services that use them."""
    rows = []
    for name, places in _by_name(entries, lambda entry: entry.journey.blueprint.channels):
        hours = [str(thing.open) for *_, thing in places if thing.open is not None]
        rows.append([name, _joined(hours), _services(entry for entry, *_ in places)])
    return Table(say("channels"), (say("channel"), say("open"), say("services")), rows)


def people(entries: Sequence[Entry]) -> Table:
    """Return who acts, whether as a partner, and in which services."""
    rows = []
    for name, places in _by_name(entries, lambda entry: entry.journey.blueprint.actors):
        partner = any(thing.partner for *_, thing in places)
        rows.append([
            name, say("partner") if partner else say("own organisation"), _owners(places),
            _services(entry for entry, *_ in places),
        ])  # fmt: skip
    return Table(say("actors"), (say("actor"), say("of"), say("owner"), say("services")), rows)


def sources(entries: Sequence[Entry]) -> Table:
    """Return where what is known comes from."""
    rows = []
    for name, places in _by_name(entries, lambda entry: entry.journey.blueprint.sources):
        counts = [Amount(float(thing.n), "count") for *_, thing in places if thing.n is not None]
        days = [thing.date for *_, thing in places if thing.date is not None]
        rows.append([
            name, Joined(counts[:1]) if counts else NOT_STATED, day_of(max(days, default=None)),
            _services(entry for entry, *_ in places),
        ])  # fmt: skip
    heads = (say("source"), say("people asked"), say("date"), say("services"))
    return Table(say("sources"), heads, rows)


def personas(entries: Sequence[Entry]) -> Table:
    """Return for whom the services are, and how many of them each helps."""
    rows = []
    for name, places in _by_name(entries, lambda entry: entry.journey.blueprint.personas):
        helped: list[object] = []
        for entry, key, _ in places:
            figure = entry.figures["helped"]
            value = figure.of(key)
            amount: Amount | Message = NOT_STATED if value is None else figure.amount(key)
            helped.append(Joined([ServiceName(entry.name, entry.title), amount], " "))
        rows.append([name, Joined(helped)])
    return Table(say("personas"), (say("persona"), say("helped")), rows)


def _owners(places: Iterable[tuple[Entry, str, Any]]) -> object:
    return _joined([thing.owner for *_, thing in places if thing.owner])


def _joined(texts: Sequence[str]) -> object:
    return Joined(list(dict.fromkeys(texts))) if texts else NOT_STATED
