"""A blueprint file live in a browser: shown as it is now, and changed from the page."""
