"""A sheet of cards becomes a geometry: place, route, tracks, labels, pages."""
