"""Plots in the style of the drawing: from figures and words to scenes, which every writer of drawings can write."""

from journeymap.charts.bars import (
    Row,
    bars,
    keys_of,
    ranked,
)
from journeymap.charts.canvas import (
    WIDTH,
    Caption,
    Fill,
    Scale,
)
from journeymap.charts.dots import DotRow, dots
from journeymap.charts.emotion import EmotionPoint, feelings

__all__ = [
    "WIDTH",
    "Caption",
    "DotRow",
    "EmotionPoint",
    "Fill",
    "Row",
    "Scale",
    "bars",
    "dots",
    "feelings",
    "keys_of",
    "ranked",
]
