"""Service blueprints as code."""
