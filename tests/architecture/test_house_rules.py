"""The habits of the house, held by the tests: contracts between the layers, lint, types, sizes and names."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import networkx as nx
import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "journeymap"
MODULES = sorted(SOURCE.rglob("*.py"))
TOOLS = Path(sys.executable).parent


def run(*command: str) -> None:
    done = subprocess.run(
        [str(TOOLS / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_the_layers_import_only_downwards():
    run("lint-imports", "--no-cache")


def test_no_modules_need_each_other_not_even_for_their_types():
    graph = grimp.build_graph("journeymap")
    imports = {module: list(graph.find_modules_directly_imported_by(module)) for module in graph.modules}
    circles = [circle for circle in nx.strongly_connected_components(nx.DiGraph(imports)) if len(circle) > 1]
    assert circles == []


def test_the_code_is_linted():
    run("ruff", "check", ".")


def test_the_code_is_formatted():
    run("ruff", "format", "--check", ".")


def test_the_types_are_right():
    run("mypy")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_module_is_too_long_to_read_at_once(module: Path):
    limit = 100 if module.parent.name == "rules" else 400
    assert len(module.read_text(encoding="utf-8").splitlines()) <= limit


def test_plain_records_are_structs():
    """A frozen dataclass takes fifty times as long to define, and every command defines more than a hundred records."""
    graph = grimp.build_graph("journeymap", include_external_packages=True)
    assert "dataclasses" not in graph.modules


HEAVY = "pydantic", "yaml", "networkx", "email", "importlib.metadata"


@pytest.mark.parametrize(
    ("words", "spared"),
    [
        (["--version"], {*HEAVY, "msgspec"}),
        (["--help"], set(HEAVY)),
        (["explain", "dead-end"], {"pydantic", "yaml", "networkx"}),
        (
            ["check", str(ROOT / "blueprints" / "city-bike.yaml")],
            {
                "networkx",
                "jinja2",
                "typst",
                "pypdf",
                "journeymap.drawing",
                "journeymap.layout",
                "importlib.metadata",
                "email",
                "socket",
                "tomllib",
                "json",
                "difflib",
            },
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_loads_nothing_that_it_does_not_need(words: list[str], spared: set[str]):
    code = "import sys; from journeymap.cli import main; main(sys.argv[1:]); print('', *sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    assert spared & set(done.stdout.splitlines()) == set()


def test_the_flow_of_the_data_is_read_in_one_go():
    assert len((SOURCE / "pipeline.py").read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_every_module_says_what_it_is_for(module: Path):
    assert module.read_text(encoding="utf-8").lstrip().startswith('"""')


def test_no_module_is_named_after_nothing():
    meaningless = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert not [path for path in MODULES if path.stem in meaningless or path.parent.name in meaningless]


def test_the_top_level_holds_only_what_the_layout_names():
    known = {"AGENTS.md", "Dockerfile", "action.yml", "editors", "pyproject.toml",
             "src", "blueprints", "output", "tests", "README.md", "LICENSE", "CHANGELOG.md",
             "Makefile", "docs", "benchmarks"}  # fmt: skip
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, or no git here")
    listed = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {name for name in found if not name.startswith(".")} <= known


def test_nothing_is_left_open_in_the_source():
    marks = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")
    assert not [path for path in MODULES if any(mark in path.read_text(encoding="utf-8") for mark in marks)]


def test_importing_the_library_loads_nothing_that_is_not_asked_for():
    heavy = "networkx", "pydantic", "yaml", "click", "graphviz", "opening_hours"
    code = f"import sys, journeymap; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_two_test_modules_share_a_name():
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if path.name not in ("__init__.py", "conftest.py")]
    assert sorted(names) == sorted(set(names))
