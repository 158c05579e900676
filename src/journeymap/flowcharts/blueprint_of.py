"""The blueprint that a chart stands for, as plain data in the long form, with what was lost and guessed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from journeymap.flowcharts.chart import END, INFORMS, NEEDS, NEXT, START, STARTS, TASK
from journeymap.flowcharts.folding import fold
from journeymap.flowcharts.guessing import lane_of, lane_word, language_of, share_in
from journeymap.flowcharts.naming import Ids
from journeymap.flowcharts.rewiring import bypass, merge_doubles
from journeymap.i18n.messages import say
from journeymap.importer import MOST_STEPS, ROWS, Reading, Remark, UnreadableError
from journeymap.model.word_order import OF_STEP

if TYPE_CHECKING:
    from journeymap.flowcharts.chart import Arrow, Chart, Node
    from journeymap.importer import Choices

Long = dict[str, Any]


def blueprint_of(chart: Chart, choices: Choices) -> Reading:
    """Return the data of a chart; UnreadableError where there is no step in it, or far too many."""
    if len(chart.nodes) > MOST_STEPS:
        raise UnreadableError(say("there are more than {count} steps in it", count=MOST_STEPS))
    systems = _as_chosen(chart, choices)
    for arrow in chart.arrows:
        if arrow.share is None and arrow.kind == NEXT:
            arrow.share, arrow.label = share_in(arrow.label)
    for node in chart.nodes.values():
        ways = chart.out_of(node.id, NEXT)
        alone = not any(way.label or way.share is not None for way in ways)
        if node.kind in (TASK, START) and len(ways) > 1 and alone:
            chart.guessed(node.place, say("several arrows leave one box: exactly one of them is taken"), step=node.id)
    fold(chart, choices.language)
    merge_doubles(chart)
    if not chart.nodes:
        raise UnreadableError(say("there is no step in it"), chart.name)
    return _Blueprint(chart, choices, systems).made()


def _as_chosen(chart: Chart, choices: Choices) -> dict[str, list[str]]:
    """Do with nodes what was chosen for their names; return the systems that nodes use, by the ids of these."""
    systems: dict[str, list[str]] = {}
    for node in list(chart.nodes.values()):
        choice = choices.of(node.label) if node.label else None
        if choice == "skip":
            bypass(chart, node.id)
        elif choice == "system":
            for arrow in (*chart.into(node.id), *chart.out_of(node.id)):
                user = arrow.source if arrow.target == node.id else arrow.target
                if user != node.id and node.label not in systems.setdefault(user, []):
                    systems[user].append(node.label)
            bypass(chart, node.id)
        elif choice in ROWS:
            node.row = choice
        elif choice is not None and choice.startswith("end:"):
            node.kind = node.kind if chart.out_of(node.id, NEXT) else END
            node.extra["end"] = choice.removeprefix("end:")
    return systems


class _Blueprint:
    """The making of one blueprint of a chart whose nodes are its steps."""

    def __init__(self, chart: Chart, choices: Choices, systems: dict[str, list[str]]) -> None:
        self.chart = chart
        self.choices = choices
        self.used = systems
        self.actors: dict[str, Long] = {}
        self.systems: dict[str, Long] = {}
        self.phases: dict[str, Long] = {}
        self.names = Ids()
        self.ids: dict[str, str] = {}
        self._known: dict[tuple[str, str], str] = {}
        self._by_name: dict[str, tuple[str, str | None]] = {}
        self.has_lanes = any(node.lane or node.row for node in chart.nodes.values())

    def made(self) -> Reading:
        chart = self.chart
        texts = [node.label for node in chart.nodes.values()] + [arrow.label for arrow in chart.arrows]
        language = self.choices.language or language_of(texts)
        # Phases, actors and systems come after the steps, so that no id of theirs takes that of a step.
        for node in chart.nodes.values():
            self.ids[node.id] = self.names.new(node.label or node.id)
        steps = {self.ids[node.id]: self._step(node) for node in chart.nodes.values()}
        for arrow in chart.arrows:
            self._add(arrow, steps)
        for node in chart.nodes.values():
            self._settle(node, steps[self.ids[node.id]])
        if not self.has_lanes:
            chart.guessed("", say("the source has no lanes: everything is taken for what the customer does"))
        if self.choices.language is None and language is not None:
            chart.guessed("", say('the language of the words is taken to be "{language}"', language=language))
        data: Long = {"journeymap": 1}
        told = {"title": chart.title, "language": language, "about": chart.about}
        data |= {word: text for word, text in told.items() if text}
        things = {"actors": self.actors, "systems": self.systems, "phases": self.phases}
        data |= {word: listed for word, listed in things.items() if listed}
        data["steps"] = {name: _in_order(step) for name, step in steps.items()}
        return Reading(data, tuple(self._with_step_ids(remark) for remark in chart.remarks))

    def _with_step_ids(self, remark: Remark) -> Remark:
        step = None if remark.step is None else self.ids.get(remark.step)
        return Remark(remark.kind, remark.place, remark.message, remark.remedy, step)

    def _step(self, node: Node) -> Long:
        step: Long = {}
        if node.group and (title := self.chart.groups.get(node.group, "")):
            step["phase"] = self._thing(self.phases, "phase", title, {"name": title})
        lane, actor = self._lane(node)
        cell: Long = {"does": node.label or node.id}
        if lane == "system":
            step |= {"support": [cell], "uses": [actor]}
        else:
            step[lane] = [{"by": actor, **cell} if actor else cell]
        for title in self.used.get(node.id, ()):
            system = self._thing(self.systems, "system", title, {"name": title})
            step["uses"] = list(dict.fromkeys((*step.get("uses", ()), system)))
        step |= node.extra
        if node.kind == END:
            step.setdefault("end", "helped")
        return step

    def _thing(self, things: dict[str, Long], kind: str, title: str, thing: Long) -> str:
        """Return the id of a phase, an actor or a system; it is made where there is none of that name yet."""
        if (kind, title) not in self._known:
            self._known[kind, title] = self.names.new(title, kind)
            things[self._known[kind, title]] = thing
        return self._known[kind, title]

    def _lane(self, node: Node) -> tuple[str, str | None]:
        """Return the lane of a node, and the actor or system that acts there."""
        if node.lane is None:
            return node.row or self._lane_of_the_rest(node), None
        if node.lane not in self._by_name:
            self._by_name[node.lane] = self._resolved(node, node.lane)
        lane, actor = self._by_name[node.lane]
        return (lane, actor) if node.row is None or lane == "system" else (node.row, None)

    def _lane_of_the_rest(self, node: Node) -> str:
        """Return the lane of a node that stands in none: the customer's, unless another is that of the customer."""
        if not self.has_lanes:
            return "customer"
        lane = "backstage" if self._has_a_customer else "customer"
        message = say('"{name}" stands in no lane and is taken to be in {lane}', name=node.label, lane=lane)
        self.chart.guessed(node.place, message, step=node.id)
        return lane

    @cached_property
    def _has_a_customer(self) -> bool:
        """Whether a lane of the source is that of the customer."""
        if any(node.row == "customer" for node in self.chart.nodes.values()):
            return True
        titles = {node.lane for node in self.chart.nodes.values() if node.lane is not None}
        return any((self.choices.of(title) or lane_word(title) or lane_of(title)) == "customer" for title in titles)

    def _resolved(self, node: Node, title: str) -> tuple[str, str | None]:
        chosen = self.choices.of(title)
        if chosen is None and (word := lane_word(title)) is not None:
            return word, None
        lane = chosen if chosen in (*ROWS, "system") else lane_of(title) or self.chart.otherwise
        if chosen is None:
            self.chart.guessed(
                node.place,
                say('"{name}" is taken to act in the lane {lane}', name=title, lane=lane),
                say('--map "{name}={lane}" says otherwise', name=title, lane=_another(str(lane))),
            )
        if lane == "system":
            return lane, self._thing(self.systems, "system", title, {"name": title})
        if lane == "evidence":
            return lane, None
        return str(lane), self._thing(self.actors, "actor", title, {"name": title, "lane": lane})

    def _add(self, arrow: Arrow, steps: dict[str, Long]) -> None:
        step, target = steps[self.ids[arrow.source]], self.ids[arrow.target]
        if arrow.kind == NEXT:
            step.setdefault("next", {})[target] = self._way(arrow)
        elif arrow.kind == INFORMS:
            step.setdefault("informs", {})[target] = {"what": arrow.label} if arrow.label else {}
        elif arrow.kind in (STARTS, NEEDS):
            step.setdefault(arrow.kind, []).append(target)
            if arrow.label:
                self.chart.lost(arrow.place, say('the words "{text}" on an arrow', text=arrow.label), step=arrow.source)

    def _way(self, arrow: Arrow) -> Long:
        way: Long = {}
        if arrow.share is not None:
            way["share"] = {"everyone": arrow.share}
        if arrow.label:
            way["when"] = arrow.label
        if arrow.decides is not None:
            lane = lane_word(arrow.decides) or lane_of(arrow.decides) or "backstage"
            way["decides"] = "customer" if lane == "customer" else "organisation"
        if arrow.wait is not None:
            way["wait"] = arrow.wait
        return way

    def _settle(self, node: Node, step: Long) -> None:
        """See to it that a step that goes on is no end."""
        if step.get("end") is not None and step.get("next"):
            self.chart.lost(
                node.place, say('"{step}" is called an end and goes on', step=node.label or node.id), step=node.id
            )
            del step["end"]


def _another(lane: str) -> str:
    """Return a lane in which somebody may act who was taken to act in another."""
    return "backstage" if lane == "frontstage" else "frontstage"


def _in_order(step: Long) -> Long:
    return {word: step[word] for word in OF_STEP if word in step}
