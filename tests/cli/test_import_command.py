"""The command that makes blueprints of files of other tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import journeymap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

CHART = """\
flowchart LR
  a([Start]) --> b[Asks the counter] --> c([Helped])
  click b call()
"""


@pytest.fixture
def chart(here: Path) -> Path:
    """A chart of another tool."""
    path = here / "chart.mmd"
    path.write_text(CHART, encoding="utf-8")
    return path


def test_a_chart_becomes_a_blueprint_beside_it_that_check_reads(run: Callable[..., Outcome], chart: Path):
    done = run("import", chart)
    assert done.code == 0
    assert done.out.splitlines()[:3] == [
        str(chart.with_suffix(".yaml")),
        "1 step, 0 phases; 1 lost, 1 guessed",
        f"  lost: {chart}:3:3: what a click does is left out",
    ]
    assert run("check", chart.with_suffix(".yaml"), "--fail-on", "never").code == 0
    assert list(journeymap.load(chart.with_suffix(".yaml")).steps) == ["asks-the-counter"]


def test_what_was_lost_stands_in_the_file_in_the_language_of_it(run: Callable[..., Outcome], chart: Path):
    done = run("import", "chart.mmd", "--language", "nl", "-o", "-")
    assert done.out.startswith(
        "# verloren: chart.mmd:3:3: wat een klik doet, blijft weg\njourneymap: 1\nlanguage: nl\n"
    )
    assert "1 stap, 0 fasen; 1 verloren" in done.err


def test_a_file_that_is_there_is_never_replaced(run: Callable[..., Outcome], chart: Path):
    target = chart.with_suffix(".yaml")
    target.write_text("mine", encoding="utf-8")
    done = run("import", chart)
    assert done.code == 2
    assert "is there already" in done.err
    assert target.read_text(encoding="utf-8") == "mine"
    assert run("import", chart, "-o", chart).code == 2
    assert chart.read_text(encoding="utf-8") == CHART


def test_strict_fails_where_something_is_lost_and_writes_it_all_the_same(run: Callable[..., Outcome], chart: Path):
    assert run("import", chart, "--strict").code == 1
    assert chart.with_suffix(".yaml").exists()
    chart.with_suffix(".yaml").unlink()
    chart.write_text(CHART.replace("  click b call()\n", ""), encoding="utf-8")
    assert run("import", chart, "--strict").code == 0


def test_each_chart_of_a_page_becomes_a_blueprint_with_places_in_the_page(run: Callable[..., Outcome], here: Path):
    page = here / "page.md"
    page.write_text(f"# Two\n\n```mermaid\n{CHART}```\n\nText\n\n```mermaid\n{CHART}```\n", encoding="utf-8")
    done = run("import", "page.md", "-o", "out/")
    assert done.code == 0
    assert [line for line in done.out.splitlines() if line.endswith(".yaml")] == ["out/page.yaml", "out/page-2.yaml"]
    assert [line.split(": ")[1] for line in done.out.splitlines() if "lost: " in line] == [
        "page.md:6:3",
        "page.md:14:3",
    ]


def test_all_remarks_are_in_the_report(run: Callable[..., Outcome], chart: Path, here: Path):
    run("import", "chart.mmd", "--report", "remarks.json")
    (source,) = json.loads((here / "remarks.json").read_text(encoding="utf-8"))["sources"]
    assert (source["source"], source["file"], source["steps"]) == ("chart.mmd", "chart.yaml", 1)
    assert [remark["place"] for remark in source["lost"]] == ["chart.mmd:3:3"]


def test_the_project_says_once_what_names_stand_for(run: Callable[..., Outcome], chart: Path, here: Path):
    (here / "journeymap.toml").write_text('[import.map]\n"Asks the counter" = "backstage"\n', encoding="utf-8")
    run("import", chart)
    assert "backstage: Asks the counter" in chart.with_suffix(".yaml").read_text(encoding="utf-8")


def test_a_wrong_way_in_the_configuration_is_said_with_its_place(run: Callable[..., Outcome], good: Path, here: Path):
    (here / "journeymap.toml").write_text('[import.map]\nDesk = "frontstag"\n', encoding="utf-8")
    done = run("check", good)
    assert "journeymap.toml:2:" in done.out
    assert 'did you mean "frontstage"?' in done.out
    (here / "journeymap.toml").write_text("import = 3\n", encoding="utf-8")
    assert '"import" must hold a table "map"' in run("check", good).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--map", "Desk"], "--map takes NAME=WAY"),
        (["--map", "Asks=frontstag"], "Did you mean 'frontstage'?"),
        (["--map", "Asks the countre=customer"], "Did you mean 'Asks the counter'?"),
        (["--from", "visio"], "visio"),
    ],
)
def test_what_cannot_be_meant_is_explained_and_nothing_is_written(
    run: Callable[..., Outcome], chart: Path, arguments: list[str], words: str
):
    done = run("import", chart, *arguments)
    assert done.code == 2
    assert words in done.err
    assert not chart.with_suffix(".yaml").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("sequenceDiagram\n A->>B: x\n", "sequenceDiagram is a kind of Mermaid that is not read"),
        ("hello", "this is no flowchart of Mermaid"),
        ("flowchart LR\n%% nothing\n", "there is no step in it"),
        (b"\xff\xfa", "the file is not written in UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(run: Callable[..., Outcome], here: Path, content: str, words: str):
    path = here / "odd.mmd"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = run("import", path)
    assert done.code == 2
    assert words in done.err
    assert not path.with_suffix(".yaml").exists()


def test_a_file_of_a_format_that_nobody_knows_names_those_that_are_read(run: Callable[..., Outcome], here: Path):
    (here / "odd.bin").write_bytes(b"nothing known")
    done = run("import", "odd.bin")
    assert done.code == 2
    assert "it cannot be told which format this is" in done.err
    assert "mermaid" in done.err
    assert run("import", "not-there.mmd").code == 2


def test_a_cross_of_arrows_that_nobody_could_read_is_refused(run: Callable[..., Outcome], here: Path):
    nodes = " & ".join(f"n{number}" for number in range(200))
    (here / "cross.mmd").write_text(f"flowchart LR\n {nodes} --> {nodes}\n", encoding="utf-8")
    done = run("import", "cross.mmd")
    assert done.code == 2
    assert "there are more than 20000 arrows in it" in done.err


def test_the_library_reads_what_the_command_reads(chart: Path):
    made = journeymap.load_from(chart, map={"Asks the counter": "frontstage"})
    assert made.blueprint.steps["asks-the-counter"].frontstage[0].does == "Asks the counter"
    assert [remark.kind for remark in made.remarks] == ["lost"]
    assert made.text.startswith("# lost: ")
    with pytest.raises(journeymap.UnreadableError):
        journeymap.load_from(_empty(chart))


def _empty(chart: Path) -> Path:
    path = chart.with_name("empty.mmd")
    path.write_text("flowchart LR\n", encoding="utf-8")
    return path


def test_a_changed_source_goes_into_the_blueprint_that_was_made_of_it(run: Callable[..., Outcome], chart: Path):
    run("import", chart)
    target = chart.with_suffix(".yaml")
    before = target.read_bytes()
    same = run("import", chart, "--into", target)
    assert (same.code, target.read_bytes()) == (0, before)
    assert same.out.splitlines()[1] == "0 lines changed"
    chart.write_text(CHART.replace("c([Helped])", "d[Gets an answer] --> c([Helped])"), encoding="utf-8")
    done = run("import", chart, "--into", target)
    assert done.code == 0
    assert list(journeymap.load(target).steps) == ["asks-the-counter", "gets-an-answer"]


def test_into_is_not_mixed_with_another_file_and_leaves_a_broken_one_alone(run: Callable[..., Outcome], chart: Path):
    broken = chart.with_name("broken.yaml")
    broken.write_text("steps: [", encoding="utf-8")
    assert run("import", chart, "--into", broken, "-o", "x.yaml").code == 2
    assert run("import", chart, "--prune").code == 2
    done = run("import", chart, "--into", broken)
    assert done.code == 2
    assert "`journeymap check` says why" in done.err
    assert broken.read_text(encoding="utf-8") == "steps: ["
