"""A fault of the program itself, not of the blueprint.

Why: the other checks go on and their results hold, but what this one would have found is missing.

Fix: please report it with the blueprint, or the smallest part of it with which it still happens.
"""

from __future__ import annotations

from journeymap.diagnostics import Severity
from journeymap.rule import Rule

RULE = Rule(code="JM000", name="internal-error", severity=Severity.ERROR, check=None)
