"""What holds for every source: nothing is lost without a word, and whatever comes of it is a blueprint."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from casebook_of_importers import books, cases
from hypothesis import given
from hypothesis import strategies as st

from journeymap import syntax
from journeymap.flowcharts.blueprint_of import blueprint_of
from journeymap.flowcharts.chart import DECISION, END, INFORMS, JOIN, NEXT, SPLIT, START, TASK, Chart, Node
from journeymap.importer import Choices, Incoming, UnreadableError
from journeymap.importing import import_source, sources_in, text_of
from journeymap.pipeline import understand
from journeymap.plugins import module_names

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = [name.replace("_", "-") for name in module_names("importers")]
SOURCES = [(case.format, case.source) for book in books() for case in cases(book)]
LABELS = st.sampled_from(
    [
        "",
        "Pay",
        "yes 30%",
        "no",
        "100 %",
        "End",
        "Start",
        "Rejected",
        "null",
        "ja, 12,5 %",
        "12",
        "=1+1",
        "é: {x}",
        "日本",
    ]
)
NODES = st.lists(
    st.tuples(
        LABELS,
        st.sampled_from([TASK, DECISION, START, END, SPLIT, JOIN]),
        st.sampled_from([None, "Klant", "Balie", "CRM", "end"]),
    ),
    min_size=1,
    max_size=8,
)
ARROWS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), LABELS, st.sampled_from([NEXT, NEXT, NEXT, INFORMS])))
CHOICES = st.dictionaries(
    st.sampled_from(["pay", "end", "klant", "balie", "rejected"]),
    st.sampled_from(["skip", "system", "customer", "end:refused", "evidence", "phase"]),
)


@given(NODES, ARROWS, CHOICES)
def test_each_arrow_of_a_chart_is_kept_folded_or_listed_and_a_blueprint_comes_of_it(nodes, arrows, mapped):
    chart = Chart("chart")
    for number, (label, kind, lane) in enumerate(nodes):
        chart.add(Node(f"n{number}", label, "", kind, lane))
    for source, target, label, kind in arrows:
        if max(source, target) < len(nodes):
            chart.connect(f"n{source}", f"n{target}", "", label=label, kind=kind)
    try:
        reading = blueprint_of(chart, Choices(mapped))
    except UnreadableError:
        return
    assert not chart.unaccounted
    _, blueprint, problems = understand(partial(syntax.parse, text_of(reading), "made"))
    assert blueprint is not None
    assert [str(problem) for problem in problems] == []


@given(NODES, ARROWS)
def test_the_shares_of_ways_from_one_step_never_come_to_more_than_the_source_says(nodes, arrows):
    """Where a share is not known, none is made up: those of a step are never more than those of its own arrows."""
    chart = Chart("chart")
    for number, (label, kind, lane) in enumerate(nodes):
        chart.add(Node(f"n{number}", label, "", kind, lane))
    seen = set()
    for source, target, _, _ in arrows:
        if max(source, target) < len(nodes) and source not in seen:
            seen.add(source)
            chart.connect(f"n{source}", f"n{target}", "", label="40%")
            chart.connect(f"n{source}", f"n{(target + 1) % len(nodes)}", "", label="60%")
    try:
        reading = blueprint_of(chart, Choices())
    except UnreadableError:
        return
    for step in reading.data["steps"].values():
        shares = [way["share"]["everyone"] for way in step.get("next", {}).values() if "share" in way]
        assert sum(shares) <= 1 + 1e-9


def mutated(text: str) -> st.SearchStrategy[bytes]:
    data = text.encode()

    def changed(places: list[tuple[int, int, bytes]]) -> bytes:
        made = bytearray(data)
        for start, length, new in places:
            at = start % (len(made) + 1)
            made[at : at + length] = new
        return bytes(made)

    new = st.binary(max_size=3) | st.sampled_from(
        [*"\"'[](){}<>|-=.&:;%@\n ", "-->", "end\n", "subgraph ", "\x00"]
    ).map(lambda text: text.encode())
    return st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 6), new), min_size=1, max_size=4).map(changed)


def _import(content: bytes, form: str | None) -> Iterator[str]:
    try:
        made = import_source(Incoming("any", content), Choices(), form)
    except UnreadableError:
        return
    yield from made.blueprint.steps


@pytest.mark.parametrize("form", FORMATS)
@given(st.data())
def test_whatever_people_do_to_a_source_it_is_read_or_refused_in_words(form: str, data):
    sources = [source for name, source in SOURCES if name == form]
    content = data.draw(st.sampled_from(sources).flatmap(mutated))
    assert all(_import(content, form))


@pytest.mark.parametrize("form", [*FORMATS, None])
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_in_words(form: str | None, content: bytes):
    assert all(_import(content, form))


def test_a_long_chain_of_decisions_becomes_steps_whose_conditions_can_be_read():
    lines = [f" n{number}{{Question {number}}} -->|yes| n{number + 1}\n n{number} -->|no| e" for number in range(400)]
    made = import_source(Incoming("chain", "\n".join(["flowchart LR", *lines]).encode()), Choices())
    conditions = [
        part
        for step in made.blueprint.steps.values()
        for way in step.next.values()
        for part in (way.when or "").split(" / ")
    ]
    assert len(made.blueprint.steps) > 10
    assert max(map(len, conditions)) <= 250


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("mermaid", "flowchart LR\n" + "subgraph a{}\n" * 300 + "b --> c\n"),
        ("mermaid-state", "stateDiagram-v2\n" + "state a {\n" * 300),
    ],
)
def test_frames_that_stand_in_each_other_without_end_are_refused(form: str, text: str):
    with pytest.raises(UnreadableError, match="frames stand too deep"):
        import_source(Incoming("deep", text.encode()), Choices(), form)


def test_only_blocks_of_mermaid_that_are_closed_are_charts_of_a_page():
    page = "~~~text\n```mermaid\n~~~\n````mermaid\ngraph LR\n```\n````\n```{mermaid}\njourney\n```\n```mermaid\nopen"
    blocks = sources_in(Incoming("page.md", page.encode()))
    assert [(block.content, block.lines_above) for block in blocks] == [(b"graph LR\n```\n", 4), (b"journey\n", 8)]
