"""A file that asks more of the reader than any blueprint needs.

Why: files can be made that look small and fill the memory of a computer; reading stops in time, and with it the check.

Fix: write out what is repeated by aliases, nest less deeply, or divide the blueprint over several files, each step of
an overview with `journey` naming the file it stands for.
"""

from __future__ import annotations

from journeymap.diagnostics import Severity
from journeymap.rule import Rule

RULE = Rule(code="JM114", name="over-budget", severity=Severity.ERROR, check=None)
