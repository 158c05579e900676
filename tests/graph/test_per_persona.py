"""A mean with what lies behind it."""

from __future__ import annotations

from math import inf

import pytest

from journeymap.graph.evidence import Basis
from journeymap.graph.per_persona import PersonaFigure

PARTS = {"anna": 0.6, "bert": 0.3, "nobody": 0.1}


def test_the_mean_is_weighted_over_those_for_whom_it_is_stated():
    found = PersonaFigure.of({"anna": 2.0, "bert": 8.0, "nobody": None}, PARTS)
    assert found.mean == pytest.approx((0.6 * 2 + 0.3 * 8) / 0.9)
    assert found.covered == pytest.approx(0.9)
    assert (found.lowest, found.highest, found.width) == (("anna", 2.0), ("bert", 8.0), 6.0)


def test_what_is_stated_for_nobody_is_not_stated_and_rests_on_nothing():
    found = PersonaFigure.of({"anna": None}, {"anna": 1.0}, Basis(3, 1))
    assert (found.mean, found.lowest, found.width) == (None, None, None)
    assert found.basis.assumed_share is None


def test_an_infinite_figure_of_a_persona_that_is_nobody_does_not_spoil_the_mean():
    assert PersonaFigure.of({"anna": 2.0, "bert": inf}, {"anna": 1.0, "bert": 0.0}).mean == 2
    assert PersonaFigure.of({"anna": 2.0, "bert": inf}, {"anna": 0.5, "bert": 0.5}).mean == inf
    assert PersonaFigure.of({"anna": inf, "bert": inf}, {"anna": 0.5, "bert": 0.5}).width == 0


def test_what_figures_rest_on_adds_up():
    assert (Basis(4, 1) + Basis(6, 4)).assumed_share == 0.5
