"""Ways between steps: drawn, weighed, taken away."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from journeymap.changes import NotPossibleError, Put, Rename, Take
from journeymap.editing.operations.asking import Doubt, Plan, Scene
from journeymap.i18n.messages import say
from journeymap.i18n.references import StepRef
from journeymap.model import quantities
from journeymap.model.misread import MisreadError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeymap.changes import Change
    from journeymap.i18n.messages import Message

_WHOLE = 100


def connect(scene: Scene, source: str, target: str) -> Plan:
    """Return the plan for a way from one step to another."""
    scene.step(target)
    return led(scene, source, target, StepRef(target))


def led(scene: Scene, source: str, target: str, called: object) -> Plan:
    """Return the plan for a way to a step that need not be there yet; `called` is how questions name it."""
    step = scene.step(source)
    ways = targets_of(step)
    if target in ways:
        raise NotPossibleError(say("there is such a way already"))
    done = say("a way from {source} to {target}", source=StepRef(source), target=called)
    changes: list[Change] = []
    if step.get("end") is not None:
        question = say("{step} ends the journey now. Shall it go on to {target}?", step=StepRef(source), target=called)
        scene.confirm(Doubt(f"end-goes-on:{source}", question))
        changes.append(Take(("steps", source, "end")))
    place = ("steps", source, "next")
    if not ways:
        return Plan([Put(place, target), *changes], done, source)
    shares = _stated(step, source)
    question = say("Of 100 who come to {source}, how many go to {target}?", source=StepRef(source), target=called)
    share = _asked(scene, f"share:{source}→{target}", question, shares)
    written = step["next"]
    if isinstance(written, dict):
        others = _scaled({name: part for name, part in shares.items() if part is not None}, share) if share else {}
        if share is not None and None in shares.values():
            others = {}
        style = _style(written)
        changes += [Put((*place, *_share_path(written, name)), style(part)) for name, part in others.items()]
        return Plan([*changes, Put((*place, target), None if share is None else style(share))], done, source)
    if share is None:
        return Plan([*changes, Put(place, [*ways, target])], done, source)
    rest = _percent(1 - share) if len(ways) == 1 else None
    return Plan([*changes, Put(place, {**dict.fromkeys(ways, rest), target: _percent(share)})], done, source)


def _asked(scene: Scene, name: str, question: Message, shares: Mapping[str, Fraction | None]) -> Fraction | None:
    """Return the share of a new way beside others, None where nobody knows it."""
    details = tuple(f"{scene.label(name)}: {_percent(part)}" for name, part in shares.items() if part is not None)
    answer = scene.answer(Doubt(name, question, details, answer=True))
    # Of a hundred was asked.
    return None if not answer else _share(f"{answer}%" if answer.strip().isdecimal() else answer)


def weigh(scene: Scene, source: str, target: str, share: str | None) -> Plan:
    """Return the plan for another share of a way; the others keep their proportions and share what is left."""
    step = scene.step(source)
    ways = targets_of(step)
    _require(ways, target)
    done = say("the way from {source} to {target} weighed", source=StepRef(source), target=StepRef(target))
    place = ("steps", source, "next")
    if len(ways) == 1:
        raise NotPossibleError(say("a way alone is taken by all; draw a second one first"))
    shares = _stated(step, source)
    written = step["next"]
    new = None if share is None or not share.strip() else _share(share)
    if not isinstance(written, dict):
        if new is None:
            raise NotPossibleError(say("no share is written here"))
        rest = _percent(1 - new) if len(ways) == 2 else None
        return Plan([Put(place, {name: _percent(new) if name == target else rest for name in ways})], done, source)
    if new is None:
        if shares[target] is None:
            raise NotPossibleError(say("no share is written here"))
        inner = isinstance(written[target], dict)
        change = Take((*place, target, "share")) if inner else Put((*place, target), None)
        return Plan([change], done, source)
    others = {name: part for name, part in shares.items() if name != target}
    moved = _scaled({name: part for name, part in others.items() if part is not None}, new)
    if None in others.values():
        moved = {}
    style = _style(written)
    changes = [Put((*place, *_share_path(written, name)), style(part)) for name, part in moved.items()]
    return Plan([Put((*place, *_share_path(written, target)), style(new)), *changes], done, source)


def disconnect(scene: Scene, source: str, target: str, *, asks: bool = True) -> Plan:
    """Return the plan for a way less; the others share what it had."""
    step = scene.step(source)
    ways = targets_of(step)
    _require(ways, target)
    done = say("the way from {source} to {target} taken away", source=StepRef(source), target=StepRef(target))
    place = ("steps", source, "next")
    if len(ways) == 1:
        if asks:
            question = say("It is the only way out of {step}. Take it away?", step=StepRef(source))
            scene.confirm(Doubt(f"lone-way:{source}→{target}", question))
        return Plan([Take(place)], done, source)
    written = step["next"]
    if isinstance(written, list):
        if len(ways) == 2:
            return Plan([Put(place, next(name for name in ways if name != target))], done, source)
        return Plan([Take((*place, written.index(target)))], done, source)
    shares = _stated(step, source)
    others = {name: part for name, part in shares.items() if name != target}
    changes: list[Change] = [Take((*place, target))]
    if len(others) == 1:
        (name,) = others
        value = written[name]
        if isinstance(value, dict) and value.keys() != {"share"}:
            changes += [Take((*place, name, "share"))] if "share" in value else []
        elif value is not None:
            changes += [Put(place, name)]
    elif shares[target] is not None and None not in others.values():
        moved = _scaled({name: part for name, part in others.items() if part is not None}, Fraction(0))
        style = _style(written)
        changes += [Put((*place, *_share_path(written, name)), style(part)) for name, part in moved.items()]
    return Plan(changes, done, source)


def redirected(scene: Scene, source: str, old: str, new: str) -> list[Change]:
    """Return the changes by which a way leads elsewhere; it keeps its share, its condition and who decides."""
    step = scene.step(source)
    place = ("steps", source, "next")
    written = step.get("next")
    ways = targets_of(step)
    if new in ways and len(ways) > 1:
        if isinstance(written, dict) and written[old] is not None:
            shares = _stated(step, source)
            both = [part for name in (old, new) if (part := shares[name]) is not None]
            if len(both) == 2:
                path = (*place, *_share_path(written, new))
                return [Put(path, _style(written)(sum(both, Fraction(0)))), *_without(step, source, old)]
        return _without(step, source, old)
    if isinstance(written, dict):
        return [Rename((*place, old), new)]
    if isinstance(written, list):
        return [Put((*place, written.index(old)), new)]
    return [Put(place, new)]


def _without(step: Mapping[str, Any], source: str, target: str) -> list[Change]:
    place = ("steps", source, "next")
    written = step["next"]
    if isinstance(written, list):
        return [Take((*place, written.index(target)))]
    return [Take((*place, target))]


def targets_of(step: Mapping[str, Any]) -> list[str]:
    """Return where the ways of a step lead, as the file says it."""
    written = step.get("next")
    if isinstance(written, dict):
        return list(written)
    if isinstance(written, list):
        return [name for name in written if isinstance(name, str)]
    return [written] if isinstance(written, str) else []


def _require(ways: list[str], target: str) -> None:
    if target not in ways:
        raise NotPossibleError(say("there is no such way"))


def _stated(step: Mapping[str, Any], source: str) -> dict[str, Fraction | None]:
    """Return the share of each way as it is written; NotPossibleError where it is another one for each persona."""
    written = step.get("next")
    if not isinstance(written, dict):
        return dict.fromkeys(targets_of(step))
    shares: dict[str, Fraction | None] = {}
    for name, value in written.items():
        share = value.get("share") if isinstance(value, dict) else value
        if isinstance(share, dict):
            raise NotPossibleError(
                say("the shares at {step} are those of each persona; change them there", step=StepRef(source))
            )
        shares[name] = None if share is None else _share(str(share))
    return shares


def _share_path(written: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return (name, "share") if isinstance(written[name], dict) else (name,)


def _share(text: str) -> Fraction:
    try:
        return Fraction(quantities.share(text)).limit_denominator(1_000_000)
    except MisreadError as error:
        raise NotPossibleError(say("{problem}: {remedy}", problem=error.message, remedy=error.remedy)) from None


def _percent(share: Fraction) -> str:
    return f"{quantities.figure(float(share * _WHOLE))}%"


def _style(written: Mapping[str, Any]) -> Any:
    """Return how a share is written as its neighbours are: in percent, or as a fraction of one."""
    shares = [value.get("share") if isinstance(value, dict) else value for value in written.values()]
    texts = [str(share) for share in shares if share is not None]
    if texts and not any("%" in text for text in texts):
        return lambda share: quantities.figure(float(share))
    return _percent


def _scaled(shares: Mapping[str, Fraction], taken: Fraction | None) -> dict[str, Fraction]:
    """Return shares of what is left beside `taken` in their proportions, as whole percents that add up to it.

    By largest remainder; where that would leave somebody with nothing, hundredths of a percent are written.
    """
    total = sum(shares.values(), Fraction(0))
    left = 1 - (taken or Fraction(0))
    if not total:
        return {}
    exact = {name: share * left / total for name, share in shares.items()}
    for parts in (_WHOLE, _WHOLE * _WHOLE):
        if (left * parts).denominator == 1:
            scaled = _by_largest_remainder(exact, parts, int(left * parts))
            if all(scaled[name] or not share for name, share in shares.items()):
                return scaled
    return exact


def _by_largest_remainder(exact: Mapping[str, Fraction], parts: int, whole: int) -> dict[str, Fraction]:
    counts = {name: int(share * parts) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: counts[name] - exact[name] * parts)
    for name in by_remainder[: whole - sum(counts.values())]:
        counts[name] += 1
    return {name: Fraction(count, parts) for name, count in counts.items()}
