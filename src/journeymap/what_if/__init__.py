"""What changes: some things in a blueprint, and all figures before and after."""

from journeymap.what_if.effect import WhatIf, what_if
from journeymap.what_if.overrides import Applied, Change, apply_changes

__all__ = ["Applied", "Change", "WhatIf", "apply_changes", "what_if"]
