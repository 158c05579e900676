"""A file that does not say which version of the format it is written in.

Why: with the version in it, the file keeps its meaning when the format changes.

Fix: write `journeymap: 1` as its first line.

Bad::

    steps:
      call: {customer: Calls, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from journeymap.diagnostics import Severity
from journeymap.rule import Rule

RULE = Rule(code="JM113", name="missing-version", severity=Severity.WARNING, check=None)
