"""The same word twice at one place.

Why: only one of the two values can hold, and which one is a guess.

Fix: keep one of them, or make one list of both.

Bad::

    journeymap: 1
    steps:
      call:
        customer: Calls
        customer: Waits in the queue
        next: done
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      call:
        customer: [Calls, Waits in the queue]
        next: done
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from journeymap.diagnostics import Severity
from journeymap.rule import Rule

RULE = Rule(code="JM109", name="duplicate-key", severity=Severity.ERROR, check=None)
