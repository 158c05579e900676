"""Keep shares together when one of them is set: of a choice, of the personas, of where journeys begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeymap.model.blueprint import Blueprint
    from journeymap.model.step import Flow, Step

EVERYONE = "everyone"
_SAME = 1e-12


def balance(
    before: Blueprint, after: Blueprint, paths: Sequence[str]
) -> tuple[Blueprint, list[tuple[str, float, float]]]:
    """Let the other ways of a choice share what is left when the share of one was set; so too with personas and starts.

    `paths` are the fields that were set. The others keep their proportions, so that the shares of a choice add up to
    what they added up to before, those of personas and starts to one; the same for each persona that has shares of its
    own. Returns the blueprint, and for each share that moved its path, its value before and after.
    """
    moved: list[tuple[str, float, float]] = []
    steps = dict(after.steps)
    for name in dict.fromkeys(path.split(".")[1] for path in paths if path.startswith("steps.")):
        step = steps.get(name)
        set_here = {path.split(".")[3] for path in paths if _is_share_of(path, name)}
        if step is not None and set_here and name in before.steps:
            steps[name] = _balanced(before.steps[name], step, name, set_here, moved)
    starts = {name: None if step.start is True else step.start for name, step in steps.items()}
    set_starts = {path.split(".")[1] for path in paths if _is_start(path)}
    if any(step.start is True for step in steps.values()):  # who says "true" takes what is left anyway
        set_starts = set()
    for name, value in _moved(starts, set_starts).items():
        moved.append((f"steps.{name}.start", starts[name] or 0.0, value))
        steps[name] = steps[name].model_copy(update={"start": value})
    personas = dict(after.personas)
    parts = {name: persona.share for name, persona in personas.items()}
    if None not in parts.values():  # what is not stated takes what is left anyway
        for name, value in _moved(parts, {path.split(".")[1] for path in paths if _is_part(path)}).items():
            moved.append((f"personas.{name}.share", parts[name] or 0.0, value))
            personas[name] = personas[name].model_copy(update={"share": value})
    return after.model_copy(update={"steps": steps, "personas": personas}) if moved else after, moved


def _moved(shares: Mapping[str, float | None], fixed: set[str]) -> dict[str, float]:
    """Return what the shares become that were not set, so that all add up to one."""
    others = {name: share for name, share in shares.items() if share and name not in fixed}
    stated = sum(others.values())
    if not fixed or not stated:
        return {}
    left = max(0.0, 1 - sum(shares[name] or 0.0 for name in fixed))
    new = {name: share * left / stated for name, share in others.items()}
    return {name: share for name, share in new.items() if abs(share - others[name]) > _SAME}


def _is_start(path: str) -> bool:
    parts = path.split(".")
    return parts[0] == "steps" and parts[2:] == ["start"]


def _is_part(path: str) -> bool:
    parts = path.split(".")
    return parts[0] == "personas" and parts[2:] == ["share"]


def _is_share_of(path: str, step: str) -> bool:
    parts = path.split(".")
    return parts[:3] == ["steps", step, "next"] and len(parts) >= 4 and (len(parts) == 4 or parts[4] == "share")


def _balanced(before: Step, after: Step, name: str, set_here: set[str], moved: list[tuple[str, float, float]]) -> Step:
    flows = dict(after.next)
    others = [target for target in flows if target not in set_here]
    for persona in _personas(after.next.values()):
        if any(flow.share is None for flow in flows.values()):
            continue  # what is not stated takes what is left anyway
        total = sum(_share(flow, persona) or 0.0 for flow in before.next.values())
        movable = {target: own for target in others if (own := (flows[target].share or {}).get(persona)) is not None}
        fixed = sum(_share(flow, persona) or 0.0 for target, flow in flows.items() if target not in movable)
        stated = sum(movable.values())
        for target, own in movable.items():
            new = own * max(0.0, total - fixed) / stated if stated else own
            if abs(new - own) > _SAME:
                flow = flows[target]
                flows[target] = flow.model_copy(update={"share": {**(flow.share or {}), persona: new}})
                label = "" if persona == EVERYONE else f".{persona}"
                moved.append((f"steps.{name}.next.{target}.share{label}", own, new))
    return after.model_copy(update={"next": flows})


def _personas(flows: Iterable[Flow]) -> list[str]:
    """Return whom shares are stated for, everyone first: who has no share of their own goes along with them."""
    named = dict.fromkeys(persona for flow in flows for persona in (flow.share or {}))
    return sorted(named, key=lambda persona: persona != EVERYONE)


def _share(flow: Flow, persona: str) -> float | None:
    share = flow.share or {}
    return share.get(persona, share.get(EVERYONE))
