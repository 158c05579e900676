"""A choice on record for something that is no longer there.

Why: the list of conscious choices is what managers sign. An acceptance that accepts nothing makes it longer and less
true, and it will hide the finding without a word when it comes back.

Fix: take it out. Where it was meant for another step, write it there. It is not judged when the rule does not run, when
the file could not be read as a whole, or when the rule stays silent only because of a threshold of yours.

Bad::

    journeymap: 1
    accept: {broad-file: We want the whole journey on one sheet}
    steps:
      call: {customer: Calls, next: done}
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    accept: {broad-file: We want the whole journey on one sheet}
    phases: [Notice, Search, Report, Wait, Plan, Repair, Check, Look back]
    steps:
      call: {phase: Report, customer: Calls, next: done}
      done: {phase: Repair, customer: Is helped, end: helped}
"""

from __future__ import annotations

from journeymap.diagnostics import UNNECESSARY_ACCEPTANCE, Severity
from journeymap.rule import Rule

RULE = Rule(code=UNNECESSARY_ACCEPTANCE.number, name=UNNECESSARY_ACCEPTANCE.name, severity=Severity.WARNING, check=None)
