"""Whatever is asked for, the same drawing has the same bytes, however Python shuffles its sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CASE = Path(__file__).parent / "cases" / "rich.yaml"
ALL = "sacrifice,timeline,ideas,evidence,findings,guarantee"


@pytest.mark.parametrize(
    "options",
    [
        ("--show", ALL),
        ("--show", ALL, "--page", "a4"),
        ("--poster", "a2", "--show", ALL),
        ("--focus", "STEP", "--depth", "2", "--theme", "dark"),
    ],
    ids=["rows", "pages", "poster", "part"],
)
def test_the_bytes_depend_neither_on_the_seed_of_hashes_nor_on_where_it_is_run(
    tmp_path: Path, options: tuple[str, ...]
):
    from journeymap import load

    first = next(iter(load(CASE).steps))
    chosen = [first if option == "STEP" else option for option in options]
    drawn = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        command = [
            sys.executable,
            "-m",
            "journeymap",
            "draw",
            str(CASE),
            "-o",
            str(folder),
            "--format",
            "svg,png,pdf,dot,geometry,json,html,outline",
            *chosen,
        ]
        place = tmp_path / f"from-{seed}"
        place.mkdir()
        done = subprocess.run(
            command, cwd=place, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        drawn.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert drawn[0] == drawn[1]
    assert drawn[0]
