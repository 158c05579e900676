"""`journeymap report`: one page, or one Markdown file and one drawing, whole or not at all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

BLUEPRINTS = Path(__file__).parents[2] / "blueprints"
PERMIT = BLUEPRINTS / "permit-application-refusal.yaml"
REPAIR = BLUEPRINTS / "reparatieverzoek.yaml"


def test_the_report_and_its_drawing_lie_beside_each_other(run: Callable[..., Outcome], here: Path):
    done = run("report", PERMIT, "-o", here / "out" / "a permit.md")
    assert done.code == 0
    text = (here / "out" / "a permit.md").read_text(encoding="utf-8")
    assert "](a%20permit.svg)" in text
    assert (here / "out" / "a permit.svg").read_bytes().startswith(b"<")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == [
        "In five minutes", "The drawing", "Findings, the heaviest first", "Figures per persona", "What one change buys",
        "Conscious choices", "What it rests on",
    ]  # fmt: skip
    assert "| helped | 80% |" in text
    assert "| total time | 3.53 hours |" in text


def test_a_report_without_a_drawing_links_none(run: Callable[..., Outcome], here: Path):
    run("report", PERMIT, "-o", here / "r.md", "--no-drawing")
    assert [path.name for path in here.iterdir()] == ["r.md"]
    assert ".svg" not in (here / "r.md").read_text(encoding="utf-8")


def test_the_report_can_go_to_standard_output(run: Callable[..., Outcome]):
    assert run("report", PERMIT, "-o", "-").out.startswith("# Apply for a building permit")


def test_a_name_that_ends_like_a_page_gets_a_page_that_holds_everything(run: Callable[..., Outcome], here: Path):
    done = run("report", PERMIT, "-o", here / "out" / "permit.html")
    assert done.code == 0
    assert done.out.split() == [str(here / "out" / "permit.html")]
    assert [path.name for path in (here / "out").iterdir()] == ["permit.html"]
    page = (here / "out" / "permit.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert '<html lang="en" class="report">' in page


def test_the_format_stands_above_the_name_and_the_language_above_that_of_the_file(
    run: Callable[..., Outcome], here: Path
):
    assert run("report", PERMIT, "-o", here / "r.txt", "--format", "html", "--lang", "nl", "--theme", "dark").code == 0
    page = (here / "r.txt").read_text(encoding="utf-8")
    assert '<html lang="nl" class="report">' in page
    assert "Waar dit op gebaseerd is" in page
    assert run("report", PERMIT, "-o", "-", "--format", "html").out.startswith("<!DOCTYPE html>")
    assert run("report", PERMIT, "-o", here / "r.html", "--format", "markdown", "--no-drawing").code == 0
    assert (here / "r.html").read_text(encoding="utf-8").startswith("# ")


def test_choices_and_sources_are_on_record(run: Callable[..., Outcome]):
    text = run("report", REPAIR, "-o", "-", "--lang", "en").out
    assert "Een muur moet drogen en de stukadoor legt dat uit" in text
    assert "| 4. Bellen | Altijd zo geweest | organisation | Team Dagelijks Onderhoud | 2009 |" in text
    assert "| interviews | interview | 12 | 12 May 2026 | 3 months |" in text


def test_the_report_is_the_same_for_every_hash_seed(here: Path):
    texts = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "journeymap", "report", str(REPAIR), "-o", str(here / f"{seed}.md"), "-q"]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        texts.append((here / f"{seed}.md").read_text(encoding="utf-8").replace(f"{seed}.svg", "x.svg"))
    assert texts[0] == texts[1]
    assert str(here) not in texts[0]


def test_nothing_is_left_behind_when_the_report_cannot_be_written(run: Callable[..., Outcome], here: Path):
    (here / "r.md").mkdir()
    assert run("report", PERMIT, "-o", here / "r.md").code == 2
    assert list(here.iterdir()) == [here / "r.md"]


def test_the_drawing_goes_again_when_only_the_report_cannot_be_written(run: Callable[..., Outcome], here: Path):
    from journeymap.cli.commands.report import _write

    (here / "r.md").mkdir()
    with pytest.raises(OSError, match=r"r\.md"):
        _write(here / "r.md", "text", here / "r.svg", b"drawn")
    assert not (here / "r.svg").exists()
    (here / "r.svg").write_bytes(b"before")
    with pytest.raises(OSError, match=r"r\.md"):
        _write(here / "r.md", "text", here / "r.svg", b"drawn")
    assert (here / "r.svg").read_bytes() == b"before"


def test_the_blueprint_is_never_overwritten(run: Callable[..., Outcome], good: Path):
    before = good.read_bytes()
    assert run("report", good, "-o", good).code == 2
    assert good.read_bytes() == before


def test_a_file_that_cannot_be_read_gets_no_report(run: Callable[..., Outcome], here: Path):
    (here / "broken.yaml").write_text("no blueprint", encoding="utf-8")
    assert run("report", here / "broken.yaml", "-o", here / "r.md").code == 1
    assert not (here / "r.md").exists()


def test_of_a_folder_the_only_blueprint_is_reported_and_of_several_one_has_to_be_named(
    run: Callable[..., Outcome], here: Path
):
    (here / "mine").mkdir()
    (here / "mine" / "one.yaml").write_bytes(PERMIT.read_bytes())
    assert run("report", here / "mine", "-o", here / "r.html").code == 0
    assert (here / "r.html").is_file()
    (here / "mine" / "two.yaml").write_bytes(PERMIT.read_bytes())
    done = run("report", here / "mine", "-o", here / "two.html")
    assert done.code == 2
    assert "is a folder; name one blueprint, such as " in done.err
    assert "one.yaml" in done.err
    assert not (here / "two.html").exists()


@pytest.mark.parametrize(
    "there",
    ["a drawing of another kind", "a report's drawing of another report", "a link to a drawing",
     "a link to the blueprint",
     "a link to nothing", "a folder", "an empty file"],
)  # fmt: skip
def test_the_drawing_beside_a_report_replaces_nothing_that_was_not_written_with_it(
    run: Callable[..., Outcome], good: Path, here: Path, there: str
):
    drawing, other = here / "other.svg", here / "elsewhere.svg"
    other.write_text("<svg/>", encoding="utf-8")
    if there == "a drawing of another kind":
        run("draw", good, "--theme", "dark", "-o", drawing)
    elif there == "a report's drawing of another report":
        run("report", good, "-o", here / "first.md")
        (here / "first.svg").rename(drawing)
    elif there == "a link to a drawing":
        run("report", good, "-o", here / "other.md")
        drawing.rename(other)
        drawing.symlink_to(other)
        (here / "other.md").unlink()
    elif there.startswith("a link"):
        drawing.symlink_to(good if "blueprint" in there else here / "nothing")
    elif there == "a folder":
        drawing.mkdir()
    else:
        drawing.touch()
    before = {path: path.read_bytes() for path in here.iterdir() if path.is_file()}
    done = run("report", good, "-o", here / "other.md")
    assert done.code == 2
    assert "other.svg" in done.err
    assert "--no-drawing" in done.err or (there == "a link to the blueprint" and "the blueprint itself" in done.err)
    assert {path: path.read_bytes() for path in here.iterdir() if path.is_file()} == before
    assert run("report", good, "-o", here / "other.md", "--no-drawing").code == 0


def test_a_blueprint_called_like_a_drawing_is_spared(run: Callable[..., Outcome], good: Path, here: Path):
    blueprint = here / "x.svg"
    blueprint.write_text(good.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("report", blueprint, "-o", here / "x.md")
    assert done.code == 2
    assert blueprint.read_text(encoding="utf-8") == good.read_text(encoding="utf-8")
    assert not (here / "x.md").exists()


def test_a_report_written_again_replaces_its_own_drawing(run: Callable[..., Outcome], good: Path, here: Path):
    assert run("report", good, "-o", here / "a -- b.md").code == 0
    first = (here / "a -- b.svg").read_bytes()
    good.write_text(good.read_text(encoding="utf-8").replace("Drinks it", "Drinks it slowly"), encoding="utf-8")
    done = run("report", good, "-o", here / "a -- b.md")
    assert done.code == 0
    assert str(here / "a -- b.svg") in done.out
    assert (here / "a -- b.svg").read_bytes() != first
