"""Mermaid state diagrams: states and transitions.

Comes along: each state as a step, each transition as a way with its words, a composite state as a phase, a note as a
remark, forks and joins as work that starts beside the path and is waited for; `[*]` begins or ends a way.
Stays behind: that parts of a state run at the same time, and looks (classes, the direction).
"""

from __future__ import annotations

import re

from journeymap.flowcharts.blueprint_of import blueprint_of
from journeymap.flowcharts.chart import DECISION, DEEPEST, END, JOIN, SPLIT, START, Chart, Node
from journeymap.flowcharts.mermaid_text import is_of_kind, top_of
from journeymap.flowcharts.naming import plain_text
from journeymap.flowcharts.rewiring import lead_frames
from journeymap.i18n.messages import say
from journeymap.importer import Choices, Importer, Incoming, Reading, UnreadableError

_OF_THE_KIND = frozenset({"stateDiagram", "stateDiagram-v2"})
_KINDS = {"fork": SPLIT, "join": JOIN, "choice": DECISION}
_WAY = re.compile(r"(?P<source>\[\*\]|[^\s:{}]+)\s*-->\s*(?P<target>\[\*\]|[^\s:{}]+)(?:\s*:\s*(?P<label>.*))?")
_NAMED = re.compile(r"state\s+\"(?P<label>[^\"]*)\"\s+as\s+(?P<name>[^\s{]+)\s*(?P<opens>\{)?")
_STATE = re.compile(r"state\s+(?P<name>[^\s{<\"]+)\s*(?:<<(?P<kind>\w+)>>|\[\[(?P<mark>\w+)\]\])?\s*(?P<opens>\{)?")
_NOTE = re.compile(r"note\s+(?:left|right)\s+of\s+(?P<state>[^\s:]+)\s*(?::\s*(?P<text>.*))?")
_LABEL = re.compile(r"(?P<name>[^\s:{}]+)\s*:\s*(?P<label>.+)")
_HEAD = re.compile(r"(accTitle|accDescr)\s*:\s*(.*)")
_OF_LOOKS = re.compile(r"(?:direction|classDef|class|style|hide|scale|click)\b.*")


def recognises(source: Incoming) -> bool:
    """Return whether a text is a state diagram of Mermaid."""
    return is_of_kind(source, _OF_THE_KIND)


def read(source: Incoming, choices: Choices) -> Reading:
    """Return what a state diagram says."""
    return blueprint_of(_Reader(source).chart(), choices)


