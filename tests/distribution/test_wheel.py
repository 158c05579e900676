"""What is published is whole: the index takes it, and it works where nothing but what it declares is installed."""

from __future__ import annotations

import sys
import zipfile
from email.parser import BytesParser
from typing import TYPE_CHECKING

import pytest
from environments import ROOT, environment, run
from markdown_it import MarkdownIt
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

pytestmark = pytest.mark.slow

BLUEPRINT = ROOT / "blueprints" / "city-bike.yaml"


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as content:
        (name,) = (name for name in content.namelist() if name.endswith(".dist-info/METADATA"))
        return BytesParser().parsebytes(content.read(name))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with the wheel and what it declares to need, and nothing else."""
    return environment(tmp_path_factory.mktemp("clean"), wheel)


def files(folder: Path) -> Iterator[tuple[str, int]]:
    for path in sorted(folder.rglob("*")):
        yield str(path), path.lstat().st_mtime_ns


def test_the_index_takes_what_is_published(published: Path):
    said = run(sys.executable, "-m", "twine", "check", "--strict", *sorted(published.iterdir())).stdout
    assert said.count("PASSED") == 2


def test_the_wheel_has_compiled_translations_and_not_the_written_ones(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.endswith(".po")] == []
    assert "journeymap/locale/nl/LC_MESSAGES/journeymap.mo" in names


def test_both_licences_come_along_with_their_texts(wheel: Path, metadata: Message):
    assert metadata["License-Expression"] == "MIT AND OFL-1.1"
    content = zipfile.ZipFile(wheel)
    folder = next(name for name in content.namelist() if name.endswith("METADATA")).removesuffix("METADATA")
    texts = [content.read(f"{folder}licenses/{name}").decode() for name in metadata.get_all("License-File", [])]
    assert [("MIT License" in text, "SIL OPEN FONT LICENSE Version 1.1" in text) for text in texts] == [
        (True, False),
        (False, True),
    ]
    fonts = {name.rpartition("/")[0] for name in content.namelist() if name.endswith(".ttf")}
    assert fonts
    assert all(f"{folder}/LICENSE" in content.namelist() for folder in fonts)


def test_everything_the_readme_points_to_has_a_whole_address_on_the_index(metadata: Message):
    tokens = MarkdownIt().parse(str(metadata.get_payload()))
    links = [
        str(child.attrs.get("href") or child.attrs.get("src"))
        for token in tokens
        for child in token.children or ()
        if child.type in ("link_open", "image")
    ]
    assert len(links) > 5
    assert [link for link in links if not link.startswith("https://")] == []
    assert "https://example.org/journeymap/output/city-bike.svg" in links


def test_the_index_is_told_where_the_project_lives(metadata: Message):
    urls = dict(line.split(", ", 1) for line in metadata.get_all("Project-URL", []))
    assert {"Homepage", "Documentation", "Changelog", "Source", "Issues"} <= set(urls)


def test_what_the_wheel_installs_works_in_both_languages_and_writes_nothing_beside_itself(
    installed: Path, tmp_path: Path
):
    program = installed / "journeymap"
    before = list(files(installed.parent))
    assert run(program, "--version").stdout.strip()
    run(program, "check", BLUEPRINT, "--fail-on", "never")
    assert "Waarom" in run(program, "explain", "dead-end", "--lang", "nl").stdout
    run(program, "draw", BLUEPRINT, "--format", "svg,png,pdf", "--output", tmp_path, PATH="")
    assert (tmp_path / "city-bike.svg").read_bytes() == (ROOT / "output" / "city-bike.svg").read_bytes()
    assert (tmp_path / "city-bike.png").read_bytes().startswith(b"\x89PNG")
    assert "Picks a bike" in PdfReader(tmp_path / "city-bike.pdf").pages[0].extract_text().replace("\n", " ")
    assert list(files(installed.parent)) == before
