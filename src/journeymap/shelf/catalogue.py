"""What runs through all blueprints of a shelf: channels, systems, people, promises, questions, burden.

The same word in two files is one thing: a channel, a system, an item that is asked is known by its name, whatever its
id in a file. That is what a reader of several files takes it for.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from journeymap.i18n.dates import day_of
from journeymap.i18n.messages import Joined, say
from journeymap.i18n.numbers import Amount
from journeymap.i18n.vocabulary import NOT_STATED, Term, WeekHours
from journeymap.shelf.names import ServiceName, StepOfService
from journeymap.terminal.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from journeymap.shelf.cards import CardThing
    from journeymap.shelf.entries import Entry


def catalogue(entries: Sequence[Entry]) -> list[Table]:
    """Return the tables of a catalogue, those without a row left out."""
    tables = [
        asked_twice(entries), promises(entries), burden(entries), systems(entries), channels(entries), people(entries),
        sources(entries), personas(entries),
    ]  # fmt: skip
    return [table for table in tables if table.rows]


def _services(places: Iterable[tuple[Entry, object]]) -> Joined:
    return Joined(list(dict.fromkeys(ServiceName.of(entry) for entry, _ in places)))


def _services_in(places: Sequence[tuple[Entry, object]]) -> int:
    return len({entry.name for entry, _ in places})


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _by_name(
    entries: Sequence[Entry], things: Callable[[Entry], Iterable[CardThing]]
) -> list[tuple[str, list[tuple[Entry, CardThing]]]]:
    """Return all things by the name that people know them by, those that most services have first."""
    found: dict[str, list[tuple[Entry, CardThing]]] = defaultdict(list)
    names: dict[str, str] = {}
    for entry in entries:
        for thing in things(entry):
            folded = _folded(thing.name)
            names.setdefault(folded, thing.name)
            found[folded].append((entry, thing))
    ordered = sorted(found.items(), key=lambda item: (-_services_in(item[1]), item[0]))
    return [(names[folded], places) for folded, places in ordered]


def asked_twice(entries: Sequence[Entry]) -> Table:
    """Return what more than one service asks the customer for."""
    asked: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
    words: dict[str, str] = {}
    for entry in entries:
        for step in entry.card.steps:
            for item in step.asks:
                words.setdefault(_folded(item), item)
                asked[_folded(item)].append((entry, step.id))
    rows = [
        [words[item], Amount(float(_services_in(places)), "count"),
         Joined([StepOfService.of(entry, step) for entry, step in places])]
        for item, places in sorted(asked.items(), key=lambda pair: (-_services_in(pair[1]), pair[0]))
        if _services_in(places) > 1
    ]  # fmt: skip
    return Table(say("asked by more than one service"), (say("what is asked"), say("services"), say("where")), rows)


def promises(entries: Sequence[Entry]) -> Table:
    """Return what is promised where, and by what chance it is kept; the worst first."""
    rows: list[tuple[float, list[object]]] = []
    for entry in entries:
        for pledge in entry.card.pledges:
            kept = pledge.kept
            rows.append((
                2.0 if kept is None else kept,
                [pledge.name or say("promise"), StepOfService.of(entry, pledge.step),
                 Amount(pledge.within, "minutes"),
                 say("not known") if kept is None else Amount(kept, "share")],
            ))  # fmt: skip
    heads = (say("promised"), say("where"), say("within"), say("kept"))
    return Table(say("promises"), heads, [row for _, row in sorted(rows, key=lambda pair: pair[0])])


def burden(entries: Sequence[Entry]) -> Table:
    """Return what a household bears of each kind if it goes through all these services once, and in which."""
    by_kind: dict[str, list[tuple[float, Entry]]] = defaultdict(list)
    for entry in entries:
        for kind, mean in entry.card.burdens.items():
            by_kind[kind].append((mean, entry))
    rows = [
        [Term(kind), Amount(sum(count for count, _ in parts), "count"),
         Joined([Joined([ServiceName.of(entry), Amount(count, "count")], " ") for count, entry in parts])]
        for kind, parts in sorted(by_kind.items())
    ]  # fmt: skip
    heads = (say("burden"), say("all services together"), say("each"))
    return Table(say("what a household bears"), heads, rows)


def systems(entries: Sequence[Entry]) -> Table:
    """Return the systems, with what fails when one does: the services and the steps that use it."""
    rows = [
        [name, _owners(places), _services(places),
         Joined([StepOfService.of(entry, step) for entry, thing in places for step in thing.steps])]
        for name, places in _by_name(entries, lambda entry: entry.card.systems)
    ]  # fmt: skip
    heads = (say("system"), say("owner"), say("services"), say("what stands still without it"))
    return Table(say("systems"), heads, rows)


def channels(entries: Sequence[Entry]) -> Table:
    """Return the channels, with their hours and the services that use them."""
    rows = [
        [name, _joined([WeekHours(str(thing.words)) for _, thing in places if thing.words is not None]),
         _services(places)]
        for name, places in _by_name(entries, lambda entry: entry.card.channels)
    ]  # fmt: skip
    return Table(say("channels"), (say("channel"), say("open"), say("services")), rows)


def people(entries: Sequence[Entry]) -> Table:
    """Return who acts, whether as a partner, and in which services."""
    rows = []
    for name, places in _by_name(entries, lambda entry: entry.card.actors):
        partner = any(thing.is_partner for _, thing in places)
        whose = say("partner") if partner else say("own organisation")
        rows.append([name, whose, _owners(places), _services(places)])
    return Table(say("actors"), (say("actor"), say("of"), say("owner"), say("services")), rows)


def sources(entries: Sequence[Entry]) -> Table:
    """Return where what is known comes from."""
    rows = []
    for name, places in _by_name(entries, lambda entry: entry.card.sources):
        counts = [thing.words for _, thing in places if thing.words is not None]
        newest = max((thing.day for _, thing in places if thing.day is not None), default=None)
        rows.append([
            name, Joined(counts[:1]) if counts else NOT_STATED,
            day_of(None if newest is None else date.fromisoformat(newest)), _services(places),
        ])  # fmt: skip
    heads = (say("source"), say("people asked"), say("date"), say("services"))
    return Table(say("sources"), heads, rows)


def personas(entries: Sequence[Entry]) -> Table:
    """Return for whom the services are, and how many of them each helps."""
    places: dict[str, list[object]] = defaultdict(list)
    names: dict[str, str] = {}
    for entry in entries:
        for persona in entry.card.personas:
            names.setdefault(_folded(persona.name), persona.name)
            places[_folded(persona.name)].append(Joined([ServiceName.of(entry), persona.helped], " "))
    rows = [
        [names[folded], Joined(helped)]
        for folded, helped in sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    return Table(say("personas"), (say("persona"), say("helped")), rows)


def _owners(places: Iterable[tuple[Entry, CardThing]]) -> object:
    return _joined([thing.owner for _, thing in places if thing.owner])


def _joined(texts: Sequence[object]) -> object:
    return Joined(list(dict.fromkeys(texts))) if texts else NOT_STATED
