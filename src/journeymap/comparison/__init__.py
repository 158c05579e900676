"""What changes: one thing in a blueprint, and all figures before and after."""

from journeymap.comparison.changes import Applied, Change, apply_changes
from journeymap.comparison.figures import Comparison, Figure, compare_outcomes, headline

__all__ = ["Applied", "Change", "Comparison", "Figure", "apply_changes", "compare_outcomes", "headline"]
