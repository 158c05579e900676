"""A step whose id is already that of another step.

Why: only one of the two can be meant by an arrow, so the other would silently drop out of the journey.

Fix: give one of them another id, and look at every `next` that names it. If it is the same moment at which two lanes
act, write one step with two cells.

Bad::

    journeymap: 1
    steps:
      call: {customer: Calls, next: done}
      call: {frontstage: Answers the telephone, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      call: {customer: Calls, frontstage: Answers the telephone, next: done}
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from journeymap.diagnostics import Severity
from journeymap.rule import Rule

RULE = Rule(code="JM101", name="duplicate-step", severity=Severity.ERROR, check=None)
