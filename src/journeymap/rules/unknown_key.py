"""A word that the format does not know at that place.

Why: what is written under it would silently count for nothing; most often it is a slip of the keyboard.

Fix: write the word that was meant, or use `notes`, `tags` or `links` for what the format has no word for.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls, takse: 5 min, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls, takes: 5 min, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from journeymap.diagnostics import Severity
from journeymap.rule import Rule

RULE = Rule(code="JM103", name="unknown-key", severity=Severity.ERROR, check=None)
