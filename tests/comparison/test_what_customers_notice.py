"""What is called better and worse, for whom, and in which order it is told."""

from __future__ import annotations

import random
import re
from functools import partial
from itertools import pairwise
from math import hypot

import pytest
from versions import CLINIC, changed, compared

from journeymap.comparison.compare import compare_results
from journeymap.comparison.customers import ERRORS, Tolerance
from journeymap.figures import Figures
from journeymap.graph.sampling import draw_journeys
from journeymap.numerics import simulation
from journeymap.pipeline import check_source
from journeymap.report.compared import sections
from journeymap.report.comparison_text import comparison_markdown, comparison_text
from journeymap.terminal.charts import TerminalStyle

FEWER = changed(("anna: 80%, bob: 60%", "anna: 99%, bob: 50%"), ("anna: 20%, bob: 40%", "anna: 1%, bob: 50%"))
BOUGHT = changed(
    ("anna: 80%, bob: 60%", "anna: 40%, bob: 30%"),
    ("anna: 20%, bob: 40%", "anna: 60%, bob: 70%"),
    ("    wait: 3 days", "    wait: 1 day"),
)


def verdicts(comparison, who: str | None) -> dict[str, str | None]:
    (change,) = [change for change in comparison.customers if change.new == who]
    return {line.delta.name: line.verdict for line in change.lines}


def test_the_persona_that_loses_is_told_first_even_where_the_mean_improves():
    comparison = compared(CLINIC, FEWER)
    assert [change.new for change in comparison.customers] == ["bob", "anna", None]
    assert verdicts(comparison, "bob")["helped"] == "worse"
    assert verdicts(comparison, "anna")["helped"] == "better"
    assert verdicts(comparison, None)["helped"] == "better"
    assert comparison.worse
    text = comparison_text(comparison, TerminalStyle("en"))
    assert text.index("Bob is old") < text.index("Anna works")


def test_less_is_never_called_better_where_more_give_up_for_it():
    comparison = compared(CLINIC, BOUGHT)
    for who in ("anna", "bob", None):
        found = verdicts(comparison, who)
        assert found["gave-up"] == "worse"
        assert found["time-of-helped"] == "bought"
        assert found["all-waiting"] == "bought"
        assert "better" not in found.values()
    text = " ".join(comparison_text(comparison, TerminalStyle("en")).split())
    assert "better" not in text
    assert "less, but more give up: " in text


def test_where_fewer_are_helped_and_nobody_gives_up_it_says_just_that():
    refused = changed(("end: gave-up", "end: refused"))
    comparison = compared(refused, changed(("end: gave-up", "end: refused"), text=BOUGHT))
    assert verdicts(comparison, "anna")["time-of-helped"] == "bought"
    text = " ".join(comparison_text(comparison, TerminalStyle("en")).split())
    assert "less, but fewer are helped: " in text
    assert "more give up" not in text


def test_what_gets_worse_is_called_so_even_where_fewer_give_up():
    comparison = compared(BOUGHT, CLINIC)
    assert verdicts(comparison, "anna")["time-of-helped"] == "worse"
    assert verdicts(comparison, "anna")["helped"] == "better"


@pytest.mark.parametrize(
    ("tolerance", "worse"),
    [({}, True), ({"helped": Tolerance(amount=0.2), "gave-up": Tolerance(amount=0.2)}, False),
     ({"helped": Tolerance(amount=0.05)}, True)],
)  # fmt: skip
def test_a_difference_within_the_tolerance_is_none(tolerance, worse: bool):
    other = changed(("anna: 80%, bob: 60%", "anna: 70%, bob: 50%"), ("anna: 20%, bob: 40%", "anna: 30%, bob: 50%"))
    comparison = compared(CLINIC, other, tolerances=tolerance)
    assert ("worse" in verdicts(comparison, "anna").values()) == worse


def test_a_promise_that_is_kept_now_is_told_and_one_that_is_broken_now_fails():
    comparison = compared(CLINIC, changed(("promise: 2 days", "promise: 5 days")))
    (promise,) = comparison.promises
    assert promise.newly_kept
    assert not comparison.worse
    back = compared(changed(("promise: 2 days", "promise: 5 days")), CLINIC)
    assert back.promises[0].newly_broken
    assert back.worse


