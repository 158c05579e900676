"""Numbers in drawings: short, and the same on every machine."""

from __future__ import annotations


def short(value: float) -> str:
    """Return a length in points with at most two digits behind the point."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def coarse(value: float) -> str:
    """Return a length in points with at most one digit behind the point."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
