"""Three more cases of each kind of edge in what is found: levers, risks, pains, voices, questions, links, and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from own_cases import HEAD, checked, fact, names

from journeymap.analyses import burden, fail_points, guarantee, information, levers, pains, reachability
from journeymap.pipeline import check_file

if TYPE_CHECKING:
    from pathlib import Path

END = "  z: {customer: Z, frontstage: f, end: helped}\n"


@pytest.mark.parametrize(
    ("text", "step", "towards", "helped", "minutes"),
    [
        # One of a hundred at B, where half of all come: 5 of 1,000. Each of them takes 10 hours instead of none.
        ("a: {customer: A, frontstage: f, takes: 1 h, next: {b: {share: 50%}, q: {share: 50%}}}\n"
         "  b: {customer: B, frontstage: f, next: {y: 20%, n: 80%}}\n  y: {customer: Y, takes: 10 h, end: helped}\n"
         "  n: {customer: N, end: refused}\n  q: {customer: Q, end: gave-up}\n", "b", "y", 0.005, 3),
        # 1 of 100 at C, to which 30 of 100 come: 3 of 1,000; each takes 4 days instead of 10 minutes.
        ("a: {customer: A, frontstage: f, next: {c: 30%, q: 70%}}\n"
         "  c: {customer: C, frontstage: f, next: {y: 1%, n: 99%}}\n"
         "  y: {customer: Y, wait: 4 days, end: helped}\n  n: {customer: N, takes: 10 min, end: refused}\n"
         "  q: {customer: Q, takes: 5 min, end: gave-up}\n", "c", "y", 0.003, 0.003 * (4 * 1440 - 10)),
        # Of the half that does not go round once more 0.4 are helped: 0.8. With a point from N it is 0.41 / 0.5, and
        # each of these 2 of 100 takes the two hours that N does not.
        ("a: {customer: A, frontstage: f, start: true, takes: 10 min, next: {y: 40%, a2: 50%, n: 10%}}\n"
         "  a2: {customer: A, frontstage: f, next: a}\n  y: {customer: Y, takes: 2 h, end: helped}\n"
         "  n: {customer: N, end: refused}\n", "a", "y", 0.02, 2.4),
    ],
    ids=["ten hours longer", "four days longer", "out of a circle"],
)  # fmt: skip
def test_what_helps_more_is_never_left_out_because_it_takes_longer(
    text: str, step: str, towards: str, helped: float | None, minutes: float | None
):
    found = fact(levers.ANALYSIS, "steps:\n  " + text)
    ways = [
        lever for lever in found.by_figure["helped"] if (lever.step, lever.towards, lever.away) == (step, towards, "n")
    ]
    assert [lever.helped for lever in ways] == [pytest.approx(helped)]
    assert [lever.minutes for lever in ways] == [pytest.approx(minutes)]
    assert all(lever.helped > 0 for lever in found.by_figure["helped"])
    # Each kind has its own list, in which the best of that kind is first.
    for kind, listed in found.by_kind.items():
        assert all(lever.kind == kind for lever in listed)
    least = [lever.minutes for lever in found.by_figure["minutes"]]
    assert least == sorted(least)


@pytest.mark.parametrize(
    ("fail", "found"),
    [
        ("severity: 10, detection: 1, share: 0.0001%", True),  # speaks alone, however rare
        ("severity: 9", True),  # and where nothing else is stated
        ("severity: 3, detection: 9, share: 40%", True),  # slight, very often, hardly noticed: medium
        ("severity: 4, detection: 6, share: 0.5%", False),  # 4 x 5 x 6 = 120, and yet low by the table
        ("severity: 8, detection: 10, share: 0.0001%", False),  # 8 x 1 x 10 = 80: grave and practically never
        ("severity: 1, detection: 10, share: 50%", False),  # 1 x 10 x 10 = 100: a trifle
    ],
)
def test_a_failure_is_as_urgent_as_severity_first_makes_it(fail: str, found: bool):
    text = f"steps:\n  a: {{customer: A, frontstage: f, next: z, fails: {{what: x, {fail}, recover: z}}}}\n{END}"
    assert ("risk-priority" in names(checked(text))) == found
    (point,) = fact(fail_points.ANALYSIS, text).points
    if "share" in fail:
        assert point.number == point.severity * point.occurrence * point.detection


@pytest.mark.parametrize(
    ("step", "found"),
    [
        ("pains: {text: the envelope tears, severity: 2}, experience: {everyone: {perceived: 8}}", False),
        ("pains: {text: a queue, severity: 3}, experience: {everyone: {perceived: 6}}", False),
        ("pains: the pen is empty", False),  # how grave it is nobody says
        ("pains: {text: sent away, severity: 5}, experience: {everyone: {perceived: 9}}", True),
        ("pains: {text: the envelope tears, severity: 1}, experience: {everyone: {perceived: 3}}", True),
        ("pains: {text: sent away, severity: 5}, ideas: call them back", False),  # somebody answers to it
    ],
)
def test_a_pain_that_was_noted_is_counted_and_speaks_only_where_it_is_grave(step: str, found: bool):
    text = f"scale: 0-10\nsteps:\n  a: {{customer: A, frontstage: f, {step}, next: z}}\n{END}"
    assert ("pain-point" in names(checked(text))) == found
    assert [pain for pain in fact(pains.ANALYSIS, text).pains if pain.kind == "stated"]


CAPTIVE = """customer: {{choice: captive}}
steps:
  a: {{customer: Asks, frontstage: Takes it in, asks: [{item}], helps: clarify, next: b}}
  b: {{customer: {between}, frontstage: Answers, next: {{y: 60%, n: 40%}}}}
  y: {{customer: Has it, helps: evaluate, end: helped}}
  n: {{customer: Reads that it is no, helps: alternative, end: refused}}
