"""A scene as the text of an SVG."""
