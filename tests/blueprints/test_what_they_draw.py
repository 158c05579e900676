"""What lies in `output/` is what the blueprints draw today, and every one of them draws in every format."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OUTPUT = ROOT / "output"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All drawings as SVG, by the path they have below the output folder, made as a user makes them."""
    folder = tmp_path_factory.mktemp("output")
    command = [sys.executable, "-m", "journeymap", "draw", "blueprints", "-o", str(folder), "--format", "svg"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.svg"))}


def test_every_blueprint_is_drawn(drawn: dict[str, bytes]):
    assert len(drawn) == len(list((ROOT / "blueprints").rglob("*.yaml")))


def test_the_drawings_in_output_are_current(drawn: dict[str, bytes], accept: bool):
    kept = {path.relative_to(OUTPUT).as_posix(): path for path in sorted(OUTPUT.rglob("*.svg"))}
    if accept:
        for name in set(kept) - set(drawn):
            kept[name].unlink()
        for name, content in drawn.items():
            (OUTPUT / name).parent.mkdir(parents=True, exist_ok=True)
            (OUTPUT / name).write_bytes(content)
        return
    assert sorted(kept) == sorted(drawn), "run: make accept"
    assert [name for name, content in drawn.items() if kept[name].read_bytes() != content] == [], "run: make accept"
