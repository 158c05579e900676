"""A sheet of cards becomes a geometry: place, route, tracks, labels, pages."""

from journeymap.layout.arrangement import arrange
from journeymap.layout.pages import PAPERS, Page, Paper, paginate

__all__ = ["PAPERS", "Page", "Paper", "arrange", "paginate"]
