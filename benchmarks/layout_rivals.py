"""Other layouts on the same cards and arrows: Graphviz dot, ELK and d2, each told as much as it can be told.

What they get: every card with the size that our drawing gives it, every arrow, every label with the box that ours has.
dot and d2 get the rows as clusters in their order, dot also the cards of one step in one rank, unless it fails at that.
ELK gets either the rows as containers or the phases as partitions; it cannot do both.
"""

from __future__ import annotations

import json
import math
import os
import queue
import shutil
import subprocess
import threading
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from layout_figures import Drawing, Point

RUNNERS = Path(__file__).parent / "rivals"
PACKAGES = ("elkjs", "@terrastruct/d2")
SAMPLES = 8  # straight pieces that a curve is cut to
FLAT = 0.6  # points: what bends less than this is straight


class Missing(Exception):  # noqa: N818
    """A rival cannot be had here."""


class Laid(NamedTuple):
    """A rival's drawing and the seconds it took; no drawing when it failed or was not done in time."""

    drawing: Drawing | None
    seconds: float


class Rival(NamedTuple):
    """A rival's name in the tables, and how it lays out drawings: the name of each and what came of it."""

    name: str
    lay_out: Callable[[dict[str, Drawing], Path, float], Iterator[tuple[str, Laid]]]


def flattened(control: list[Point]) -> list[Point]:
    """Cut a chain of cubic Bezier curves to straight pieces, as few as show no difference."""
    points = [control[0]]
    for a, b, c, d in zip(control[0::3], control[1::3], control[2::3], control[3::3], strict=False):
        for number in range(1, SAMPLES + 1):
            t = number / SAMPLES
            u = 1 - t
            weighed = list(zip((u**3, 3 * u * u * t, 3 * u * t * t, t**3), (a, b, c, d), strict=True))
            points.append((sum(w * p[0] for w, p in weighed), sum(w * p[1] for w, p in weighed)))
    return _simplified(points)


def _simplified(points: list[Point]) -> list[Point]:
    """Leave out points that lie next to straight (Douglas and Peucker, 1973)."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = math.dist(points[0], points[-1]) or 1e-9
    off = [abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length for x, y in points]
    worst = max(range(len(points)), key=off.__getitem__)
    if off[worst] <= FLAT:
        return [points[0], points[-1]]
    return _simplified(points[: worst + 1])[:-1] + _simplified(points[worst:])


def _redrawn(drawing: Drawing, boxes: dict[str, tuple[float, float]], arrows: Iterable[dict[str, Any]]) -> Drawing:
    """Return the drawing with the cards elsewhere: their middles, and per arrow its points and its label's middle."""
    cards = [{**card, "x": boxes[card["id"]][0], "y": boxes[card["id"]][1]} for card in drawing["cards"]]
    drawn = []
    for arrow, way in zip(drawing["arrows"], arrows, strict=True):
        label = None
        if arrow["label"] and way["label"]:
            label = {**arrow["label"], "x": way["label"][0], "y": way["label"][1]}
        drawn.append({**arrow, "points": way["points"], "label": label})
    spots = [point for arrow in drawn for point in arrow["points"]]
    spots += [
        (card["x"] + side * card["w"] / 2, card["y"] + side * card["h"] / 2) for card in cards for side in (-1, 1)
    ]
    size = [max(spot[axis] for spot in spots) - min(spot[axis] for spot in spots) for axis in (0, 1)]
    return {**drawing, "size": size, "cards": cards, "arrows": drawn}