"""


@pytest.mark.parametrize(
    ("item", "between", "heard"),
    [
        # What a service is about is no place to answer back, whatever it is called.
        ("complaint", "Waits", False),
        ("objection number", "Waits", False),
        ("opinion of the doctor", "Waits", False),
        ("address", "Objects to the plan", True),
        ("address", "Is asked what went wrong and complains", True),
    ],
)
def test_an_item_is_no_voice_and_a_step_at_which_the_customer_objects_is(item: str, between: str, heard: bool):
    found = names(checked(CAPTIVE.format(item=item, between=between)))
    assert ("no-voice" in found) == (not heard)


ASKED = {
    "not on a way through a step that nobody reaches": (
        "a: {customer: A, frontstage: f, start: true, next: b}\n"
        "  q: {customer: Q, frontstage: f, asks: income, next: b}\n"
        "  b: {customer: B, frontstage: f, asks: income, next: z}\n", 0,
    ),
    "not on two ways of which one excludes the other": (
        "a: {customer: A, frontstage: f, next: {b: 50%, c: 50%}}\n"
        "  b: {customer: B, frontstage: f, asks: income, next: z}\n"
        "  c: {customer: C, frontstage: f, asks: income, next: z}\n", 0,
    ),
    "not over a way that nobody takes": (
        "a: {customer: A, frontstage: f, asks: income, next: {b: 0%, z: 100%}}\n"
        "  b: {customer: B, frontstage: f, asks: income, next: z}\n", 0,
    ),
    "on one of two ways": (
        "a: {customer: A, frontstage: f, asks: income, next: {b: 25%, z: 75%}}\n"
        "  b: {customer: B, frontstage: f, asks: income, next: z}\n", 0.25,
    ),
    "for each round": (
        # Of each round half goes on: one more on average.
        "a: {customer: A, frontstage: f, start: true, asks: income, next: {b: 50%, z: 50%}}\n"
        "  b: {customer: B, frontstage: f, next: a}\n", 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "times"), ASKED.values(), ids=ASKED)
def test_it_is_told_twice_only_on_a_way_that_somebody_walks(steps: str, times: float):
    text = f"steps:\n  {steps}{END}"
    found = fact(information.ANALYSIS, text)
    assert found.repeats.mean == pytest.approx(times)
    if not times:
        assert "told-twice" not in names(checked(text))


@pytest.mark.parametrize(
    ("work", "orphan"),
    [
        # What leads to the customer is no orphan: nothing leads to it.
        ("q: {backstage: Prepares the file, next: z}", False),
        ("q: {support: Prints, next: r}\n  r: {backstage: Packs, next: z}", False),
        ("q: {backstage: Keeps the list, informs: {z: the list}}", False),
        ("q: {backstage: Counts, next: r}\n  r: {support: Files it}", True),
    ],
)
def test_work_that_comes_out_at_the_customer_is_no_orphan(work: str, orphan: bool):
    text = f"steps:\n  a: {{customer: A, frontstage: f, start: true, next: z}}\n{END}  {work}\n"
    found = [str(item.message) for item in checked(text).diagnostics if item.code.name == "orphan-backstage"]
    assert bool(found) == orphan
    said = [str(item.message) for item in checked(text).diagnostics if item.code.name == "unreachable-step"]
    assert not any("customer" in text for text in said)
    if "informs" not in work and not orphan:
        assert len(said) == 1
        assert fact(reachability.ANALYSIS, text).unreached


@pytest.mark.parametrize(
    ("first", "between", "found"),
    [
        # However many steps lie between the decision and the refusal, it is said once, at the refusal.
        ("n", "", 1),
        ("b", "  b: {frontstage: Calls, next: c}\n  c: {customer: Hears it, next: n}\n", 1),
        ("b", "  b: {frontstage: Calls, helps: alternative, next: n}\n", 0),
    ],
    ids=["at once", "two steps between", "another way is offered between"],
)
def test_a_bare_no_is_said_once_at_the_refusal(first: str, between: str, found: int):
    text = (
        f"steps:\n  a: {{customer: A, frontstage: f, helps: clarify, next: {{{first}: , y: 60%}}}}\n{between}"
        "  n: {customer: Reads it, end: refused}\n  y: {customer: Has it, end: helped}\n"
    )
    said = [item for item in checked(text).diagnostics if item.code.name == "bare-no"]
    assert [item.step for item in said] == ["n"] * found


@pytest.mark.parametrize(
    ("decides", "overall"),
    [
        ("", None),  # nobody says who does: with the customer it is sure, with the organisation it is not
        (", decides: customer", "guaranteed"),
        (", decides: organisation", "in the organisation's hands"),
        (", decides: chance", "possible"),
    ],
)
def test_what_is_certain_depends_on_who_decides_and_that_may_not_be_stated(decides: str, overall: str | None):
    text = (
        "steps:\n  a: {customer: Opens the letter, next: {y: {share: 30%"
        + decides
        + "}, n: {share: 70%"
        + decides
        + "}}}\n  y: {customer: Y, end: helped}\n  n: {customer: N, end: refused}\n"
    )
    found = fact(guarantee.ANALYSIS, text)
    assert (found.overall is None) == (overall is None)
    assert bool(found.depends_on) == (overall is None)
    if overall == "guaranteed":
        assert found.overall.name == "GUARANTEED"
    elif overall:
        assert found.overall.name != "GUARANTEED"


def household(folder: Path, files: dict[str, tuple[int, str]]) -> dict[str, tuple[float, set[str]]]:
    """Return for each file how many home visits one household gets, and how many journeys these are of."""
    for name, (visits, beside) in files.items():
        relates = f"relates: {{beside: {beside}}}\n" if beside else ""
        step = f"{{customer: A, frontstage: f, burden: {{home-visit: {visits}}}, end: helped}}"
        (folder / f"{name}.yaml").write_text(f"{HEAD}{relates}steps:\n  a: {step}\n", encoding="utf-8")
    found = {}
    for name in files:
        journey = check_file(folder / f"{name}.yaml").journey
        assert journey is not None
        facts = journey.facts.of(burden.ANALYSIS)
        found[name] = facts.kinds["home-visit"], {one.file for one in facts.journeys if one.file}
    return found


SETS = {
    "each names the next": {"a": (1, "b.yaml"), "b": (2, "c.yaml"), "c": (4, "d.yaml"), "d": (8, "a.yaml")},
    "one names all, and is named": {"a": (1, "[b.yaml, c.yaml]"), "b": (2, "a.yaml"), "c": (4, "a.yaml")},
    "two chains that meet": {"a": (1, "b.yaml"), "b": (2, "[a.yaml, c.yaml]"), "c": (4, "[b.yaml, d.yaml]"),
                             "d": (8, "c.yaml")},
}  # fmt: skip


@pytest.mark.parametrize("files", SETS.values(), ids=SETS)
def test_journeys_beside_each_other_are_one_set_whichever_is_looked_at(tmp_path: Path, files: dict):
    found = household(tmp_path, files)
    for name, (visits, others) in found.items():
        assert visits == sum(count for count, _ in files.values())
        assert others == {f"{other}.yaml" for other in files if other != name}


LINKS = {
    "a circle of three": (
        {"a": "journey: b.yaml", "b": "journey: c.yaml", "c": "journey: a.yaml"}, {"a", "b", "c"},
    ),
    "a line": ({"a": "journey: b.yaml", "b": "journey: c.yaml", "c": ""}, set()),
    "two that stand for the same": ({"a": "journey: c.yaml", "b": "journey: c.yaml", "c": ""}, set()),
    "itself over a folder": ({"a": "journey: ./a.yaml", "b": ""}, {"a"}),
    "the separator of Windows": ({"a": r"journey: 'parts\b.yaml'", "parts/b": ""}, {"a"}),
    "the separator of Windows, upwards": ({"parts/a": r"journey: '..\b.yaml'", "b": ""}, {"parts/a"}),
    "two in a circle, in folders": ({"a": "journey: parts/b.yaml", "parts/b": "journey: ../a.yaml"}, {"a", "parts/b"}),
}  # fmt: skip


@pytest.mark.parametrize(("files", "broken"), LINKS.values(), ids=LINKS)
def test_a_link_that_leads_nowhere_or_back_is_found_where_it_is(tmp_path: Path, files: dict[str, str], broken: set):
    (tmp_path / "parts").mkdir()
    for name, link in files.items():
        step = f"{{customer: A, frontstage: f, {link + ', ' if link else ''}next: z}}"
        (tmp_path / f"{name}.yaml").write_text(f"{HEAD}steps:\n  a: {step}\n{END}", encoding="utf-8")
    found = {}
    for name in files:
        said = check_file(tmp_path / f"{name}.yaml").diagnostics
        found[name] = [item for item in said if item.code.name == "broken-link"]
    assert {name for name, items in found.items() if items} == broken
    for name in broken:
        if "\\" in files[name]:
            written = files[name].split("'")[1].replace("\\", "/")
            assert written in str(found[name][0].help)
