"""From the graph of a blueprint to a drawing that every writer of drawings writes alike."""

from journeymap.drawing.choices import ChoiceError
from journeymap.drawing.drawn import ROWS, SHOWN, Drawing, DrawOptions, draw
from journeymap.drawing.theme import Theme
from journeymap.drawing.theme_file import THEMES, built_in, read_theme

__all__ = [
    "ROWS",
    "SHOWN",
    "THEMES",
    "ChoiceError",
    "DrawOptions",
    "Drawing",
    "Theme",
    "built_in",
    "draw",
    "read_theme",
]