def _dot_source(drawing: Drawing, *, ranks: bool) -> str:
    names = {card["id"]: f"n{number}" for number, card in enumerate(drawing["cards"])}
    lines = ["digraph {", 'rankdir=LR; newrank=true; nodesep=.3; ranksep=.5; node [shape=box fixedsize=true label=""]']
    for number, row in enumerate(drawing["rows"]):
        lines.append(f"subgraph cluster_{number} {{")
        lines += [
            f"{names[card['id']]} [width={card['w'] / 72:.4f} height={card['h'] / 72:.4f}]"
            for card in drawing["cards"]
            if card["row"] == row
        ]
        lines.append("}")
    steps: dict[tuple[str, str], list[str]] = {}
    for card in drawing["cards"]:
        steps.setdefault((card["step"], card["phase"]), []).append(names[card["id"]])
    if ranks:
        lines += [f"{{ rank=same; {'; '.join(own)} }}" for own in steps.values() if len(own) > 1]
    for arrow in drawing["arrows"]:
        label = ""
        if arrow["label"]:
            size = f'WIDTH="{math.ceil(arrow["label"]["w"])}" HEIGHT="{math.ceil(arrow["label"]["h"])}"'
            label = f' [label=<<TABLE BORDER="0" CELLBORDER="0" FIXEDSIZE="TRUE" {size}><TR><TD></TD></TR></TABLE>>]'
        lines.append(f"{names[arrow['from']]} -> {names[arrow['to']]}{label}")
    return "\n".join([*lines, "}"])


def _from_dot(drawing: Drawing, laid: dict[str, Any]) -> Drawing:
    def pair(text: str) -> Point:
        x, y = text.split(",")
        return float(x), -float(y)

    middles = {each["name"]: pair(each["pos"]) for each in laid["objects"] if "pos" in each}
    boxes = {card["id"]: middles[f"n{number}"] for number, card in enumerate(drawing["cards"])}
    ways = []
    for edge in laid["edges"]:  # in the order of the source
        parts = edge["pos"].split()
        tip = next((pair(part[2:]) for part in parts if part.startswith("e,")), None)
        curve = [pair(part) for part in parts if part[1] != ","]
        points = flattened(curve) + ([tip] if tip else [])
        ways.append({"points": points, "label": pair(edge["lp"]) if "lp" in edge else None})
    return _redrawn(drawing, boxes, ways)


