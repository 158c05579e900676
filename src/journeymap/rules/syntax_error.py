"""A place where the text is not YAML.

Why: from there on nobody can tell what belongs to what.

Fix: most often it is the indentation, a missing space after a colon, or a text with a colon in it that needs quotes.
Tabs cannot be used to indent.

Bad::

    journeymap: 1
    steps:
      call:
        customer: Says: it leaks
        next: done
      done: {customer: Is helped, end: helped}

Good::

    journeymap: 1
    steps:
      call:
        customer: "Says: it leaks"
        next: done
      done: {customer: Is helped, end: helped}
"""

from __future__ import annotations

from journeymap.diagnostics import Severity
from journeymap.rule import Rule

RULE = Rule(code="JM111", name="syntax-error", severity=Severity.ERROR, check=None)