def test_the_order_is_what_the_customer_notices():
    other = changed(("promise: 2 days", "promise: 5 days"), ("    heard: [talks]\n", ""), ("anna: 80%", "anna: 70%"),
                    ("anna: 20%", "anna: 30%"))  # fmt: skip
    names = [section.name for section in sections(compared(CLINIC, other))]
    assert names == [name for name in ("customers", "promises", "found", "steps", "known", "figures") if name in names]
    assert {"customers", "promises", "steps", "known"} <= set(names)


def test_what_lost_its_source_became_assumed():
    comparison = compared(CLINIC, changed(("    heard: [talks]\n", "")))
    (change,) = comparison.knowledge
    assert change.became_assumed
    assert change.about.id == "call"


def test_a_choice_that_is_taken_back_and_one_that_accepts_nothing_any_more_are_told():
    accepted = changed(
        ("  stop: {customer: Gives it up, ", "  stop: {accept: {lost-journey: So be it}, customer: Gives it up, ")
    )
    rule = "told-twice"
    chosen = CLINIC + f"accept: {{{rule}: They want to hear it again}}\n"
    twice = changed(("Looks at the knee\n", "Looks at the knee\n    asks: [name]\n"))
    chosen_twice = twice + f"accept: {{{rule}: They want to hear it again}}\n"
    fates = {change.fate for change in compared(chosen_twice, twice).findings if change.told.code.name == rule}
    assert fates == {"reopened"}
    fates = {change.fate for change in compared(chosen_twice, chosen).findings if change.told.code.name == rule}
    assert fates == {"lapsed"}
    fates = {change.fate for change in compared(twice, chosen_twice).findings if change.told.code.name == rule}
    assert fates == {"accepted"}
    assert accepted


def test_markdown_has_the_figures_as_a_table_with_a_column_per_persona():
    text = comparison_markdown(compared(CLINIC, FEWER), "en")
    assert "| figure | Bob is old | Anna works | everyone |" in text
    assert "| helped | 60% -> 50% worse | 80% -> 99% better |" in text


CONCURRENT = """journeymap: 1
steps:
  ask: {customer: Asks, starts: [order], wait: 1 day, next: visit}
  order: {backstage: Orders, wait: 1/3/9 days}
  visit: {customer: Is visited, frontstage: Mends, needs: [order], takes: 1 hour, wait: 0-2 days, end: helped}
"""
SEEDS = 1000


def test_figures_of_two_samples_of_one_service_never_differ():
    """At two standard errors one pair in twenty differs by chance; at as many as a comparison asks for none does."""
    graph = check_source(CONCURRENT, "a.yaml").graph
    assert graph is not None
    chain = graph.chain("everyone")
    samples = [draw_journeys(chain, graph.times, seed, 400).totals() for seed in range(SEEDS)]
    for estimate in (simulation.mean, partial(simulation.quantile, level=0.5), partial(simulation.quantile, level=0.9)):
        pairs = list(pairwise(map(estimate, samples)))
        apart = [abs(a.value - b.value) / hypot(a.standard_error, b.standard_error) for a, b in pairs]
        assert max(apart) <= ERRORS
        assert any(distance > 2 for distance in apart)


@pytest.mark.parametrize("seed", range(12))
def test_a_change_of_words_changes_no_figure_whatever_journeys_are_drawn(seed: int, monkeypatch: pytest.MonkeyPatch):
    other = CONCURRENT.replace("frontstage: Mends", "frontstage: Repairs")
    old = check_source(CONCURRENT, "a.yaml")
    assert old.facts is not None
    assert Figures(old.facts)["time-of-finished"].standard_error  # the journeys of the one are drawn
    monkeypatch.setattr("journeymap.graph.sampling.SEED", 1_000 * (seed + 1))  # before those of the other
    comparison = compare_results(old, check_source(other, "a.yaml"))
    assert [change.kind for change in comparison.things]
    assert not [line for change in comparison.customers for line in change.lines if line.differs]
    assert not comparison.worse


ALIKE = re.compile(r"(?:^|[|(,;:] )([^|(;:]+?) (?:->|→) ([^|);]+?)(?: (?:better|worse|but[^|;]*))?(?= *(?:[|;)]|$))")


