"""What holds for every exporter."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from drawings_for_tests import CASES, case_drawing, export, exporter, many_pages

from journeymap.exporter import Exporter
from journeymap.plugins import module_names

NAMES = tuple(name.replace("_", "-") for name in module_names("exporters"))


def test_the_formats_are_those_that_are_promised():
    assert set(NAMES) >= {"svg", "png", "pdf", "dot", "geometry", "json"}


@pytest.mark.parametrize("name", NAMES)
def test_an_exporter_tells_what_it_is_and_bears_the_name_of_its_module(name: str):
    module = import_module(f"journeymap.exporters.{name.replace('-', '_')}")
    assert len((module.__doc__ or "").split()) > 5
    found = exporter(name)
    assert isinstance(found, Exporter)
    assert found.name == name
    assert found.suffix.startswith(".")


def test_no_two_formats_write_files_of_the_same_name():
    suffixes = [exporter(name).suffix for name in NAMES]
    assert len(set(suffixes)) == len(suffixes)


@pytest.mark.parametrize("name", NAMES)
def test_an_exporter_that_is_not_binary_writes_text(name: str):
    (part,) = export(name, case_drawing("small"))
    assert part.name == ""
    if exporter(name).binary:
        with pytest.raises(UnicodeDecodeError):
            part.content.decode("utf-8")
    else:
        assert part.content.decode("utf-8").endswith("\n")


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_files_of_their_own_or_bound_into_one(name: str):
    drawing = many_pages()
    names = [part.name for part in export(name, drawing)]
    count = len(drawing.scenes)
    assert count > 1
    assert names in ([""], [f"-p{number}" for number in range(1, count + 1)])


@pytest.mark.parametrize(("name", "files"), [("pdf", 1), ("html", 1), ("outline", 1), ("svg", 0), ("png", 0)])
def test_documents_hold_all_pages_and_pictures_one(name: str, files: int):
    drawing = many_pages()
    assert len(export(name, drawing)) == (files or len(drawing.scenes))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_blueprint_gives_the_same_bytes_everywhere(name: str, tmp_path: Path):
    code = (
        "import sys; from journeymap.pipeline import check_file; from journeymap.drawing import draw, DrawOptions\n"
        "from journeymap.plugins import instance\n"
        "result = check_file(sys.argv[1])\n"
        "for page in (None, 'a4'):\n"
        "    drawing = draw(result.journey, result.diagnostics, result.accepted, DrawOptions(page=page))\n"
        "    for part in instance('exporters', 'EXPORTER', sys.argv[2]).render(drawing):\n"
        "        sys.stdout.buffer.write(part.content)\n"
    )
    seen = set()
    for seed, folder in (("0", tmp_path), ("1", CASES), ("4242", tmp_path)):
        done = subprocess.run(
            [sys.executable, "-c", code, str(CASES / "rich.yaml"), name],
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"Etc/GMT+{len(seed)}"},
            capture_output=True,
            check=True,
        )
        seen.add(done.stdout)
    assert len(seen) == 1
    (content,) = seen
    for trace in (
        str(CASES),
        str(tmp_path),
        "rich.yaml",
        "CreationDate",
        "Graphviz 1",
        "graphviz version",
        "cairo",
        "Typst",
    ):
        assert trace.encode() not in content


def test_exporters_do_not_know_each_other():
    folder = Path(import_module("journeymap.exporters").__path__[0])
    modules = module_names("exporters")
    for name in modules:
        source = (folder / f"{name}.py").read_text(encoding="utf-8")
        others = [other for other in modules if f"exporters.{other}" in source or f"exporters import {other}" in source]
        assert not others
