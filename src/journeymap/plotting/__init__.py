"""Plots in the style of the drawing: from figures and words to scenes, which every writer of drawings can write."""

from journeymap.plotting.bars import Row, bars, keys_of, ranked
from journeymap.plotting.dots import DotRow, dots
from journeymap.plotting.feelings import Felt, feelings
from journeymap.plotting.surface import WIDTH, Caption, Look, Scale

__all__ = [
    "WIDTH",
    "Caption",
    "DotRow",
    "Felt",
    "Look",
    "Row",
    "Scale",
    "bars",
    "dots",
    "feelings",
    "keys_of",
    "ranked",
]
