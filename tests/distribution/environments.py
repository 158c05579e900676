"""Environments in which nothing but what is declared is installed, and programs that are run in them."""

from __future__ import annotations

import subprocess
import sys
import venv
from importlib.metadata import PackagePath, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", **variables}
    done = subprocess.run(
        [str(part) for part in command], env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done


def environment(folder: Path, *wheels: Path) -> Path:
    """Make an environment with some wheels and what journeymap declares to need; return the folder of its programs.

    What it needs is taken from the environment of the tests, so that no index has to be reached.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    run(sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install", "--quiet", "--no-index",
        "--no-deps", *wheels)  # fmt: skip
    (packages,) = folder.glob("lib/python*/site-packages")
    for name in sorted(needed("journeymap")):
        for file in distribution(name).files or ():
            _link(file, packages)
    return folder / "bin"


def needed(name: str) -> set[str]:
    """Return what a distribution needs, and what that needs, without extras."""
    names: set[str] = set()
    rest = [name]
    while rest:
        for line in distribution(rest.pop()).requires or ():
            requirement = Requirement(line)
            needs = canonicalize_name(requirement.name)
            if needs not in names and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
                names.add(needs)
                rest.append(needs)
    return names


def _link(file: PackagePath, packages: Path) -> None:
    if file.parts[0] != ".." and file.suffix != ".pyc":
        place = packages / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(file.locate())
