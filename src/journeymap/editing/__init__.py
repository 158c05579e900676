"""Editing blueprint files: one kernel for fixes, acceptances, new names and what levers try."""

from journeymap.editing.edits import Edit, apply_edits, inverse
from journeymap.editing.kernel import Changed, change_text

__all__ = ["Changed", "Edit", "apply_edits", "change_text", "inverse"]
