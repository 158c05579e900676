"""Countries whose holidays count."""

from __future__ import annotations

from journeymap.compiler import compile_blueprint
from journeymap.syntax import parse


def test_the_code_of_a_country_may_be_written_small():
    found, problems = compile_blueprint(parse("journeymap: 1\ncalendar: nl\nsteps: {}\n", "a.yaml").node)
    assert (found.calendar, problems) == ("NL", [])


def test_a_country_that_is_not_known_is_said_at_its_place():
    _, (problem,) = compile_blueprint(parse("journeymap: 1\ncalendar: Holland\nsteps: {}\n", "a.yaml").node)
    assert str(problem.span) == "a.yaml:2:11"
    assert str(problem.message) == 'no holidays are known for "Holland"'
