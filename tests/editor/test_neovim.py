"""The language server in an editor that is not ours: Neovim without a window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.neovim

OLD = """\
journeymap: 1
steps:
  leave:
    custoomer: Leaves
    next: arrive
  arrive:
    customer: Arrives
    end: helped
"""
NEW = "journeymap: 1\nrelates: {replaces: old.yaml}\nsteps:\n  come:\n    was: arrive\n    end: helped\n"


def test_neovim_shows_findings_fixes_completes_and_renames_across_files(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(NEW)
    out = tmp_path / "out.json"
    subprocess.run(
        ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-S", str(Path(__file__).with_name("in_neovim.lua"))],
        cwd=tmp_path,
        env=os.environ | {"SERVER_PYTHON": sys.executable, "OUT": str(out), "XDG_STATE_HOME": str(tmp_path / "state")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    result = json.loads(out.read_text())
    assert "problem" not in result
    assert "unknown-key" in result["first"]
    assert "arrive" in result["offered"]
    assert (tmp_path / "old.yaml").read_text() == OLD.replace("custoomer", "customer").replace("arrive", "there")
    assert (tmp_path / "new.yaml").read_text() == NEW.replace("arrive", "there")
