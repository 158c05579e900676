"""A blueprint held against what customers really did, as a log tells it."""
