"""What is published, built once for all tests of it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from environments import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("published")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, PATH=os.environ["PATH"])
    return folder


@pytest.fixture(scope="session")
def wheel(published: Path) -> Path:
    (path,) = published.glob("*.whl")
    return path
