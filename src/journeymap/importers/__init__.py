"""Formats that blueprints can be made of: one module each, found by being there."""
