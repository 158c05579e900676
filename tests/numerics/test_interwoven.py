"""Networks without structure: solved in time, as well as by elimination, and never on trust."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from journeymap.numerics import elimination
from journeymap.numerics.absorption import Absorption
from journeymap.numerics.reward import Reward

if TYPE_CHECKING:
    from collections.abc import Sequence

WITHOUT_LIMIT = 10**18


def network(size: int, seed: int, ends: int = 2, unlikely: float = 1.0) -> Absorption:
    """Every state leads to eight others, anywhere; the last ones are ends."""
    rng = Random(seed)
    successors = [sorted(rng.sample(range(size), 8)) for _ in range(size - ends)] + [[]] * ends
    shares = []
    for targets in successors:
        weights = [rng.random() * (unlikely if target >= size - ends else 1.0) for target in targets]
        whole = sum(weights)
        shares.append([weight / whole for weight in weights])
    return Absorption(successors, shares, {size - 1 - place: place for place in range(ends)})


def figures(chain: Absorption) -> list[Sequence[float]]:
    """Ask it all that a chain is asked."""
    minutes = Reward([float(state % 7) for state in range(chain.size)])
    visits = chain.visits({0: 0.25, 5: 0.75})
    return [
        visits.states,
        visits.outcomes,
        chain.probability((0,)),
        chain.totals(minutes),
        chain.moments(minutes, (1,)).means,
        chain.adjoint([1.0] * chain.size),
    ]


def difference(first: list[Sequence[float]], second: list[Sequence[float]]) -> float:
    """Return by which part of itself any figure differs."""
    return max(
        abs(one - other) / max(abs(one), abs(other))
        for values, others in zip(first, second, strict=True)
        for one, other in zip(values, others, strict=True)
        if one or other
    )


@pytest.mark.parametrize("seed", range(4))
def test_what_is_solved_by_rounds_is_what_elimination_gives(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elimination, "WORK", WITHOUT_LIMIT)
    eliminated = network(180, seed)
    assert eliminated.factors.core is None
    expected = figures(eliminated)
    monkeypatch.setattr(elimination, "WORK", 20_000)
    monkeypatch.setattr(elimination, "INTERWOVEN", 100)
    by_rounds = network(180, seed)
    assert by_rounds.factors.core is not None
    assert difference(figures(by_rounds), expected) < 1e-12
    assert by_rounds.factors.core is not None


def test_what_rounds_cannot_prove_is_eliminated_after_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elimination, "WORK", WITHOUT_LIMIT)
    expected = figures(network(180, 1, unlikely=1e-13))
    monkeypatch.setattr(elimination, "WORK", 20_000)
    monkeypatch.setattr(elimination, "INTERWOVEN", 100)
    chain = network(180, 1, unlikely=1e-13)
    assert difference(figures(chain), expected) < 1e-12
    assert chain.factors.core is None


def test_a_bound_that_fails_for_one_question_only_has_the_rest_eliminated_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elimination, "WORK", WITHOUT_LIMIT)
    expected = figures(network(180, 2))
    monkeypatch.setattr(elimination, "WORK", 20_000)
    monkeypatch.setattr(elimination, "INTERWOVEN", 100)
    chain = network(180, 2)
    core = chain.factors.core
    assert core is not None
    monkeypatch.setattr(core, "values", lambda collected: None)
    assert difference(figures(chain), expected) < 1e-12
    assert chain.factors.core is None


def test_what_is_kept_of_a_network_without_structure_grows_with_its_arrows() -> None:
    def kept(size: int) -> float:
        factors = network(size, 3).factors
        core = factors.core
        assert core is not None
        return (len(factors.sources) + len(factors.targets) + core.entries) / size

    assert kept(2400) < 1.5 * kept(600)


def test_a_network_with_structure_is_eliminated_whatever_its_size() -> None:
    size = 20_000
    successors = [[min(size, state + step) for step in (1, 2, 3, 5, 8)] + [max(0, state - 4)] for state in range(size)]
    shares = [[0.3, 0.2, 0.2, 0.1, 0.1, 0.1]] * size
    merged = [dict.fromkeys(targets) for targets in successors]
    rows = [
        [sum(s for t, s in zip(a, b, strict=True) if t == to) for to in m]
        for a, b, m in zip(successors, shares, merged, strict=True)
    ]
    chain = Absorption([*map(list, merged), []], [*rows, []], {size: 0})
    assert chain.factors.core is None
