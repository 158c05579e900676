"""A sheet of cards becomes a geometry: place, route, tracks, labels, pages."""

from journeymap.layout.arrangement import arrange, arrange_once
from journeymap.layout.pages import PAPERS, Page, Paper, paginate

__all__ = ["PAPERS", "Page", "Paper", "arrange", "arrange_once", "paginate"]