def alike_pairs(text: str) -> list[str]:
    """All pairs of values in a text that read alike on both sides of their arrow."""
    return [
        found[0] for line in text.splitlines() for found in ALIKE.finditer(line) if found[1].split() == found[2].split()
    ]


@pytest.mark.parametrize("seed", range(60))
def test_no_pair_of_values_that_is_told_reads_alike(seed: int):
    """A few numbers of the file become slightly other ones: whatever is told of it can be read."""
    chance = random.Random(seed)

    def other(found: re.Match[str]) -> str:
        if chance.random() < 0.5:
            return found[0]
        return f"{float(found[1]) * (1 + chance.choice([-1, 1]) * 10 ** chance.uniform(-5, -1)):.8f}{found[2]}"

    new = re.sub(r"(?<=takes: |.wait: )(\d+)( min| days)", other, CLINIC)
    share = 10 ** chance.uniform(-5, 0)
    new = new.replace("anna: 80%", f"anna: {80 - share:.7f}%").replace("anna: 20%", f"anna: {20 + share:.7f}%")
    comparison = compared(CLINIC, new)
    markdown = comparison_markdown(comparison, "en")
    assert "->" in markdown
    assert not alike_pairs(markdown)
    for change in comparison.customers:
        for line in change.lines:
            before, after = line.delta.told(line.persona)
            assert (line.verdict is None) == (before.text() == after.text())


def test_the_search_for_pairs_that_read_alike_finds_them():
    assert alike_pairs("| helped | 60% -> 60% worse | 80% -> 99% better |") == ["| 60% -> 60% worse"]
    assert not alike_pairs("worse in helped 60% -> 50%; gave up 40% -> 50%")


LONG = "word " * 30


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (("Takes the call", LONG + "one"), ("Takes the call", LONG + "two"), "word one -> …word"),
        (("anna: 80%", "anna: 80.00001%"), ("anna: 80%", "anna: 80%"), "80.00001% -> 80%"),
        (
            ("Takes the call", "Takes\\u202e it"),
            ("Takes the call", "Takes\\u202d it"),
            r"Takes\u202e it -> Takes\u202d it",
        ),
    ],
)
def test_two_values_of_a_field_that_differ_read_differently(before, after, told: str):
    old, new = (changed(pair).replace("\\u202e", "\u202e").replace("\\u202d", "\u202d") for pair in (before, after))
    text = " ".join(comparison_text(compared(old, new), TerminalStyle("en")).split())
    assert told in text


def test_two_things_of_one_name_are_told_apart_by_their_ids():
    phone = "  phone: {name: Telephone, open: Mo-Fr 08:00-17:00}\n"
    both = changed((phone, phone + phone.replace("phone:", "tel:")))
    text = comparison_text(compared(both, changed(("channel: phone", "channel: tel"), text=both)), TerminalStyle("en"))
    assert "Telephone (phone) -> Telephone (tel)" in text


def test_white_space_in_words_gives_nothing():
    spaced = changed(("frontstage: Takes the call\n", "frontstage: |\n      Takes the\n      call\n"),
                     ("title: A visit", "title: A   visit"), ("[name, birthday]", "['name ', birthday]"))  # fmt: skip
    assert compared(CLINIC, spaced).is_empty


def test_what_is_found_of_the_same_thing_at_another_step_moved():
    here = changed(("Looks at the knee\n", "Looks at the knee\n    asks: [name]\n"))
    there = changed(("  done: {customer: Goes home", "  done: {asks: [name], customer: Goes home"))
    for old, new, places in ((here, there, '"Comes to the clinic" -> Goes home'), (there, here, "")):
        comparison = compared(old, new)
        fates = {change.fate for change in comparison.findings if change.told.code.name == "told-twice"}
        assert fates == {"moved"}
        text = " ".join(comparison_text(comparison, TerminalStyle("en")).split())
        assert "moved: told-twice, " in text
        assert places.replace('"', "") in text
    other = changed(("  done: {customer: Goes home", "  done: {asks: [birthday], customer: Goes home"))
    fates = {change.fate for change in compared(here, other).findings if change.told.code.name == "told-twice"}
    assert fates == {"new", "resolved"}
