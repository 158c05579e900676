"""From the graph of a blueprint to a drawing that every writer of drawings writes alike."""

from journeymap.drawing.drawing import (
    ROWS,
    SHOWN,
    VIEWS,
    Drawing,
    DrawOptions,
    draw,
)
from journeymap.drawing.name_lookup import ChoiceError
from journeymap.drawing.sheet.stubs import STUBS
from journeymap.drawing.theme.theme import Theme
from journeymap.drawing.theme.theme_file import THEMES, built_in, read_theme

__all__ = [
    "ROWS",
    "SHOWN",
    "STUBS",
    "THEMES",
    "VIEWS",
    "ChoiceError",
    "DrawOptions",
    "Drawing",
    "Theme",
    "built_in",
    "draw",
    "read_theme",
]
