"""Mermaid flowcharts: boxes, arrows and frames.

Comes along: every box as a step, every arrow as a way, words on arrows as conditions, percentages as shares, a frame
as a phase, or as a lane where it bears the name of one; a rhombus folds into the step before it.
Stays behind: looks (classes, styles, icons), what a click does, the direction.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from journeymap.flowcharts.blueprint_of import blueprint_of
from journeymap.flowcharts.chart import DECISION, DEEPEST, END, INFORMS, NEXT, START, TASK, Chart, Node
from journeymap.flowcharts.guessing import lane_of, lane_word, says_end
from journeymap.flowcharts.mermaid_text import is_of_kind, top_of
from journeymap.flowcharts.naming import plain_text
from journeymap.flowcharts.rewiring import lead_frames
from journeymap.i18n.messages import say
from journeymap.importer import Importer, UnreadableError

if TYPE_CHECKING:
    from journeymap.importer import Choices, Incoming, Reading

_KINDS = frozenset({"flowchart", "flowchart-elk", "graph"})
_DIRECTION = re.compile(r"[ \t]*(?:TB|TD|BT|RL|LR|[<>^]|v(?=[\s;]))?[ \t]*")
_BETWEEN = re.compile(r"(?:\s|;|%%[^\n]*)+")
_NAME_OF_LINK = re.compile(r"([\w-]+)@(?=[<xo~=-])")
_ID = re.compile(r"(?=[^\s\[\](){}<>|;&\"@%~=]*\w)(?:(?!--|-\.|==|~~~|:::|@\{)[^\s\[\](){}<>|;&\"@%~=])+")
_SHAPES = (
    ("(((", ")))", "round"), ("((", "))", "round"), ("([", "])", "round"), ("[[", "]]", "box"), ("[(", ")]", "box"),
    ("[/", "/]", "box"), ("[/", "\\]", "box"), ("[\\", "\\]", "box"), ("[\\", "/]", "box"), ("{{", "}}", "box"),
    ("{", "}", "rhombus"), (">", "]", "box"), ("(", ")", "box"), ("[", "]", "box"),
)  # fmt: skip
_NAMED_SHAPES = {
    **dict.fromkeys(("circle", "circ", "sm-circ", "start", "small-circle", "dbl-circ", "double-circle", "fr-circ",
                     "stop", "framed-circle", "stadium", "terminal", "pill"), "round"),
    **dict.fromkeys(("diam", "diamond", "decision", "question", "rhombus"), "rhombus"),
}  # fmt: skip
_LINK = re.compile(r"(?P<left>[<xo](?=--|==|-\.))?(?:(?P<body>-\.+-|-{2,}|={2,})(?P<right>>|[xo](?=[\s|]))?|~{3,})")
_OPENER = re.compile(r"(?P<left>[<xo])?(?P<open>--|==|-\.)(?![-=.>])")
_CLOSERS = {
    "--": r"-{2,}(?P<right>>|[xo](?=\s))?",
    "==": r"={2,}(?P<right>>|[xo](?=\s))?",
    "-.": r"\.+-(?P<right>>|[xo](?=\s))?",
}
_OF_LOOKS = re.compile(r"(?:direction[ \t]+(?:TB|TD|BT|RL|LR)\b|(?:classDef|class|style|linkStyle)[ \t])[^\n;]*")
_CLICK = re.compile(r"click[ \t]+(?P<node>\S+)[ \t]+(?:href[ \t]+)?(?P<what>[^\n]*)")
_NAMED_SHAPE = re.compile(r"@\{((?:\"[^\"]*\"|[^}\"])*)\}")


def recognises(source: Incoming) -> bool:
    """Return whether a text is a flowchart of Mermaid."""
    return is_of_kind(source, _KINDS)


def read(source: Incoming, choices: Choices) -> Reading:
    """Return what a flowchart says."""
    return blueprint_of(chart_of(source, choices), choices)


def chart_of(source: Incoming, choices: Choices) -> Chart:
    """Return the boxes and arrows of a flowchart, as they are drawn."""
    return _Reader(source, choices).chart()


class _Reader:
    """The reading of one flowchart, from its beginning to its end."""

    def __init__(self, source: Incoming, choices: Choices) -> None:
        self.source = source
        self.choices = choices
        self.text = source.text()
        self.place_in_text = 0
        self.shapes: dict[str, str] = {}
        self.frames: list[str] = []
        self.members: dict[str, list[str]] = {}
        self.inside: dict[str, list[str]] = {}
        self.seen: set[tuple[str, str]] = set()
        self.links: set[str] = set()
        self.ends_of_lines = [place for place, sign in enumerate(self.text) if sign == "\n"]
        self.made = Chart(source.name)

    def chart(self) -> Chart:
        top = top_of(self.text)
        if top is None or top.kind not in _KINDS:
            raise UnreadableError(say("this is no flowchart of Mermaid"), self.source.place(1, 1))
        self.made.title = top.title
        self.place_in_text = top.end
        self._take(_DIRECTION)
        while self._at_statement():
            self._statement()
        self._take_out_frames()
        self._place_nodes()
        self._name_kinds()
        lead_frames(self.made, self.members)
        return self.made

    def _at_statement(self) -> bool:
        self._take(_BETWEEN)
        return self.place_in_text < len(self.text)

    def _where(self) -> str:
        line = bisect_left(self.ends_of_lines, self.place_in_text)
        start = self.ends_of_lines[line - 1] + 1 if line else 0
        return self.source.place(line + 1, self.place_in_text - start + 1)

    def _end_of_line(self) -> int:
        line = bisect_left(self.ends_of_lines, self.place_in_text)
        return self.ends_of_lines[line] if line < len(self.ends_of_lines) else len(self.text)

    def _take(self, pattern: str | re.Pattern[str]) -> re.Match[str] | None:
        match = re.compile(pattern).match(self.text, self.place_in_text)
        if match is not None:
            self.place_in_text = match.end()
        return match

    def _statement(self) -> None:
        place = self._where()
        if (match := self._take(r"subgraph\b[ \t]*((?:\"[^\"\n]*\"|[^\n;\"])*)")) is not None:
            self._open_frame(match[1])
        elif self._take(r"end(?=[\s;]|$)") is not None:
            if self.frames:
                self.frames.pop()
        elif (match := self._take(r"accTitle\s*:\s*([^\n]*)")) is not None:
            self.made.title = self.made.title or plain_text(match[1])
        elif (match := self._take(r"accDescr\s*(?::\s*([^\n]*)|\{([^}]*)\})")) is not None:
            self.made.about = plain_text(match[1] or match[2] or "")
        elif (match := self._take(_CLICK)) is not None:
            self._click(match, place)
        elif self._take(_OF_LOOKS) is None and not self._chain():
            self._not_understood(place)
        else:
            # What is left on the line after a statement is none that anybody knows.
            self._take(r"[ \t]*(?=%%|;|\n|$)")
            if not self._at_end_of_statement():
                self._not_understood(self._where())

    def _at_end_of_statement(self) -> bool:
        return self.place_in_text >= len(self.text) or self.text.startswith(("\n", ";", "%%"), self.place_in_text)

    def _not_understood(self, place: str) -> None:
        rest = self._take(r"[^\n;]+")
        words = (rest[0] if rest is not None else self.text[self.place_in_text]).strip()
        self.made.lost(place, say('"{text}" is not understood', text=words[:60]))
        if rest is None:
            self.place_in_text += 1

    def _open_frame(self, words: str) -> None:
        match = re.fullmatch(r"\s*([^\s\[]+)\s*\[(.*)\]\s*", words, re.DOTALL)
        name, title = (match[1], match[2]) if match is not None else (words.strip().strip('"'), words.strip())
        self.made.groups[name] = plain_text(title.strip().strip('"'))
        self.members.setdefault(name, [])
        self.frames.append(name)
        if len(self.frames) > DEEPEST:
            raise UnreadableError(say("frames stand too deep within each other"), self._where())

    def _click(self, match: re.Match[str], place: str) -> None:
        address = re.search(r"\"(https?://[^\"\s]+)\"", match["what"])
        node = self.made.nodes.get(match["node"])
        if node is not None and address is not None:
            node.extra["links"] = [*node.extra.get("links", []), address[1]]
        else:
            self.made.lost(place, say("what a click does is left out"))

    def _chain(self) -> bool:
        before = self._nodes()
        if not before:
            return False
        while True:
            place = self.place_in_text
            self._take(r"\s*")
            where = self._where()
            if (named := self._take(_NAME_OF_LINK)) is not None:
                self.links.add(named[1])
            link = self._link()
            if link is None:
                self.place_in_text = place
                return True
            self._take(r"\s*")
            after = self._nodes()
            if not after:
                self.made.lost(where, say("an arrow leads to nothing"))
                return True
            self._connect(before, after, link, where)
            before = after

    def _connect(self, before: list[str], after: list[str], link: tuple[str, str, bool, bool], place: str) -> None:
        kind, label, left, right = link
        if kind == "~":
            return
        if kind == INFORMS:
            self.made.guessed(place, say("a dotted arrow is taken for word that is given, not for a way"))
        elif not left and not right:
            self.made.guessed(place, say("a line without a head is read as an arrow"))
        for source in before:
            for target in after:
                if right or not left:
                    self.made.connect(source, target, place, label=label, kind=kind)
                if left:
                    self.made.connect(target, source, place, label=label, kind=kind)

    def _link(self) -> tuple[str, str, bool, bool] | None:
        """Return what a link is: its kind, its words, and whether it has a head on the left and on the right."""
        start = self.place_in_text
        opener = self._take(_OPENER)
        if opener is not None:
            closing = re.compile(_CLOSERS[opener["open"]])
            closer = closing.search(self.text, self.place_in_text, self._end_of_line() + 1)
            inner = self.text[self.place_in_text : closer.start()].strip() if closer is not None else ""
            if closer is not None and inner:
                self.place_in_text = closer.end()
                kind = INFORMS if opener["open"] == "-." else NEXT
                return kind, plain_text(inner.strip('"')), opener["left"] is not None, closer["right"] is not None
            self.place_in_text = start
        match = self._take(_LINK)
        if match is None or (match["body"] in ("--", "==") and not match["right"]):
            self.place_in_text = start
            return None
        label = self._take(r"\s*\|(?:\s*\"([^\"]*)\"\s*|([^|]*))\|")
        words = plain_text(label[1] or label[2] or "") if label is not None else ""
        if match["body"] is None:
            return "~", "", False, False
        kind = INFORMS if "." in match["body"] else NEXT
        return kind, words, match["left"] is not None, match["right"] is not None

    def _nodes(self) -> list[str]:
        nodes: list[str] = []
        while (name := self._node()) is not None:
            nodes.append(name)
            if self._take(r"\s*&\s*") is None:
                break
        return nodes

    def _node(self) -> str | None:
        place = self._where()
        match = self._take(_ID)
        if match is None:
            return None
        name = match[0]
        label, shape = self._shape()
        self._take(r":::[\w-]+")
        known = name in self.made.nodes
        if name in self.links and not known:
            return name
        if name not in self.made.groups or known:
            node = self.made.add(Node(name, name, place))
            if label is not None:
                node.label = plain_text(label) or ("" if shape == "rhombus" else name if label else "")
                self.shapes[name] = shape
            self._into_frames(node, moved=label is not None or not known)
        return name

    def _into_frames(self, node: Node, *, moved: bool) -> None:
        """Let a node stand in the frames around it."""
        if moved or node.id not in self.inside:
            self.inside[node.id] = list(self.frames)
        for frame in self.frames:
            if (frame, node.id) not in self.seen:
                self.seen.add((frame, node.id))
                self.members[frame].append(node.id)

    def _place_nodes(self) -> None:
        """Say of each node in which lane and in which phase it stands: the innermost frames around it that are one.

        A frame is a lane where it is called so; beside one of these also where it has the name of somebody who acts.
        """
        titles = self.made.groups
        words = {title: self.choices.of(title) for title in titles.values()}
        words = {title: word or ("lane" if lane_word(title) is not None else None) for title, word in words.items()}
        depths = {frame: depth for frames in self.inside.values() for depth, frame in enumerate(frames)}
        of_lanes = {depth for frame, depth in depths.items() if words[titles[frame]] not in (None, "phase", "skip")}
        for name, frames in self.inside.items():
            node = self.made.nodes.get(name)
            if node is None:
                continue
            for frame in frames:
                beside = depths[frame] in of_lanes and lane_of(titles[frame]) is not None
                word = words[titles[frame]] or ("lane" if beside else "phase")
                if word == "phase":
                    node.group = frame
                elif word != "skip":
                    node.lane = titles[frame]

    def _take_out_frames(self) -> None:
        """Take out the nodes that have turned out to be frames: an arrow may name one before it is drawn."""
        for name in self.made.groups:
            if name in self.made.nodes and name not in self.shapes:
                del self.made.nodes[name]

    def _shape(self) -> tuple[str | None, str]:
        """Return the label in the brackets behind an id, and the shape that they stand for."""
        if (named := self._take(_NAMED_SHAPE)) is not None:
            label = re.search(r"label\s*:\s*(?:\"([^\"]*)\"|([^,]+))", named[1])
            shape = re.search(r"shape\s*:\s*([\w-]+)", named[1])
            words = None if label is None else (label[1] or label[2] or "").strip()
            return words, _NAMED_SHAPES.get(shape[1], "box") if shape is not None else "box"
        for opening, closing, shape_name in _SHAPES:
            if self.text.startswith(opening, self.place_in_text):
                start = self.place_in_text + len(opening)
                quoted = re.compile(r"\s*\"([^\"]*)\"\s*" + re.escape(closing)).match(self.text, start)
                if quoted is not None:
                    self.place_in_text = quoted.end()
                    return quoted[1], shape_name
                end = self.text.find(closing, start, self._end_of_line())
                if end >= 0 and '"' not in self.text[start:end]:
                    self.place_in_text = end + len(closing)
                    return self.text[start:end].strip(), shape_name
        return None, ""

    def _name_kinds(self) -> None:
        """Say of each node what it is, now that all arrows are known."""
        leading = {arrow.source for arrow in self.made.arrows if arrow.kind == NEXT}
        led_to = {arrow.target for arrow in self.made.arrows if arrow.kind == NEXT}
        for node in self.made.nodes.values():
            shape = self.shapes.get(node.id)
            if shape == "rhombus":
                node.kind = DECISION
            elif node.id not in leading and node.id in led_to and (shape == "round" or says_end(node.label)):
                node.kind = END
            elif node.id not in led_to and node.id in leading and shape == "round":
                node.kind = START
            else:
                node.kind = TASK


IMPORTER = Importer("mermaid", (".mmd", ".mermaid"), recognises, read)