def dot(drawings: dict[str, Drawing], _scratch: Path, limit: float) -> Iterator[tuple[str, Laid]]:
    """Graphviz dot with a cluster per row, curves as it likes best."""
    program = shutil.which("dot")
    if program is None:
        raise Missing("dot is not installed (Debian: graphviz)")
    for name, drawing in drawings.items():
        laid = None
        for ranks in (True, False):  # dot cannot always keep ranks across clusters: it stops with an error
            begin = time.perf_counter()
            try:
                done = subprocess.run(
                    [program, "-Tjson"],
                    input=_dot_source(drawing, ranks=ranks),
                    capture_output=True,
                    text=True,
                    timeout=limit,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                break
            took = time.perf_counter() - begin
            if done.returncode == 0:
                laid = Laid(_from_dot(drawing, json.loads(done.stdout)), took)
                break
        yield name, laid or Laid(None, limit)


def _node(name: str, requests: dict[str, dict[str, Any]], scratch: Path, limit: float) -> Iterator[dict[str, Any]]:
    """Run one of the runners on requests from small to large; end at the first answer that is not there in time."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Missing("node and npm are not installed (Debian: npm)")
    scratch.mkdir(parents=True, exist_ok=True)
    package = PACKAGES[("elk", "d2").index(name)]
    if not (scratch / "node_modules" / package).is_dir():
        done = subprocess.run(
            [npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(scratch), package],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Missing(f"npm cannot install {package}: {done.stderr.strip()[-200:]}")
    runner = scratch / f"{name}.mjs"  # packages are looked for beside the program
    runner.write_bytes((RUNNERS / runner.name).read_bytes())
    process = subprocess.Popen(
        [node, "--max-old-space-size=4096", str(runner)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )
    answers: queue.Queue[str] = queue.Queue()

    def listen() -> None:
        for line in process.stdout or ():
            if line.startswith("{"):  # d2 also writes there what it fails of
                answers.put(line)

    threading.Thread(target=listen, daemon=True).start()
    try:
        for number, (drawing, request) in enumerate(requests.items()):
            assert process.stdin
            process.stdin.write(json.dumps({"name": drawing, **request}) + "\n")
            process.stdin.flush()
            try:
                yield json.loads(answers.get(timeout=limit + (120 if number == 0 else 0)))  # the first one starts it
            except queue.Empty:
                return
    except BrokenPipeError:
        return
    finally:
        process.kill()
        process.wait()


def _all_answered(
    drawings: dict[str, Drawing],
    answers: Iterator[dict[str, Any]],
    read: Callable[[Drawing, dict[str, Any]], Drawing | None],
) -> Iterator[tuple[str, Laid]]:
    rest = dict(drawings)
    for answer in answers:
        drawing = rest.pop(answer["name"])
        yield answer["name"], Laid(read(drawing, answer), answer["seconds"])
    for name in rest:
        yield name, Laid(None, math.inf)


def _by_size(drawings: dict[str, Drawing]) -> dict[str, Drawing]:
    return dict(sorted(drawings.items(), key=lambda each: len(each[1]["arrows"])))


_ELK = {
    "elk.algorithm": "layered",
    "elk.direction": "RIGHT",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
}


def _elk_graph(drawing: Drawing, *, lanes: bool) -> dict[str, Any]:
    def node(number: int, card: dict[str, Any]) -> dict[str, Any]:
        options = {} if lanes else {"elk.partitioning.partition": str(drawing["phases"].index(card["phase"]))}
        return {"id": f"n{number}", "width": card["w"], "height": card["h"], "layoutOptions": options}

    names = {card["id"]: f"n{number}" for number, card in enumerate(drawing["cards"])}
    if lanes:
        options = {**_ELK, "elk.hierarchyHandling": "INCLUDE_CHILDREN"}
        children: list[dict[str, Any]] = [
            {
                "id": f"row{place}",
                "children": [node(number, card) for number, card in enumerate(drawing["cards"]) if card["row"] == row],
            }
            for place, row in enumerate(drawing["rows"])
        ]
    else:
        options = {**_ELK, "elk.partitioning.activate": "true"}
        children = [node(number, card) for number, card in enumerate(drawing["cards"])]
    edges = []
    for number, arrow in enumerate(drawing["arrows"]):
        edge: dict[str, Any] = {
            "id": f"e{number}",
            "sources": [names[arrow["from"]]],
            "targets": [names[arrow["to"]]],
            "labels": [],
        }
        if arrow["label"]:
            edge["labels"] = [{"text": arrow["text"], "width": arrow["label"]["w"], "height": arrow["label"]["h"]}]
        edges.append(edge)
    return {"id": "root", "layoutOptions": options, "children": children, "edges": edges}


def _from_elk(drawing: Drawing, answer: dict[str, Any]) -> Drawing | None:
    graph = answer["graph"]
    if graph is None:
        return None
    corner: dict[str, Point] = {"root": (0.0, 0.0)}
    middle: dict[str, Point] = {}

    def walk(node: dict[str, Any], x: float, y: float) -> None:
        corner[node["id"]] = (x, y)
        middle[node["id"]] = (x + node.get("width", 0) / 2, y + node.get("height", 0) / 2)
        for child in node.get("children", ()):
            walk(child, x + child["x"], y + child["y"])

    walk(graph, 0.0, 0.0)
    ways = []
    for edge in graph["edges"]:
        dx, dy = corner[edge.get("container", "root")]
        points: list[Point] = []
        for section in edge["sections"]:
            course = [section["startPoint"], *section.get("bendPoints", ()), section["endPoint"]]
            points += [(point["x"] + dx, point["y"] + dy) for point in course]
        label = next(iter(edge["labels"]), None)
        place = (label["x"] + label["width"] / 2 + dx, label["y"] + label["height"] / 2 + dy) if label else None
        ways.append({"points": points, "label": place})
    boxes = {card["id"]: middle[f"n{number}"] for number, card in enumerate(drawing["cards"])}
    return _redrawn(drawing, boxes, ways)


def elk_lanes(drawings: dict[str, Drawing], scratch: Path, limit: float) -> Iterator[tuple[str, Laid]]:
    """ELK layered with a container per row, arrows across containers."""
    ordered = _by_size(drawings)
    requests = {name: {"graph": _elk_graph(drawing, lanes=True)} for name, drawing in ordered.items()}
    yield from _all_answered(ordered, _node("elk", requests, scratch, limit), _from_elk)


def elk_phases(drawings: dict[str, Drawing], scratch: Path, limit: float) -> Iterator[tuple[str, Laid]]:
    """ELK layered with the phases as partitions; rows are not known to it."""
    ordered = _by_size(drawings)
    requests = {name: {"graph": _elk_graph(drawing, lanes=False)} for name, drawing in ordered.items()}
    yield from _all_answered(ordered, _node("elk", requests, scratch, limit), _from_elk)


def _d2_source(drawing: Drawing) -> str:
    lines = ["direction: right"]
    paths = {}
    for place, row in enumerate(drawing["rows"]):
        lines.append(f'row{place}: "" {{')
        for number, card in enumerate(drawing["cards"]):
            if card["row"] == row:
                paths[card["id"]] = f"row{place}.n{number}"
                lines.append(f'n{number}: "" {{ width: {round(card["w"])}; height: {round(card["h"])} }}')
        lines.append("}")
    for arrow in drawing["arrows"]:
        words = f': "{"x" * max(1, round(arrow["label"]["w"] / 5))}" {{ style.font-size: 8 }}' if arrow["label"] else ""
        lines.append(f"{paths[arrow['from']]} -> {paths[arrow['to']]}{words}")
    return "\n".join(lines)


def _from_d2(drawing: Drawing, answer: dict[str, Any]) -> Drawing | None:
    diagram = answer["diagram"]
    if diagram is None:
        return None
    middle = {
        shape["id"].rpartition(".")[2]: (
            shape["pos"]["x"] + shape["width"] / 2,
            shape["pos"]["y"] + shape["height"] / 2,
        )
        for shape in diagram["shapes"]
    }
    ways = []
    for connection in diagram["connections"]:  # in the order of the source
        control = [(point["x"], point["y"]) for point in connection["route"]]
        points = flattened(control) if connection.get("isCurve") else control
        ways.append({"points": points, "label": _halfway(points)})
    boxes = {card["id"]: middle[f"n{number}"] for number, card in enumerate(drawing["cards"])}
    return _redrawn(drawing, boxes, ways)


def _halfway(points: list[Point]) -> Point:
    """Find the middle of a polyline, where d2 sets the words."""
    rest = sum(math.dist(a, b) for a, b in pairwise(points)) / 2
    for a, b in pairwise(points):
        length = math.dist(a, b)
        if length >= rest and length:
            return a[0] + (b[0] - a[0]) * rest / length, a[1] + (b[1] - a[1]) * rest / length
        rest -= length
    return points[-1]


def d2(drawings: dict[str, Drawing], scratch: Path, limit: float) -> Iterator[tuple[str, Laid]]:
    """Lay out with d2 and its engine dagre, with a container per row."""
    ordered = _by_size(drawings)
    requests = {name: {"source": _d2_source(drawing)} for name, drawing in ordered.items()}
    yield from _all_answered(ordered, _node("d2", requests, scratch, limit), _from_d2)


RIVALS = (
    Rival("dot, rows as clusters", dot),
    Rival("ELK, rows as containers", elk_lanes),
    Rival("ELK, phases as partitions", elk_phases),
    Rival("d2, rows as containers", d2),
)
