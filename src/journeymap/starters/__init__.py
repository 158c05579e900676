"""The files that `journeymap new` begins with, one per language."""
