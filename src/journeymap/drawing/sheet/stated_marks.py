"""What the file itself states of a step, as marks on its card: the channel, the times, what goes wrong at times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.analyses.pains import USUAL
from journeymap.i18n.messages import say
from journeymap.i18n.numbers import percent
from journeymap.i18n.text import printable
from journeymap.layout.sheet import Badge

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from journeymap.graph import ServiceGraph
    from journeymap.layout.sheet import BadgeKind

CLOCK = "clock"
_NAMED = 2  # channels that are named; more are counted
_EACH = 2  # marks of one kind; more are counted in the last of them


def stated_marks(graph: ServiceGraph, name: str, language: str, shown: Container[str]) -> list[Badge]:
    """Return what the file says of a step but its pains; `shown` are the rows that are wanted."""
    step = graph.step(name)
    marks = list(_channel(graph, name, language, shown))
    if step.wait is not None and "times" in shown:
        text = say("wait {time}", time=step.wait).text(language)
        marks.append(Badge("wait", printable(text)))
    fails = []
    for fail in step.fails:
        share = "" if fail.share is None else percent(fail.share, language)
        fails.append(Badge("fail-point", f"{printable(fail.what)} {share}".strip(), short=share))
    marks += few(fails, language)
    if step.complaints is not None:
        often = say("{number} per 1000", number=step.complaints * 1000)
        marks.append(Badge("complaint", often.text(language)))
    return marks + few([badge_of("metric", note.text) for note in step.notes], language)


def badge_of(kind: BadgeKind, text: str) -> Badge:
    """Return a mark with the designer's own words."""
    return Badge(kind, printable(text))


def stated_pain(graph: ServiceGraph, name: str) -> Badge | None:
    """Return the gravest pain that a step states, with how many more there are; None where there is none."""
    notes = [note for note in graph.step(name).pains if printable(note.text)]
    if not notes:
        return None
    gravest = max(notes, key=lambda note: note.severity or USUAL)
    more = f" +{len(notes) - 1}" if len(notes) > 1 else ""
    return badge_of("pain", gravest.text + more)


def few(marks: Sequence[Badge], language: str) -> list[Badge]:
    """Return marks of one kind without repetition; where they are many, the last says how many more there are."""
    own = [mark for mark in dict.fromkeys(marks) if mark.text]
    if len(own) <= _EACH:
        return own
    rest = say("and {count} more", count=len(own) - _EACH + 1).text(language)
    return [*own[: _EACH - 1], Badge(own[0].kind, rest)]


def _channel(graph: ServiceGraph, name: str, language: str, shown: Container[str]) -> Iterator[Badge]:
    """Yield by what customer and organisation meet at a step, and how long it takes; the icon is never a guess."""
    step, known = graph.step(name), graph.blueprint.channels
    used = dict.fromkeys(channel for channel in step.channel if channel in known) if "channels" in shown else {}
    channels = [known[channel] for channel in used]
    words = [printable(known[channel].name or channel) for channel in used]
    text = " / ".join(words[:_NAMED])
    if len(words) > _NAMED:
        text += " " + say("and {count} more", count=len(words) - _NAMED).text(language)
    icon: str = (channels[0].kind or "") if channels else ""
    if step.takes is not None and "times" in shown:
        time = printable(step.takes.text(language)).replace(" ", "\u00a0")
        text, icon = (f"{text}\u00a0· {time}", icon) if text else (time, CLOCK)
    if text:
        yield Badge("channel", text, icon=icon)
