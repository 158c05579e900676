"""Mermaid user journeys: tasks with a score, in sections.

Comes along: each task as a step of the first who is named, a section as a phase, a score from 1 to 5 as the feeling.
Stays behind: who else takes part in a task. The order of the tasks is taken for the flow.
"""

from __future__ import annotations

import re

from journeymap.flowcharts.blueprint_of import blueprint_of
from journeymap.flowcharts.chart import Chart, Node
from journeymap.flowcharts.mermaid_text import is_of_kind, top_of
from journeymap.flowcharts.naming import plain_text
from journeymap.i18n.messages import say
from journeymap.importer import Choices, Importer, Incoming, Reading, UnreadableError

_KINDS = frozenset({"journey"})
_TASK = re.compile(r"(?P<name>[^:]+?)\s*:\s*(?P<score>[^:]*?)\s*(?::(?P<people>.*))?")
_HEAD = re.compile(r"(title|accTitle\s*:|accDescr\s*:|section)[ \t]+(.*)")


def recognises(source: Incoming) -> bool:
    """Return whether a text is a user journey of Mermaid."""
    return is_of_kind(source, _KINDS)


def read(source: Incoming, choices: Choices) -> Reading:
    """Return what a user journey says."""
    text = source.text()
    top = top_of(text)
    if top is None or top.kind not in _KINDS:
        raise UnreadableError(say("this is no journey of Mermaid"), source.place(1, 1))
    # Whoever goes through a journey without a word that says who is the customer.
    chart = Chart(source.name, title=top.title, otherwise="customer")
    section: str | None = None
    before: Node | None = None
    above = text.count("\n", 0, top.end)
    for number, line in enumerate(text[top.end :].split("\n"), above + 1):
        place = source.place(number, len(line) - len(line.lstrip()) + 1)
        words = line.split("%%")[0].strip().rstrip(";").strip()
        if not words:
            continue
        if (head := _HEAD.match(words)) is not None:
            told = plain_text(head[2])
            if head[1] == "section":
                section = told
                chart.groups[section] = section
            elif head[1].startswith("accDescr"):
                chart.about = told
            else:
                chart.title = chart.title or told
        elif (task := _TASK.fullmatch(words)) is None or not plain_text(task["name"]):
            chart.lost(place, say('"{text}" is not understood', text=words[:60]))
        else:
            node = _node(chart, task, place, section)
            if before is not None:
                chart.connect(before.id, node.id, place)
                chart.guessed(place, say("the order of the tasks is taken for the flow"))
            before = node
    return blueprint_of(chart, choices)


def _node(chart: Chart, task: re.Match[str], place: str, section: str | None) -> Node:
    people = [name for word in (task["people"] or "").split(",") if (name := plain_text(word))]
    node = chart.add(Node(f"task-{len(chart.nodes)}", plain_text(task["name"]), place, group=section))
    node.lane = people[0] if people else None
    for name in people[1:]:
        chart.lost(place, say('that "{name}" takes part too', name=name), step=node.id)
    score = task["score"].replace(",", ".")
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,6})?", score) and 1 <= float(score) <= 5:
        node.extra["experience"] = {"everyone": {"emotion": float(score) - 3}}
    elif score:
        chart.lost(place, say('"{score}" is no score from 1 to 5', score=task["score"][:60]), step=node.id)
    return node


IMPORTER = Importer("mermaid-journey", (), recognises, read)
