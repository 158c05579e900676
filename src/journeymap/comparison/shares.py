"""Keep the shares of a choice together when one of them is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeymap.model.blueprint import Blueprint
    from journeymap.model.step import Flow, Step

EVERYONE = "everyone"
_SAME = 1e-12


def balance(
    before: Blueprint, after: Blueprint, paths: Sequence[str]
) -> tuple[Blueprint, list[tuple[str, float, float]]]:
    """Let the other ways of a choice share what is left when the share of one was set.

    `paths` are the fields that were set. The others keep their proportions, so that the shares of a choice add up to
    what they added up to before; the same for each persona that has shares of its own. Returns the blueprint, and for
    each share that moved its path, its value before and after.
    """
    moved: list[tuple[str, float, float]] = []
    steps = dict(after.steps)
    for name in dict.fromkeys(path.split(".")[1] for path in paths if path.startswith("steps.")):
        step = steps.get(name)
        set_here = {path.split(".")[3] for path in paths if _is_share_of(path, name)}
        if step is not None and set_here and name in before.steps:
            steps[name] = _balanced(before.steps[name], step, name, set_here, moved)
    return after.model_copy(update={"steps": steps}) if moved else after, moved


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
    """Return whom shares are stated for, everyone first: who has no share of his own goes along with them."""
    named = dict.fromkeys(persona for flow in flows for persona in (flow.share or {}))
    return sorted(named, key=lambda persona: persona != EVERYONE)


def _share(flow: Flow, persona: str) -> float | None:
    share = flow.share or {}
    return share.get(persona, share.get(EVERYONE))
