"""Steps: put in, moved to another row, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from journeymap.changes import NotPossibleError, Put, Rename, Take
from journeymap.editing.operations.asking import LANES, Doubt, Plan, Scene
from journeymap.editing.operations.ids import id_of
from journeymap.editing.operations.ways import led, redirected, targets_of
from journeymap.graph.references import references
from journeymap.i18n.messages import Quoted, say
from journeymap.i18n.references import StepRef
from journeymap.model.waiting import Closed, GivesUp

if TYPE_CHECKING:
    from journeymap.changes import Change
    from journeymap.graph.references import Reference

_ROWS = LANES[1:]


class NewStep(Struct, frozen=True):
    """A step to put in: its words, behind which step and before which, and where it differs from the step before.

    With `beside` it stands on a way of its own, beside those that lead on from the step before it.
    """

    words: str
    after: str | None = None
    before: str | None = None
    lane: str | None = None
    actor: str | None = None
    phase: str | None = None
    beside: bool = False


def add(scene: Scene, new: NewStep) -> Plan:
    """Return the plan for a step behind another one, on all its ways or on one of them; or for the first step."""
    words = " ".join(new.words.split())
    if not words:
        raise NotPossibleError(say("some words are needed here"))
    if new.lane is not None and new.lane not in LANES:
        raise NotPossibleError(say('there is no lane "{lane}"', lane=new.lane))
    name = id_of(words, {*scene.steps, *scene.blueprint.systems}, "step")
    before: dict[str, Any] = scene.step(new.after) if new.after is not None else {}
    step = _like(before, new, words)
    done = say('step "{words}" added', words=words)
    place = ("steps", name)
    if new.after is None:
        first = next(iter(scene.steps), None)
        if first is not None:
            step["next"] = first
        return Plan([Put(place, step, first=first is not None)], done, name, (name,))
    ways = targets_of(before)
    changes: list[Change] = []
    if new.beside:
        led_to = led(scene, new.after, name, Quoted(words))
        return Plan([Put(place, step, after=new.after), *led_to.changes], done, name, (name,))
    if new.before is not None:
        if new.before not in ways:
            raise NotPossibleError(say("there is no such way"))
        step["next"] = new.before
        changes = redirected(scene, new.after, new.before, name)
    elif len(ways) == 1:
        step["next"] = ways[0]
        changes = redirected(scene, new.after, ways[0], name)
    elif ways:
        step["next"] = before["next"]
        changes = [Put(("steps", new.after, "next"), name)]
    else:
        if before.get("end") is not None:
            step["end"] = before["end"]
            changes = [Take(("steps", new.after, "end"))]
        changes.append(Put(("steps", new.after, "next"), name))
    return Plan([Put(place, step, after=new.after), *changes], done, name, (name,))


def _like(before: dict[str, Any], new: NewStep, words: str) -> dict[str, Any]:
    """Return what a step says: phase, first cell, actor and channel as the step before it."""
    step: dict[str, Any] = {}
    phase = new.phase if new.phase is not None else before.get("phase")
    if isinstance(phase, str):
        step["phase"] = phase
    own = next((lane for lane in before if lane in _ROWS), None)
    lane = new.lane or own or "customer"
    actor = new.actor if new.actor is not None or lane != own else _actor(before.get(lane))
    step[lane] = {"by": actor, "does": words} if actor else words
    if before.get("channel") is not None and new.lane is None:
        step["channel"] = before["channel"]
    return step


def _actor(cells: Any) -> str | None:
    first = cells[0] if isinstance(cells, list) and cells else cells
    by = first.get("by") if isinstance(first, dict) else None
    return by if isinstance(by, str) else None


class Move(Struct, frozen=True):
    """A card to move: the words of a lane of a step, and to which lane, actor or phase; None stays as it is."""

    step: str
    lane: str | None = None
    item: int = 0
    to_lane: str | None = None
    to_actor: str | None = None
    to_phase: str | None = None


def move(scene: Scene, card: Move) -> Plan:
    """Return the plan for a card in another row, or a step in another phase."""
    step = scene.step(card.step)
    changes: list[Change] = []
    lane = card.lane or next((name for name in step if name in LANES), None)
    goal = card.to_lane or lane
    if card.to_lane is not None and card.to_lane not in _ROWS:
        raise NotPossibleError(say("a card cannot be moved to this row"))
    if card.to_lane is not None or card.to_actor is not None:
        if lane is None or step.get(lane) is None:
            raise NotPossibleError(say("there are no words in this row"))
        if lane not in _ROWS:
            raise NotPossibleError(say("evidence is no deed of anybody; it stays in its row"))
        changes += _to_row(scene, card, step, lane, goal or lane)
    if card.to_phase is not None and card.to_phase != scene.blueprint.steps[card.step].phase:
        changes += _to_phase(scene, card.step, card.to_phase)
    if not changes:
        raise NotPossibleError(say("the card is there already"))
    return Plan(changes, say("{step} moved", step=StepRef(card.step)), card.step)


def _to_row(scene: Scene, card: Move, step: dict[str, Any], lane: str, goal: str) -> list[Change]:
    place = ("steps", card.step)
    cells = step[lane]
    if isinstance(cells, list) and not 0 <= card.item < len(cells):
        raise NotPossibleError(say("there are no words in this row"))
    listed = isinstance(cells, list) and len(cells) > 1
    cell = cells[card.item] if isinstance(cells, list) else cells
    actor = card.to_actor
    if actor is None and lane != goal:
        known = scene.blueprint.actors.get(_actor(cell) or "")
        # Who acts elsewhere does not do this: nobody is named for it now.
        actor = "" if known is not None and known.lane not in (None, goal) else None
    if lane == goal:
        return _by((*place, lane, *((card.item,) if isinstance(cells, list) else ())), cell, actor)
    if step.get(goal) is not None:
        if listed or (isinstance(step[goal], list) and len(step[goal]) > 1):
            raise NotPossibleError(say("there are words in this row already"))
        question = say("There are words in this row already. Swap the two?")
        scene.confirm(Doubt(f"swap:{card.step}.{goal}", question, (_words(cell), _words(step[goal]))))
        return [Put((*place, goal), cells), Put((*place, lane), step[goal])]
    if not listed:
        return [Rename((*place, lane), goal), *_by((*place, goal), cell, actor)]
    changes: list[Change] = [Put((*place, goal), cell, after=lane)]
    if actor is not None:
        changes = [Put((*place, goal), _with_actor(cell, actor), after=lane)]
    return [*changes, Take((*place, lane, card.item))]


def _by(path: tuple[str | int, ...], cell: Any, actor: str | None) -> list[Change]:
    if actor is None or actor == (_actor(cell) or ""):
        return []
    if isinstance(cell, dict) and actor:
        return [Put((*path, "by"), actor)]
    if isinstance(cell, dict) and cell.keys() != {"by", "does"}:
        return [Take((*path, "by"))]
    return [Put(path, _with_actor(cell, actor))]


def _with_actor(cell: Any, actor: str) -> Any:
    rest = {"does": cell} if not isinstance(cell, dict) else {key: cell[key] for key in cell if key != "by"}
    if actor:
        return {"by": actor, **rest}
    return rest["does"] if rest.keys() == {"does"} else rest


def _words(cell: Any) -> str:
    first = cell[0] if isinstance(cell, list) and cell else cell
    return str(first.get("does", "")) if isinstance(first, dict) else str(first)


def _to_phase(scene: Scene, name: str, phase: str) -> list[Change]:
    """Return the changes that put a step in another phase; what took its phase from it keeps the one it has."""
    if scene.blueprint.phases and phase not in scene.blueprint.phases:
        raise NotPossibleError(say('there is no phase "{phase}"', phase=phase))
    names = list(scene.steps)
    following = next(iter(names[names.index(name) + 1 :]), None)
    changes: list[Change] = [Put(("steps", name, "phase"), phase, first=True)]
    before = _phase_at(scene, name)
    if following is not None and not scene.step(following).get("phase") and before is not None:
        changes.append(Put(("steps", following, "phase"), before, first=True))
    return changes


def _phase_at(scene: Scene, name: str) -> str | None:
    """Return the phase of a step: its own, or that of the nearest before it in the file that says one."""
    phase = None
    for known, step in scene.steps.items():
        if isinstance(step, dict) and isinstance(step.get("phase"), str):
            phase = step["phase"]
        if known == name:
            break
    return phase


def delete(scene: Scene, names: list[str]) -> Plan:
    """Return the plan for one step less: the ways to it lead on where it has one way out, else they are asked about."""
    if len(names) != 1:
        raise NotPossibleError(say("name one step after the other"))
    (name,) = names
    step = scene.step(name)
    ways = [target for target in targets_of(step) if target != name]
    onward = ways[0] if len(ways) == 1 else None
    changes: list[Change] = []
    after: list[Change] = []
    lost: list[Reference] = []
    for reference in references(scene.blueprint):
        if reference.word == name and reference.step != name and reference.kind == "way":
            after += _missed(scene, str(reference.step), name, onward)
        if reference.word != name or reference.step == name or reference.kind not in ("step", "used"):
            continue
        if reference.kind == "used" and name in scene.blueprint.systems:
            continue
        if onward is not None and reference.path[:1] == ("next",) and reference.step != onward:
            changes += redirected(scene, str(reference.step), name, onward)
        else:
            lost.append(reference)
    if lost:
        details = tuple(dict.fromkeys(f"{reference.step or '·'}: {reference.path[0]}" for reference in lost))
        question = say("{step} is pointed at from elsewhere. Delete it, and what points at it?", step=StepRef(name))
        scene.confirm(Doubt(f"references:{name}", question, details))
    for reference in lost:
        changes += _unsaid(scene, reference)
    return Plan([*changes, *after, Take(("steps", name), above=True)], say("{step} deleted", step=StepRef(name)))


def _missed(scene: Scene, source: str, name: str, onward: str | None) -> list[Change]:
    """Return the changes by which a missed deadline leads where the way leads now, or nowhere."""
    step = scene.step(source)
    ways = step.get("next")
    places: list[tuple[tuple[str, ...], Any]] = [(("deadline",), step.get("deadline"))]
    if isinstance(ways, dict):
        places += [
            (("next", onward if way == name and onward is not None else way, "deadline"), value["deadline"])
            for way, value in ways.items()
            if isinstance(value, dict) and "deadline" in value and (way != name or onward is not None)
        ]
    return [
        Put(path, onward) if onward is not None else Take(path)
        for inner, deadline in places
        if isinstance(deadline, dict) and deadline.get("missed") == name
        for path in [("steps", source, *inner, "missed")]
    ]


def _unsaid(scene: Scene, reference: Reference) -> list[Change]:
    """Return the changes after which a reference is no longer there."""
    field = reference.path[0]
    if reference.step is None:
        raise NotPossibleError(say("a term is named after this step; change that first"))
    place = ("steps", reference.step)
    if isinstance(reference.holder, (GivesUp, Closed)):
        # Who leaves and goes nowhere is nothing that can be said.
        whole = (*place, "gives-up" if isinstance(reference.holder, GivesUp) else "closed")
        inner = scene.at(whole)
        to = inner.get("to") if isinstance(inner, dict) else None
        if isinstance(to, dict) and len(to) > 1 and reference.word in to:
            return [Take((*whole, "to", reference.word))]
        if isinstance(to, list) and len(to) > 1 and reference.word in to:
            return [Take((*whole, "to", to.index(reference.word)))]
        return [Take(whole)]
    if field == "recover":
        fails = scene.at((*place, "fails"))
        items = fails if isinstance(fails, list) else [fails]
        for number, item in enumerate(items):
            if isinstance(item, dict) and item.get("recover") == reference.word:
                return [Take((*place, "fails", *((number,) if isinstance(fails, list) else ()), "recover"))]
        return []
    written = scene.at((*place, field))
    if isinstance(written, dict):
        return [Take((*place, field, reference.word) if len(written) > 1 else (*place, field))]
    if isinstance(written, list):
        if len(written) > 1 and reference.word in written:
            return [Take((*place, field, written.index(reference.word)))]
        return [Take((*place, field))]
    return [Take((*place, field))] if written is not None else []
