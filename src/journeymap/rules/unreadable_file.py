"""A file that cannot be opened, or that is not text.

Why: nothing of the journey can be checked or drawn.

Fix: look whether the path is right and whether you may read the file, and save it as text in UTF-8. A spreadsheet or a
word processor document has to be exported as text first.
"""

from __future__ import annotations

from journeymap.diagnostics import Severity
from journeymap.rule import Rule

RULE = Rule(code="JM110", name="unreadable-file", severity=Severity.ERROR, check=None)
