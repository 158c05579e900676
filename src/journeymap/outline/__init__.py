"""A blueprint in words, in reading order: the text alternative to the drawing."""
