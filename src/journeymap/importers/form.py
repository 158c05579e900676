"""Forms as JSON, as the form designers of governments keep them: pages, and which page follows which.

Comes along: each page as a step of the customer, its fields as what is asked, a section as a phase, a condition as the
words on the arrow, the page it starts with, a page that sums up or confirms as a good end.
Stays behind: what is written on a page, lists to choose from, rules for what may be filled in.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from journeymap.flowcharts.blueprint_of import blueprint_of
from journeymap.flowcharts.chart import END, Chart, Node
from journeymap.flowcharts.naming import plain_text
from journeymap.i18n.messages import say
from journeymap.importer import Choices, Importer, Incoming, Reading, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWS_ONLY = frozenset(
    {"para", "html", "insettext", "details", "flashcard", "list", "warningtext", "notificationbanner", "markdown"}
)
_MOST_LOOKED_AT = 200_000
_PAGES = re.compile(r'"pages"\s*:\s*\[')


def recognises(source: Incoming) -> bool:
    """Return whether a text is a form: JSON with pages."""
    text = source.beginning(_MOST_LOOKED_AT)
    return text.lstrip().startswith("{") and _PAGES.search(text) is not None


def read(source: Incoming, choices: Choices) -> Reading:
    """Return what a form says."""
    chart = Chart(source.name)
    form = _parsed(source, chart)
    pages = form.get("pages") if isinstance(form, dict) else None
    if not isinstance(pages, list):
        raise UnreadableError(say('there is no list "{key}" in it', key="pages"), source.name)
    chart.title = plain_text(_text(form, "name") or _text(form, "title"))
    chart.groups = {_text(item, "name"): plain_text(_text(item, "title")) for item in _things(form, "sections")}
    conditions = {_text(item, "name"): plain_text(_text(item, "displayName")) for item in _things(form, "conditions")}
    paths = [_add_page(chart, page, f"{source.name}: pages[{number}]", number) for number, page in enumerate(pages)]
    for number, (page, path) in enumerate(zip(pages, paths, strict=True)):
        if path is not None:
            _add_ways(chart, page, conditions, f"{source.name}: pages[{number}]", path)
    start = _text(form, "startPage")
    if start in chart.nodes:
        chart.nodes[start].extra["start"] = True
    elif start:
        chart.lost(f"{source.name}: startPage", say('there is no page "{path}" to start with', path=start))
    return blueprint_of(chart, choices)


def _parsed(source: Incoming, chart: Chart) -> Any:
    """Return what JSON says; keys that stand twice are listed as lost."""

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for key, value in pairs:
            if key in seen:
                chart.lost(source.name, say('the key "{key}" stands twice; the last one counts', key=key[:60]))
            seen[key] = value
        return seen

    try:
        return json.loads(source.text(), object_pairs_hook=mapping)
    except json.JSONDecodeError as error:
        raise UnreadableError(say("this is no JSON"), source.place(error.lineno, error.colno)) from None
    except ValueError:  # a number with thousands of digits
        raise UnreadableError(say("a number in it is too long"), source.name) from None
    except RecursionError:
        raise UnreadableError(say("brackets stand too deep within each other"), source.name) from None


def _text(item: Any, key: str) -> str:
    value = item.get(key) if isinstance(item, dict) else None
    return value if isinstance(value, str) else ""


def _things(item: Any, key: str) -> Iterator[dict[str, Any]]:
    value = item.get(key) if isinstance(item, dict) else None
    yield from (thing for thing in value if isinstance(thing, dict)) if isinstance(value, list) else ()


def _add_page(chart: Chart, page: Any, place: str, number: int) -> str | None:
    """Add the step of a page, and return the path of the page; None where there is none."""
    if not isinstance(page, dict):
        chart.lost(place, say("this is no page"))
        return None
    path = _text(page, "path") or f"#{number}"
    if path in chart.nodes:
        chart.lost(place, say('a second page with the path "{path}"', path=path))
        return None
    section = page.get("section")
    group = section if isinstance(section, str) else _text(section, "name")
    label = plain_text(_text(page, "title")) or plain_text(path.strip("/#").replace("-", " "))
    node = chart.add(Node(path, label, place, lane="customer", group=group or None))
    asked = [
        plain_text(_text(field, "title")) or plain_text(_text(field, "name"))
        for field in _things(page, "components")
        if _text(field, "type").casefold() not in _SHOWS_ONLY
    ]
    if any(asked):
        node.extra["asks"] = list(dict.fromkeys(word for word in asked if word))
    controller = _text(page, "controller").casefold()
    if any(word in controller for word in ("summary", "confirm")) and not list(_things(page, "next")):
        node.kind = END
        node.extra["end"] = "helped"
        chart.guessed(place, say("a page that sums up or confirms is taken for a good end"), step=path)
    return path


def _add_ways(chart: Chart, page: dict[str, Any], conditions: dict[str, str], place: str, path: str) -> None:
    following = page.get("next")
    for number, way in enumerate(following if isinstance(following, list) else ()):
        target = way if isinstance(way, str) else _text(way, "path")
        condition = _text(way, "condition")
        label = conditions.get(condition) or plain_text(condition)
        arrow = chart.connect(path, target, f"{place}.next[{number}]", label=label)
        if target not in chart.nodes:
            message = say('an arrow from "{source}" to "{target}": there is no such page', source=path, target=target)
            chart.lose(arrow, message)


IMPORTER = Importer("form", (), recognises, read)
