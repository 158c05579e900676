"""The steps that do most harm: one ranking, for the head and the cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeymap import pipeline
from journeymap.findings.harm import weighed
from journeymap.findings.worst import LEAST_HARM, MOST, UNRANKED, worst_steps

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"


def of(name: str, persona: str | None = None) -> list[str]:
    result = weighed(pipeline.check_file(BLUEPRINTS / f"{name}.yaml"))
    assert result.facts is not None
    return [ranked.step for ranked in worst_steps(result.facts, result.diagnostics, persona)]


def test_the_worst_steps_come_by_the_harm_of_all_their_findings():
    assert of("reparatieverzoek")[0] == "bellen"
    assert of("klantenservice-bereiken") == ["zoekt-nummer", "keuzemenu", "antwoordmail"]


@pytest.mark.parametrize("path", sorted(BLUEPRINTS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_on_every_blueprint_no_step_gets_a_rank_that_does_little_harm_or_that_ends_in_help_or_giving_up(path: Path):
    result = weighed(pipeline.check_file(path))
    assert result.facts is not None
    steps = result.facts.graph.blueprint.steps
    for persona in (None, *result.facts.graph.blueprint.personas):
        ranks = worst_steps(result.facts, result.diagnostics, persona)
        assert [ranked.rank for ranked in ranks] == list(range(1, len(ranks) + 1))
        assert len(ranks) <= MOST
        for ranked in ranks:
            assert ranked.harm >= LEAST_HARM
            assert steps[ranked.step].end not in UNRANKED
            assert all(lead.diagnostic.step == ranked.step for lead in ranked.findings)
            for lead in ranked.findings:
                assert persona is None or lead.diagnostic.personas == (persona,)


def test_findings_that_are_not_yet_weighed_give_the_same_ranks():
    result = pipeline.check_file(BLUEPRINTS / "reparatieverzoek.yaml")
    assert result.facts is not None
    ranks = worst_steps(result.facts, result.diagnostics)
    assert [ranked.step for ranked in ranks] == of("reparatieverzoek")
