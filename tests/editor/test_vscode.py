"""The extension for Visual Studio Code is built by one command."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

EDITORS = Path(__file__).parents[2] / "editors"
MOST_BYTES = 120_000


@pytest.mark.pyright
def test_the_extension_is_built_by_one_command(tmp_path: Path) -> None:
    target = tmp_path / "journeymap.vsix"
    done = subprocess.run([sys.executable, EDITORS / "build.py", target], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert target.stat().st_size < MOST_BYTES
    with zipfile.ZipFile(target) as package:
        names = set(package.namelist())
        manifest = json.loads(package.read("extension/package.json"))
        program = package.read(f"extension/{manifest['main'].removeprefix('./')}").decode()
    assert names >= {"extension/package.json", "extension/readme.md", "extension/out/extension.js"}
    assert not any("node_modules" in name or name.endswith(".ts") for name in names)
    for command in manifest["contributes"]["commands"]:
        assert command["command"] in program
