"""Every rule: its cases, its page, and what all rules have in common."""

from __future__ import annotations

from collections import Counter

import pytest
from casebook import RELATED, Case, accept, books, cases

from journeymap import diagnostics
from journeymap.config import Config
from journeymap.diagnostics import Code, Severity
from journeymap.pipeline import _apply, check_file, check_source
from journeymap.plugins import instance, instances, module_names
from journeymap.rule import Rule
from journeymap.rule_docs import RuleDocs, page_of, read_page

ALL_CASES = [case for book in books() for case in cases(book)]
RULES: list[Rule] = sorted(instances("rules", "RULE"), key=lambda rule: rule.code)
# What no blueprint can show: a fault of ours, a file that cannot be opened, a file that is too large to print.
WITHOUT_EXAMPLES = {"internal-error", "unreadable-file", "over-budget"}


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.rule}: {case.title}")
def test_a_rule_says_what_its_cases_expect(case: Case, request: pytest.FixtureRequest):
    actual = case.actual()
    if actual != case.expected and request.config.getoption("--accept"):
        accept(case, actual)
        return
    assert actual == case.expected


def test_titles_of_cases_are_unique_within_a_rule():
    assert not [title for title, count in Counter((case.rule, case.title) for case in ALL_CASES).items() if count > 1]


@pytest.mark.parametrize("module", module_names("rules"))
def test_a_rule_has_a_case_with_a_finding_and_one_without(module: str):
    name = module.replace("_", "-")
    if name in {"internal-error", "unreadable-file"}:
        return  # shown by the tests below: no text of a blueprint can bring them about
    outputs = [bool(case.actual()) for case in ALL_CASES if case.rule == name]
    assert True in outputs
    assert False in outputs


def test_every_case_file_belongs_to_a_rule():
    assert {book.stem for book in books()} <= {rule.name for rule in RULES}


@pytest.mark.parametrize("module", module_names("rules"))
def test_a_rule_is_named_as_its_file(module: str):
    assert instance("rules", "RULE", module.replace("_", "-")).name == module.replace("_", "-")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_explains_itself(rule: Rule):
    page = page_of(rule)
    assert page.summary.endswith(".")
    assert page.why
    assert page.fix
    assert list(page.options) == list(rule.options)
    assert all(page.options.values())


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name not in WITHOUT_EXAMPLES], ids=lambda r: r.name)
def test_a_rule_flags_its_bad_example_and_not_its_good_one(rule: Rule):
    page = page_of(rule)
    assert rule.name in _found(page.bad, rule)
    assert rule.name not in _found(page.good, rule)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.name not in WITHOUT_EXAMPLES], ids=lambda r: r.name)
def test_a_good_example_has_no_errors_of_form_or_flow(rule: Rule):
    result = check_source(page_of(rule).good, str(RELATED / "example.yaml"))
    errors = [one for one in result.diagnostics if one.severity is Severity.ERROR and one.code.number < "JM300"]
    assert [str(one) for one in errors] == []


def _found(blueprint: str, rule: Rule) -> set[str]:
    result = check_source(blueprint, str(RELATED / "example.yaml"), Config(enable=(rule.name,)))
    return {diagnostic.code.name for diagnostic in result.diagnostics}


def test_codes_and_names_are_unique():
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_what_is_reported_while_reading_has_a_page_under_the_same_code():
    codes = {value for value in vars(diagnostics).values() if isinstance(value, Code)}
    assert codes == {rule.label for rule in RULES if rule.check is None}


def test_a_rule_that_fails_becomes_a_finding_and_names_itself():
    def check(*_: object) -> list[object]:
        raise ZeroDivisionError("nothing to divide")

    broken = Rule("JM998", "broken", Severity.NOTE, check)  # type: ignore[arg-type]
    result = check_source("journeymap: 1\nsteps: {a: {customer: x, end: helped}}\n", "a.yaml")
    assert result.journey is not None
    found = _apply(broken, result.journey, Config(), "a.yaml")
    assert [(one.code.name, str(one.message)) for one in found] == [
        ("internal-error", "the rule broken failed: ZeroDivisionError: nothing to divide")
    ]


def test_a_file_that_is_not_there_is_unreadable(tmp_path):
    result = check_file(tmp_path / "missing.yaml")
    assert [diagnostic.code.name for diagnostic in result.diagnostics] == ["unreadable-file"]


def test_a_page_is_read_from_a_docstring():
    page = read_page(
        """A summary.

        Why: it harms
        the customer.

        Fix: do it
        otherwise.

        Options:
            * `limit`: the most that
              is allowed.

        Bad::

            steps:
              a: {}

        Good::

            steps: {}
        """
    )
    assert page == RuleDocs(
        "A summary.", "it harms the customer.", "do it otherwise.", {"limit": "the most that is allowed"},
        "steps:\n  a: {}\n", "steps: {}\n",
    )  # fmt: skip


def test_a_page_without_sections_is_its_summary():
    assert read_page("Only this.") == RuleDocs("Only this.", "", "", {}, "", "")
