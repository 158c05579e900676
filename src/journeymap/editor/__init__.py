"""The language server: what the program knows of a blueprint, told to an editor while somebody types."""
