"""What changes: one thing in a blueprint, and all figures before and after."""

from journeymap.what_if.figures import (
    Comparison,
    Figure,
    compare_outcomes,
    headline,
)
from journeymap.what_if.overrides import Applied, Change, apply_changes

__all__ = ["Applied", "Change", "Comparison", "Figure", "apply_changes", "compare_outcomes", "headline"]
