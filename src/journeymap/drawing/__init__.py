"""From the graph of a blueprint to a drawing that every writer of drawings writes alike."""

from journeymap.drawing.choices import ChoiceError
from journeymap.drawing.drawn import Drawing, DrawOptions, draw
from journeymap.drawing.theme import Theme

__all__ = ["ChoiceError", "DrawOptions", "Drawing", "Theme", "draw"]
