"""A text that ends where a `#` stands, although it seems to go on.

Why: in YAML a `#` after a space begins a comment. "Form #12" without quotes is read as "Form", and nobody notices until
the drawing hangs on the wall.

Fix: put the whole text in quotes; for a comment write a space after the `#`.

Bad::

    journeymap: 1
    title: Fill in form #12
    steps:
      fill-in: {customer: Fills in the form, end: helped}

Good::

    journeymap: 1
    title: "Fill in form #12"
    steps:
      fill-in: {customer: Fills in the form, end: helped}
"""

from __future__ import annotations

from journeymap.diagnostics import Severity
from journeymap.rule import Rule

RULE = Rule(code="JM117", name="cut-text", severity=Severity.WARNING, check=None)
