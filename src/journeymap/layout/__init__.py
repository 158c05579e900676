"""A sheet of cards becomes a geometry: place, route, tracks, labels, pages."""

from journeymap.layout.arrangement import arrange

__all__ = ["arrange"]
