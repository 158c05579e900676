"""A value that cannot be what it should be: a time, a share, a date, a rating.

Why: the value is left out, so every figure that rests on it would be missing or wrong.

Fix: the message says what may be written there.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls, takes: 5 minits, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls, takes: 5 minutes, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from journeymap.diagnostics import Severity
from journeymap.rule import Rule

RULE = Rule(code="JM112", name="invalid-value", severity=Severity.ERROR, check=None)
