"""Each situation's findings come out of its blueprint by themselves, and are gone where it has been made better."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from situations import CHOSEN, FOUND, HEALTHY, SILENT, WITNESS

from journeymap.config import Config
from journeymap.diagnostics import Severity
from journeymap.pipeline import Result, check_file, enabled_rules

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
FILES = sorted(path.relative_to(BLUEPRINTS).as_posix() for path in BLUEPRINTS.rglob("*.yaml"))
RULES = {rule.name for rule in enabled_rules(Config())}
FLOW_ERRORS = {"no-start", "no-good-end", "dead-end", "no-way-out", "improper-completion"}


@cache
def checked(name: str) -> Result:
    return check_file(BLUEPRINTS / name)


def _steps_of(name: str, rule: str) -> set[str | None]:
    return {diagnostic.step for diagnostic in checked(name).diagnostics if diagnostic.code.name == rule}


def _pairs(table: dict[str, dict[str, str | None]]) -> list[tuple[str, str, str | None]]:
    return [(name, rule, step) for name, rules in table.items() for rule, step in rules.items()]


def test_every_rule_that_the_table_names_is_there() -> None:
    named = {rule for table in (FOUND, CHOSEN) for rules in table.values() for rule in rules}
    named |= {rule for rules in SILENT.values() for rule in rules}
    assert named - RULES == set()


def test_the_table_speaks_of_files_that_are_there() -> None:
    assert {*FOUND, *CHOSEN, *SILENT, *HEALTHY} <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_blueprint_has_no_mistake_of_form(name: str) -> None:
    wrong = [str(one) for one in checked(name).diagnostics if one.code.number.startswith(("JM0", "JM1"))]
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("permit-variants/")])
def test_only_the_faulty_variants_cannot_be_walked_to_an_end(name: str) -> None:
    assert {one.code.name for one in checked(name).diagnostics} & FLOW_ERRORS == set()


@pytest.mark.parametrize(("name", "rule", "step"), _pairs(FOUND))
def test_what_must_be_found_is_found_at_its_place(name: str, rule: str, step: str | None) -> None:
    found = _steps_of(name, rule)
    assert found, f"{rule} has nothing to say about {name}"
    assert step is None or step in found


@pytest.mark.parametrize(("name", "rule"), [(name, rule) for name, rules in SILENT.items() for rule in rules])
def test_a_better_version_is_free_of_what_was_found(name: str, rule: str) -> None:
    assert _steps_of(name, rule) == set()


@pytest.mark.parametrize(("name", "rule", "step"), _pairs(CHOSEN))  # type: ignore[arg-type]
def test_what_stays_is_a_choice_with_a_reason(name: str, rule: str, step: str) -> None:
    reasons = {
        one.reason for one in checked(name).accepted if one.diagnostic.code.name == rule and one.diagnostic.step == step
    }
    assert len(reasons) == 1
    assert len(reasons.pop().split()) >= 10


@pytest.mark.parametrize("name", HEALTHY)
def test_the_first_examples_have_no_error_and_no_fault_of_flow(name: str) -> None:
    found = checked(name).diagnostics
    assert [str(one) for one in found if one.severity is Severity.ERROR] == []
    assert [str(one) for one in found if one.code.number.startswith("JM2")] == []


@pytest.mark.parametrize("name", WITNESS)
def test_a_faulty_variant_has_its_one_fault_and_the_witness_proves_it(name: str) -> None:
    (found,) = [one for one in checked(name).diagnostics if one.severity is not Severity.NOTE]
    assert {found.code.name: found.step} == FOUND[name]
    assert found.witness == WITNESS[name]


@pytest.mark.parametrize("name", ["permit-application.yaml", "permit-application-refusal.yaml"])
def test_a_good_permit_application_is_silent(name: str) -> None:
    assert checked(name).diagnostics == ()


@pytest.mark.parametrize("name", [name for name in FILES if name.removesuffix(".yaml").endswith("to-be")])
def test_a_better_version_has_nothing_left_to_say_unless_it_was_chosen(name: str) -> None:
    assert [str(one) for one in checked(name).diagnostics if one.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("name", FILES)
def test_every_choice_accepts_something_that_is_there(name: str) -> None:
    assert [str(one) for one in checked(name).diagnostics if one.code.name == "unnecessary-acceptance"] == []