class _Reader:
    """The reading of one state diagram, line by line."""

    def __init__(self, source: Incoming) -> None:
        self.source = source
        self.made = Chart(source.name)
        self.open: list[str] = []
        self.note: tuple[str, list[str]] | None = None
        self.members: dict[str, list[str]] = {}
        self.ends: dict[str, list[str]] = {}

    def chart(self) -> Chart:
        text = self.source.text()
        top = top_of(text)
        if top is None or top.kind not in _OF_THE_KIND:
            raise UnreadableError(say("this is no state diagram of Mermaid"), self.source.place(1, 1))
        self.made.title = top.title
        above = text.count("\n", 0, top.end)
        for number, line in enumerate(text[top.end :].split("\n"), above + 1):
            words = line.split("%%")[0].strip().rstrip(";").strip()
            if words:
                self._line(words, self.source.place(number, len(line) - len(line.lstrip()) + 1))
        self._lead_composites()
        return self.made

    def _line(self, words: str, place: str) -> None:
        if self.note is not None:
            self._in_note(*self.note, words, place)
        elif (way := _WAY.fullmatch(words)) is not None:
            self._way(way, place)
        elif (named := _NAMED.fullmatch(words)) is not None:
            self._state(named["name"], named["label"], place, opens=named["opens"] is not None)
        elif (state := _STATE.fullmatch(words)) is not None:
            kind = _KINDS.get(state["kind"] or state["mark"] or "")
            self._state(state["name"], None, place, opens=state["opens"] is not None, kind=kind)
        elif words == "}":
            if self.open:
                self.open.pop()
        elif (note := _NOTE.fullmatch(words)) is not None:
            if note["text"] is None:
                self.note = (note["state"], [])
            else:
                self._remark(note["state"], note["text"], place)
        elif words == "--":
            self.made.lost(place, say("that parts of a state run at the same time"))
        elif (head := _HEAD.fullmatch(words)) is not None:
            if head[1] == "accTitle":
                self.made.title = self.made.title or plain_text(head[2])
            else:
                self.made.about = plain_text(head[2])
        elif _OF_LOOKS.fullmatch(words) is None:
            self._named_state(words, place)

    def _named_state(self, words: str, place: str) -> None:
        if (label := _LABEL.fullmatch(words)) is not None:
            self._state(label["name"], label["label"], place)
        elif re.fullmatch(r"[^\s:{}]*\w[^\s:{}]*", words) is not None:
            self._state(words, None, place)
        else:
            self.made.lost(place, say('"{text}" is not understood', text=words[:60]))

    def _in_note(self, state: str, lines: list[str], words: str, place: str) -> None:
        if words == "end note":
            self._remark(state, " ".join(lines), place)
            self.note = None
        else:
            lines.append(words)

    def _remark(self, state: str, text: str, place: str) -> None:
        node = self._state(state, None, place)
        if node is None:
            self.made.lost(place, say('a note on the frame "{name}"', name=state))
        elif told := plain_text(text):
            node.note(told)

    def _state(
        self, name: str, label: str | None, place: str, *, opens: bool = False, kind: str | None = None
    ) -> Node | None:
        """Return the node of a state, made where it is new; None where it is a composite one."""
        name = name.split(":::", maxsplit=1)[0]
        if opens:
            known = self.made.nodes.pop(name, None)
            self.made.groups[name] = plain_text(label or (known.label if known is not None else name))
            self.members.setdefault(name, [])
            self.open.append(name)
            if len(self.open) > DEEPEST:
                raise UnreadableError(say("frames stand too deep within each other"), place)
            return None
        if name in self.members:
            if label is not None:
                self.made.groups[name] = plain_text(label) or name
            return None
        node = self.made.nodes.get(name)
        if node is None:
            node = self.made.add(Node(name, name, place, group=self.open[-1] if self.open else None))
            for composite in self.open:
                self.members[composite].append(name)
        if label is not None:
            node.label = plain_text(label) or name
        if kind is not None:
            node.kind, node.label = kind, "" if node.label == name else node.label
        return node

    def _way(self, way: re.Match[str], place: str) -> None:
        names = {part: way[part].split(":::")[0] for part in ("source", "target")}
        if self.open and "[*]" in names.values():
            self._end_of_composite(names, way["label"], place)
            return
        for part, kind in (("source", START), ("target", END)):
            if names[part] == "[*]":
                names[part] = f"[*]-{len(self.made.nodes)}"
                self.made.add(Node(names[part], "", place, kind=kind))
            else:
                self._state(names[part], None, place)
        self.made.connect(names["source"], names["target"], place, label=plain_text(way["label"] or ""))

    def _end_of_composite(self, names: dict[str, str], label: str | None, place: str) -> None:
        """Take the beginning and the end of a composite state for its own: they are not those of the journey."""
        name = self.open[-1]
        for state in names.values():
            if state != "[*]":
                self._state(state, None, place)
        inner = self.members[name]
        if names["source"] == "[*]" != names["target"] and names["target"] in inner:
            inner.remove(names["target"])
            inner.insert(0, names["target"])
        elif names["target"] == "[*]" != names["source"]:
            self.ends.setdefault(name, []).append(names["source"])
        if label:
            self.made.lost(place, say('the words "{text}" on an arrow', text=plain_text(label)))

    def _lead_composites(self) -> None:
        """Let an arrow to a composite state lead to the first state in it, and one from it come from all its ends."""
        # A state that other lines name before it turns out to be a composite one was no step of its own.
        for name in self.members:
            self.made.nodes.pop(name, None)
        for arrow in self.made.arrows:
            ends = [state for state in self.ends.get(arrow.source, ()) if state in self.made.nodes]
            if arrow.source in self.members and ends:
                for state in ends[1:]:
                    self.made.connect(state, arrow.target, arrow.place, label=arrow.label)
                self.made.turn(arrow, ends[0], arrow.target, arrow.kind)
        lead_frames(self.made, self.members)


IMPORTER = Importer("mermaid-state", (), recognises, read)
