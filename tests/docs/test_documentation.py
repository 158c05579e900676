"""What the documentation says about the code is what the code says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import definitions  # noqa: E402
import dutch  # noqa: E402
import generate  # noqa: E402
import short_forms  # noqa: E402
from journeymap.cli import main  # noqa: E402
from journeymap.cli.options import all_rules  # noqa: E402
from journeymap.config import read_config  # noqa: E402
from journeymap.model.element import hyphenated  # noqa: E402
from journeymap.model.step import Step  # noqa: E402
from journeymap.pipeline import check_source  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")
TOUR = (ROOT / "docs/nl/rondleiding.md").read_text(encoding="utf-8")
BLOCKS, TOUR_BLOCKS = (re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) for text in (README, TOUR))


@pytest.mark.parametrize(
    ("path", "content"), generate.generated().items(), ids=lambda value: getattr(value, "name", "")
)
def test_generated_documentation_is_current(path: Path, content: str):
    assert path.read_text(encoding="utf-8") == content, "run: make accept"


def test_the_first_blueprint_of_the_readme_has_the_dead_end_that_the_text_speaks_of():
    found = check_source(BLOCKS[0], "coffee.yaml")
    errors = {finding.code.name: finding.step for finding in found.diagnostics if finding.severity == "error"}
    assert errors == {"dead-end": "drink", "no-good-end": None}


def test_the_second_blueprint_of_the_readme_has_no_error():
    assert check_source(BLOCKS[1], "coffee.yaml").worst() != "error"


def test_the_blueprints_of_the_dutch_tour_have_what_the_text_says():
    first, second, accepted = (check_source(block, "koffie.yaml") for block in TOUR_BLOCKS)
    assert {found.code.name for found in first.diagnostics if found.severity == "error"} == {"dead-end", "no-good-end"}
    assert second.worst() != "error"
    assert "bare-no" not in {found.code.name for found in accepted.diagnostics}


def test_everything_on_the_dutch_pages_is_dutch():
    assert [text for text in short_forms.texts() if dutch.untranslated(text)] == []
    # As many headings and items as in English, so that what is added there is added here.
    marks = re.compile(r"^(?:#+|\* )", re.MULTILINE)
    english = "\n".join(definitions.FORMAT)
    assert marks.findall(dutch.FORMAT) == marks.findall(english)
    assert marks.findall(dutch.HOURS) == marks.findall(short_forms.HOURS)


def test_the_configuration_of_the_readme_can_be_read(tmp_path: Path):
    (block,) = [found for found in re.findall(r"```toml\n(.*?)```", README, re.DOTALL) if "fail-on" in found]
    file = tmp_path / "journeymap.toml"
    file.write_text(block, encoding="utf-8")
    assert read_config(file, rules=all_rules())[1] == []


COMMANDS = re.findall(r"^(journeymap [^\n`]*)$", README + TOUR, re.MULTILINE)
# What serves runs until somebody stops it, and has a test of its own.
SERVING = [line for line in COMMANDS if line.split()[1] in ("serve", "lsp", "mcp")]


@pytest.mark.parametrize("line", SERVING)
def test_every_command_of_the_readme_that_serves_answers_at_the_address_of_its_first_line(line: str, tmp_path: Path):
    (tmp_path / "coffee.yaml").write_text(BLOCKS[1])
    words = [sys.executable, "-m", "journeymap", *shlex.split(line, comments=True)[1:], "--no-browser"]
    with subprocess.Popen(words, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stdout is not None
            with urlopen(serving.stdout.readline().strip(), timeout=60) as answer:
                page = answer.read().decode("utf-8")
            assert re.findall("<title>(.*)</title>", page)[:1] == re.findall("^title: (.*)", BLOCKS[1], re.MULTILINE)
        finally:
            serving.kill()


@pytest.mark.parametrize("line", [line for line in COMMANDS if line not in SERVING])
def test_every_command_of_the_readme_and_of_the_dutch_tour_runs(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "coffee.yaml").write_text(BLOCKS[1])
    (tmp_path / "koffie.yaml").write_text(TOUR_BLOCKS[1])
    (tmp_path / "blueprints").symlink_to(ROOT / "blueprints")
    words = shlex.split(line, comments=True)[1:]
    if words[0] == "compare":
        _keep_versions(tmp_path, monkeypatch)
    # A check says with 1 that it found something; what draws, counts or writes has to succeed.
    assert main(words) in ((0, 1) if words[0] in ("check", "compare") else (0,))


def _keep_versions(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder a repository with one commit on its main branch, as the examples take it to be."""
    if shutil.which("git") is None:
        pytest.skip("needs git")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    (folder / "maps").mkdir()
    (folder / "maps" / "coffee.yaml").write_text(BLOCKS[1])
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q", "-b", "main"], ["add", "maps"], [*who, "commit", "-q", "-m", "first"]):
        subprocess.run(["git", *command], cwd=folder, check=True)


def test_the_example_in_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert (tmp_path / "coffee.svg").read_text().startswith("<svg")


def test_the_readme_names_every_word_of_a_step():
    table = generate.readme_format()
    assert [name for name in Step.model_fields if f"| `{hyphenated(name)}` |" not in table] == []
