"""What the documentation says about the code is what the code says."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import generate  # noqa: E402
from journeymap.cli import main  # noqa: E402
from journeymap.pipeline import check_source  # noqa: E402

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(
    ("path", "content"), generate.generated().items(), ids=lambda value: getattr(value, "name", "")
)
def test_generated_documentation_is_current(path: Path, content: str):
    assert path.read_text(encoding="utf-8") == content, "run: make accept"


def test_the_first_blueprint_of_the_readme_has_the_dead_end_that_the_text_speaks_of():
    found = check_source(BLOCKS[0], "coffee.yaml")
    assert [(finding.code.name, finding.step) for finding in found.diagnostics if finding.severity == "error"] == [
        ("dead-end", "drink")
    ]


def test_the_second_blueprint_of_the_readme_has_no_error():
    assert check_source(BLOCKS[1], "coffee.yaml").worst() != "error"


@pytest.mark.parametrize("line", re.findall(r"^(?:    |)(journeymap [^\n`]*)$", README, re.MULTILINE))
def test_every_command_of_the_readme_is_understood(line: str):
    command, *_ = re.sub(r"\s+#.*", "", line).split()[1:]
    done = CliRunner().invoke(main, [command, "--help"])
    assert done.exit_code == 0, done.output
